"""The line at each edge of each cell, after every level and both neighbours had their say (ECMA-376 Part 1 §17.4.66).

A line stated for a cell beats the table's own. Where two cells share an edge and both state a line, one that is drawn
beats one that is not; a single statement holds for both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docgen.view.borders import drawn
from docgen.view.model import Border

Slots = Mapping[str, Any]
Edges = tuple[tuple[str, Border], ...]

EDGES: Final = ("top", "left", "bottom", "right")
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
    stated = [{edge: _stated(cell, edge, rows, columns) for edge in EDGES} for cell in cells]
    if any(line is not None for edges in stated for line in edges.values()):
        covering = _covering(cells)
        lines = [_with_neighbours(index, cell, stated, covering) for index, cell in enumerate(cells)]
    else:
        lines = stated
    return [_drawn_edges(cell, edges, rows, columns) for cell, edges in zip(cells, lines, strict=True)]


def _drawn_edges(cell: BorderedCell, edges: Mapping[str, Border | None], rows: int, columns: int) -> Edges:
    found = ((edge, edges[edge] or _of_table(cell, edge, rows, columns)) for edge in EDGES)
    return tuple((edge, line) for edge, line in found if line is not None and drawn(line))


def _is_outer(cell: BorderedCell, edge: str, rows: int, columns: int) -> bool:
    return {
        "top": cell.row == 1,
        "bottom": cell.row_end > rows,
        "left": cell.column == 1,
        "right": cell.column_end > columns,
    }[edge]


def _inside(edge: str) -> str:
    return "border.insideH" if edge in ("top", "bottom") else "border.insideV"


def _stated(cell: BorderedCell, edge: str, rows: int, columns: int) -> Border | None:
    """What the cell itself, else its part of the table style, says of an edge; None when neither speaks."""
    line: Border | None = cell.direct.get(f"border.{edge}")
    if line is not None or not cell.styled:
        return line
    if edge in ("left", "right") and not _is_outer(cell, edge, rows, columns):
        return cell.styled.get(_inside(edge))
    return cell.styled.get(f"border.{edge}")


def _of_table(cell: BorderedCell, edge: str, rows: int, columns: int) -> Border | None:
    outer = _is_outer(cell, edge, rows, columns)
    return cell.table.get(f"border.{edge}" if outer else _inside(edge))


def _covering(cells: Sequence[BorderedCell]) -> dict[tuple[int, int], int]:
    """Which cell covers each grid position."""
    return {
        (row, column): index
        for index, cell in enumerate(cells)
        for row in range(cell.row, cell.row_end)
        for column in range(cell.column, cell.column_end)
    }


def _with_neighbours(
    index: int,
    cell: BorderedCell,
    stated: Sequence[Mapping[str, Border | None]],
    covering: Mapping[tuple[int, int], int],
) -> dict[str, Border | None]:
    beside = {
        "top": (cell.row - 1, cell.column),
        "bottom": (cell.row_end, cell.column),
        "left": (cell.row, cell.column - 1),
        "right": (cell.row, cell.column_end),
    }
    found: dict[str, Border | None] = {}
    for edge, position in beside.items():
        own, neighbour = stated[index][edge], covering.get(position)
        other = None if neighbour is None else stated[neighbour][_OPPOSITE[edge]]
        found[edge] = other if own is None or (other is not None and not drawn(own)) else own
    return found
