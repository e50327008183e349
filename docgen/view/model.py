"""A paper, seen: one shape for .docx and PDF, for template and submission.

Its look stands in :mod:`docgen.view.look`, what the file says of itself in :mod:`docgen.view.facts`. None: *this kind
of file cannot show it*. Every value is frozen; readers build, nobody edits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from docgen.spec.model import Side
from docgen.units import Length
from docgen.view.facts import Facts
from docgen.view.look import UNMARKED, ZERO, Anchor, Border, CharacterFormat, Frame, PageSetup, ParagraphFormat


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


BreakKind = Literal["line", "page", "column"]
Box = Literal["empty", "ticked", "crossed"]
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
class Paragraph:
    """A paragraph. ``label`` is the computed list number (“1.”, “（一）”), which a reader sees but no run holds.

    ``mark`` is the format of the paragraph mark: it is not judged, but an empty paragraph is as high as it.
    ``aside`` is None for text in line with the rest; else its place is that of the paragraph it belongs to.
    """

    runs: tuple[Run, ...]
    format: ParagraphFormat
    place: Place
    label: str = ""
    mark: CharacterFormat = UNMARKED
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


FurnitureKind = Literal["default", "first", "even"]


@dataclass(frozen=True, slots=True)
class Section:
    """One section's page and page furniture; headers and footers by default / first / even."""

    page: PageSetup
    place: Place
    headers: dict[FurnitureKind, tuple[Block, ...]] = field(default_factory=dict)
    footers: dict[FurnitureKind, tuple[Block, ...]] = field(default_factory=dict)


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
