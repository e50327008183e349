"""The entry workbook as a person gets it, filled in as a person would: below the rows that show how."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from campaign_builder import CHANGCHUN, INSPECTORS, ITEMS, LAW, SETTINGS, TASKS
from openpyxl.worksheet.worksheet import Worksheet

from docgen.dates import read_moment
from docgen.make.campaign.entry_workbook import entry_workbook
from docgen.make.headers import column_vocabulary
from docgen.spec.workbook import SheetKey

WRITTEN = entry_workbook(CHANGCHUN)


def fill(path: Path, households: Iterable[Mapping[str, Any]], **sheets: Iterable[Mapping[str, Any]]) -> Path:
    """The written workbook with these rows typed in, dates as dates."""
    book = openpyxl.load_workbook(io.BytesIO(WRITTEN))
    given: dict[str, Iterable[Mapping[str, Any]]] = {
        "tasks": TASKS, "items": ITEMS, "households": households, "inspectors": INSPECTORS, **sheets,
    }  # fmt: skip
    keys: list[SheetKey] = list(LAW.sheet)
    for key in keys:
        sheet = book[LAW.sheet[key].title[0]]
        if key == "settings":
            _settings(sheet)
        else:
            _rows(sheet, key, list(given.get(key, ())))
    book.save(path)
    return path


def heading_row(sheet: Worksheet, key: SheetKey) -> int:
    """The row (from 1) with the names of the law's columns."""
    words = column_vocabulary(LAW.sheet[key].column)
    return max(range(1, 6), key=lambda row: sum(bool(words.field_of(str(cell.value))) for cell in sheet[row]))


def _settings(sheet: Worksheet) -> None:
    laws = LAW.sheet["settings"].column
    values: dict[str, Any] = {laws[key].label[0]: value for key, value in SETTINGS.items()}
    for row in range(1, sheet.max_row + 1):
        if (label := str(sheet.cell(row, 1).value).strip("*")) in values:
            sheet.cell(row, 2).value = values[label]


def _rows(sheet: Worksheet, key: SheetKey, rows: list[Mapping[str, Any]]) -> None:
    start = heading_row(sheet, key) + 1
    while sheet.cell(start, 1).value is not None:
        start += 1
    for number, row in enumerate(rows, start):
        for column, (name, law) in enumerate(LAW.sheet[key].column.items(), 1):
            value: Any = row.get(name)
            moment = read_moment(str(value)) if law.type in ("date", "datetime") and value else None
            sheet.cell(number, column).value = moment.low if moment else value
