"""DAT306 and DAT307: the period an inspection was planned for, and the last days of plans and filings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from paper_builder import paper, profile, spec

from docgen.reading import Outcome
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection, Paper
from docgen.validators.rules.plan_dates import plan_or_filing_in_time, within_the_plan
from docgen.view.fields import FieldReading
from docgen.view.model import Place

TASK = spec("task", "抽取记录", {
    "task_period": {"label": "任务期限", "type": "period"}, "plan_number": {"label": "计划编号"},
})  # fmt: skip
PLAN = spec("plan", "年度抽查计划", {
    "year": {"label": "年度"},
    "drawn_up_on": {"label": "制定日期", "type": "date"},
    "tasks": {"label": "任务", "type": "items", "columns": {
        "plan_number": {"label": "计划编号"}, "period": {"label": "起止时间"},
    }},
}, deadline=({"event": "制定计划", "field": "drawn_up_on", "by": "03-31", "year": "year"},))  # fmt: skip
FILING = spec("filing", "备案表", {
    "planned_period": {"label": "计划检查时间段", "type": "period"},
    "approved_on": {"label": "同意备案日期", "type": "date"},
}, deadline=({"event": "备案", "field": "approved_on", "before": "planned_period"},))  # fmt: skip
FORM = spec("form", "登记表", {
    "started": {"label": "检查时间", "type": "datetime"}, "plan_number": {"label": "计划编号"},
})  # fmt: skip
PLANNED = {"event": "进入检查", "shown_by": ["form.started"], "period": ["task.task_period", "plan.tasks.period"]}


def within(*papers: Paper, as_of: str = "2026-12-08", entered: bool = True) -> list[Check]:
    law = profile(TASK, PLAN, FILING, FORM, dossier={"planned": [PLANNED]})
    stage = {"inspected": "检查时间"} if entered else {"made": "文书已制作"}
    return list(within_the_plan(Inspection(None, papers, law, date.fromisoformat(as_of), stage)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("period", "entered", "outcome"),
    [
        ("2026年4月1日至2026年6月30日", "2026年4月1日9时00分", Outcome.CONFORMS),
        ("2026年4月1日至2026年6月30日", "2026年6月30日", Outcome.CONFORMS),
        ("2026年4月1日至2026年6月30日", "2026年7月1日", Outcome.VIOLATES),
        ("2026年4月1日至2026年6月30日", "2026年3月31日23时59分", Outcome.VIOLATES),
        ("2026年第二季度", "2026年6月30日", Outcome.CONFORMS),
    ],
)
def test_the_first_and_the_last_day_of_the_period_belong_to_it(period: str, entered: str, outcome: Outcome) -> None:
    (check,) = within(paper(TASK, task_period=period), paper(FORM, started=entered))
    assert check.outcome is outcome


def test_a_violation_says_the_period_where_it_stands_and_by_how_much() -> None:
    (check,) = within(
        paper(TASK, task_period="2026年4月1日至2026年6月30日"), paper(FORM, started="2026年7月3日9时00分")
    )
    assert check.message == "进入检查不在规定的期限内"
    assert check.expected == "在2026年4月1日至6月30日（《抽取记录》“任务期限”栏）内"
    assert check.actual == "进入检查2026年7月3日9时00分（《登记表》“检查时间”栏），晚于期限3日"


def plan(*rows: Mapping[str, str], year: str = "2026") -> Paper:
    entries = tuple(
        {name: FieldReading(name, text, Place(table=1, row=number)) for name, text in row.items()}
        for number, row in enumerate(rows, 2)
    )
    made = paper(PLAN, year=year)
    return replace(made, fields={**made.fields, "tasks": FieldReading("tasks", "…", Place(), entries)})


def test_of_a_plan_the_row_of_this_task_counts_with_the_plans_year() -> None:
    rows = ({"plan_number": "示例计划001", "period": "3月—4月"}, {"plan_number": "示例计划002", "period": "5月—11月"})
    entered = paper(FORM, started="2026年4月15日", plan_number="示例计划002")
    (check,) = within(plan(*rows), entered)
    assert check.outcome is Outcome.VIOLATES
    assert "2026年5月至11月（《年度抽查计划》表1第3行“起止时间”栏）" in (check.expected or "")
    assert within(plan(rows[0]), entered) == []


def test_the_tasks_own_period_counts_before_the_plans() -> None:
    (check,) = within(
        paper(TASK, task_period="2026年4月1日至2026年4月30日"),
        plan({"plan_number": "示例计划002", "period": "5月"}),
        paper(FORM, started="2026年4月15日", plan_number="示例计划002"),
    )
    assert check.outcome is Outcome.CONFORMS


def test_before_the_inspection_the_end_of_the_period_is_its_last_day() -> None:
    task = paper(TASK, task_period="2026年4月1日至2026年6月30日")
    (check,) = within(task, as_of="2026-06-20", entered=False)
    assert (check.outcome, check.due) == (Outcome.NOT_DUE, date(2026, 6, 30))
    assert "尚余10日" in check.why
    (check,) = within(task, as_of="2026-07-01", entered=False)
    assert (check.outcome, check.reason) == (Outcome.UNDETERMINED, "missing")


@pytest.mark.parametrize("period", ["全年", "根据实际情况确定", "2026年13月", ""])
def test_a_period_nobody_can_read_judges_nothing(period: str) -> None:
    assert within(paper(TASK, task_period=period), paper(FORM, started="2026年4月15日")) == []


def last_day(held: Paper, as_of: str = "2026-12-08") -> Check:
    (check,) = plan_or_filing_in_time(replace(held, as_of=date.fromisoformat(as_of)))
    return check


@pytest.mark.parametrize(
    ("drawn_up", "outcome", "margin"),
    [
        ("2025-12-20", Outcome.CONFORMS, "提前101日"),
        ("2026-03-31", Outcome.CONFORMS, "恰为最后一日，从宽认定为合乎"),
        ("2026-04-01", Outcome.VIOLATES, "晚1日"),
    ],
)
def test_a_plan_is_drawn_up_by_31_march_of_its_year(drawn_up: str, outcome: Outcome, margin: str) -> None:
    check = last_day(paper(PLAN, year="2026", drawn_up_on=drawn_up))
    assert (check.outcome, check.margin, check.limit) == (outcome, margin, "不晚于2026年3月31日")


def test_a_late_plan_is_told_verbatim() -> None:
    check = last_day(paper(PLAN, year="2026", drawn_up_on="2026年4月10日"))
    assert (check.message, check.actual) == ("制定计划晚于规定的期限", "“制定日期”栏：2026年4月10日，晚10日")


def test_a_plan_without_a_date_is_not_due_until_then_and_undetermined_after() -> None:
    before = last_day(paper(PLAN, year="2026"), as_of="2026-03-20")
    assert (before.outcome, before.due) == (Outcome.NOT_DUE, date(2026, 3, 31))
    after = last_day(paper(PLAN, year="2026"), as_of="2026-04-01")
    assert (after.outcome, after.reason) == (Outcome.UNDETERMINED, "missing")


@pytest.mark.parametrize("year", ["", "本年", "20260"])
def test_without_its_year_a_plan_has_no_last_day(year: str) -> None:
    assert last_day(paper(PLAN, year=year, drawn_up_on="2026-04-01")).reason == "missing"


def test_a_filing_is_approved_before_what_it_is_for_begins() -> None:
    period = "2026年8月20日至2026年8月28日"
    assert last_day(paper(FILING, planned_period=period, approved_on="2026-08-20")).outcome is Outcome.CONFORMS
    assert last_day(paper(FILING, planned_period=period, approved_on="2026-08-21")).outcome is Outcome.VIOLATES
