"""Ruling lines as grids: the cells of a table, their spans told by the lines that are missing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from docgen.view.pages.strokes import Rule

_NEAR: Final = 1.5
_ONE_LINE: Final = 3.0
"""Points: how far a line may fall short of one it meets, how near two lines are still one (a double border)."""
_DRAWN: Final = 0.5
"""The part of a side that must be ruled for it to divide two cells."""
_MOST_MEETINGS: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell by grid row and column (from 0), with its spans."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True)
class Grid:
    """``across`` and ``down`` are the grid lines in points. ``open_below``: no line closes it at the bottom, as where a
    row goes on over the page."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    cells: tuple[GridCell, ...]
    open_below: bool

    @property
    def top(self) -> float:
        return self.down[0]

    @property
    def bottom(self) -> float:
        return self.down[-1]

    @cached_property
    def _places(self) -> dict[tuple[int, int], GridCell]:
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }

    def box(self, cell: GridCell) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        right, bottom = self.across[cell.column + cell.column_span], self.down[cell.row + cell.row_span]
        return self.across[cell.column], self.down[cell.row], right, bottom

    def at(self, x: float, y: float) -> GridCell | None:
        """The cell a point lies in."""
        return self._places.get((bisect_right(self.down, y) - 1, bisect_right(self.across, x) - 1))

    def within(self, other: Grid) -> bool:
        """Whether the whole of it lies in one cell of another grid."""
        corners = ((self.across[0], self.top), (self.across[-1], self.bottom))
        first, last = (other.at(x, y) for x, y in corners)
        return self is not other and first is not None and first == last


def grids_of(rules: Sequence[Rule]) -> tuple[Grid, ...]:
    """The ruled tables of a page, from the top. A frame around a single cell is none, nor is a single line."""
    return tuple(grid for grid in _ruled_grids(rules) if len(grid.cells) > 1)


def frames_of(rules: Sequence[Rule]) -> tuple[Grid, ...]:
    """The frames around a single cell, from the top: a box of text, or a table's row that a page cut off."""
    return tuple(grid for grid in _ruled_grids(rules) if len(grid.cells) == 1)


def strips_of(rules: Sequence[Rule]) -> tuple[Grid, ...]:
    """Upright lines of one height that no level line meets, as a row that is open above and below: the middle of a row
    that runs over more than two pages."""
    ends: dict[tuple[int, int], list[float]] = {}
    for group in _meeting(rules):
        if len(group) == 1 and not group[0].horizontal:
            ends.setdefault((round(group[0].start), round(group[0].end)), []).append(group[0].at)
    return tuple(
        Grid(tuple(sorted(sides)), (float(top), float(bottom)), _one_row(len(sides) - 1), open_below=True)
        for (top, bottom), sides in ends.items()
        if len(sides) > 1
    )


def _one_row(columns: int) -> tuple[GridCell, ...]:
    return tuple(GridCell(0, column, 1, 1) for column in range(columns))


def _ruled_grids(rules: Sequence[Rule]) -> list[Grid]:
    found = (grid for group in _meeting(rules) if (grid := _grid(group)) is not None)
    return sorted(found, key=lambda grid: (grid.top, grid.across[0]))


def _meeting(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules in groups that hang together."""
    level = [rule for rule in rules if rule.horizontal]
    upright = [rule for rule in rules if not rule.horizontal]
    if len(level) * len(upright) > _MOST_MEETINGS:
        return
    leader = {id(rule): rule for rule in rules}

    def find(rule: Rule) -> Rule:
        while leader[id(rule)] is not rule:
            leader[id(rule)] = leader[id(leader[id(rule)])]
            rule = leader[id(rule)]
        return rule

    for flat in level:
        for tall in upright:
            if _meets(flat, tall):
                leader[id(find(flat))] = find(tall)
    groups: dict[int, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(id(find(rule)), []).append(rule)
    yield from groups.values()


def _meets(flat: Rule, tall: Rule) -> bool:
    return flat.start - _NEAR <= tall.at <= flat.end + _NEAR and tall.start - _NEAR <= flat.at <= tall.end + _NEAR


def _grid(rules: list[Rule]) -> Grid | None:
    level = [rule for rule in rules if rule.horizontal]
    upright = [rule for rule in rules if not rule.horizontal]
    across = _lines(upright, level)
    down = _lines(level, upright)
    if len(across) < 2 or len(down) < 2 or not level or not upright:
        return None
    cells = tuple(sorted(_cells(across, down, level, upright), key=lambda cell: (cell.row, cell.column)))
    open_below = not _ruled(level, down[-1], across[0], across[-1])
    return Grid(across, down, cells, open_below)


def _lines(along: list[Rule], over: list[Rule]) -> tuple[float, ...]:
    """The grid lines of one direction, the ends of the crossing rules included: a table may be open at a side."""
    positions = sorted(rule.at for rule in along)
    ends = (min((rule.start for rule in over), default=None), max((rule.end for rule in over), default=None))
    merged: list[float] = []
    for position in sorted([*positions, *(end for end in ends if end is not None)]):
        if not merged or position - merged[-1] > _ONE_LINE:
            merged.append(position)
        elif position in positions and merged[-1] not in positions:
            merged[-1] = position
    return tuple(merged)


def _cells(
    across: Sequence[float], down: Sequence[float], level: list[Rule], upright: list[Rule]
) -> Iterator[GridCell]:
    """Elementary cells, joined wherever no line divides them."""
    rows, columns = len(down) - 1, len(across) - 1
    group = {(row, column): {(row, column)} for row in range(rows) for column in range(columns)}

    def join(one: tuple[int, int], other: tuple[int, int]) -> None:
        if group[one] is not group[other]:
            small, large = sorted((group[one], group[other]), key=len)
            large |= small
            for place in small:
                group[place] = large

    for row, column in list(group):
        if column + 1 < columns and not _ruled(upright, across[column + 1], down[row], down[row + 1]):
            join((row, column), (row, column + 1))
        if row + 1 < rows and not _ruled(level, down[row + 1], across[column], across[column + 1]):
            join((row, column), (row + 1, column))
    for places in {id(places): places for places in group.values()}.values():
        yield from _rectangles(places)


def _rectangles(places: set[tuple[int, int]]) -> Iterator[GridCell]:
    """A group as one cell; one that is no rectangle (a line drawn short) as one cell a row."""
    top, left = min(row for row, _ in places), min(column for _, column in places)
    rows = max(row for row, _ in places) - top + 1
    columns = max(column for _, column in places) - left + 1
    if rows * columns == len(places):
        yield GridCell(top, left, rows, columns)
        return
    for row in sorted({row for row, _ in places}):
        held = sorted(column for r, column in places if r == row)
        start = held[0]
        for column, following in zip(held, [*held[1:], None], strict=True):
            if following != column + 1:
                yield GridCell(row, start, 1, column - start + 1)
                start = following if following is not None else start


def _ruled(rules: Iterable[Rule], at: float, start: float, end: float) -> bool:
    """Whether rules at this grid line cover enough of the stretch."""
    near = (rule for rule in rules if abs(rule.at - at) <= _ONE_LINE)
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in near)
    return covered >= (end - start) * _DRAWN
