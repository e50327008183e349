"""The cells of a table, found by their grid position, with what each may be a label of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from docgen.view.fields.labels import as_label
from docgen.view.model import Cell, DocumentView, Place, Table


@dataclass(frozen=True, slots=True)
class Cells:
    """A table with its cells by grid row: those that start in or span it, left to right. ``labels`` are the cells'
    texts as labels are compared, by the cell's place; ``outer`` is the cell this table stands in, with its table."""

    table: Table
    rows: Mapping[int, tuple[Cell, ...]]
    labels: Mapping[tuple[int, int], str]
    outer: tuple[Cells, Cell] | None = None

    def label(self, cell: Cell) -> str:
        return self.labels[cell.row, cell.column]

    def right_of(self, cell: Cell) -> Cell | None:
        return self._covering(cell.row, cell.column + cell.column_span)

    def left_of(self, cell: Cell) -> Cell | None:
        return self._covering(cell.row, cell.column - 1)

    def below(self, cell: Cell) -> Cell | None:
        return self._covering(cell.row + cell.row_span, cell.column)

    def _covering(self, row: int, column: int) -> Cell | None:
        covering = (cell for cell in self.rows.get(row, ()) if cell.column <= column < cell.column + cell.column_span)
        return next(covering, None)

    def starting(self, row: int) -> tuple[Cell, ...]:
        """The cells that start in a row."""
        return tuple(cell for cell in self.rows[row] if cell.row == row)

    def place(self, cell: Cell) -> Place:
        return replace(self.table.place, paragraph=None, row=cell.row, column=cell.column)

    def starts(self, row: int) -> tuple[int, ...]:
        """The grid columns the cells of a row start at: rows of one list agree in them."""
        return tuple(cell.column for cell in self.rows.get(row, ()))


def cells_of(table: Table, outer: tuple[Cells, Cell] | None = None) -> Cells:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows.setdefault(row, []).append(cell)
    ordered = {row: tuple(sorted(rows[row], key=lambda cell: cell.column)) for row in sorted(rows)}
    return Cells(table, ordered, {(cell.row, cell.column): as_label(cell.text) for cell in table.cells}, outer)


def tables_of(view: DocumentView) -> Iterator[Cells]:
    """Every table, the nested ones after the one they stand in."""
    stack = [cells_of(table) for table in view.tables()][::-1]
    while stack:
        cells = stack.pop()
        yield cells
        inner = ((cell, block) for cell in cells.table.cells for block in cell.blocks if isinstance(block, Table))
        stack.extend([cells_of(table, (cells, cell)) for cell, table in inner][::-1])
