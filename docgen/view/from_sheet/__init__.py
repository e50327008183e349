"""Spreadsheets read by their content, never by their name: one shape for .xlsx, .xls, .csv, SpreadsheetML 2003 and the
web pages that platforms export as .xls. A format is one module here and one line in :data:`_READERS`."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.remedies import COPY_AGAIN, ENCRYPTED, UNLOCK_XLSX
from docgen.view.from_sheet.grid import Sheet
from docgen.view.kinds import KINDS, claimed_kind, sniff

__all__ = ["Sheet", "is_sheet", "read_sheets"]

_WRITTEN: Final = ("text", "html", "mht")
"""Kinds that are a table only where the file's name says so: any note is a text, and any page is a page."""
_SHEET_NAMES: Final = ("xls", "xlsx", "et", "csv")


def read_sheets(data: bytes, name: str = "", limits: Limits = DEFAULT_LIMITS) -> tuple[Sheet, ...]:
    """The visible sheets of a file, as wide and high as they are filled.

    Raises Unreadable: ARC101 damaged, ARC102 no spreadsheet (the kind it is is named), ARC104 unsafe or beyond
    ``limits``, ARC105 encrypted.
    """
    if len(data) > limits.file_bytes:
        raise Unreadable("ARC104", f"文件超过{limits.file_bytes // 1_000_000}MB", "请拆分后再提交")
    kind = sniff(data, name)
    if kind in _READERS:
        return tuple(_READERS[kind]()(data, limits))
    if kind == "unknown" and claimed_kind(name) in _SHEET_NAMES:
        raise Unreadable("ARC101", "文件已损坏，打不开：内容不是电子表格", COPY_AGAIN)
    if kind == "encrypted":
        raise Unreadable("ARC105", ENCRYPTED, UNLOCK_XLSX)
    if kind == "empty":
        raise Unreadable("ARC101", f"文件打不开：是{KINDS[kind].name}", KINDS[kind].remedy)
    raise Unreadable("ARC102", f"不是电子表格：实为{KINDS[kind].name}", "请在 Excel 或 WPS 中打开，另存为 .xlsx")


def is_sheet(data: bytes, name: str) -> bool:
    """Whether a file is read as a spreadsheet: by its content, for plain text and web pages by its name too."""
    kind = sniff(data, name)
    return kind in _READERS and (kind not in _WRITTEN or claimed_kind(name) in _SHEET_NAMES)


_Reader = Callable[[bytes, Limits], list[Sheet]]


def _xlsx() -> _Reader:
    from docgen.view.from_sheet.xlsx import read_xlsx

    return read_xlsx


def _xls() -> _Reader:
    from docgen.view.from_sheet.xls import read_xls

    return read_xls


def _csv() -> _Reader:
    from docgen.view.from_sheet.delimited import read_delimited

    return read_delimited


def _xml() -> _Reader:
    from docgen.view.from_sheet.xml2003 import read_xml2003

    return read_xml2003


def _html() -> _Reader:
    from docgen.view.from_sheet.web_page import read_web_page

    return read_web_page


def _mht() -> _Reader:
    from docgen.view.from_sheet.web_page import read_web_pages

    return read_web_pages


_READERS: Final = MappingProxyType(
    {"xlsx": _xlsx, "xls": _xls, "text": _csv, "sheetml": _xml, "html": _html, "mht": _mht}
)
"""Each kind's reader, loaded when it is first needed."""
