"""ROS: who inspects: enough of them, each on a roster, certified and there on the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from docgen.dates import ImpossibleDate, format_date, read_moment
from docgen.persons import CertifiedPerson, read_persons
from docgen.reading import Outcome
from docgen.validators.catalogue import rule
from docgen.validators.content.rosters import days_in, never_ends
from docgen.validators.field_names import INSPECTORS
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection, Paper
from docgen.validators.registers import RosteredPerson, Rosters
from docgen.validators.submission.inspection import entry_date

_JOINT: Final = "joint_agencies"
_LEAST: Final = 2
_SENT: Final = re.compile(r"\s*(?P<agency>[^：:]+)[：:].*人员[：:](?P<persons>.+)")
"""“某机关：事项；派出人员：甲（001）、乙（002）”: a line of another agency in a joint inspection."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Somebody whom papers name as inspector, with the first that does; ``agency`` is the other one that sent him."""

    person: CertifiedPerson
    paper: Paper
    field: str
    agency: str = ""


@rule("ROS104", on="inspection", severity="warning", mendable="evidence")
def inspectors_are_two(inspection: Inspection) -> Iterator[Check]:
    """检查人员不少于两人，联合检查的每个机关也是。

    为何：行政检查由两名以上持证人员实施，一人检查难以互证。
    如何改：另有检查人员的，补入载明其姓名、证号的材料；确由一人检查的，附情况说明，不得更改、补签、倒签。
    """
    agencies: dict[str, list[tuple[Paper, str, tuple[CertifiedPerson, ...]]]] = {}
    for paper in inspection.papers:
        for agency, field, persons in _teams(paper):
            agencies.setdefault(agency, []).append((paper, field, persons))
    for agency, named in agencies.items():
        yield _enough(agency, named)


def _teams(paper: Paper) -> Iterator[tuple[str, str, tuple[CertifiedPerson, ...]]]:
    """Each agency of a paper (its own: no name) with those it sends; only papers that must name them."""
    law = paper.spec.field.get(INSPECTORS)
    if paper.spec.register_ == INSPECTORS:
        return
    persons = read_persons(paper.value(INSPECTORS))
    if law is not None and law.required and persons:
        yield "", INSPECTORS, persons
    for line in paper.value(_JOINT).split("\n"):
        if (sent := _SENT.match(line)) and (others := read_persons(sent["persons"])):
            yield sent["agency"].strip(), _JOINT, others


def _enough(agency: str, named: list[tuple[Paper, str, tuple[CertifiedPerson, ...]]]) -> Check:
    paper, field, _ = min(named, key=lambda one: len(one[2]))
    shown = {f"《{one.spec.title}》（{one.file}）": "、".join(map(str, persons)) for one, _, persons in named}
    few = {one.spec.title: persons for one, _, persons in named if len(persons) < _LEAST}
    check = Check(
        Outcome.CONFORMS,
        place=paper.fields[field].place,
        inputs=shown,
        limit=f"{agency}检查人员不少于{_LEAST}人",
        evidence=tuple(one.file for one, *_ in named),
        file=paper.file,
        document=paper.document,
    )
    if not few:
        return check
    said = "；".join(f"《{title}》只有{'、'.join(map(str, persons))}" for title, persons in few.items())
    return replace(
        check,
        outcome=Outcome.VIOLATES,
        message=f"{agency}检查人员不足{_LEAST}人：{said}",
        expected=f"不少于{_LEAST}人",
        actual=f"{min(map(len, few.values()))}人",
    )


@rule("ROS102", on="inspection", severity="warning", mendable="evidence")
def inspectors_are_rostered(inspection: Inspection) -> Iterator[Check]:
    """检查人员在检查人员名录库中，检查当日执法证有效、在岗。

    为何：双随机抽查从名录库中抽取检查人员；不在库、证件过期、不在岗的人员不应被抽取和派出。
    如何改：名录库已更新的，提供当时的名录库重新核对；确有不符的，附情况说明，不得更改、补签、倒签。
    """
    rosters = inspection.rosters
    if rosters is None:
        return
    day = entry_date(inspection.papers, inspection.profile.dossier)
    for named in _everyone(inspection):
        yield _rostered(inspection, rosters, named, day)


def _everyone(inspection: Inspection) -> Iterator[_Named]:
    """Everybody named as inspector, once, with all the numbers papers give."""
    seen: dict[str, _Named] = {}
    for paper in inspection.papers:
        for agency, field, persons in _teams(paper):
            for person in persons:
                first = seen.setdefault(person.name, _Named(person, paper, field, agency))
                numbers = dict.fromkeys((*first.person.numbers, *person.numbers))
                seen[person.name] = replace(first, person=CertifiedPerson(person.name, tuple(numbers)))
    yield from seen.values()


def _rostered(inspection: Inspection, rosters: Rosters, named: _Named, day: date | None) -> Check:
    person, paper = named.person, named.paper
    check = Check(
        Outcome.CONFORMS,
        place=paper.fields[named.field].place,
        inputs={"检查人员": str(person), "检查日期": format_date(day) if day else "未载明"},
        limit="在名录库中，检查当日执法证有效、在岗",
        evidence=(paper.file, *rosters.files),
        file=paper.file,
        document=paper.document,
    )
    holders = [one for number in person.numbers for one in rosters.holding(number)]
    called = rosters.called(person.name)
    own = [one for one in called if not person.numbers or one in holders] or [one for one in called if not holders]
    if not own:
        return _not_there(inspection, rosters, check, named, holders)
    wrong = [one for one in own if person.numbers and one.certificates and one not in holders]
    if wrong:
        has = "、".join(wrong[0].certificates)
        message = f"{person.name}的执法证号与名录库不一致：文书为“{'、'.join(person.numbers)}”，名录库为“{has}”"
        return replace(check, outcome=Outcome.VIOLATES, message=message, expected=has, actual="、".join(person.numbers))
    return _fit(inspection, check, person, own[0], day)


def _not_there(
    inspection: Inspection, rosters: Rosters, check: Check, named: _Named, holders: list[RosteredPerson]
) -> Check:
    person = named.person
    if rosters.unread or not rosters.people:
        unread = "；".join(rosters.unread) or "没有读到检查人员名录库"
        why = f"所交名录库中未见{person}，但有名录库未能识读：{unread}"
        return replace(check, outcome=Outcome.UNDETERMINED, reason="unreadable", why=why)
    if named.agency:
        why = f"{person}由{named.agency}派出，不在所交的名录库中，须看该机关的名录库"
        return replace(check, outcome=Outcome.UNDETERMINED, reason="missing", why=why)
    clause = inspection.profile.clauses.get(rosters.clause or "")
    other = f"；该证号在名录库中是{holders[0].name}的（{_at(holders[0])}）" if holders else ""
    return replace(
        check,
        outcome=Outcome.VIOLATES,
        message=f"检查人员{person}不在检查人员名录库中{other}",
        expected="检查人员名录库中的人员",
        actual=f"已查{'、'.join(rosters.files)}，共{len(rosters.people)}人",
        clause=clause,
        severity="error" if clause and clause.basis == "authority" else None,
    )


def _at(person: RosteredPerson) -> str:
    return f"{person.file}第{person.row}行"


def _fit(
    inspection: Inspection, check: Check, person: CertifiedPerson, rostered: RosteredPerson, day: date | None
) -> Check:
    """Whether somebody on the roster was certified and there on the day."""
    ends = _ends(person, rostered)
    timed = bool(ends) or bool(rostered.away)
    check = replace(check, inputs={**check.inputs, "名录库": f"{_at(rostered)}{_said(ends, rostered)}"})
    if not timed:
        return check
    if day is None:
        if not inspection.reached("inspected"):
            return replace(check, outcome=Outcome.NOT_DUE, why="尚未检查，到检查当日再核对执法证是否有效、人员是否在岗")
        why = f"未见进入检查的日期，无法核对{person.name}当日执法证是否有效、是否在岗"
        return replace(check, outcome=Outcome.UNDETERMINED, reason="time", why=why)
    if ends and all(end is not None and end < day for end in ends.values()):
        number, end = next(iter(ends.items()))
        message = f"检查人员{person.name}的执法证“{number}”在检查当日已过有效期"
        return replace(
            check,
            outcome=Outcome.VIOLATES,
            message=message,
            expected=f"{format_date(day)}仍在有效期内",
            actual=f"有效期至{format_date(end)}（{_at(rostered)}）" if end else None,
        )
    return _there(check, person, rostered, day)


def _ends(person: CertifiedPerson, rostered: RosteredPerson) -> dict[str, date | None]:
    """The last valid day of every certificate that counts: those the papers name, else all; one without an end, or
    whose end nobody can tell, is none of these."""
    numbers = [number for number in person.numbers if rostered.holds(number)] or list(rostered.certificates)
    written = {number: rostered.until(number) for number in numbers}
    if any(not text or never_ends(text) for text in written.values()):
        return {}
    return {number: _day(text or "") for number, text in written.items()}


def _day(text: str) -> date | None:
    try:
        moment = read_moment(text)
    except ImpossibleDate:
        return None
    return moment.high.date() if moment and moment.high else None


def _said(ends: dict[str, date | None], rostered: RosteredPerson) -> str:
    until = "、".join(f"{number}有效期至{format_date(end)}" for number, end in ends.items() if end)
    return "，".join(part for part in ("", until, rostered.away) if part)


def _there(check: Check, person: CertifiedPerson, rostered: RosteredPerson, day: date) -> Check:
    if not rostered.away:
        return check
    days = days_in(rostered.away)
    if len(days) < 2:
        why = f"名录库载明{person.name}“{rostered.away}”，没有写明起止日期，无法核对检查当日是否在岗"
        return replace(check, outcome=Outcome.UNDETERMINED, reason="missing", why=why)
    if days[0] <= day <= days[-1]:
        return replace(
            check,
            outcome=Outcome.VIOLATES,
            message=f"检查人员{person.name}在检查当日不在岗，不应参加抽取和检查",
            expected=f"{format_date(day)}在岗",
            actual=f"{rostered.away}（{_at(rostered)}）",
        )
    return check
