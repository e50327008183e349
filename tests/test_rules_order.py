"""DAT305: events in their order, pair by pair; one fact is told once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from inspection_builder import inspection, of, view

from docgen.reading import Outcome
from docgen.validators.finding import Check
from docgen.validators.paper import Paper
from docgen.validators.rules.order import in_order


def late(*papers: Paper) -> list[Check]:
    return [check for check in in_order(inspection(*papers)) if check.outcome is not Outcome.CONFORMS]


@pytest.mark.parametrize(
    ("papers", "said"),
    [
        (
            (of("annual_plan", drawn_up_on="2026年4月3日"), of("draw_record", drawn_at="2026年4月2日9时30分")),
            "计划制定晚于抽取1日",
        ),
        (
            (of("inspection_notice", issued_on="2026年5月15日"), of("advance_notice", notified_on="2026年5月17日")),
            "告知晚于制发通知书2日",
        ),
        (
            (
                of("result_feedback", fed_back_on="2026年6月20日"),
                of("result_publication", published_on="2026年6月12日"),
            ),
            "反馈结果晚于公示8日",
        ),
        (
            (
                of("approval_form", approved_on="2026年5月16日"),
                of("inspection_notice", received_at="2026年5月15日9时00分"),
            ),
            "审批晚于送达通知书1日",
        ),
        (
            (of("site_record", started="2026年5月20日"), of("rectification_order", ordered_on="2026年5月19日")),
            "进入检查晚于责令改正1日",
        ),
    ],
)
def test_a_pair_out_of_order_is_told_with_both_dates(papers: tuple[Paper, Paper], said: str) -> None:
    (check,) = late(*papers)
    assert check.outcome is Outcome.VIOLATES
    assert check.message.startswith(said)


def test_on_one_day_nobody_is_asked_for_the_hour() -> None:
    notice = of("inspection_notice", issued_on="2026年5月15日", received_at="2026年5月15日8时00分")
    assert late(notice) == []


def test_what_the_48_hours_say_already_is_not_told_again() -> None:
    notice = of("inspection_notice", issued_on="2026年5月21日")
    assert late(notice, of("registration_form", started="2026年5月20日9时00分")) == []


def test_a_receipt_of_another_paper_is_no_evidence_of_the_notice() -> None:
    approval = of("approval_form", approved_on="2026年5月16日")
    other = of("delivery_receipt", served_papers="检查前1个月告知书", delivered="2026年4月1日9时00分")
    assert late(approval, other) == []


def test_dates_that_lead_to_different_answers_leave_it_open() -> None:
    receipt = of("delivery_receipt", served_papers="行政检查通知书", delivered="2026年5月17日9时00分")
    notice = of("inspection_notice", received_at="2026年5月15日9时00分")
    (check,) = late(of("approval_form", approved_on="2026年5月16日"), receipt, notice)
    assert (check.outcome, check.reason) == (Outcome.UNDETERMINED, "time")


def test_a_second_look_before_the_time_is_up_is_right_where_it_was_asked_for() -> None:
    order = of("rectification_order", rectify_by="2026年6月5日")
    record = of("reinspection_record", reinspection_started="2026年6月1日9时00分")
    assert [check.outcome for check in late(order, record)] == [Outcome.VIOLATES]
    asked = replace(record, view=view("当事人已改正，申请提前复查。"))
    assert [check.outcome for check in late(order, asked)] == [Outcome.EXEMPT]
