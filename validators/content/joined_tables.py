"""Tables that people split over pages, as one again: rows counted through, headings once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from docgen.spec.model import DocumentSpec
from docgen.validators.content.numerals import ordinal
from docgen.view.headings import column_headings, row_texts
from docgen.view.model import Block, Cell, DocumentView, Paragraph, Place, Row, Table
from docgen.wording import squeezed

_GOES_ON: Final = re.compile(r"[(〔【]?(?:续表?|接?续?上[页表]|[接转]下[页表]|表?续)\d*[)〕】]?:?")
"""What may stand between two parts of a table: “（续表）”, “接上页”."""


@dataclass(frozen=True, slots=True)
class JoinedTable:
    """A table with those that go on with it. ``table`` holds all their rows, repeated headings left out; ``origins``
    says of each where it stands: the number of its table and the row there. ``heading`` is the row of ``table`` with
    the columns' names."""

    table: Table
    heading: int
    origins: tuple[tuple[int, int], ...]

    @property
    def number(self) -> int:
        """The number of the table it begins with."""
        return self.origins[0][0] if self.origins else self.table.place.table or 1

    def begins_a_part(self, row: int) -> bool:
        """Whether a row is the first one of a table that goes on."""
        return row > 1 and self.origins[row - 1][0] != self.origins[row - 2][0]

    def place(self, cell: Cell) -> Place:
        """Where a cell of ``table`` really stands."""
        number, row = self.origins[cell.row - 1]
        return Place(table=number, row=row, column=cell.column)


@dataclass(frozen=True, slots=True)
class _Part:
    """One table as it stands; ``adjoins``: nothing but blank lines between it and the table before."""

    number: int
    table: Table
    headings: frozenset[int]
    adjoins: bool

    @property
    def names(self) -> tuple[str, ...]:
        return row_texts(self.table).get(min(self.headings, default=0), ())

    @property
    def starts(self) -> tuple[int, ...]:
        """The grid columns its broadest row is cut at."""
        rows: dict[int, tuple[int, ...]] = {}
        for cell in self.table.cells:
            rows[cell.row] = (*rows.get(cell.row, ()), cell.column)
        return max(rows.values(), key=len, default=())

    @property
    def first_number(self) -> int | None:
        """The first number of its first column below its heading."""
        top = min(self.headings, default=0)
        below = (cell for cell in self.table.cells if cell.column == 1 and cell.row > top)
        return next((number for cell in below if (number := ordinal(cell.text)) is not None), None)


def joined_tables(view: DocumentView, spec: DocumentSpec) -> tuple[JoinedTable, ...]:
    """The top-level tables in order, each with those that go on with it: as broad and right below it without a heading
    of its own, or under the same heading with its numbers going on."""
    columns = [law.columns for law in spec.table.values()]
    groups: list[list[_Part]] = []
    for part in _parts(view.blocks, columns):
        if groups and _goes_on(groups[-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    return tuple(_join(group) for group in groups)


def _parts(blocks: tuple[Block, ...], columns: list[tuple[str, ...]]) -> Iterator[_Part]:
    number, adjoins = 0, False
    for block in blocks:
        if isinstance(block, Table):
            number += 1
            yield _Part(number, block, column_headings(block, columns), adjoins)
            adjoins = True
        else:
            says = squeezed(block.full_text) if isinstance(block, Paragraph) else "?"
            adjoins = adjoins and (not says or bool(_GOES_ON.fullmatch(says)))


def _goes_on(group: list[_Part], part: _Part) -> bool:
    first = group[0]
    if not first.headings:
        return False
    if part.headings:
        return part.names == first.names and part.first_number != 1
    return part.adjoins and len(part.starts) == len(first.starts)


def _join(group: list[_Part]) -> JoinedTable:
    """One table; most stand alone and are taken as they are."""
    first = group[0]
    every = range(1, len(first.table.rows) + 1)
    if len(group) == 1 and tuple(_kept_rows(first, leads=True)) == tuple(every):
        return JoinedTable(first.table, min(first.headings, default=1), tuple((first.number, row) for row in every))
    rows: list[Row] = []
    cells: list[Cell] = []
    origins: list[tuple[int, int]] = []
    for part in group:
        kept = tuple(_kept_rows(part, leads=part is first))
        cells += _moved(part, kept, len(rows), dict(zip(part.starts, first.starts, strict=False)))
        rows += (part.table.rows[row - 1] for row in kept)
        origins += ((part.number, row) for row in kept)
    table = replace(first.table, rows=tuple(rows), cells=tuple(cells))
    return JoinedTable(table, min(first.headings, default=1), tuple(origins))


def _kept_rows(part: _Part, *, leads: bool) -> Iterator[int]:
    """All rows but the headings said again, and what stands above such a heading."""
    top = min(part.headings, default=0)
    for row in range(1, len(part.table.rows) + 1):
        if (leads and row <= top) or (row > top and row not in part.headings):
            yield row


def _moved(part: _Part, kept: tuple[int, ...], above: int, columns: dict[int, int]) -> Iterator[Cell]:
    """The cells of the kept rows, counted below the rows above and by the first table's columns."""
    counted = {row: above + index for index, row in enumerate(kept, start=1)}
    for cell in part.table.cells:
        covered = [counted[row] for row in range(cell.row, cell.row + cell.row_span) if row in counted]
        if covered and cell.row in counted:
            column = columns.get(cell.column, cell.column)
            yield replace(cell, row=counted[cell.row], row_span=len(covered), column=column)
