"""Tables ruled across only, as the three-line tables (三线表) of reports: their columns are told by the gutters between
them, which no text crosses from the first line to the last.

Two columns are not enough: the lines above and below the issuing office of a letter (版记) rule no table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from docgen.view.pages.lines import Line, lines_of
from docgen.view.pages.sheet import Sheet
from docgen.view.pages.strokes import Rule

_SAME_END: Final = 3.0
"""Points by which the lines of one table may differ in length."""
_WIDEST_PART: Final = 0.4
"""The part of the page's width that a table takes at least."""
_GUTTER: Final = 0.6
"""Of the type size: the narrowest gutter."""
_RULES: Final = 3
_GUTTERS: Final = 2
_MOST_GLYPHS: Final = 20_000
_MOST_RULES: Final = 200
"""Level lines of more than this number are a drawing or ruled paper."""

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Strip:
    """What stands between two ruling lines: the lines of text, and the gutters none of them crosses."""

    above: Rule
    below: Rule
    lines: tuple[Line, ...]
    gutters: tuple[Span, ...]


def with_sides(sheet: Sheet) -> tuple[Rule, ...]:
    """The ruling lines of a page, with those a reader adds: between the columns of a table that is ruled across only,
    and between its rows where only heading and body are ruled apart."""
    groups = [group for group in _alike(sheet) if len(group) >= _RULES]
    if not groups or len(sheet.glyphs) > _MOST_GLYPHS:
        return sheet.rules
    lines = lines_of(sheet.glyphs)
    added = [rule for group in groups for table in _tables(group, lines) for rule in _added(table)]
    return (*sheet.rules, *added)


def _alike(sheet: Sheet) -> Iterator[list[Rule]]:
    """Level rules of one length one below the other, which no upright rule meets."""
    upright = [rule for rule in sheet.rules if not rule.horizontal]
    least = sheet.width * _WIDEST_PART
    wide = [rule for rule in sheet.rules if rule.horizontal and rule.end - rule.start >= least]
    if len(wide) > _MOST_RULES:
        return
    groups: list[list[Rule]] = []
    for rule in sorted(wide, key=lambda rule: rule.at):
        if any(_meets(rule, side) for side in upright):
            continue
        group = next((group for group in groups if _as_long(group[0], rule)), None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    yield from groups


def _as_long(one: Rule, other: Rule) -> bool:
    return abs(one.start - other.start) <= _SAME_END and abs(one.end - other.end) <= _SAME_END


def _meets(rule: Rule, side: Rule) -> bool:
    across = rule.start - _SAME_END <= side.at <= rule.end + _SAME_END
    return across and side.start - _SAME_END <= rule.at <= side.end + _SAME_END


def _tables(group: Sequence[Rule], lines: Sequence[Line]) -> Iterator[list[_Strip]]:
    """Strips one below the other that leave the same gutters."""
    table: list[_Strip] = []
    for above, below in pairwise(group):
        inside = tuple(line for line in lines if above.at < line.baseline < below.at)
        strip = _Strip(above, below, inside, _gutters(inside, above)) if inside else None
        if strip is None:
            continue  # a double line
        common = _common(table[-1].gutters, strip.gutters) if table else strip.gutters
        if table and len(_inner(common, [*table, strip])) >= _GUTTERS:
            table.append(replace(strip, gutters=common))
            continue
        if len(table) > 1:
            yield table
        table = [strip]
    if len(table) > 1 and len(_inner(table[-1].gutters, table)) >= _GUTTERS:
        yield table


def _gutters(lines: Sequence[Line], rule: Rule) -> tuple[Span, ...]:
    """The stretches of a strip that hold no ink, its margins included."""
    narrowest = _GUTTER * max(line.size for line in lines)
    found: list[Span] = []
    reach = rule.start
    for left, right in sorted((glyph.left, glyph.right) for line in lines for glyph in line.inked):
        if left - reach >= narrowest:
            found.append((reach, left))
        reach = max(reach, right)
    return (*found, (reach, rule.end)) if rule.end - reach >= narrowest else tuple(found)


def _common(one: Sequence[Span], other: Sequence[Span]) -> tuple[Span, ...]:
    spans = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple((start, end) for start, end in spans if end - start > 1)


def _inner(gutters: Sequence[Span], table: Sequence[_Strip]) -> list[float]:
    """Where the gutters with ink on both sides have their middle."""
    inked = [line for strip in table for line in strip.lines]
    left, right = min(line.left for line in inked), max(line.right for line in inked)
    return [(start + end) / 2 for start, end in gutters if left < start and end < right]


def _added(table: Sequence[_Strip]) -> Iterator[Rule]:
    top, bottom = table[0].above, table[-1].below
    sides = _inner(table[-1].gutters, table)
    for at in (top.start, *sides, top.end):
        yield Rule(False, at, top.at, bottom.at)
    if len(table) == _RULES - 1:
        body = table[-1].lines
        for above, below in pairwise(_rows(body, sides[0])):
            yield Rule(True, (above[-1].baseline + below[0].baseline - below[0].size) / 2, top.start, top.end)


def _rows(lines: Iterable[Line], first_side: float) -> list[list[Line]]:
    """Lines of a body without ruled rows: one begins with each line that says something in the first column and in
    another; what wraps in a cell stands below."""
    rows: list[list[Line]] = [[]]
    for line in lines:
        if line.left < first_side < line.right and any(row.left < first_side < row.right for row in rows[-1]):
            rows.append([])
        rows[-1].append(line)
    return rows
