"""Spreadsheets are read by their content, whatever program and format they come from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from workbook_builder import delimited, web_page, xlsx, xml2003
from xls_sample import xls

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.make.rows import read_rows
from docgen.spec import load_document
from docgen.view import read_document
from docgen.view.from_sheet import is_sheet, read_sheets
from docgen.view.from_sheet.grid import Merged, damage
from docgen.view.from_sheet.number_format import shown_as, value_shown

ROWS = [["抽查名单"], ["序号", "户名", "统一社会信用代码"], ["1", "示例一食品店", "92000000MA00000154"]]
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"

FORMATS: dict[str, tuple[Callable[[], bytes], str]] = {
    "an .xlsx": (lambda: xlsx(ROWS), "名单.xlsx"),
    "an .xlsx called .xls": (lambda: xlsx(ROWS), "名单.xls"),
    "an .xlsx called .csv": (lambda: xlsx(ROWS), "名单.csv"),
    "a .csv in UTF-8 with BOM": (lambda: delimited(ROWS), "名单.csv"),
    "a .csv in UTF-8": (lambda: delimited(ROWS, "utf-8"), "名单.csv"),
    "a .csv in GBK": (lambda: delimited(ROWS, "gbk"), "名单.csv"),
    "a .csv in UTF-16 with tabs": (lambda: delimited(ROWS, "utf-16", "\t"), "名单.csv"),
    "text with tabs called .xls": (lambda: delimited(ROWS, "gb18030", "\t"), "名单.xls"),
    "SpreadsheetML 2003": (lambda: xml2003(ROWS), "名单.xml"),
    "SpreadsheetML 2003 called .xls, in GB2312": (lambda: xml2003(ROWS, "gb2312"), "名单.xls"),
    "a web page called .xls": (lambda: web_page(ROWS), "名单.xls"),
    "a web page called .xls, in GBK": (lambda: web_page(ROWS, "gbk"), "名单.xls"),
}


@pytest.mark.parametrize("how", FORMATS, ids=str)
def test_one_list_is_the_same_in_every_format(how: str) -> None:
    made, name = FORMATS[how]
    sheet = read_sheets(made(), name)[0]
    assert [[str(cell) for cell in row] for row in sheet.cells] == ROWS
    assert is_sheet(made(), name)


def test_plain_text_and_web_pages_are_sheets_only_by_name() -> None:
    assert not is_sheet(delimited(ROWS), "说明.txt")
    assert not is_sheet(web_page(ROWS), "公示.html")


def test_days_times_shares_and_truth_are_read_as_they_are_shown() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append([date(2026, 6, 15), datetime(2026, 6, 15, 9, 30), 0.03, 2.5, True, " 空白 ", 7])
    sheet["C1"].number_format = "0%"
    out = io.BytesIO()
    book.save(out)
    cells = read_sheets(out.getvalue(), "a.xlsx")[0].cells[0]
    assert cells == (date(2026, 6, 15), datetime(2026, 6, 15, 9, 30), "3%", 2.5, True, "空白", 7)


@pytest.mark.parametrize(
    ("identifier", "code", "shown"),
    [
        (0, None, "number"),
        (14, None, "date"),
        (31, None, "date"),
        (57, None, "date"),
        (9, None, "percent"),
        (176, 'yyyy"年"m"月"d"日"', "date"),
        (177, "[$-804]aaaa;@", "number"),
        (178, "0.00%", "percent"),
        (179, "General", "number"),
        (180, '"第"0"号"', "number"),
        (181, "[Red]0.00", "number"),
    ],
)
def test_a_number_format_says_what_a_number_is(identifier: int, code: str | None, shown: str) -> None:
    assert shown_as(identifier, code) == shown


def test_serial_numbers_count_as_excel_counts_them() -> None:
    assert value_shown(1, "date") == date(1900, 1, 1)
    assert value_shown(61, "date") == date(1900, 3, 1)
    assert value_shown(46188, "date") == date(2026, 6, 15)
    assert value_shown(46188 - 1462, "date", since_1904=True) == date(2026, 6, 15)
    assert value_shown(2958465, "date") == date(9999, 12, 31)


def test_hidden_rows_columns_and_sheets_are_known() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in ROWS:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("A1:C1")
    hidden = book.create_sheet("旧")
    hidden.append(["不看"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    (read,) = read_sheets(out.getvalue(), "a.xlsx")
    assert read.hidden_rows == {2}
    assert read.hidden_columns == {1}
    assert read.merged == (Merged(0, 0, 0, 2),)


def test_an_excel_97_file_is_read_with_what_is_hidden_and_merged() -> None:
    (sheet,) = read_sheets(xls(), "名录库.xls")
    moments = (date(2026, 6, 15), datetime(2026, 6, 15, 9, 30))
    assert sheet.cells[:2] == (("名录库",), (*moments, 0.03, 123456789012345696, True, 2, None, "a"))
    assert sheet.cells[2] == (date(2021, 3, 15),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == (frozenset({2}), frozenset({1}))
    assert sheet.merged == (Merged(0, 0, 0, 2),)


def test_an_excel_97_file_that_reaches_too_far_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read_sheets(xls(), "名录库.xls", Limits(sheet_cells=8))
    assert refused.value.code == "ARC104"


def test_numbers_that_lost_digits_are_known() -> None:
    (sheet,) = read_sheets(xlsx([["代码"], [920000000000001540], ["9.2E+17"], ["#N/A"], ["92000000MA00000154"]]))
    assert [bool(damage(row[0])) for row in sheet.cells] == [False, True, True, True, False]


def test_headings_in_two_rows_are_joined() -> None:
    rows: list[list[object]] = [
        ["检查人员名录库", "", "", "", ""],
        ["序号", "检查人员", "", "执法证", ""],
        ["", "姓名", "单位", "证号", "有效期至"],
        [1, "检查员甲", "示例县市场监督管理局", "示例001", "长期"],
    ]
    view = read_document(xlsx(rows, merged=["A1:E1", "A2:A3", "B2:C2", "D2:E2"]), "名录库.xlsx")
    (table,) = view.tables()
    assert [cell.text for cell in table.row(3)] == ["序号", "姓名", "单位", "证号", "有效期至"]


def test_a_word_under_two_headings_is_said_with_each() -> None:
    rows: list[list[object]] = [
        ["序号", "组长", "", "组员", ""],
        ["", "姓名", "证号", "姓名", "证号"],
        [1, "检查员甲", "示例001", "检查员乙", "示例002"],
    ]
    view = read_document(xlsx(rows, merged=["A1:A2", "B1:C1", "D1:E1"]), "分组.xlsx")
    (table,) = view.tables()
    assert [cell.text for cell in table.row(2)] == ["序号", "组长/姓名", "组长/证号", "组员/姓名", "组员/证号"]


def test_the_maker_reads_headings_in_two_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["序号", "检查人员", "", "证件", ""],
        ["", "姓名", "工作单位", "执法证号", "有效期至"],
        [1, "检查员甲", "示例局", "示例001", "长期"],
    ]
    (tmp_path / "名录.xlsx").write_bytes(xlsx(rows, merged=["A1:A2", "B1:C1", "D1:E1"]))
    (row,) = read_rows(tmp_path / "名录.xlsx", load_document("changchun/inspector_roster"))
    assert row.values["inspectors"][0].values["name"] == "检查员甲"  # type: ignore[index]


def test_what_stands_above_and_below_a_list_is_no_entry() -> None:
    rows = [
        ["检查对象名录库"],
        ["建库单位：示例局", "更新日期：2026年6月15日"],
        ["名称", "代码"],
        ["甲店", "1"],
        ["填表人：乙"],
    ]
    view = read_document(xlsx(rows), "名录库.xlsx")
    (table,) = view.tables()
    assert [cell.text for cell in table.cells] == ["名称", "代码", "甲店", "1"]
    assert [cell.row for cell in table.cells] == [3, 3, 4, 4]


def test_a_value_merged_over_rows_is_said_of_each() -> None:
    rows = [["姓名", "证号"], ["检查员甲", "示例001"], ["", "示例省001"]]
    view = read_document(xlsx(rows, merged=["A2:A3"]), "名录库.xlsx")
    (table,) = view.tables()
    assert [cell.text for cell in table.cells if cell.column == 1] == ["姓名", "检查员甲", "检查员甲"]


BOMB = '<!DOCTYPE a [<!ENTITY b "文"><!ENTITY c "&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (xml2003(ROWS, inserted=BOMB), "a.xml", "ARC104"),
        (xml2003(ROWS)[:-40], "a.xml", "ARC101"),
        (xlsx(ROWS)[:-60], "a.xlsx", "ARC101"),
        (b"\x00\x01\x02 not a sheet", "a.xlsx", "ARC101"),
        (b"", "a.xlsx", "ARC101"),
        (b"%PDF-1.7", "a.xlsx", "ARC102"),
        (b"<html><body><p>no table</p></body></html>", "a.xls", "ARC102"),
        ('"户名","未完'.encode(), "a.csv", "ARC101"),
        (xls()[:-40], "a.xls", "ARC101"),
    ],
    ids=["entities", "cut off", "cut off zip", "noise", "empty", "a PDF", "no table", "quotes", "an .xls cut off"],
)
def test_what_is_no_sheet_is_refused_with_its_cause(data: bytes, name: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_sheets(data, name)
    assert refused.value.code == code
    assert refused.value.remedy


def with_sheet(xml: str) -> bytes:
    """A workbook whose only sheet is this XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(ROWS))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return out.getvalue()


SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="XFD1" t="str"><v>远</v></c></row>',
        '<row r="1"><c r="ZZZZZZ1" t="str"><v>远</v></c></row>',
        '<row r="999999999"><c r="A999999999" t="str"><v>远</v></c></row>',
        "".join(f'<row r="{row}"><c r="SF{row}"><v>1</v></c></row>' for row in range(1, 5001)),
    ],
    ids=["the last column", "a column there is not", "a row there is not", "few cells that span many"],
)
def test_a_sheet_beyond_the_bounds_is_refused_at_once(cells: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_sheets(with_sheet(f"<worksheet {SPACE}><sheetData>{cells}</sheetData></worksheet>"), "a.xlsx")
    assert refused.value.code == "ARC104"


def test_what_a_sheet_says_of_its_size_is_not_believed() -> None:
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>户名</t></is></c></row>'
    xml = f'<worksheet {SPACE}><dimension ref="A1:XFD1048576"/><sheetData>{cells}</sheetData></worksheet>'
    assert read_sheets(with_sheet(xml), "a.xlsx")[0].cells == (("户名",),)


def test_formatted_cells_without_a_value_do_not_count() -> None:
    blank = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    (sheet,) = read_sheets(
        with_sheet(f"<worksheet {SPACE}><sheetData>{cells}{blank}</sheetData></worksheet>"), "a.xlsx"
    )
    assert sheet.cells == ((1,),)


def test_a_sheet_too_big_for_a_paper_is_refused() -> None:
    with pytest.raises(Unreadable, match="超过8格"):
        read_document(xlsx([[1, 2, 3]] * 4), "a.xlsx", Limits(cells=8))


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_every_sheet_of_the_corpus_is_read_or_refused() -> None:
    files = [path for path in sorted(CORPUS.glob("xls*/*")) if path.is_file()]
    assert files
    for path in files:
        with pytest.raises(Unreadable) as refused:
            read_sheets(path.read_bytes(), path.name)
        assert refused.value.code in ("ARC101", "ARC104", "ARC105"), path.name
