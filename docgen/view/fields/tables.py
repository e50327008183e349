"""Values in tables: right of their label, else below it, or under a column's heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.spec.model import DocumentSpec, FieldLaw
from docgen.view.fields.cells import Cells
from docgen.view.fields.grids import Grid
from docgen.view.fields.labels import Labels, as_label
from docgen.view.fields.reading import FieldReading, reading_of, written
from docgen.view.model import Cell


def in_tables(
    tables: Sequence[Cells], grids: Sequence[Grid], labels: Labels, spec: DocumentSpec
) -> Iterator[FieldReading]:
    """Every label that is a cell, with its value."""
    for cells in tables:
        under = {row: grid for grid in grids if grid.cells is cells and grid.heading for row in (grid.heading,)}
        entries = {row for grid in grids if grid.cells is cells for row in grid.rows}
        for row, row_cells in cells.rows.items():
            if row in entries:
                continue
            for cell in row_cells:
                name = labels.names.get(as_label(cell.text))
                if name and cell.row == row:
                    yield from _of_label(name, spec.field[name], cell, cells, under.get(row), labels)


def _of_label(
    name: str, law: FieldLaw, label: Cell, cells: Cells, grid: Grid | None, labels: Labels
) -> Iterator[FieldReading]:
    if grid is not None:
        yield _column(name, law, label, grid)
    elif (value := _value_cell(cells, label, labels)) is not None:
        yield reading_of(name, value.text, cells.place(value))


def _column(name: str, law: FieldLaw, heading: Cell, grid: Grid) -> FieldReading:
    """What stands below a column's heading: every entry of a list, the first filled one of any other field."""
    below = list(grid.under(heading.column))
    filled = [cell for cell in below if cell.text.strip()]
    shown = filled if law.type == "items" else [cell for cell in filled if written(cell.text)][:1]
    place = grid.cells.place(next(iter(shown or below), heading))
    return reading_of(name, "\n".join(cell.text for cell in shown), place)


def _value_cell(cells: Cells, label: Cell, labels: Labels) -> Cell | None:
    for value in (cells.right_of(label), cells.below(label)):
        if value is not None and as_label(value.text) not in labels.names:
            return value
    return None
