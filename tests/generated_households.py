"""Households nobody ever saw, from random but valid data: what each of their papers says, before a fault is planted.

Names, codes of region 000000 (right check digit), agencies and days come from a :class:`random.Random`, so that a seed
is a campaign. Every household is complete and in time: its papers, judged, give no finding.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any, Final, Literal

from docgen.codes import check_digit
from docgen.dates import add_months
from docgen.spec import load_profile
from docgen.spec.model import DocumentSpec

CHANGCHUN: Final = load_profile("changchun")
YEARS: Final = (2021, 2025, 2026)
APPROVED_SINCE: Final = date(2025, 1, 3)

Ending = Literal["clean", "ordered", "transferred", "no activity", "unreachable"]
Values = dict[str, Any]

_TRADES: Final = ("食品店", "小吃店", "便利店", "药房", "商贸有限公司", "餐饮有限公司")
_PEOPLE: Final = "甲乙丙丁戊己庚辛"
_NAMELESS: Final = "无字号"
_AGENCIES: Final = ("示例县市场监督管理局", "示例县文化和旅游局", "示例县农业农村局")
_PARTNER: Final = "示例县消防救援大队"
_ITEMS: Final = (
    "食品经营许可情况的检查",
    "食品经营过程的检查",
    "登记事项的检查",
    "计量器具使用情况的检查",
    "价格公示情况的检查",
)
_PROBLEM: Final = "部分进货查验记录未保存"
_RESULTS: Final[Mapping[Ending, str]] = {
    "clean": "未发现问题",
    "ordered": "发现问题已责令改正",
    "transferred": "发现问题待后续处理",
    "no activity": "未发现开展本次抽查涉及的经营活动",
    "unreachable": "通过登记的住所（经营场所）无法联系",
}
_HANDLING: Final[Mapping[Ending, str]] = {
    "clean": "无需后续处置",
    "ordered": "责令改正",
    "transferred": "移送示例县公安局处理",
    "no activity": "无需后续处置",
    "unreachable": "按规定程序列入经营异常名录",
}


@dataclass(frozen=True, slots=True)
class Days:
    """When things happened, each lawful by itself and after the one before it."""

    told: datetime
    approved: date
    delivered: datetime
    entered: datetime
    left: datetime
    fed_back: date
    ordered: date
    rectify_by: date
    looked_again: datetime
    finished: date
    published: date
    archived: date


@dataclass(slots=True)
class Household:
    """One inspected household. ``papers`` are the values of its papers by document; ``handed_on`` is its row in the
    leaflet register of its task (None: it has none), where ``by_leaflet``; ``changes`` are done to the made .docx."""

    serial: int
    folder: str
    task: str
    year: int
    ending: Ending
    days: Days
    facts: Values
    papers: dict[str, Values]
    by_leaflet: bool
    handed_on: date | None = None
    changes: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    bound: tuple[str, ...] = ()
    twin: str = ""
    scan: bool = False
    strange: Values | None = None
    planted: list[str] = field(default_factory=list)

    def says(self, document: str, name: str) -> Any:
        """What one of its papers says in a field; None where there is no such paper or it says nothing."""
        return self.papers.get(document, {}).get(name) or None

    def saying(self, name: str) -> list[str]:
        """Its papers that say something in this field."""
        return [document for document in self.papers if self.says(document, name)]


def credit_code(serial: int, company: bool) -> str:
    body = f"{'91' if company else '92'}000000MA{serial:07d}"
    return body + check_digit(f"{body}0")


def task_number(year: int) -> str:
    return f"示例{year}-002"


@cache
def law(name: str) -> DocumentSpec:
    found = CHANGCHUN.document(name)
    assert found is not None, name
    return found


@cache
def sample(name: str) -> Values:
    return tomllib.loads(law(name).sample.read_text(encoding="utf-8"))


def households(count: int, seed: int) -> list[Household]:
    """So many households of three tasks."""
    rng = Random(seed)
    return [household(rng, serial) for serial in range(1, count + 1)]


def household(rng: Random, serial: int) -> Household:
    year = rng.choice(YEARS)
    ending: Ending = rng.choices(tuple(_RESULTS), weights=(4, 4, 1, 1, 1))[0]
    days = _days(rng, year)
    facts = _facts(rng, serial, year, ending, days)
    by_leaflet = rng.random() < 0.3
    papers = {name: _said(name, facts, own) for name, own in _papers(rng, days, facts, ending, by_leaflet)}
    folder = f"{serial:03}_示例{serial}号_{facts['credit_code']}"
    handed_on = days.told.date() if by_leaflet else None
    task = facts["task_number"]
    one = Household(serial, folder, task, year, ending, days, facts, papers, by_leaflet, handed_on)
    one.scan = rng.random() < 0.15
    return one


def _days(rng: Random, year: int) -> Days:
    entered = datetime.combine(
        date(year, 5, 10) + timedelta(days=rng.randrange(120)), time(rng.randrange(9, 16), rng.randrange(0, 60, 5))
    )
    delivered = entered - timedelta(hours=48 + rng.choice((0, 1, 20, 50)))
    day = entered.date()
    finished = day + timedelta(days=rng.randrange(5, 12))
    rectify_by = day + timedelta(days=15)
    return Days(
        told=datetime.combine(add_months(day, -1) - timedelta(days=rng.choice((0, 1, 9, 20))), time(9)),
        approved=delivered.date() - timedelta(days=rng.randrange(3)),
        delivered=delivered,
        entered=entered,
        left=entered + timedelta(hours=2),
        fed_back=day + timedelta(days=2),
        ordered=day + timedelta(days=1),
        rectify_by=rectify_by,
        looked_again=datetime.combine(rectify_by + timedelta(days=rng.randrange(4)), time(9)),
        finished=finished,
        published=finished + timedelta(days=rng.randrange(1, 12)),
        archived=finished + timedelta(days=40),
    )


def _facts(rng: Random, serial: int, year: int, ending: Ending, days: Days) -> Values:
    """What papers of all kinds say by the same name of a field."""
    trade = rng.choice(_TRADES)
    company = trade.endswith("公司")
    people = rng.sample(range(len(_PEOPLE)), 2)
    name = _NAMELESS if not company and rng.random() < 0.1 else f"示例{serial}号{trade}"
    return {
        "unit_name": name,
        "credit_code": credit_code(1000 + serial, company),
        "address": f"示例县示例{rng.choice(('路', '大街', '巷'))}{serial}号",
        "representative": f"{'负责人' if company else '经营者'}{rng.choice(_PEOPLE)}",
        "agency": rng.choice(_AGENCIES),
        "task_number": task_number(year),
        "task_source": f"{year}年度“双随机、一公开”抽查计划",
        "items": rng.sample(_ITEMS, rng.randrange(1, 4)),
        "contents": ["许可证是否有效，经营项目是否与许可一致", "记录是否完整"],
        "inspectors": [f"检查员{_PEOPLE[at]}（示例{at + 1:03}）" for at in people],
        "started": days.entered,
        "planned_start": datetime.combine(days.entered.date(), time(9)),
        "planned_end": datetime.combine(days.entered.date(), time(17)),
        "planned_period": [days.entered.date() - timedelta(days=4), days.entered.date() + timedelta(days=20)],
        "result": _RESULTS[ending],
        "handling": _HANDLING[ending],
        "order_number": f"示例责改〔{year}〕{serial}号",
        "notice_number": f"示例双随机通〔{year}〕{serial}号",
        "rectify_by": days.rectify_by,
        "ordered_on": days.ordered,
        "joint_agencies": [
            f"{_PARTNER}：公众聚集场所消防安全的检查；派出人员：检查员壬（示例009）、检查员癸（示例010）"
        ]
        if rng.random() < 0.25
        else [],
    }


def _said(name: str, facts: Values, own: Values) -> Values:
    """A paper's values: its sample's wordings, the household's facts, what only this paper says."""
    told = {**sample(name), **facts, **own}
    usual = {*sample(name), *own}
    shared = {key for key in facts if key in law(name).field}
    return {key: value for key, value in told.items() if key in usual | shared}


def _papers(rng: Random, days: Days, facts: Values, ending: Ending, by_leaflet: bool) -> Iterator[tuple[str, Values]]:
    if not by_leaflet:
        yield "advance_notice", {"notified_on": days.told.date(), "acknowledged_at": days.told}
    if days.entered.date() >= APPROVED_SINCE:
        yield "approval_form", {"approved_on": days.approved, "applied_on": days.approved}
    yield "inspection_notice", {"issued_on": days.approved, "received_at": days.delivered}
    yield "registration_form", _form(days, ending)
    if rng.random() < 0.3:
        served = {"served_papers": [f"行政检查通知书（{facts['notice_number']}）"]}
        yield "delivery_receipt", {"delivered": days.delivered, **served}
    if ending == "unreachable":
        yield "unreachable_record", {"attempts": _attempts(days)}
        return
    if rng.random() < 0.3:
        yield "site_record", {"ended": days.left}
    yield "result_feedback", _feedback(days, facts, ending)
    if ending == "ordered":
        yield "rectification_order", {}
        again = {"reinspection_started": days.looked_again, "reinspection_result": "已按要求改正"}
        yield "reinspection_record", {"reinspectors": facts["inspectors"], **again}
    if ending == "transferred":
        yield "case_transfer", {"transferred_on": days.fed_back}
    if rng.random() < 0.4:
        yield "result_publication", _publication(days, facts)


def _form(days: Days, ending: Ending) -> Values:
    if ending == "unreachable":
        return {"started": ""}
    found = ending in ("ordered", "transferred")
    return {
        "ended": days.left,
        "problems": _PROBLEM if found else "无",
        "disposition": _HANDLING[ending],
        "unit_signed_on": days.entered.date(),
        "inspectors_signed_on": days.entered.date(),
    }


def _feedback(days: Days, facts: Values, ending: Ending) -> Values:
    found = ending in ("ordered", "transferred")
    first, *others = facts["items"]
    calm = {"result": "未发现问题", "handling": "无需后续处置", "rectification": "无"}
    worst = {"result": _PROBLEM, "handling": facts["handling"], "rectification": "补齐记录"} if found else calm
    return {
        "items": [{"item": first, **worst}, *({"item": item, **calm} for item in others)],
        "rectify_by": days.rectify_by if found else "",
        "fed_back_on": days.fed_back,
        "feedback_received_at": datetime.combine(days.fed_back + timedelta(days=1), time(9)),
    }


def _attempts(days: Days) -> list[Values]:
    told = {"how": "实地核查", "where": "登记住所", "outcome": "登记住所现为另一经营户使用。"}
    return [{"at": days.entered - timedelta(days=1), **told}, {"at": days.entered, **told}]


def _publication(days: Days, facts: Values) -> Values:
    row = {"name": facts["unit_name"], "inspected_on": days.entered.date(), "items": "；".join(facts["items"])}
    row |= {name: facts[name] for name in ("credit_code", "representative", "agency", "result")}
    return {
        "publisher": facts["agency"],
        "plan_name": facts["task_source"],
        "finished_on": days.finished,
        "published_on": days.published,
        "results": [row],
    }
