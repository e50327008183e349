"""Dates in every form offices write: read with bounds, refused when impossible, printed in one form."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from docgen.dates import (
    ImpossibleDate,
    add_months,
    find_moments,
    format_date,
    format_moment,
    format_period,
    read_moment,
    read_period,
)

DAY = (datetime(2021, 9, 15, 0, 0), datetime(2021, 9, 15, 23, 59))


def bounds(text: str) -> tuple[datetime | None, datetime | None]:
    reading = read_moment(text)
    assert reading is not None, text
    return reading.low, reading.high


@pytest.mark.parametrize(
    "text",
    [
        "2021年9月15日", "2021年09月15日", "2021 年 9 月 15 日", "２０２１年９月１５日", "2021年9月15号",
        "2021-09-15", "2021-9-15", "2021.9.15", "2021/9/15", "２０２１－０９－１５", "20210915",
        "二〇二一年九月十五日", "二○二一年九月十五日", "二零二一年九月十五日",
        "2021年9月15日（星期三）", "　2021年9月15日 ",
    ],
)  # fmt: skip
def test_a_date_without_an_hour_is_some_time_of_that_day(text: str) -> None:
    assert bounds(text) == DAY


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("2021年9月15日9时10分", 9, 10),
        ("2021-09-15 09:10", 9, 10),
        ("2021-09-15T09:10:00", 9, 10),
        ("2021年9月15日　９：１０", 9, 10),
        ("2021年9月15日上午9时10分", 9, 10),
        ("2021年9月15日9点10分", 9, 10),
        ("2021年9月15日下午2:30", 14, 30),
        ("2021年9月15日下午2点半", 14, 30),
        ("2021年9月15日15时一刻", 15, 15),
        ("2021年9月15日中午12时05分", 12, 5),
        ("2021年9月15日凌晨12时05分", 0, 5),
        ("二〇二一年九月十五日十四时三十分", 14, 30),
        ("2021年9月15日9时整", 9, 0),
    ],
)
def test_a_time_to_the_minute_is_exact(text: str, hour: int, minute: int) -> None:
    assert bounds(text) == (datetime(2021, 9, 15, hour, minute),) * 2


def test_an_hour_without_minutes_is_some_minute_of_that_hour() -> None:
    assert bounds("2021年9月15日9时") == (datetime(2021, 9, 15, 9, 0), datetime(2021, 9, 15, 9, 59))


def test_a_half_day_has_the_bounds_of_that_half() -> None:
    assert bounds("2021年9月15日上午") == (datetime(2021, 9, 15, 0, 0), datetime(2021, 9, 15, 11, 59))
    assert bounds("2021年9月15日下午") == (datetime(2021, 9, 15, 12, 0), datetime(2021, 9, 15, 23, 59))


def test_twenty_four_o_clock_is_the_next_day() -> None:
    assert bounds("2021年12月31日24时") == (datetime(2022, 1, 1),) * 2


@pytest.mark.parametrize("text", ["", "2021年  月  日", "9月15日", "示例一食品店", "2021.9", "20214567", "13800000000"])
def test_what_is_no_date_reads_as_none(text: str) -> None:
    assert read_moment(text) is None


@pytest.mark.parametrize(
    "text",
    ["2021年2月30日", "2021-13-01", "2021.4.31", "2021年9月15日25时", "2021年9月15日9时70分", "二〇二一年九月三十一日"],
)
def test_an_impossible_date_is_refused_with_its_own_text(text: str) -> None:
    with pytest.raises(ImpossibleDate) as refused:
        read_moment(text)
    assert refused.value.text == text


def test_the_twenty_ninth_of_february_exists_in_leap_years_only() -> None:
    assert bounds("2024年2月29日")[0] == datetime(2024, 2, 29)
    with pytest.raises(ImpossibleDate):
        read_moment("2023年2月29日")


def test_moments_are_found_within_a_text_in_order_and_with_their_place() -> None:
    text = "送达：2021年9月15日9时10分，改为2021年2月30日。"
    first, second = find_moments(text)
    assert (first.text, first.start) == ("2021年9月15日9时10分", 3)
    assert first.reading is not None
    assert first.reading.value == datetime(2021, 9, 15, 9, 10)
    assert (second.text, second.reading) == ("2021年2月30日", None)
    assert text[second.start :].startswith(second.text)


def test_numbers_that_only_look_like_dates_are_not_found() -> None:
    assert find_moments("版本2021.9.15.3，编号2021-09-15-001，代码91220101MA00000000") == ()


def test_both_ends_of_a_written_range_are_found() -> None:
    assert [found.text for found in find_moments("2021-09-15-2021-09-18")] == ["2021-09-15", "2021-09-18"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2021年9月15日至18日", "2021年9月15日至9月18日"),
        ("2021-09-15 至 2021-09-18", "2021年9月15日至9月18日"),
        ("2021.9.15-9.18", "2021年9月15日至9月18日"),
        ("2021-09-15--2021-09-18", "2021年9月15日至9月18日"),
        ("2021年12月30日—2022年1月5日", "2021年12月30日至2022年1月5日"),
        ("2021年9月15日9时10分至11时30分", "2021年9月15日9时10分至11时30分"),
        ("2021-9-15 9:00~11:30", "2021年9月15日9时00分至11时30分"),
        ("2021年9月15日", "2021年9月15日"),
        ("2021年9月", "2021年9月"),
        ("2021年9月上旬", "2021年9月上旬"),
        ("2021年9月至10月", "2021年9月至10月"),
    ],
)
def test_a_period_is_read_and_printed_in_one_form_that_reads_back(text: str, printed: str) -> None:
    period = read_period(text)
    assert period is not None
    assert format_period(*period) == printed
    again = read_period(printed)
    assert again is not None
    assert [(end.low, end.high) for end in again] == [(end.low, end.high) for end in period]


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ImpossibleDate):
        read_period("2021年9月18日至15日")


@pytest.mark.parametrize("text", ["全年", "至", "2021年9月15日至待定", "示例一食品店至示例二食品店"])
def test_what_is_no_period_reads_as_none(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2021, 9, 15), 1, date(2021, 10, 15)),
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2021, 12, 31), 1, date(2022, 1, 31)),
        (date(2021, 3, 31), -1, date(2021, 2, 28)),
        (datetime(2021, 9, 15, 9, 10), 1, datetime(2021, 10, 15, 9, 10)),
    ],
)
def test_a_month_later_is_the_corresponding_day_or_the_last_of_its_month(
    start: date, months: int, expected: date
) -> None:
    assert add_months(start, months) == expected


def test_dates_are_printed_without_leading_zeros() -> None:
    assert format_date(date(2021, 4, 3)) == "2021年4月3日"
    assert format_moment(datetime(2021, 9, 15, 9, 10)) == "2021年9月15日9时10分"


@pytest.mark.parametrize("text", ["2021年9月15日", "2021年9月15日上午", "2021年9月15日9时", "2021年9月15日9时05分"])
def test_a_moment_is_printed_as_finely_as_it_was_written(text: str) -> None:
    reading = read_moment(text)
    assert reading is not None
    assert format_moment(reading) == text
