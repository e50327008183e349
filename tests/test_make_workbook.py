"""A list as a workbook: the same again when read, the same bytes, nothing that acts, choices to pick from."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from sample_papers import law

from docgen.errors import RecordError
from docgen.make import make_docx, make_record, make_workbook, read_rows
from docgen.make.rows import Row
from docgen.spec import load_profile
from docgen.spec.model import DocumentSpec

LISTS = tuple(
    spec for key in ("changchun", "wugang") for spec in load_profile(key).documents.values() if spec.register_
)
every_list = pytest.mark.parametrize("spec", LISTS, ids=lambda spec: spec.key)
CODE = "92000000MA00000154"


ROSTER = law("target_roster")
REGISTER = law("leaflet_register")
PUBLICATION = law("result_publication")


def sample(spec: DocumentSpec) -> Row:
    (row,) = read_rows(spec.sample, spec)
    return row


def workbook(spec: DocumentSpec, row: Row | None = None) -> bytes:
    return make_workbook(spec, make_record(spec, row or sample(spec)))


def first_sheet(data: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def heading_row(sheet: Worksheet) -> int:
    return next(number for number, cell in enumerate(sheet["A"], 1) if cell.value == "序号")


def column_under(sheet: Worksheet, heading: str) -> str:
    return next(cell.column_letter for cell in sheet[heading_row(sheet)] if cell.value == heading)


@every_list
def test_the_workbook_read_again_gives_the_same_paper(spec: DocumentSpec, tmp_path: Path) -> None:
    open_to_the_office = spec.model_copy(update={"published": False})
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(open_to_the_office))
    (again,) = read_rows(path, open_to_the_office)
    assert again.unknown == ()
    assert make_docx(open_to_the_office, again) == make_docx(open_to_the_office, sample(spec))


@every_list
def test_the_same_list_gives_the_same_bytes_without_a_time(spec: DocumentSpec) -> None:
    first = workbook(spec)
    assert first == workbook(spec)
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
        assert "created" not in core
        assert "modified" not in core
        assert f"<Template>{spec.key} " in package.read("docProps/app.xml").decode()


@every_list
def test_headings_are_frozen_repeated_in_print_and_shaded_and_every_column_has_its_width(spec: DocumentSpec) -> None:
    sheet = first_sheet(workbook(spec))
    row = heading_row(sheet)
    assert sheet.freeze_panes == f"A{row + 1}"
    assert sheet.print_title_rows == f"${row}:${row}"
    page = sheet.page_setup
    assert (page.orientation, page.paperSize, page.fitToHeight) == (spec.page.orientation, 9, 0)  # 9: A4
    for column, cell in enumerate(sheet[row], 1):
        assert cell.fill.fgColor.rgb == "FFE7E6E6"
        assert cell.font.name == "黑体"
        assert sheet.column_dimensions[get_column_letter(column)].width >= 6


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("x")'])
def test_no_text_becomes_a_formula(text: str) -> None:
    row = sample(ROSTER)
    values = {**row.values, "roster_name": text, "targets": [{"name": text, "remarks": text}]}
    sheet = first_sheet(workbook(ROSTER, Row(1, values, "数据")))
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n"}
    cell = sheet[f"{column_under(sheet, '检查对象名称')}{heading_row(sheet) + 1}"]
    assert (cell.value, cell.quotePrefix) == (text, True)


def test_codes_and_numbers_with_zeros_stay_text_and_days_are_days() -> None:
    sheet = first_sheet(workbook(REGISTER))
    first = heading_row(sheet) + 1
    code = sheet[f"{column_under(sheet, '统一社会信用代码')}{first}"]
    day = sheet[f"{column_under(sheet, '发放日期')}{first}"]
    assert (code.value, code.number_format) == (CODE, "@")
    assert day.value == datetime(2026, 4, 10)
    assert sheet.column_dimensions[code.column_letter].number_format == "@"


@pytest.mark.parametrize(
    ("spec", "heading", "choice"),
    [
        (PUBLICATION, "检查结果", "公示信息隐瞒真实情况、弄虚作假"),
        (REGISTER, "发放方式", "电子送达"),
        (law("item_list"), "事项类别", "重点检查事项"),
        (law("inspector_roster"), "所属名录库", "行政执法类公务员"),
    ],
    ids=["result", "method", "importance", "rosters"],
)
def test_choices_are_offered_in_the_rows_there_are_and_in_those_to_come(
    spec: DocumentSpec, heading: str, choice: str
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(spec)))
    sheet, offered = book.worksheets
    assert offered.sheet_state == "hidden"
    column, first = column_under(sheet, heading), heading_row(sheet) + 1
    (rule,) = [rule for rule in sheet.data_validations.dataValidation if f"{column}{first}" in rule.sqref]
    assert f"{column}{first + 400}" in rule.sqref
    assert rule.type == "list"
    name, _, cells = str(rule.formula1).partition("!")
    assert choice in [cell.value for (cell,) in book[name.strip("'")][cells.replace("$", "")]]


def test_a_published_list_is_masked_in_its_workbook_too() -> None:
    sheet = first_sheet(workbook(PUBLICATION))
    values = {cell.value for line in sheet.iter_rows() for cell in line}
    assert "经***" in values
    assert "经营者甲" not in values


def test_a_text_no_cell_can_hold_is_refused_and_not_cut() -> None:
    row = sample(ROSTER)
    values = {**row.values, "targets": [{"name": "字" * 40_000}]}
    with pytest.raises(RecordError, match="第1条“检查对象名称”"):
        workbook(ROSTER, Row(1, values, "数据"))
