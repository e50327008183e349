"""A paper, seen: one shape for .docx and PDF, for template and submission.

What a value means when it is None: *this kind of file cannot show it*. A value the file could state but does not
is the effective default (ECMA-376 Part 1 §17.7.2), never None. Every value is frozen; readers build, nobody edits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from docgen.reading import Reading
from docgen.spec.model import Side
from docgen.units import Length

Kind = Literal["docx", "pdf", "ofd", "doc", "odt", "wordml", "html", "sheet"]
LineRule = Literal["exact", "at_least", "multiple"]
ZERO = Length(0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands. All counts start at 1; ``paragraph`` counts body paragraphs outside tables, empty
    ones included, or within a cell those of that cell; ``column`` counts grid columns after merges; ``page`` only
    where the file itself knows it (PDF)."""

    section: int | None = None
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    role: str | None = None
    field: str | None = None


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


BreakKind = Literal["line", "page", "column"]
Box = Literal["empty", "ticked", "crossed"]
Anchor = Literal["text", "margin", "page"]
Aside = Literal["text_box", "footnote", "endnote"]
"""Where text stands that is not in line with the rest."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one effective format. ``page`` and ``field`` results are text too; deleted text is no run.

    ``field`` is the field's kind (``PAGE``, ``NUMPAGES``, ``REF`` …) when the text is a field's result. A hidden
    run keeps its text and is marked by ``format.hidden``. ``bounds`` is (left, top, right, bottom) on a PDF page.
    """

    text: str
    format: CharacterFormat
    field: str | None = None
    break_kind: BreakKind | None = None
    symbol: bool = False
    box: Box | None = None
    bounds: tuple[Length, Length, Length, Length] | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture where it stands. ``anchor``: inline with the text, or floating; ``part`` is its member's name; ``at``
    how many characters of its paragraph stand before it.

    A floating one stands ``left`` and ``top`` (EMU) of what it is anchored to, or is aligned with it, which wins;
    ``behind`` the text, or ``apart``: no text beside it. ``altered``: how it is shown otherwise than it is stored.
    """

    width: Length | None
    height: Length | None
    anchor: Literal["inline", "floating"] = "inline"
    description: str = ""
    part: str | None = None
    left: Length | None = None
    top: Length | None = None
    at: int = 0
    across: Anchor = "text"
    down: Anchor = "text"
    across_align: str | None = None
    down_align: str | None = None
    behind: bool = False
    apart: bool = False
    altered: str | None = None


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
class Paragraph:
    """A paragraph. ``label`` is the computed list number (“1.”, “（一）”), which a reader sees but no run holds.

    ``mark`` is the format of the paragraph mark: it is not judged, but an empty paragraph is as high as it.
    ``aside`` is None for text in line with the rest; else its place is that of the paragraph it belongs to.
    """

    runs: tuple[Run, ...]
    format: ParagraphFormat
    place: Place
    label: str = ""
    mark: CharacterFormat = CharacterFormat()
    pictures: tuple[Picture, ...] = ()
    aside: Aside | None = None

    @property
    def text(self) -> str:
        """What a reader reads, hidden text left out, without the label."""
        return "".join(run.text for run in self.runs if not run.format.hidden)

    @property
    def full_text(self) -> str:
        return f"{self.label}{self.text}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell after merges: its grid row and column (from 1), spans, blocks and box."""

    row: int
    column: int
    row_span: int
    column_span: int
    blocks: tuple[Block, ...]
    width: Length | None = None
    vertical_align: Literal["top", "center", "bottom"] = "top"
    direction: str | None = None
    shading: str | None = None
    margins: tuple[tuple[Side, Length], ...] = ()
    borders: tuple[tuple[str, Border], ...] = ()
    diagonal: bool = False

    def paragraphs(self) -> Iterator[Paragraph]:
        yield from paragraphs_of(self.blocks)

    @property
    def text(self) -> str:
        return "\n".join(paragraph.full_text for paragraph in self.paragraphs())


@dataclass(frozen=True, slots=True)
class Row:
    height: Length | None = None
    height_rule: Literal["auto", "at_least", "exact"] = "auto"
    header: bool = False
    may_split: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid. ``widths`` are grid column widths; cells are in reading order, merged ones once."""

    widths: tuple[Length, ...]
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    place: Place
    align: str | None = None
    indent: Length = ZERO
    layout: Literal["fixed", "auto"] | None = None
    style: str | None = None
    frame: Frame | None = None

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells that start in or span grid row ``number``."""
        return tuple(cell for cell in self.cells if cell.row <= number < cell.row + cell.row_span)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers this grid position."""
        covering = (c for c in self.row(row) if c.column <= column < c.column + c.column_span)
        return next(covering, None)


@dataclass(frozen=True, slots=True)
class Opaque:
    """Content whose text this reader cannot know (chart, SmartArt, equation, altChunk, page without text)."""

    what: str
    place: Place


Block = Paragraph | Table | Opaque


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


FurnitureKind = Literal["default", "first", "even"]


@dataclass(frozen=True, slots=True)
class Section:
    """One section's page and page furniture; headers and footers by default / first / even."""

    page: PageSetup
    place: Place
    headers: dict[FurnitureKind, tuple[Block, ...]] = field(default_factory=dict)
    footers: dict[FurnitureKind, tuple[Block, ...]] = field(default_factory=dict)


SignatureState = Literal["intact", "untrusted", "changed", "unsupported", "unverified"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where a digital signature is seen: the page, from 1, and the box in EMU from the page's top left corner."""

    page: int
    left: Length
    top: Length
    right: Length
    bottom: Length


@dataclass(frozen=True, slots=True)
class Signature:
    """A digital signature: whether the file is as it was signed, ``why`` in a sentence, whom the certificate (of an OFD
    the seal) names and the time it states."""

    state: SignatureState
    why: str
    signer: str = ""
    stated_time: str = ""
    stamps: tuple[Stamp, ...] = ()


Elsewhere = Literal["package", "form"]
"""Where a PDF's pages are only a cover: of a package of files, of a form that its own program draws."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file says of itself. ``mark``: the template it was made from (``changchun/rubric_sheet``), read from
    the application properties; ``scanned``: 1-based PDF pages (or a .docx's whole) that are pictures of text;
    ``uncoded``: those of them whose fonts do not say which characters they draw; ``blank``: pages without any mark;
    ``page_pictures``: pictures of a .docx as large and upright as a page, beside text;
    ``attached``: names of files kept within; ``tagged``: whether a PDF states the structure of its text;
    ``active``: macros, scripts, external links that would act; ``signatures``: digital ones, none unless ``signed``."""

    kind: Kind
    pages: int | None = None
    mark: str | None = None
    producer: str | None = None
    active: tuple[str, ...] = ()
    scanned: tuple[int, ...] = ()
    uncoded: tuple[int, ...] = ()
    blank: tuple[int, ...] = ()
    pictures: int = 0
    page_pictures: int = 0
    signed: bool = False
    tracked: bool = False
    signatures: tuple[Signature, ...] = ()
    attached: tuple[str, ...] = ()
    elsewhere: Elsewhere | None = None
    tagged: bool | None = None

    @property
    def words_only(self) -> bool:
        """Whether the body's words and tables were read, and neither the look nor headers, footers and page numbers."""
        return self.kind in ("doc", "odt", "wordml", "html")

    @property
    def is_print(self) -> bool:
        """Whether it states where every character stands, as a print does, and not how it came there."""
        return self.kind in ("pdf", "ofd")


@dataclass(frozen=True, slots=True)
class DocumentView:
    """What a paper says and how it looks. ``blocks`` are the body in reading order."""

    facts: Facts
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the body, those in cells included, in reading order."""
        yield from paragraphs_of(self.blocks)

    def tables(self) -> Iterator[Table]:
        """The top-level tables, in order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def opaque(self) -> Iterator[Opaque]:
        yield from _opaque_of(self.blocks)

    @property
    def has_text(self) -> bool:
        return any(paragraph.text.strip() for paragraph in self.paragraphs())


def paragraphs_of(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """The paragraphs of some blocks, depth first, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for cell in block.cells:
                yield from paragraphs_of(cell.blocks)


def _opaque_of(blocks: tuple[Block, ...]) -> Iterator[Opaque]:
    for block in blocks:
        if isinstance(block, Opaque):
            yield block
        elif isinstance(block, Table):
            for cell in block.cells:
                yield from _opaque_of(cell.blocks)
