"""Lists that stand row by row under column headings, over as many tables as a list goes on through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from docgen.spec.model import DocumentSpec
from docgen.view.fields.cells import Cells
from docgen.view.fields.labels import Labels
from docgen.view.fields.reading import FieldReading, reading_of
from docgen.view.headings import column_headings
from docgen.view.model import Cell

_NOTHING_BELOW: Final = re.compile(r"\(?以下空白\)?")
"""What an office writes after the last entry, so that nothing can be added."""
_SERIAL: Final = re.compile(r"\d{1,4}")
_LEAST: Final = 2
"""So many columns of a list the law names, side by side, are its heading."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A heading row and the rows below it that are entries.

    ``list_name`` is the field whose entries these are, and ``columns`` its columns by grid column. ``heading`` is None
    where a table goes on with the list of an earlier one, and ``starts`` where the cells of a row start.
    """

    cells: Cells
    heading: int | None
    rows: tuple[int, ...]
    starts: tuple[int, ...]
    list_name: str | None
    columns: Mapping[int, str]

    def under(self, column: int) -> Iterator[Cell]:
        """The cells of a column, a merged one once."""
        seen = 0
        for row in self.rows:
            for cell in self.cells.rows[row]:
                if cell.column == column and cell.row > seen:
                    seen = cell.row
                    yield cell

    def entries(self, labels: Labels) -> Iterator[Mapping[str, FieldReading]]:
        laws = labels.laws[self.list_name].entry if self.list_name else {}
        for row in self.rows:
            under = {cell.column: cell for cell in self.cells.rows[row]}
            entry = {
                name: reading_of(name, under[column].text, self.cells.place(under[column]), laws[name])
                for column, name in self.columns.items()
                if column in under
            }
            if any(not reading.blank for reading in entry.values()):
                yield entry


def grids_of(tables: Sequence[Cells], spec: DocumentSpec, labels: Labels) -> Iterator[Grid]:
    """Every grid, in order. A table that opens as wide as the last grid, without heading or label, goes on with it."""
    last: Grid | None = None
    for cells in tables:
        headings = tuple(_heading_rows(cells, spec, labels))
        if last is not None and not headings and _goes_on(cells, last.starts, labels):
            rows = _entry_rows(cells, 0, last.starts, (), labels)
            yield Grid(cells, None, rows, last.starts, last.list_name, last.columns)
        for row in headings:
            starts = cells.starts(row)
            name, columns = _columns(cells, row, labels)
            last = Grid(cells, row, _entry_rows(cells, row, starts, headings, labels), starts, name, columns)
            yield last


def _heading_rows(cells: Cells, spec: DocumentSpec, labels: Labels) -> Iterator[int]:
    wanted = [law.columns for law in spec.table.values()]
    by_law = column_headings(cells.table, wanted) if wanted else frozenset()
    for row in cells.rows:
        if row in by_law or _is_heading(cells, row, labels):
            yield row


def _is_heading(cells: Cells, row: int, labels: Labels) -> bool:
    """Columns of one list stand side by side, as labels and values never do."""
    row_cells = cells.rows[row]
    if len(row_cells) < _LEAST or any(cell.row < row for cell in row_cells):
        return False
    _, columns = _columns(cells, row, labels)
    named = [cell.column in columns for cell in row_cells]
    beside = any(first and second for first, second in pairwise(named))
    return len(columns) >= _LEAST and beside and 2 * len(columns) >= len(row_cells)


def _columns(cells: Cells, row: int, labels: Labels) -> tuple[str | None, dict[int, str]]:
    """The list most of whose columns this row names, and which stands where."""
    best: tuple[str | None, dict[int, str]] = (None, {})
    for name, vocabulary in labels.columns.items():
        columns: dict[int, str] = {}
        for cell in cells.rows[row]:
            column = vocabulary.get(cells.label(cell))
            if column and column not in columns.values():
                columns[cell.column] = column
        if len(columns) > len(best[1]):
            best = (name, columns)
    return best


def _entry_rows(
    cells: Cells, heading: int, starts: tuple[int, ...], headings: Sequence[int], labels: Labels
) -> tuple[int, ...]:
    """The rows below a heading whose cells stand as the heading's do; a row that is labels and values ends them. What
    begins with a number is an entry, even where its words are labels elsewhere (登记电话 as the place of a call)."""
    rows = []
    for row, row_cells in cells.rows.items():
        if row <= heading:
            continue
        if row in headings or _NOTHING_BELOW.fullmatch(cells.label(row_cells[0])):
            break
        known = [cell for cell in row_cells if labels.meant(cells.label(cell))]
        numbered = _SERIAL.fullmatch(cells.label(row_cells[0]))
        if cells.starts(row) != starts or (len(known) >= _LEAST and not numbered):
            break
        rows.append(row)
    return tuple(rows)


def _goes_on(cells: Cells, starts: tuple[int, ...], labels: Labels) -> bool:
    first = next(iter(cells.rows), None)
    if first is None or len(starts) < _LEAST or cells.starts(first) != starts:
        return False
    return not any(labels.known(cells.label(cell)) for cell in cells.rows[first])
