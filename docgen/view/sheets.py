"""Cells of .xlsx, .xls and .csv: text trimmed of outer white space, dates as dates, damaged numbers known."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import python_calamine as calamine

from docgen.errors import Problem, RecordError

_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_EXPONENT: Final = re.compile(r"[+-]?\d(?:\.\d+)?[Ee]\+\d+")
_EXACT_DIGITS: Final = 15  # Excel and WPS keep fifteen digits of a number; the rest becomes zeros
_ERRORS: Final = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """``cells`` row by row from the sheet's first row and column; a blank cell is None."""

    name: str
    cells: Sequence[Sequence[object]]

    def refuse_damaged(self, source: str, first: int, columns: Collection[int]) -> None:
        """Raise for every cell of these columns, from row ``first`` on (both counted from 0), whose digits are lost
        or whose formula failed."""
        problems = [
            Problem(source, f"{self.name}!{column_letters(column)}{row + 1}".lstrip("!"), expected, str(cell))
            for row, cells in enumerate(self.cells[first:], first)
            for column, cell in enumerate(cells)
            if column in columns and (expected := _damage(cell))
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


def read_workbook(data: bytes, source: str) -> list[Sheet]:
    """The visible sheets of a workbook. Raises RecordError when it is damaged, encrypted, or no workbook."""
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = [
            sheet.name for sheet in workbook.sheets_metadata if sheet.visible is calamine.SheetVisibleEnum.Visible
        ]
        return [Sheet(name, [[_cell(value) for value in row] for row in _rows(workbook, name)]) for name in visible]
    except calamine.CalamineError as fault:
        remedy = "请用 Excel 或 WPS 打开，去除打开密码后另存为 .xlsx。"
        raise RecordError(f"{source} 打不开：文件已损坏、已加密，或不是表格", remedy) from fault


def _rows(workbook: calamine.CalamineWorkbook, name: str) -> Iterator[Sequence[object]]:
    yield from workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


def read_csv(data: bytes, source: str) -> list[Sheet]:
    """The one sheet of a .csv. Raises RecordError when its encoding or quoting is wrong."""
    text = decoded(data, source)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        return [Sheet("", [[_cell(value) for value in line] for line in lines])]
    except csv.Error as fault:
        remedy = "请核对该处的引号，或在 Excel、WPS 中打开后另存为 .xlsx。"
        raise RecordError(f"{source} 不是有效的 .csv（{fault}）", remedy) from fault


def decoded(data: bytes, source: str) -> str:
    """Text by its byte order mark, else UTF-8, else GB18030 (which holds GBK)."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RecordError(f"{source} 的编码不是 UTF-8 或 GBK", "请在 Excel 或 WPS 中打开后另存为 .xlsx。")


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",\t;", key=first.count)


def _cell(value: object) -> object:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _damage(cell: object) -> str:
    """Why a cell cannot be taken as it is, or nothing."""
    if isinstance(cell, int | float) and abs(cell) >= 10**_EXACT_DIGITS:
        return f"号码存成了数值，第{_EXACT_DIGITS}位以后已丢失，应为文本"
    if isinstance(cell, str) and _EXPONENT.fullmatch(cell):
        return "号码存成了科学计数，数字已丢失，应为文本"
    if isinstance(cell, str) and cell in _ERRORS:
        return "公式出错，应为值"
    return ""
