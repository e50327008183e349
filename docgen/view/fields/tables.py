"""Values in tables: right of their label, else below it, or under a column's heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from docgen.view.fields.cells import Cells
from docgen.view.fields.grids import Grid
from docgen.view.fields.labels import Labels
from docgen.view.fields.lines import holds_labels
from docgen.view.fields.reading import FieldReading, reading_of, shared_out, written
from docgen.view.model import Cell, Table

_SPREAD: Final = frozenset({"text", "items", "persons"})
"""Types whose value may stand in several rows beside one label."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with what of it is lists: heading rows, and rows that are entries."""

    cells: Cells
    headings: Mapping[int, Grid]
    entries: frozenset[int]
    labels: Labels

    def meant(self, cell: Cell) -> tuple[str, ...]:
        """The fields a cell names as their label, in the part of the form it stands in."""
        label = self.cells.label(cell)
        return self.labels.meant(label, self.block_of(cell)) if self.labels.meant(label) else ()

    def known(self, cell: Cell) -> bool:
        return self.labels.known(self.cells.label(cell))

    def heads_rows(self, cell: Cell) -> bool:
        """Whether a cell is no label but heads the labels right of it: a part of the form."""
        right = self.cells.right_of(cell)
        if right is None or not self.cells.label(cell):
            return False
        if cell.row_span > right.row_span:
            return any(self._is_label(one) for one in self._beside(cell))
        own, next_label = self.cells.label(cell), self.cells.label(right)
        heads = self.labels.block(own) and self.labels.meant(next_label) and not self.labels.block(next_label)
        return bool(heads) and not self.heads_columns(cell.row)

    def _is_label(self, cell: Cell) -> bool:
        return bool(self.labels.meant(self.cells.label(cell)))

    def _beside(self, cell: Cell) -> Iterator[Cell]:
        """The cells right of one, in all the rows it spans."""
        for row in range(cell.row, cell.row + cell.row_span):
            yield from (one for one in self.cells.starting(row) if one.column > cell.column)

    def heads_columns(self, row: int) -> bool:
        """Whether a row is labels with their values below: below each stands what is no label."""
        row_cells = self.cells.rows[row]
        below = [self.cells.below(cell) for cell in row_cells]
        if any(cell.row < row for cell in row_cells) or any(cell is None or self.known(cell) for cell in below):
            return False
        beside = any(self.known(first) and self.known(second) for first, second in pairwise(row_cells))
        return beside or self.known(row_cells[-1])

    def block_of(self, cell: Cell) -> str | None:
        """The part of the form a cell stands in: headed by a cell left of it, by a row above it, or by the cell its
        whole table stands in."""
        left = self.cells.left_of(cell)
        while left is not None:
            if self.heads_rows(left):
                return self.labels.block(self.cells.label(left))
            left = self.cells.left_of(left)
        for row in range(cell.row - 1, 0, -1):
            above = self.cells.rows.get(row, ())
            if len(above) == 1 and above[0].row == row:
                return self.labels.block(self.cells.label(above[0]))
        if self.cells.outer is None:
            return None
        cells, around = self.cells.outer
        beside = cells.left_of(around)
        return self.labels.block(cells.label(beside)) if beside is not None else None


def sheets_of(tables: Sequence[Cells], grids: Sequence[Grid], labels: Labels) -> list[Sheet]:
    return [
        Sheet(
            cells,
            {grid.heading: grid for grid in grids if grid.cells is cells and grid.heading is not None},
            frozenset(row for grid in grids if grid.cells is cells for row in grid.rows),
            labels,
        )
        for cells in tables
    ]


def in_tables(sheets: Sequence[Sheet]) -> Iterator[FieldReading]:
    """Every label that is a cell, with its value. Where a label of its own leads to a field, be it left blank, what a
    list says under a heading of that name is the list's alone."""
    found = [one for sheet in sheets for row in sheet.cells.rows for one in _in_row(sheet, row)]
    labelled = {reading.name for reading, of_list in found if not of_list}
    yield from (reading for reading, of_list in found if not (of_list and reading.name in labelled))


def _in_row(sheet: Sheet, row: int) -> Iterator[tuple[FieldReading, bool]]:
    """What the labels of a row lead to, and whether it is a column that a list calls its own."""
    if row in sheet.entries:
        return
    labelled = [(cell, names) for cell in sheet.cells.starting(row) if (names := sheet.meant(cell))]
    above = bool(labelled) and sheet.heads_columns(row)
    for cell, names in labelled:
        if row in sheet.headings:
            grid = sheet.headings[row]
            own = (
                sheet.cells.label(cell) in sheet.labels.columns.get(grid.list_name or "", {})
                and names[0] != grid.list_name
            )
            yield _column(names[0], cell, grid, sheet.labels), own
        elif not sheet.heads_rows(cell):
            yield from ((reading, False) for reading in _beside(names, cell, sheet, above=above))


def _column(name: str, heading: Cell, grid: Grid, labels: Labels) -> FieldReading:
    """What stands below a column's heading: every entry of a list, the first filled one of any other field."""
    law = labels.laws[name]
    below = list(grid.under(heading.column))
    filled = [cell for cell in below if cell.text.strip()]
    shown = filled if law.type == "items" else [cell for cell in filled if written(cell.text)][:1]
    place = grid.cells.place(next(iter(shown or below), heading))
    return reading_of(name, "\n".join(cell.text for cell in shown), place, law)


def _beside(names: Sequence[str], label: Cell, sheet: Sheet, *, above: bool) -> Iterator[FieldReading]:
    cells, laws = sheet.cells, sheet.labels.laws
    value = cells.below(label) if above else cells.right_of(label)
    if value is None and not above and len(cells.rows[label.row]) == 1:
        value = cells.below(label)
    if value is None or value.row in sheet.entries or _holds_a_form(value, sheet.labels):
        return
    parts = not above and cells.label(value) in sheet.labels.columns.get(names[0], {})
    if sheet.known(value) and not parts:
        return
    text = value.text
    if parts or (not above and value.row_span < label.row_span and laws[names[0]].type in _SPREAD):
        text = _spread(label, cells)
    if len(names) == 1:
        yield reading_of(names[0], text, cells.place(value), laws[names[0]])
        return
    for name, part in zip(names, shared_out(text, [laws[name].type for name in names]), strict=True):
        yield reading_of(name, part, cells.place(value), laws[name])


def _spread(label: Cell, cells: Cells) -> str:
    """All that stands right of a label over several rows, a line a row."""
    rows = range(label.row, label.row + label.row_span)
    right = ([cell.text for cell in cells.starting(row) if cell.column > label.column] for row in rows)
    return "\n".join(" ".join(texts) for texts in right if texts)


def _holds_a_form(value: Cell, labels: Labels) -> bool:
    """Whether a cell is no value but a form of its own: a table, or lines with labels."""
    return any(isinstance(block, Table) for block in value.blocks) or holds_labels(value.text, labels)
