"""DAT: dates are days of the calendar, and what a paper tells of ends after it begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgen.dates import FoundMoment, find_moments
from docgen.reading import Outcome
from docgen.spec.datum import Datum
from docgen.validators.catalogue import rule
from docgen.validators.finding import Check
from docgen.validators.paper import Paper
from docgen.view.fields import FieldReading

_DATED = ("date", "datetime", "period")


@rule("DAT101", on="paper", severity="error", mendable="evidence")
def possible_dates(paper: Paper) -> Iterator[Check]:
    """日期是日历上有的日期。

    为何：2月30日这样的日期不存在，时限无从计算。
    如何改：核实实际日期，原件保留，附更正说明或情况说明，不得更改、补签、倒签。
    """
    for law, reading in _dated(paper):
        impossible = [moment.text for moment in find_moments(reading.text) if moment.reading is None]
        for text in impossible:
            yield Check(
                Outcome.VIOLATES,
                f"“{law.label[0]}”栏的“{text}”不是日历上有的日期",
                reading.place,
                expected="日历上有的日期",
                actual=text,
            )
        if not impossible:
            yield Check(Outcome.CONFORMS, place=reading.place, inputs={law.label[0]: reading.text})


@rule("DAT102", on="paper", needs="field", severity="warning", mendable="evidence")
def ends_after_it_begins(paper: Paper) -> Iterator[Check]:
    """一份文书中，结束时间不早于开始时间。

    为何：结束早于开始，时间必有一处笔误，检查经过和时限都说不清。
    如何改：核实实际时间，原件保留，附更正说明或情况说明，不得更改、补签、倒签。
    """
    for name, law in paper.spec.field.items():
        if law.not_before is None:
            continue
        starts, ends = _readings(paper, law.not_before), _readings(paper, name)
        if not starts or not ends:
            continue
        begin, end = starts[0], ends[-1]
        labels = paper.spec.field[law.not_before].label[0], law.label[0]
        yield replace(
            _told(labels, begin, end),
            place=paper.fields[name].place,
            inputs=dict(zip(labels, (begin.text, end.text), strict=True)),
        )


def _told(labels: tuple[str, str], begin: FoundMoment, end: FoundMoment) -> Check:
    """Where one of them is a day without an hour, on one day nobody is asked for it."""
    first, last = begin.reading, end.reading
    if first is None or first.low is None or last is None or last.at_least(first.low) is not Outcome.VIOLATES:
        return Check(Outcome.CONFORMS)
    return Check(
        Outcome.VIOLATES,
        f"“{labels[1]}”（{end.text}）早于“{labels[0]}”（{begin.text}）",
        expected=f"不早于{begin.text}",
        actual=end.text,
    )


def _readings(paper: Paper, name: str) -> tuple[FoundMoment, ...]:
    """The moments a field tells of that are possible."""
    reading = paper.fields.get(name)
    found = find_moments(reading.text) if reading else ()
    return tuple(moment for moment in found if moment.reading is not None)


def _dated(paper: Paper) -> Iterator[tuple[Datum, FieldReading]]:
    """Everything that was written where a date stands: in fields, and in the rows of lists."""
    for name, law in paper.spec.field.items():
        reading = paper.fields.get(name)
        if reading is None:
            continue
        if law.type in _DATED and not reading.blank:
            yield law, reading
        for row in reading.entries:
            for column, cell in row.items():
                if law.entry[column].type in _DATED and not cell.blank and column not in paper.spec.field:
                    yield law.entry[column], cell
