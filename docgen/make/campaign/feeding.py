"""Which fields the cells of a workbook feed: the law's ``feeds`` resolved, and rows of sheets as values of fields.

A field that people fill by hand on some paper is fed by ``document.field`` to the others alone, so that a time or a
name in the workbook is never printed where somebody is to write it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.make.campaign.checking import moment_of
from docgen.make.campaign.model import words_of
from docgen.make.rows import Row
from docgen.spec.datum import Datum, FieldType
from docgen.spec.model import DocumentSpec
from docgen.spec.workbook import ColumnLaw, SheetKey, WorkbookLaw

_LISTS: Final[tuple[FieldType, ...]] = ("items", "persons")


@dataclass(frozen=True, slots=True)
class Feed:
    """One key of a row that a column feeds: ``field``, ``document.field`` or ``document.field.column``."""

    key: str
    datum: Datum
    document: str = ""

    @property
    def entry(self) -> tuple[str, str] | None:
        """``document.field`` and the column of its entries, for a value that is one column of an entry."""
        field, _, column = self.key.rpartition(".")
        return (field, column) if field.count(".") == 1 else None

    @property
    def listed(self) -> bool:
        return self.datum.type in _LISTS


@dataclass(frozen=True, slots=True)
class Feeding:
    """``of``: by sheet and column what it feeds. ``entries``: by sheet the lists whose entries it has columns of
    (``document.field``), with each column and what it feeds. ``single`` are papers made once for many households, in
    whose lists a household is one entry."""

    of: Mapping[SheetKey, Mapping[str, tuple[Feed, ...]]]
    entries: Mapping[SheetKey, Mapping[str, Sequence[tuple[str, Feed]]]]
    single: frozenset[str]

    def keys(self) -> frozenset[str]:
        return frozenset(feed.key for columns in self.of.values() for feeds in columns.values() for feed in feeds)


def feeding_of(law: WorkbookLaw, specs: Mapping[str, DocumentSpec]) -> Feeding:
    """Resolve the law's ``feeds`` among the papers a workbook makes (``specs`` by bare name)."""
    of = {
        sheet: {key: tuple(_feeds(key, column, specs)) for key, column in sheet_law.column.items()}
        for sheet, sheet_law in law.sheet.items()
    }
    single = frozenset(paper.document for paper in law.paper if paper.per == "task")
    return Feeding(of, {sheet: _entries(columns, single) for sheet, columns in of.items()}, single)


def _entries(columns: Mapping[str, tuple[Feed, ...]], single: frozenset[str]) -> dict[str, list[tuple[str, Feed]]]:
    found: dict[str, list[tuple[str, Feed]]] = {}
    for column, feeds in columns.items():
        for feed in feeds:
            if feed.entry and feed.document not in single:
                found.setdefault(feed.entry[0], []).append((column, feed))
    return found


def _feeds(key: str, column: ColumnLaw, specs: Mapping[str, DocumentSpec]) -> Iterator[Feed]:
    own = [key] if any(key in spec.field for spec in specs.values()) else []
    ends = [end for end in (column.begins, column.ends) if end]
    for target in [*(own if column.feeds is None else column.feeds), *ends]:
        document, _, rest = target.partition(".")
        name, _, entry = rest.partition(".")
        if not rest:
            yield from _everywhere(target, column, specs)
        elif document in specs:
            field = specs[document].field[name]
            yield Feed(target, field.columns.get(entry, Datum(label=(entry,))) if entry else field, document)


def _everywhere(name: str, column: ColumnLaw, specs: Mapping[str, DocumentSpec]) -> Iterator[Feed]:
    """A field in every paper that has it; paper by paper where it is by hand on one, or said in other words."""
    having = [spec for spec in specs.values() if name in spec.field]
    printed = [spec for spec in having if not spec.field[name].filled]
    if len(printed) == len(having):
        yield from (Feed(name, spec.field[name]) for spec in having[:1])
        printed = [spec for spec in printed if spec.name in column.says]
    yield from (Feed(f"{spec.name}.{name}", spec.field[name], spec.name) for spec in printed)


def values_of(rows: Sequence[Row], columns: Mapping[str, ColumnLaw], feeds: Mapping[str, tuple[Feed, ...]]) -> Row:
    """The values that rows of one sheet feed, as one row that stands where the first of them does.

    Several rows, and several columns of one row, join in a list; in a text they stand side by side, each but once.
    Of a period both ends must be there.
    """
    first = rows[0]
    values: dict[str, object] = {}
    written: dict[str, str] = {}
    letters: dict[str, str] = {}
    periods: dict[str, list[object]] = {}
    for key, column in columns.items():
        for feed in feeds[key]:
            if key in first.letters:
                letters.setdefault(feed.key, first.letters[key])
                written.setdefault(feed.key, first.written[key])
            value = _value(rows, key, column, feed)
            if value is not None and feed.key in (column.begins, column.ends):
                periods.setdefault(feed.key, []).append(value)
            elif value is not None:
                _join(values, feed.key, value)
    values |= {key: tuple(ends) for key, ends in periods.items() if len(ends) == 2}
    return Row(first.number, values, first.source, written, letters, sheet=first.sheet)


def _value(rows: Sequence[Row], key: str, column: ColumnLaw, feed: Feed) -> object:
    given = [row.values[key] for row in rows if row.values.get(key) is not None]
    if not given:
        return None
    if feed.entry and len(rows) == 1 and column.several and column.type != "choice":
        return _last_day(given[0]) if feed.datum.type == "date" else given[0]
    if feed.listed:
        return tuple(part for each in given for part in (words_of(each) if column.several else (each,)))
    said = [said_for(column, feed, each) for each in given]
    return said[0] if len(said) == 1 else "；".join(dict.fromkeys(map(str, said)))


def _last_day(value: object) -> object:
    """The day of the last of several moments, for a paper that has room for one day."""
    moments = [moment for line in words_of(value) if (moment := moment_of(line))]
    return max(moments).date() if moments else value


def said_for(column: ColumnLaw, feed: Feed, value: object) -> object:
    """A value as the paper it feeds says it: in its own words, of a moment only the day where it wants a date."""
    if column.type == "datetime" and feed.datum.type == "date" and not column.several:
        moment = moment_of(value)
        return moment.date() if moment else value
    if words := column.says.get(feed.document):
        return "；".join(words.get(word, word) for word in words_of(value))
    return value


def _join(values: dict[str, object], key: str, value: object) -> None:
    """Of two columns of a sheet that feed one field the first goes, unless both are lists."""
    before = values.setdefault(key, value)
    if before is not value and isinstance(before, tuple) and isinstance(value, tuple):
        values[key] = before + value
