"""A workbook as a paper: what stands above the headings as lines, the list as a table, what stands below as lines.

Rows and columns keep the numbers of the sheet, so that a place is the one its user sees. Format is not shown: a sheet
has no pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.view.facts import Facts
from docgen.view.from_sheet import read_sheets
from docgen.view.from_sheet.grid import Merged, Sheet, damage, exceeded
from docgen.view.from_sheet.headings import with_single_headings, without_marks
from docgen.view.look import CharacterFormat, ParagraphFormat
from docgen.view.model import Block, Cell, DocumentView, Paragraph, Place, Row, Run, Table

_PLAIN, _PARAGRAPH = CharacterFormat(), ParagraphFormat()
_DEFAULT_NAME: Final = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
_SAID: Final = re.compile(r"[^：:]{1,20}[：:].*", re.DOTALL)
_CLOSING: Final = re.compile(r"[（(]?以下空白[）)]?|[^：:]{1,20}[：:].*", re.DOTALL)
_TOTAL: Final = re.compile(r"(?:合|总|小|共)\s*计[：:]?")
_BETWEEN: Final = "　　"


def read_sheet_paper(data: bytes, name: str, limits: Limits) -> DocumentView:
    """The visible sheets of a workbook as one paper, a table for each. Raises Unreadable as ``read_sheets`` does, and
    ARC104 where it has more cells than a paper may."""
    sheets = read_sheets(data, name, limits)
    if sum(len(row) for sheet in sheets for row in sheet.cells) > limits.cells:
        raise exceeded(f"表格过大，超过{limits.cells}格，不能作为一份文书核对")
    if not any(sheet.cells for sheet in sheets):
        raise Unreadable("ARC101", "表格中没有内容", "请核对是否另存了空表，补入内容后再提交")
    blocks = [block for number, sheet in enumerate(sheets, start=1) for block in _blocks(number, sheet)]
    return DocumentView(Facts("sheet"), (), tuple(blocks))


def _blocks(number: int, sheet: Sheet) -> Iterator[Block]:
    if not sheet.cells:
        return
    if sheet.name and not _DEFAULT_NAME.fullmatch(sheet.name):
        yield _line(sheet.name, Place(table=number))
    cells = with_single_headings(_filled_down(sheet)).cells
    rows = {at: without_marks(row) for at, row in enumerate(cells, start=1) if _any_of(row)}
    numbers = list(rows)
    first = next((at for at in numbers if not _is_line(rows[at])), None)
    last = next((at for at in reversed(numbers) if not _closes(rows[at])), None)
    for at, row in rows.items():
        if first is None or last is None or at < first or at > last:
            said = _BETWEEN.join(_as_written(cell) for cell in row if cell is not None)
            yield _line(said, Place(table=number, row=at))
        elif at == first:
            listed = {inside: rows[inside] for inside in numbers if first <= inside <= last}
            yield _table(number, {inside: row for inside, row in listed.items() if not _totals(row)})


def _any_of(row: Sequence[object]) -> bool:
    return any(cell is not None for cell in row)


def _filled_down(sheet: Sheet) -> Sheet:
    """The sheet with a value that is merged over several rows in each of them: it is said of them all. An area that
    spans columns too is a heading or a title, and stays as it is."""
    down = [area for area in sheet.merged if area.left == area.right and area.bottom > area.top]
    rows = [list(row) for row in sheet.cells]
    for area in down:
        if _heads(sheet, area):
            continue
        value = rows[area.top][area.left] if area.top < len(rows) and area.left < len(rows[area.top]) else None
        for at in range(area.top + 1, min(area.bottom + 1, len(rows))):
            rows[at] += [None] * (area.left + 1 - len(rows[at]))
            rows[at][area.left] = value
    return Sheet(sheet.name, tuple(map(tuple, rows)), sheet.hidden_rows, sheet.hidden_columns, sheet.merged)


def _heads(sheet: Sheet, area: Merged) -> bool:
    """Whether an area stands beside one that spans columns: then both are headings."""
    return any(other.top == area.top and other.left < other.right for other in sheet.merged)


def _is_line(row: Sequence[object]) -> bool:
    """A title, or labels with their values in one cell each."""
    filled = [cell for cell in row if cell is not None]
    return len(filled) == 1 or all(isinstance(cell, str) and _SAID.fullmatch(cell) for cell in filled)


def _closes(row: Sequence[object]) -> bool:
    """What stands below a list: its total, a note, who drew it up."""
    filled = [cell for cell in row if cell is not None]
    return _totals(row) or all(isinstance(cell, str) and _CLOSING.fullmatch(cell) for cell in filled)


def _totals(row: Sequence[object]) -> bool:
    """Whether a row counts the ones above it, and is no entry."""
    first = next((cell for cell in row if cell is not None), None)
    return isinstance(first, str) and _TOTAL.fullmatch(first) is not None


def _line(text: str, place: Place) -> Paragraph:
    return Paragraph((Run(text, _PLAIN),), _PARAGRAPH, place)


def _table(number: int, rows: dict[int, Sequence[object]]) -> Table:
    """A grid without gaps, as wide as its widest row."""
    breadth = max(map(len, rows.values()))
    cells = tuple(
        _table_cell(Place(table=number, row=at, column=column), row[column - 1] if column <= len(row) else None)
        for at, row in rows.items()
        for column in range(1, breadth + 1)
    )
    return Table((), (Row(),) * len(rows), cells, Place(table=number))


def _table_cell(place: Place, value: object) -> Cell:
    blocks = (_line(_as_written(value), place),) if value is not None else ()
    return Cell(place.row or 1, place.column or 1, 1, 1, blocks)


def _as_written(value: object) -> str:
    """A cell as its user reads it: days and times as digits, a number that lost digits in its scientific form."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return f"{value:.14E}" if damage(value) else f"{value:.15g}"
    return str(value)
