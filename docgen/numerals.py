"""Chinese numerals read: digit by digit as years are written, or as whole numbers below one hundred. Standard library
only."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

_MARKS: Final = ("〇零○Ｏ", "一", "二两", "三", "四", "五", "六", "七", "八", "九")
_DIGITS: Final = MappingProxyType({mark: value for value, marks in enumerate(_MARKS) for mark in marks} | {"O": 0})
_SHORT: Final = MappingProxyType({"廿": "二十", "卅": "三十"})

DIGITS: Final = "".join(_DIGITS)
"""Every mark that stands for one digit, 〇 in the ways it is typed."""
NUMERALS: Final = f"{DIGITS}十{''.join(_SHORT)}"
"""Every mark a whole number below one hundred is written with."""


def digit_by_digit(text: str) -> int | None:
    """``二〇二一`` → 2021; None where a mark is no digit."""
    digits = [_DIGITS.get(mark) for mark in text]
    if not digits or None in digits:
        return None
    return int("".join(map(str, digits)))


def whole(text: str) -> int | None:
    """Arabic digits, or Chinese numerals below one hundred (十二, 二十, 三十五, 廿五); None for anything else."""
    if text.isdecimal():
        return int(text)
    for short, long in _SHORT.items():
        text = text.replace(short, long)
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text)
    if (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
        return None
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
