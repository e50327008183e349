"""Cells side by side that no line parts and that wrap: each is read by itself, not across.

A line with several gaps begins such a row when the pieces of the next line begin where pieces of it begin, and go on
with them: these had no room left for the next word before the next cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from docgen.view.pages.columns import PROSE, pieces_of
from docgen.view.pages.lines import Line, TextColumn
from docgen.view.pages.paragraphs import STARTS

# In parts of the type size.
_SAME: Final = 0.5  # how far pieces of one cell begin apart
_RUNNING: Final = 2.2  # between the baselines of a cell's lines at most
_NARROWEST: Final = 5.0  # a cell of sentences
_BETWEEN: Final = 1.3  # what a cell leaves free beside its text: Word's margins are 5.4 points on either side

_MOST_CELLS: Final = 16
"""How many cells a row has at most: beyond it nobody reads it."""


@dataclass(slots=True)
class _Row:
    """A row in the making: the lines of each of its cells, and where the last of them may end at most."""

    cells: list[list[Line]]
    edge: float
    last: Line

    def right(self, cell: int) -> float:
        """Where the next cell begins, or would."""
        following = self.cells[cell + 1][0].left if cell + 1 < len(self.cells) else None
        return self.edge + _BETWEEN * self.last.size if following is None else following

    def takes(self, line: Line) -> bool:
        """Takes a line in whose pieces all go on with cells of the row."""
        pitch = line.baseline - self.last.baseline
        if line.column or line.turned or not 0 < pitch <= _RUNNING * line.size:
            return False
        if abs(line.size - self.last.size) > _SAME:
            return False
        pieces = pieces_of(line)
        homes = [number for piece in pieces for number in self._homes(piece)]
        if len(homes) != len(pieces) or len(set(homes)) < len(homes):
            return False
        for piece, home in zip(pieces, homes, strict=True):
            self.cells[home].append(piece)
        self.last = line
        return True

    def _homes(self, piece: Line) -> Iterator[int]:
        """The cell a piece goes on with, if any."""
        for number, cell in enumerate(self.cells):
            if abs(cell[0].left - piece.left) > _SAME * piece.size or STARTS.match(piece.text):
                continue
            if self.right(number) - cell[-1].right < piece.first_unit + _BETWEEN * piece.size:
                yield number

    def wraps(self) -> bool:
        """Whether several cells say more than a line holds, in sentences: names of one length seem to wrap as well."""
        wrapped = [cell for cell in self.cells if len(cell) > 1]
        wide = all(max(line.right - line.left for line in cell) >= _NARROWEST * cell[0].size for cell in wrapped)
        return len(wrapped) > 1 and wide and all(any(PROSE.search(line.text) for line in cell) for cell in wrapped)

    def lines(self) -> list[Line]:
        found: list[Line] = []
        for number, cell in enumerate(self.cells):
            size = cell[0].size
            column = TextColumn(
                cell[0].left, max(self.right(number) - _BETWEEN * size, *(line.right for line in cell)), True
            )
            found += [replace(line, column=column) for line in cell]
        return found


def with_cells_apart(lines: Sequence[Line]) -> list[Line]:
    """Lines of one region, from the top, those of cells that wrap side by side parted and read cell after cell."""
    edge = max((line.right for line in lines), default=0.0)
    found: list[Line] = []
    number = 0
    while number < len(lines):
        row, count = _row(lines, number, edge)
        found += row.lines() if row and row.wraps() else lines[number : number + count]
        number += count
    return found


def _row(lines: Sequence[Line], first: int, edge: float) -> tuple[_Row | None, int]:
    """The row a line begins, if it has several pieces, and how many lines it takes."""
    line = lines[first]
    pieces = [] if line.column or line.turned else pieces_of(line)
    if not 2 <= len(pieces) <= _MOST_CELLS:
        return None, 1
    row = _Row([[piece] for piece in pieces], edge, line)
    count = 1
    while first + count < len(lines) and row.takes(lines[first + count]):
        count += 1
    return row, count
