"""The line at each edge of each cell, after every level and both neighbours had their say (ECMA-376 Part 1 §17.4.66).

A line stated for a cell beats the table's own. Where two cells share an edge and both state a line, one that is drawn
beats one that is not; a single statement holds for both.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from docgen.view.from_docx.borders import drawn
from docgen.view.look import Border

Slots = Mapping[str, Any]
Edges = tuple[tuple[str, Border], ...]

EDGES: Final = ("top", "left", "bottom", "right")
Lines = Mapping[str, Border | None]
_SILENT: Final[Lines] = MappingProxyType(dict.fromkeys(EDGES))
"""What a cell says of its lines when it says nothing."""
_BORDERS: Final = frozenset(f"border.{edge}" for edge in (*EDGES, "insideH", "insideV"))
_OPPOSITE: Final = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class BorderedCell:
    """A cell's rectangle on the grid (rows and columns from 1, ends excluded) with what is said of its lines:
    ``direct`` in its own properties, ``styled`` by the table style's conditional parts, ``table`` for the table."""

    row: int
    row_end: int
    column: int
    column_end: int
    direct: Slots
    styled: Slots
    table: Slots


def effective_borders(cells: Sequence[BorderedCell], rows: int, columns: int) -> list[Edges]:
    """The lines drawn around each cell, in the order top, left, bottom, right."""
    if any(_speaks(cell.direct) or _speaks(cell.styled) for cell in cells):
        stated = [{edge: _stated(cell, edge, rows, columns) for edge in EDGES} for cell in cells]
        covering = _Covering(cells)
        lines = [_with_neighbours(cell, own, stated, covering) for cell, own in zip(cells, stated, strict=True)]
    else:
        lines = [_SILENT] * len(cells)
    known: dict[tuple[object, ...], Edges] = {}
    return [_drawn_edges(cell, edges, rows, columns, known) for cell, edges in zip(cells, lines, strict=True)]


def _speaks(slots: Slots) -> bool:
    return not slots.keys().isdisjoint(_BORDERS)


def _drawn_edges(
    cell: BorderedCell, edges: Lines, rows: int, columns: int, known: dict[tuple[object, ...], Edges]
) -> Edges:
    """The lines of one cell; ``known`` keeps those of cells that are placed alike and say nothing."""
    outer = _outer(cell, rows, columns)
    key = (id(cell.table), *outer)
    if edges is _SILENT and key in known:
        return known[key]
    found = []
    for edge, is_outer in zip(EDGES, outer, strict=True):
        line = edges[edge] or cell.table.get(f"border.{edge}" if is_outer else _inside(edge))
        if line is not None and drawn(line):
            found.append((edge, line))
    if edges is _SILENT:
        known[key] = tuple(found)
    return tuple(found)


def _outer(cell: BorderedCell, rows: int, columns: int) -> tuple[bool, bool, bool, bool]:
    """Which of the cell's edges are the table's own."""
    return cell.row == 1, cell.column == 1, cell.row_end > rows, cell.column_end > columns


def _inside(edge: str) -> str:
    return "border.insideH" if edge in ("top", "bottom") else "border.insideV"


def _stated(cell: BorderedCell, edge: str, rows: int, columns: int) -> Border | None:
    """What the cell itself, else its part of the table style, says of an edge; None when neither speaks."""
    line: Border | None = cell.direct.get(f"border.{edge}")
    if line is not None or not cell.styled:
        return line
    outer = dict(zip(EDGES, _outer(cell, rows, columns), strict=True))
    if edge in ("left", "right") and not outer[edge]:
        return cell.styled.get(_inside(edge))
    return cell.styled.get(f"border.{edge}")


class _Covering:
    """Which cell covers a grid position."""

    def __init__(self, cells: Sequence[BorderedCell]) -> None:
        self._cells = cells
        self._rows: dict[int, list[tuple[int, int]]] = {}
        for index, cell in enumerate(cells):
            for row in range(cell.row, cell.row_end):
                insort(self._rows.setdefault(row, []), (cell.column, index))

    def at(self, row: int, column: int) -> int | None:
        """The index of the cell, or None where there is none."""
        starts = self._rows.get(row, [])
        place = bisect_right(starts, (column, len(self._cells))) - 1
        if place < 0:
            return None
        index = starts[place][1]
        return index if column < self._cells[index].column_end else None


def _with_neighbours(cell: BorderedCell, own: Lines, stated: Sequence[Lines], covering: _Covering) -> Lines:
    beside = {
        "top": (cell.row - 1, cell.column),
        "left": (cell.row, cell.column - 1),
        "bottom": (cell.row_end, cell.column),
        "right": (cell.row, cell.column_end),
    }
    found: dict[str, Border | None] = {}
    for edge, position in beside.items():
        line, neighbour = own[edge], covering.at(*position)
        other = None if neighbour is None else stated[neighbour][_OPPOSITE[edge]]
        found[edge] = other if line is None or (other is not None and not drawn(line)) else line
    return found
