"""Where the cells of a table's rows stand and how they are merged ([MS-DOC] 2.9.313 TDefTableOperand)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from docgen.view.plain import PlainTable

_CELL_BYTES: Final = 20
_ACROSS, _DOWN, _RESTARTS = 0x0003, 0x0020, 0x0040
_NEAR: Final = 40
"""Twips: edges nearer than this are one."""

Cell = tuple[str, ...]


class Shape(NamedTuple):
    """A cell from its ``left`` to its ``right`` edge in twips; ``down``: it goes on from the cell above; ``across``: it
    is one of cells that are merged in its row."""

    left: int
    right: int
    down: bool
    across: bool


def shapes_of(operand: bytes) -> tuple[Shape, ...]:
    """The cells of one row, as far as the definition is whole."""
    count = operand[0] if operand else 0
    if len(operand) < 1 + 2 * (count + 1):
        return ()
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    flags = operand[1 + 2 * (count + 1) :]
    found = []
    for number in range(count):
        at = number * _CELL_BYTES
        stated = struct.unpack_from("<H", flags, at)[0] if at + 2 <= len(flags) else 0
        goes_on = bool(stated & _DOWN) and not stated & _RESTARTS
        found.append(Shape(edges[number], edges[number + 1], goes_on, bool(stated & _ACROSS)))
    return tuple(found)


def merged_table(rows: Sequence[tuple[Cell, ...]], shapes: Sequence[tuple[Shape, ...]]) -> PlainTable:
    """The table with its merges; without them where a row's definition is not of its cells."""
    if len(rows) != len(shapes) or any(len(row) != len(line) for row, line in zip(rows, shapes, strict=True)):
        return PlainTable(tuple(rows))
    edges = _distinct(edge for row in shapes for shape in row for edge in (shape.left, shape.right))
    texts, spans = [], []
    for number, (row, line) in enumerate(zip(rows, shapes, strict=True)):
        shown = [at for at, shape in enumerate(line) if not (number and shape.down) and not _covered(row, line, at)]
        texts.append(tuple(row[at] for at in shown))
        spans.append(tuple((_rows_down(shapes, number, line[at].left), _columns(row, line, at, edges)) for at in shown))
    return PlainTable(tuple(texts), tuple(spans))


def _covered(row: Sequence[Cell], line: Sequence[Shape], at: int) -> bool:
    """Whether a cell says nothing because it is merged with the one before it."""
    return at > 0 and line[at].across and line[at - 1].across and not any(row[at])


def _rows_down(shapes: Sequence[tuple[Shape, ...]], number: int, left: int) -> int:
    down = 1
    for line in shapes[number + 1 :]:
        if not any(shape.down and abs(shape.left - left) <= _NEAR for shape in line):
            break
        down += 1
    return down


def _columns(row: Sequence[Cell], line: Sequence[Shape], at: int, edges: Sequence[int]) -> int:
    """Over how many columns of the table a cell reaches, with those it covers."""
    last = at
    while last + 1 < len(line) and _covered(row, line, last + 1):
        last += 1
    left, right = line[at].left, line[last].right
    return max(1, bisect_right(edges, right + _NEAR) - bisect_right(edges, left + _NEAR))


def _distinct(edges: Iterable[int]) -> list[int]:
    found: list[int] = []
    for edge in sorted(set(edges)):
        if not found or edge - found[-1] > _NEAR:
            found.append(edge)
    return found
