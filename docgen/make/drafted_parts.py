"""The parts a drafted template needs and no more: styles, settings, font table, footers, and their wrapping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from docgen.make.formats import impose, settings_of
from docgen.make.package import CONTENT_TYPES, Member, head_of, package
from docgen.make.wordml import Element, R, child, element, serialised
from docgen.spec.fonts import FontBook
from docgen.spec.model import DocumentSpec, Format, PageNumber

TABLE_STYLE: Final = "form_table"
"""The one table style of a draft: thin lines all round, text in the middle of its cell."""

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD_URI: Final = "http://schemas.microsoft.com/office/word"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD_15: Final = "15"
_HAIRLINE: Final = "4"  # eighths of a point
_CELL_SIDE: Final = "108"  # twentieths of a point, as every office program has it


def style(name: str, wanted: Format) -> Element:
    """A paragraph style of that name with the formats of a part-spec."""
    made = element(
        "style", element("name", val=name), element("basedOn", val="Normal"), element("qFormat"),
        type="paragraph", customStyle="1", styleId=name,
    )  # fmt: skip
    impose(made, settings_of(wanted))
    return made


def styles_part(spec: DocumentSpec) -> bytes:
    """Document defaults, the default style, one paragraph style a role, and the style of tables."""
    plain = default_format(spec)
    defaults = element("docDefaults", element("rPrDefault"), element("pPrDefault", element("pPr")))
    run = element("rPr")
    defaults[0].append(run)
    impose(defaults[0], settings_of(Format(font=plain.font, latin=plain.latin, size=plain.size)))
    run.append(element("lang", val="en-US", eastAsia="zh-CN"))
    normal = element(
        "style", element("name", val="Normal"), element("qFormat"), type="paragraph", default="1", styleId="Normal"
    )
    roles = (style(name, role) for name, role in spec.role.items())
    return serialised(element("styles", defaults, normal, *roles, *_table_styles()))


def default_format(spec: DocumentSpec) -> Format:
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


_BOX: Final = ("top", "left", "bottom", "right")


def settings_part(spec: DocumentSpec) -> bytes:
    """Compatibility mode 15; punctuation is never squeezed, so that every program breaks lines alike."""
    compatibility = element("compatSetting", name="compatibilityMode", uri=_WORD_URI, val=_WORD_15)
    alternating = [element("evenAndOddHeaders")] if _alternates(spec) else []
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
        made.append(element("charset", val="86"))  # GB 2312
    made.append(element("family", val="auto"))
    made.append(element("pitch", val="variable"))
    return made


def footers(spec: DocumentSpec) -> Mapping[str, bytes]:
    """The footers the law of the page number asks for, by kind (default, even, first); none without such a law."""
    number = spec.page.page_number
    if number is None:
        return {}
    styled = next((name for name, role in spec.role.items() if role.find.kind == "footer"), "Normal")
    made = {"default": _footer(styled, number, number.odd)}
    if _alternates(spec):
        made["even"] = _footer(styled, number, number.even)
    if not number.first:
        made["first"] = serialised(element("ftr", element("p")))
    return made


def _alternates(spec: DocumentSpec) -> bool:
    number = spec.page.page_number
    return bool(spec.page.odd_even) or (number is not None and number.odd != number.even)


def _footer(styled: str, number: PageNumber, side: str | None) -> bytes:
    line = element("p", element("pPr", element("pStyle", val=styled)))
    align = next((word for word in ("left", "center", "right") if word in (side or "")), None)
    if align:
        child(line, "pPr/jc").set(f"{{{line.nsmap['w']}}}val", align)
    before, _, rest = number.form.partition("{page}")
    between, many, after = rest.partition("{pages}")
    line.extend((_text(before), *_field("PAGE")))
    line.extend((_text(between), *_field("NUMPAGES"), _text(after)) if many else (_text(rest),))
    return serialised(element("ftr", line))


def _text(text: str) -> Element:
    return element("r", element("t", text=text)) if text else element("r")


def _field(kind: str) -> tuple[Element, ...]:
    """A field in its five runs; ``1`` is what shows until it is computed."""
    marks = (element("r", element("fldChar", fldCharType=mark)) for mark in ("begin", "separate", "end"))
    begin, separate, end = marks
    return begin, element("r", element("instrText", text=f" {kind} ")), separate, _text("1"), end


def wrapped(document: bytes, spec: DocumentSpec, book: FontBook) -> bytes:
    """The parts as one package. ``document`` refers to the footers as ``rIdDefault``, ``rIdEven``, ``rIdFirst``."""
    parts = {
        "document": document,
        "styles": styles_part(spec),
        "settings": settings_part(spec),
        "fontTable": fonts_part(spec, book),
    }
    feet = {kind: f"footer_{kind}" for kind in footers(spec)}
    members = {f"word/{name}.xml": data for name, data in parts.items()}
    members |= {f"word/{feet[kind]}.xml": data for kind, data in footers(spec).items()}
    related = [("rIdStyles", "styles", "styles"), ("rIdSettings", "settings", "settings")]
    related += [("rIdFonts", "fontTable", "fontTable")]
    related += [(f"rId{kind.title()}", "footer", name) for kind, name in feet.items()]
    root = _relationships([("rIdDocument", "officeDocument", "word/document")])
    files = {CONTENT_TYPES: _content_types(members), "_rels/.rels": root, **members}
    files["word/_rels/document.xml.rels"] = _relationships(related)
    return package(head_of(Member.deflated(name, data) for name, data in files.items()), ())


def _relationships(related: Iterable[tuple[str, str, str]]) -> bytes:
    entries = (f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{name}.xml"/>' for key, kind, name in related)
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(entries)}</Relationships>'.encode()


def _content_types(names: Iterable[str]) -> bytes:
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    entries = (f'<Override PartName="/{name}" ContentType="{office}.{_kind(name)}+xml"/>' for name in names)
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(entries)}</Types>'
    ).encode()


def _kind(name: str) -> str:
    kind = name.removeprefix("word/").removesuffix(".xml").partition("_")[0]
    return "document.main" if kind == "document" else kind
