"""The cells of a table, found by their grid position in constant time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from docgen.view.model import Cell, DocumentView, Place, Table


@dataclass(frozen=True, slots=True)
class Cells:
    """A table with its cells by grid position. ``rows`` are the cells that start in or span each row, left to right."""

    table: Table
    rows: Mapping[int, tuple[Cell, ...]]

    def right_of(self, cell: Cell) -> Cell | None:
        return self._covering(cell.row, cell.column + cell.column_span)

    def below(self, cell: Cell) -> Cell | None:
        return self._covering(cell.row + cell.row_span, cell.column)

    def _covering(self, row: int, column: int) -> Cell | None:
        covering = (cell for cell in self.rows.get(row, ()) if cell.column <= column < cell.column + cell.column_span)
        return next(covering, None)

    def place(self, cell: Cell) -> Place:
        return replace(self.table.place, paragraph=None, row=cell.row, column=cell.column)

    def starts(self, row: int) -> tuple[int, ...]:
        """The grid columns the cells of a row start at: rows of one list agree in them."""
        return tuple(cell.column for cell in self.rows.get(row, ()))


def cells_of(table: Table) -> Cells:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows.setdefault(row, []).append(cell)
    ordered = {row: tuple(sorted(rows[row], key=lambda cell: cell.column)) for row in sorted(rows)}
    return Cells(table, ordered)


def tables_of(view: DocumentView) -> Iterator[Cells]:
    """Every table, the nested ones after the one they stand in."""
    stack = list(view.tables())[::-1]
    while stack:
        table = stack.pop()
        yield cells_of(table)
        stack.extend(block for cell in table.cells[::-1] for block in cell.blocks if isinstance(block, Table))
