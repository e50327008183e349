"""Times as papers show them: every moment a field tells of, row by row where a list keeps them, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Final

from docgen.codes import normalise_code
from docgen.dates import find_moments, read_serial
from docgen.reading import Reading
from docgen.spec.datum import Datum
from docgen.spec.times import About
from docgen.validators.field_names import CREDIT_CODE, TASK_NUMBER, UNIT_NAME
from docgen.validators.paper import Inspection, Paper
from docgen.validators.places import place_said
from docgen.view.fields import FieldReading
from docgen.view.model import Place
from docgen.wording import squeezed

_UNTIL: Final = re.compile(r"\s*(?:至|到|～|~|—+|–|--?)\s*")
_SERIAL: Final = re.compile(r"[3-7]\d{4}(?:\.\d+)?")
"""A day from 1982 to 2119 as a spreadsheet counts it, where its cell was not set to show a date."""
_NAMING: Final = ((CREDIT_CODE,), (UNIT_NAME, "name"), ("plan_number",), ("task_name",))
"""Columns that say whose row of a list it is, the surest first; the same fields name an inspection in its papers."""

_REGISTER: Final = "register"

Entry = Mapping[str, FieldReading]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as one paper shows it; ``source`` reads “《…》第1页“签收时间”栏”."""

    reading: Reading[datetime]
    written: str
    source: str
    file: str
    document: str
    place: Place

    @property
    def said(self) -> str:
        return f"{self.written}（{self.source}）"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a field of a paper, in a column of its rows, or in the unit's own register (no ``paper``)."""

    reading: FieldReading
    source: str
    file: str
    paper: Paper | None = None

    def moment(self, reading: Reading[datetime], written: str) -> Moment:
        document = self.paper.document if self.paper else ""
        return Moment(reading, written, self.source, self.file, document, self.reading.place)


def moments(inspection: Inspection, addresses: tuple[str, ...], about: About | None = None) -> tuple[Moment, ...]:
    """Every moment that evidence of the law tells of, in its order."""
    cells = (cell for address in addresses for cell in cells_at(inspection, address, about))
    return tuple(moment for cell in cells for moment in _moments_in(cell))


def cells_at(inspection: Inspection, address: str, about: About | None = None) -> Iterator[Cell]:
    """The fields that ``document.field`` names, or the columns of this household's rows that ``document.list.column``
    names; papers kept for many households count where they are of this task and have a row of this household."""
    document, name, *column = address.split(".")
    if document == _REGISTER:
        yield from _in_register(inspection, name)
    shared = (paper for paper in inspection.shared if not _is_of_another_task(inspection, paper))
    for paper in (*inspection.papers, *shared):
        if document not in (paper.spec.key, paper.spec.name) or name not in paper.spec.field:
            continue
        if column:
            for entry in own_entries(inspection, paper.fields.get(name)) or ():
                yield from _in_entry(paper, name, entry, column[0])
        elif _names_this_household(inspection, paper):
            yield from _in_paper(paper, name, about)


def _is_of_another_task(inspection: Inspection, paper: Paper) -> bool:
    """Whether a shared paper names a task, and not this inspection's."""
    own = {squeezed(held.value(TASK_NUMBER)) for held in inspection.papers} - {""}
    said = squeezed(paper.value(TASK_NUMBER))
    return bool(own and said) and not any(task in said for task in own)


def _in_register(inspection: Inspection, name: str) -> Iterator[Cell]:
    """What the unit wrote into its own register: no proof by itself, and said to be none."""
    row = inspection.register_row
    if row is not None and name in row.fields:
        at = f"第{row.row}行，" if row.row else ""
        yield Cell(row.fields[name], f"抽查名单{at}台账自填，未附凭证", row.file)


def own_entries(inspection: Inspection, reading: FieldReading | None) -> tuple[Entry, ...] | None:
    """The rows of a list that name this inspection's household, plan or task; None where nobody can tell: it does not
    stand in rows, or nothing in them names anything of this inspection."""
    if reading is None or not reading.entries:
        return None
    telling = False
    for columns, rows in zip(_NAMING, _rows_by_name(_Same(reading)), strict=True):
        said = {_normal(column, paper.value(column)) for paper in inspection.papers for column in columns} - {""}
        wanted = {name for name in said if not inspection.profile.dossier.names_nobody(columns[0], name)}
        own = [row for name in wanted for row in rows.get(name, ())]
        if own:
            return tuple(reading.entries[row] for row in sorted(own))
        telling |= bool(wanted) and sum(map(len, rows.values())) == len(reading.entries)
    return () if telling else None


class _Same:
    """One reading, told from others by being the same object: a list of thousands of rows is not compared."""

    __slots__ = ("reading",)

    def __init__(self, reading: FieldReading) -> None:
        self.reading = reading

    def __hash__(self) -> int:
        return id(self.reading)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.reading is self.reading


@lru_cache(maxsize=8)
def _rows_by_name(listed: _Same) -> tuple[Mapping[str, tuple[int, ...]], ...]:
    """The rows of a list by what they name, for each kind of name; made once for all households of a shared list."""
    kinds = []
    for columns in _NAMING:
        rows: dict[str, tuple[int, ...]] = {}
        for number, entry in enumerate(listed.reading.entries):
            for column in columns:
                if column in entry and (name := _normal(column, entry[column].text)):
                    rows[name] = (*rows.get(name, ()), number)
        kinds.append(rows)
    return tuple(kinds)


def _normal(column: str, text: str) -> str:
    return normalise_code(text) if column == CREDIT_CODE else squeezed(text)


def _names_this_household(inspection: Inspection, paper: Paper) -> bool:
    """Whether a list of households has this one; a paper that lists none speaks for whoever holds it."""
    of_households = (name for name, law in paper.spec.field.items() if CREDIT_CODE in law.columns)
    return all(own_entries(inspection, paper.fields.get(name)) != () for name in of_households)


def _in_paper(paper: Paper, name: str, about: About | None) -> Iterator[Cell]:
    listed = paper.fields.get(about.field) if about else None
    if about and listed and any(name in entry for entry in listed.entries):
        for entry in listed.entries:
            if _speaks_of(about, next(iter(entry.values())).text):
                yield from _in_entry(paper, about.field, entry, name)
    elif name in paper.fields and (
        about is None or about.field not in paper.spec.field or _speaks_of(about, paper.value(about.field))
    ):
        yield _cell(paper, paper.spec.field[name], paper.fields[name])


def _in_entry(paper: Paper, name: str, entry: Entry, column: str) -> Iterator[Cell]:
    law = paper.spec.field[name].entry.get(column)
    if law is not None and column in entry:
        yield _cell(paper, law, entry[column])


def _cell(paper: Paper, law: Datum, reading: FieldReading) -> Cell:
    at = place_said(replace(reading.place, section=None, paragraph=None))
    return Cell(reading, f"《{paper.spec.title}》{at}“{law.label[0]}”栏", paper.file, paper)


def _speaks_of(about: About, text: str) -> bool:
    """Whether a receipt is of the paper meant: it may be of another."""
    return any(squeezed(word) in squeezed(text) for word in about.says)


def _moments_in(cell: Cell) -> Iterator[Moment]:
    text = cell.reading.text
    told = dict(_told(text))
    for reading, written in told.items():
        yield cell.moment(reading, text if len(told) == 1 else written)


def _told(text: str) -> Iterator[tuple[Reading[datetime], str]]:
    """Every moment a text tells of, of a period only its beginning; all count, for nobody can say which one holds."""
    end = 0
    for number, found in enumerate(find_moments(text)):
        ends_a_period = number > 0 and _UNTIL.fullmatch(text[end : found.start])
        end = found.start + len(found.text)
        if found.reading is not None and not ends_a_period:
            yield replace(found.reading, seen_in=""), found.text
    if _SERIAL.fullmatch(text) and (reading := read_serial(float(text))) is not None:
        yield replace(reading, seen_in=""), text
