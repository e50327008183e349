"""DAT: inspections keep to the period they were planned for; plans and filings are made by their last day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from docgen.dates import ImpossibleDate, find_moments, format_date, format_period, read_period
from docgen.reading import Outcome, Reading
from docgen.spec.times import Deadline, Planned
from docgen.validators.catalogue import rule
from docgen.validators.content.moments import Cell, Moment, cells_at, moments
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection, Paper

Span = tuple[Reading[datetime], Reading[datetime]]


@rule("DAT306", on="inspection", needs="planned", mendable="evidence")
def within_the_plan(inspection: Inspection) -> Iterator[Check]:
    """检查在计划、任务规定的期限内进行。

    为何：超出期限的检查没有计划依据；期限先看抽查任务，任务没有写明的看年度计划，再看告知材料。
    如何改：计划、任务有调整文件的，补入档案后重新核对；没有的，附情况说明，不得更改、补签、倒签。
    """
    for law in inspection.profile.dossier.planned:
        found = next(filter(None, (_spans(inspection, address) for address in law.period)), ())
        if found:
            yield _in_period(inspection, law, found)


def _spans(inspection: Inspection, address: str) -> tuple[tuple[Cell, Span], ...]:
    cells = cells_at(inspection, address)
    return tuple((cell, span) for cell in cells if (span := _span(cell)) is not None)


def _span(cell: Cell) -> Span | None:
    """The period a field tells of; months without a year are of the year the paper is for."""
    text, year = cell.reading.text, cell.paper.value("year") if cell.paper else ""
    for written in (text, f"{year}年{text}") if year else (text,):
        try:
            if (span := read_period(written)) is not None:
                return span
        except ImpossibleDate:
            return None
    return None


def _in_period(inspection: Inspection, law: Planned, found: tuple[tuple[Cell, Span], ...]) -> Check:
    clause = inspection.profile.clauses.get(law.clause or "")
    events = moments(inspection, law.shown_by)
    told = "；".join(f"{format_period(*span)}（{cell.source}）" for cell, span in found)
    shown = {"期限": told} | ({law.event: "；".join(event.said for event in events)} if events else {})
    check = Check(
        Outcome.UNDETERMINED,
        clause=clause,
        inputs=shown,
        limit=f"在{told}内",
        evidence=tuple(dict.fromkeys((*(cell.file for cell, _ in found), *(event.file for event in events)))),
    )
    if not events:
        return _awaited(inspection, law, check, found)
    outcomes = {event.reading.between(begin.low, end.high) for event in events for _, (begin, end) in found}
    outcome = next(iter(outcomes)) if len(outcomes) == 1 else Outcome.UNDETERMINED
    if outcome is Outcome.UNDETERMINED:
        why = f"各处日期不一或不能确定到日，不能判断是否在期限内（{law.event}{shown[law.event]}，期限{told}）"
        return replace(check, reason="time", why=why)
    judged = replace(check, outcome=outcome, margin=_margin(events[0], found[0][1]))
    if outcome is Outcome.CONFORMS:
        return judged
    return replace(
        judged,
        message=f"{law.event}不在规定的期限内",
        place=events[0].place,
        expected=check.limit,
        actual=f"{law.event}{shown[law.event]}，{judged.margin}",
        file=events[0].file,
        document=events[0].document,
    )


def _margin(event: Moment, span: Span) -> str:
    begin, end, day = span[0].low, span[1].high, event.reading.low
    if begin is None or end is None or day is None:
        return ""
    if day < begin:
        return f"早于期限{(begin.date() - day.date()).days}日"
    past = (day.date() - end.date()).days
    return f"晚于期限{past}日" if past > 0 else f"距期限届满{-past}日"


def _awaited(inspection: Inspection, law: Planned, check: Check, found: tuple[tuple[Cell, Span], ...]) -> Check:
    """Before the event: due by the end of the period; not judged once that is past, for the proof may be missing."""
    last = min(end.high.date() for _, (_, end) in found if end.high is not None)
    if inspection.reached("inspected") or last < inspection.as_of:
        return replace(check, reason="missing", why=f"未见{law.event}的时间，不能判断是否在期限内（{check.limit}）")
    left = (last - inspection.as_of).days
    why = f"{law.event}应于{format_date(last)}前完成（{check.limit}），截至{format_date(inspection.as_of)}尚余{left}日"
    return replace(check, outcome=Outcome.NOT_DUE, due=last, why=why, margin=f"尚余{left}日")


@rule("DAT307", on="paper", needs="deadline", mendable="evidence")
def plan_or_filing_in_time(paper: Paper) -> Iterator[Check]:
    """计划、备案在规定的期限前完成。

    为何：计划和备案在先，检查才有依据；逾期制定的计划不能追认已经进行的检查。
    如何改：有按期制定、备案凭证（批准文件、系统记录等）的，补入档案后重新核对；确已逾期的，附情况说明，不得更改、补签、倒签。
    """
    for law in paper.spec.deadline:
        limit = _last_day(paper, law)
        clause = paper.spec.clause_of(law.clause)
        if limit is None:
            yield Check(Outcome.UNDETERMINED, clause=clause, reason="missing", why=f"未见计算{law.event}期限的依据")
        else:
            yield _by_its_last_day(paper, law, Check(Outcome.UNDETERMINED, clause=clause), limit)


def _last_day(paper: Paper, law: Deadline) -> date | None:
    if law.by is not None:
        year = paper.value(law.year or "")
        return date.fromisoformat(f"{year}-{law.by}") if year.isdecimal() and len(year) == 4 else None
    begin = _first_moment(paper.value(law.before or ""))
    return begin.low.date() if begin and begin.low else None


def _first_moment(text: str) -> Reading[datetime] | None:
    return next((found.reading for found in find_moments(text) if found.reading), None)


def _by_its_last_day(paper: Paper, law: Deadline, check: Check, limit: date) -> Check:
    label, text = paper.spec.field[law.field].label[0], paper.value(law.field)
    told = _first_moment(text)
    day = told.low.date() if told and told.low else None
    said = f"不晚于{format_date(limit)}"
    if day is None and paper.as_of <= limit:
        left = (limit - paper.as_of).days
        why = f"{law.event}应{said}，截至{format_date(paper.as_of)}尚余{left}日"
        return replace(check, outcome=Outcome.NOT_DUE, due=limit, why=why, limit=said)
    if day is None:
        return replace(check, reason="missing", why=f"未见{law.event}的日期，不能判断是否{said}", limit=said)
    late = (day - limit).days
    margin = f"晚{late}日" if late > 0 else f"提前{-late}日" if late else "恰为最后一日，从宽认定为合乎"
    judged = replace(check, inputs={label: text}, limit=said, margin=margin, place=paper.fields[law.field].place)
    if late <= 0:
        return replace(judged, outcome=Outcome.CONFORMS)
    return replace(
        judged,
        outcome=Outcome.VIOLATES,
        message=f"{law.event}晚于规定的期限",
        expected=said,
        actual=f"“{label}”栏：{text}，{margin}",
    )
