"""The announced working days of years the holiday library does not know (``templates/calendar.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from docgen.errors import Problem, SpecError
from docgen.spec.faults import as_toml
from docgen.spec.folders import templates
from docgen.spec.law import Law
from docgen.spec.load import checked, read_toml
from docgen.working_days import AnnouncedYear, WorkCalendar

CALENDAR_FILE: Final = "calendar.toml"
_SATURDAY: Final = 5


class AnnouncedYearEntry(Law):
    """One table of ``calendar.toml``: the announcement of one year."""

    source: str
    off: tuple[date, ...]
    work: tuple[date, ...]


def load_calendar(extra: Sequence[Path] = ()) -> WorkCalendar:
    """The packaged calendar, and over it the ``calendar.toml`` of folders handed over, the last one's years standing.

    Raises SpecError with every fault of every file.
    """
    problems: list[Problem] = []
    announced: dict[int, AnnouncedYear] = {}
    for folder in (templates(), *extra):
        if folder == templates() or (folder / CALENDAR_FILE).is_file():
            data = read_toml(folder / CALENDAR_FILE, CALENDAR_FILE, problems) or {}
            announced |= _years(data, problems)
    if problems:
        raise SpecError("工作日历有误：", "请按 templates/README.md 所列写法改正。", problems)
    return WorkCalendar(announced)


def _years(data: Mapping[str, Any], problems: list[Problem]) -> Iterator[tuple[int, AnnouncedYear]]:
    for key, written in data.items():
        entry = checked(AnnouncedYearEntry, written, CALENDAR_FILE, problems, key)
        found = [] if entry is None else list(_faults(key, entry))
        problems.extend(found)
        if entry is not None and not found:
            yield int(key), AnnouncedYear(frozenset(entry.off), frozenset(entry.work), entry.source)


def _faults(key: str, entry: AnnouncedYearEntry) -> Iterator[Problem]:
    """A day under the wrong year or list would silently count for nothing."""
    if re.fullmatch(r"\d{4}", key) is None:
        yield Problem(CALENDAR_FILE, key, "应为四位数的年份，如 [2027]")
        return
    for name, days, weekend, expected in (
        ("off", entry.off, False, "应为周一至周五中放假的日子"),
        ("work", entry.work, True, "应为要上班的星期六、星期日"),
    ):
        for number, day in enumerate(days, 1):
            if day.year != int(key):
                yield Problem(CALENDAR_FILE, f"{key}.{name}[{number}]", f"应为{key}年的日子", as_toml(day))
            elif (day.weekday() >= _SATURDAY) is not weekend:
                yield Problem(CALENDAR_FILE, f"{key}.{name}[{number}]", expected, as_toml(day))
