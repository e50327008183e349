"""Entry workbooks as people hand them in: what is wrong is named with its sheet, row and column, the others go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from campaign_builder import (
    CHANGCHUN,
    INSPECTORS,
    ITEMS,
    LAW,
    LEAD,
    ORDER,
    OTHER_TASK,
    PARTNER,
    TASK,
    TASKS,
    code,
    household,
    inspected,
    letter,
    numbered,
    write_workbook,
)

from docgen.errors import RecordError
from docgen.make.campaign.model import Campaign, Team
from docgen.make.campaign.reading import is_campaign, read_campaign
from docgen.make.record import make_record
from docgen.spec.workbook import SheetKey

TODAY = date(2026, 11, 21)
Edit = Callable[[openpyxl.Workbook], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "台账.xlsx"


def read(path: Path) -> Campaign:
    return read_campaign(path, CHANGCHUN, TODAY)


def written(path: Path, households: Sequence[Mapping[str, Any]] = (household(1),), **sheets: Any) -> Campaign:
    return read(write_workbook(path, households, **sheets))


def edited(path: Path, edit: Edit, *households: Mapping[str, Any], **sheets: Any) -> Path:
    """A workbook of one household, changed as somebody changed it."""
    write_workbook(path, households or (household(1),), **sheets)
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    return path


def refused(path: Path) -> str:
    with pytest.raises(RecordError) as fault:
        read(path)
    return str(fault.value)


def told(campaign: Campaign) -> str:
    return "\n".join(map(str, campaign.troubles))


def at(key: SheetKey, column: str, row: int = 2) -> str:
    return f"{letter(key, column)}{row}"


# ---- the workbook itself


@pytest.mark.parametrize("title", ["设置", "抽查任务", "检查事项", "检查对象", "检查人员"])
def test_a_sheet_that_is_missing_is_named(path: Path, title: str) -> None:
    assert f"“{title}”表: 没有这张表" in refused(edited(path, lambda book: book.remove(book[title])))


@pytest.mark.parametrize("title", ["文书登记", "检查结果", "问题明细"])
def test_a_sheet_that_is_filled_later_may_be_missing_and_is_told(path: Path, title: str) -> None:
    campaign = read(edited(path, lambda book: book.remove(book[title])))
    assert campaign.notices == (f"台账.xlsx 没有“{title}”表，按尚未填写处理",)
    assert len(campaign.households) == 1


def test_a_sheet_that_is_hidden_is_asked_for(path: Path) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["检查人员"].sheet_state = "hidden"

    assert "“检查人员”表: 没有这张表（隐藏的表不读取）" in refused(edited(path, hide))


def test_a_sheet_under_another_name_is_asked_after(path: Path) -> None:
    def rename(book: openpyxl.Workbook) -> None:
        book["检查结果"].title = "检查结果2026"

    assert "“检查结果2026”表是否就是它" in refused(edited(path, rename))


def test_everything_wrong_with_the_workbook_is_told_at_once(path: Path) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        book.remove(book["检查人员"])
        book["检查对象"][at("households", "code", 1)] = "统一社会信用代玛"
        book["抽查任务"][at("tasks", "begin", 1)] = "期限起止"
        book["设置"]["B2"] = None

    said = refused(edited(path, spoil))
    for fault in (
        "“检查人员”表: 没有这张表",
        "“检查对象”表头: 没有“统一社会信用代码/注册号”列；“统一社会信用代玛”是否就是它",
        "“抽查任务”表头: 没有“期限起”列",
        "“设置”第2行“机关全称”（B2）: 必填，不能为空",
    ):
        assert fault in said


def test_a_column_is_known_by_its_synonyms_and_in_any_place(path: Path) -> None:
    def reorder(book: openpyxl.Workbook) -> None:
        sheet = book["检查对象"]
        sheet.insert_rows(1, 2)
        sheet["A1"] = "2026年第二批检查对象名单"
        sheet[at("households", "name", 3)] = "单位名称"
        sheet[at("households", "code", 3)] = "＊ 信用代码"

    (one,) = read(edited(path, reorder)).households
    assert one.row.values["unit_name"] == "示例1食品店"
    assert one.row.place("credit_code", "代码") == "“检查对象”第4行“信用代码”（C4）"


def test_a_column_nobody_asked_for_is_told(path: Path) -> None:
    def add(book: openpyxl.Workbook) -> None:
        book["检查对象"].cell(1, 40).value = "经度"

    assert "“检查对象”表的“经度”列不是台账的栏目，未用" in read(edited(path, add)).notices


def test_one_heading_over_several_columns_is_named(path: Path) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book["检查对象"].merge_cells("B1:C1")

    assert "“检查对象”表头 B1:C1: 列名的单元格合并了" in refused(edited(path, merge))


def test_a_heading_over_two_rows_is_read(path: Path) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        sheet = book["检查对象"]
        sheet.insert_rows(2)
        for column in range(1, len(LAW.sheet["households"].column) + 1):
            sheet.merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)

    assert [each.row.number for each in read(edited(path, merge)).households] == [3]


def test_a_value_merged_over_rows_is_each_rows(path: Path) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book["检查对象"].merge_cells(f"{at('households', 'task', 2)}:{at('households', 'task', 3)}")

    campaign = read(edited(path, merge, household(1), household(2)))
    assert [each.task for each in campaign.households] == [TASK, TASK]


def test_a_setting_whose_name_goes_over_two_columns_has_its_value_after_them(path: Path) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        sheet = book["设置"]
        sheet["C2"] = sheet["B2"].value
        sheet.merge_cells("A2:B2")

    assert read(edited(path, merge)).settings["agency"] == LEAD


def test_a_setting_that_is_not_there_is_asked_for_below_the_others(path: Path) -> None:
    said = refused(edited(path, lambda book: book["设置"].delete_rows(2)))
    assert said.count("机关全称") == 1
    assert "“机关全称”（B9）: 必填，不能为空" in said


def test_a_file_that_is_no_workbook_is_named(path: Path) -> None:
    path.write_text("不是表格", encoding="utf-8")
    assert "台账.xlsx" in refused(path)
    assert not is_campaign(path, CHANGCHUN)


def test_a_file_that_is_not_there_is_named(path: Path) -> None:
    assert "文件不存在" in refused(path)


@pytest.mark.parametrize("lock", ["~$台账.xlsx", ".~台账.xlsx", ".~lock.台账.xlsx#"])
def test_a_workbook_open_elsewhere_is_read_as_it_was_saved(path: Path, lock: str) -> None:
    write_workbook(path, [household(1)])
    path.with_name(lock).touch()
    campaign = read(path)
    assert len(campaign.households) == 1
    assert "读到的是上次保存的内容" in "".join(campaign.notices)


def test_a_flat_sheet_of_rows_is_no_entry_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "检查对象"
    book.save(path)
    assert not is_campaign(path, CHANGCHUN)
    write_workbook(path, [])
    assert is_campaign(path, CHANGCHUN)


# ---- rows of households


def test_a_bad_row_is_one_trouble_with_all_its_faults_and_the_others_go_on(path: Path) -> None:
    bad = household(2, address=None, code="9220", planned_start="下周一", task="示例2026-02", inspector_2="检查员己")
    campaign = written(path, [household(1), bad, household(3)])
    assert [each.serial for each in campaign.households] == [1, 3]
    (trouble,) = campaign.troubles
    assert "“检查对象”第3行有5处错误（序号2，示例2食品店），该户未制作" in trouble.what
    for column in ("address", "code", "planned_start", "task", "inspector_2"):
        assert f"（{at('households', column, 3)}）" in str(trouble)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("task", "示例2026-00", f"“抽查任务”表中没有这个任务编号，最接近的是“{TASK}”"),
        ("items", "SP-01；SP-011", "“检查事项”表中没有这个事项编码，最接近的是“SP-01”"),
        ("inspector_1", "检查员庚", "“检查人员”表中没有这个姓名"),
        ("inspector_2", "检查员甲", "同一人写了两次"),
        ("serial", "一", "与要求的写法不符：正整数"),
        ("wanted", "可能", "应为 是、否 之一"),
        ("planned_start", "二〇二六年五月", "只写到月，应写到日"),
        ("planned_start", "2026年2月30日", "应为真实存在的日期和时间"),
        ("planned_start", 12, "应为日期"),
        ("code", "2.2E+14", "号码存成了科学计数"),
        ("code", 922200000000000000, "号码存成了数值"),
        ("code", 220000000000000, "号码存成了数值，末几位已变为0"),
        ("code", "922200001234567000", "末几位都是0且校验位不符"),
        ("phone", 13800000000000000000, "号码存成了数值"),
        ("address", "#REF!", "公式出错"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named(path: Path, column: str, value: object, said: str) -> None:
    campaign = written(path, [{**household(1), column: value}, household(2)])
    assert [each.serial for each in campaign.households] == [2]
    assert said in told(campaign)
    assert f"（{at('households', column)}）" in told(campaign)


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        (datetime(2026, 5, 20, 9), "2026年5月20日9时00分"),
        ("2026.5.20 9:00", "2026年5月20日9时00分"),
        ("2026年5月20日9时00分", "2026年5月20日9时00分"),
        ("二〇二六年五月二十日", "2026年5月20日"),
        (46162, "2026年5月20日"),
        (46162.375, "2026年5月20日9时00分"),
    ],
)
def test_dates_are_read_however_they_lie_in_the_cell(path: Path, given: object, printed: str) -> None:
    (one,) = written(path, [household(1, planned_start=given)]).households
    spec = CHANGCHUN.document("approval_form")
    assert spec is not None
    assert make_record(spec, one.row).text("planned_start") == printed


def test_numbers_and_codes_are_read_as_text_or_as_numbers(path: Path) -> None:
    odd = {"serial": "１", "phone": 4310000000, "code": "９２000000ma0000001n", "task": " 示例2026-002 "}
    row = {**household(1), **odd, "items": "sp-01;SP-02"}
    (one,) = written(path, [row]).households
    assert (one.serial, one.task) == (1, TASK)
    assert one.row.values["phone"] == "4310000000"
    assert one.row.values["items"] == tuple(item["name"] for item in ITEMS)


@pytest.mark.parametrize("between", ["；", ";", "、", "，", ",", ", ", "\n"])
def test_several_items_in_a_cell_are_told_apart_by_whatever_people_write_between_them(path: Path, between: str) -> None:
    (one,) = written(path, [household(1, items=f"SP-01{between}SP-02")]).households
    assert one.row.values["items"] == tuple(item["name"] for item in ITEMS)


def test_blank_rows_and_choices_filled_down_beforehand_are_passed_over(path: Path) -> None:
    rows = [household(1), {}, {"wanted": "是"}, household(2), *({"wanted": "是"},) * 30]
    campaign = written(path, rows)
    assert ([each.serial for each in campaign.households], campaign.troubles) == ([1, 2], ())


def test_results_prepared_for_all_are_no_fault_before_anything_happened(path: Path) -> None:
    prepared = [{"serial": serial, "task": TASK} for serial in (1, 2)]
    campaign = written(path, [household(1), household(2)], results=prepared, register=prepared)
    assert ([each.results for each in campaign.households], campaign.troubles) == ([(), ()], ())


def test_hidden_and_filtered_rows_are_made_and_told(path: Path) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["检查对象"].row_dimensions[3].hidden = True

    campaign = read(edited(path, hide, household(1), household(2)))
    assert [each.hidden for each in campaign.households] == [False, True]
    assert campaign.notices == ("“检查对象”表有1行是隐藏或筛选掉的（第3行），已照常读取",)


def test_one_serial_twice_means_neither_row(path: Path) -> None:
    campaign = written(path, [household(1), household(2), household(1, name="示例五店", code=code(5))])
    assert [each.serial for each in campaign.households] == [2]
    assert "（A4）: 与第2行重复" in told(campaign)
    assert "（A2）: 与第4行重复" in told(campaign)


def test_one_household_twice_in_a_task_is_told_and_in_two_tasks_is_not(path: Path) -> None:
    twice = [household(1), household(2, code=code(1))]
    assert "与第2行重复" in told(written(path, twice))
    twice[1]["task"] = OTHER_TASK
    tasks = [*TASKS, {**TASKS[0], "number": OTHER_TASK}]
    assert [each.serial for each in written(path, twice, tasks=tasks).households] == [1, 2]


def test_a_household_without_a_name_goes_by_its_owner(path: Path) -> None:
    (one,) = written(path, [household(1, name=None)]).households
    assert one.row.values["unit_name"] == "（经营者）经营者甲"
    assert "应填写经营者" in told(written(path, [household(1, name=None, representative=None)]))


def test_a_household_that_is_not_wanted_is_let_be(path: Path) -> None:
    campaign = written(path, [household(1, wanted="否"), household(2, wanted="否", address=None)])
    assert [(each.serial, each.wanted) for each in campaign.households] == [(1, False)]
    assert campaign.troubles == ()


# ---- what others refer to


def test_a_task_that_cannot_be_used_is_one_trouble_and_its_households_say_why(path: Path) -> None:
    campaign = written(path, [household(1)], tasks=[{**TASKS[0], "begin": "五月"}])
    assert "“抽查任务”第2行有1处错误，未使用" in told(campaign)
    assert "“抽查任务”第2行有错误或重复，改正后才能使用" in told(campaign)


def test_two_inspectors_of_one_name_are_told(path: Path) -> None:
    people = [*INSPECTORS, {**INSPECTORS[0], "certificate": "示例009"}]
    campaign = written(path, [household(1)], inspectors=people)
    assert "“检查人员”第6行“姓名”: 与第2行重复" in told(campaign)
    assert campaign.households == ()


def test_inspectors_who_may_not_go_that_day_are_told(path: Path) -> None:
    people = [{**INSPECTORS[0], "valid_until": "2026-01-31"}, {**INSPECTORS[1], "away_from": "2026-05-01"}]
    campaign = written(path, [household(1)], inspectors=people)
    assert "检查人员 检查员甲 的执法证有效期至2026-01-31，早于计划检查日，涉及1户（序号1），请核对" in campaign.notices
    assert "检查人员 检查员乙 在计划检查日不在岗，涉及1户（序号1），请核对" in campaign.notices


def test_a_joint_task_has_its_bodies_each_with_its_people(path: Path) -> None:
    task = {**TASKS[0], "kind": "部门联合", "partners": PARTNER}
    items = [ITEMS[0], {**ITEMS[1], "department": PARTNER}]
    one = household(1, inspector_2="检查员乙；检查员丙；检查员丁")
    (joint,) = written(path, [one], tasks=[task], items=items).households
    people = [{"name": f"检查员{name}", "number": f"示例00{at}"} for at, name in enumerate("甲乙丙丁", 1)]
    assert joint.teams == (Team(LEAD, tuple(people[:2])), Team(PARTNER, tuple(people[2:])))
    assert joint.row.values["inspectors"] == tuple(people[:2])
    assert joint.row.values["joint_agencies"] == (
        {"agency": PARTNER, "items": [ITEMS[1]["name"]], "inspectors": ["检查员丙（示例003）", "检查员丁（示例004）"]},
    )


@pytest.mark.parametrize("between", ["；", "、", "，", ","])
def test_the_bodies_of_a_joint_task_are_told_apart_and_one_that_sends_too_few_is_named(
    path: Path, between: str
) -> None:
    task = {**TASKS[0], "kind": "部门联合", "partners": f"{PARTNER}{between}示例县人力资源和社会保障局"}
    campaign = written(path, [household(1, inspector_2="检查员乙；检查员丙；检查员丁")], tasks=[task])
    assert campaign.tasks[0].agencies == (LEAD, PARTNER, "示例县人力资源和社会保障局")
    (said,) = [notice for notice in campaign.notices if "不足两人" in notice]
    assert said.startswith("联合任务中“示例县人力资源和社会保障局”派出的检查人员不足两人")


# ---- what came of it


@pytest.mark.parametrize(
    ("key", "column", "row"), [("register", "delivered", numbered(1)), ("results", "started", inspected(1))]
)
def test_what_has_not_happened_yet_is_refused(path: Path, key: SheetKey, column: str, row: dict[str, Any]) -> None:
    campaign = written(path, [household(1), household(2)], **{key: [{**row, column: "2026-11-22 09:00"}]})
    assert [each.serial for each in campaign.households] == [2]
    assert f"（{at(key, column)}）: 是将来的日期或时间（今天是2026年11月21日）" in told(campaign)


def test_what_happens_on_the_day_of_making_has_happened(path: Path) -> None:
    campaign = written(path, register=[numbered(1, delivered="2026-11-21 16:00")])
    assert campaign.register[0].delivered == datetime(2026, 11, 21, 16)


def test_a_registered_paper_gives_its_number_and_date_until_it_is_void(path: Path) -> None:
    rows = [
        numbered(1, number="甲", made_on="2026-05-11", status="作废"),
        numbered(1, number="乙", made_on="2026-05-12"),
    ]
    (one,) = written(path, register=rows).households
    assert [entry.valid for entry in one.register] == [False, True]
    assert one.row.values["inspection_notice.notice_number"] == "乙"
    assert one.row.values["inspection_notice.issued_on"] == "2026-05-12"
    assert (
        one.row.place("inspection_notice.notice_number", "文号")
        == f"“文书登记”第3行“文号”（{at('register', 'number', 3)}）"
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"document": "行政检查通知单"}, "不是本台账制作的文书，最接近的是“行政检查通知书”"),
        ({"status": "已寄"}, "应为 拟制、已送达、作废、更正 之一"),
        ({"task": OTHER_TASK}, f"与“检查对象”第2行的任务编号 {TASK} 不同"),
    ],
)
def test_a_row_of_the_register_with_a_fault_keeps_its_household_back(
    path: Path, changes: dict[str, Any], said: str
) -> None:
    campaign = written(path, [household(1), household(2)], register=[numbered(1, **changes)])
    assert [each.serial for each in campaign.households] == [2]
    assert said in told(campaign)
    assert campaign.register == ()


def test_a_row_that_belongs_to_no_household_is_a_trouble_of_its_own(path: Path) -> None:
    rows = [numbered(9), {"document": "宣传单", "number": "1"}, {"document": "宣传单", "task": TASK, "number": "2"}]
    campaign = written(path, register=rows, results=[inspected(8)])
    assert "“检查对象”表中没有这个序号；现为 9" in told(campaign)
    assert "序号和任务编号应至少填写一项" in told(campaign)
    assert [(entry.serial, entry.document) for entry in campaign.register] == [(None, "leaflet")]
    assert len(campaign.troubles) == 3
    assert len(campaign.households) == 1


def test_two_results_for_one_household_are_told(path: Path) -> None:
    assert "与第2行是同一户，只能保留一行" in told(written(path, results=[inspected(1), inspected(1)]))


def test_a_problem_lies_in_an_item_the_household_has(path: Path) -> None:
    campaign = written(path, [household(1, items="SP-01")], problems=[{**ORDER, "serial": 1}])
    assert "该户在“检查对象”第2行没有这个事项" in told(campaign)


def test_several_results_are_the_laws_own_words(path: Path) -> None:
    said = "公示信息隐瞒真实情况、弄虚作假；未按规定公示年度报告"
    (one,) = written(path, results=[inspected(1, result=said)]).households
    assert one.results == ("公示信息隐瞒真实情况、弄虚作假", "未按规定公示年度报告")
    assert one.said("results.result") == one.results


# ---- where a value stands


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("unit_name", "“检查对象”第2行“名称(或经营者)”"),
        ("agency", "“设置”第2行“机关全称”（B2）"),
        ("frequency", "“抽查任务”第2行“本年度检查频次”"),
        ("contents", "“检查事项”第2行“检查内容”"),
        ("fed_back_on", "“检查结果”第2行“反馈日期”"),
        ("order_basis", "“问题明细”第2行“责令改正依据”"),
    ],
)
def test_a_value_says_the_cell_it_came_from(path: Path, key: str, place: str) -> None:
    (one,) = written(path, results=[inspected(1)], problems=[{**ORDER, "serial": 1}]).households
    assert one.row.place(key, key).startswith(place)


def test_the_nearest_sheet_goes_first(path: Path) -> None:
    (one,) = written(path, [household(1, frequency="第2次")]).households
    assert one.row.values["frequency"] == "第2次"
    assert "“检查对象”第2行" in one.row.place("frequency", "检查频次")


def test_a_setting_may_name_what_each_household_says(path: Path) -> None:
    campaign = written(
        path, [household(1), household(2)], settings=[{"dossier_name": "{unit_name}案卷（{task_number}）"}]
    )
    assert [each.row.values["dossier_name"] for each in campaign.households] == [
        f"示例{serial}食品店案卷（{TASK}）" for serial in (1, 2)
    ]


def test_settings_left_blank_are_what_the_law_says(path: Path) -> None:
    campaign = written(path)
    assert campaign.settings["folder_name"] == "{serial:03}_{name}_{code}"
    assert campaign.settings["agency"] == LEAD
    assert campaign.tasks[0].row.values["leaflet.scope"] == f"“{TASKS[0]['name']}”的检查对象"


def test_two_thousand_rows_are_read_as_two(path: Path) -> None:
    campaign = written(path, [household(serial) for serial in range(1, 2001)])
    assert (len(campaign.households), campaign.troubles) == (2000, ())
