"""Dates and times as offices write them, read with bounds and printed in one form. Standard library only.

A moment is a :class:`~docgen.reading.Reading` of a local (Beijing) time: “2021年9月15日” is some time in
[00:00, 23:59] of that day, “9时” some time in [09:00, 09:59], “9时10分” is exact.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, TypeVar

from docgen.numerals import DIGITS, NUMERALS, digit_by_digit, whole
from docgen.reading import Reading

DateT = TypeVar("DateT", bound=date)

_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
"""Full-width forms to half-width ones, character by character: positions in the text stay what they were."""

_HAN: Final = rf"(?:\d{{1,2}}|[{NUMERALS}]{{1,3}})"
_YEAR: Final = rf"(?P<year>\d{{4}}|[{DIGITS}]{{4}})"
_DAY: Final = (
    rf"(?<![\d.]){_YEAR}\s*(?:年\s*(?P<month>{_HAN}|元)\s*月\s*(?P<day>{_HAN})(?:\s*[日号]|(?=\s*(?:[-~—–至、,;。)]|$)))"
    r"|(?P<mark>[-./])\s*(?P<month2>\d{1,2})\s*(?P=mark)\s*(?P<day2>\d{1,2})(?!\d|(?P=mark)(?!\d{4}\D)\d))"
)
_CLOCK: Final = (
    r"(?P<half>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜间|晚)?\s*"
    rf"(?:(?P<hour>{_HAN})\s*[时点]"
    rf"(?:钟|整|\s*(?P<minute>{_HAN})\s*分(?:钟|\s*(?P<second>\d{{1,2}})\s*秒)?|(?P<part>半|一刻|三刻)"
    r"|\s*(?P<bare>\d{2})(?=\s*$))?"
    r"|(?P<hour2>\d{1,2}):(?P<minute2>\d{2})(?::(?P<second2>\d{2})(?:\.\d+)?)?(?:\+08:?00)?(?![\d:]))"
)
_WEEKDAY: Final = r"(?:\s*\(?(?:星期|周)[一二三四五六日天]\)?)?"
_MOMENT: Final = re.compile(rf"{_DAY}{_WEEKDAY}(?:[\sT,，]*(?:{_CLOCK}|(?P<part_of_day>上午|下午)))?")
_COMPACT: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_CLOCK_ALONE: Final = re.compile(_CLOCK)
_MONTH: Final = re.compile(
    rf"{_YEAR}\s*(?:年\s*(?P<month>{_HAN}|元)\s*月份?|[-./]\s*(?P<month2>\d{{1,2}}))\s*(?P<third>上旬|中旬|下旬|底前?)?"
)
_MONTHS: Final = re.compile(rf"{_YEAR}\s*年度?\s*(?:全年|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度)?")
_BETWEEN: Final = re.compile(r"至|到|～|~|—+|–|--?")

_TO_24: Final = {"下午": 12, "傍晚": 12, "晚上": 12, "夜间": 12, "晚": 12}
_PARTS: Final = {"半": 30, "一刻": 15, "三刻": 45}
_LAST_MINUTE: Final = time(23, 59)
_NO_NUMBER: Final = 99
_SERIAL_ZERO: Final = datetime(1899, 12, 30)
_FIRST_SERIAL: Final = 61
_AFTER_LAST_SERIAL: Final = 2_958_466
"""Number 60 is the 29 February 1900 that never was; the days before it are counted otherwise."""


class ImpossibleDate(ValueError):  # noqa: N818  # reads as what it says, as FontMissing does
    """A text that has the form of a date or time and names none (30 February, 25 o'clock). ``text`` is as written."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"不存在的日期或时间：{text}")


@dataclass(frozen=True, slots=True)
class FoundMoment:
    """A moment within a longer text, from character ``start``; ``reading`` is None when it is impossible."""

    text: str
    start: int
    reading: Reading[datetime] | None


def read_moment(text: str) -> Reading[datetime] | None:
    """The moment that a whole text names, or None when it names none.

    Raises:
        ImpossibleDate: the text has the form of a date, and there is no such day or hour.
    """
    plain = text.translate(_HALF_WIDTH).strip()
    if match := _MOMENT.fullmatch(plain):
        return _moment(match, text.strip())
    if (match := _COMPACT.fullmatch(plain)) and _exists(int(match[1]), int(match[2]), int(match[3])):
        return _whole_day(date(int(match[1]), int(match[2]), int(match[3])), text.strip())
    return None


def find_moments(text: str) -> tuple[FoundMoment, ...]:
    """Every moment within a text, in order; impossible ones are among them, without a reading."""
    return tuple(_found(text))


def is_date(text: str) -> bool:
    """Whether a whole text is written as a date, with or without a time, be there such a day or not."""
    return any(moment.text == text.strip() for moment in _found(text))


def _found(text: str) -> Iterator[FoundMoment]:
    for match in _MOMENT.finditer(text.translate(_HALF_WIDTH)):
        written = text[match.start() : match.end()].rstrip()
        try:
            reading = _moment(match, written)
        except ImpossibleDate:
            reading = None
        yield FoundMoment(written, match.start(), reading)


def read_period(text: str) -> tuple[Reading[datetime], Reading[datetime]] | None:
    """The two ends of a written period, or None.

    The second end may leave out what it shares with the first (“2021年9月15日至18日”, “9时至11时30分”); an end
    may be a whole month or a third of one (“2021年9月上旬”), and a single one of these is a period by itself, as a
    quarter, a half or the whole of a year is (“2021年第三季度”, “2021年全年”).

    Raises:
        ImpossibleDate: an end has the form of a date, and there is no such day; or the period ends before it begins.
    """
    plain = text.translate(_HALF_WIDTH).strip()
    single = read_moment(plain) or _month(plain)
    if single is not None:
        return single, single
    if (months := _several_months(plain)) is not None:
        return months
    for between in _BETWEEN.finditer(plain):
        first, then = plain[: between.start()].strip(), plain[between.end() :].strip()
        begin = read_moment(first) or _month(first)
        end = _second_end(first, then) if begin else None
        if begin and end:
            if _latest(end) < _earliest(begin):
                raise ImpossibleDate(text.strip())
            return begin, end
    return None


def _second_end(first: str, then: str) -> Reading[datetime] | None:
    """The second end, with whatever of the first end's beginning it leaves out."""
    shared = [first[: match.end()] for match in re.finditer(r"[年月日号]\s*|[-./]", first)]
    for start in ("", *shared, f"{first} "):
        if (reading := read_moment(start + then) or _month(start + then)) is not None:
            return reading
    clock, begin = _CLOCK_ALONE.fullmatch(then), read_moment(first)
    return _at(_earliest(begin).date(), clock, then) if clock and begin else None


def read_serial(number: float) -> Reading[datetime] | None:
    """The moment a spreadsheet counts as ``number`` (ECMA-376 Part 1 §18.17.4.1, the system of 1900): a whole number
    is some time of that day, a fraction is exact to the minute. None beyond 1 March 1900 to 31 December 9999."""
    if not _FIRST_SERIAL <= number < _AFTER_LAST_SERIAL:
        return None
    if number == int(number):
        return _whole_day((_SERIAL_ZERO + timedelta(days=int(number))).date(), str(int(number)))
    minute = _SERIAL_ZERO + timedelta(minutes=round(number * 24 * 60))
    return Reading(minute, minute, str(number))


def _moment(match: re.Match[str], written: str) -> Reading[datetime]:
    year, month = _year(match), _month_of(match)
    day = _number(match["day"] or match["day2"])
    if not _exists(year, month, day):
        raise ImpossibleDate(written)
    if match["hour"] or match["hour2"]:
        return _at(date(year, month, day), match, written)
    if match["part_of_day"]:
        return _half_day(date(year, month, day), match["part_of_day"], written)
    return _whole_day(date(year, month, day), written)


def _at(day: date, clock: re.Match[str], written: str) -> Reading[datetime]:
    hour = _number(clock["hour"] or clock["hour2"])
    if hour < 12 and (clock["half"] in _TO_24 or (clock["half"] == "中午" and hour < 3)):
        hour += 12
    elif hour == 12 and clock["half"] == "凌晨":
        hour = 0
    said = clock["minute"] or clock["minute2"] or clock["bare"]
    minute = _number(said) if said else _PARTS.get(clock["part"] or "", 0)
    second = _number(clock["second"] or clock["second2"] or "0")
    if minute > 59 or second > 59 or hour > 24 or (hour == 24 and (minute or second)):
        raise ImpossibleDate(written)
    try:
        begin = datetime.combine(day, time()) + timedelta(hours=hour, minutes=minute, seconds=second)
    except OverflowError:  # 24时 of the last day there is
        raise ImpossibleDate(written) from None
    exact = said or clock["part"] or clock.group().endswith("整") or hour == 24
    return Reading(begin, begin if exact else begin + timedelta(minutes=59), written)


def _whole_day(day: date, written: str) -> Reading[datetime]:
    return Reading(datetime.combine(day, time()), datetime.combine(day, _LAST_MINUTE), written)


def _half_day(day: date, half: str, written: str) -> Reading[datetime]:
    if half == "上午":
        return Reading(datetime.combine(day, time()), datetime.combine(day, time(11, 59)), written)
    return Reading(datetime.combine(day, time(12)), datetime.combine(day, _LAST_MINUTE), written)


def _month(text: str) -> Reading[datetime] | None:
    """A whole month or a third of one, with the bounds of its first and last minute."""
    match = _MONTH.fullmatch(text)
    if match is None:
        return None
    year, month = _year(match), _month_of(match)
    if not _exists(year, month, 1):
        raise ImpossibleDate(text)
    last = monthrange(year, month)[1]
    first_day, last_day = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, last)}.get(match["third"] or "", (1, last))
    low = datetime(year, month, first_day)
    return Reading(low, datetime.combine(date(year, month, last_day), _LAST_MINUTE), text)


def _several_months(text: str) -> tuple[Reading[datetime], Reading[datetime]] | None:
    """The first and the last month of a whole year, a half of it or a quarter."""
    match = _MONTHS.fullmatch(text)
    if match is None or not _exists(_year(match), 1, 1):
        return None
    first, last = {"上": (1, 6), "下": (7, 12)}.get(match["half"] or "", (1, 12))
    if match["quarter"]:
        last = 3 * _number(match["quarter"])
        first = last - 2
    begin, end = (_month(f"{_year(match)}年{month}月") for month in (first, last))
    return (begin, end) if begin and end else None


def _year(match: re.Match[str]) -> int:
    return int(match["year"]) if match["year"].isdecimal() else digit_by_digit(match["year"]) or 0


def _month_of(match: re.Match[str]) -> int:
    return 1 if match["month"] == "元" else _number(match["month"] or match["month2"])


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _number(text: str) -> int:
    """A number of at most two digits, decimal or Chinese. What is none (十十) is no month, day or minute either."""
    number = whole(text)
    return _NO_NUMBER if number is None else number


def _earliest(reading: Reading[datetime]) -> datetime:
    return reading.low or datetime.min


def _latest(reading: Reading[datetime]) -> datetime:
    return reading.high or datetime.max


def add_months(day: DateT, months: int) -> DateT:
    """The corresponding day ``months`` later (earlier when negative); where a month has none, its last day.

    民法典第二百零二条：到期月没有对应日的，月末日为期间的最后一日。
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def format_date(day: date) -> str:
    """``2021年4月23日``: Arabic, no leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def format_moment(moment: datetime | Reading[datetime]) -> str:
    """``2021年9月15日9时10分``; of a reading only what it says: the day, the half of it, the hour, or the minute."""
    low = moment if isinstance(moment, datetime) else _earliest(moment)
    high = moment if isinstance(moment, datetime) else _latest(moment)
    if high == low:
        seconds = f"{low.second:02}秒" if low.second else ""
        return f"{format_date(low)}{low.hour}时{low.minute:02}分{seconds}"
    if high - low < timedelta(hours=1):
        return f"{format_date(low)}{low.hour}时"
    if low.date() != high.date():
        return f"{low.year}年{low.month}月{_THIRDS.get(low.day, '') if high - low < timedelta(days=12) else ''}"
    half = "" if high - low > timedelta(hours=12) else "上午" if low.hour == 0 else "下午"
    return f"{format_date(low)}{half}"


_THIRDS: Final = {1: "上旬", 11: "中旬", 21: "下旬"}


def format_period(begin: Reading[datetime], end: Reading[datetime]) -> str:
    """``2021年9月15日至9月18日``: the second end without the year or the day it shares with the first."""
    first, then = format_moment(begin), format_moment(end)
    if first == then:
        return first
    low, high = _earliest(begin), _earliest(end)
    same_day, clock = format_date(low), then.removeprefix(format_date(high))
    if low.date() == high.date() and clock and first != same_day:
        return f"{first}至{clock}"
    return f"{first}至{then.removeprefix(f'{low.year}年')}"
