"""One register, plan or list gives the same findings in whatever format of spreadsheet it is handed in."""

from __future__ import annotations

import io
import struct
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from workbook_builder import Rows, delimited, web_page, xlsx, xml2003
from xls_sample import xls

from docgen import load_profile
from docgen.convert import find_office
from docgen.convert.office import new_profile
from docgen.validators.finding import Report
from docgen.validators.run import check_document
from docgen.view import read_document
from docgen.view.from_sheet import is_sheet, read_sheets
from docgen.view.from_sheet.grid import damage
from docgen.view.model import DocumentView

DAY = date(2026, 12, 8)

ROSTER: Rows = [
    ["示例县检查人员名录库"],
    ["建库部门：示例县市场监督管理局", "", "更新日期：2026年6月15日"],
    ["序号", "姓名", "工作单位", "执法证号", "有效期至", "人员状态"],
    ["1", "检查员甲", "示例县市场监督管理局", "示例001", "2027年12月31日", "在岗"],
    ["2", "检查员乙", "示例县市场监督管理局", "示例001", "2028-02-30", "在岗"],
    ["3", "检查员丙", "示例县市场监督管理局", "", "46387", "在岗"],
    ["合计", "3人"],
    ["填表人：检查员甲", "", "审核人：检查员乙"],
]
TARGETS: Rows = [
    ["检查对象名录库"],
    ["建库单位：示例县市场监督管理局", "修订日期：2026年6月15日"],
    ["市场主体名称", "统一社会信用代码", "法定代表人", "经常居住地", "联络人", "联系方式"],
    ["示例一食品店", "92000000MA00000154", "经营者甲", "示例县示例路1号", "联络人甲", "0000-0000003"],
    ["示例二食品店", "92000000MA00000154", "经营者乙", "", "联络人乙", "0000-0000004"],
    ["示例三食品店", "9.2E+17", "经营者丙", "示例县示例路3号", "联络人丙", "#REF!"],
]
PLAN: Rows = [
    ["2026年度双随机抽查计划"],
    ["序号", "抽查事项", "抽查对象", "抽查比例", "检查时间", "实施部门"],
    ["1", "食品销售监督检查", "食品销售者", "3%", "2026年3月至2026年13月", "示例县市场监督管理局"],
]

FORMATS: dict[str, tuple[Callable[[Rows], bytes], str]] = {
    "xlsx": (xlsx, "名单.xlsx"),
    "an xlsx called et": (xlsx, "名单.et"),
    "csv": (delimited, "名单.csv"),
    "csv in GBK": (lambda rows: delimited(rows, "gbk"), "名单.csv"),
    "csv in UTF-16 with tabs": (lambda rows: delimited(rows, "utf-16", "\t"), "名单.csv"),
    "csv with semicolons": (lambda rows: delimited(rows, "utf-8", ";"), "名单.csv"),
    "SpreadsheetML 2003": (xml2003, "名单.xml"),
    "a web page": (lambda rows: web_page(rows, "gbk"), "名单.xls"),
}


def judged(data: bytes, name: str, profile: str) -> Report:
    return check_document(data, load_profile(profile), name=name, as_of=DAY)


def told(report: Report) -> list[tuple[object, ...]]:
    """Every finding and every open question, but what the file's name alone calls for."""
    found = [
        (each.code, each.message, each.actual, each.address.place.row, each.address.place.column)
        for each in report.findings
        if each.code != "ARC106"
    ]
    return sorted([*found, *((each.code, each.reason, each.why) for each in report.undetermined)], key=repr)


LISTS = pytest.mark.parametrize(
    ("rows", "profile"),
    [(ROSTER, "changchun"), (ROSTER, "wugang"), (TARGETS, "changchun"), (TARGETS, "wugang"), (PLAN, "changchun")],
    ids=["inspectors", "inspectors of a province", "targets", "targets of a province", "a plan"],
)


@LISTS
def test_every_format_of_one_list_gives_the_same_findings(rows: Rows, profile: str) -> None:
    made, name = FORMATS["xlsx"]
    whole = judged(made(rows), name, profile)
    assert whole.documents[0].address.document
    assert told(whole)
    for made, name in FORMATS.values():
        report = judged(made(rows), name, profile)
        assert told(report) == told(whole)
        assert [entry.fields for entry in report.documents] == [entry.fields for entry in whole.documents]
        assert report.crashes == ()


@pytest.mark.office
@LISTS
def test_an_excel_97_file_of_the_list_gives_them_too(tmp_path: Path, rows: Rows, profile: str) -> None:
    office = find_office()
    if office is None:
        pytest.skip("LibreOffice is not installed: apt-get install -y libreoffice-calc-nogui")
    source = tmp_path / "0.xlsx"
    source.write_bytes(xlsx(rows))
    own = new_profile(tmp_path / "profile").as_uri()
    flags = ["--headless", "--norestore", "--convert-to", "xls", "--outdir", str(tmp_path)]
    subprocess.run(
        [office, f"-env:UserInstallation={own}", *flags, source], check=True, timeout=120, capture_output=True
    )
    old = source.with_suffix(".xls").read_bytes()
    assert told(judged(old, "名单.xls", profile)) == told(judged(xlsx(rows), "名单.xlsx", profile))
    assert told(judged(old, "名单.et", profile)) == told(judged(xlsx(rows), "名单.xlsx", profile))


def test_what_is_wrong_with_a_roster_is_told() -> None:
    messages = [each.message for each in judged(xlsx(ROSTER), "名录库.xlsx", "changchun").findings]
    assert any("“示例001”出现2次" in message for message in messages)
    assert any("不可能成立：“2028-02-30”" in message for message in messages)
    (serial,) = [each for each in judged(xlsx(ROSTER), "a.xlsx", "changchun").findings if each.actual == "46387"]
    assert "2026年12月31日" in (serial.expected or "")


def cells_of(view: DocumentView) -> list[str]:
    (table,) = view.tables()
    return [cell.text for cell in table.cells if cell.column == 1]


def test_a_total_is_no_entry() -> None:
    rows = [["名称", "数"], ["甲店", "1"], ["小计", "1"], ["乙店", "2"], ["合 计", "3"], ["备注：无"]]
    view = read_document(xlsx(rows), "a.xlsx")
    assert cells_of(view) == ["名称", "甲店", "乙店"]
    assert [paragraph.text for paragraph in view.paragraphs()][-2:] == ["合 计　　3", "备注：无"]


def test_rows_a_filter_hides_are_entries_and_hidden_sheets_are_not() -> None:
    rows = [["名称", "代码"], ["甲店", "1"], ["乙店", "2"]]
    assert cells_of(read_document(xlsx(rows, hidden=[3]), "a.xlsx")) == ["名称", "甲店", "乙店"]


def calculated(formula: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["名称", "代码"])
    sheet.append(["甲店", formula])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_formula_without_a_result_is_not_taken_for_an_empty_cell() -> None:
    (sheet,) = read_sheets(calculated('=A2&"1"'), "a.xlsx")
    assert "没有保存结果" in damage(sheet.cells[1][1])
    assert "公式未计算" in cells_of_second(read_document(calculated('=A2&"1"'), "a.xlsx"))


def cells_of_second(view: DocumentView) -> str:
    (table,) = view.tables()
    return "".join(cell.text for cell in table.cells if cell.column == 2)


@pytest.mark.parametrize("made", [delimited, web_page])
def test_digits_kept_by_a_formula_of_text_are_digits(made: Callable[[Rows], bytes]) -> None:
    (sheet,) = read_sheets(made([["代码"], ['="0123"']]), "a.csv" if made is delimited else "a.xls")
    assert sheet.cells[1] == ("0123",)


def test_a_workbook_saved_as_one_web_page_is_read() -> None:
    """A frame, and a page for every sheet (RFC 2557)."""
    frame, sheet = "<html><frameset><frame src='1.htm'></frameset></html>", web_page([["名称"], ["甲店"]]).decode()
    parts = "".join(f"--x\nContent-Type: text/html; charset=utf-8\n\n{page}\n" for page in (frame, sheet))
    whole = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n{parts}--x--\n'.encode()
    (read,) = read_sheets(whole, "名单.xls")
    assert read.cells == (("名称",), ("甲店",))
    assert is_sheet(whole, "名单.xls")
    assert not is_sheet(whole, "通知书.doc")


def test_days_of_an_excel_97_file_count_from_the_year_it_says() -> None:
    since_1900 = xls()
    record = struct.pack("<HHH", 0x22, 2, 0)
    if record not in since_1900:
        pytest.skip("the sample states no beginning")
    (sheet,) = read_sheets(since_1900.replace(record, struct.pack("<HHH", 0x22, 2, 1)), "a.xls")
    assert sheet.cells[1][0] == date(2030, 6, 16)
