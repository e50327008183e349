"""DAT: one month and 48 hours, by every kind of evidence; the golden values of the field."""

from collections.abc import Mapping
from typing import Any

import pytest
from paper_builder import AS_OF, paper, profile, spec

from docgen.reading import Outcome
from docgen.spec.model import Clause
from docgen.spec.times import Interval
from docgen.validators.content.evidence import evidence_of
from docgen.validators.content.intervals import judge, least_of
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection
from docgen.validators.rules.dates import possible_dates
from docgen.validators.rules.intervals import forty_eight_hours

TIME = {"type": "datetime"}
NOTICE = spec("notice", "通知书", {
    "received_at": {"label": "签收时间", **TIME},
    "issued_on": {"label": "落款日期", "type": "date"},
    "planned_start": {"label": "计划时间", **TIME},
})  # fmt: skip
RECEIPT = spec("receipt", "送达回证", {"delivered": {"label": "送达时间", **TIME}})
FORM = spec("form", "登记表", {"started": {"label": "检查时间", **TIME}})

HOURS = {
    "code": "DAT302", "begins": "送达", "ends": "进入检查", "at_least": "48 hours",
    "from": ["receipt.delivered", "notice.received_at"], "lower_bound": ["notice.issued_on"],
    "to": ["form.started"], "planned": ["notice.planned_start"],
}  # fmt: skip
MONTH = {**HOURS, "code": "DAT301", "begins": "告知", "at_least": "1 month"}
LAWS = {"notice": NOTICE, "receipt": RECEIPT, "form": FORM}


def inspection(stages: Mapping[Any, str] | None = None, **papers: Mapping[str, str]) -> Inspection:
    law = profile(NOTICE, RECEIPT, FORM, dossier={"interval": [HOURS]})
    held = tuple(paper(LAWS[name], **values) for name, values in papers.items())
    return Inspection(None, held, law, AS_OF, stages if stages is not None else {"inspected": "检查时间"})


def judged(law: dict[str, Any], clause: Clause | None = None, **papers: Mapping[str, str]) -> Check:
    interval = Interval.model_validate(law)
    least = least_of(interval, clause)
    assert least is not None
    return judge(least, evidence_of(inspection(**papers), interval))


@pytest.mark.parametrize(
    ("delivered", "entered", "outcome"),
    [
        ("2026年6月1日9时10分", "2026年6月2日14时00分", Outcome.VIOLATES),
        ("2026年6月1日9时10分", "2026年6月3日9时10分", Outcome.CONFORMS),
        ("2026年6月1日9时10分", "2026年6月3日9时09分", Outcome.VIOLATES),
        ("2026年6月1日", "2026年6月2日9时", Outcome.VIOLATES),
        ("2026年6月1日", "2026年6月3日", Outcome.UNDETERMINED),
        ("2026年6月1日", "2026年6月4日", Outcome.CONFORMS),
        ("2026年10月1日8时00分", "2026年10月3日8时00分", Outcome.CONFORMS),
    ],
)
def test_48_hours_are_clock_hours_from_delivery_to_entry(delivered: str, entered: str, outcome: Outcome) -> None:
    assert judged(HOURS, notice={"received_at": delivered}, form={"started": entered}).outcome is outcome


@pytest.mark.parametrize(
    ("told", "first_day"),
    [("2021年1月31日", "2021年2月28日"), ("2021年3月31日", "2021年4月30日"), ("2021年2月28日", "2021年3月28日")],
)
def test_the_corresponding_day_itself_conforms_and_the_day_before_does_not(told: str, first_day: str) -> None:
    before = f"{first_day.partition('月')[0]}月{int(first_day.partition('月')[2].rstrip('日')) - 1}日"
    assert judged(MONTH, notice={"received_at": told}, form={"started": first_day}).outcome is Outcome.CONFORMS
    assert judged(MONTH, notice={"received_at": told}, form={"started": before}).outcome is Outcome.VIOLATES


def test_a_violation_says_both_times_where_they_stand_and_by_how_much() -> None:
    check = judged(HOURS, notice={"received_at": "2026年6月1日9时10分"}, form={"started": "2026年6月2日14时00分"})
    assert check.message == "送达至进入检查不足48小时"
    assert check.actual == (
        "送达 2026年6月1日9时10分（《通知书》“签收时间”栏）\n进入检查 2026年6月2日14时00分（《登记表》“检查时间”栏）\n"
        "实际间隔28小时50分，应不少于48小时，短少19小时10分"
    )
    assert check.expected == "不少于48小时（满时即为合乎）"
    assert check.file == "登记表.docx"
    assert check.evidence == ("通知书.docx", "登记表.docx")


def said(delivered: str, entered: str, law: dict[str, Any] = HOURS) -> str:
    check = judged(law, notice={"received_at": delivered}, form={"started": entered})
    return check.actual or check.why


@pytest.mark.parametrize(
    ("delivered", "entered", "gap"),
    [
        ("2026年6月13日10时", "2026年6月15日9时", "\n实际间隔至多47小时59分，应不少于48小时，至少短少1分钟"),
        ("2026年6月13日10时", "2026年6月15日10时", "；实际间隔在47小时1分至48小时59分之间，应不少于48小时）"),
        ("2026年6月13日", "2026年6月15日9时00分", "；实际间隔在33小时1分至57小时之间，应不少于48小时）"),
        ("2026年6月13日9时01分", "2026年6月15日9时00分", "\n实际间隔47小时59分，应不少于48小时，短少1分钟"),
        ("2026年6月16日9时00分", "2026年6月15日9时00分", "\n送达晚于进入检查24小时"),
        ("2026年6月16日9时", "2026年6月15日9时00分", "\n送达晚于进入检查至少24小时"),
    ],
)
def test_where_minutes_are_not_written_the_gap_is_said_by_its_bounds(delivered: str, entered: str, gap: str) -> None:
    assert said(delivered, entered).endswith(gap)


def test_a_date_is_only_a_date_where_no_hour_stands() -> None:
    assert said("2026年6月13日", "2026年6月15日9时").startswith("只有日期，无法判断是否满48小时")
    assert said("2026年6月13日10时", "2026年6月15日10时").startswith("时间没有写到分钟，无法判断是否满48小时")


def test_days_asked_are_said_in_days() -> None:
    assert said("2026年6月1日", "2026年6月11日", MONTH).endswith(
        "\n按日期相隔10日，应不少于1个月（至2026年7月1日），短少20日"
    )
    assert said("2026年6月11日", "2026年6月1日", MONTH).endswith("\n告知晚于进入检查10日")


def test_two_times_in_one_place_both_count() -> None:
    check = judged(
        HOURS,
        notice={"received_at": "2026年6月10日9时00分 2026年6月14日9时00分"},
        form={"started": "2026年6月15日9时00分"},
    )
    assert check.outcome is Outcome.UNDETERMINED
    assert "2026年6月10日9时00分（《通知书》“签收时间”栏）；2026年6月14日9时00分（《通知书》" in check.why


def test_of_a_period_in_one_place_the_beginning_counts() -> None:
    check = judged(
        HOURS, notice={"received_at": "2026年6月13日9时00分"},
        form={"started": "2026年6月15日8时00分至2026年6月15日11时00分"},
    )  # fmt: skip
    assert check.outcome is Outcome.VIOLATES


def test_pieces_of_evidence_that_lead_to_the_same_outcome_stand() -> None:
    check = judged(
        HOURS, receipt={"delivered": "2026年6月1日9时00分"}, notice={"received_at": "2026年6月1日10时00分"},
        form={"started": "2026年6月5日9时00分"},
    )  # fmt: skip
    assert check.outcome is Outcome.CONFORMS
    assert "送达回证" in check.inputs["送达"]
    assert "通知书" in check.inputs["送达"]


def test_pieces_that_lead_to_different_outcomes_are_undetermined_and_all_are_shown() -> None:
    check = judged(
        HOURS, receipt={"delivered": "2026年6月1日9时00分"}, notice={"received_at": "2026年6月3日9时00分"},
        form={"started": "2026年6月4日9时00分"},
    )  # fmt: skip
    assert check.outcome is Outcome.UNDETERMINED
    assert "结论不同" in check.why
    assert "6月1日" in check.why
    assert "6月3日" in check.why


def test_a_foot_date_can_show_a_violation_but_never_conformity() -> None:
    late = judged(HOURS, notice={"issued_on": "2026年6月1日"}, form={"started": "2026年6月2日9时00分"})
    assert late.outcome is Outcome.VIOLATES
    early = judged(HOURS, notice={"issued_on": "2026年5月1日"}, form={"started": "2026年6月2日9时00分"})
    assert early.outcome is Outcome.UNDETERMINED
    assert "落款日期只能说明不早于该日" in early.why


def test_a_planned_entry_is_only_a_hint() -> None:
    values = {"received_at": "2026年6月1日9时00分", "planned_start": "2026年6月2日9时00分"}
    check = judged(HOURS, notice=values)
    assert check.outcome is Outcome.UNDETERMINED
    assert "只有计划时间" in check.why
    assert "短少24小时" in check.why


def test_before_the_inspection_the_interval_is_not_due() -> None:
    (check,) = forty_eight_hours(inspection({"made": "已制作"}, notice={"received_at": "2026年6月1日9时00分"}))
    assert check.outcome is Outcome.NOT_DUE


def test_without_any_evidence_it_is_undetermined_and_says_what_is_missing() -> None:
    (check,) = forty_eight_hours(inspection(form={"started": "2026年6月5日9时00分"}))
    assert check.outcome is Outcome.UNDETERMINED
    assert check.reason == "missing"
    assert check.why == "未见送达的时间，无法计算"


def test_a_day_that_is_not_in_the_calendar_is_named() -> None:
    checks = list(possible_dates(paper(NOTICE, received_at="2026年2月30日", issued_on="2026年2月28日")))
    assert [check.outcome for check in checks] == [Outcome.VIOLATES, Outcome.CONFORMS]
    assert checks[0].message == "“签收时间”栏的“2026年2月30日”不是日历上有的日期"
