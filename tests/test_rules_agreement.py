"""AGR: papers of one household and of one inspection held side by side, value by value and entry by entry."""

from __future__ import annotations

from dataclasses import replace

import pytest
from inspection_builder import dossier, inspection, of, rows

from docgen.reading import Outcome
from docgen.validators.content.facts import likely_slip
from docgen.validators.finding import Check
from docgen.validators.paper import Paper
from docgen.validators.registers import RegisterRow
from docgen.validators.rules.agreement import papers_agree, results_and_follow_up_agree
from docgen.validators.rules.lists import inspected_as_notified, inspectors_agree
from docgen.validators.rules.repeats import no_item_inspected_twice
from docgen.view.fields import FieldReading
from docgen.view.model import Place

CODE = "92000000MA00000154"
SWAPPED = "92000000MA00000514"
ITEMS = "食品经营许可情况的检查\n食品经营过程的检查"


def conflicts(*papers: Paper, **more: object) -> list[Check]:
    checks = papers_agree(dossier(inspection(*papers), **more))
    return [check for check in checks if check.outcome is Outcome.VIOLATES]


def test_a_conflict_is_told_once_side_by_side_and_a_likely_slip_is_named() -> None:
    (check,) = conflicts(
        of("inspection_notice", credit_code=CODE),
        of("registration_form", credit_code=SWAPPED),
        of("result_feedback", credit_code=CODE),
    )
    assert check.message == (
        f"同一户各文书的“统一社会信用代码”不一致：《吉林省行政执法机关执法检查登记表》为“{SWAPPED}”；"
        "3处中2处一致；《吉林省行政执法机关执法检查登记表》第16、17位颠倒，疑为笔误"
    )
    assert (check.actual or "").split("\n") == [
        f"《长春市人民政府“双随机一公开”行政检查通知书》　{CODE}（校验位正确）",
        f"《吉林省行政执法机关执法检查登记表》　{SWAPPED}（校验位不符）",
        f"《“双随机、一公开”检查结果反馈书》　{CODE}（校验位正确）",
    ]
    assert check.file == "registration_form.docx"


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("unit_name", "示例（长春）食品店", "示例(长春) 食品店"),
        ("unit_name", "示例一食品店", "各食品经营者"),
        ("credit_code", CODE, "９２000000ma00000154"),
        ("credit_code", CODE, "220000000000001"),
        ("address", "示例县示例路1号", "示例路１号"),
        ("representative", "经营者甲", "经营者甲（店主）"),
        ("task_number", "示例〔2026〕2号", "示例[2026]2号"),
    ],
)
def test_writing_a_thing_otherwise_is_no_conflict(field: str, one: str, other: str) -> None:
    assert conflicts(of("advance_notice", **{field: one}), of("registration_form", **{field: other})) == []


def test_the_day_of_the_inspection_is_compared_by_the_day() -> None:
    form = of("registration_form", started="2026年5月20日9时00分")
    assert conflicts(form, of("result_feedback", started="2026.5.20")) == []
    assert len(conflicts(form, of("result_feedback", started="2026年5月21日"))) == 1


def test_the_agency_of_a_joint_inspection_may_differ() -> None:
    assert conflicts(of("inspection_notice", agency="甲局"), of("site_record", agency="乙局")) == []


def test_the_name_holds_for_the_household_and_the_task_for_one_inspection() -> None:
    first = inspection(of("registration_form", unit_name="示例一食品店", task_number="1"))
    second = inspection(of("site_record", unit_name="示例二食品店", task_number="2"))
    found = [one for one in papers_agree(dossier(first, second)) if one.outcome is Outcome.VIOLATES]
    assert [one.place.field for one in found] == ["unit_name"]


def test_the_row_of_the_register_is_one_more_place() -> None:
    reading = FieldReading("credit_code", CODE, Place(row=15))
    row = RegisterRow("抽查名单.xlsx", 15, {"credit_code": reading})
    papers = (of("inspection_notice", credit_code=CODE), of("registration_form", credit_code=SWAPPED))
    (check,) = conflicts(*papers, register_row=row)
    assert f"抽查名单第15行　{CODE}（校验位正确）" in (check.actual or "").split("\n")
    assert "3处中2处一致" in check.message


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ("92000000MA00000514", "第16、17位颠倒，疑为笔误"),
        ("92000000MAO0000154", "第11位不同（0、O易混），疑为笔误"),
        ("92000000A00000154", "第9位少一字，疑为笔误"),
        ("91220000XY12345678", ""),
    ],
)
def test_a_slip_of_the_pen_is_told_from_another_value(odd: str, said: str) -> None:
    assert likely_slip(CODE, odd) == said


def outcomes(found: list[Check]) -> list[Outcome]:
    return [one.outcome for one in found]


def items(inspected: str, notified: str = ITEMS) -> list[Check]:
    papers = (of("registration_form", items=inspected), of("inspection_notice", items=notified))
    return list(inspected_as_notified(inspection(*papers)))


@pytest.mark.parametrize(
    "inspected",
    ["1. 食品经营过程的检查", "食品经营过程的检查（含贮存）；食品经营许可情况的检查", "食品经营许可情况"],
)
def test_what_was_notified_may_be_inspected_however_it_is_written(inspected: str) -> None:
    assert outcomes(items(inspected)) == [Outcome.CONFORMS]


def test_items_are_the_same_by_their_code() -> None:
    assert outcomes(items("SP-0012 许可证", "SP-0012 食品经营许可情况的检查")) == [Outcome.CONFORMS]


def test_what_neither_notice_names_is_told_once() -> None:
    extra = of("registration_form", items=f"{ITEMS}\n特种设备的检查")
    one = inspection(extra, of("inspection_notice", items=ITEMS), of("advance_notice", items=ITEMS))
    found = [check for check in inspected_as_notified(one) if check.outcome is Outcome.VIOLATES]
    assert [check.actual for check in found] == ["特种设备的检查"]


def test_a_row_that_was_not_checked_need_not_have_been_notified() -> None:
    record = of("site_record")
    listed = rows({"item": "食品经营过程的检查", "checked": "是"}, {"item": "特种设备的检查", "checked": "否"})
    record = replace(record, fields={"items": listed})
    found = inspected_as_notified(inspection(record, of("inspection_notice", items=ITEMS)))
    assert outcomes(list(found)) == [Outcome.CONFORMS]


def contradictions(*papers: Paper) -> list[Check]:
    return [one for one in results_and_follow_up_agree(inspection(*papers)) if one.outcome is Outcome.VIOLATES]


def test_an_item_not_checked_has_no_problem() -> None:
    record = replace(of("site_record"), fields={"items": rows({"item": "甲", "checked": "否", "problem": "无证经营"})})
    (check,) = contradictions(record)
    assert check.message.startswith("该事项未检查，却写有发现的问题：")
    clean = rows(
        {"item": "甲", "checked": "否", "problem": "无"}, {"item": "乙", "checked": "是", "problem": "无证经营"}
    )
    assert contradictions(replace(of("site_record"), fields={"items": clean})) == []


def test_an_inspection_that_could_not_be_made_has_no_results_item_by_item() -> None:
    record = of("site_record", result="通过登记的住所（经营场所）无法联系")
    record = replace(record, fields={**record.fields, "items": rows({"item": "甲", "checked": "是"})})
    assert len(contradictions(record)) == 1


def test_several_contradictions_of_one_result_are_one_finding() -> None:
    papers = (
        of("result_feedback", result="未发现问题"),
        of("registration_form", problems="无证经营", disposition="责令改正"),
    )
    (check,) = contradictions(*papers)
    assert "又写有发现的问题" in check.message
    assert len(check.also) == 1


@pytest.mark.parametrize("result", ["发现问题已责令改正", "未发现问题", "工商类其他情形"])
def test_put_right_at_once_needs_nothing_more_and_old_wordings_are_let_stand(result: str) -> None:
    record = of("site_record", result=result, follow_up="未发现问题或相关问题已规范、已改正，无需后续处置")
    assert contradictions(record) == []


def test_a_problem_left_open_needs_something_more() -> None:
    record = of("site_record", result="发现问题待后续处理", follow_up="无需后续处置")
    assert len(contradictions(record)) == 1


def persons(notice: str, form: str) -> list[Check]:
    papers = (of("inspection_notice", inspectors=notice), of("registration_form", inspectors=form))
    return [one for one in inspectors_agree(inspection(*papers)) if one.outcome is Outcome.VIOLATES]


@pytest.mark.parametrize(
    "form",
    [
        "检查员甲（示例001）、检查员乙（示例002）",
        "检查员乙 示例002；检查员甲 示例001",
        "检查员甲（示例001、部门9）、检查员乙",
    ],
)
def test_the_same_inspectors_however_they_are_written(form: str) -> None:
    assert persons("检查员甲（示例001）、检查员乙（示例002）", form) == []


def test_one_certificate_is_one_persons() -> None:
    (first, second) = persons("检查员甲（示例001）、检查员乙（示例002）", "检查员甲（示例001）、检查员申（示例002）")
    assert "检查员申" in first.message
    assert second.message.startswith("同一执法证号“示例002”写在两人名下")


def repeated(first: Paper, second: Paper) -> list[Check]:
    return list(no_item_inspected_twice(dossier(inspection(first), inspection(second))))


def test_the_same_item_twice_in_a_year_is_a_candidate_and_never_a_fault() -> None:
    once = of("registration_form", items=ITEMS, started="2026年5月20日", agency="甲局")
    again = of("registration_form", items="食品经营过程的检查", started="2026年9月1日", agency="甲局")
    (check,) = repeated(once, again)
    assert (check.outcome, check.severity) == (Outcome.VIOLATES, "note")
    assert check.message.startswith("候选：2026年2次检查都有事项“食品经营过程的检查”")
    assert check.clause is not None
    assert check.clause.rubric == "7.1"


@pytest.mark.parametrize(
    "again",
    [
        {"started": "2027年5月20日", "agency": "甲局"},
        {"started": "2026年9月1日", "agency": "乙局"},
        {"started": "2026年9月1日", "agency": "甲局", "category": "投诉举报"},
    ],
)
def test_another_year_another_agency_or_a_complaint_is_no_repeat(again: dict[str, str]) -> None:
    once = of("registration_form", items=ITEMS, started="2026年5月20日", agency="甲局")
    found = repeated(once, of("registration_form", items=ITEMS, **again))
    assert Outcome.VIOLATES not in outcomes(found)
