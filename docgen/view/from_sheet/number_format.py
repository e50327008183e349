"""What a number in a cell stands for, by its number format: a date, a time, a percentage, or itself
(ECMA-376 Part 1 §18.8.30, §18.17.4)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

Shown = Literal["number", "date", "percent"]

_DATES: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Built-in formats that show a date or time; 27 to 36 and 50 to 58 are the East Asian ones, which a Chinese Excel
writes without saying what they look like (§18.8.30)."""
_PERCENTAGES: Final = frozenset((9, 10))
_GENERAL_TEXT: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_MARKS: Final = re.compile(r"[ymdhs]", re.IGNORECASE)
_EPOCH_1900: Final = datetime(1899, 12, 30)
_EPOCH_1904: Final = datetime(1904, 1, 1)
_PHANTOM_LEAP_DAY: Final = 60
"""Serial 60 is the 29 February 1900 that never was; the days before it count from one day later (§18.17.4.1)."""
_LAST_SERIAL: Final = 2958466
_DIGITS: Final = 10
_OF_OUR_TIME: Final = re.compile(r"[34567]\d{4}", re.ASCII)


def shown_as(identifier: int, code: str | None) -> Shown:
    """How a format shows a number: by its own code where it states one, else by its built-in number."""
    if code is None:
        return "date" if identifier in _DATES else "percent" if identifier in _PERCENTAGES else "number"
    plain = _GENERAL_TEXT.sub("", code.split(";")[0])
    if plain.strip().lower() == "general":
        return "number"
    return "date" if _DATE_MARKS.search(plain) else "percent" if "%" in plain else "number"


def value_shown(number: float, shown: Shown, *, since_1904: bool = False) -> object:
    """A number as its format shows it: a day, a time of day, a moment, ``3%``, or the number."""
    if shown == "percent":
        return f"{round(number * 100, _DIGITS):g}%"
    if shown == "date" and 0 <= number < _LAST_SERIAL:
        return _moment(number, since_1904=since_1904)
    return number


def day_of_serial(text: str) -> date | None:
    """The day a bare number would be as a date, where it is one of five digits, which days of our time have."""
    return (_EPOCH_1900 + timedelta(days=int(text))).date() if _OF_OUR_TIME.fullmatch(text) else None


def _moment(serial: float, *, since_1904: bool) -> date | time | datetime:
    """The moment of a serial number, to the second."""
    epoch = _EPOCH_1904 if since_1904 else _EPOCH_1900
    if not since_1904 and serial < _PHANTOM_LEAP_DAY:
        epoch += timedelta(days=1)
    moment = epoch + timedelta(seconds=round(serial * 86400))
    if serial < 1:
        return moment.time()
    return moment.date() if moment.time() == time() else moment
