"""ROS: rosters and lists judged themselves: their columns, their entries, when they were revised and made known."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from docgen.codes import is_credit_code, is_registration_number, normalise_code
from docgen.dates import ImpossibleDate, format_date, read_moment
from docgen.reading import Outcome
from docgen.spec.model import Clause
from docgen.spec.rosters import Revision, RosterLaw
from docgen.validators.catalogue import rule
from docgen.validators.content.rosters import (
    Entry,
    columns_of,
    compared,
    days_in,
    entries_of,
    label_of,
    never_ends,
    said_rows,
    text_of,
)
from docgen.validators.finding import Check, Reason
from docgen.validators.paper import Paper
from docgen.view.from_sheet.grid import damage, without_result
from docgen.view.from_sheet.number_format import day_of_serial
from docgen.view.model import Place

_NO_LIST = "没有找到名录的表头和内容，无法核对"


def _law(paper: Paper) -> RosterLaw:
    return paper.spec.roster or RosterLaw()


def _clause(paper: Paper, key: str | None) -> Clause | None:
    return paper.spec.clauses[key] if key else None


def _list_place(paper: Paper) -> Place:
    reading = paper.fields.get(paper.spec.register_ or "")
    return reading.place if reading else Place()


@rule("ROS101", on="paper", needs="register_")
def has_its_columns(paper: Paper) -> Iterator[Check]:
    """名录库、清单的栏目齐全。

    为何：缺少规定的栏目，名录库就不能据以抽取、核对和备案。
    如何改：补上所缺的栏目并逐条填写；平台导出的，改用全部字段导出。
    """
    law, entries = _law(paper), entries_of(paper)
    clause, place = _clause(paper, law.clause), _list_place(paper)
    if not entries:
        yield Check(Outcome.UNDETERMINED, reason="missing", why=_NO_LIST, place=place, clause=clause)
        return
    needed = law.columns or tuple(name for name, datum in columns_of(paper).items() if datum.required)
    there = {column for entry in entries for column in entry}
    lacking = [label_of(paper, column) for column in needed if column not in there]
    wanted = "、".join(label_of(paper, column) for column in needed)
    if lacking:
        yield Check(
            Outcome.VIOLATES,
            f"缺少栏目：{'、'.join(lacking)}",
            place,
            expected=wanted,
            actual="、".join(label_of(paper, column) for column in columns_of(paper) if column in there),
            clause=clause,
        )
    else:
        yield Check(Outcome.CONFORMS, place=place, clause=clause, inputs={"栏目": wanted}, limit="栏目齐全")


@rule("ROS105", on="paper", needs="register_", severity="warning")
def entries_are_possible(paper: Paper) -> Iterator[Check]:
    """名录库、清单的各条不重复，内容可能成立。

    为何：重复的代码或证号会使同一户、同一人被抽取两次；不可能的代码、证号、日期说明录入有误。
    如何改：对照营业执照、执法证件核实后更正该条；确为两条的，注明区别。
    """
    law, entries = _law(paper), entries_of(paper)
    found = [*_repeated(paper, law, entries), *_impossible(paper, law, entries)]
    yield from found
    if entries and not found:
        yield Check(Outcome.CONFORMS, inputs={"条数": f"{len(entries)}条"}, limit="不重复，内容可能成立")


def _repeated(paper: Paper, law: RosterLaw, entries: tuple[Entry, ...]) -> Iterator[Check]:
    for column in law.unique:
        same: dict[str, list[Entry]] = {}
        for entry in entries:
            if text := text_of(entry, column):
                same.setdefault(compared(columns_of(paper)[column], text), []).append(entry)
        for group in (group for group in same.values() if len(group) > 1):
            reading = group[1][column]
            yield Check(
                Outcome.VIOLATES,
                f"{label_of(paper, column)}“{reading.text}”出现{len(group)}次：{_called(paper, group, column)}",
                reading.place,
                expected=f"各条的{label_of(paper, column)}不重复",
                actual=said_rows(group, column),
            )


def _called(paper: Paper, group: list[Entry], column: str) -> str:
    """Whose the entries are: “第3行检查员甲、第9行检查员乙”."""
    named = _law(paper).columns[:1] or tuple(columns_of(paper))[:1]
    return "、".join(f"第{entry[column].place.row}行{text_of(entry, named[0])}" for entry in group)


def _impossible(paper: Paper, law: RosterLaw, entries: tuple[Entry, ...]) -> Iterator[Check]:
    codes = [name for name, datum in columns_of(paper).items() if datum.type == "credit_code"]
    numbers = [one.number for one in law.certificates]
    ends = [one.until for one in law.certificates if one.until]
    others = [name for name in columns_of(paper) if name not in (*codes, *numbers, *ends)]
    for entry in entries:
        for column, wanted in (
            *((name, _wrong_code(text_of(entry, name))) for name in codes),
            *((name, damage(text_of(entry, name))) for name in numbers),
            *((name, _wrong_end(text_of(entry, name))) for name in ends),
            *((name, without_result(text_of(entry, name))) for name in others),
        ):
            if wanted:
                reading = entry[column]
                message = f"{label_of(paper, column)}不可能成立：“{reading.text}”"
                yield Check(Outcome.VIOLATES, message, reading.place, expected=wanted, actual=reading.text)


def _wrong_code(text: str) -> str:
    """What a code should be, where it cannot be one; a target without a code (a product, an act) lacks nothing."""
    code = normalise_code(text)
    if not code or is_credit_code(code) or is_registration_number(code):
        return ""
    return damage(text) or "18位统一社会信用代码，或15位注册号"


def _wrong_end(text: str) -> str:
    """What a last valid day should be, where it is none."""
    if not text or never_ends(text):
        return ""
    if serial := day_of_serial(text):
        return f"日期，或“长期”（存成了日期的序号，按表格程序的算法是{format_date(serial)}，该列的格式应为日期）"
    try:
        return "" if read_moment(text) else "日期，或“长期”"
    except ImpossibleDate:
        return "存在的日期"


@rule("ROS103", on="paper", needs="roster.revision.months")
def is_revised_in_its_months(paper: Paper) -> Iterator[Check]:
    """名录库在规定的月份内修订。

    为何：市场主体和执法人员时有变动，名录库每年6月、12月各修订一次；没有变动的也应有一次零变动修订的记载。
    如何改：有当月修订记录的，补充该次修订的名录库或公示凭证；没有修订的，附情况说明，及时修订并写明实际修订日期。
    """
    revision = _law(paper).revision
    assert revision is not None, "the rule needs it"
    reading = paper.fields.get(revision.on)
    days = days_in(reading.text) if reading else ()
    for first in _due_around(revision.months, paper.as_of):
        yield _revised_in(paper, revision, first, days)


def _due_around(months: tuple[int, ...], as_of: date) -> list[date]:
    """The first days of the months whose revision is asked of on a day: those of its year, and at the year's beginning
    the last one of the year before."""
    own = [date(as_of.year, month, 1) for month in sorted(months)]
    past = [first for first in own if _last_day(first) < as_of]
    return own if past else [date(as_of.year - 1, max(months), 1), *own]


def _last_day(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


def _revised_in(paper: Paper, revision: Revision, first: date, days: tuple[date, ...]) -> Check:
    last = _last_day(first)
    month, shown = f"{first.year}年{first.month}月", "、".join(map(format_date, days))
    reading = paper.fields.get(revision.on)
    check = Check(
        Outcome.CONFORMS,
        place=reading.place if reading else Place(),
        clause=_clause(paper, revision.clause),
        inputs={"修订日期": shown or "未载明", "月份": month},
        limit=f"{month}内有一次修订，没有变动的也有记载",
    )
    if any(first <= day <= last for day in days):
        return check
    if last >= paper.as_of:
        return _as(check, Outcome.NOT_DUE, due=last, why=f"{month}的修订未到期")
    later = [day for day in days if day > last]
    if not days:
        return _as(check, Outcome.UNDETERMINED, why=f"没有载明修订日期，无法核对{month}是否修订")
    if later and all(day.month in revision.months for day in later):
        why = f"本份名录库为{format_date(later[-1])}修订，{month}的修订须看当时的名录库或公示凭证"
        return _as(check, Outcome.UNDETERMINED, why=why)
    message = f"未见{month}修订的记载，所载修订日期为{shown}"
    return _as(check, Outcome.VIOLATES, message=message, expected=check.limit or "", actual=shown)


def _as(
    check: Check,
    outcome: Outcome,
    *,
    why: str = "",
    message: str = "",
    due: date | None = None,
    expected: str = "",
    actual: str = "",
) -> Check:
    reason: Reason | None = "missing" if outcome is Outcome.UNDETERMINED else None
    told = replace(check, outcome=outcome, why=why, message=message, due=due, reason=reason)
    return replace(told, expected=expected or None, actual=actual or None)


@rule("ROS107", on="paper", needs="roster.revision")
def revision_is_made_known(paper: Paper) -> Iterator[Check]:
    """名录库修订后按规定公示、备案。

    为何：修订后的名录库应当公示，并按规定备案，抽取才有公开的依据。
    如何改：已公示、备案的，补充公示凭证、备案回执并写明实际日期；尚未办理的，及时办理。
    """
    revision = _law(paper).revision
    assert revision is not None, "the rule needs it"
    reading = paper.fields.get(revision.on)
    days = days_in(reading.text) if reading else ()
    for name, act in ((revision.published, "公示"), (revision.filed, "备案")):
        if name is not None:
            yield _made_known(paper, revision, name, act, days)


def _made_known(paper: Paper, revision: Revision, name: str, act: str, days: tuple[date, ...]) -> Check:
    reading = paper.fields.get(name)
    then = days_in(reading.text) if reading else ()
    check = Check(
        Outcome.CONFORMS,
        place=reading.place if reading else Place(field=name),
        clause=_clause(paper, revision.clause),
        inputs={"修订日期": "、".join(map(format_date, days)), f"{act}日期": "、".join(map(format_date, then))},
        limit=f"修订后{act}",
    )
    if not days:
        return _as(check, Outcome.UNDETERMINED, why=f"没有载明修订日期，无法核对修订后是否{act}")
    if any(day >= days[-1] for day in then):
        return check
    last = _last_day(days[-1])
    if revision.months and last >= paper.as_of:
        return _as(check, Outcome.NOT_DUE, due=last, why=f"{format_date(days[-1])}的修订，{act}未到期")
    shown = f"{act}日期为{format_date(then[-1])}，早于修订" if then else f"没有载明{act}日期"
    message = f"未见{format_date(days[-1])}修订后的{act}：{shown}"
    return _as(check, Outcome.VIOLATES, message=message, expected=f"修订后的{act}日期", actual=shown)
