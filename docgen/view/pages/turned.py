"""Text that does not run from left to right: set upright in columns from the right (竖排), or turned.

A column of vertical text holds upright Chinese characters and turned Western ones, which the page draws apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import hypot
from typing import Final

from docgen.view.pages.lines import Line
from docgen.view.pages.sheet import Glyph

# In parts of the type size.
_ON_AXIS: Final = 0.35  # how far apart the middles of one column's characters are
_UNDER: Final = (0.85, 1.08)  # from one character of a column to the next; lines are further apart
_NEXT: Final = 2.0  # from one turned character to the next
_GAP: Final = 1.2  # between two parts of a column
_CLOSE: Final = 0.6  # between a turned number and the upright character that counts
_PITCH: Final = 2.5  # between two columns
_EDGE: Final = 1.0  # how far from the common edge a column may end and be full
_INDENTED: Final = 0.9

_STRAIGHT: Final = 0.8
_STEEP: Final = 3.0
_SHORTEST: Final = 4
"""The cosine between steps of one line; how much steeper than level a column runs; how many characters a column of
running text has at least."""

Point = tuple[float, float]


@dataclass(frozen=True)
class _Run:
    """Characters one after another. ``step`` goes from the first towards the next; nowhere for a single one."""

    glyphs: tuple[Glyph, ...]
    step: Point

    @cached_property
    def inked(self) -> tuple[Glyph, ...]:
        return tuple(glyph for glyph in self.glyphs if not glyph.blank) or self.glyphs

    @cached_property
    def size(self) -> float:
        return max(glyph.size for glyph in self.glyphs)

    @cached_property
    def axis(self) -> float:
        return sum(_middle(glyph)[0] for glyph in self.inked) / len(self.inked)

    @cached_property
    def top(self) -> float:
        return min(glyph.top for glyph in self.inked)

    @cached_property
    def bottom(self) -> float:
        return max(glyph.bottom for glyph in self.inked)

    @property
    def down(self) -> int:
        """1: it runs down the page, -1: up, 0: neither."""
        across, along = self.step
        return 0 if abs(along) <= _STEEP * abs(across) else 1 if along > 0 else -1

    def span(self, down: int) -> Point:
        """Where it begins and ends, counted in the direction it is read."""
        return (self.top, self.bottom) if down > 0 else (-self.bottom, -self.top)


def turned_lines(glyphs: Iterable[Glyph], slanted: Iterable[Glyph]) -> tuple[list[Glyph], list[Line]]:
    """The glyphs that do run from left to right, and the other texts of the page, each as one line."""
    flowing, stacks = _stacks(glyphs)
    runs = [*stacks, *_straight(slanted)]
    if not runs:
        return flowing, []
    downward = [run for run in runs if run.down > 0 or len(run.inked) == 1]
    flowing, single = _left_over(flowing, downward)
    columns = _columns([*downward, *single])
    lines = [
        *_texts(columns, 1),
        *_texts([run for run in runs if run.down < 0], -1),
        *(run.glyphs for run in runs if not run.down and len(run.inked) > 1),
    ]
    return flowing, [Line(line, turned=True) for line in lines]


def _stacks(glyphs: Iterable[Glyph]) -> tuple[list[Glyph], list[_Run]]:
    """Upright characters that stand close under one another, in the order drawn, and the others."""
    drawn = list(glyphs)
    if not any(_stands_under(glyph, above) for above, glyph in pairwise(drawn) if glyph.baseline > above.baseline):
        return drawn, []
    flowing: list[Glyph] = []
    stacks: list[_Run] = []
    stack: list[Glyph] = []
    for glyph in drawn:
        if stack and _stands_under(glyph, stack[-1]):
            stack.append(glyph)
            continue
        if len(stack) > 1:
            stacks.append(_Run(tuple(stack), (0.0, 1.0)))
        else:
            flowing += stack
        stack = [glyph]
    if len(stack) > 1:
        return flowing, [*stacks, _Run(tuple(stack), (0.0, 1.0))]
    return flowing + stack, stacks


def _stands_under(glyph: Glyph, above: Glyph) -> bool:
    if glyph.size != above.size or glyph.text.isascii() or above.text.isascii():
        return False
    near, far = _UNDER
    if not near * glyph.size <= glyph.baseline - above.baseline <= far * glyph.size:
        return False
    return abs(_middle(glyph)[0] - _middle(above)[0]) <= _ON_AXIS * glyph.size


def _left_over(glyphs: Sequence[Glyph], runs: Iterable[_Run]) -> tuple[list[Glyph], list[_Run]]:
    """The glyphs that flow, and the single ones right under a turned text of their size: “2026年” in a column."""
    ends: dict[int, list[_Run]] = {}
    for run in runs:
        ends.setdefault(round(run.axis), []).append(run)
    flowing: list[Glyph] = []
    single: list[_Run] = []
    for glyph in glyphs:
        across = _middle(glyph)[0]
        near = (
            run for x in range(round(across - glyph.size), round(across + glyph.size) + 1) for run in ends.get(x, ())
        )
        if any(_closes(glyph, run) for run in near):
            single.append(_Run((glyph,), (0.0, 0.0)))
        else:
            flowing.append(glyph)
    return flowing, single


def _closes(glyph: Glyph, run: _Run) -> bool:
    on_axis = abs(_middle(glyph)[0] - run.axis) <= _ON_AXIS * glyph.size
    return on_axis and glyph.size == run.size and 0 <= glyph.top - run.bottom <= _CLOSE * glyph.size


def _straight(glyphs: Iterable[Glyph]) -> Iterator[_Run]:
    """Turned characters, in the order drawn, as long as they run on straight."""
    held: list[Glyph] = []
    step: Point = (0.0, 0.0)
    for glyph in glyphs:
        last = next((one for one in reversed(held) if not one.blank), None)
        if glyph.blank or last is None:
            held.append(glyph)
            continue
        (x1, y1), (x2, y2) = _middle(last), _middle(glyph)
        going = (x2 - x1, y2 - y1)
        length = _length(going)
        ahead = step == (0.0, 0.0) or going[0] * step[0] + going[1] * step[1] >= _STRAIGHT * length * _length(step)
        if length <= _NEXT * max(glyph.size, last.size) and ahead:
            held.append(glyph)
            step = going if step == (0.0, 0.0) else step
        else:
            yield _Run(tuple(held), step)
            held, step = [glyph], (0.0, 0.0)
    if any(not glyph.blank for glyph in held):
        yield _Run(tuple(held), step)


def _columns(runs: Sequence[_Run]) -> list[_Run]:
    """The parts of each column as one run."""
    columns: list[_Run] = []
    for run in sorted(runs, key=lambda run: (-round(run.axis / run.size), run.top)):
        last = columns[-1] if columns else None
        if (
            last
            and abs(last.axis - run.axis) <= _ON_AXIS * run.size
            and -_GAP < (run.top - last.bottom) / run.size < _GAP
        ):
            columns[-1] = _Run(last.glyphs + run.glyphs, (0.0, 1.0))
        else:
            columns.append(run)
    return columns


def _texts(columns: Sequence[_Run], down: int) -> list[tuple[Glyph, ...]]:
    """Columns as texts, one going on with the next where it has no room left: from the right when they run down, from
    the left when they run up."""
    texts: list[list[_Run]] = []
    end = max((column.span(down)[1] for column in columns), default=0.0)
    start = min((column.span(down)[0] for column in columns), default=0.0)
    for column in sorted(columns, key=lambda column: -down * column.axis):
        before = texts[-1][-1] if texts else None
        goes_on = (
            before is not None
            and min(len(before.inked), len(column.inked)) >= _SHORTEST
            and abs(before.size - column.size) <= _ON_AXIS
            and abs(before.axis - column.axis) <= _PITCH * column.size
            and end - before.span(down)[1] <= _EDGE * column.size
            and column.span(down)[0] - start <= _INDENTED * column.size
        )
        if goes_on:
            texts[-1].append(column)
        else:
            texts.append([column])
    return [tuple(glyph for column in text for glyph in column.glyphs) for text in texts]


def _middle(glyph: Glyph) -> Point:
    return (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2


def _length(step: Point) -> float:
    return hypot(*step)
