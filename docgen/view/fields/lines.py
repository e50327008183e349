"""Values in lines: “标签：值”, several on a line, or on the lines below their label, in the body and within cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from docgen.spec.model import FieldLaw
from docgen.units import Length
from docgen.view.fields.labels import COLONS, NUMBERED, Labels, as_label
from docgen.view.fields.reading import FieldReading, reading_of, shared_out
from docgen.view.model import Paragraph, Place
from docgen.wording import squeezed

_HEADING: Final = re.compile(r"^\s*[一二三四五六七八九十]+、")
_NEXT_LABEL: Final = re.compile(rf"(?:^|\s)[\u4e00-\u9fff]{{2,8}}[{COLONS}]")
"""A label of the form that is no field of the law (“　合计：”), set off from what stands before it."""
_FREE_TEXT: Final = frozenset({"text", "items"})
"""Types whose values may hold such words themselves (“经查：……”)."""
_MANY: Final = frozenset({"text", "items", "persons", "choice"})
"""Types whose values may take several lines."""
_SENTENCE_GOES_ON: Final = re.compile(r"[，,。；;]")
_END_OF_BLANK: Final = re.compile(
    r"(?<=[_＿])[ \u3000]*(?=[，,。；;])|(?<=[_＿])[ \u3000]+(?=[^\s\d年月日时分至（(、_＿])"
)
_DATE_ALONE: Final = re.compile(r"\s*[\d〇○零一二三四五六七八九十]{4}\s*年.{1,4}月.{1,4}日\s*")
_ASIDE: Final = re.compile(r"\s*(?:注|附|附件|备注)\s*[：:]")
_CLOSING: Final = {"（": "）", "(": ")"}
_TRIMMED: Final = " \u3000\t；;，,"
_FULL_STOP: Final = frozenset({"phone", "person", "persons", "choice", "credit_code", "date", "datetime", "number"})


class FlowLine(NamedTuple):
    """A line of text with the place of its paragraph, and where it stands on its page (left, top, right, bottom) where
    the file knows."""

    text: str
    place: Place
    bounds: tuple[Length, Length, Length, Length] | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that follow each other, and the part of the form they stand in."""

    lines: Sequence[FlowLine]
    block: str | None = None


@dataclass(frozen=True, slots=True)
class LabelPattern:
    """What a label followed by a colon looks like, and one set off by spaces alone."""

    colon: re.Pattern[str]
    space: re.Pattern[str]


def label_pattern(labels: Labels) -> LabelPattern | None:
    """The pattern of all labels of a law; None where it has none."""
    words = tuple(sorted(labels.names, key=len, reverse=True))
    return _pattern_of(words) if words else None


@lru_cache(maxsize=64)
def _pattern_of(words: tuple[str, ...]) -> LabelPattern:
    """Made once for each kind of paper: there are a hundred labels, longest first."""
    spaced = "|".join(r"\s*".join(_either_width(word)) for word in words)
    plain = "|".join("".join(_either_width(word)) for word in words if len(word) > 1)
    note = r"(?:\s*[（(][^（()）]{1,8}[）)])?"
    more = rf"(?:[及和、与/](?:{spaced}))?"
    return LabelPattern(
        re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=[\d_＿][日时分]))((?:{spaced}){more}{note})\s*[{COLONS}]"),
        re.compile(rf"(?:^|(?<=\s))({plain or '(?!)'})(?=\s+\S)"),
    )


def _either_width(word: str) -> list[str]:
    """The characters of a label as patterns: brackets of both widths are alike."""
    return [{"(": "[（(]", ")": "[）)]"}.get(character, re.escape(character)) for character in word]


def flow_of(paragraphs: Sequence[Paragraph], block: str | None = None) -> Flow:
    lines = (FlowLine(line, one.place, _bounds(one)) for one in paragraphs for line in one.full_text.split("\n"))
    return Flow(tuple(line for line in lines if line.text.strip()), block)


def _bounds(paragraph: Paragraph) -> tuple[Length, Length, Length, Length] | None:
    boxes = [run.bounds for run in paragraph.runs if run.bounds and run.text.strip()]
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def holds_labels(text: str, labels: Labels) -> bool:
    """Whether lines of a text begin with labels and a colon: two of them, or the first."""
    if "：" not in text and ":" not in text:
        return False
    begun = [bool(labels.meant(as_label(re.split(f"[{COLONS}]", line)[0]))) for line in text.split("\n")]
    colons = [re.search(f"[{COLONS}]", line) is not None for line in text.split("\n")]
    count = sum(label and colon for label, colon in zip(begun, colons, strict=True))
    return count > 1 or (begun[0] and colons[0])


def in_lines(flow: Flow, pattern: LabelPattern, labels: Labels) -> Iterator[FieldReading]:
    """Every label of a flow, with its value: up to the next label, or the lines below."""
    for index, line in enumerate(flow.lines):
        whole = labels.meant(as_label(line.text), flow.block)
        if whole and not re.search(f"[{COLONS}].", line.text.strip()):
            yield from _below(whole, index, flow, labels, pattern)
            continue
        if "：" not in line.text and ":" not in line.text:
            continue
        starts = list(pattern.colon.finditer(line.text))
        ends = [*(match.start() for match in starts[1:]), len(line.text)]
        for match, end in zip(starts, ends, strict=False):
            names = labels.meant(squeezed(match[1]), flow.block)
            if names:
                raw = _enclosed(line.text[match.end() : end], line.text[: match.start()])
                more = _going_on(names, index, flow, labels, pattern) if end == len(line.text) and raw.strip() else ""
                yield from _readings(names, raw + more, line.place, labels)


def in_spaced_lines(flow: Flow, pattern: LabelPattern, labels: Labels) -> Iterator[FieldReading]:
    """Labels set off by spaces alone, as a table without lines reads in a print."""
    for line in flow.lines:
        starts = list(pattern.space.finditer(line.text))
        if not starts or line.text[: starts[0].start()].strip():
            continue
        ends = [*(match.start() for match in starts[1:]), len(line.text)]
        for match, end in zip(starts, ends, strict=False):
            names = labels.meant(squeezed(match[1]), flow.block)
            if names:
                yield from _readings(names, line.text[match.end() : end], line.place, labels)


def _readings(names: Sequence[str], raw: str, place: Place, labels: Labels) -> Iterator[FieldReading]:
    laws = [labels.laws[name] for name in names]
    if len(names) == 1:
        yield reading_of(names[0], _cut(raw, laws[0]), place, laws[0])
        return
    for name, law, part in zip(names, laws, shared_out(raw, [law.type for law in laws]), strict=True):
        yield reading_of(name, part, place, law)


def _cut(raw: str, law: FieldLaw) -> str:
    """A value as far as it goes: to the end of its blank, of a label the law does not know, or of its sentence."""
    value = raw
    if law.type not in ("items", "persons") and (end := _END_OF_BLANK.search(value)):
        value = value[: end.start()]
    if law.type not in _FREE_TEXT and (following := _NEXT_LABEL.search(value)):
        value = value[: following.start()]
    value = value.strip(_TRIMMED)
    if law.type in ("phone", "credit_code", "date", "datetime"):
        value = _SENTENCE_GOES_ON.split(value)[0]
    return value.rstrip("。") if law.type in _FULL_STOP else value


def _enclosed(value: str, before: str) -> str:
    """A value whose label stands within brackets ends with them."""
    for opening, closing in _CLOSING.items():
        if before.count(opening) > before.count(closing) and closing in value:
            return value[: _closing_at(value, opening, closing)]
    return value


def _closing_at(value: str, opening: str, closing: str) -> int:
    depth = 1
    for at, character in enumerate(value):
        depth += (character == opening) - (character == closing)
        if depth == 0:
            return at
    return len(value)


def _below(
    names: Sequence[str], index: int, flow: Flow, labels: Labels, pattern: LabelPattern
) -> Iterator[FieldReading]:
    """A label that is a line, with the lines below it up to whatever comes next."""
    law = labels.laws[names[0]]
    lines = list(_following(index, flow, labels, pattern))
    if law.type in ("items", "persons") and lines and NUMBERED.match(lines[0]):
        numbered = next((at for at, line in enumerate(lines) if not NUMBERED.match(line)), len(lines))
        lines = lines[:numbered]
    text = "\n".join(lines if law.type in _MANY else lines[:1])
    yield from _readings(names, text, flow.lines[index].place, labels)


def _going_on(names: Sequence[str], index: int, flow: Flow, labels: Labels, pattern: LabelPattern) -> str:
    """What goes on with the value of a label's line: the rest of a line broken at the end of its column, and the
    numbered lines of a list."""
    more = ""
    broken = True
    many = labels.laws[names[0]].type in ("items", "persons")
    for at, text in enumerate(_following(index, flow, labels, pattern), index):
        broken = broken and _broken_off(flow, at)
        if not broken and not (many and NUMBERED.match(text)):
            break
        more += text if broken else f"\n{text}"
    return more


def _broken_off(flow: Flow, at: int) -> bool:
    """Whether a line ends where the column ends and the next goes on below its value, right of its label."""
    this, following = flow.lines[at].bounds, flow.lines[at + 1].bounds
    if this is None or following is None or flow.lines[at].place.page != flow.lines[at + 1].place.page:
        return False
    size = following[3] - following[1]
    full = max(line.bounds[2] for line in flow.lines if line.bounds) - this[2] < 3 * size
    close = 0 < following[1] - this[1] < 2 * size
    begun = flow.lines[at - 1].bounds if at else None
    goes_on = following[0] > this[0] + 2 * size or (begun is not None and following[0] == this[0] > begun[0] + size)
    return full and close and goes_on


def _following(index: int, flow: Flow, labels: Labels, pattern: LabelPattern) -> Iterator[str]:
    """The lines below one, as far as nothing else begins: a heading, a label, a note, the foot of the paper."""
    rest = flow.lines[index + 1 :]
    for line, after in zip(rest, [*rest[1:], None], strict=False):
        if (
            _HEADING.match(line.text)
            or labels.known(as_label(line.text))
            or pattern.colon.match(line.text.lstrip())
            or _ASIDE.match(line.text)
            or _DATE_ALONE.fullmatch(line.text)
            or (after is not None and _DATE_ALONE.fullmatch(after.text))
        ):
            return
        yield line.text.strip()
