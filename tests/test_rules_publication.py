"""DAT303 and DAT304: results published within 20 working days of the end, and within its year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from paper_builder import paper, profile, spec

from docgen.reading import Outcome
from docgen.spec.model import Clause, Profile
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection, Paper
from docgen.validators.rules.publication import published_in_time, published_within_the_year
from docgen.view.fields import FieldReading
from docgen.view.model import Place
from docgen.working_days import AnnouncedYear, WorkCalendar

LIST = spec("publication", "抽查结果公示表", {
    "task_number": {"label": "任务编号"},
    "finished_on": {"label": "抽查结束日期", "type": "date"},
    "published_on": {"label": "公示日期", "type": "date"},
    "results": {"label": "抽查结果", "type": "items", "columns": {
        "name": {"label": "检查对象名称"}, "credit_code": {"label": "统一社会信用代码"},
    }},
})  # fmt: skip
RECORD = spec("record", "现场检查记录", {
    "unit_name": {"label": "被检查单位"},
    "task_number": {"label": "任务编号"},
    "credit_code": {"label": "统一社会信用代码"},
    "ended": {"label": "检查结束时间", "type": "datetime"},
})  # fmt: skip
INTERVAL = {
    "code": "DAT303", "begins": "抽查工作结束", "ends": "公示", "from": ["publication.finished_on"],
    "of_household": ["record.ended"], "to": ["publication.published_on"], "at_most": "20 working days",
    "within": "year", "clause": "C-1",
}  # fmt: skip


def law(clause: Mapping[str, Any] | None = None, calendar: WorkCalendar | None = None, **interval: Any) -> Profile:
    found = profile(LIST, RECORD, dossier={"interval": [{**INTERVAL, **interval}]})
    changed = found.clauses["C-1"].model_copy(update=dict(clause or {}))
    return found.model_copy(update={"clauses": {"C-1": changed}, "calendar": calendar or WorkCalendar()})


def inspection(
    *papers: Paper, of: Profile | None = None, as_of: str = "2026-12-08", entered: bool = True
) -> Inspection:
    stages: Any = {"inspected": "检查时间"} if entered else {"made": "文书已制作"}
    return Inspection(None, papers, of or law(), date.fromisoformat(as_of), stages)


def told(end: str, published: str = "") -> Paper:
    dates = {"finished_on": end, "published_on": published}
    return paper(LIST, **{name: text for name, text in dates.items() if text})


def in_time(*papers: Paper, **how: Any) -> Check:
    (check,) = published_in_time(inspection(*papers, **how))
    return check


def in_the_year(*papers: Paper, **how: Any) -> list[Outcome]:
    return [check.outcome for check in published_within_the_year(inspection(*papers, **how))]


@pytest.mark.parametrize(
    ("end", "limit", "day_after"),
    [
        ("2021-01-20", "2021-02-22", "2021-02-23"),
        ("2021-09-15", "2021-10-19", "2021-10-20"),
        ("2025-01-15", "2025-02-18", "2025-02-19"),
        ("2026-02-10", "2026-03-16", "2026-03-17"),
        ("2026-09-18", "2026-10-22", "2026-10-23"),
    ],
)
def test_the_twentieth_working_day_itself_is_in_time_and_the_day_after_is_not(
    end: str, limit: str, day_after: str
) -> None:
    last = in_time(told(end, limit))
    assert last.outcome is Outcome.CONFORMS
    assert "恰在期限最后一日，从宽认定为合乎" in (last.margin or "")
    assert in_time(told(end, day_after)).outcome is Outcome.VIOLATES


def test_a_violation_says_both_days_the_limit_and_by_how_many_working_days() -> None:
    check = in_time(told("2026年9月18日", "2026年10月26日"))
    assert check.message == "公示超过抽查工作结束后20个工作日"
    assert check.actual == (
        "抽查工作结束 2026年9月18日（《抽查结果公示表》“抽查结束日期”栏）\n"
        "公示 2026年10月26日（《抽查结果公示表》“公示日期”栏）\n"
        "期限至2026年10月22日（20个工作日），逾期2个工作日"
    )
    assert check.expected == "抽查工作结束次日起20个工作日内（第20个工作日当日即为合乎），不得超出本年度"


def test_a_pass_shows_its_arithmetic_too() -> None:
    check = in_time(told("2026年5月29日", "2026年6月12日"))
    assert check.outcome is Outcome.CONFORMS
    assert check.margin == "期限至2026年6月29日（20个工作日），提前10个工作日"
    assert check.evidence == ("抽查结果公示表.docx",)


def test_a_strict_clause_does_not_count_the_twentieth_working_day() -> None:
    strict = law({"doubt": "strict"})
    assert in_time(told("2026-09-18", "2026-10-22"), of=strict).outcome is Outcome.VIOLATES
    assert in_time(told("2026-09-18", "2026-10-21"), of=strict).outcome is Outcome.CONFORMS


@pytest.mark.parametrize(("end", "last"), [("2021-12-10", "2021-12-31"), ("2026-12-10", "2026-12-31")])
def test_the_end_of_the_year_comes_first_and_next_years_calendar_is_not_needed(end: str, last: str) -> None:
    assert in_time(told(end, last)).outcome is Outcome.CONFORMS
    assert in_the_year(told(end, last)) == [Outcome.CONFORMS]


def test_what_is_past_the_year_is_one_finding_and_that_of_the_nearer_limit() -> None:
    capped = inspection(told("2026-12-10", "2027-01-05"))
    assert list(published_in_time(capped)) == []
    (check,) = published_within_the_year(capped)
    assert (check.outcome, check.message) == (Outcome.VIOLATES, "公示超出抽查工作结束的年度")
    late = inspection(told("2026-05-29", "2027-01-05"))
    (check,) = published_in_time(late)
    assert (check.outcome, check.also) == (Outcome.VIOLATES, ("同时已超出本年度",))
    assert list(published_within_the_year(late)) == []


def test_before_the_limit_nothing_published_is_not_due_with_the_working_days_that_are_left() -> None:
    check = in_time(told("2026年11月27日"))
    assert (check.outcome, check.due, check.working_days_left) == (Outcome.NOT_DUE, date(2026, 12, 25), 13)
    assert check.why == (
        "抽查工作结束2026年11月27日（《抽查结果公示表》“抽查结束日期”栏），公示应于2026年12月25日前完成（20个工作日），"
        "截至2026年12月8日尚余13个工作日"
    )


def test_a_period_cut_by_the_year_says_until_when_a_whole_one_fits() -> None:
    check = in_time(told("2026-12-04"))
    assert check.due == date(2026, 12, 31)
    assert "不得超出本年度，2026年12月3日以后结束的不足20个工作日" in check.why


def test_on_the_last_day_it_is_not_due_and_the_day_after_it_is_undetermined_as_missing() -> None:
    assert in_time(told("2026-11-27"), as_of="2026-12-25").outcome is Outcome.NOT_DUE
    check = in_time(told("2026-11-27"), as_of="2026-12-26")
    assert (check.outcome, check.reason) == (Outcome.UNDETERMINED, "missing")
    assert "未见公示的凭证" in check.why


@pytest.mark.parametrize("published", ["", "2027年3月15日"])
def test_a_year_without_a_calendar_is_undetermined_for_that_reason(published: str) -> None:
    check = in_time(told("2027年3月10日", published), as_of="2027-03-20")
    assert (check.outcome, check.reason) == (Outcome.UNDETERMINED, "calendar")
    assert "没有2027年的工作日历" in check.why


def test_an_announced_calendar_decides_that_year() -> None:
    announced = WorkCalendar({2027: AnnouncedYear(frozenset(), frozenset(), "某通知")})
    check = in_time(told("2027年3月10日", "2027年4月7日"), of=law(calendar=announced), as_of="2027-04-20")
    assert check.outcome is Outcome.CONFORMS


def test_the_households_own_end_is_only_a_lower_bound_of_the_tasks() -> None:
    record = paper(RECORD, ended="2026年5月20日11时00分")
    known = paper(LIST, published_on="2026年6月1日")
    assert in_time(record, known).outcome is Outcome.CONFORMS
    late = in_time(record, paper(LIST, published_on="2026年9月1日"))
    assert late.outcome is Outcome.UNDETERMINED
    assert "不能判断是否按期公示" in late.why
    assert in_time(record, as_of="2026-05-25").due == date(2026, 6, 17)
    assert in_time(record).reason == "missing"


def test_of_several_lower_bounds_the_latest_holds_and_is_called_one() -> None:
    records = (paper(RECORD, ended="2026年5月20日11时00分"), paper(RECORD, ended="2026年5月27日11时00分"))
    check = in_time(*records, paper(LIST, published_on="2026年6月24日"))
    assert check.outcome is Outcome.CONFORMS
    assert check.inputs["抽查工作结束不早于"].startswith("2026年5月27日11时00分（《现场检查记录》")


def test_an_office_may_count_from_the_households_own_end() -> None:
    own = law(counted_from="household")
    record = paper(RECORD, ended="2026年5月20日11时00分")
    assert in_time(record, told("2026-08-31", "2026-09-01"), of=own).outcome is Outcome.VIOLATES
    assert in_time(record, told("2026-08-31", "2026-06-17"), of=own).outcome is Outcome.CONFORMS


def test_two_lists_that_lead_to_different_outcomes_are_undetermined_and_both_are_shown() -> None:
    check = in_time(told("2026-05-29", "2026-06-12"), told("2026-05-29", "2026-09-01"))
    assert (check.outcome, check.reason) == (Outcome.UNDETERMINED, "time")
    assert "2026-06-12" in check.why
    assert "2026-09-01" in check.why


def row(**texts: str) -> Mapping[str, FieldReading]:
    return {name: FieldReading(name, text, Place(table=1, row=2)) for name, text in texts.items()}


def listing(*rows: Mapping[str, FieldReading]) -> Paper:
    published = told("2026-05-29", "2026-09-01")
    return replace(published, fields={**published.fields, "results": FieldReading("results", "…", Place(), rows)})


OWN = paper(RECORD, unit_name="示例一食品店", credit_code="92000000MA00000154")


def test_a_shared_list_counts_for_the_households_it_names_and_for_no_other() -> None:
    of_another = listing(row(name="示例二小吃店", credit_code="92000000MA00000167"))
    own = listing(row(name="示例一食品店", credit_code="92000000ma00000154"))
    for shared, outcome in ((own, Outcome.VIOLATES), (of_another, Outcome.UNDETERMINED)):
        (check,) = published_in_time(replace(inspection(OWN), shared=(shared,)))
        assert check.outcome is outcome


def test_a_shared_list_of_another_task_says_nothing_of_this_one() -> None:
    record = paper(RECORD, task_number="示例2026-002", ended="2026年5月20日11时00分")
    first, second = (
        paper(LIST, task_number=task, finished_on="2026-05-29", published_on=day)
        for task, day in (("示例2026-001", "2026-09-01"), ("示例2026-002", "2026-06-12"))
    )
    (check,) = published_in_time(replace(inspection(record), shared=(first, second)))
    assert check.outcome is Outcome.CONFORMS
    (check,) = published_in_time(replace(inspection(record), shared=(first,)))
    assert (check.outcome, check.reason) == (Outcome.UNDETERMINED, "missing")


def test_before_the_inspection_nothing_is_due() -> None:
    check = in_time(OWN, entered=False)
    assert (check.outcome, check.due) == (Outcome.NOT_DUE, None)


def test_the_clause_goes_with_every_check() -> None:
    clauses: list[Clause | None] = [
        in_time(told("2026-11-27")).clause,
        in_time(told("2026-05-29", "2026-09-01")).clause,
    ]
    assert [clause.key if clause else None for clause in clauses] == ["C-1", "C-1"]
