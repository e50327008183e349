"""How a paragraph stands in its column: its alignment and the indent of its first line, as far as its lines show them.

A page shows where ink stands, not why. A full line begins and ends where every alignment would have it; a single line
shows an indent only where other lines show from where it is measured. What is left open is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final, Literal

from docgen.reading import Reading
from docgen.spec.measures import Tolerance
from docgen.units import Length
from docgen.view.pages.lines import Line, TextColumn

Align = Literal["left", "center", "right"]

# All in parts of the type size.
_SLACK: Final = 0.5  # by how much two rooms may differ and be equal, a side be missed and met
_CLEAR: Final = 0.1  # the least room of a centred line at either side
_FAR: Final = 4.0  # a room that no indent of a first line makes
_UNEVEN: Final = 2.0  # by how much more room a line leaves at its right that is not centred
_TABBED: Final = 3.0  # a gap that no running text has
_AGREE: Final = 0.25  # by how much lines that begin together may differ
_WIDE: Final = 1 / 3
"""The part of its column a line leaves free at its right where it ends early wherever that column ends."""
_LEAST: Final = 2
"""How many lines show where a column begins or ends."""
_TABLE: Final = 1.0
"""Points: how near its side a table ends that is as wide as the text."""
_OPENING: Final = frozenset("“‘（《〈【〔「『([{")
_ENDS: Final = tuple("。！？；：.!?;:…）)”」』》】〕")
"""What a line opens with may be set half as wide; what may end a paragraph."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What the text of a region shows of its sides. ``left`` and ``right``: whether several lines end there; ``edge``:
    how far from the column's left side running text begins, in points; None: too few lines show it."""

    left: bool = False
    right: bool = False
    edge: float | None = None


Room = tuple[float, float]
"""Left and right of a line, in points."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in its column, which is so ``wide``: the room beside its ink, and beside its white space, which may stand
    at either end."""

    line: Line
    inked: Room
    typed: Room
    wide: float

    @classmethod
    def of(cls, line: Line, left: float, right: float) -> Placed:
        typed = line.glyphs[0].left - left, right - line.glyphs[-1].right
        return cls(line, (line.left - left, right - line.right), typed, right - left)


def alignment(placed: Sequence[Placed], sides: Sides) -> Align | None:
    """How the lines of a paragraph are aligned. White space typed to move a line leaves it open, as do tabs."""
    if any(_tabbed(one.line) for one in placed):
        return None
    *others, last = placed
    inked = [one.inked for one in placed]
    typed = [*((one.typed[0], one.inked[1]) for one in others), last.typed]  # at lines it was broken at, none is typed
    found = _aligned(inked, last, sides)
    return found if found == _aligned(typed, last, sides) else None


def _tabbed(line: Line) -> bool:
    return any(after.left - before.right > _TABBED * line.size for before, after in pairwise(line.inked))


def _aligned(rooms: Sequence[Room], last: Placed, sides: Sides) -> Align | None:
    size, slack = last.line.size, _SLACK * last.line.size
    if all(abs(before - after) <= slack for before, after in rooms) and any(min(r) > _CLEAR * size for r in rooms):
        return "center"
    if sides.right and all(abs(after) <= slack for _, after in rooms):
        return "right" if any(before > _FAR * size for before, _ in rooms) else None
    (first, _), *others = rooms
    flush = -slack <= first <= _FAR * size and all(abs(before) <= slack for before, _ in others)
    least = 0.0 if sides.right else last.wide * _WIDE
    short = any(after > max(before + _UNEVEN * size, least) for before, after in rooms)
    return "left" if sides.left and flush and short else None


def first_line(placed: Sequence[Placed], sides: Sides, within: Tolerance, goes_on: bool) -> Reading[Length] | None:
    """By how much the first line is indented, negative where the others hang: against the others, or against where the
    running text begins. White space typed before it may be an indent or none. ``goes_on``: the text above does not end
    as a paragraph does, so that one without an indent may be a part of it."""
    first, *others = placed
    size = first.line.size
    edge = _agreed(others) if others else sides.edge
    if edge is None or first.line.glyphs[0].blank:
        return None
    indent = first.inked[0] - edge
    if (goes_on and abs(indent) < size) or (not others and indent > _FAR * size):
        return None
    return Reading.exact(Length.of_pt(round(indent, 1)), f"第{first.line.page}页首行", within.indent)


def _agreed(placed: Sequence[Placed]) -> float | None:
    """Where lines begin together. One that opens with a bracket says so only where all do."""
    plain = [one for one in placed if one.line.inked[0].text not in _OPENING] or placed
    starts = [one.inked[0] for one in plain]
    return median(starts) if max(starts) - min(starts) <= _AGREE * plain[0].line.size else None


def ends_a_paragraph(line: Line) -> bool:
    return line.text.rstrip().endswith(_ENDS)


def sides_of(
    paragraphs: Sequence[Sequence[Placed]], tables: Iterable[tuple[float, float]], column: TextColumn
) -> Sides:
    """What the paragraphs of a region and its ``tables``, each from side to side, show of the sides of its column."""
    every = [one for lines in paragraphs for one in lines]
    left = sum(abs(one.inked[0]) <= _SLACK * one.line.size for one in every)
    right = sum(abs(one.inked[1]) <= _SLACK * one.line.size for one in every)
    for begin, end in tables:
        left += _LEAST * (abs(begin - column.left) <= _TABLE)
        right += _LEAST * (abs(end - column.right) <= _TABLE)
    return Sides(left >= _LEAST, right >= _LEAST, _edge(paragraphs))


def _edge(paragraphs: Iterable[Sequence[Placed]]) -> float | None:
    """Where running text begins: where the further lines of its paragraphs do, those that hang left out."""
    further = [one for first, *others in paragraphs for one in others if one.inked[0] <= first.inked[0] + _SLACK]
    if len(further) < _LEAST:
        return None
    edge = median(one.inked[0] for one in further)
    near = sum(abs(one.inked[0] - edge) <= _AGREE * one.line.size for one in further)
    return edge if near >= _LEAST and near * 3 >= len(further) * 2 else None
