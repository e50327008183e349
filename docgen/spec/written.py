"""The written forms of the law: amounts, line pitches and find expressions.

Values only, never expressions that compute. Every parser raises ValueError with a Chinese sentence saying what
was expected; :mod:`docgen.spec.load` adds file and key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from docgen.units import Length

_NUMBER: Final = r"(\d+(?:\.\d+)?)"
_CHARACTERS: Final = re.compile(r"(-?\d+(?:\.\d+)?) characters?")
_LINES: Final = re.compile(rf"{_NUMBER} lines?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A wanted value between ``low`` and ``high`` (None: open) in ``unit``.

    ``emu`` values are lengths in EMU, ``characters`` multiples of the text's own size, ``lines`` of its line.
    ``within`` is the law's own tolerance in EMU; None: that of the kind of file.
    """

    low: float | None
    high: float | None
    unit: Literal["emu", "characters", "lines"] = "emu"
    within: Length | None = None
    written: str = ""

    @property
    def length(self) -> Length:
        """The length to make with: the lower bound, else the upper."""
        return Length(int(self.low if self.low is not None else self.high or 0))


@dataclass(frozen=True, slots=True)
class LinePitch:
    """A wanted line pitch. ``exact`` and ``at_least`` bounds are EMU, ``multiple`` bounds are lines."""

    rule: Literal["exact", "at_least", "multiple"]
    low: float
    high: float
    within: Length | None = None
    written: str = ""


SpanUnit = Literal["hours", "days", "working days", "months"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time: clock hours, calendar days, working days, or months to the corresponding day."""

    count: int
    unit: SpanUnit
    written: str = ""


FindKind = Literal[
    "first_text", "matching", "paragraphs", "rows", "after", "before", "between", "heading_row", "other_rows", "cell",
    "header", "footer", "rest",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Find:
    """How a role or a field's place is found; ``pattern`` is a regular expression, ``roles`` name other roles."""

    kind: FindKind
    pattern: str = ""
    roles: tuple[str, ...] = ()
    written: str = ""


def _with_tolerance(value: Any, expected: str) -> tuple[str, Length | None]:
    """``"16pt"`` or ``{ value = "16pt", within = "1pt" }``."""
    if isinstance(value, dict) and set(value) == {"value", "within"} and isinstance(value["value"], str):
        return value["value"], _length(str(value["within"]), expected)
    if not isinstance(value, str):
        raise ValueError(expected)
    return value, None


def _length(text: str, expected: str) -> Length:
    try:
        return Length.parse(text)
    except ValueError:
        raise ValueError(expected) from None


def parse_amount(value: Any) -> Amount:
    """``L`` · ``exactly L`` · ``at_least L`` · ``L to L`` · ``N characters`` · ``N lines``."""
    expected = '应为长度，数字连着单位写（cm、mm、pt、磅），或字号如 "三号"，或 "2 characters"'
    if isinstance(value, Amount):
        return value
    text, within = _with_tolerance(value, expected)
    if match := _CHARACTERS.fullmatch(text):
        return Amount(float(match[1]), float(match[1]), "characters", within, text)
    if match := _LINES.fullmatch(text):
        return Amount(float(match[1]), float(match[1]), "lines", within, text)
    if text.startswith("at_least "):
        return Amount(_length(text.removeprefix("at_least "), expected), None, "emu", within, text)
    low, _, high = text.removeprefix("exactly ").partition(" to ")
    least = _length(low, expected)
    return Amount(least, _length(high, expected) if high else least, "emu", within, text)


def parse_line(value: Any) -> LinePitch:
    """``exactly L`` · ``at_least L`` · ``L to L`` · ``single`` · ``N lines``."""
    expected = '应为行距，写作 "exactly 长度"、"at_least 长度"、"长度 to 长度"、"single" 或 "1.5 lines"'
    if isinstance(value, LinePitch):
        return value
    text, within = _with_tolerance(value, expected)
    if text == "single":
        return LinePitch("multiple", 1, 1, within, text)
    if match := _LINES.fullmatch(text):
        return LinePitch("multiple", float(match[1]), float(match[1]), within, text)
    if text.startswith("at_least "):
        least = _length(text.removeprefix("at_least "), expected)
        return LinePitch("at_least", least, least, within, text)
    low, to, high = text.removeprefix("exactly ").partition(" to ")
    if not to and not text.startswith("exactly "):
        raise ValueError(expected)
    least = _length(low, expected)
    return LinePitch("exact", least, _length(high, expected) if to else least, within, text)


_FIXED: Final[tuple[tuple[str, FindKind], ...]] = (
    ("first text", "first_text"),
    ("every table, row 1", "heading_row"),
    ("every table, other rows", "other_rows"),
    ("header", "header"),
    ("footer", "footer"),
    ("the rest", "rest"),
)
_PATTERNED: Final[tuple[tuple[str, FindKind], ...]] = (
    (r'text matching "(.+)"', "matching"),
    (r'paragraphs matching "(.+)"', "paragraphs"),
    (r'rows matching "(.+)"', "rows"),
    (r'cell "(.+)"', "cell"),
)
_SUCH_AS: Final = r'(?: matching "(.+)")?'


_SPAN_UNITS: Final[tuple[tuple[str, SpanUnit], ...]] = (
    (r"(\d+) hours?", "hours"),
    (r"(\d+) days?", "days"),
    (r"(\d+) working days?", "working days"),
    (r"(\d+) months?", "months"),
)


def parse_span(value: str) -> Span:
    """``48 hours`` · ``1 month`` · ``20 working days`` · ``10 days``."""
    for form, unit in _SPAN_UNITS:
        if match := re.fullmatch(form, value):
            return Span(int(match[1]), unit, value)
    raise ValueError('应为时长，如 "48 hours"、"1 month"、"20 working days"')


def parse_find(value: Any) -> Find:
    """The closed list of find expressions (``templates/README.md``)."""
    expected = '应为定位语，如 first text、text matching "…"、after title、every table, row 1、the rest'
    if isinstance(value, Find):
        return value
    if not isinstance(value, str):
        raise ValueError(expected)
    for written, kind in _FIXED:
        if value == written:
            return Find(kind, written=value)
    for form, kind in _PATTERNED:
        if match := re.fullmatch(form, value):
            return Find(kind, regular(match[1]), written=value)
    if match := re.fullmatch(r"after (\w+)", value):
        return Find("after", roles=(match[1],), written=value)
    if match := re.fullmatch(rf"between (\w+) and (\w+){_SUCH_AS}", value):
        return Find("between", regular(match[3] or ""), (match[1], match[2]), value)
    if match := re.fullmatch(rf"before (\w+(?: or \w+)*){_SUCH_AS}", value):
        return Find("before", regular(match[2] or ""), tuple(match[1].split(" or ")), value)
    raise ValueError(expected)


def regular(pattern: str) -> str:
    """A regular expression, as written."""
    try:
        re.compile(pattern)
    except re.error as fault:
        raise ValueError(f"正则表达式有误（第{(fault.pos or 0) + 1}个字符处）") from None
    return pattern


def sentence(pattern: str) -> str:
    """A regular expression with a group named ``value``."""
    if "value" not in re.compile(regular(pattern)).groupindex:
        raise ValueError("应有名为 value 的分组，如 (?P<value>…)")
    return pattern


def rule_code(code: str) -> str:
    """The code of a rule: three letters of family and a number."""
    return _of_form(r"[A-Z]{3}\d{3}", code, "应为规则代号，三个大写字母加三位数字")


def month_day(written: str) -> str:
    """A day of any year, month first: ``03-31``. 29 February is none."""
    try:
        date.fromisoformat(f"2001-{written}")
    except ValueError:
        raise ValueError('应为月日，如 "03-31"') from None
    return _of_form(r"\d\d-\d\d", written, '应为月日，如 "03-31"')


def decimal(number: str) -> str:
    """A number in the source's own digits, kept as text: ``2.0`` and ``2`` are not written alike."""
    return _of_form(r"\d+(\.\d+)?", number, '应为数字，照原文写并用引号括起，如 "0.2"')


def colour(written: str) -> str:
    """Red, green and blue in hexadecimal (ECMA-376 Part 1 §17.18.38)."""
    return _of_form(r"[0-9A-F]{6}", written, '应为颜色，六位十六进制，如红色 "FF0000"')


def page_pattern(form: str) -> str:
    """How a page number is written, the number itself as ``{page}``, the number of pages as ``{pages}``."""
    return _of_form(r"[^{}]*\{page\}[^{}]*(\{pages\}[^{}]*)?", form, '应含 {page}，如 "— {page} —"')


def span(written: str) -> str:
    """A stretch of time (:func:`parse_span`), as written."""
    parse_span(written)
    return written


def _of_form(form: str, written: str, expected: str) -> str:
    if re.fullmatch(form, written) is None:
        raise ValueError(expected)
    return written
