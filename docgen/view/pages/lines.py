"""Glyphs as lines, lines as paragraphs.

A paragraph ends where its line ended before it had to, where the next line is indented, further down than the pitch of
its text, or of another size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from statistics import median
from typing import Final

from docgen.view.pages.sheet import Glyph
from docgen.wording import squeezed

_OPENING: Final = frozenset("“‘（《〈【〔「『([{")
_CLOSING: Final = frozenset("”’）》〉】〕」』)]}，。、；：！？,.;:!?…—％%℃")
_LABEL_ENDS: Final = frozenset("：:、.．)）①②③④⑤⑥⑦⑧⑨⑩●·•■")
_STARTS: Final = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[）)、]|[.．](?!\d))|[\u4e00-\u9fff（）]{2,12}[：:]"
)
"""What opens a paragraph of a list or of fields: “二、”, “（1）”, “移送案件名称：”."""
_FIRST_ANNEX: Final = re.compile(r"附件[：:]1[.．]")
_NEXT_ANNEX: Final = re.compile(r"2[.．]")
_DATE: Final = re.compile(
    r"[\d〇○零一二三四五六七八九十]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)

# All in parts of the type size.
_ONE_LINE: Final = 0.4  # between the baselines of one line
_RAISED: Final = 0.8  # the size of a superscript at most
_LATIN_GAP: Final = 0.2  # a gap that is a space, between Latin letters
_CHINESE_GAP: Final = 0.7  # and between Chinese characters
_TABBED: Final = 3.0  # a gap that no running text has
_SLACK: Final = 0.3  # by how much places and ends of lines may be off
_INDENTED: Final = 0.9  # an indent
_DEEP: Final = 4.0  # an indent too deep for that of a first line
_INDENT_RIGHT: Final = 2.5  # an indent at the right
_LOOSER: Final = 0.2  # how much looser than usual the pitch between two paragraphs is


@dataclass(frozen=True)
class Line:
    """Glyphs on one baseline of one page, from left to right."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def inked(self) -> tuple[Glyph, ...]:
        return tuple(glyph for glyph in self.glyphs if not glyph.blank) or self.glyphs

    @cached_property
    def left(self) -> float:
        return self.inked[0].left

    @cached_property
    def right(self) -> float:
        return max(glyph.right for glyph in self.inked)

    @cached_property
    def baseline(self) -> float:
        return median(glyph.baseline for glyph in self.inked)

    @cached_property
    def size(self) -> float:
        """The size of most of its characters."""
        sizes = [glyph.size for glyph in self.inked]
        return max(set(sizes), key=lambda size: (sizes.count(size), size))

    @property
    def page(self) -> int:
        return self.glyphs[0].page

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @cached_property
    def first_unit(self) -> float:
        """The width of what could not have been parted at the start of this line: a word, or a character with the
        punctuation that clings to it."""
        start = next((n for n, glyph in enumerate(self.glyphs) if not glyph.blank), 0)
        end = start + 1
        while end < len(self.glyphs) and _clings(self.glyphs[end - 1].text, self.glyphs[end].text):
            end += 1
        return self.glyphs[end - 1].right - self.left


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Glyphs of one region of one page as lines, from the top. Lines of white space alone say nothing."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        reach = _ONE_LINE * min(glyph.size, rows[-1][0].size) if rows else 0.0
        if rows and glyph.baseline - rows[-1][0].baseline <= reach:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = (Line(tuple(sorted(row, key=lambda glyph: glyph.left))) for row in _with_raised(rows))
    return [line for line in lines if line.text.strip()]


def _with_raised(rows: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Rows with the superscripts and subscripts that stand beside them taken in."""
    taken: list[list[Glyph]] = []
    for row in rows:
        above = taken[-1] if taken else None
        if above is not None and (_stands_beside(row, above) or _stands_beside(above, row)):
            above += row
        else:
            taken.append(list(row))
    return taken


def _stands_beside(small: Sequence[Glyph], row: Sequence[Glyph]) -> bool:
    """Whether all of ``small`` is smaller than the row, near its baseline, and in its gaps."""
    size = max(glyph.size for glyph in row)
    if max(glyph.size for glyph in small) > _RAISED * size or abs(small[0].baseline - row[0].baseline) > size / 2:
        return False
    middles = [(glyph.left + glyph.right) / 2 for glyph in small]
    return not any(glyph.left < middle < glyph.right for glyph in row for middle in middles)


def space_between(before: Glyph, after: Glyph) -> bool:
    """Whether the gap between two glyphs of a line is one a reader takes for a space."""
    if before.blank or after.blank:
        return False
    latin = before.text.isascii() and after.text.isascii()
    return after.left - before.right > (_LATIN_GAP if latin else _CHINESE_GAP) * max(before.size, after.size)


def paragraphs_of(lines: Sequence[Line], left: float, right: float) -> list[list[Line]]:
    """Lines of one region between ``left`` and ``right`` as paragraphs; lines may go on over pages."""
    pitches = _pitches(lines, right)
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and _goes_on(paragraphs[-1], line, left, right, pitches):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _pitches(lines: Sequence[Line], right: float) -> dict[float, float]:
    """Size → the usual distance of a line from a full one before it."""
    found: dict[float, list[float]] = {}
    for above, below in pairwise(lines):
        if above.page == below.page and above.size == below.size and _full(above, below, right):
            found.setdefault(above.size, []).append(below.baseline - above.baseline)
    return {size: median(pitches) for size, pitches in found.items()}


def _goes_on(paragraph: Sequence[Line], line: Line, left: float, right: float, pitches: dict[float, float]) -> bool:
    last = paragraph[-1]
    if _FIRST_ANNEX.match(squeezed(last.text)) and _NEXT_ANNEX.match(squeezed(line.text)):
        return False  # though it stands under the text of the first, “2.2026年…” being too long a word for its line
    hangs = len(paragraph) == 1 and _hangs(last, line)
    if abs(line.size - last.size) > 0.5 or not _full(last, line, right - _INDENT_RIGHT * last.size * hangs):
        return False
    if last.page == line.page:
        usual = pitches.get(line.size, line.size * 2)
        if line.baseline - last.baseline > usual + _LOOSER * line.size:
            return False
    if _centred(last, left, right) and _centred(line, left, right) and line.left - left > _INDENTED * line.size:
        return True
    if min(last.left, line.left) - left > _DEEP * line.size:
        if _DATE.fullmatch(squeezed(line.text)):
            return False  # the date of a signature, however near it ends to the name above
        if _same_axis(last, line):
            return True  # a name too long for the place of signature
    if len(paragraph) > 1:
        return abs(line.left - paragraph[1].left) <= _INDENTED * line.size
    if line.left - last.left >= _INDENTED * line.size:
        return hangs  # else it is the next paragraph's own indent
    if all(_STARTS.match(one.text) for one in (last, line)) and line.left - left >= _INDENTED * line.size:
        return False
    if last.left - left > _DEEP * line.size:
        return abs(line.left - last.left) <= _SLACK * line.size  # lines that end together are not one text
    return line.left - left <= _INDENTED * line.size or line.left >= last.left - _SLACK * line.size


def _hangs(first: Line, line: Line) -> bool:
    """Whether a line stands under what follows the label of the first one: “1.”, “抄送：”."""
    if line.left - first.left < _INDENTED * line.size:
        return False
    after = (after for before, after in pairwise(first.inked) if before.text in _LABEL_ENDS)
    return any(abs(glyph.left - line.left) <= _SLACK * line.size for glyph in islice(after, 2))


def _same_axis(one: Line, other: Line) -> bool:
    """Whether two lines are centred on each other."""
    return abs((one.left + one.right) - (other.left + other.right)) <= one.size


def _centred(line: Line, left: float, right: float) -> bool:
    """Whether a line leaves the same room on both sides."""
    return abs((line.left - left) - (right - line.right)) <= line.size / 2


def _full(line: Line, following: Line, right: float) -> bool:
    """Whether a line of running text has no room for the start of the next one."""
    gaps = (after.left - before.right for before, after in pairwise(line.inked))
    if any(gap > _TABBED * line.size for gap in gaps):
        return False
    return right - line.right < following.first_unit + _SLACK * line.size


def _clings(before: str, after: str) -> bool:
    """Whether a line is never broken between two characters (the rules of UAX #14 that papers meet)."""
    if before.isspace() or after.isspace():
        return False
    if before in _OPENING or after in _CLOSING:
        return True
    return before.isascii() and after.isascii() and not (before in "-/" and after.isalpha())
