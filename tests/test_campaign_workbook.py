"""The entry workbook: written by the law, filled by hand or from a platform's export, and read back the same."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from campaign_builder import CHANGCHUN, LAW, ORDER, TASK, TASKS, code, household, inspected, letter, numbered
from filled_workbook import WRITTEN, fill, heading_row
from openpyxl.worksheet.worksheet import Worksheet

from docgen.app.cli import main
from docgen.errors import RecordError
from docgen.make.campaign.entry_workbook import entry_workbook
from docgen.make.campaign.exported import read_export
from docgen.make.campaign.feeding import feeding_of
from docgen.make.campaign.model import Campaign
from docgen.make.campaign.reading import is_campaign, read_campaign
from docgen.make.record import make_record
from docgen.spec.model import DocumentSpec
from docgen.spec.workbook import CampaignPaper, SheetKey

TODAY = date(2026, 11, 21)
SHEETS = ("设置", "抽查任务", "检查事项", "检查对象", "检查人员", "文书登记", "检查结果", "问题明细")
DATA: tuple[SheetKey, ...] = tuple(key for key in LAW.sheet if key != "settings")
every_sheet_of_rows = pytest.mark.parametrize("key", DATA)
every_paper = pytest.mark.parametrize("paper", LAW.paper, ids=lambda paper: paper.document)


@cache
def written() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(WRITTEN))


def sheet_of(key: SheetKey) -> Worksheet:
    return written()[LAW.sheet[key].title[0]]


def spec_of(paper: CampaignPaper) -> DocumentSpec:
    spec = CHANGCHUN.document(paper.document)
    assert spec is not None
    return spec


def filled(path: Path) -> Path:
    """Three households: one found in order, one ordered to put right, one not inspected yet."""
    return fill(
        path,
        [household(serial) for serial in (1, 2, 3)],
        register=[numbered(1), numbered(2, status="已送达", delivered="2026-05-15 09:10")],
        results=[
            inspected(1),
            inspected(2, result="发现问题已责令改正", rectify_by="2026-06-05", ordered_on="2026-05-21"),
        ],
        problems=[{**ORDER, "serial": 2}],
    )


def read(path: Path) -> Campaign:
    return read_campaign(path, CHANGCHUN, TODAY)


def values(campaign: Campaign) -> list[tuple[object, ...]]:
    """Everything a campaign says, without the places it stands in."""
    return [
        (each.serial, each.task, each.results, each.teams, {key: str(value) for key, value in each.row.values.items()})
        for each in campaign.households
    ]


# ---- as it is written


def test_it_has_the_sheets_of_the_law_after_one_that_explains_them() -> None:
    assert [sheet.title for sheet in written() if sheet.sheet_state == "visible"] == ["说明", *SHEETS]


@every_sheet_of_rows
def test_required_columns_are_marked_and_every_column_says_what_it_is_for(key: SheetKey) -> None:
    sheet = sheet_of(key)
    headings = list(sheet[heading_row(sheet, key)])
    laws = LAW.sheet[key].column.values()
    assert [cell.value for cell in headings] == [("*" if law.required else "") + law.label[0] for law in laws]
    assert all(cell.font.bold for cell in headings)
    assert all(cell.comment and cell.comment.text.startswith(("必填", "选填")) for cell in headings)


def test_a_note_names_the_papers_its_column_feeds() -> None:
    sheet = sheet_of("households")
    note = sheet[f"{letter('households', 'phone')}{heading_row(sheet, 'households')}"].comment
    assert note
    assert "用于：执法检查登记表、现场检查记录、无法联系情况说明" in note.text


@every_sheet_of_rows
def test_fixed_wordings_are_offered_and_codes_stay_text(key: SheetKey) -> None:
    sheet = sheet_of(key)
    rules = sheet.data_validations.dataValidation
    offered = {
        str(area).rstrip("0123456789").partition(":")[0].rstrip("0123456789")
        for rule in rules
        for area in rule.sqref.ranges
    }
    for name, law in LAW.sheet[key].column.items():
        at = letter(key, name)
        if law.choices or law.refers:
            assert at in offered
        if law.type in ("text", "credit_code", "phone"):
            assert sheet.column_dimensions[at].number_format == "@"


@every_sheet_of_rows
def test_headings_stay_in_sight(key: SheetKey) -> None:
    sheet = sheet_of(key)
    assert sheet.freeze_panes == f"A{heading_row(sheet, key) + 1}"


@pytest.mark.parametrize(("key", "words"), [("register", "送达时间"), ("results", "进入时间")])
def test_times_that_have_not_come_stay_empty_and_the_sheet_says_so_in_red(key: SheetKey, words: str) -> None:
    sheet = sheet_of(key)
    red = [
        cell
        for row in sheet.iter_rows(max_row=3)
        for cell in row
        if cell.font.color and cell.font.color.rgb == "FFFF0000"
    ]
    assert any(words in str(cell.value) and "留空" in str(cell.value) for cell in red)
    column = letter(key, "delivered" if key == "register" else "started")
    assert all(cell.value is None for cell in sheet[column][heading_row(sheet, key) :])


def test_the_guide_says_it_in_red_too_and_names_the_edition_of_the_law() -> None:
    guide = written()["说明"]
    red = "".join(
        str(cell.value)
        for (cell, *_) in guide.iter_rows(max_row=6)
        if cell.font.color and cell.font.color.rgb == "FFFF0000"
    )
    assert "送达时间、进入时间" in red
    assert CHANGCHUN.edition in str(guide["A2"].value)


def test_rows_that_show_how_are_never_made(tmp_path: Path) -> None:
    path = fill(tmp_path / "台账.xlsx", [])
    campaign = read(path)
    assert sheet_of("households")["A3"].value == f"{LAW.example_mark}1"
    assert (campaign.households, campaign.register, campaign.troubles) == ((), (), ())


def test_a_row_that_shows_how_and_was_written_into_is_told(tmp_path: Path) -> None:
    path = fill(tmp_path / "台账.xlsx", [])
    book = openpyxl.load_workbook(path)
    book["检查对象"]["B3"] = "示例五店"
    book.save(path)
    assert [notice for notice in read(path).notices if "“检查对象”表第3行第一格以“（示例）”开头" in notice]


def test_the_same_law_gives_the_same_bytes() -> None:
    assert entry_workbook(CHANGCHUN) == WRITTEN


# ---- filled and read back


def test_what_a_person_fills_in_is_read_back(tmp_path: Path) -> None:
    campaign = read(filled(tmp_path / "台账.xlsx"))
    assert (campaign.troubles, campaign.notices) == ((), ())
    assert [each.serial for each in campaign.households] == [1, 2, 3]
    assert campaign.households[1].results == ("发现问题已责令改正",)
    assert [entry.status for entry in campaign.register] == ["拟制", "已送达"]
    assert campaign.households[1].row.values["rectification_order.violations"] == ("部分进货查验记录未保存",)


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice: make office")
def test_a_workbook_saved_again_by_libreoffice_says_the_same(tmp_path: Path) -> None:
    path = filled(tmp_path / "台账.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "saved"), str(path)]
    subprocess.run(["soffice", profile, "--headless", *convert], check=True, capture_output=True, timeout=120)
    saved = tmp_path / "saved" / path.name
    assert is_campaign(saved, CHANGCHUN)
    assert values(read(saved)) == values(read(path))


def test_three_households_are_made_by_the_commands_the_guide_names(tmp_path: Path) -> None:
    path = filled(tmp_path / "台账.xlsx")
    guide = "\n".join(LAW.guide)
    for command in (
        "docgen number 台账.xlsx --profile changchun --kind 行政检查通知书",
        "docgen make changchun 台账.xlsx",
    ):
        assert command in guide
    assert main(["number", str(path), "--profile", "changchun", "--kind", "行政检查通知书"]) == 0
    assert main(["make", "changchun", str(path), "-o", str(tmp_path / "文书")]) == 0
    assert len([each for each in (tmp_path / "文书").iterdir() if each.name.startswith("00")]) == 3


# ---- every paper can be made from it

WHOLE = {
    "result": "发现问题已责令改正；发现问题待后续处理", "rectify_by": "2026-06-05", "ordered_on": "2026-05-21",
    "reinspected_on": "2026-06-08", "transferred_to": "示例县城市管理局", "transfer_reason": "不属于本局职责",
    "transfer_basis": "《中华人民共和国行政处罚法》第二十二条", "transferred_on": "2026-05-22",
    "notified_agency": "示例县消防救援大队", "circular_reason": "不属于本局职责", "circular_on": "2026-05-22",
}  # fmt: skip
CORRECTED = {
    "status": "更正", "treatment": "更正", "correction_reason": "录入有误", "corrected_on": "2026-05-22",
    "place": "“地址”栏\n“电话”栏", "was": "7号\n8号", "now": "1号\n2号",
}  # fmt: skip
UNREACHED = {
    "result": "已注销", "contacted_at": "2026-05-13 10:20\n2026-05-20 09:10", "contacted_how": "电话\n实地",
    "contacted_outcome": "空号\n未见", "site_situation": "现为他人使用", "proofs": "照片4张", "proposal": "按规定公示",
}  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """A workbook in which every column a paper needs is filled."""
    papers = ("行政检查通知书", "责令改正通知书", "案件移送函", "通报函")
    register = [
        numbered(1, paper, number=f"示例〔2026〕{at}号", made_on="2026-05-21") for at, paper in enumerate(papers)
    ]
    register[0] |= CORRECTED
    task = {**TASKS[0], "finished_on": "2026-06-30", "published_on": "2026-07-10"}
    path = fill(
        tmp_path_factory.mktemp("whole") / "台账.xlsx", [household(1), household(2)], tasks=[task], register=register,
        results=[inspected(1, **WHOLE), inspected(2, **UNREACHED)],
        problems=[{**ORDER, "serial": 1, "disposal": disposal} for disposal in ("责令改正", "移送", "通报")],
    )  # fmt: skip
    campaign = read(path)
    assert campaign.troubles == ()
    return campaign


@every_paper
def test_every_field_a_paper_must_have_is_fed(paper: CampaignPaper) -> None:
    """By a column of the workbook, or by the program from what it made."""
    spec = spec_of(paper)
    keys = feeding_of(LAW, {spec.name: spec}).keys()
    lists = {key.rpartition(".")[0] for key in keys if key.count(".") == 2}
    registered = {target for each in LAW.paper for target in (*each.number, *each.dated)}
    needed = {name for name, law in spec.field.items() if law.required and not law.filled} - set(paper.made)
    assert {name for name in needed if not {name, f"{spec.name}.{name}"} & (keys | lists | registered)} == set()


MADE_FROM_A_HOUSEHOLD = [paper for paper in LAW.paper if paper.per in ("household", "agency") and not paper.made]


@pytest.mark.parametrize("paper", MADE_FROM_A_HOUSEHOLD, ids=lambda paper: paper.document)
def test_a_filled_workbook_makes_each_paper_of_a_household(paper: CampaignPaper, whole: Campaign) -> None:
    at = 1 if paper.document == "unreachable_record" else 0
    record = make_record(spec_of(paper), whole.households[at].row)
    assert record.text("unit_name") == f"示例{at + 1}食品店"


def test_problems_go_to_the_paper_that_deals_with_them(tmp_path: Path) -> None:
    problems = [{**ORDER, "serial": 1, "problem": said, "disposal": said} for said in ("责令改正", "移送", "通报")]
    results = [inspected(1, result="发现问题已责令改正")]
    (one,) = read(fill(tmp_path / "台账.xlsx", [household(1)], results=results, problems=problems)).households
    assert one.row.values["rectification_order.violations"] == ("责令改正",)
    assert one.row.values["case_transfer.case_facts"] == ("移送",)
    assert one.row.values["circular_letter.circulated_findings"] == ("通报",)
    assert [entry["problem"] for entry in one.row.values["reinspection_record.corrections"]] == ["责令改正"]  # type: ignore[attr-defined]


def test_lines_of_cells_side_by_side_are_entries(whole: Campaign) -> None:
    attempts = whole.households[1].row.values["unreachable_record.attempts"]
    assert attempts == (
        {"at": "2026-05-13 10:20", "how": "电话", "outcome": "空号"},
        {"at": "2026-05-20 09:10", "how": "实地", "outcome": "未见"},
    )
    assert whole.households[1].row.values["unreachable_record.result"] == "注销"


def test_what_people_fill_by_hand_is_never_printed_for_them(whole: Campaign) -> None:
    for name in ("site_record", "registration_form", "inspection_notice"):
        spec = CHANGCHUN.document(name)
        assert spec is not None
        row = whole.households[0].row
        assert [field for field, law in spec.field.items() if law.filled and row.given(spec, field) is not None] == []


# ---- the command


def test_the_command_never_writes_over_a_workbook_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "台账.xlsx"
    assert main(["workbook", "changchun", "-o", str(path)]) == 0
    filled(path)
    before = path.read_bytes()
    assert main(["workbook", "changchun", "-o", str(path)]) == 2
    assert "已存在且内容不同" in capsys.readouterr().err
    assert path.read_bytes() == before
    assert main(["workbook", "changchun", "-o", str(path), "--overwrite"]) == 0
    assert path.read_bytes() == WRITTEN


@pytest.mark.parametrize(
    ("arguments", "said"), [(["wugang", "-o", "a.xlsx"], "没有规定台账"), (["changchun", "-o", "a.xls"], ".xlsx")]
)
def test_the_command_says_what_it_cannot_do(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["workbook", *arguments]) == 2
    assert said in capsys.readouterr().err


def export(path: Path, *rows: Sequence[object]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


def test_an_export_fills_the_households_and_what_it_cannot_map_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = export(
        tmp_path / "平台导出.xlsx",
        ["抽取结果名单"],
        ["企业名称", "统一代码", "经营地址", "法定代表人", "登记状态", "行业"],
        ["示例一食品店", code(1), "示例路1号", "经营者甲", "存续", "餐饮"],
        ["示例二小吃店", 922200000000000000, "示例路2号", "经营者乙", "存续", "餐饮"],
    )
    out = tmp_path / "台账.xlsx"
    assert main(["workbook", "changchun", "-o", str(out), "--from", str(path)]) == 0
    said = capsys.readouterr()
    assert "检查对象2行" in said.out
    assert "没有填入：登记状态、行业" in said.err
    assert "B4" in said.err
    sheet = openpyxl.load_workbook(out)["检查对象"]
    rows = [[cell.value for cell in row[:6]] for row in sheet.iter_rows(min_row=5, max_row=6)]
    assert rows == [
        ["1", "示例一食品店", code(1), None, "经营者甲", "示例路1号"],
        ["2", "示例二小吃店", None, None, "经营者乙", "示例路2号"],
    ]


def test_an_export_may_bring_its_inspectors_along(tmp_path: Path) -> None:
    path = export(
        tmp_path / "导出.xlsx",
        ["序号", "市场主体名称", "信用代码", "任务编号", "姓名", "执法证号"],
        [7, "示例一食品店", code(1), TASK, "检查员甲", "示例001"],
        [8, "示例二小吃店", code(2), TASK, "检查员甲", "示例001"],
    )
    rows = read_export(path, LAW).rows
    assert [row["serial"] for row in rows["households"]] == [7, 8]
    assert rows["inspectors"] == ({"name": "检查员甲", "certificate": "示例001"},)


def test_an_export_without_households_is_named(tmp_path: Path) -> None:
    path = export(tmp_path / "导出.xlsx", ["日期", "金额"], ["2026-05-20", 3])
    with pytest.raises(RecordError, match="找不到检查对象"):
        read_export(path, LAW)


def test_nothing_in_an_export_becomes_a_formula(tmp_path: Path) -> None:
    path = export(tmp_path / "导出.xlsx", ["企业名称", "经营地址"], ["", "@示例路"])
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A2"].value = "=HYPERLINK(1)"
    book.worksheets[0]["A2"].data_type = "s"  # as text, which is how it comes from others
    book.save(path)
    sheet = openpyxl.load_workbook(io.BytesIO(entry_workbook(CHANGCHUN, read_export(path, LAW).rows)))["检查对象"]
    cells = [sheet["B5"], sheet["F5"]]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=HYPERLINK(1)", "s"), ("@示例路", "s")]
    assert all(cell.quotePrefix for cell in cells)
