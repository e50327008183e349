"""The papers of a household as an inspection: its name, how far it has come, and which day's law it stands under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final, NamedTuple

from docgen.dates import find_moments
from docgen.reading import Reading
from docgen.spec.dossier import STAGES, DossierLaw, Stage
from docgen.spec.times import Interval
from docgen.validators.field_names import TASK_NUMBER
from docgen.validators.paper import Paper

_NAMED_BY: Final = (TASK_NUMBER, "notice_number", "document_number")


class LawDate(NamedTuple):
    """The day whose edition of the law applies, and what chose it."""

    day: date
    chosen_by: str


def with_stages(papers: Iterable[Paper], law: DossierLaw, as_of: date) -> tuple[Paper, ...]:
    """The papers of one inspection, each told the stages it has reached."""
    every = tuple(papers)
    reached = stages_up_to(stages_shown(every, law, as_of))
    return tuple(replace(paper, stages=reached) for paper in every)


def name_of(papers: tuple[Paper, ...]) -> str:
    """The task number that most papers give, else the notice's number, else 第1次."""
    for field in _NAMED_BY:
        given = Counter(value for paper in papers if (value := paper.value(field)))
        if given:
            return given.most_common(1)[0][0]
    return "第1次"


def stages_shown(papers: tuple[Paper, ...], law: DossierLaw, as_of: date) -> dict[Stage, str]:
    """The stages an inspection is shown to have reached, each with what shows it.

    Made always. A filled field shows the stage it is due at, filled evidence of an entry shows it inspected, and other
    evidence (``[[shown]]``) of a day that has come the stage it is named for. Where nothing shows the entry, a planned
    time that lies before ``as_of`` counts as one.
    """
    shown: dict[Stage, str] = {"made": "文书已制作"}
    for paper in papers:
        for name, field in paper.spec.field.items():
            if field.due != "made" and paper.value(name):
                shown.setdefault(field.due, paper.quoted(name))
    for interval in _before_entry(law):
        for paper, name in _filled(papers, interval.to):
            shown.setdefault("inspected", paper.quoted(name))
    for evidence in law.shown:
        for paper, name in _filled(papers, evidence.by):
            if _has_come((paper, name), as_of):
                shown.setdefault(evidence.stage, paper.quoted(name))
    if "inspected" not in shown:
        plans = (*(one.planned for one in law.interval), *(one.period for one in law.planned))
        planned = (plan for addresses in plans for plan in _filled(papers, addresses))
        passed = next(
            (f"计划检查时间已过（{plan[0].quoted(plan[1])}）" for plan in planned if _is_past(plan, as_of)), None
        )
        shown |= {"inspected": passed} if passed else {}
    return shown


def stages_up_to(shown: Mapping[Stage, str]) -> frozenset[Stage]:
    """Every stage up to the latest one shown: who was inspected was also notified, or should have been."""
    return frozenset(STAGES[: max(map(STAGES.index, shown), default=0) + 1])


def law_date(papers: tuple[Paper, ...], law: DossierLaw, as_of: date) -> LawDate:
    """The entry date of the inspection, else the papers' own date, else the planned one, else the as-of date."""
    entry = entry_date(papers, law)
    if entry:
        return LawDate(entry, "进入检查的日期")
    own = next((day for paper in papers if (day := own_date(paper))), None)
    if own:
        return LawDate(own, "文书自身的日期")
    planned = (_day(paper, name) for interval in law.interval for paper, name in _filled(papers, interval.planned))
    if day := next((day for day in planned if day), None):
        return LawDate(day, "计划检查的日期")
    return LawDate(as_of, "核对截至日")


def entry_date(papers: tuple[Paper, ...], law: DossierLaw) -> date | None:
    """The day the household was entered, as far as any paper tells."""
    entries = (_day(paper, name) for interval in _before_entry(law) for paper, name in _filled(papers, interval.to))
    return next((day for day in entries if day), None)


def own_date(paper: Paper) -> date | None:
    """The day a paper was made, as it says."""
    dates = (name for name, field in paper.spec.field.items() if field.type == "date" and field.due == "made")
    return next((day for name in dates if (day := _day(paper, name))), None)


def _before_entry(law: DossierLaw) -> Iterator[Interval]:
    """The intervals that end with the entry: so much time lies at least before it."""
    return (interval for interval in law.interval if interval.at_least)


def _filled(papers: tuple[Paper, ...], addresses: tuple[str, ...]) -> Iterator[tuple[Paper, str]]:
    """The papers and fields that evidence of the law (``document.field``) names, where they are filled."""
    for address in addresses:
        document, _, field = address.rpartition(".")
        for paper in papers:
            if document in (paper.spec.key, paper.spec.name) and paper.value(field):
                yield paper, field


def _has_come(dated: tuple[Paper, str], as_of: date) -> bool:
    moment = _moment(*dated)
    return moment is not None and moment.low is not None and moment.low.date() <= as_of


def _is_past(plan: tuple[Paper, str], as_of: date) -> bool:
    moment = _moment(*plan)
    return moment is not None and moment.high is not None and moment.high.date() < as_of


def _day(paper: Paper, name: str) -> date | None:
    moment = _moment(paper, name)
    return moment.low.date() if moment and moment.low else None


def _moment(paper: Paper, name: str) -> Reading[datetime] | None:
    return next((found.reading for found in find_moments(paper.value(name)) if found.reading), None)
