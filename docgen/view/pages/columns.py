"""Text set in columns: read column after column, not across.

A gutter is a strip no ink crosses for many lines, between two texts that wrap at it. Rows of labels, signatures side by
side and names with page numbers leave such strips too, but their lines do not end because the strip is there: they are
read across.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from docgen.view.pages.lines import Line, TextColumn
from docgen.view.pages.paragraphs import STARTS

# In parts of the type size.
_GUTTER: Final = 0.9  # the narrowest gutter
_BAND: Final = 0.8  # between baselines of lines that stand side by side
_NEXT: Final = 4.0  # between the baselines of a column's lines at most, where the other column has none
_RUNNING: Final = 2.2  # between the baselines of lines of one paragraph at most
_NARROWEST: Final = 8.0  # a column of text
_SLACK: Final = 0.3

_ALIKE: Final = 0.8
"""How wide a column is at least, in parts of the widest, where its own lines do not show it."""
_WRAPS: Final = 4
_WRAPPED: Final = 0.5
"""How many lines of the longer column, and which part of the lines of either, end because the next word did not fit."""
PROSE: Final = re.compile(r"[^\W\d_][，。；、,;.]")
"""What sentences hold, and names and numbers do not."""
_AS_HIGH: Final = 0.5
"""How high another gutter is at least, in parts of one, to bound its columns."""
_FAR: Final = float("inf")
_MOST_GAPS: Final = 24
_DEEPEST: Final = 4
"""How many gaps a line may have and leave a gutter; how many times columns are parted into columns."""

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Band:
    """Lines that stand side by side, and the strips they leave clear, the page's sides included."""

    lines: tuple[Line, ...]
    clear: tuple[Span, ...]

    @property
    def baseline(self) -> float:
        return self.lines[0].baseline

    def inner(self) -> Iterator[Span]:
        """The strips with ink on both sides."""
        yield from self.clear[1:-1]

    def room(self, strip: Span) -> Span:
        """What it leaves of a strip."""
        return max(((max(strip[0], a), min(strip[1], b)) for a, b in self.clear), key=_width)

    def on_both_sides(self, strip: Span) -> bool:
        return self.clear[0][1] <= strip[0] and strip[1] <= self.clear[-1][0]


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A strip that is clear from one band to another, both counted."""

    strip: Span
    first: int
    last: int

    @property
    def bands(self) -> int:
        return self.last - self.first + 1


def in_columns(lines: Sequence[Line], depth: int = 0) -> list[Line]:
    """Lines of one region, from the top, in reading order. Those of a column know it, and lines that reach over
    several columns are parted."""
    bands = _bands(lines) if depth < _DEEPEST else []
    gutters = sorted(_gutters(bands), key=lambda gutter: -gutter.bands)
    for gutter in gutters:
        gutter = _drawn_out(gutter, bands)
        if gutter.bands <= _WRAPS:
            continue
        left, right = _parted(gutter, bands)
        if not _are_columns(_beside(left, gutter, gutters), _beside(right, gutter, gutters)):
            continue
        above = [line for band in bands[: gutter.first] for line in band.lines]
        below = [line for band in bands[gutter.last + 1 :] for line in band.lines]
        return [
            *in_columns(above, depth + 1),
            *_in_one(in_columns(left, depth + 1), left),
            *_in_one(in_columns(right, depth + 1), right),
            *in_columns(below, depth + 1),
        ]
    return list(lines)


def _in_one(ordered: Iterable[Line], column: Sequence[Line]) -> Iterator[Line]:
    edges = TextColumn(min(line.left for line in column), max(line.right for line in column))
    return (line if line.column else replace(line, column=edges) for line in ordered)


def _bands(lines: Sequence[Line]) -> list[_Band]:
    held: list[list[Line]] = []
    for line in lines:
        beside = held[-1] if held else None
        if beside and line.baseline - beside[0].baseline < _BAND * line.size and not _over(line, beside):
            beside.append(line)
        else:
            held.append([line])
    return [_Band(tuple(band), _clear(band)) for band in held]


def _over(line: Line, others: Sequence[Line]) -> bool:
    return any(line.left < other.right and other.left < line.right for other in others)


def _clear(lines: Sequence[Line]) -> tuple[Span, ...]:
    """The strips wide enough for a gutter that lines side by side leave clear; none inside a line of too many gaps."""
    size = max(line.size for line in lines)
    if len(lines) == 1 and lines[0].widest_gap < _GUTTER * size:
        return (-_FAR, lines[0].left), (lines[0].right, _FAR)
    inked = sorted((glyph.left, glyph.right) for line in lines for glyph in line.inked)
    found: list[Span] = []
    reach = inked[0][0]
    for left, right in inked:
        if left - reach >= _GUTTER * size:
            found.append((reach, left))
        reach = max(reach, right)
    inner = found if len(found) <= _MOST_GAPS else []
    return ((-_FAR, inked[0][0]), *inner, (reach, _FAR))


def _gutters(bands: Sequence[_Band]) -> Iterator[_Gutter]:
    """Every strip with ink on both sides, as far down as it stays clear."""
    if not bands:
        return
    narrowest = _GUTTER * median(line.size for band in bands for line in band.lines)
    still: list[_Gutter] = []
    for number, band in enumerate(bands):
        if number and not _near(bands, number):
            yield from still
            still = []
        going = [replace(gutter, strip=band.room(gutter.strip), last=number) for gutter in still]
        yield from (before for before, after in zip(still, going, strict=True) if _width(after.strip) < narrowest)
        still = [gutter for gutter in going if _width(gutter.strip) >= narrowest]
        still += [
            _Gutter(strip, number, number)
            for strip in band.inner()
            if not any(_overlap(strip, gutter.strip) for gutter in still)
        ]
    yield from still


def _drawn_out(gutter: _Gutter, bands: Sequence[_Band]) -> _Gutter:
    """From the first line of the left column to the last of either: what stands over the right one alone is a title
    above both, and lines far below the end of one column are below both."""
    first, last = gutter.first, gutter.first
    while first and bands[first - 1].clear[-1][0] <= gutter.strip[0] and _near(bands, first):
        first -= 1
    for number in range(gutter.first, gutter.last + 1):
        if bands[number].on_both_sides(gutter.strip):
            last = number
    while last < gutter.last and _near(bands, last + 1):
        last += 1
    return replace(gutter, first=first, last=last)


def _near(bands: Sequence[_Band], number: int) -> bool:
    """Whether a band stands as near to the one above it as lines of a column do."""
    return bands[number].baseline - bands[number - 1].baseline <= _NEXT * bands[number].lines[0].size


def _parted(gutter: _Gutter, bands: Sequence[_Band]) -> tuple[list[Line], list[Line]]:
    """The lines on the left and on the right of a gutter."""
    middle = _middle(gutter.strip)
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in (line for band in bands[gutter.first : gutter.last + 1] for line in band.lines):
        if line.turned or line.glyphs[-1].left < middle or line.glyphs[0].left >= middle:
            sides[line.glyphs[0].left >= middle].append(line)
            continue
        before = tuple(glyph for glyph in line.glyphs if glyph.left < middle)
        parts = before, line.glyphs[len(before) :]
        for side, part in zip(sides, parts, strict=True):
            if any(not glyph.blank for glyph in part):
                side.append(Line(part))
    return sides


def _beside(lines: Sequence[Line], gutter: _Gutter, gutters: Sequence[_Gutter]) -> list[Line]:
    """What one side's lines have next to the gutter: between it and the next gutter of about its height."""
    high = [_middle(other.strip) for other in gutters if other.bands > gutter.bands * _AS_HIGH]
    here = _middle(gutter.strip)
    start, end = max((x for x in high if x < here), default=-_FAR), min((x for x in high if x > here), default=_FAR)
    return [piece for line in lines for piece in pieces_of(line) if start <= piece.left and piece.right <= end]


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether text runs on from line to line on both sides."""
    if not left or not right or not (_is_prose(left) and _is_prose(right)):
        return False
    reaches = [max(line.right for line in side) - min(line.left for line in side) for side in (left, right)]
    counts = [_wraps(side, max(own, _ALIKE * max(reaches))) for side, own in zip((left, right), reaches, strict=True)]
    return max(counts) >= _WRAPS and all(
        count and count >= _WRAPPED * (len(side) - 1) for count, side in zip(counts, (left, right), strict=True)
    )


def _is_prose(lines: Iterable[Line]) -> bool:
    """Whether there are sentences: a list of names and numbers of one length would seem to wrap."""
    return any(PROSE.search(line.text) for line in lines)


def pieces_of(line: Line) -> list[Line]:
    """What a line has in each column it reaches over."""
    inked, held = line.inked, [[line.inked[0]]]
    for before, after in pairwise(inked):
        if after.left - before.right >= _GUTTER * line.size:
            held.append([])
        held[-1].append(after)
    return [Line(tuple(piece)) for piece in held]


def _wraps(pieces: Sequence[Line], width: float) -> int:
    """How many lines of a column of this width end because the start of the next one had no room."""
    right = min(piece.left for piece in pieces) + width
    return sum(
        right - above.right < below.first_unit + _SLACK * above.size
        for above, below in pairwise(pieces)
        if width >= _NARROWEST * above.size
        and below.baseline - above.baseline <= _RUNNING * above.size
        and not STARTS.match(below.text)
    )


def _middle(strip: Span) -> float:
    return (strip[0] + strip[1]) / 2


def _width(strip: Span) -> float:
    return strip[1] - strip[0]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
