"""How a paragraph stands in its column: its alignment and the indent of its first line, as far as its lines show them.

A page shows where ink stands, not why. A full line begins and ends where every alignment would have it; a single line
shows an indent only where other lines show from where it is measured. What is left open is None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final, Literal

from docgen.reading import Reading
from docgen.spec.measures import Tolerance
from docgen.units import Length
from docgen.view.pages.lines import OPENING, Line, TextColumn
from docgen.view.pages.spacing import drawn_out, stretched

Align = Literal["left", "center", "right", "justify"]

# All in parts of the type size.
_SLACK: Final = 0.5  # by how much two rooms may differ and be equal, a side be missed and met
_CLEAR: Final = 0.1  # the least room of a centred line at either side
_FIRST_LINE: Final = 2.0  # the usual indent of a first line, which may leave as much room at the right by chance
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
_CLOSING: Final = "）)”’」』》】〕"
_ENDS: Final = tuple("。！？；：.!?;:…")
"""What may stand after the end of a paragraph, what ends one."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What the text of a region shows of its sides. ``left`` and ``right``: whether several lines end there; ``edges``:
    on which page running text begins how far from the column's left side, in points; ``size``: that of this text."""

    left: bool = False
    right: bool = False
    edges: Mapping[int, float] = field(default_factory=dict)
    size: float | None = None

    def edge(self, page: int, within: float) -> float | None:
        """Where running text begins on a page that may not show it: where it does on all the others."""
        if page in self.edges or not self.edges:
            return self.edges.get(page)
        least, most = min(self.edges.values()), max(self.edges.values())
        return most if most - least <= within else None


Room = tuple[float, float]
"""Left and right of a line, in points."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in its column, which is so ``wide``: the room beside its ink, and beside its white space, which may stand
    at either end. ``tabbed``: it has a gap that no running text has."""

    line: Line
    inked: Room
    typed: Room
    wide: float
    tabbed: bool

    @classmethod
    def of(cls, line: Line, left: float, right: float) -> Placed:
        typed = line.glyphs[0].left - left, right - line.glyphs[-1].right
        tabbed = any(after.left - before.right > _TABBED * line.size for before, after in pairwise(line.inked))
        return cls(line, (line.left - left, right - line.right), typed, right - left, tabbed)


def alignment(placed: Sequence[Placed], sides: Sides) -> Align | None:
    """How the lines of a paragraph are aligned. White space typed to move a line leaves it open, as do tabs."""
    if any(one.tabbed for one in placed):
        return None
    *others, last = placed
    inked = [one.inked for one in placed]
    typed = [*((one.typed[0], one.inked[1]) for one in others), last.typed]  # at lines it was broken at, none is typed
    found = _aligned(inked, last, sides)
    if found != _aligned(typed, last, sides):
        return None
    return "justify" if found == "left" and any(stretched(one.line, last.line) for one in others) else found


def _aligned(rooms: Sequence[Room], last: Placed, sides: Sides) -> Align | None:
    size, slack = last.line.size, _SLACK * last.line.size
    if all(abs(before - after) <= slack for before, after in rooms) and any(min(r) > _CLEAR * size for r in rooms):
        indented = len(rooms) == 1 and abs(rooms[0][0] - _FIRST_LINE * size) <= _AGREE * size
        return None if indented and size == sides.size else "center"
    if sides.right and all(abs(after) <= slack for _, after in rooms):
        return "right" if any(before > _FAR * size for before, _ in rooms) else None
    (first, _), *others = rooms
    flush = -slack <= first <= _FAR * size and all(abs(before) <= slack for before, _ in others)
    least = 0.0 if sides.right else last.wide * _WIDE
    short = any(after > max(before + _UNEVEN * size, least) for before, after in rooms)
    return "left" if sides.left and flush and short else None


def first_line(
    placed: Sequence[Placed], sides: Sides, align: Align | None, within: Tolerance, goes_on: bool
) -> Reading[Length] | None:
    """By how much the first line is indented, negative where the others hang: against the others, or where it is alone,
    against where the running text begins. White space typed before it may be an indent or none. ``goes_on``: the text
    above does not end as a paragraph does, so that one without an indent may be a part of it."""
    first, *others = placed
    size = first.line.size
    if first.line.glyphs[0].blank or align in ("center", "right") or any(one.tabbed for one in placed):
        return None
    alone = align in ("left", "justify") or (sides.left and sides.right and _begins(first))
    edge = _agreed(others) if others else sides.edge(first.line.page, _AGREE * size) if alone else None
    if edge is None:
        return None
    indent = first.inked[0] - edge
    if abs(indent) < size and (goes_on or (others and not _at_side(edge, first, sides))):
        return None  # it may be a part of the text above; or lines that begin further in, a paragraph each
    if (not others and indent < -_SLACK * size) or drawn_out(first.line):
        return None
    return Reading.exact(Length.of_pt(round(indent, 1)), f"第{first.line.page}页首行", within.indent)


def _at_side(edge: float, one: Placed, sides: Sides) -> bool:
    """Whether lines that begin there begin at the side of their column, or where running text does."""
    size = one.line.size
    usual = sides.edge(one.line.page, _AGREE * size)
    return edge <= _SLACK * size or (usual is not None and abs(edge - usual) <= _AGREE * size)


def _begins(only: Placed) -> bool:
    """Whether a line stands where it does because it begins there: it neither ends at the right nor begins far in."""
    before, after = only.inked
    return before <= _FAR * only.line.size and after > _SLACK * only.line.size


def _agreed(placed: Sequence[Placed]) -> float | None:
    """Where lines begin together. One that opens with a bracket says so only where all do."""
    plain = [one for one in placed if one.line.inked[0].text not in OPENING] or placed
    starts = [one.inked[0] for one in plain]
    return median(starts) if max(starts) - min(starts) <= _AGREE * plain[0].line.size else None


def unfinished(last: Placed) -> bool:
    """Whether a paragraph's last line may go on in the next one: it is no short line, nor one set far to the right, and
    does not end as paragraphs do."""
    short = last.inked[1] > last.wide / 2 or last.inked[0] > _FAR * last.line.size
    return not short and not last.line.text.rstrip().rstrip(_CLOSING).endswith(_ENDS)


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
    sizes = Counter(one.line.size for _, *others in paragraphs for one in others)
    size = max(sizes, key=lambda size: sizes[size], default=None)
    return Sides(left >= _LEAST, right >= _LEAST, dict(_edges(paragraphs)), size)


def _edges(paragraphs: Iterable[Sequence[Placed]]) -> Iterator[tuple[int, float]]:
    """Page by page where running text begins: where the further lines of its paragraphs do, under a first line that is
    indented or at the side of the column."""
    further: dict[int, list[Placed]] = {}
    for first, *others in paragraphs:
        for one in others:
            if one.inked[0] <= max(first.inked[0] - one.line.size, _SLACK * one.line.size):
                further.setdefault(one.line.page, []).append(one)
    for page, held in further.items():
        edge = median(one.inked[0] for one in held)
        near = sum(abs(one.inked[0] - edge) <= _AGREE * one.line.size for one in held)
        if near >= _LEAST and near * 3 >= len(held) * 2:
            yield page, edge
