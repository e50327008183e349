"""Headings of a sheet that stand in two rows, joined into one: “检查人员” over “姓名” and “执法证号”."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from docgen.view.from_sheet.grid import Merged, Sheet

_JOINED_BY: Final = "/"
_MARKS: Final = "*＊"
_LEAST_MARKED: Final = 2


def with_single_headings(sheet: Sheet) -> Sheet:
    """The sheet with every heading of two rows in its lower one, the upper one blank. A lower word that stands under
    several upper ones is said with its upper one (``检查人员1/姓名``), any other by itself."""
    rows = [list(row) for row in sheet.cells]
    for top in range(len(rows) - 1):
        groups = _groups(sheet, top)
        if groups:
            rows[top + 1] = _joined(rows[top], rows[top + 1], groups)
            rows[top] = [None] * len(rows[top])
            merged = tuple(area for area in sheet.merged if area.top not in (top, top + 1))
            return replace(sheet, cells=tuple(map(tuple, rows)), merged=merged)
    return sheet


def without_marks(row: Sequence[object]) -> tuple[object, ...]:
    """A row without the stars that mark headings of what must be filled; one star alone is no such mark."""
    marked = [cell for cell in row if isinstance(cell, str) and cell[:1] in _MARKS]
    if len(marked) < _LEAST_MARKED:
        return tuple(row)
    return tuple(cell.lstrip(_MARKS) if isinstance(cell, str) else cell for cell in row)


def _groups(sheet: Sheet, top: int) -> list[Merged]:
    """The areas of one row that are merged over several columns with words below them, where another heading beside
    them takes both rows: a title has nothing beside it."""
    upper, lower = sheet.cells[top], sheet.cells[top + 1]
    groups = [
        area
        for area in sheet.merged
        if area.top == area.bottom == top
        and area.left < area.right
        and all(isinstance(_cell(lower, column), str) for column in range(area.left, area.right + 1))
    ]
    grouped = {column for area in groups for column in range(area.left, area.right + 1)}
    beside = [column for column in range(len(upper)) if column not in grouped and isinstance(upper[column], str)]
    return groups if beside and all(_cell(lower, column) is None for column in beside) else []


def _joined(upper: Sequence[object], lower: Sequence[object], groups: Sequence[Merged]) -> list[object]:
    times = Counter(value for value in lower if value is not None)
    above = {column: upper[area.left] for area in groups for column in range(area.left, area.right + 1)}
    return [
        _cell(upper, column)
        if column not in above
        else f"{above[column]}{_JOINED_BY}{lower[column]}"
        if times[_cell(lower, column)] > 1
        else _cell(lower, column)
        for column in range(max(len(upper), len(lower)))
    ]


def _cell(row: Sequence[object], column: int) -> object:
    return row[column] if column < len(row) else None
