"""The parts of a drafted template beside its text, with what it needs and no more: styles, settings, font table."""

from __future__ import annotations

from typing import Final

from docgen.make.draft.furniture import alternates
from docgen.make.formats import impose, paragraph_style, settings_of
from docgen.make.wordml import Element, element, serialised
from docgen.spec.fonts import FontBook
from docgen.spec.model import DocumentSpec, Format

TABLE_STYLE: Final = "form_table"
"""The one table style of a draft: thin lines all round, text in the middle of its cell."""

_WORD_URI: Final = "http://schemas.microsoft.com/office/word"
_WORD_15: Final = "15"
_HAIRLINE: Final = "4"  # eighths of a point
_CELL_SIDE: Final = "108"  # twentieths of a point, as every office program has it
_CHINESE: Final = "86"  # the character set GB 2312
_BOX: Final = ("top", "left", "bottom", "right")


def styles_part(spec: DocumentSpec) -> bytes:
    """Document defaults, the default style, one paragraph style a role, and the style of tables."""
    normal = element(
        "style", element("name", val="Normal"), element("qFormat"), type="paragraph", default="1", styleId="Normal"
    )
    roles = (paragraph_style(name, role) for name, role in spec.role.items())
    return serialised(element("styles", _defaults(spec), normal, *roles, *_table_styles()))


def _defaults(spec: DocumentSpec) -> Element:
    plain = _default_format(spec)
    run = element("rPr")
    holder = element("rPrDefault", run)
    impose(holder, settings_of(Format(font=plain.font, latin=plain.latin, size=plain.size)))
    run.append(element("lang", val="en-US", eastAsia="zh-CN"))
    return element("docDefaults", holder, element("pPrDefault", element("pPr")))


def _default_format(spec: DocumentSpec) -> Format:
    """What text outside every role looks like: ``the rest``, else the last role that names a font."""
    named = [role for role in spec.role.values() if role.font and role.size]
    return next((role for role in named if role.find.kind == "rest"), named[-1] if named else Format())


def _table_styles() -> tuple[Element, Element]:
    margins = [element(side, w=_CELL_SIDE if side in ("left", "right") else "0", type="dxa") for side in _BOX]
    plain = element(
        "style",
        element("name", val="Normal Table"),
        element("uiPriority", val="99"),
        element("tblPr", element("tblInd", w="0", type="dxa"), element("tblCellMar", *margins)),
        type="table", default="1", styleId="TableNormal",
    )  # fmt: skip
    edges = (*_BOX, "insideH", "insideV")
    lines = [element(edge, val="single", sz=_HAIRLINE, space="0", color="auto") for edge in edges]
    form = element(
        "style",
        element("name", val=TABLE_STYLE),
        element("basedOn", val="TableNormal"),
        element("tblPr", element("tblBorders", *lines)),
        element("tcPr", element("vAlign", val="center")),
        type="table", customStyle="1", styleId=TABLE_STYLE,
    )  # fmt: skip
    return plain, form


def settings_part(spec: DocumentSpec) -> bytes:
    """Compatibility mode 15; punctuation is never squeezed, so that every program breaks lines alike."""
    compatibility = element("compatSetting", name="compatibilityMode", uri=_WORD_URI, val=_WORD_15)
    alternating = [element("evenAndOddHeaders")] if alternates(spec) else []
    return serialised(
        element(
            "settings",
            *alternating,
            element("characterSpacingControl", val="doNotCompress"),
            element("compat", compatibility),
            element("themeFontLang", val="en-US", eastAsia="zh-CN"),
        )
    )


def fonts_part(spec: DocumentSpec, book: FontBook) -> bytes:
    """Every font the roles name, with the names other programs know it by (ECMA-376 Part 1 §17.8.3.1)."""
    names = dict.fromkeys(face for role in spec.role.values() for face in (*role.font[:1], *role.latin[:1]))
    return serialised(element("fonts", *(_font(name, book) for name in names)))


def _font(name: str, book: FontBook) -> Element:
    made = element("font", name=name)
    if others := book.alt_names(name):
        made.append(element("altName", val=",".join(others)))
    if not name.isascii():
        made.append(element("charset", val=_CHINESE))
    made.append(element("family", val="auto"))
    made.append(element("pitch", val="variable"))
    return made
