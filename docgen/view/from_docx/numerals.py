"""Numbers as lists and pages write them (ST_NumberFormat, ECMA-376 Part 1 §17.18.59)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

_SIMPLE: Final = "零一二三四五六七八九"
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
_FORMAL_TRADITIONAL: Final = "零壹貳參肆伍陸柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MYRIAD: Final = 10_000
_LETTERS: Final = 26
_LONGEST_LETTERS: Final = 30


def numeral(value: int, form: str) -> str:
    """``value`` in number format ``form``; a format this table does not know, or cannot write so far, is decimal."""
    write = _FORMS.get(form)
    return write(value) if write is not None and value >= 0 else str(value)


def _counting(value: int, digits: str, units: str) -> str:
    """A Chinese numeral below a myriad of myriads: 一百零五, 十二 (units: 十百千万)."""
    if value < len(digits):
        return digits[value]
    if value >= _MYRIAD:
        high, low = divmod(value, _MYRIAD)
        gap = digits[0] if 0 < low < _MYRIAD // 10 else ""
        return _counting(high, digits, units) + units[3] + gap + (_counting(low, digits, units) if low else "")
    text, pending = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            text += (digits[0] if pending else "") + digits[digit] + (units[power - 1] if power else "")
        pending = digit == 0 and bool(text)
    return text


def _chinese(value: int) -> str:
    text = _counting(value, _SIMPLE, "十百千万")
    return text.removeprefix("一") if text.startswith("一十") else text


def _chinese_counting(value: int) -> str:
    """Counting to ninety-nine, then digit by digit, as the format’s definition has it."""
    return _chinese(value) if value < 100 else _digits("○一二三四五六七八九")(value)


def _legal(digits: str) -> Callable[[int], str]:
    return lambda value: _counting(value, digits, "拾佰仟萬" if digits is _FORMAL_TRADITIONAL else "拾佰仟万")


def _digits(digits: str) -> Callable[[int], str]:
    return lambda value: "".join(digits[int(digit)] for digit in str(value))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if 0 < value <= len(signs) else str(value)


def _sequence(first: str, count: int) -> Callable[[int], str]:
    """Signs that stand one after another in Unicode, from 1 to ``count``."""
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= count else str(value)


def _stem_branch(value: int) -> str:
    """甲子, 乙丑 … sixty of them."""
    if not 0 < value <= len(_STEMS) * len(_BRANCHES) // 2:
        return str(value)
    return _STEMS[(value - 1) % len(_STEMS)] + _BRANCHES[(value - 1) % len(_BRANCHES)]


def _roman(value: int) -> str:
    if not 0 < value < 4 * _ROMAN[0][0]:
        return str(value)
    text = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        text += sign * times
    return text


def _letters(first: str) -> Callable[[int], str]:
    """a … z, then aa, bb …: the letter repeated, not a base of 26."""

    def write(value: int) -> str:
        repeats, index = divmod(value - 1, _LETTERS)
        return chr(ord(first) + index) * (repeats + 1) if 0 <= repeats < _LONGEST_LETTERS else str(value)

    return write


def _ordinal(value: int) -> str:
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{'th' if value % 100 in (11, 12, 13) else suffix}"


_FORMS: Final[Mapping[str, Callable[[int], str]]] = MappingProxyType(
    {
        "none": lambda _: "",
        "decimalZero": lambda value: f"{value:02}",
        "decimalFullWidth": _digits("０１２３４５６７８９"),
        "decimalFullWidth2": _digits("０１２３４５６７８９"),
        "numberInDash": lambda value: f"- {value} -",
        "ordinal": _ordinal,
        "upperRoman": lambda value: _roman(value).upper(),
        "lowerRoman": _roman,
        "upperLetter": _letters("A"),
        "lowerLetter": _letters("a"),
        "decimalEnclosedCircle": _sequence("①", 20),
        "decimalEnclosedCircleChinese": _sequence("①", 20),
        "decimalEnclosedParen": _sequence("⑴", 20),
        "decimalEnclosedFullstop": _sequence("⒈", 20),
        "ideographEnclosedCircle": _sequence("㊀", 10),
        "ideographTraditional": _cycle(_STEMS),
        "ideographZodiac": _cycle(_BRANCHES),
        "ideographZodiacTraditional": _stem_branch,
        "chineseCounting": _chinese_counting,
        "taiwaneseCounting": _chinese_counting,
        "japaneseCounting": _chinese,
        "chineseCountingThousand": _chinese,
        "taiwaneseCountingThousand": _chinese,
        "ideographDigital": _digits("〇一二三四五六七八九"),
        "japaneseDigitalTenThousand": _digits("〇一二三四五六七八九"),
        "taiwaneseDigital": _digits("○一二三四五六七八九"),
        "chineseLegalSimplified": _legal(_FORMAL),
        "ideographLegalTraditional": _legal(_FORMAL_TRADITIONAL),
    }
)
