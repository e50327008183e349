"""Which rows of a table are its heading: told by the columns the law names, not by where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from docgen.view.model import Table
from docgen.wording import squeezed

_LOOKED_AT: Final = 3
"""A heading whose words are not all the law's is looked for in this many rows: a title row may stand above it."""
_ALIKE: Final = 0.5


def row_texts(table: Table) -> dict[int, tuple[str, ...]]:
    """The texts of the cells that start in each row, white space and width ignored."""
    rows: dict[int, tuple[str, ...]] = {}
    for cell in table.cells:
        rows[cell.row] = (*rows.get(cell.row, ()), squeezed(cell.text))
    return rows


def heading_rows(tables: Iterable[Table], columns: Iterable[Iterable[str]]) -> Iterator[tuple[Table, frozenset[int]]]:
    """Every table with the numbers of its heading rows.

    Without ``columns`` that is row 1. With them it is every row that carries all of them, else the early row that
    carries most; a table that carries none, as wide as an earlier one that does, goes on with that one: it has none.
    """
    wanted = [frozenset(map(squeezed, names)) for names in columns]
    broad: set[int] = set()
    for table in tables:
        rows = row_texts(table)
        breadth = max(map(len, rows.values()), default=0)
        found = _carrying(rows, wanted)
        if found:
            broad.add(breadth)
        elif not wanted or breadth not in broad:
            found = frozenset({1})
        yield table, found


def column_headings(table: Table, columns: Iterable[Iterable[str]]) -> frozenset[int]:
    """The rows of one table that carry the columns the law names; none where it names none."""
    return _carrying(row_texts(table), [frozenset(map(squeezed, names)) for names in columns])


def _carrying(rows: dict[int, tuple[str, ...]], wanted: list[frozenset[str]]) -> frozenset[int]:
    whole = frozenset(row for row, texts in rows.items() if any(names <= set(texts) for names in wanted))
    if whole:
        return whole
    likeness = {row: _likeness(set(texts), wanted) for row, texts in rows.items() if row <= _LOOKED_AT}
    best = max(likeness, key=lambda row: likeness[row], default=1)
    return frozenset({best}) if likeness.get(best, 0) >= _ALIKE else frozenset()


def _likeness(texts: set[str], wanted: list[frozenset[str]]) -> float:
    """The greatest share of a law's columns that are there."""
    return max((len(names & texts) / len(names) for names in wanted if names), default=0)
