"""A sheet as a grid of cells, whichever file it came from; and the bounds it is filled within."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from docgen.errors import Problem, RecordError, Unreadable
from docgen.limits import Limits

_EXPONENT: Final = re.compile(r"[+-]?\d(?:\.\d+)?[Ee]\+\d+")
_EXACT_DIGITS: Final = 15  # Excel and WPS keep fifteen digits of a number; the rest becomes zeros
_ERRORS: Final = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA"})
NOT_CALCULATED: Final = "#公式未计算"
"""What stands for a formula whose file holds no result, as programs write them that calculate nothing."""
_TEXT_FORMULA: Final = re.compile(r'="([^"]*)"')
_SPLIT: Final = "请核对文件来源；确为所需名单的，请只留有内容的区域，或拆成几个文件后再提交"


class Merged(NamedTuple):
    """A merged area, its first and last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """``cells`` row by row from the sheet's first row and column; a blank cell is None, a merged area has its value in
    its first cell. ``hidden_rows`` and ``hidden_columns`` (from 0) are there and not shown; ``merged`` and they are
    empty where the format does not tell of such things."""

    name: str
    cells: Sequence[Sequence[object]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Merged, ...] = field(default=())

    def refuse_damaged(self, source: str, first: int, columns: Collection[int]) -> None:
        """Raise for every cell of these columns, from row ``first`` on (both counted from 0), whose digits are lost
        or whose formula failed."""
        problems = [
            Problem(source, f"{self.name}!{column_letters(column)}{row + 1}".lstrip("!"), expected, str(cell))
            for row, cells in enumerate(self.cells[first:], first)
            for column, cell in enumerate(cells)
            if column in columns and (expected := damage(cell))
        ]
        if problems:
            remedy = "请把该列的格式设为“文本”，再按原件重新录入；只改格式不能找回丢失的数字。"
            raise RecordError("数据中有已损坏的单元格", remedy, problems)


def column_letters(column: int) -> str:
    """``0 → A``, ``26 → AA``."""
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters


def tidy(value: object) -> object:
    """A cell's value: text trimmed, nothing for blank text, a whole number without its point. ``="0123"`` is how
    platforms keep a number's digits in an export."""
    if isinstance(value, str):
        plain = value.strip()
        formula = _TEXT_FORMULA.fullmatch(plain)
        return (formula[1].strip() if formula else plain) or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def damage(cell: object) -> str:
    """Why a cell cannot be taken as it is, or nothing."""
    if isinstance(cell, int | float) and abs(cell) >= 10**_EXACT_DIGITS:
        return f"号码存成了数值，第{_EXACT_DIGITS}位以后已丢失，应为文本"
    if isinstance(cell, str) and _EXPONENT.fullmatch(cell):
        return "号码存成了科学计数，数字已丢失，应为文本"
    return without_result(cell)


def without_result(cell: object) -> str:
    """Why a formula gives no value, or nothing."""
    if cell == NOT_CALCULATED:
        return "公式没有保存结果，应在 Excel 或 WPS 中打开、保存一次"
    return "公式出错，应为值" if isinstance(cell, str) and cell in _ERRORS else ""


class Grid:
    """Cells as a reader meets them, in any order, held within the limits; it grows while a sheet is read."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._rows: dict[int, list[object]] = {}
        self._reach = 0

    def put(self, row: int, column: int, value: object) -> None:
        """Enter a cell (counted from 0); blank ones need no place. Raises Unreadable ARC104 beyond the limits."""
        value = tidy(value)
        if value is None:
            return
        if not (0 <= row < self._limits.sheet_rows and 0 <= column < self._limits.sheet_columns):
            raise exceeded(f"表格超出范围：第{row + 1}行第{column + 1}列还有内容")
        cells = self._rows.setdefault(row, [])
        self._reach += max(column + 1 - len(cells), 0)
        if self._reach > self._limits.sheet_cells:
            raise exceeded(f"表格过大：单元格超过{self._limits.sheet_cells}个")
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = value

    def cells(self) -> tuple[tuple[object, ...], ...]:
        """Every row up to the last filled one, each up to its last filled cell."""
        return tuple(tuple(self._rows.get(row, ())) for row in range(max(self._rows, default=-1) + 1))


def within(areas: Iterable[Merged], limits: Limits) -> tuple[Merged, ...]:
    """The merged areas that lie where cells may; a damaged file names others."""
    return tuple(area for area in areas if area.bottom < limits.sheet_rows and area.right < limits.sheet_columns)


def exceeded(what: str) -> Unreadable:
    return Unreadable("ARC104", what, _SPLIT)
