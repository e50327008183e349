"""Dates in any form and any text: every form of a day reads back as that day, and no text makes a reader fall."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.dates import (
    ImpossibleDate,
    find_moments,
    format_moment,
    format_period,
    read_moment,
    read_period,
    read_serial,
)
from docgen.numerals import digit_by_digit, whole
from docgen.reading import Reading

days = st.dates(date(1000, 1, 1), date(9999, 12, 30))
minutes = st.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))
office_text = st.text(
    alphabet="0123456789２０年月日时分点至到—~-./:：上下午旬半季度〇一二三十廿元 \n、星期（）T秒号", max_size=40
)

HAN = "〇一二三四五六七八九"


def in_han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return f"{'' if tens == 0 else '十' if tens == 1 else HAN[tens] + '十'}{HAN[ones] if ones else ''}"


FORMS: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
    lambda day: f"{day.year}年{day.month}月{day.day}",
    lambda day: f"{day.year} 年 {day.month} 月 {day.day} 号",
    lambda day: day.isoformat(),
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{''.join(HAN[int(digit)] for digit in str(day.year))}年{in_han(day.month)}月{in_han(day.day)}日",
)


@given(days, st.sampled_from(FORMS))
def test_every_written_form_of_a_day_reads_back_as_that_day(day: date, form: Callable[[date], str]) -> None:
    reading = read_moment(form(day))
    assert reading is not None
    assert reading.low == datetime(day.year, day.month, day.day)
    assert reading.high == datetime(day.year, day.month, day.day, 23, 59)
    assert [found.reading for found in find_moments(f"送达：{form(day)}。")] == [reading]


@given(minutes)
def test_a_minute_printed_reads_back_as_that_minute(minute: datetime) -> None:
    reading = read_moment(format_moment(minute))
    assert reading is not None
    assert reading.value == minute


@given(minutes, st.integers(0, 400 * 24 * 60))
def test_a_period_printed_reads_back_with_its_two_ends(begin: datetime, length: int) -> None:
    end = begin + timedelta(minutes=length)
    period = read_period(format_period(Reading.exact(begin), Reading.exact(end)))
    assert period is not None
    assert [(one.low, one.high) for one in period] == [(begin, begin), (end, end)]


@given(st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 31)))
def test_a_serial_number_of_a_spreadsheet_is_its_moment_to_the_minute(moment: datetime) -> None:
    minute = moment.replace(second=0, microsecond=0)
    since = minute - datetime(1899, 12, 30)
    reading = read_serial(since / timedelta(days=1))
    assert reading is not None
    assert reading.low == minute


@pytest.mark.parametrize("number", [0, 60, -1, 2_958_466, float("nan"), float("inf"), 91220101])
def test_a_number_no_spreadsheet_shows_as_a_date_is_none(number: float) -> None:
    assert read_serial(number) is None


@given(st.one_of(st.text(max_size=40), office_text))
def test_no_text_makes_a_reader_fall(text: str) -> None:
    for read in (read_moment, read_period):
        with suppress(ImpossibleDate):
            read(text)
    for found in find_moments(text):
        assert text[found.start :].startswith(found.text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2021年9月15-18日", "2021-09-15", "2021-09-18"),
        ("2021年第三季度", "2021-07-01", "2021-09-30"),
        ("2021年3季度", "2021-07-01", "2021-09-30"),
        ("2021年上半年", "2021-01-01", "2021-06-30"),
        ("2021年度全年", "2021-01-01", "2021-12-31"),
        ("2021年3月—12月", "2021-03-01", "2021-12-31"),
        ("二〇二一年九月", "2021-09-01", "2021-09-30"),
        ("2021年元月至2月", "2021-01-01", "2021-02-28"),
    ],
)
def test_a_period_may_be_told_by_days_months_quarters_or_the_year(text: str, low: str, high: str) -> None:
    period = read_period(text)
    assert period is not None
    begin, end = period
    assert begin.low is not None
    assert end.high is not None
    assert (begin.low.date().isoformat(), end.high.date().isoformat()) == (low, high)


@pytest.mark.parametrize("text", ["2026年5月2名执法人员", "9999年", "2026年9月150", "2021年9月十五时"])
def test_a_number_after_a_month_is_a_day_only_where_nothing_else_is_counted(text: str) -> None:
    assert read_moment(text) is None
    assert find_moments(text) == ()


def test_the_last_moment_of_all_has_no_next_day() -> None:
    with pytest.raises(ImpossibleDate):
        read_moment("9999年12月31日24时")


@pytest.mark.parametrize(("text", "number"), [("廿五", 25), ("两", 2), ("十", 10), ("三十", 30), ("卅一", 31)])
def test_chinese_numerals_are_read_in_one_place(text: str, number: int) -> None:
    assert whole(text) == number


@pytest.mark.parametrize("text", ["", "十十", "二一", "百", "一十二十"])
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert whole(text) is None


def test_a_year_is_read_digit_by_digit() -> None:
    assert digit_by_digit("二○二一") == 2021
    assert digit_by_digit("二十") is None
    assert digit_by_digit("") is None
