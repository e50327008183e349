"""Web pages that a platform hands out as .xls: the rows of their tables, spans counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.remedies import SAVE_AS_XLSX
from docgen.view.from_sheet.delimited import decoded
from docgen.view.from_sheet.grid import Grid, Merged, Sheet, exceeded, within
from docgen.view.safe_xml import page_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_SPANNED: Final = 1000


def read_web_page(data: bytes, limits: Limits) -> list[Sheet]:
    """Every table of the page that holds no other, as a sheet. Raises Unreadable: ARC101 without a table, ARC104 too
    much markup."""
    if data.count(b"<") > limits.xml_marks:
        raise exceeded("网页表格过大")
    page = page_of(decoded(data).replace("\0", ""))
    tables = [table for table in page.iter("table") if next(table.iterdescendants("table"), None) is None]
    if not tables:
        raise Unreadable("ARC102", "实为网页（HTML），其中没有表格", SAVE_AS_XLSX)
    return [_sheet(table, limits) for table in tables]


def read_web_pages(data: bytes, limits: Limits) -> list[Sheet]:
    """Every table of the pages that lie in one file (.mht), as :func:`read_web_page`; a frame around them has none."""
    from docgen.view.from_html import pages_in

    with_tables = [page for page in pages_in(data) if b"<table" in page.lower()]
    if not with_tables:
        raise Unreadable("ARC102", "实为单个文件的网页（.mht），其中没有表格", SAVE_AS_XLSX)
    return [sheet for page in with_tables for sheet in read_web_page(page, limits)]


def _sheet(table: HtmlElement, limits: Limits) -> Sheet:
    grid, taken, merged = Grid(limits), set[tuple[int, int]](), list[Merged]()
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in _cells(line):
            while (row, column) in taken:
                column += 1
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            grid.put(row, column, " ".join(cell.text_content().split()))
            if down > 1 or across > 1:
                merged.append(Merged(row, column, row + down - 1, column + across - 1))
                taken.update((row + below, column + right) for below in range(1, down) for right in range(across))
            if len(taken) > limits.sheet_cells:
                raise exceeded("网页表格过大")
            column += across
    return Sheet("", grid.cells(), merged=within(merged, limits))


def _cells(line: HtmlElement) -> Iterator[HtmlElement]:
    return (cell for cell in line if cell.tag in ("td", "th"))


def _span(cell: HtmlElement, name: str) -> int:
    span = cell.get(name, "1")
    return min(max(int(span), 1), _MOST_SPANNED) if span.isascii() and span.isdigit() and len(span) < 6 else 1
