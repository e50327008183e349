"""The maker's door to spreadsheets: the same one reading as the judge's, what cannot be read told as faulty data."""

from __future__ import annotations

from docgen.errors import RecordError, Unreadable
from docgen.view.from_sheet import delimited, read_sheets
from docgen.view.from_sheet.grid import Sheet, column_letters
from docgen.view.from_sheet.headings import with_single_headings

__all__ = ["Sheet", "column_letters", "decoded", "read_csv", "read_workbook", "sheets_as_they_lie"]


def read_workbook(data: bytes, source: str) -> list[Sheet]:
    """The visible sheets of a workbook, headings of two rows joined. Raises RecordError when it is damaged, encrypted,
    or no workbook."""
    return [with_single_headings(sheet) for sheet in sheets_as_they_lie(data, source)]


def sheets_as_they_lie(data: bytes, source: str) -> list[Sheet]:
    """The visible sheets of a workbook, merged areas told and nothing joined. Raises as :func:`read_workbook`."""
    try:
        return list(read_sheets(data, source))
    except Unreadable as fault:
        raise RecordError(f"{source} 打不开：{fault.what}", fault.remedy) from fault


def read_csv(data: bytes, source: str) -> list[Sheet]:
    """The one sheet of a .csv. Raises RecordError when its encoding or quoting is wrong."""
    try:
        return list(read_sheets(data, source))
    except Unreadable as fault:
        raise RecordError(f"{source} 读不出：{fault.what}", fault.remedy) from fault


def decoded(data: bytes, source: str) -> str:
    """Text by its byte order mark, else UTF-8, else GB18030. Raises RecordError when it is neither."""
    try:
        return delimited.decoded(data)
    except Unreadable as fault:
        raise RecordError(f"{source} 读不出：{fault.what}", fault.remedy) from fault
