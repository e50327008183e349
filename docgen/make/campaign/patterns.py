"""How an office writes the numbers of its papers: ``{code}双随机通〔{year}〕{number}号``, read and written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from docgen.errors import Problem, RecordError
from docgen.spec import suggest
from docgen.wording import squeezed

PLACE: Final = re.compile(r"\{(\w*)(?::0?(\d))?\}")
_BRACKETS: Final = MappingProxyType(str.maketrans("[]【】［］", "〔〕〔〕〔〕"))
_WORDS: Final = MappingProxyType(
    {"code": "code", "year": "year", "number": "number", "机关代字": "code", "年度": "year", "顺序号": "number"}
)


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """One sequence of numbers: a pattern, the office's code, the year."""

    written: str
    code: str
    year: int

    def number(self, counted: int) -> str:
        """The n-th number of the year."""
        return PLACE.sub(lambda match: self._value(match, counted), self.written)

    def counted(self, text: str) -> int | None:
        """Which number of this sequence a text is; None where it is of another year or of another kind."""
        match = re.fullmatch("".join(self._expressions()), alike(text))
        return int(match["number"]) if match else None

    def _value(self, match: re.Match[str], counted: int) -> str:
        word = _WORDS[match[1]]
        text = {"code": self.code, "year": str(self.year), "number": str(counted)}[word]
        return text.zfill(int(match[2] or 1)) if word == "number" else text

    def _expressions(self) -> list[str]:
        parts = PLACE.split(alike(self.written))
        words = {"code": re.escape(alike(self.code)), "year": str(self.year), "number": r"(?P<number>\d+)"}
        return [re.escape(part) if at % 3 == 0 else words[_WORDS[part]] for at, part in enumerate(parts) if at % 3 < 2]


def pattern_of(written: str, label: str, settings: Mapping[str, str], year: int, source: str) -> NumberPattern:
    """A pattern of the workbook's settings.

    Raises:
        RecordError: it has a place that is none of code, year, number, none or two for the number itself, or one for
            the office's code, which the settings do not say.
    """
    places = [match[1] for match in PLACE.finditer(written)]
    unknown = [word for word in places if word not in _WORDS]
    meant = [_WORDS[word] for word in places if word in _WORDS]
    place = f"“设置”的{label}"
    problems = [
        Problem(source, place, f"可用 {{code}}、{{year}}、{{number}}{_nearest(word)}", written) for word in unknown
    ]
    if meant.count("number") != 1:
        problems.append(Problem(source, place, "应有一处 {number}", written))
    if "code" in meant and not settings.get("agency_code"):
        problems.append(Problem(source, "“设置”的机关代字", "文号格式中有 {code}，必填"))
    if problems:
        raise RecordError("文号格式不能使用", "请改正“设置”后重试；没有编任何文号。", problems)
    return NumberPattern(written, settings.get("agency_code", ""), year)


def alike(number: str) -> str:
    """How two numbers are compared: width, white space and kind of brackets do not matter."""
    return squeezed(number).translate(_BRACKETS)


def _nearest(word: str) -> str:
    near = suggest(word, tuple(_WORDS))
    return f"；{{{word}}} 最接近的是 {{{near}}}" if near else ""
