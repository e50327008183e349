"""Working days by the State Council's calendar: statutory holidays, days off lent to them, weekends worked for them.

A year is known when its announcement is: from the holiday library, or from ``templates/calendar.toml`` for years newer
than the library and for announcements that were changed. A year that neither knows has no answer: None, never a guess
by Monday to Friday.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Final

import chinese_calendar

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
_OF_THE_LIBRARY: Final = frozenset(day.year for day in chinese_calendar.holidays)


@cache
def _is_worked_by_the_library(day: date) -> bool:
    """The library looks a day up slowly; it knows but a few thousand of them."""
    worked: bool = chinese_calendar.is_workday(day)
    return worked


@dataclass(frozen=True, slots=True)
class AnnouncedYear:
    """One year as the State Council announced it: days ``off`` from Monday to Friday, weekend days of ``work``."""

    off: frozenset[date]
    work: frozenset[date]
    source: str


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The years of the library, and those ``announced`` beside it, which stand over the library's."""

    announced: Mapping[int, AnnouncedYear] = field(default_factory=dict)

    def years_known(self) -> frozenset[int]:
        return _OF_THE_LIBRARY | frozenset(self.announced)

    def is_working_day(self, day: date) -> bool | None:
        """Whether a day is worked; None when its year is not known."""
        if (year := self.announced.get(day.year)) is not None:
            return day in year.work or (day.weekday() < _SATURDAY and day not in year.off)
        return _is_worked_by_the_library(day) if day.year in _OF_THE_LIBRARY else None

    def after(self, day: date, count: int) -> date | None:
        """The ``count``-th working day after a day, whose morrow is the first day counted (民法典第二百零一条).

        None when it lies in or behind a year that is not known. Raises ValueError for a count below one.
        """
        if count < 1:
            raise ValueError(f"count must be at least 1, not {count}")
        while count:
            day += _DAY
            worked = self.is_working_day(day)
            if worked is None:
                return None
            count -= worked
        return day

    def between(self, day: date, last: date) -> int | None:
        """How many working days lie after ``day`` up to and with ``last``, none where ``last`` is no later; None when
        a year among them is not known."""
        counted = 0
        while day < last:
            day += _DAY
            worked = self.is_working_day(day)
            if worked is None:
                return None
            counted += worked
        return counted

    def latest_start(self, count: int, last: date) -> date | None:
        """The latest day after which ``count`` working days are over by ``last``; None where a year is not known."""
        day = last
        while count:
            worked = self.is_working_day(day)
            if worked is None:
                return None
            count -= worked
            day -= _DAY
        return day
