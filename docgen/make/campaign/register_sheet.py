"""Where the register of papers (文书登记) lies in the workbook's file: its sheet, its columns, its last row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docgen.errors import Problem, RecordError
from docgen.make.campaign.cells import last_row
from docgen.spec.workbook import SheetLaw
from docgen.view.sheets import read_workbook
from docgen.wording import squeezed


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """``columns`` are the sheet's columns by the law's names, counted from 1; ``last`` is the last row in use."""

    name: str
    columns: Mapping[str, int]
    last: int


def register_sheet(data: bytes, source: str, law: SheetLaw) -> RegisterSheet:
    """Find the register in a workbook.

    Raises:
        RecordError: no sheet of that name, or one without the headings a number has to stand under.
    """
    titles = set(map(squeezed, law.title))
    sheet = next((each for each in read_workbook(data, source) if squeezed(each.name) in titles), None)
    if sheet is None:
        raise RecordError(f"{source} 中没有“{law.title[0]}”表", "请用 docgen workbook 生成的台账。")
    labels = {_heading(label): key for key, column in law.column.items() for label in column.label}
    for cells in sheet.cells:
        found = {labels[word]: at for at, cell in enumerate(cells, 1) if (word := _heading(str(cell or ""))) in labels}
        if {"document", "number"} <= found.keys():
            return RegisterSheet(sheet.name, found, last_row(data, source, sheet.name))
    wanted = "、".join(f"“{law.column[key].label[0]}”" for key in ("document", "number"))
    raise RecordError(f"{source} 的“{sheet.name}”没有表头", "", [Problem(source, sheet.name, f"应有 {wanted} 两列")])


def _heading(text: str) -> str:
    return squeezed(text).strip("*")
