"""Lines as paragraphs.

A paragraph ends where its line ended before it had to, where the next line is indented, further down than the pitch of
its text, or of another size. Where a line begins and ends is told from the sides of the column it stands in, so that
text runs on over a page or into the next column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from statistics import median
from typing import Final

from docgen.dates import is_date
from docgen.view.pages.lines import Line, TextColumn
from docgen.wording import squeezed

_LABEL_ENDS: Final = frozenset("：:、.．)）①②③④⑤⑥⑦⑧⑨⑩●·•■")
STARTS: Final = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[）)、]|[.．](?!\d))|[\u4e00-\u9fff（）]{2,12}[：:]"
)
"""What opens a paragraph of a list or of fields: “二、”, “（1）”, “移送案件名称：”."""
_FIRST_ANNEX: Final = re.compile(r"附件[：:]1[.．]")
_NEXT_ANNEX: Final = re.compile(r"2[.．]")
_STOPPED: Final = re.compile(r"[。；！？]\s*$")
_ENTRY: Final = re.compile(r"[.．…·‥]{4,}[0-9ivx]{1,4}$")
"""How an entry of a table of contents ends."""
_OPEN_TITLE: Final = re.compile(r"关于(?!.*的[\u4e00-\u9fff]{2,4}$)")
"""A title that has not named its kind of document yet: its lines are broken by sense (GB/T 9704-2012 §7.3.1)."""

# All in parts of the type size.
_TABBED: Final = 3.0  # a gap that no running text has
_SLACK: Final = 0.3  # by how much places and ends of lines may be off
_HANGING: Final = 0.5  # by how much an indent under a label may be off it
_INDENTED: Final = 0.9  # an indent
_DEEP: Final = 4.0  # an indent too deep for that of a first line
_INDENT_RIGHT: Final = 2.5  # an indent at the right
_LOOSER: Final = 0.2  # how much looser than usual the pitch between two paragraphs is
_APART: Final = 2.5  # between characters typed one under the other

_STACK: Final = 3
_NUMERALS: Final = frozenset("一二三四五六七八九十")
"""How many characters one under the other are a title, and which are none."""


@dataclass(frozen=True, slots=True)
class TextArea:
    """Where the text of a region runs, and where on those of its pages on which it runs elsewhere."""

    column: TextColumn
    pages: Mapping[int, TextColumn] = field(default_factory=dict)

    def holds(self, line: Line) -> TextColumn:
        """The column a line stands in."""
        return line.column or self.pages.get(line.page, self.column)


@dataclass(frozen=True, slots=True)
class _Set:
    """A line as it is set in its column: how far from the column's left side it begins and ends, and the room that is
    left beside it."""

    line: Line
    column: TextColumn
    left: float
    right: float
    room: float

    @property
    def size(self) -> float:
        return self.line.size

    def stands_under(self, above: _Set) -> bool:
        return self.line.stands_under(above.line)

    def below(self, above: _Set) -> float:
        return self.line.baseline - above.line.baseline

    def centred(self) -> bool:
        """Whether it leaves the same room on both sides."""
        return abs(self.left - self.room) <= self.size / 2


def paragraphs_of(lines: Sequence[Line], area: TextArea) -> list[list[Line]]:
    """Lines of one region, in reading order, as paragraphs; they may go on over pages and columns."""
    placed = [_set(line, area.holds(line)) for line in lines]
    pitches = _pitches(placed)
    paragraphs: list[list[_Set]] = []
    for line in placed:
        if paragraphs and _goes_on(paragraphs[-1], line, pitches):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return _with_stacks([[placed.line for placed in paragraph] for paragraph in paragraphs])


def _with_stacks(paragraphs: Sequence[list[Line]]) -> list[list[Line]]:
    """Paragraphs, with a title whose characters were typed one under the other as one: the name on a cover."""
    found: list[list[Line]] = []
    stack: list[Line] = []
    for paragraph in paragraphs:
        if len(paragraph) > 1 or not _single(paragraph[0]) or (stack and not _stacked(stack, paragraph[0])):
            found += _told(stack)
            stack = []
        if len(paragraph) == 1 and _single(paragraph[0]):
            stack += paragraph
        else:
            found.append(paragraph)
    return found + _told(stack)


def _told(stack: list[Line]) -> list[list[Line]]:
    return [stack] if len(stack) >= _STACK else [[line] for line in stack]


def _single(line: Line) -> bool:
    text = line.text.strip()
    return len(text) == 1 and text not in _NUMERALS and "\u4e00" <= text <= "\u9fff"


def _stacked(stack: Sequence[Line], line: Line) -> bool:
    last = stack[-1]
    if not line.stands_under(last) or abs(line.size - last.size) > _SLACK:
        return False
    step = line.baseline - last.baseline
    even = len(stack) == 1 or abs(step - (last.baseline - stack[-2].baseline)) <= _SLACK * line.size
    return even and step <= _APART * line.size and abs(line.left - last.left) <= _SLACK * line.size


def _set(line: Line, column: TextColumn) -> _Set:
    return _Set(line, column, line.left - column.left, line.right - column.left, column.right - line.right)


def _pitches(lines: Sequence[_Set]) -> dict[float, float]:
    """Size → the usual distance of a line from a full one before it."""
    found: dict[float, list[float]] = {}
    for above, line in pairwise(lines):
        if line.stands_under(above) and above.size == line.size and _full(above, line):
            found.setdefault(above.size, []).append(line.below(above))
    return {size: median(pitches) for size, pitches in found.items()}


def _goes_on(paragraph: Sequence[_Set], line: _Set, pitches: Mapping[float, float]) -> bool:
    last = paragraph[-1]
    if line.line.turned or last.line.turned:
        return False
    if _FIRST_ANNEX.match(squeezed(last.line.text)) and _NEXT_ANNEX.match(squeezed(line.line.text)):
        return False  # though it stands under the text of the first, “2.2026年…” being too long a word for its line
    if _ENTRY.search(squeezed(last.line.text)):
        return False
    if _is_title_line(last, line) and _OPEN_TITLE.search(squeezed("".join(one.line.text for one in paragraph))):
        return True
    hangs = len(paragraph) == 1 and _hangs(last, line)
    if abs(line.size - last.size) > 0.5 or not _full(last, line, _INDENT_RIGHT * last.size * hangs):
        return False
    if line.column != last.column and (line.column.closed or last.column.closed):
        return False
    if line.line.page == last.line.page and (line.line.column is None) != (last.line.column is None):
        return False  # columns begin or end
    if line.stands_under(last):
        usual = pitches.get(line.size, line.size * 2)
        if line.below(last) > usual + _LOOSER * line.size:
            return False
    if last.centred() and line.centred() and line.left > _INDENTED * line.size:
        return True
    if min(last.left, line.left) > _DEEP * line.size:
        if is_date(line.line.text):
            return False  # the date of a signature, however near it ends to the name above
        if _same_axis(last, line):
            return True  # a name too long for the place of signature
    if len(paragraph) > 1:
        return abs(line.left - paragraph[1].left) <= _INDENTED * line.size
    return _is_second(last, line, hangs)


def _is_title_line(above: _Set, line: _Set) -> bool:
    """Whether two lines are centred one under the other, neither of them full."""
    if not (line.stands_under(above) and above.centred() and line.centred()) or abs(above.size - line.size) > _SLACK:
        return False
    return line.below(above) <= 2 * line.size and min(above.left, line.left) > _INDENTED * line.size


def _is_second(first: _Set, line: _Set, hangs: bool) -> bool:
    """Whether a line stands where the second line of a paragraph does."""
    if line.left - first.left >= _INDENTED * line.size:
        return hangs  # else it is the next paragraph's own indent
    opens = [bool(STARTS.match(one.line.text)) for one in (first, line)]
    if line.left >= _INDENTED * line.size and (all(opens) or (opens[1] and _STOPPED.search(first.line.text))):
        return False
    if first.left > _DEEP * line.size:
        return abs(line.left - first.left) <= _SLACK * line.size  # lines that end together are not one text
    return line.left <= _INDENTED * line.size or line.left >= first.left - _SLACK * line.size


def _hangs(first: _Set, line: _Set) -> bool:
    """Whether a line stands under what follows the label of the first one: “1.”, “抄送：”."""
    if line.left - first.left < _INDENTED * line.size:
        return False
    after = (after for before, after in pairwise(first.line.inked) if before.text in _LABEL_ENDS)
    return any(abs(glyph.left - first.column.left - line.left) <= _HANGING * line.size for glyph in islice(after, 2))


def _same_axis(one: _Set, other: _Set) -> bool:
    """Whether two lines are centred on each other."""
    return abs((one.left + one.right) - (other.left + other.right)) <= one.size


def _full(line: _Set, following: _Set, indent: float = 0.0) -> bool:
    """Whether a line of running text, indented at the right, has no room for the start of the next one."""
    if line.line.widest_gap > _TABBED * line.size:
        return False
    return line.room - indent < following.line.first_unit + _SLACK * line.size
