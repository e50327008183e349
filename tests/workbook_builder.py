"""Spreadsheets for tests: rows as they stand, merged cells and hidden rows where asked, in several formats."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[Sequence[object]]


def xlsx(rows: Rows, *, merged: Iterable[str] = (), hidden: Iterable[int] = (), name: str = "Sheet1") -> bytes:
    """A workbook of one sheet. ``merged`` are areas (``A1:C1``), ``hidden`` the numbers of rows that are not shown."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    for area in merged:
        sheet.merge_cells(area)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def delimited(rows: Rows, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return out.getvalue().encode(encoding)


def xml2003(rows: Rows, encoding: str = "utf-8", inserted: str = "") -> bytes:
    """SpreadsheetML 2003; ``inserted`` stands before the root, where a document type would."""
    lines = "".join(f"<Row>{''.join(map(_cell, row))}</Row>" for row in rows)
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>{inserted}'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="名单"><Table>{lines}</Table></Worksheet>'
        "</Workbook>"
    ).encode(encoding)


def _cell(value: object) -> str:
    return f'<Cell><Data ss:Type="String">{escape("" if value is None else str(value))}</Data></Cell>'


def web_page(rows: Rows, encoding: str = "utf-8") -> bytes:
    lines = "".join(f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><body><table>{lines}</table></body></html>".encode(encoding)
