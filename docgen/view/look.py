"""How characters, paragraphs and pages look: effective formats, whatever states them.

What a value means when it is None: *this kind of file cannot show it*. A value the file could state but does not
is the effective default (ECMA-376 Part 1 §17.7.2), never None.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docgen.reading import Reading
from docgen.spec.model import Side
from docgen.units import Length

LineRule = Literal["exact", "at_least", "multiple"]
Anchor = Literal["text", "margin", "page"]
ZERO = Length(0)


@dataclass(frozen=True, slots=True)
class Face:
    """The font of one slot. ``printed``: the face a print really used, so a documented stand-in may stand here.

    ``name`` is as the file says it (for PDF: the name inside the embedded program when there is one, else
    BaseFont, undecorated), empty when a .docx names no face at any level and leaves it to the program;
    ``claimed`` is the PDF's BaseFont; ``embedded`` is None for .docx.
    """

    name: str
    printed: bool = False
    claimed: str | None = None
    embedded: bool | None = None


@dataclass(frozen=True, slots=True)
class CharacterFormat:
    """The effective format of a run of characters. Toggles are resolved; ``scale`` is per cent. ``shading`` is the
    colour right behind the characters: a .docx states it, on a PDF it is what was filled under them (None: nothing,
    ``auto``: something whose colour is not one, such as a picture)."""

    east_asian: Face | None = None
    latin: Face | None = None
    size: Reading[Length] | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: str | None = None
    strike: bool | None = None
    colour: str | None = None
    hidden: bool | None = None
    spacing: Length | None = None
    scale: int | None = None
    position: Length | None = None
    highlight: str | None = None
    shading: str | None = None
    vertical: Literal["superscript", "subscript"] | None = None
    caps: bool | None = None


UNMARKED = CharacterFormat()


@dataclass(frozen=True, slots=True)
class LineSpacing:
    """``exact`` and ``at_least`` amounts are EMU; ``multiple`` amounts are 240ths of a line (240 = single)."""

    rule: LineRule
    amount: Reading[Length]


@dataclass(frozen=True, slots=True)
class Border:
    style: str
    width: Length
    colour: str = "auto"
    space: Length = ZERO


@dataclass(frozen=True, slots=True)
class Tab:
    position: Length
    align: str = "left"
    leader: str = "none"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where paragraphs or a table set apart from the text stand: EMU from what they are anchored to, or an alignment
    with it (``bottom`` and the like), which wins. None: as the text flows, as wide as its text."""

    across: Anchor = "page"
    down: Anchor = "page"
    left: Length | None = None
    top: Length | None = None
    width: Length | None = None
    across_align: str | None = None
    down_align: str | None = None


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """The effective format of a paragraph. Indents in EMU, and in characters where given so (2.0: two characters; the
    ``…Chars`` attribute wins over the length); ``first_line`` is negative for a hanging indent. ``before_lines`` and
    ``after_lines`` are lines (0.5: half a line); ``outline_level`` counts from 1. ``contextual``: no space towards a
    neighbour of the same style, which ``before`` and ``after`` show already."""

    style: str | None = None
    align: Literal["left", "center", "right", "justify", "distribute"] | None = None
    line: LineSpacing | None = None
    before: Reading[Length] | None = None
    after: Reading[Length] | None = None
    indent_left: Reading[Length] | None = None
    indent_right: Reading[Length] | None = None
    first_line: Reading[Length] | None = None
    indent_left_characters: float | None = None
    indent_right_characters: float | None = None
    first_line_characters: float | None = None
    before_lines: float | None = None
    after_lines: float | None = None
    auto_before: bool = False
    auto_after: bool = False
    borders: tuple[tuple[str, Border], ...] = ()
    shading: str | None = None
    tabs: tuple[Tab, ...] = ()
    page_break_before: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    widow_control: bool | None = None
    frame: Frame | None = None
    snap_to_grid: bool = True
    outline_level: int | None = None
    contextual: bool = False

    @property
    def framed(self) -> bool:
        """Whether it stands apart from the text."""
        return self.frame is not None


@dataclass(frozen=True, slots=True)
class Columns:
    count: int = 1
    space: Length = ZERO


PictureOf = Literal["paper", "dots"]
"""What a scanned page is as large as: the paper, as a scanner measured it, or the number of its dots."""


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Readings in EMU. ``width`` × ``height`` are as the page is laid, whatever ``w:orient`` claims.

    ``grid_cell``: on a grid of characters, the size of the default paragraph's characters, and from one to the next.
    ``direction``: of the text where it is not from left to right (ST_TextDirection).
    ``text_width`` and ``text_height``: the room for text, where a print shows that and no margins.
    """

    width: Reading[Length]
    height: Reading[Length]
    margin: dict[Side, Reading[Length]]
    header: Reading[Length] | None
    footer: Reading[Length] | None
    gutter: Reading[Length] | None = None
    gutter_at_top: bool = False
    grid_type: str | None = None
    grid_pitch: Length | None = None
    grid_cell: tuple[Length, Length] | None = None
    number_format: str | None = None
    number_start: int | None = None
    different_first: bool | None = None
    odd_even: bool | None = None
    columns: Columns = Columns()
    direction: str | None = None
    picture: PictureOf | None = None
    text_width: Reading[Length] | None = None
    text_height: Reading[Length] | None = None
