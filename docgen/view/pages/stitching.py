"""The items of all pages as one body.

A table that goes on over a page is one table: repeated heading rows are dropped, a row cut by the page is joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from docgen.view.pages.body import CellItem, Item, TableItem, TextItem

_SAME_LINE: Final = 2.0
"""Points: how far grid lines of one table lie apart on two pages."""
_LONGEST_LABEL: Final = 8
_SENTENCE_END: Final = "。；;！!？?”）)：:"


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
