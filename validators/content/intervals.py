"""Whether enough time lies between two events: hours by the clock, days and months by the calendar.

Equal outcomes of all evidence stand, different ones are undetermined and all are shown. A lower bound of the beginning
can show a violation, never conformity; a planned end is only a hint. The boundary itself (48 hours to the minute, the
corresponding day) conforms unless the clause is to be read strictly, and the check says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from docgen.dates import add_months, format_date, format_moment
from docgen.reading import Outcome
from docgen.spec.model import Clause
from docgen.spec.times import Interval
from docgen.spec.written import Span, parse_span
from docgen.validators.content.evidence import Evidence, Pair, in_lines, in_one_line
from docgen.validators.content.moments import Moment
from docgen.validators.finding import Check

_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = timedelta(days=1)
_UNITS: Final = MappingProxyType({"hours": "小时", "days": "日", "working days": "个工作日", "months": "个月"})


@dataclass(frozen=True, slots=True)
class Least:
    """The least time a law wants between two events, and how its clause reads the boundary."""

    law: Interval
    clause: Clause | None
    span: Span
    strict: bool = False

    @property
    def said(self) -> str:
        return span_said(self.span)

    @property
    def limit(self) -> str:
        boundary = "满时" if self.span.unit == "hours" else "对应日当日"
        return f"不少于{self.said}（{boundary}{'不算' if self.strict else '即为合乎'}）"

    def earliest_end(self, begin: datetime | None) -> datetime | None:
        """The earliest lawful end. The first day is not counted and the corresponding day itself conforms
        (民法典第二百零一条、第二百零二条); past the end of the calendar there is none, which is its last moment."""
        if begin is None:
            return None
        try:
            if self.span.unit == "hours":
                return begin + timedelta(hours=self.span.count) + _MINUTE * self.strict
            months = self.span.count if self.span.unit == "months" else 0
            days = 0 if months else self.span.count
            return _midnight(add_months(begin.date(), months) + timedelta(days=days + self.strict))
        except (OverflowError, ValueError):
            return datetime.max

    def latest_begin(self, end: datetime) -> datetime | None:
        """The latest lawful beginning of what is to end then; None before the calendar begins."""
        try:
            if self.span.unit == "hours":
                return end - timedelta(hours=self.span.count) - _MINUTE * self.strict
            months = self.span.count if self.span.unit == "months" else 0
            days = 0 if months else self.span.count
            return _midnight(add_months(end.date(), -months) - timedelta(days=days + self.strict))
        except (OverflowError, ValueError):
            return None

    def outcome(self, evidence: Evidence, pair: Pair) -> Outcome:
        begin, end = evidence.begun(pair.begin), pair.end.reading
        earliest, latest = self.earliest_end(begin.low), self.earliest_end(begin.high)
        if earliest is not None and end.high is not None and end.high < earliest:
            return Outcome.VIOLATES
        if latest is not None and end.low is not None and end.low >= latest:
            return Outcome.CONFORMS
        return Outcome.UNDETERMINED


def least_of(law: Interval, clause: Clause | None) -> Least | None:
    """The least time of a law; None where it wants none."""
    return Least(law, clause, parse_span(law.at_least), is_strict(clause)) if law.at_least else None


def is_strict(clause: Clause | None) -> bool:
    return clause is not None and clause.doubt == "strict"


def span_said(span: Span) -> str:
    return f"{span.count}{_UNITS[span.unit]}"


def judge(least: Least, evidence: Evidence) -> Check:
    """One check from every pair of evidence."""
    law, shown = least.law, evidence.shown(least.law)
    outcomes = {pair: least.outcome(evidence, pair) for pair in evidence.pairs}
    pair, outcome = next(iter(outcomes.items()))
    gap = _said_gap(least, pair, bound=evidence.bound) + _on_the_boundary(least, evidence, pair)
    check = Check(outcome, clause=least.clause, inputs=shown, limit=least.limit, margin=gap, evidence=evidence.files)
    if len(set(outcomes.values())) > 1:
        return _undetermined(check, f"各处时间不一，结论不同（{in_one_line(shown)}）")
    if evidence.planned or outcome is Outcome.UNDETERMINED:
        return _undetermined(check, _why(least, evidence, f"{in_one_line(shown)}；{gap}"))
    if outcome is Outcome.CONFORMS:
        return check
    return replace(
        check,
        place=pair.end.place,
        message=f"{law.begins}至{law.ends}不足{least.said}",
        expected=least.limit,
        actual=in_lines(shown, gap),
        file=pair.end.file,
        document=pair.end.document,
    )


def upcoming(least: Least, evidence: Evidence, as_of: date) -> Check:
    """What is to be said before the second event: by when the first is due for the planned time, or when the second may
    be at the earliest."""
    check = Check(
        Outcome.NOT_DUE,
        clause=least.clause,
        inputs=evidence.shown(least.law),
        limit=least.limit,
        evidence=evidence.files,
    )
    if evidence.begins and not evidence.bound:
        return replace(check, why=_why_begun(least, evidence))
    latest = _latest_begin(least, evidence)
    if latest is None:
        return replace(check, why=f"尚未见{least.law.ends}的凭证")
    due, plan = latest
    why = f"尚未见{least.law.begins}的时间；计划{plan.said}{least.law.ends}，"
    if due.date() < as_of:
        return replace(check, why=f"{why}至{format_date(as_of)}距该计划时间已不足{least.said}")
    by = format_date(due) if least.span.unit != "hours" else format_moment(due)
    return replace(check, due=due.date(), why=f"{why}{least.law.begins}应不晚于{by}（{least.said}）")


def _why_begun(least: Least, evidence: Evidence) -> str:
    begins = (least.earliest_end(moment.reading.high) for moment in evidence.begins)
    earliest = max((moment for moment in begins if moment), default=None)
    said = "；".join(moment.said for moment in evidence.begins)
    if earliest is None or earliest == datetime.max:
        return f"尚未见{least.law.ends}的凭证；{least.law.begins}{said}"
    from_then = format_moment(earliest) if least.span.unit == "hours" else format_date(earliest)
    return f"尚未见{least.law.ends}的凭证；{least.law.begins}{said}，自{from_then}起满{least.said}"


def _latest_begin(least: Least, evidence: Evidence) -> tuple[datetime, Moment] | None:
    """The latest lawful beginning for the earliest planned end, and that plan."""
    plans = [(plan.reading.low, plan) for plan in evidence.ends if plan.reading.low is not None]
    if not plans:
        return None
    low, plan = min(plans, key=lambda entry: entry[0])
    latest = least.latest_begin(low)
    return (latest, plan) if latest else None


def _undetermined(check: Check, why: str) -> Check:
    return replace(check, outcome=Outcome.UNDETERMINED, reason="time", why=why)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _on_the_boundary(least: Least, evidence: Evidence, pair: Pair) -> str:
    """That the outcome hangs on how the boundary is read; a plan has no outcome."""
    if evidence.planned:
        return ""
    read_strictly, in_favour = (replace(least, strict=strict).outcome(evidence, pair) for strict in (True, False))
    if read_strictly is in_favour or in_favour is not Outcome.CONFORMS:
        return ""
    return "，恰为界限，从严认定" if least.strict else "，恰为界限，从宽认定为合乎"


def _said_gap(least: Least, pair: Pair, *, bound: bool) -> str:
    """“实际间隔28小时50分，应不少于48小时，短少19小时10分”; by the day where days are asked; by its bounds where hours
    are asked and a time is not written to the minute."""
    begin, end = pair.begin.reading, pair.end.reading
    if begin.low is None or begin.high is None or end.low is None or end.high is None:
        return "间隔不能算出"
    if least.span.unit != "hours":
        return _said_days(least, begin.low, end.low)
    return _said_hours(least, None if bound else end.low - begin.high, end.high - begin.low)


def _said_days(least: Least, begin: datetime, end: datetime) -> str:
    days, earliest = (end.date() - begin.date()).days, least.earliest_end(begin)
    if days < 0:
        return f"{least.law.begins}晚于{least.law.ends}{-days}日"
    if earliest is None:
        return f"按日期相隔{days}日"
    short = (earliest.date() - end.date()).days
    by = f"，短少{short}日" if short > 0 else f"，多出{-short}日" if short else ""
    return f"按日期相隔{days}日，应不少于{least.said}（至{format_date(earliest)}）{by}"


def _said_hours(least: Least, shortest: timedelta | None, longest: timedelta) -> str:
    """Between ``shortest`` (None: cannot be told) and ``longest`` hours lie between the two."""
    wanted, wants = timedelta(hours=least.span.count), f"，应不少于{least.said}"
    if longest < timedelta():
        return f"{least.law.begins}晚于{least.law.ends}{'' if shortest == longest else '至少'}{_duration(-longest)}"
    if shortest == longest:
        by = (
            f"，{'短少' if longest < wanted else '多出'}{_duration(abs(wanted - longest))}" if longest != wanted else ""
        )
        return f"实际间隔{_duration(longest)}{wants}{by}"
    if longest < wanted:
        return f"实际间隔至多{_duration(longest)}{wants}，至少短少{_duration(wanted - longest)}"
    if shortest is None:
        return f"实际间隔至多{_duration(longest)}{wants}"
    if shortest >= wanted:
        return f"实际间隔至少{_duration(shortest)}{wants}"
    return f"实际间隔在{_duration(max(shortest, timedelta()))}至{_duration(longest)}之间{wants}"


def _duration(span: timedelta) -> str:
    hours, minutes = divmod(span // _MINUTE, 60)
    if minutes and not hours:
        return f"{minutes}分钟"
    return f"{hours}小时{minutes}分" if minutes else f"{hours}小时"


def _why(least: Least, evidence: Evidence, shown: str) -> str:
    if evidence.planned:
        return f"未见{least.law.ends}的实际时间，只有计划时间，不能作为依据（{shown}）"
    if evidence.bound:
        return f"未见{least.law.begins}的时间，落款日期只能说明不早于该日，不能证明已满{least.said}（{shown}）"
    moments = (*evidence.begins, *evidence.ends)
    lacking = "只有日期" if any(_only_a_day(moment) for moment in moments) else "时间没有写到分钟"
    return f"{lacking}，无法判断是否满{least.said}（{shown}）"


def _only_a_day(moment: Moment) -> bool:
    low, high = moment.reading.low, moment.reading.high
    return low is None or high is None or high - low >= _DAY - _MINUTE
