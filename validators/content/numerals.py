"""Numbers as people write them into tables: “2.0分”, “２分”, “两分”, “（3）”, “四、”."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from docgen.numerals import NUMERALS, whole
from docgen.wording import squeezed

_CHINESE: Final = rf"[{NUMERALS}]+"
_ORDINAL: Final = re.compile(rf"第?\(?(\d+|{_CHINESE})\)?[项条.、,。]?")
_POINTS: Final = re.compile(rf"(-?\d+(?:\.\d+)?|{_CHINESE})分?")


def ordinal(text: str) -> int | None:
    """The number of an item, however it is written; None when the text is none."""
    match = _ORDINAL.fullmatch(squeezed(text))
    return whole(match[1]) if match else None


def points(text: str) -> Decimal | None:
    """A number of points, with or without its 分; None when the text is none."""
    match = _POINTS.fullmatch(squeezed(text).replace("\u2212", "-"))
    if match is None:
        return None
    if match[1][-1].isdigit():
        return Decimal(match[1])
    number = whole(match[1])
    return None if number is None else Decimal(number)
