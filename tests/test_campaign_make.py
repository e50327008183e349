"""A campaign made from its workbook: every household's papers, what its result calls for, and nothing lost on rerun."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from campaign_builder import (
    CHANGCHUN,
    ITEMS,
    LEAD,
    ORDER,
    OTHER_TASK,
    PARTNER,
    TASK,
    TASKS,
    code,
    household,
    inspected,
    numbered,
    write_workbook,
)

from docgen.app.cli import main
from docgen.errors import Problem, RecordError, UsageError
from docgen.make.campaign.choosing import Choice
from docgen.make.campaign.ledger import RECORD
from docgen.make.campaign.making import CampaignReport, Manner, make_campaign
from docgen.make.campaign.telling import told_once
from docgen.validators.run import check_paths

TODAY = date(2026, 4, 10)
AFTERWARDS = date(2026, 7, 1)
BEFORE = [
    "00_卷内目录.docx", "00_案卷封面.docx", "01_一个月告知.docx", "02_行政检查通知书.docx", "03_执法检查登记表.docx",
    "04_现场检查记录.docx", "06_送达回证.docx", "13_行政检查审批表.docx",
]  # fmt: skip
SHARED = ["01_宣传单.docx", "02_宣传单发放登记表.docx"]
FIRST = f"001_示例1食品店_{code(1)}"


def make(book: Path, out: Path, *, choice: Choice | None = None, **manner: Any) -> CampaignReport:
    return make_campaign(CHANGCHUN, book, out, Manner(**{"today": TODAY, **manner}), choice or Choice())


def folders(out: Path) -> dict[str, list[str]]:
    """The files of every folder that has any, our record left out."""
    found: dict[str, list[str]] = {}
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.name != RECORD:
            found.setdefault(path.parent.relative_to(out).as_posix(), []).append(path.name)
    return found


def papers(out: Path, serial: int) -> list[str]:
    (files,) = [files for folder, files in folders(out).items() if Path(folder).name.startswith(f"{serial:03}_")]
    return files


def contents(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != RECORD
    }


def spoken_of(out: Path, as_of: date = TODAY) -> list[tuple[str, str]]:
    """What the judge finds in everything made, notes apart."""
    found = check_paths([out], CHANGCHUN, as_of=as_of).findings
    return [(each.code, each.message) for each in found if each.severity != "note"]


def text(path: Path) -> str:
    document = docx.Document(io.BytesIO(path.read_bytes()))
    cells = {cell._tc: cell.text for table in document.tables for row in table.rows for cell in row.cells}
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells.values()])


def book(path: Path, *rows: Mapping[str, Any], **sheets: Any) -> Path:
    households = rows or (household(1), household(2))
    register = [numbered(each["serial"]) for each in households]
    return write_workbook(path / "台账.xlsx", households, **{"register": register, **sheets})


def test_before_the_inspection_every_household_has_the_papers_of_that_stage(tmp_path: Path) -> None:
    report = make(book(tmp_path), tmp_path / "out")
    assert report.troubles == ()
    found = folders(tmp_path / "out")
    assert [folder[:3] for folder in found] == ["001", "002", "公共材"]
    assert papers(tmp_path / "out", 1) == BEFORE
    assert found["公共材料"] == SHARED
    assert dict(report.files) == {"made": 2 * len(BEFORE) + len(SHARED)}


def test_everything_made_before_delivery_checks_clean(tmp_path: Path) -> None:
    make(book(tmp_path), tmp_path / "out")
    assert spoken_of(tmp_path / "out") == []


def test_the_catalogue_lists_what_was_made_with_its_numbers(tmp_path: Path) -> None:
    make(book(tmp_path), tmp_path / "out")
    (folder,) = (tmp_path / "out").glob("001_*")
    listed = text(folder / "00_卷内目录.docx")
    assert "长春市人民政府“双随机一公开”行政检查通知书（示市监双随机通〔2026〕1号）" in listed
    assert "2026年5月15日" in listed
    assert "卷内件数：6件" in listed


def test_the_receipt_is_of_the_notice_and_its_number(tmp_path: Path) -> None:
    make(book(tmp_path), tmp_path / "out")
    (folder,) = (tmp_path / "out").glob("001_*")
    assert "行政检查通知书（示市监双随机通〔2026〕1号）" in text(folder / "06_送达回证.docx")


def test_what_is_written_by_hand_stays_blank_whatever_the_workbook_knows(tmp_path: Path) -> None:
    served = numbered(1, delivered="2026-05-15 10:20", method="直接送达", receiver="经营者甲", status="已送达")
    make(book(tmp_path, household(1), register=[served]), tmp_path / "before", today=AFTERWARDS)
    make(book(tmp_path, household(1), register=[served], results=[inspected(1)]), tmp_path / "after", today=AFTERWARDS)
    before, after = contents(tmp_path / "before"), contents(tmp_path / "after")
    for name in (each for each in before if each[-8:] in ("登记表.docx", "检查记录.docx", "通知书.docx", "回证.docx")):
        assert after[name] == before[name], name


@pytest.mark.parametrize(
    ("result", "problems", "more"),
    [
        ({}, [], ["05_检查结果反馈书.docx"]),
        (
            {"result": "发现问题已责令改正", "rectify_by": "2026-06-05", "ordered_on": "2026-05-21"},
            [ORDER],
            ["05_检查结果反馈书.docx", "08_责令改正通知书.docx"],
        ),
        (
            {"result": "发现问题已责令改正", "rectify_by": "2026-06-05", "ordered_on": "2026-05-21",
             "reinspected_on": "2026-06-06"},
            [ORDER],
            ["05_检查结果反馈书.docx", "08_责令改正通知书.docx", "09_整改复查记录.docx"],
        ),
        (
            {"result": "发现问题待后续处理", "rectify_by": "2026-06-05", "transferred_to": "示例县公安局",
             "transfer_reason": "超出管辖", "transfer_basis": "《示例规定》第一条", "transferred_on": "2026-05-23"},
            [{**ORDER, "disposal": "移送"}],
            ["05_检查结果反馈书.docx", "10_案件移送函.docx"],
        ),
        (
            {"result": "发现问题待后续处理", "rectify_by": "2026-06-05", "notified_agency": "示例县公安局",
             "circular_reason": "不属于本部门职责", "circular_on": "2026-05-23"},
            [{**ORDER, "disposal": "通报"}],
            ["05_检查结果反馈书.docx", "11_通报函.docx"],
        ),
        (
            {"result": "通过登记的住所（经营场所）无法联系", "contacted_at": "2026-05-20 09:10",
             "contacted_how": "上门", "contacted_where": "登记住所", "contacted_outcome": "无人", "proofs": "照片2张",
             "site_situation": "已搬空", "proposal": "列入异常名录"},
            [],
            ["07_无法联系情况说明.docx"],
        ),
    ],
    ids=["nothing found", "an order", "looked at again", "handed on", "told another body", "nobody there"],
)  # fmt: skip
def test_after_the_inspection_a_household_has_what_its_result_calls_for(
    tmp_path: Path, result: dict[str, Any], problems: list[dict[str, Any]], more: list[str]
) -> None:
    register = [
        numbered(1), numbered(1, "责令改正通知书", number="示市监责改〔2026〕1号"),
        numbered(1, "案件移送函", number="示市监函〔2026〕1号"), numbered(1, "通报函", number="示市监函〔2026〕2号"),
    ]  # fmt: skip
    rows = [{"serial": 1, **each} for each in problems]
    workbook = book(
        tmp_path, household(1), register=register, results=[inspected(1, **result)], problems=rows,
    )  # fmt: skip
    report = make(workbook, tmp_path / "out", today=AFTERWARDS)
    assert report.troubles == ()
    assert papers(tmp_path / "out", 1) == sorted([*BEFORE, *more])
    assert spoken_of(tmp_path / "out", date(2026, 6, 5)) == []  # the last day for putting it right


def test_what_is_not_given_leaves_out_the_paper_that_needs_it_and_is_said_once(tmp_path: Path) -> None:
    task = {**TASKS[0], "frequency": None}
    report = make(book(tmp_path, tasks=[task]), tmp_path / "out")
    (trouble,) = report.troubles
    assert trouble.what == "《行政检查审批表》所需内容未填，未制作（序号1、2）"
    assert "检查频次" in str(trouble)
    assert papers(tmp_path / "out", 1) == BEFORE[:-1]


def test_a_bad_row_is_told_with_all_its_faults_and_the_others_are_made(tmp_path: Path) -> None:
    bad = household(2, code="9200", planned_start="2026年2月30日", inspector_1="无此人")
    report = make(book(tmp_path, household(1), bad, household(3)), tmp_path / "out")
    (trouble,) = [each for each in report.troubles if len(each.problems) > 1]
    assert len(trouble.problems) == 3
    assert all("检查对象" in problem.key for problem in trouble.problems)
    assert sorted(folder[:3] for folder in folders(tmp_path / "out")) == ["001", "003", "公共材"]


def test_made_again_nothing_is_written_and_an_edit_survives(tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = make(book(tmp_path), out)
    before = contents(out)
    again = make(book(tmp_path), out)
    assert dict(again.files) == {"same": first.files["made"]}
    (edited,) = out.glob("002_*/02_行政检查通知书.docx")
    edited.write_bytes(edited.read_bytes() + b"by hand")
    report = make(book(tmp_path, tasks=[{**TASKS[0], "issued_on": "2026-05-14"}]), out)
    (trouble,) = report.troubles
    assert "02_行政检查通知书.docx 制作后改动过" in trouble.what
    assert edited.read_bytes() == before[edited.relative_to(out).as_posix()] + b"by hand"
    assert make(book(tmp_path), out, overwrite=True).troubles == ()
    assert contents(out) == before


def test_a_household_put_in_the_middle_changes_no_byte_of_the_others(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(book(tmp_path), out)
    before = {name: data for name, data in contents(out).items() if not name.startswith("公共材料")}
    make(book(tmp_path, household(1), household(3, name="新增店"), household(2)), out)
    after = contents(out)
    assert {name: after[name] for name in before} == before
    assert len(papers(out, 3)) == len(BEFORE)


def test_a_household_no_longer_wanted_is_named_and_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(book(tmp_path), out)
    report = make(book(tmp_path, household(1), household(2, wanted="否")), out)
    (left,) = [notice for notice in report.notices if "未删除" in notice]
    assert "002_示例2食品店" in left
    assert papers(out, 2) == BEFORE


def test_papers_no_longer_called_for_are_named_and_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(book(tmp_path, results=[inspected(1)]), out, today=AFTERWARDS)
    report = make(book(tmp_path), out)
    (left,) = [notice for notice in report.notices if "未删除" in notice]
    assert "05_检查结果反馈书.docx" in left
    assert "05_检查结果反馈书.docx" in papers(out, 1)


def test_numbers_that_stand_twice_are_refused_naming_both_cells(tmp_path: Path) -> None:
    rows = [numbered(1), numbered(2, number="示市监双随机通[2026]1号"), numbered(3)]
    report = make(book(tmp_path, household(1), household(2), household(3), register=rows), tmp_path / "out")
    (trouble,) = report.troubles
    assert [problem.key for problem in trouble.problems] == [
        "“文书登记”第2行“文号”（D2）",
        "“文书登记”第3行“文号”（D3）",
    ]
    made = {serial: "02_行政检查通知书.docx" in papers(tmp_path / "out", serial) for serial in (1, 2, 3)}
    assert made == {1: False, 2: False, 3: True}


def test_a_void_number_is_never_given_to_another_and_its_paper_is_not_made(tmp_path: Path) -> None:
    void = numbered(1, status="作废")
    report = make(book(tmp_path, household(1), register=[void]), tmp_path / "out")
    assert "02_行政检查通知书.docx" not in papers(tmp_path / "out", 1)
    assert any("作废" in notice for notice in report.notices)
    reused = [void, numbered(1, number="示市监双随机通〔2026〕7号"), numbered(2, number=void["number"])]
    report = make(book(tmp_path, register=reused), tmp_path / "out")
    assert [len(trouble.problems) for trouble in report.troubles] == [2]
    (folder,) = (tmp_path / "out").glob("001_*")
    assert "〔2026〕7号" in text(folder / "02_行政检查通知书.docx")


def test_where_others_have_a_number_a_paper_without_one_waits_for_it(tmp_path: Path) -> None:
    report = make(book(tmp_path, register=[numbered(1)]), tmp_path / "out")
    (trouble,) = report.troubles
    assert trouble.what.endswith("没有文号，未制作（序号2）")
    assert "docgen number 台账.xlsx --kind 行政检查通知书" in trouble.remedy


def test_where_nobody_has_a_number_the_papers_are_made_and_it_is_said(tmp_path: Path) -> None:
    report = make(book(tmp_path, register=[]), tmp_path / "out")
    assert report.troubles == ()
    assert "02_行政检查通知书.docx" in papers(tmp_path / "out", 1)
    assert any("通知书》没有文号" in notice and "docgen number" in notice for notice in report.notices)


def test_a_paper_dated_before_the_day_of_making_is_noted_and_made(tmp_path: Path) -> None:
    report = make(book(tmp_path), tmp_path / "out", today=date(2026, 5, 1))
    (early,) = [notice for notice in report.notices if "早于今天" in notice]
    assert "告知书》" in early
    assert "序号1、2" in early
    assert report.troubles == ()


def test_only_what_is_chosen_is_made(tmp_path: Path) -> None:
    workbook = book(tmp_path, household(1), household(2), household(3))
    make(workbook, tmp_path / "name", choice=Choice(households=("示例2食品店",)))
    make(workbook, tmp_path / "serial", choice=Choice(households=("2",)))
    make(workbook, tmp_path / "rows", choice=Choice(rows="3"))
    assert contents(tmp_path / "name") == contents(tmp_path / "serial") == contents(tmp_path / "rows")
    assert [folder[:3] for folder in folders(tmp_path / "name")] == ["002"]
    make(workbook, tmp_path / "only", choice=Choice(only=("行政检查通知书", "宣传单")))
    only = {Path(name).name for name in contents(tmp_path / "only")}
    assert only == {"02_行政检查通知书.docx", "01_宣传单.docx"}


@pytest.mark.parametrize(
    "choice", [Choice(households=("示例9食品店",)), Choice(rows="三"), Choice(only=("行政检查通知",))]
)
def test_a_choice_of_nothing_there_is_is_told(tmp_path: Path, choice: Choice) -> None:
    with pytest.raises(UsageError):
        make(book(tmp_path), tmp_path / "out", choice=choice)


def test_a_zip_for_each_household_holds_the_same_papers(tmp_path: Path) -> None:
    import zipfile

    workbook = book(tmp_path)
    make(workbook, tmp_path / "zip", zipped=True)
    make(workbook, tmp_path / "out")
    (archive,) = (tmp_path / "zip").glob("001_*.zip")
    (folder,) = (tmp_path / "out").glob("001_*")
    with zipfile.ZipFile(archive) as members:
        assert {name: members.read(name) for name in sorted(members.namelist())} == {
            path.name: path.read_bytes() for path in sorted(folder.iterdir())
        }
    assert make(workbook, tmp_path / "zip", zipped=True).files["same"] == 2 + len(SHARED)


def test_several_tasks_have_a_folder_each(tmp_path: Path) -> None:
    tasks = [TASKS[0], {**TASKS[0], "number": OTHER_TASK, "name": "第三批"}]
    rows = household(1), household(2, task=OTHER_TASK)
    register = [numbered(1), numbered(2, task=OTHER_TASK)]
    assert make(book(tmp_path, *rows, tasks=tasks, register=register), tmp_path / "out").troubles == ()
    found = [Path(folder) for folder in folders(tmp_path / "out")]
    assert [(each.parts[0], each.parts[1][:3]) for each in found] == [
        (TASK, "001"), (TASK, "公共材"), (OTHER_TASK, "002"), (OTHER_TASK, "公共材"),
    ]  # fmt: skip


def test_a_joint_task_has_one_notice_and_a_form_for_each_body(tmp_path: Path) -> None:
    joint = {**TASKS[0], "kind": "部门联合", "lead": LEAD, "partners": PARTNER}
    row = household(1, inspector_2="检查员乙；检查员丙；检查员丁")
    assert make(book(tmp_path, row, tasks=[joint]), tmp_path / "out").troubles == ()
    files = papers(tmp_path / "out", 1)
    assert [name for name in files if name[:2] in ("02", "03")] == [
        "02_行政检查通知书.docx", f"03_执法检查登记表_{LEAD}.docx", f"03_执法检查登记表_{PARTNER}.docx",
    ]  # fmt: skip
    (folder,) = (tmp_path / "out").glob("001_*")
    form = text(folder / f"03_执法检查登记表_{PARTNER}.docx")
    assert "检查员丙（示例003）" in form
    assert "检查员甲" not in form
    assert {item["name"] in form for item in ITEMS} == {True}  # nobody said whose items they are
    notice = text(folder / "02_行政检查通知书.docx")
    assert f"{PARTNER}：派出人员：检查员丙（示例003）、检查员丁（示例004）" in notice
    assert spoken_of(tmp_path / "out") == []


def test_each_body_of_a_joint_task_registers_its_own_items(tmp_path: Path) -> None:
    joint = {**TASKS[0], "kind": "部门联合", "lead": LEAD, "partners": PARTNER}
    fire = {**ITEMS[1], "department": PARTNER, "basis": "《中华人民共和国消防法》第五十三条"}
    row = household(1, inspector_2="检查员乙；检查员丙；检查员丁")
    assert make(book(tmp_path, row, tasks=[joint], items=[ITEMS[0], fire]), tmp_path / "out").troubles == ()
    (folder,) = (tmp_path / "out").glob("001_*")
    lead, partner = (text(folder / f"03_执法检查登记表_{body}.docx") for body in (LEAD, PARTNER))
    assert [(ITEMS[0]["name"] in form, ITEMS[1]["name"] in form, "消防法" in form) for form in (lead, partner)] == [
        (True, False, False), (False, True, True),
    ]  # fmt: skip
    assert spoken_of(tmp_path / "out") == []


def test_a_body_with_too_few_inspectors_signs_on_the_form_of_all(tmp_path: Path) -> None:
    joint = {**TASKS[0], "kind": "部门联合", "lead": LEAD, "partners": PARTNER}
    make(book(tmp_path, household(1, inspector_2="检查员乙；检查员丙"), tasks=[joint]), tmp_path / "out")
    assert [name for name in papers(tmp_path / "out", 1) if name.startswith("03")] == ["03_执法检查登记表.docx"]


def test_the_register_of_the_leaflet_says_whom_it_reached(tmp_path: Path) -> None:
    handed = numbered(1, "宣传单", number=None, delivered="2026-04-16 10:00", method="直接送达", receiver="经营者甲")
    make(book(tmp_path, register=[numbered(1), numbered(2), handed]), tmp_path / "out", today=AFTERWARDS)
    listed = text(tmp_path / "out" / "公共材料" / "02_宣传单发放登记表.docx")
    assert "当面发放" in listed
    assert "2026年4月16日" in listed
    assert "示例2食品店" in listed
    assert "经营者甲" not in listed  # whoever received it signs by hand


def test_every_household_with_a_result_is_published_and_whoever_is_left_out_is_named(tmp_path: Path) -> None:
    closed = {"started": None, "fed_back_on": None, "result": "通过登记的住所（经营场所）无法联系"}
    visits = {"contacted_at": "2026-05-19 09:00\n2026-05-20 09:30", "contacted_how": "电话\n现场核查"}
    results = [inspected(1), inspected(2, **closed, **visits), inspected(3, **closed)]
    task = {**TASKS[0], "finished_on": "2026-05-29", "published_on": "2026-06-10"}
    rows = household(1, name=None, representative="张某某"), household(2), household(3)
    workbook = book(tmp_path, *rows, tasks=[task], results=results, register=[numbered(each) for each in (1, 2, 3)])
    report = make(workbook, tmp_path / "out", today=AFTERWARDS)
    listed = text(tmp_path / "out" / "公共材料" / "03_抽查结果公示表.docx")
    assert "2026年5月20日" in listed
    assert "示例2食品店" in listed
    assert "张某某" not in listed  # who runs a shop without a name is as personal in its name as beside it
    assert "示例3食品店" not in listed
    (said,) = [notice for notice in report.notices if "没有列入" in notice]
    assert said == "《“双随机、一公开”抽查结果公示表》没有列入缺少“检查日期”的户（序号3）"


def test_a_correction_has_a_paper_of_its_own(tmp_path: Path) -> None:
    void = numbered(
        1, status="作废", replaced_by="示市监双随机通〔2026〕9号", treatment="作废并重新制发", made_on="2026-05-15",
        correction_reason="时间变更", corrected_on="2026-05-16",
    )  # fmt: skip
    register = [void, numbered(1, number="示市监双随机通〔2026〕9号")]
    assert make(book(tmp_path, household(1), register=register), tmp_path / "out", today=AFTERWARDS).troubles == ()
    (folder,) = (tmp_path / "out").glob("001_*")
    said = text(folder / "12_更正说明.docx")
    assert void["number"] in said
    assert "时间变更" in said


def test_the_folders_are_named_as_the_office_wishes(tmp_path: Path) -> None:
    make(book(tmp_path, household(1), settings=[{"folder_name": "{code}_{name}"}]), tmp_path / "out")
    assert any(folder.endswith("_示例1食品店") for folder in folders(tmp_path / "out"))
    with pytest.raises(RecordError, match="文件夹名"):
        make(book(tmp_path, household(1), settings=[{"folder_name": "{nmae}"}]), tmp_path / "out")
    same = book(tmp_path, household(1), household(2), settings=[{"folder_name": "{task}"}])
    report = make(same, tmp_path / "same")
    assert any("同名" in trouble.what for trouble in report.troubles)


def test_a_path_windows_would_not_open_is_said(tmp_path: Path) -> None:
    out = tmp_path / ("长" * 80) / ("长" * 80)
    report = make(book(tmp_path, household(1)), out)
    assert any("路径过长" in notice for notice in report.notices)


def test_a_code_whose_check_digit_does_not_fit_is_told_and_made(tmp_path: Path) -> None:
    wrong = code(1)[:-1] + ("A" if code(1)[-1] != "A" else "B")
    report = make(book(tmp_path, household(1, code=wrong)), tmp_path / "out")
    (doubt,) = [notice for notice in report.notices if "校验位" in notice]
    assert "“检查对象”第2行" in doubt
    assert report.troubles == ()


def test_a_paper_the_law_asks_for_and_no_campaign_makes_is_named(tmp_path: Path) -> None:
    report = make(book(tmp_path, tasks=[{**TASKS[0], "category": "投诉举报"}]), tmp_path / "out")
    (said,) = [notice for notice in report.notices if "另行制作" in notice]
    assert "《案件线索备案表》" in said
    assert "docgen make changchun/case_lead_filing" in said
    assert "序号1、2" in said


def test_a_hidden_row_is_made_and_said(tmp_path: Path) -> None:
    path = book(tmp_path)
    whole = openpyxl.load_workbook(path)
    whole["检查对象"].row_dimensions[3].hidden = True
    whole.save(path)
    report = make(path, tmp_path / "out")
    assert papers(tmp_path / "out", 2) == BEFORE
    assert any("隐藏" in notice for notice in report.notices)


def test_an_output_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(RecordError, match="out"):
        make(book(tmp_path), tmp_path / "out")


def test_the_commands_say_what_was_made_and_numbered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = book(tmp_path, register=[]), tmp_path / "out"
    assert main(["number", str(path), "--kind", "行政检查通知书"]) == 0
    assert "编了2个文号" in capsys.readouterr().out
    assert main(["make", "changchun", str(path), "-o", str(out), "--rows", "2"]) == 0
    assert f"已制作  {FIRST}" in capsys.readouterr().out
    assert main(["make", "changchun", str(path), "-o", str(out)]) == 0
    assert "共2户：已制作10个文件，已更新0个，未变8个" in capsys.readouterr().out
    (edited,) = out.glob("001_*/02_*.docx")
    edited.write_bytes(b"by hand")
    assert main(["make", "changchun", str(path), "-o", str(out)]) == 2
    told = capsys.readouterr()
    assert "未变17个；1处未成，见上" in told.out
    assert "改动过" in told.err


def test_what_is_only_of_a_campaign_is_refused_for_plain_rows(tmp_path: Path) -> None:
    (tmp_path / "数据.csv").write_text("被检查单位\n示例一食品店\n", encoding="utf-8")
    assert main(["make", "changchun", str(tmp_path / "数据.csv"), "-o", str(tmp_path / "out"), "--zip"]) == 2


def test_a_fault_that_many_households_share_is_told_once_with_how_many_they_are() -> None:
    shared = [Problem("台账.xlsx", "“抽查任务”第2行“期限起”（I2）", "应为日期", "四月")]
    own = [Problem("台账.xlsx", "“检查对象”第5行“名称”（B5）", "必填")]
    faults = [RecordError(f"序号{number}有1处错误", "请改正", shared) for number in range(1, 301)]
    told = [str(fault) for fault in told_once([*faults, RecordError("序号301有1处错误", "请改正", own)])]
    assert [fault.splitlines()[0] for fault in told] == ["序号1有1处错误；另有299户同此", "序号301有1处错误"]
