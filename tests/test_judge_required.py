"""DOS101: which papers an inspection must hold depends on what it found, how it ended, and how far it has come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from inspection_builder import ENTRY, SCAN, inspection, of, view

from docgen.reading import Outcome
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection, Paper
from docgen.validators.rules.presence import required_papers
from docgen.validators.submission.shared import without_unreached

TITLES = {
    "rectification_order": "《责令改正通知书》",
    "reinspection_record": "《整改复查记录》",
    "letter": "《案件移送函》或《通报函》",
    "key_area_filing": "《重点领域检查备案表》",
    "case_lead_filing": "《案件线索备案表》",
    "result_feedback": "《“双随机、一公开”检查结果反馈书》",
    "unreachable_record": "《无法联系（未能检查）情况说明》",
    "leaflet": "《“双随机、一公开”检查前1个月告知书》或《“双随机、一公开”行政检查宣传单》",
}


def asked(one: Inspection, title: str) -> Check | None:
    found = [check for check in required_papers(one) if check.inputs.get("应有") == TITLES[title]]
    return found[0] if found else None


def outcome(one: Inspection, title: str) -> Outcome | None:
    check = asked(one, title)
    return check.outcome if check else None


def fed_back(**values: str) -> Paper:
    return of("result_feedback", feedback_received_at="2026年5月22日10时00分", **values)


def form(**values: str) -> Paper:
    return of("registration_form", started=ENTRY, **values)


@pytest.mark.parametrize("result", ["发现问题已责令改正", "发现问题经责令已改正"])
def test_what_was_ordered_to_be_put_right_asks_for_the_order(result: str) -> None:
    check = asked(inspection(form(), fed_back(result=result)), "rectification_order")
    assert check is not None
    assert check.outcome is Outcome.VIOLATES
    assert check.message == f"缺少《责令改正通知书》（《“双随机、一公开”检查结果反馈书》“检查结论”栏：{result}）"
    assert check.clause is not None
    assert check.clause.rubric == "8.2"


@pytest.mark.parametrize("said", ["无需责令改正", "不予责令改正", "无", "继续经营"])
def test_no_order_is_asked_for_where_none_was_given(said: str) -> None:
    assert asked(inspection(form(disposition=said), fed_back(result="未发现问题")), "rectification_order") is None


def test_the_second_look_is_not_due_before_the_time_to_put_it_right_is_up() -> None:
    order = of("rectification_order", rectify_by="2026年6月5日", ordered_on="2026年5月21日")
    papers = (form(), fed_back(result="发现问题已责令改正"), order)
    early = asked(inspection(*papers, as_of=date(2026, 6, 5)), "reinspection_record")
    assert early is not None
    assert (early.outcome, early.due) == (Outcome.NOT_DUE, date(2026, 6, 5))
    assert outcome(inspection(*papers, as_of=date(2026, 6, 6)), "reinspection_record") is Outcome.VIOLATES


def test_one_missing_order_is_one_finding_and_leaves_the_second_look_open() -> None:
    one = inspection(form(), fed_back(result="发现问题已责令改正"))
    assert outcome(one, "rectification_order") is Outcome.VIOLATES
    assert outcome(one, "reinspection_record") is Outcome.UNDETERMINED


def test_a_missing_feedback_keeps_neither_the_order_nor_the_second_look_from_being_due() -> None:
    ordered = form(disposition="责令改正")
    assert outcome(inspection(ordered, as_of=date(2026, 5, 25)), "rectification_order") is Outcome.NOT_DUE
    assert outcome(inspection(ordered), "rectification_order") is Outcome.VIOLATES
    order = of("rectification_order", rectify_by="2026年6月5日")
    assert outcome(inspection(ordered, order), "reinspection_record") is Outcome.VIOLATES


def test_a_case_handed_on_asks_for_one_of_the_two_letters() -> None:
    record = of("site_record", follow_up="发现案件线索，初步固定相关证据后移送办案机构依法依规处理")
    assert outcome(inspection(form(), record, fed_back()), "letter") is Outcome.VIOLATES
    assert outcome(inspection(form(), record, fed_back(), of("circular_letter")), "letter") is Outcome.CONFORMS


def test_an_inspection_of_a_key_area_is_filed_and_the_filing_approved() -> None:
    special = form(category="特殊重点领域")
    assert outcome(inspection(special), "key_area_filing") is Outcome.VIOLATES
    assert outcome(inspection(special, of("key_area_filing", filing_approval="同意备案")), "key_area_filing") is (
        Outcome.CONFORMS
    )
    refused = asked(inspection(special, of("key_area_filing", filing_approval="不同意备案")), "key_area_filing")
    assert refused is not None
    assert refused.message == "《重点领域检查备案表》未见通过备案的意见：备案意见为“不同意备案”"


def test_an_approval_that_is_blank_on_an_editable_copy_cannot_be_told() -> None:
    special, filing = form(category="特殊重点领域"), of("key_area_filing")
    assert outcome(inspection(special, filing), "key_area_filing") is Outcome.UNDETERMINED
    assert outcome(inspection(special, replace(filing, signed=True)), "key_area_filing") is Outcome.VIOLATES
    scanned = replace(filing, signed=True, twins=(SCAN,))
    assert outcome(inspection(special, scanned), "key_area_filing") is Outcome.UNDETERMINED


@pytest.mark.parametrize("category", ["投诉举报", "转办交办", "数据监测", "特殊重点领域"])
def test_what_began_with_a_lead_asks_for_its_filing(category: str) -> None:
    assert outcome(inspection(form(category=category)), "case_lead_filing") is Outcome.VIOLATES
    assert outcome(inspection(form(category="双随机")), "case_lead_filing") is None


def test_the_feedback_is_missing_once_the_result_is_published() -> None:
    published = of("result_publication", published_on="2026年6月12日")
    assert outcome(inspection(form(), as_of=date(2026, 6, 13)), "result_feedback") is Outcome.NOT_DUE
    check = asked(inspection(form(), published, as_of=date(2026, 6, 13)), "result_feedback")
    assert check is not None
    assert check.outcome is Outcome.VIOLATES
    assert check.clause is not None
    assert check.clause.rubric == "7.5b"
    assert check.also == (
        "同一事实也可能适用“双随机、一公开”考核细则（县市区政府、开发区管委会）第7项第6条，每户0.1分，由考核人员选择，不重复计",
    )


def test_the_feedback_is_missing_when_the_time_for_publication_is_over_and_it_says_how_that_was_counted() -> None:
    last = date(2026, 6, 17)
    waiting = asked(inspection(form(), as_of=last), "result_feedback")
    assert waiting is not None
    assert (waiting.outcome, waiting.due) == (Outcome.NOT_DUE, last)
    check = asked(inspection(form(), as_of=date(2026, 6, 18)), "result_feedback")
    assert check is not None
    assert check.outcome is Outcome.VIOLATES
    assert check.also[-1] == "原文未定期限，此处自进入检查起比照公示的期限算至2026年6月17日，是否及时由考核人员认定"


@pytest.mark.parametrize("result", ["通过登记的住所（经营场所）无法联系", "已注销", "被吊销", "迁出"])
def test_where_nobody_could_be_inspected_another_paper_shows_it(result: str) -> None:
    published = of("result_publication", published_on="2026年6月12日")
    one = inspection(of("site_record", result=result, started=ENTRY), published)
    assert outcome(one, "unreachable_record") is Outcome.VIOLATES
    feedback = asked(one, "result_feedback")
    assert feedback is not None
    assert (feedback.outcome, result in feedback.why) == (Outcome.EXEMPT, True)


def test_who_could_not_be_found_was_to_be_told_before_all_the_same() -> None:
    sought = of("unreachable_record", planned_start=ENTRY, result="通过登记的住所（经营场所）无法联系")
    one = inspection(of("registration_form"), sought)
    assert outcome(one, "leaflet") is Outcome.VIOLATES
    assert outcome(one, "result_feedback") is Outcome.EXEMPT


def test_a_result_beside_the_ending_means_it_was_inspected_after_all() -> None:
    one = inspection(of("site_record", result="已注销", started=ENTRY), fed_back(result="未发现问题"))
    assert outcome(one, "unreachable_record") is None


def told(*shared: Paper) -> Check:
    notice = of("inspection_notice", received_at=ENTRY, unit_name="示例一食品店", credit_code="92000000MA00000154")
    check = asked(inspection(notice, shared=shared), "leaflet")
    assert check is not None
    return check


def register(*lines: str) -> Paper:
    return replace(of("leaflet_register"), view=view(*lines))


def test_a_leaflet_counts_for_the_households_its_register_lists() -> None:
    leaflet = of("leaflet")
    assert told(leaflet, register("示例二食品店", "示例一食品店")).outcome is Outcome.CONFORMS
    assert told(leaflet, register("92000000ＭＡ00000154")).outcome is Outcome.CONFORMS


def test_a_household_without_a_name_is_not_listed_by_it() -> None:
    notice = of("inspection_notice", received_at=ENTRY, unit_name="无字号", credit_code="92000000MA00000154")
    check = asked(inspection(notice, shared=(of("leaflet"), register("无字号", "92000000MA00000167"))), "leaflet")
    assert check is not None
    assert check.outcome is Outcome.VIOLATES


def test_a_leaflet_whose_register_has_not_this_household_does_not_count_and_it_is_said() -> None:
    check = told(of("leaflet"), register("示例二食品店"))
    assert check.outcome is Outcome.VIOLATES
    assert str(check.actual).endswith(
        "公共材料中有《“双随机、一公开”行政检查宣传单》，但《宣传单发放登记表》中没有本户，不计入本户"
    )
    assert "公共材料2份已查" in str(check.actual)


def test_a_leaflet_that_did_not_reach_the_household_tells_nothing_of_it() -> None:
    leaflet, listing = of("leaflet", printed_on="2026年5月1日"), register("示例二食品店")
    one = without_unreached(inspection(of("inspection_notice", unit_name="示例一食品店"), shared=(leaflet, listing)))
    assert (one.shared, one.unreached) == ((listing,), (leaflet,))


def test_a_leaflet_without_a_register_leaves_open_whom_it_reached() -> None:
    assert told(of("leaflet")).outcome is Outcome.UNDETERMINED


def service(**values: str) -> Check:
    (check,) = [
        one for one in required_papers(inspection(of("delivery_receipt", **values))) if "送达方式" in one.inputs
    ]
    return check


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"delivery_method": "留置送达", "witness": "见证人甲"}, Outcome.CONFORMS),
        ({"delivery_method": "留置送达"}, Outcome.UNDETERMINED),
        ({"delivery_method": "邮寄送达", "proof": "示例邮件0001"}, Outcome.CONFORMS),
        ({"delivery_method": "电子送达（微信已确认收到）", "recipient": "经营者甲"}, Outcome.CONFORMS),
        ({"delivery_method": "电子送达"}, Outcome.UNDETERMINED),
    ],
)
def test_service_is_shown_by_what_its_kind_needs(values: dict[str, str], expected: Outcome) -> None:
    assert service(**values).outcome is expected


def test_an_unread_scan_never_adds_an_absence() -> None:
    one = inspection(form(), fed_back(result="发现问题已责令改正"), others=(SCAN,))
    assert Outcome.VIOLATES not in {check.outcome for check in required_papers(one)}
