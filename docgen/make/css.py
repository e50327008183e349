"""Format as CSS: what the law states of a role, and what the view says of the rest.

Every declaration is explicit, so that nothing of a paper's look comes from a default of CSS. Lengths are written in
points. ``Style`` maps a property to its value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from docgen.reading import Reading
from docgen.spec.model import Format, Role
from docgen.spec.written import Amount, LinePitch
from docgen.units import Length
from docgen.view.look import Border, CharacterFormat, LineSpacing, PageSetup, ParagraphFormat

Style = Mapping[str, str]

_SINGLE: Final = 1.3
"""A single line of a Chinese face in Word, in parts of the type size, where no grid says otherwise."""

_LINE: Final = 240
"""``w:spacing/@w:line`` counts ``auto`` lines in 240ths; a line of ``beforeLines`` is as many twips (§17.3.1.33)."""

_AUTOMATIC_SPACE: Final = Length.of_twips(280)
"""What Word sets for ``w:beforeAutospacing`` (ECMA-376 Part 1 §17.3.1.33 leaves it to the application)."""

_BORDERS: Final = MappingProxyType(
    {"single": "solid", "thick": "solid", "double": "double", "dotted": "dotted", "dashed": "dashed", "nil": "none",
     "none": "none", "dashSmallGap": "dashed", "dotDash": "dashed", "dotDotDash": "dashed"}
)  # fmt: skip
_COMPOUND: Final = ("thickThinSmallGap", "thinThickSmallGap")
_THIN: Final = 3
"""Of a compound border: the thick line is so many times the thin one."""
_UNDERLINES: Final = MappingProxyType(
    {"double": "double", "wave": "wavy", "wavyHeavy": "wavy", "wavyDouble": "wavy", "dotted": "dotted",
     "dottedHeavy": "dotted", "dash": "dashed", "dashedHeavy": "dashed", "dashLong": "dashed"}
)  # fmt: skip

RESET: Final = (
    "html,body,p,table,td{margin:0;padding:0;border:0}"
    "p{white-space:pre-wrap;overflow-wrap:anywhere;text-decoration:none;font-kerning:none}"
    "table{table-layout:fixed;border-collapse:collapse;border-spacing:0}"
    "tr,td,thead,tbody{break-inside:auto}"
    ".framed{break-inside:avoid}"
    ".room{visibility:hidden}.room td{border-color:transparent!important}"
    ".fallback{line-height:0}"
)
"""The reset keeps the body margin of 8 px out of the paper's own, and a fallback's glyph from stretching its line."""


def pt(length: float) -> str:
    """A length in EMU as CSS points."""
    return f"{round(length / Length.of_pt(1), 3):g}pt"


def css(law: Mapping[str, Role], families: Mapping[str, str]) -> str:
    """The stylesheet of a document's roles, one class ``role-NAME`` each; ``families`` maps font to CSS family."""
    rules = ((name, role_style(role, families)) for name, role in law.items())
    return "".join(rule(f".role-{name}", style) for name, style in rules if style)


def rule(selector: str, style: Style) -> str:
    return f"{selector}{{{';'.join(f'{name}:{value}' for name, value in style.items())}}}"


@dataclass(slots=True)
class Classes:
    """Gives each style one class, however often it is used: the sheet stays small and is matched fast."""

    names: dict[str, str] = field(default_factory=dict)

    def name(self, style: Style) -> str:
        body = rule("", style)
        return self.names.setdefault(body, f"s{len(self.names) + 1}")

    def text(self) -> str:
        return "".join(f".{name}{body}" for body, name in self.names.items())


# --- what the law states ------------------------------------------------------------------------------------------


def role_style(law: Format, families: Mapping[str, str]) -> dict[str, str]:
    """What the law fixes to one value. What it leaves free, or leaves a choice, is not here: the view decides."""
    lengths = {
        "font-size": _one(law.size), "margin-top": _one(law.before), "margin-bottom": _one(law.after),
        "margin-left": _one(law.indent), "text-indent": _one(law.first_line),
        "letter-spacing": _one(law.character_spacing),
    }  # fmt: skip
    words = {
        "font-family": families.get(law.font[0]) if len(law.font) == 1 else None,
        "font-weight": None if law.bold is None else _weight(law.bold),
        "color": law.colour and colour(law.colour),
        "line-height": _pitch(law.line),
        "text-align": _ALIGNED.get(law.align or ""),
        "break-after": "avoid" if law.keep == "with_next" else None,
        "break-inside": "avoid" if law.keep == "together" else None,
    }
    return {name: value for name, value in {**words, **lengths}.items() if value}


def _one(amount: Amount | None) -> str | None:
    """An amount the law fixes; multiples of a line depend on the paragraph and are left to the view."""
    if amount is None or amount.low is None or amount.low != amount.high or amount.unit == "lines":
        return None
    return f"{amount.low:g}em" if amount.unit == "characters" else pt(amount.low)


def _pitch(line: LinePitch | None) -> str | None:
    return pt(line.low) if line is not None and line.rule == "exact" and line.low == line.high else None


# --- what the view says -------------------------------------------------------------------------------------------

# Word stretches the characters of a justified Chinese line; ours are set at their own width, as GB/T 9704 counts them.
_ALIGNED: Final = MappingProxyType(
    {"left": "left", "center": "center", "right": "right", "justify": "left", "distribute": "justify"}
)


@dataclass(frozen=True, slots=True)
class Grid:
    """The line grid of a section (``w:docGrid``): lines that snap to it are as high as whole steps of ``pitch``."""

    pitch: Length

    @classmethod
    def of(cls, page: PageSetup) -> Grid | None:
        return cls(page.grid_pitch) if page.grid_type not in (None, "default") and page.grid_pitch else None


def paragraph_style(shape: ParagraphFormat, size: Length, grid: Grid | None) -> dict[str, str]:
    """The paragraph as the view has it; ``size`` is that of its text, which lines and characters are counted in."""
    grid = grid if shape.snap_to_grid else None
    borders = dict(shape.borders)
    style = {
        "line-height": line_height(shape.line, size, grid),
        "margin-top": _space(shape.before, shape.before_lines, shape.auto_before, grid),
        "margin-bottom": _space(shape.after, shape.after_lines, shape.auto_after, grid),
        "margin-left": _indent(shape.indent_left, shape.indent_left_characters, borders.get("left")),
        "margin-right": _indent(shape.indent_right, shape.indent_right_characters, borders.get("right")),
        "text-indent": _indent(shape.first_line, shape.first_line_characters, None),
        "text-align": _ALIGNED.get(shape.align or "", "left"),
        "break-before": "page" if shape.page_break_before else "auto",
        "break-after": "avoid" if shape.keep_next else "auto",
        "break-inside": "avoid" if shape.keep_lines else "auto",
        "orphans": "1" if shape.widow_control is False else "2",
        "widows": "1" if shape.widow_control is False else "2",
    }
    if shape.shading:
        style["background-color"] = colour(shape.shading)
    return style | border_style(borders, padded=True) | compound_rule(borders.get("bottom"))


def line_height(line: LineSpacing | None, size: Length, grid: Grid | None) -> str:
    """Exact pitches as they are; the others from a single line of the text's own size, on the grid if there is one."""
    single = float(size * _SINGLE)
    if grid is not None:
        single = math.ceil(round(single / grid.pitch, 3)) * float(grid.pitch)
    amount = float(low(line.amount)) if line is not None else 0.0
    if line is None:
        return pt(single)
    if line.rule == "exact":
        return pt(amount)
    return pt(max(amount, single) if line.rule == "at_least" else single * amount / _LINE)


def character_style(look: CharacterFormat) -> dict[str, str]:
    """Size, weight, slant, colour, lines and spacing of a run; the face is chosen character by character."""
    style = {
        "font-size": pt(text_size(look)),
        "font-weight": _weight(bool(look.bold)),
        "font-style": "italic" if look.italic else "normal",
        "color": colour(look.colour),
        "letter-spacing": pt(look.spacing or 0),
        "text-decoration": _decoration(look),
    }
    ground = look.highlight if look.highlight not in (None, "none") else look.shading
    if ground not in (None, "auto"):
        style["background-color"] = colour(ground)
    if look.vertical:
        raised = {"superscript": "super", "subscript": "sub"}
        style |= {"vertical-align": raised[look.vertical], "font-size": pt(text_size(look) * 0.65)}
    elif look.position:
        style["vertical-align"] = pt(look.position)
    return style


def text_size(look: CharacterFormat) -> Length:
    """The type size in EMU; a paper that nowhere states one is set in 10 points (ECMA-376 Part 1 §17.3.2.38)."""
    return Length(low(look.size)) if look.size is not None else Length.of_pt(10)


def border_style(borders: Mapping[str, Border], *, padded: bool = False) -> dict[str, str]:
    style: dict[str, str] = {}
    for side in ("top", "right", "bottom", "left"):
        border = borders.get(side)
        if border is None or border.style in _COMPOUND:
            continue
        # The width of a double line is that of each stroke in Word, of the whole in CSS.
        width = border.width * (3 if border.style == "double" else 1)
        style[f"border-{side}"] = f"{pt(width)} {_BORDERS.get(border.style, 'solid')} {colour(border.colour)}"
        if padded:
            style[f"padding-{side}"] = pt(border.space)
    return style


def compound_rule(border: Border | None) -> dict[str, str]:
    """A thick and a thin line under a paragraph, with the gap of a thin one between them: CSS has no such border, so
    the lines are drawn on the foot of its padding."""
    if border is None or border.style not in _COMPOUND:
        return {}
    thin = border.width / _THIN
    above, height = thin if border.style.startswith("thin") else border.width, border.width + 2 * thin
    ink, first, gap = colour(border.colour), pt(above), pt(above + thin)
    stops = f"{ink} 0,{ink} {first},transparent {first},transparent {gap},{ink} {gap},{ink} 100%"
    return {
        "padding-bottom": pt(border.space + height),
        "background": f"linear-gradient(to bottom,{stops}) bottom/100% {pt(height)} no-repeat",
    }


def colour(written: str | None) -> str:
    """``auto`` is black ink; six digits are hexadecimal (ECMA-376 Part 1 §17.18.38); names are CSS's own."""
    if not written or written == "auto":
        return "black"
    if re.fullmatch(r"[0-9A-Fa-f]{6}", written):
        return f"#{written.lower()}"
    return written.lower() if written.isalpha() and written.isascii() else "black"


def _weight(bold: bool) -> str:
    return "bold" if bold else "normal"


def _decoration(look: CharacterFormat) -> str:
    underlined = look.underline not in (None, "none")
    lines = [name for name, on in (("underline", underlined), ("line-through", look.strike)) if on]
    return " ".join([*lines, _UNDERLINES.get(look.underline or "", "solid")]) if lines else "none"


def _space(amount: Reading[Length] | None, lines: float | None, automatic: bool, grid: Grid | None) -> str:
    if automatic:
        return pt(_AUTOMATIC_SPACE)
    if lines:
        return pt(lines * (grid.pitch if grid is not None else Length.of_twips(_LINE)))
    return pt(low(amount))


def _indent(amount: Reading[Length] | None, characters: float | None, border: Border | None) -> str:
    """An indent; a border stands outside the text, so that it does not move it."""
    if characters:
        return f"{characters:g}em"
    return pt(low(amount) - (border.space + border.width if border is not None else 0))


def low(reading: Reading[Length] | None) -> int:
    """What a .docx declares, in EMU; 0 of what it does not."""
    return int(reading.low or 0) if reading is not None else 0


def keep_free(style: Style, stated: Iterable[str]) -> dict[str, str]:
    """The part of a view's style that the law of its role leaves free."""
    taken = frozenset(stated)
    return {name: value for name, value in style.items() if name not in taken}
