"""Working days by the State Council's calendar: the golden values of the field, and what must hold of any count."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import SpecError
from docgen.spec import load_profile
from docgen.spec.calendar import load_calendar
from docgen.working_days import AnnouncedYear, WorkCalendar

CALENDAR = WorkCalendar()
NEW_YEAR = AnnouncedYear(frozenset({date(2027, 1, 1)}), frozenset({date(2027, 1, 3)}), "某通知")

days = st.dates(date(2004, 1, 1), date(2026, 10, 31))
counts = st.integers(1, 30)


@pytest.mark.parametrize(
    ("end", "limit", "by_monday_to_friday"),
    [
        ("2021-01-20", "2021-02-22", "2021-02-17"),
        ("2021-09-15", "2021-10-19", "2021-10-13"),
        ("2021-12-10", "2022-01-10", "2022-01-07"),
        ("2025-01-15", "2025-02-18", "2025-02-12"),
        ("2025-09-20", "2025-10-23", "2025-10-17"),
        ("2026-02-10", "2026-03-16", "2026-03-10"),
        ("2026-09-18", "2026-10-22", "2026-10-16"),
    ],
)
def test_the_twentieth_working_day_is_the_state_councils_and_not_that_of_monday_to_friday(
    end: str, limit: str, by_monday_to_friday: str
) -> None:
    day = date.fromisoformat(end)
    assert CALENDAR.after(day, 20) == date.fromisoformat(limit)
    weekdays = (day + timedelta(n) for n in range(1, 60) if (day + timedelta(n)).weekday() < 5)
    assert list(weekdays)[:20][-1] == date.fromisoformat(by_monday_to_friday)


@pytest.mark.parametrize(
    ("year", "worked"),
    [
        (2021, "2-7 2-20 4-25 5-8 9-18 9-26 10-9"),
        (2025, "1-26 2-8 4-27 9-28 10-11"),
        (2026, "1-4 2-14 2-28 5-9 9-20 10-10"),
    ],
)
def test_the_weekends_that_are_worked_are_the_announced_ones(year: int, worked: str) -> None:
    every = (date(year, 1, 1) + timedelta(n) for n in range(365))
    weekends = [day for day in every if day.weekday() >= 5 and CALENDAR.is_working_day(day)]
    assert " ".join(f"{day.month}-{day.day}" for day in weekends) == worked


@pytest.mark.parametrize(("year", "last"), [(2021, "2021-12-05"), (2025, "2025-12-03"), (2026, "2026-12-03")])
def test_the_last_end_with_twenty_whole_working_days_in_the_year(year: int, last: str) -> None:
    assert CALENDAR.latest_start(20, date(year, 12, 31)) == date.fromisoformat(last)


def test_thirteen_working_days_are_left_from_8_to_25_december_2026() -> None:
    assert CALENDAR.between(date(2026, 12, 8), date(2026, 12, 25)) == 13


def test_a_year_nobody_announced_has_no_answer() -> None:
    assert 2027 not in CALENDAR.years_known()
    assert CALENDAR.is_working_day(date(2027, 3, 1)) is None
    assert CALENDAR.after(date(2026, 12, 10), 20) is None
    assert CALENDAR.between(date(2026, 12, 10), date(2027, 1, 8)) is None
    assert CALENDAR.latest_start(3, date(2027, 1, 8)) is None
    assert CALENDAR.between(date(2026, 12, 10), date(2026, 12, 31)) == 15


def test_an_announced_year_stands_beside_those_of_the_library_and_over_them() -> None:
    announced = WorkCalendar({2027: NEW_YEAR})
    assert {2026, 2027} <= announced.years_known()
    assert [announced.is_working_day(date(2027, 1, day)) for day in range(1, 6)] == [False, False, True, True, True]
    assert announced.after(date(2026, 12, 10), 20) == date(2027, 1, 7)
    changed = WorkCalendar({2026: AnnouncedYear(frozenset(), frozenset(), "改后的通知")})
    assert changed.is_working_day(date(2026, 1, 1)) is True


def test_a_count_below_one_names_no_day() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        CALENDAR.after(date(2026, 6, 1), 0)


@given(days, counts)
def test_the_nth_working_day_after_is_worked_and_has_n_working_days_up_to_it(day: date, count: int) -> None:
    limit = CALENDAR.after(day, count)
    assert limit is not None
    assert CALENDAR.is_working_day(limit)
    assert CALENDAR.between(day, limit) == count
    assert limit >= day + timedelta(count)


@given(days, counts)
def test_a_later_end_never_has_an_earlier_limit_and_more_days_always_have_a_later_one(day: date, count: int) -> None:
    limit, following = CALENDAR.after(day, count), CALENDAR.after(day + timedelta(1), count)
    longer = CALENDAR.after(day, count + 1)
    assert limit is not None
    assert following is not None
    assert longer is not None
    assert limit <= following
    assert limit < longer


@given(days, counts)
def test_the_latest_start_is_the_last_day_whose_limit_is_kept(last: date, count: int) -> None:
    start = CALENDAR.latest_start(count, last)
    if start is not None and start.year in CALENDAR.years_known():
        limit, following = CALENDAR.after(start, count), CALENDAR.after(start + timedelta(1), count)
        assert limit is not None
        assert limit <= last
        assert following is None or following > last


def test_the_packaged_calendar_is_read_and_one_handed_over_stands_over_it(tmp_path: Path) -> None:
    assert load_calendar().years_known() >= set(range(2004, 2027))
    (tmp_path / "calendar.toml").write_text(
        '[2027]\nsource = "某通知"\noff = [2027-01-01]\nwork = [2027-01-03]\n', encoding="utf-8"
    )
    assert load_calendar([tmp_path]).announced[2027] == NEW_YEAR


def test_a_calendar_beside_a_jurisdiction_handed_over_is_its_own(tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    (tmp_path / "city" / "profile.toml").write_text('name = "示例市"\nedition = "试行"\n', encoding="utf-8")
    assert 2027 not in load_profile("city", [tmp_path]).calendar.years_known()
    (tmp_path / "calendar.toml").write_text(
        '[2027]\nsource = "某通知"\noff = [2027-01-01]\nwork = [2027-01-03]\n', encoding="utf-8"
    )
    assert load_profile("city", [tmp_path]).calendar.announced[2027] == NEW_YEAR


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('[2027]\nsource = "某通知"\noff = [2027-01-02]\nwork = []', r"2027\.off\[1\].*周一至周五"),
        ('[2027]\nsource = "某通知"\noff = []\nwork = [2027-01-04]', r"2027\.work\[1\].*星期六、星期日"),
        ('[2027]\nsource = "某通知"\noff = [2026-01-01]\nwork = []', r"2027\.off\[1\].*2027年的日子"),
        ('[next]\nsource = "某通知"\noff = []\nwork = []', "四位数的年份"),
        ("[2027]\noff = []\nwork = []", r"2027\.source"),
    ],
)
def test_a_day_in_the_wrong_place_of_the_calendar_is_refused_with_its_place(
    written: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "calendar.toml").write_text(written, encoding="utf-8")
    with pytest.raises(SpecError, match=told):
        load_calendar([tmp_path])
