"""What falls due soon: the entries that are not due yet, by their day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from docgen.validators.finding import NotDue, Report


@dataclass(frozen=True, slots=True)
class DueSoon:
    """The entries due within ``days`` of the as-of date, up to ``until``, in the order of their days."""

    days: int
    until: date
    entries: tuple[NotDue, ...]

    def by_day(self) -> Iterator[tuple[date, tuple[NotDue, ...]]]:
        """Each day on which something is due, with what is."""
        for day in dict.fromkeys(entry.due for entry in self.entries):
            if day is not None:
                yield day, tuple(entry for entry in self.entries if entry.due == day)


def due_within(report: Report, days: int) -> DueSoon:
    """What falls due from the as-of date on, within so many days of it. Past the calendar's end nothing does."""
    until = report.as_of + timedelta(days=min(days, (date.max - report.as_of).days))
    dated = ((entry.due, entry) for entry in report.not_due if entry.due is not None)
    soon = sorted((pair for pair in dated if report.as_of <= pair[0] <= until), key=lambda pair: pair[0])
    return DueSoon(days, until, tuple(entry for _, entry in soon))


def days_left(entry: NotDue, as_of: date) -> int | None:
    """Calendar days from the as-of date to the day an entry is due; None where no day is known."""
    return (entry.due - as_of).days if entry.due else None
