"""Glyphs as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import Final

from docgen.view.pages.sheet import Glyph

OPENING: Final = frozenset("“‘（《〈【〔「『([{")
HANGING: Final = frozenset("，。、；：！？）》〉】」』”’…,.;:!?)")
"""What a line opens with may be set half as wide; what may hang over the right margin (``w:overflowPunct``)."""
_HYPHENS: Final = frozenset("-/")
_AROUND_WORDS: Final = "(),.;:!?"
_CLOSING: Final = frozenset("”’）》〉】〕」』)]}，。、；：！？,.;:!?…—％%℃")

_BASELINE: Final = attrgetter("baseline")
_LEFT: Final = attrgetter("left")

# All in parts of the type size.
_ONE_LINE: Final = 0.4  # between the baselines of one line
_RAISED: Final = 0.8  # the size of a superscript at most
_LATIN_GAP: Final = 0.15  # a gap that is a space, between Latin letters
_CHINESE_GAP: Final = 0.7  # and between Chinese characters


@dataclass(frozen=True, slots=True)
class TextColumn:
    """From where to where the text of a region runs, in points. No text goes on in or from one that is ``closed``."""

    left: float
    right: float
    closed: bool = False


@dataclass(frozen=True)
class Line:
    """Glyphs on one baseline of one page, from left to right, or those of one ``turned`` text as they are read.
    ``column``: that it stands in, where its page has several."""

    glyphs: tuple[Glyph, ...]
    column: TextColumn | None = None
    turned: bool = False

    @cached_property
    def inked(self) -> tuple[Glyph, ...]:
        return tuple(glyph for glyph in self.glyphs if not glyph.blank) or self.glyphs

    @cached_property
    def left(self) -> float:
        return self.inked[0].left

    @cached_property
    def right(self) -> float:
        return max([glyph.right for glyph in self.inked])

    @cached_property
    def baseline(self) -> float:
        return median([glyph.baseline for glyph in self.inked])

    @cached_property
    def size(self) -> float:
        """The size of most of its characters."""
        sizes = Counter([glyph.size for glyph in self.inked])
        return max(sizes, key=lambda size: (sizes[size], size))

    @cached_property
    def widest_gap(self) -> float:
        """Between two of its characters, in points."""
        return max([after.left - before.right for before, after in pairwise(self.inked)], default=0.0)

    @cached_property
    def top(self) -> float:
        return min(glyph.top for glyph in self.inked)

    @cached_property
    def bottom(self) -> float:
        return max(glyph.bottom for glyph in self.inked)

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its ink."""
        return (min(glyph.left for glyph in self.inked) + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def page(self) -> int:
        return self.glyphs[0].page

    @cached_property
    def text(self) -> str:
        return "".join([glyph.text for glyph in self.glyphs])

    def stands_under(self, above: Line) -> bool:
        """Whether it is in the same column of the same page, so that the distance of their baselines is a pitch."""
        return self.page == above.page and self.column == above.column

    @cached_property
    def first_unit(self) -> float:
        """The width of what could not have been parted at the start of this line: a word, or a character with the
        punctuation that clings to it."""
        start = next((n for n, glyph in enumerate(self.glyphs) if not glyph.blank), 0)
        end = start + 1
        while end < len(self.glyphs) and _clings(self.glyphs[end - 1], self.glyphs[end]):
            end += 1
        return self.glyphs[end - 1].right - self.left


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Glyphs of one region of one page as lines, from the top. Lines of white space alone say nothing."""
    rows: list[list[Glyph]] = []
    first: Glyph | None = None
    for glyph in sorted(glyphs, key=_BASELINE):
        if first is not None and glyph.baseline - first.baseline <= _ONE_LINE * min(glyph.size, first.size):
            rows[-1].append(glyph)
        else:
            first = glyph
            rows.append([glyph])
    lines = (Line(tuple(sorted(row, key=_LEFT))) for row in _with_raised(rows))
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
    size = max([glyph.size for glyph in row])
    if abs(small[0].baseline - row[0].baseline) > size / 2 or max([glyph.size for glyph in small]) > _RAISED * size:
        return False
    middles = [(glyph.left + glyph.right) / 2 for glyph in small]
    return not any(glyph.left < middle < glyph.right for glyph in row for middle in middles)


def space_between(before: Glyph, after: Glyph) -> bool:
    """Whether the gap between two glyphs of a line is one a reader takes for a space."""
    gap = after.left - before.right
    if gap <= _LATIN_GAP * before.size or before.blank or after.blank:  # mostly it is none at all
        return False
    latin = before.text.isascii() and after.text.isascii()
    return gap > (_LATIN_GAP if latin else _CHINESE_GAP) * max(before.size, after.size)


def parted_by_space(above: Line, below: Line, edge: float) -> bool:
    """Whether two Latin words meet where one line, which could reach to ``edge``, goes on with the next: a space is
    there, the line had room for one more letter, or both are words among others, and no code cut where a cell ends."""
    last, first = above.inked[-1], below.inked[0]
    if not (last.text.isascii() and first.text.isascii()) or last.text in _HYPHENS:
        return False
    if above.glyphs[-1].blank:
        return True
    if last.text.isalnum() and first.text.isalnum() and edge - above.right >= first.right - first.left:
        return True
    return all(word.strip(_AROUND_WORDS).replace("-", "").isalpha() for word in (_last_word(above), _first_word(below)))


def _last_word(line: Line) -> str:
    """Nothing where the line has no other."""
    for number in range(len(line.inked) - 1, 0, -1):
        if _ends_a_word(line.inked[number - 1], line.inked[number]):
            return "".join(glyph.text for glyph in line.inked[number:])
    return ""


def _first_word(line: Line) -> str:
    ends = (n for n, pair in enumerate(pairwise(line.inked), start=1) if _ends_a_word(*pair))
    return "".join(glyph.text for glyph in line.inked[: next(ends, len(line.inked))])


def _ends_a_word(before: Glyph, after: Glyph) -> bool:
    """Of inked glyphs: a blank between them is a gap."""
    return after.left - before.right > _LATIN_GAP * max(before.size, after.size)


def _clings(before: Glyph, after: Glyph) -> bool:
    """Whether a line is never broken between two characters (the rules of UAX #14 that papers meet)."""
    if before.blank or after.blank or space_between(before, after):
        return False
    if before.text in OPENING or after.text in _CLOSING:
        return True
    return before.text.isascii() and after.text.isascii() and not (before.text in "-/" and after.text.isalpha())
