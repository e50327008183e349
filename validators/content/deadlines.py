"""By when something is to be done that the law allows so many working days for, and never past the year it began in.

The day after the beginning is the first day, and the last day itself conforms unless the clause is to be read strictly.
Where the year is over before the working days are, the calendar of the next year is not needed. A year without a
calendar is undetermined, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from docgen.dates import format_date
from docgen.reading import Outcome
from docgen.spec.model import Clause
from docgen.spec.times import Interval
from docgen.spec.written import parse_span
from docgen.validators.content.evidence import Evidence, Pair, in_lines, in_one_line
from docgen.validators.content.intervals import is_strict
from docgen.validators.content.moments import Moment
from docgen.validators.finding import Check
from docgen.working_days import WorkCalendar

_LAST: Final = (12, 31)


@dataclass(frozen=True, slots=True)
class Limit:
    """The last day for something. ``capped``: the end of the year, which came before the working days were over."""

    day: date
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Most:
    """The most working days a law allows, by which calendar, judged on which day, and how its clause reads the last."""

    law: Interval
    clause: Clause | None
    count: int
    calendar: WorkCalendar
    as_of: date
    strict: bool = False

    @property
    def said(self) -> str:
        return f"{self.count}个工作日"

    @property
    def limit(self) -> str:
        last = "不算" if self.strict else "即为合乎"
        return f"{self.law.begins}次日起{self.said}内（第{self.count}个工作日当日{last}）{self._capped_said}"

    @property
    def _capped_said(self) -> str:
        return "，不得超出本年度" if self.law.within else ""

    def limit_from(self, begin: date) -> Limit | None:
        """The last lawful day; None where the calendar of a year that is needed is not known."""
        allowed = self.count - self.strict
        if self.law.within:
            last = date(begin.year, *_LAST)
            left = self.calendar.between(begin, last)
            if left is None or left < allowed:
                return None if left is None else Limit(last, capped=True)
        day = self.calendar.after(begin, allowed) if allowed else begin
        return Limit(day) if day else None

    def limits(self, evidence: Evidence, begin: Moment) -> tuple[Limit | None, Limit | None]:
        """The last day by the earliest and by the latest time it may have begun; None: there is none, or not known."""
        moment = evidence.begun(begin)
        first, last = (self.limit_from(end.date()) if end else None for end in (moment.low, moment.high))
        return first, last

    def unknown_years(self, evidence: Evidence) -> tuple[int, ...]:
        """The years whose calendar is needed and not known."""
        days = {moment.reading.low.date() for moment in evidence.begins if moment.reading.low}
        needed = {
            year
            for day in days
            if self.limit_from(day) is None
            for year in ((day.year,) if self.law.within else (day.year, day.year + 1))
        }
        return tuple(sorted(needed - self.calendar.years_known()))


def most_of(law: Interval, clause: Clause | None, calendar: WorkCalendar, as_of: date) -> Most | None:
    """The most time of a law that counts working days; None where it does not."""
    span = parse_span(law.at_most) if law.at_most else None
    if span is None or span.unit != "working days":
        return None
    return Most(law, clause, span.count, calendar, as_of, is_strict(clause))


def judge_deadline(most: Most, evidence: Evidence) -> Check:
    """One check from every pair of evidence; before the limit it is not due, after it nothing done is not yet a fault:
    the proof may lie elsewhere."""
    shown = evidence.shown(most.law)
    check = Check(
        Outcome.UNDETERMINED,
        clause=most.clause,
        inputs=shown,
        limit=most.limit,
        evidence=evidence.files,
        reason="missing",
    )
    if not evidence.begins:
        return replace(check, why=evidence.missing(most.law))
    if years := most.unknown_years(evidence):
        listed = "、".join(f"{year}年" for year in years)
        why = f"没有{listed}的工作日历，{most.said}的期限不能算出（{in_one_line(shown)}）"
        return replace(check, reason="calendar", why=why)
    return _judged(most, evidence, check) if evidence.ends else _awaited(most, evidence, check)


def beyond_the_year(most: Most, pair: Pair) -> bool:
    """Whether the end lies past the year of the beginning for certain."""
    low, high = pair.end.reading.low, pair.begin.reading.high
    return bool(most.law.within and low and high and low.year > high.year)


def cap_decides(most: Most, pair: Pair) -> bool:
    """Whether the end of the year is the nearer limit; where that year has no calendar nothing nearer can be told."""
    high = pair.begin.reading.high
    limit = most.limit_from(high.date()) if high else None
    return limit is None or limit.capped


def _judged(most: Most, evidence: Evidence, check: Check) -> Check:
    outcomes = {pair: _outcome(most, evidence, pair) for pair in evidence.pairs}
    pair, outcome = next(iter(outcomes.items()))
    margin = _margin(most, evidence, pair)
    shown = in_one_line(evidence.shown(most.law))
    judged = replace(check, outcome=outcome, reason=None, margin=margin)
    if len(set(outcomes.values())) > 1:
        why = f"各处日期不一，结论不同（{shown}）"
        return replace(judged, outcome=Outcome.UNDETERMINED, reason="time", why=why)
    if outcome is Outcome.UNDETERMINED:
        return replace(judged, reason="time", why=_why(most, evidence, shown, margin))
    if outcome is Outcome.CONFORMS:
        return judged
    return replace(
        judged,
        place=pair.end.place,
        message=f"{most.law.ends}超过{most.law.begins}后{most.said}",
        expected=most.limit,
        actual=in_lines(evidence.shown(most.law), margin),
        also=("同时已超出本年度",) if beyond_the_year(most, pair) else (),
        file=pair.end.file,
        document=pair.end.document,
    )


def _outcome(most: Most, evidence: Evidence, pair: Pair) -> Outcome:
    first, last = most.limits(evidence, pair.begin)
    low, high = pair.end.reading.low, pair.end.reading.high
    if first and high and high.date() <= first.day:
        return Outcome.CONFORMS
    if last and low and low.date() > last.day:
        return Outcome.VIOLATES
    return Outcome.UNDETERMINED


def _margin(most: Most, evidence: Evidence, pair: Pair) -> str:
    """“期限至2026年12月25日，提前3个工作日”."""
    first, last = most.limits(evidence, pair.begin)
    limit, end = first or last, pair.end.reading.low
    if limit is None or end is None:
        return "期限不能算出"
    until = f"期限{'至少' if evidence.bound else ''}至{format_date(limit.day)}{_why_capped(most, limit)}"
    day = end.date()
    between = most.calendar.between(min(day, limit.day), max(day, limit.day))
    by = f"{between}个工作日" if between is not None else f"{abs((day - limit.day).days)}日"
    if day == limit.day:
        return f"{until}，恰在期限最后一日{'' if limit.capped or most.strict else '，从宽认定为合乎'}"
    return f"{until}，{'逾期' if day > limit.day else '提前'}{by}"


def _why_capped(most: Most, limit: Limit) -> str:
    if not limit.capped:
        return f"（{most.said}）"
    full = most.calendar.latest_start(most.count - most.strict, limit.day)
    said = f"，{format_date(full)}以后结束的不足{most.said}" if full else ""
    return f"（不得超出本年度{said}）"


def _why(most: Most, evidence: Evidence, shown: str, margin: str) -> str:
    if evidence.bound:
        return f"未见{most.law.begins}的时间，只知不早于本户检查，不能判断是否按期{most.law.ends}（{shown}；{margin}）"
    return f"日期不能确定到日，不能判断是否按期{most.law.ends}（{shown}；{margin}）"


def _awaited(most: Most, evidence: Evidence, check: Check) -> Check:
    """Nothing done yet as far as was seen: not due until the earliest limit, undetermined after it."""
    due = min(_first_limits(most, evidence), key=lambda limit: limit.day, default=None)
    shown = in_one_line(evidence.shown(most.law))
    if due is None:
        return replace(check, why=evidence.missing(most.law))
    until = f"{most.law.ends}应于{format_date(due.day)}前完成{_why_capped(most, due)}"
    least = "（未见整个抽查工作结束的日期，期限不早于此）" if evidence.bound else ""
    if most.as_of > due.day:
        why = f"{shown}，{until}{least}，截至{format_date(most.as_of)}未见{most.law.ends}的凭证，不能判断是否按期"
        return replace(check, why=why, margin=f"期限至{format_date(due.day)}，已过")
    left = most.calendar.between(most.as_of, due.day)
    days = f"{left}个工作日" if left is not None else f"{(due.day - most.as_of).days}日"
    why = f"{shown}，{until}{least}，截至{format_date(most.as_of)}尚余{days}"
    return replace(
        check,
        outcome=Outcome.NOT_DUE,
        reason=None,
        due=due.day,
        why=why,
        margin=f"尚余{days}",
        working_days_left=left,
    )


def _first_limits(most: Most, evidence: Evidence) -> Iterator[Limit]:
    for begin in evidence.begins:
        first, _ = most.limits(evidence, begin)
        if first is not None:
            yield first
