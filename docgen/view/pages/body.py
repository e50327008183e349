"""The body of each page as items in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from docgen.view.pages.columns import in_columns
from docgen.view.pages.lines import Line, lines_of
from docgen.view.pages.sheet import Glyph
from docgen.view.pages.tables import Grid
from docgen.view.pages.wrapped_cells import with_cells_apart
from docgen.wording import squeezed

_WIDEST_MARGIN: Final = 12.0
_USUAL_MARGIN: Final = 5.4
"""Points: a cell's side margin at most and, where text does not show it, Word's own (0.19 cm, ECMA-376 Part 1
§17.4.42)."""
_DEEPEST: Final = 5
_AT_THE_END: Final = float("inf")


@dataclass(slots=True)
class TextItem:
    """Lines between two tables, or of one text that stands apart."""

    lines: list[Line]


@dataclass(slots=True)
class PictureItem:
    """A page that is a picture, or as good as one: ``what`` it is."""

    page: int
    what: str


@dataclass(slots=True)
class CellItem:
    row: int
    column: int
    row_span: int
    column_span: int
    left: float
    right: float
    items: list[Item]

    @property
    def last_row(self) -> int:
        return self.row + self.row_span - 1

    @property
    def text(self) -> str:
        return squeezed("".join(line.text for item in self.items if isinstance(item, TextItem) for line in item.lines))

    @property
    def blank(self) -> bool:
        return not self.items

    def last_line(self) -> Line | None:
        last = self.items[-1] if self.items else None
        return last.lines[-1] if isinstance(last, TextItem) else None


@dataclass(slots=True)
class TableItem:
    """A table of one page, or of several joined. ``margin`` is the room between a cell's side and its text."""

    page: int
    last_page: int
    across: tuple[float, ...]
    heights: list[float]
    cells: list[CellItem]
    open_below: bool
    headings: int = 0
    margin: float = field(init=False)

    def __post_init__(self) -> None:
        texts = ((cell, item) for cell in self.cells for item in cell.items if isinstance(item, TextItem))
        rooms = [line.left - cell.left for cell, item in texts for line in item.lines]
        self.margin = min((room for room in rooms if 0 <= room <= _WIDEST_MARGIN), default=_USUAL_MARGIN)

    def row(self, number: int) -> list[CellItem]:
        """The cells that reach into a row (from 0)."""
        return [cell for cell in self.cells if cell.row <= number <= cell.last_row]

    def row_text(self, number: int) -> tuple[tuple[int, str], ...]:
        return tuple((cell.column, cell.text) for cell in self.row(number))


Item = TextItem | TableItem | PictureItem


@dataclass(slots=True)
class _Held:
    """What a region holds besides tables."""

    glyphs: list[Glyph] = field(default_factory=list)
    turned: list[Line] = field(default_factory=list)


def items_of(
    glyphs: Sequence[Glyph], turned: Sequence[Line], grids: Sequence[Grid], page: int, depth: int = 0
) -> list[Item]:
    """Glyphs, turned texts and ruled grids of one region as items from the top down. Grids deeper than any form nests
    are text."""
    outer = [grid for grid in grids if not any(grid.within(other) for other in grids)] if depth < _DEEPEST else []
    held: dict[int, _Held] = {id(grid): _Held() for grid in outer}
    loose = _Held([] if outer else list(glyphs))
    for glyph in glyphs if outer else ():
        home = next((grid for grid in outer if grid.at(*_middle(glyph)) is not None), None)
        (loose if home is None else held[id(home)]).glyphs.append(glyph)
    for line in turned:
        home = next((grid for grid in outer if grid.at(*line.middle) is not None), None)
        (loose if home is None else held[id(home)]).turned.append(line)
    placed: list[tuple[float, Item]] = [(line.baseline, TextItem([line])) for line in lines_of(loose.glyphs)]
    for grid in outer:
        inner = [other for other in grids if other.within(grid)]
        placed.append((grid.top, _table(grid, held[id(grid)], inner, page, depth)))
    items = _run_together(
        item for _, item in sorted([*placed, *_beside(placed, loose.turned)], key=lambda pair: pair[0])
    )
    if depth == 0:
        for item in items:
            if isinstance(item, TextItem):
                item.lines = with_cells_apart(in_columns(item.lines))
    return items


def _beside(placed: Sequence[tuple[float, Item]], turned: Sequence[Line]) -> Iterator[tuple[float, Item]]:
    """Turned texts with their place among the others: where their lines begin, but below what stands beside them."""
    top, bottom = min((line.top for line in turned), default=0.0), max((line.bottom for line in turned), default=0.0)
    beside = any(top <= place <= bottom for place, _ in placed)
    return ((_AT_THE_END if beside else top, TextItem([line])) for line in turned)


def _run_together(items: Iterable[Item]) -> list[Item]:
    """Lines between two tables as one text."""
    found: list[Item] = []
    for item in items:
        if isinstance(item, TextItem) and found and isinstance(found[-1], TextItem):
            found[-1].lines += item.lines
        else:
            found.append(item)
    return found


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.baseline - glyph.size / 3


def _table(grid: Grid, content: _Held, inner: Sequence[Grid], page: int, depth: int) -> TableItem:
    held: dict[int, _Held] = {id(cell): _Held() for cell in grid.cells}
    for glyph in content.glyphs:
        cell = grid.at(*_middle(glyph))
        if cell is not None:
            held[id(cell)].glyphs.append(glyph)
    for line in content.turned:
        cell = grid.at(*line.middle)
        if cell is not None:
            held[id(cell)].turned.append(line)
    cells = []
    for cell in grid.cells:
        left, top, right, bottom = grid.box(cell)
        inside = [
            g for g in inner if left <= g.across[0] and g.across[-1] <= right and top <= g.top and g.bottom <= bottom
        ]
        items = items_of(held[id(cell)].glyphs, held[id(cell)].turned, inside, page, depth + 1)
        cells.append(CellItem(cell.row, cell.column, cell.row_span, cell.column_span, left, right, items))
    heights = [below - above for above, below in zip(grid.down, grid.down[1:], strict=False)]
    return TableItem(page, page, grid.across, heights, cells, grid.open_below)


def lines_across(pages: Iterable[Sequence[Item]]) -> Iterator[Line]:
    """The lines of the body's text that are not set in columns."""
    texts = (item for items in pages for item in items if isinstance(item, TextItem))
    return (line for item in texts for line in item.lines if line.column is None and not line.turned)
