"""The levels of an official document's text, by the numbers its paragraphs begin with (GB/T 9704-2012 7.3.3).

一、 then （一） then 1. then （1）. What is commonly written instead is known too, with the level it is meant for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from docgen.validators.content.numerals import ordinal
from docgen.view.from_docx.numerals import numeral
from docgen.view.model import Paragraph

_HAN: Final = "[一二三四五六七八九十]{1,3}"
_ARABIC: Final = r"\d{1,2}"
_RIGHT: Final = (
    (1, rf"{_HAN}、"),
    (2, rf"（{_HAN}）(?!、)"),
    (3, rf"{_ARABIC}[.．](?!\d)"),
    (4, rf"（{_ARABIC}）(?!、)"),
)
_WRONG: Final = (
    (1, rf"{_HAN}[.．]"),
    (2, rf"[（(]{_HAN}[）)]、?"),
    (None, rf"{_ARABIC}、"),
    (4, rf"[（(]{_ARABIC}[）)]、?"),
    (4, "[\u2474-\u2487]"),
)
"""Arabic digits with 、 are meant for the first level as often as for the third."""
_PASSED_OVER: Final = -1
"""The last number of a level that was passed over, which was said: nothing is known of what comes next on it."""
_NAMES: Final = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}


@dataclass(frozen=True, slots=True)
class Mark:
    """The number a paragraph begins with. ``level`` None: it may be meant for several; ``right``: written as the
    standard writes that level."""

    written: str
    level: int | None
    number: int
    right: bool


@dataclass(frozen=True, slots=True)
class LevelFault:
    """What is amiss with the number of a paragraph: the sentence, what it should be, and what it is. ``skips``: a level
    above it is passed over."""

    paragraph: Paragraph
    message: str
    wanted: str
    found: str
    skips: bool = False


def mark_of(paragraph: Paragraph) -> Mark | None:
    """By its automatic number, else by what it begins with."""
    return _read(paragraph.label.strip()) or _read(paragraph.text.lstrip())


def _read(text: str) -> Mark | None:
    for right, forms in ((True, _RIGHT), (False, _WRONG)):
        for level, form in forms:
            if match := re.match(form, text):
                return Mark(match.group(), level, ordinal(match.group()) or 0, right)
    return None


def run_in(paragraph: Paragraph) -> tuple[Mark, Paragraph, Paragraph] | None:
    """The first sentence of a paragraph with a number, which may be set as its level is, and what follows on the same
    line; None where it is no sentence (“一、总体要求” is all heading)."""
    mark = mark_of(paragraph)
    end = paragraph.text.find("。") + 1
    if mark is None or not end:
        return None
    first, rest = [], []
    for run in paragraph.runs:
        cut, end = min(max(end, 0), len(run.text)), end - len(run.text)
        first.append(replace(run, text=run.text[:cut]))
        rest.append(replace(run, text=run.text[cut:]))
    return mark, replace(paragraph, runs=tuple(first)), replace(paragraph, runs=tuple(rest))


def written(level: int, number: int) -> str:
    """A number as the standard writes it on a level."""
    digits = numeral(number, "chineseCounting") if level in (1, 2) else str(number)
    return {1: f"{digits}、", 2: f"（{digits}）", 3: f"{digits}.", 4: f"（{digits}）"}[level]


def faults(texts: Iterable[Iterable[Paragraph]]) -> list[LevelFault]:
    """The faults of several texts, each of which begins to count anew. Where a paper has but two levels, the second
    may be written 1. as well: what it then passes over is no level of it."""
    marked = [[(mark, one) for one in text if (mark := mark_of(one))] for text in texts]
    return [fault for text in marked for fault in _faults(text)]


def levels(texts: Iterable[Iterable[Paragraph]]) -> set[int]:
    """The levels that occur, rightly written."""
    marks = (mark_of(paragraph) for text in texts for paragraph in text)
    return {mark.level for mark in marks if mark and mark.level and mark.right}


def _faults(text: Iterable[tuple[Mark, Paragraph]]) -> Iterator[LevelFault]:
    last = dict.fromkeys(_NAMES, 0)
    for mark, paragraph in text:
        level = mark.level or (3 if last[1] else 1)
        due = last[level] + 1
        if not mark.right:
            wanted = written(level, mark.number)
            yield LevelFault(paragraph, f"层次序数写作“{mark.written}”，应写作“{wanted}”", wanted, mark.written)
        elif mark.number not in (due, 1) and last[level] != _PASSED_OVER:
            wanted = written(level, due)
            yield LevelFault(paragraph, f"层次序数为“{mark.written}”，应为“{wanted}”", wanted, mark.written)
        passed_over = [upper for upper in _NAMES if upper < level and not last[upper]]
        if passed_over:
            yield _skipped(paragraph, mark, passed_over)
        last |= dict.fromkeys(passed_over, _PASSED_OVER) | {level: mark.number}
        last |= {below: 0 for below in _NAMES if below > level}


def _skipped(paragraph: Paragraph, mark: Mark, passed_over: list[int]) -> LevelFault:
    missing = "、".join(f"“{_NAMES[level]}”" for level in passed_over)
    message = f"层次序数“{mark.written}”之上没有{missing}一层"
    return LevelFault(paragraph, message, f"先用{missing}", mark.written, skips=True)
