"""DAT: dates are days of the calendar."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.dates import find_moments
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
