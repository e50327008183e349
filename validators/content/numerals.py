"""Numbers as people write them into tables: “2.0分”, “２分”, “两分”, “（3）”, “四、”."""

from __future__ import annotations

import re
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from docgen.wording import squeezed

_DIGITS: Final = MappingProxyType(
    {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
)
_CHINESE: Final = rf"[{''.join(_DIGITS)}十]+"
_ORDINAL: Final = re.compile(rf"第?\(?(\d+|{_CHINESE})\)?[项条.、,。]?")
_POINTS: Final = re.compile(rf"(-?\d+(?:\.\d+)?|{_CHINESE})分?")


def ordinal(text: str) -> int | None:
    """The number of an item, however it is written; None when the text is none."""
    match = _ORDINAL.fullmatch(squeezed(text))
    return _whole(match[1]) if match else None


def points(text: str) -> Decimal | None:
    """A number of points, with or without its 分; None when the text is none."""
    match = _POINTS.fullmatch(squeezed(text).replace("\u2212", "-"))
    if match is None:
        return None
    if match[1][-1].isdigit():
        return Decimal(match[1])
    whole = _whole(match[1])
    return None if whole is None else Decimal(whole)


def _whole(written: str) -> int | None:
    """Arabic digits, or Chinese numerals below one hundred (“十二”, “二十”, “三十五”)."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.partition("十")
    if len(tens) > 1 or len(ones) > 1 or ones == "十":
        return None
    unit = _DIGITS.get(ones, 0)
    return (_DIGITS.get(tens, 1) * 10 + unit) if ten else _DIGITS.get(tens)
