"""Evidence of time: which papers show when an event was, and what follows for an interval of the law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from docgen.dates import add_months, find_moments, format_date
from docgen.reading import Outcome, Reading
from docgen.spec.dossier import About, Interval
from docgen.spec.model import Clause
from docgen.spec.written import Span, parse_span
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection, Paper
from docgen.view.model import Place
from docgen.wording import squeezed

_UNTIL: Final = re.compile(r"\s*(?:至|到|～|~|—+|–|--?)\s*")
_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = timedelta(days=1)
_UNITS: Final = MappingProxyType({"hours": "小时", "days": "日", "months": "个月"})


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as one paper shows it; ``source`` reads “《…》“签收时间”栏”."""

    reading: Reading[datetime]
    written: str
    source: str
    file: str
    document: str
    place: Place

    @property
    def said(self) -> str:
        return f"{self.written}（{self.source}）"


@dataclass(frozen=True, slots=True)
class Pair:
    begin: Moment
    end: Moment


@dataclass(frozen=True, slots=True)
class Evidence:
    """The pairs of the best kind there is. ``bound``: the beginnings are only lower bounds; ``planned``: the ends
    are only plans."""

    begins: tuple[Moment, ...]
    ends: tuple[Moment, ...]
    bound: bool = False
    planned: bool = False

    @property
    def pairs(self) -> tuple[Pair, ...]:
        return tuple(Pair(begin, end) for begin in self.begins for end in self.ends)

    def missing(self, law: Interval) -> str:
        lacking = [name for name, there in ((law.begins, self.begins), (law.ends, self.ends)) if not there]
        return f"未见{'和'.join(lacking)}的时间，无法计算"


def evidence_of(inspection: Inspection, law: Interval) -> Evidence:
    """The best evidence of both events; a plan or a lower bound only where nothing better is there."""
    begins = tuple(_moments(inspection, law, law.from_)) or tuple(_moments(inspection, law, law.else_from))
    bounds = () if begins else tuple(_moments(inspection, law, law.lower_bound))
    ends = tuple(_moments(inspection, law, law.to))
    plans = () if ends else tuple(_moments(inspection, law, law.planned))
    return Evidence(begins or bounds, ends or plans, bound=bool(bounds), planned=bool(plans))


def _moments(inspection: Inspection, interval: Interval, evidence: tuple[str, ...]) -> Iterator[Moment]:
    for address in evidence:
        document, _, name = address.rpartition(".")
        for paper in (paper for paper in inspection.of(document) if _is_about(paper, interval.about)):
            law, text = paper.spec.field.get(name), paper.value(name)
            told = dict(_told(text))
            if law is None:
                continue
            for reading, written in told.items():
                source = f"《{paper.spec.title}》“{law.label[0]}”栏"
                shown = text if len(told) == 1 else written
                yield Moment(reading, shown, source, paper.file, paper.document, paper.fields[name].place)


def _told(text: str) -> Iterator[tuple[Reading[datetime], str]]:
    """Every moment a field tells of, of a period only its beginning; all count, for nobody can say which one holds."""
    end = 0
    for number, found in enumerate(find_moments(text)):
        ends_a_period = number > 0 and _UNTIL.fullmatch(text[end : found.start])
        end = found.start + len(found.text)
        if found.reading is not None and not ends_a_period:
            yield replace(found.reading, seen_in=""), found.text


def _is_about(paper: Paper, about: About | None) -> bool:
    """Whether a paper speaks of what the interval is about: a receipt may be of another paper."""
    if about is None or about.field not in paper.spec.field:
        return True
    said = squeezed(paper.value(about.field))
    return any(squeezed(word) in said for word in about.says)


def judge(law: Interval, clause: Clause | None, evidence: Evidence) -> Check:
    """One check from every pair: equal outcomes stand, different ones are undetermined and all are shown."""
    span = parse_span(law.at_least or "")
    outcomes = {pair: _outcome(span, evidence, pair) for pair in evidence.pairs}
    shown = {
        law.begins: "；".join(moment.said for moment in evidence.begins),
        law.ends: "；".join(moment.said for moment in evidence.ends),
    }
    pair, outcome = next(iter(outcomes.items()))
    gap = _said_gap(law, span, pair, bound=evidence.bound)
    check = Check(
        outcome,
        clause=clause,
        inputs=shown,
        limit=_said_limit(span),
        margin=gap,
        evidence=tuple(dict.fromkeys(moment.file for moment in (*evidence.begins, *evidence.ends))),
    )
    if len(set(outcomes.values())) > 1:
        return _undetermined(check, f"各处时间不一，结论不同（{_shown(shown)}）")
    if evidence.planned or outcome is Outcome.UNDETERMINED:
        return _undetermined(check, _why(law, _said(span), evidence, f"{_shown(shown)}；{gap}"))
    if outcome is Outcome.CONFORMS:
        return check
    return replace(
        check,
        place=pair.end.place,
        message=f"{law.begins}至{law.ends}不足{_said(span)}：{_shown(shown)}；{gap}",
        expected=_said_limit(span),
        actual=gap,
        file=pair.end.file,
        document=pair.end.document,
    )


def _undetermined(check: Check, why: str) -> Check:
    return replace(check, outcome=Outcome.UNDETERMINED, reason="time", why=why)


def _outcome(span: Span, evidence: Evidence, pair: Pair) -> Outcome:
    begin = Reading(pair.begin.reading.low, None) if evidence.bound else pair.begin.reading
    earliest, latest = (_limit_after(span, moment) for moment in (begin.low, begin.high))
    end = pair.end.reading
    if earliest is not None and end.high is not None and end.high < earliest:
        return Outcome.VIOLATES
    if latest is not None and end.low is not None and end.low >= latest:
        return Outcome.CONFORMS
    return Outcome.UNDETERMINED


def _limit_after(span: Span, begin: datetime | None) -> datetime | None:
    """The earliest lawful end. Hours are clock hours; by days and months the first day is not counted and the
    corresponding day itself conforms (民法典 201, 202: the boundary day is read in favour, and the report says so)."""
    if begin is None:
        return None
    if span.unit == "hours":
        return begin + timedelta(hours=span.count)
    if span.unit == "months":
        return _midnight(add_months(begin.date(), span.count))
    return _midnight(begin.date() + timedelta(days=span.count))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _said(span: Span) -> str:
    return f"{span.count}{_UNITS[span.unit]}"


def _said_limit(span: Span) -> str:
    return f"不少于{_said(span)}（{'满时' if span.unit == 'hours' else '对应日当日'}即为合乎）"


def _shown(shown: dict[str, str]) -> str:
    return "，".join(f"{event}{said}" for event, said in shown.items())


def _said_gap(law: Interval, span: Span, pair: Pair, *, bound: bool) -> str:
    """“实际间隔28小时50分，短少19小时10分”; by the day where days are asked; by its bounds where hours are asked and a
    time is not written to the minute."""
    begin, end = pair.begin.reading, pair.end.reading
    if begin.low is None or begin.high is None or end.low is None or end.high is None:
        return "间隔不能算出"
    if span.unit != "hours":
        return _said_days(law, span, begin.low, end.low)
    least = None if bound else end.low - begin.high
    return _said_hours(law, timedelta(hours=span.count), least, end.high - begin.low)


def _said_days(law: Interval, span: Span, begin: datetime, end: datetime) -> str:
    days, earliest = (end.date() - begin.date()).days, _limit_after(span, begin)
    if days < 0:
        return f"{law.begins}晚于{law.ends}{-days}日"
    return f"按日期相隔{days}日，最早应为{format_date(earliest)}" if earliest else f"按日期相隔{days}日"


def _said_hours(law: Interval, wanted: timedelta, least: timedelta | None, most: timedelta) -> str:
    """Between ``least`` (None: cannot be told) and ``most`` hours lie between the two."""
    if most < timedelta():
        return f"{law.begins}晚于{law.ends}{'' if least == most else '至少'}{_duration(-most)}"
    if least == most:
        return f"实际间隔{_duration(most)}，{'短少' if most < wanted else '多出'}{_duration(abs(wanted - most))}"
    if most < wanted or least is None:
        return f"实际间隔至多{_duration(most)}"
    if least >= wanted:
        return f"实际间隔至少{_duration(least)}"
    return f"实际间隔在{_duration(max(least, timedelta()))}至{_duration(most)}之间"


def _duration(span: timedelta) -> str:
    hours, minutes = divmod(span // _MINUTE, 60)
    if minutes and not hours:
        return f"{minutes}分钟"
    return f"{hours}小时{minutes}分" if minutes else f"{hours}小时"


def _why(law: Interval, limit: str, evidence: Evidence, shown: str) -> str:
    if evidence.planned:
        return f"未见{law.ends}的实际时间，只有计划时间，不能作为依据（{shown}）"
    if evidence.bound:
        return f"未见{law.begins}的时间，落款日期只能说明不早于该日，不能证明已满{limit}（{shown}）"
    moments = (*evidence.begins, *evidence.ends)
    lacking = "只有日期" if any(_only_a_day(moment.reading) for moment in moments) else "时间没有写到分钟"
    return f"{lacking}，无法判断是否满{limit}（{shown}）"


def _only_a_day(reading: Reading[datetime]) -> bool:
    return reading.low is None or reading.high is None or reading.high - reading.low >= _DAY - _MINUTE
