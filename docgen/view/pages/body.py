"""The body of each page as items in reading order, and the items of all pages as one body.

A table that goes on over a page is one table: repeated heading rows are dropped, a row cut by the page is joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from docgen.view.pages.columns import in_columns
from docgen.view.pages.lines import Line, lines_of
from docgen.view.pages.sheet import Glyph
from docgen.view.pages.tables import Grid
from docgen.wording import squeezed

_SAME_LINE: Final = 2.0
_WIDEST_MARGIN: Final = 12.0
_USUAL_MARGIN: Final = 5.4
"""Points: how far grid lines of one table lie apart on two pages; a cell's side margin at most and, where text does not
show it, Word's own (0.19 cm, ECMA-376 Part 1 §17.4.42)."""
_DEEPEST: Final = 5
_LONGEST_LABEL: Final = 8
_SENTENCE_END: Final = "。；;！!？?”）)：:"


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


def items_of(glyphs: Sequence[Glyph], grids: Sequence[Grid], page: int, depth: int = 0) -> list[Item]:
    """Glyphs and ruled grids of one region as items from the top down. Grids deeper than any form nests are text."""
    outer = [grid for grid in grids if not any(grid.within(other) for other in grids)] if depth < _DEEPEST else []
    held: dict[int, list[Glyph]] = {id(grid): [] for grid in outer}
    loose: list[Glyph] = []
    for glyph in glyphs:
        home = next((grid for grid in outer if grid.at(*_middle(glyph)) is not None), None)
        (loose if home is None else held[id(home)]).append(glyph)
    placed: list[tuple[float, Item]] = [(line.baseline, TextItem([line])) for line in lines_of(loose)]
    for grid in outer:
        inner = [other for other in grids if other.within(grid)]
        placed.append((grid.top, _table(grid, held[id(grid)], inner, page, depth)))
    items: list[Item] = []
    for _, item in sorted(placed, key=lambda pair: pair[0]):
        if isinstance(item, TextItem) and items and isinstance(items[-1], TextItem):
            items[-1].lines += item.lines
        else:
            items.append(item)
    if depth == 0:
        for item in items:
            if isinstance(item, TextItem):
                item.lines = in_columns(item.lines)
    return items


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.baseline - glyph.size / 3


def _table(grid: Grid, glyphs: Sequence[Glyph], inner: Sequence[Grid], page: int, depth: int) -> TableItem:
    held: dict[int, list[Glyph]] = {id(cell): [] for cell in grid.cells}
    for glyph in glyphs:
        cell = grid.at(*_middle(glyph))
        if cell is not None:
            held[id(cell)].append(glyph)
    cells = []
    for cell in grid.cells:
        left, top, right, bottom = grid.box(cell)
        inside = [
            g for g in inner if left <= g.across[0] and g.across[-1] <= right and top <= g.top and g.bottom <= bottom
        ]
        items = items_of(held[id(cell)], inside, page, depth + 1)
        cells.append(CellItem(cell.row, cell.column, cell.row_span, cell.column_span, left, right, items))
    heights = [below - above for above, below in zip(grid.down, grid.down[1:], strict=False)]
    return TableItem(page, page, grid.across, heights, cells, grid.open_below)


def lines_across(pages: Iterable[Sequence[Item]]) -> Iterator[Line]:
    """The lines of the body's text that are not set in columns."""
    texts = (item for items in pages for item in items if isinstance(item, TextItem))
    return (line for item in texts for line in item.lines if line.column is None)


def joined(pages: Iterable[Sequence[Item]]) -> list[Item]:
    """The items of all pages as one body: text runs on over a page break, a table is joined."""
    body: list[Item] = []
    for items in pages:
        for number, item in enumerate(items):
            last = body[-1] if body and number == 0 else None
            if isinstance(item, TableItem) and isinstance(last, TableItem) and _same_table(last, item):
                _join(last, item)
            elif isinstance(item, TextItem) and isinstance(last, TextItem):
                last.lines += item.lines
            else:
                body.append(item)
    return body


def _same_table(above: TableItem, below: TableItem) -> bool:
    """Whether a table at the top of a page goes on with the one that ended the page before: the same sides, and column
    lines of which one page may show only some (a single row that spans the table shows none). A new caption row begins
    a new table, unless the one above is in parts with a caption each."""
    if below.page != above.last_page + 1 or not _near(above.across[0], below.across[:1]):
        return False
    few, many = sorted((above.across, below.across), key=len)
    if not _near(above.across[-1], below.across[-1:]) or not all(_near(line, many) for line in few):
        return False
    if len(few) < len(many) and len(few) < 3 and min(len(above.heights), len(below.heights)) > 1:
        return False
    captions = (above.row_text(0), below.row_text(0))
    new_caption = all(len(row) == 1 for row in captions) and captions[0] != captions[1]
    return not (new_caption and len(many) > 2 and not _has_parts(above))


def _has_parts(table: TableItem) -> bool:
    """Whether a table has captions further down as well: the next one only begins its next part."""
    return any(len(table.row_text(number)) == 1 for number in range(1, len(table.heights)))


def _near(line: float, lines: Sequence[float]) -> bool:
    return any(abs(line - other) <= _SAME_LINE for other in lines)


def _on_lines_of(table: TableItem, lines: Sequence[float]) -> None:
    """Counts the columns of a table by more lines than it shows itself."""
    places = [min(range(len(lines)), key=lambda n: abs(lines[n] - line)) for line in table.across]
    for cell in table.cells:
        start, end = places[cell.column], places[cell.column + cell.column_span]
        cell.column, cell.column_span = start, end - start
    table.across = tuple(lines)


def _join(above: TableItem, below: TableItem) -> None:
    lines = max(above.across, below.across, key=len)
    _on_lines_of(above, lines)
    _on_lines_of(below, lines)
    repeated = _repeated(above, below)
    above.headings = max(above.headings, repeated)
    last = above.row(len(above.heights) - 1)
    first = [cell for cell in below.row(repeated) if cell.row >= repeated]
    cut = above.open_below or _goes_on(above, last, first)
    offset = len(above.heights) - repeated - cut
    if cut:
        above.heights[-1] += below.heights[repeated]
    above.heights += below.heights[repeated + cut :]
    for cell in (cell for cell in below.cells if cell.row >= repeated):
        partner = _over(last, cell) if cell.row == repeated else None
        if partner is not None and (cut or _spans_on(partner, cell)):
            partner.items = _merged(partner.items, cell.items)
            partner.row_span = cell.row + offset + cell.row_span - partner.row
        else:
            cell.row += offset
            above.cells.append(cell)
    above.last_page = below.last_page
    above.open_below = below.open_below
    above.cells.sort(key=lambda cell: (cell.row, cell.column))


def _repeated(above: TableItem, below: TableItem) -> int:
    """How many rows of the new page say again what the table's first rows say. After the first, a row is of the heading
    when a heading cell reaches into it or when it has the names of several columns: forms repeat short rows."""
    count = 0
    while count < min(len(above.heights), len(below.heights) - 1) and above.row_text(count) == below.row_text(count):
        texts = [text for _, text in above.row_text(count)]
        spanned = any(cell.row < count for cell in above.row(count))
        if not any(texts) or (count and not spanned and not (len(texts) > 2 and all(texts))):
            break
        count += 1
    return count


def _over(last: Sequence[CellItem], cell: CellItem) -> CellItem | None:
    """The cell of the last row above that stands over this one."""
    return next((over for over in last if (over.column, over.column_span) == (cell.column, cell.column_span)), None)


def _goes_on(above: TableItem, last: Sequence[CellItem], first: Sequence[CellItem]) -> bool:
    """Whether a closed row was cut by the page: some cells have nothing more to say, the others broke off."""
    pairs = [(over, cell) for cell in first if (over := _over(last, cell)) is not None]
    if len(pairs) < len(first) or not any(cell.blank and not over.blank for over, cell in pairs):
        return False
    return any(not cell.blank for _, cell in pairs) and all(
        cell.blank or _broke_off(over, above.margin) for over, cell in pairs
    )


def _broke_off(cell: CellItem, margin: float) -> bool:
    """Whether a cell's last line is full and no sentence ends with it. A single short line is a label."""
    line = cell.last_line()
    if line is None or line.text.rstrip()[-1:] in _SENTENCE_END or len(cell.text) <= _LONGEST_LABEL:
        return False
    return cell.right - cell.left - 2 * margin - (line.right - line.left) < 2 * line.size


def _spans_on(above: CellItem, below: CellItem) -> bool:
    """Whether a merged cell goes on: empty here, filled there, and spanning rows on either page."""
    return below.blank and not above.blank and max(above.row_span, below.row_span) > 1


def _merged(above: list[Item], below: list[Item]) -> list[Item]:
    if above and below:
        last, first = above[-1], below[0]
        if isinstance(last, TextItem) and isinstance(first, TextItem):
            return [*above[:-1], TextItem(last.lines + first.lines), *below[1:]]
    return [*above, *below]
