"""The rows of all sheets that belong to one household, joined into the one row its papers are made from.

What stands nearest to a paper goes first: its own row of 文书登记, then the result and the problems found, the
household, its task, the items, the settings; last what the law says stands where a cell is blank.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, cast

from docgen.make.campaign.feeding import Feed, Feeding, said_for, values_of
from docgen.make.campaign.model import RegisterRow, Task, Team, words_of
from docgen.make.rows import Row
from docgen.spec.workbook import SheetKey, WorkbookLaw

_PLACE: Final = re.compile(r"\{(\w+)\}")
_LINED: Final[tuple[SheetKey, ...]] = ("results", "problems")
_STANDING: Final[tuple[SheetKey, ...]] = ("households", "tasks", "results", "settings")
"""Sheets whose columns may have something that stands where the cell is blank, in the order it is looked up."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The checked rows of one household; ``items`` are those of 检查事项 it names, ``people`` its inspectors' rows."""

    household: Row
    task: Task
    items: tuple[Row, ...]
    people: tuple[Row, ...]
    register: tuple[RegisterRow, ...] = ()
    result: Row | None = None
    problems: tuple[Row, ...] = ()
    reinspectors: tuple[Row, ...] = ()


@dataclass
class Joiner:
    """Joins the rows of one workbook; what many households share is made once."""

    law: WorkbookLaw
    feeding: Feeding
    settings: Row
    _shared: dict[object, Row] = field(default_factory=dict)

    def household(self, sheets: Sheets) -> Row:
        """The row of one household."""
        parts = [
            *self._register(sheets.register),
            *([self._fed("results", (sheets.result,))] if sheets.result else []),
            *([self._problems(sheets)] if sheets.problems else []),
            self._fed("households", (sheets.household,)),
            self._once("tasks", (sheets.task.row,)),
            self._once("items", sheets.items),
        ]
        own = dict(self._persons(sheets)) | dict(self._entries(sheets)) | self._joint(sheets)
        return self._joined(own, [*parts, *self._lists(sheets)], sheets.household)

    def teams(self, people: Sequence[Row], items: Sequence[Row], agencies: Sequence[str]) -> tuple[Team, ...]:
        """The inspectors by body, each body with its own items; an item of no body is the first one's."""
        of = [str(row.values.get("department") or agencies[0]) for row in items]
        teams = []
        for team in teams_of(people, agencies):
            own = tuple(row for row, agency in zip(items, of, strict=True) if agency == team.agency)
            apart = own and len(own) < len(items)
            teams.append(replace(team, says=self._once("items", own).values) if apart else team)
        return tuple(teams)

    def task(self, task: Row, items: Sequence[Row]) -> Row:
        """The row of what is made once for a task; ``items`` are those of all its households."""
        parts = [self._once("tasks", (task,)), *([self._once("items", tuple(items))] if items else [])]
        return self._joined({}, parts, task)

    # ---- parts

    def _fed(self, sheet: SheetKey, rows: Sequence[Row]) -> Row:
        return values_of(rows, self.law.sheet[sheet].column, self.feeding.of[sheet])

    def _once(self, sheet: SheetKey, rows: tuple[Row, ...]) -> Row:
        key = (sheet, tuple(row.number for row in rows))
        if key not in self._shared:
            self._shared[key] = self._fed(sheet, rows)
        return self._shared[key]

    def _register(self, register: Sequence[RegisterRow]) -> Iterator[Row]:
        """The number and the date of each paper: of the last of its rows that is valid."""
        for paper in self.law.paper:
            valid = [entry for entry in register if entry.document == paper.document and entry.valid]
            if not valid:
                continue
            row = valid[-1].row
            fed = [
                (key, column) for column, keys in (("number", paper.number), ("made_on", paper.dated)) for key in keys
            ]
            values = {key: row.values[column] for key, column in fed if row.values.get(column) is not None}
            letters = {key: row.letters[column] for key, column in fed if column in row.letters}
            written = {key: row.written[column] for key, column in fed if column in row.written}
            yield Row(row.number, values, row.source, written, letters, sheet=row.sheet)

    def _problems(self, sheets: Sheets) -> Row:
        """What was found, for each paper only what it is about: an order what is to be put right, a transfer what is
        handed on. Where no row says so, all of it."""
        columns, feeds = self.law.sheet["problems"].column, self.feeding.of["problems"]
        joined = values_of(sheets.problems, columns, feeds)
        values = dict(joined.values)
        for paper in self.law.paper:
            about = self._about(paper.document, sheets.problems)
            own = {key: tuple(feed for feed in each if feed.document == paper.document) for key, each in feeds.items()}
            if len(about) < len(sheets.problems) and any(own.values()):
                values |= values_of(about, columns, own).values
        return Row(joined.number, values, joined.source, joined.written, joined.letters, sheet=joined.sheet)

    def _about(self, document: str, problems: Sequence[Row]) -> Sequence[Row]:
        kinds = {document, *(name for paper in self.law.paper if paper.document == document for name in paper.about)}
        calls = [
            (call.column.partition(".")[2], call.is_)
            for paper in self.law.paper
            if paper.document in kinds
            for call in paper.when
            if call.column.startswith("problems.")
        ]
        named = [row for row in problems if any(row.values.get(column) in words for column, words in calls)]
        return named or problems

    # ---- people

    def _persons(self, sheets: Sheets) -> Iterator[tuple[str, object]]:
        lead = _of_agency(sheets.people, sheets.task.agencies) if len(sheets.task.agencies) > 1 else ()
        inspectors = tuple(map(person, lead or sheets.people))
        if inspectors:
            yield "inspectors", inspectors
            yield "reinspectors", tuple(map(person, sheets.reinspectors)) or inspectors

    def _joint(self, sheets: Sheets) -> dict[str, object]:
        """The other bodies of a joint task, each with its items and inspectors where the workbook knows them."""
        others = teams_of(sheets.people, sheets.task.agencies)
        known = {team.agency: team for team in others}
        listed: list[object] = []
        for agency in sheets.task.agencies[1:]:
            names = [str(row.values["name"]) for row in sheets.items if row.values.get("department") == agency]
            if agency in known:
                signed = [f"{each['name']}（{each['number']}）" for each in known[agency].inspectors]
                listed.append({"agency": agency, "items": names, "inspectors": signed})
            else:
                listed.append(agency)
        return {"joint_agencies": tuple(listed)} if listed else {}

    # ---- entries

    def _entries(self, sheets: Sheets) -> Iterator[tuple[str, object]]:
        """The lists whose entries the workbook has columns of: an entry an item, a problem, or a line of a cell."""
        problems, items = self.feeding.entries["problems"], self.feeding.entries["items"]
        for name, columns in problems.items():
            if name not in items and sheets.problems:
                about = self._about(name.partition(".")[0], sheets.problems)
                yield name, tuple(self._entry(row, "problems", columns) for row in about)
        for name, columns in items.items():
            if sheets.problems or sheets.result is not None:
                yield name, tuple(self._item(row, sheets, columns, problems.get(name, [])) for row in sheets.items)
        if sheets.result is not None:
            yield from self._lines("results", sheets.result)

    def _entry(self, row: Row, sheet: SheetKey, columns: Sequence[tuple[str, Feed]]) -> dict[str, object]:
        laws = self.law.sheet[sheet].column
        return {
            feed.entry[1]: said_for(laws[column], feed, row.values[column])
            for column, feed in columns
            if feed.entry and row.values.get(column) is not None
        }

    def _item(
        self, item: Row, sheets: Sheets, columns: Sequence[tuple[str, Feed]], found: Sequence[tuple[str, Feed]]
    ) -> dict[str, object]:
        """An item with what was found of it; where nothing was, what the law says then."""
        laws = self.law.sheet["problems"].column
        code = item.values.get("code")
        rows = [row for row in sheets.problems if row.values.get("item") == code]
        entry = self._entry(item, "items", columns)
        for column, feed in found:
            said = dict.fromkeys(str(row.values[column]) for row in rows if row.values.get(column) is not None)
            if feed.entry:
                entry[feed.entry[1]] = "；".join(said) or ("" if rows else laws[column].otherwise)
        return entry

    def _lines(self, sheet: SheetKey, row: Row) -> Iterator[tuple[str, object]]:
        """Lists written line by line in several cells of one row: the n-th lines are the n-th entry."""
        for name, columns in self.feeding.entries[sheet].items():
            lines = {
                feed.entry[1]: _several(row.values[column])
                for column, feed in columns
                if feed.entry and row.values.get(column) is not None
            }
            longest = max(map(len, lines.values()), default=0)
            entries = [{key: texts[at] for key, texts in lines.items() if at < len(texts)} for at in range(longest)]
            if entries:
                yield name, tuple(entries)

    def _lists(self, sheets: Sheets) -> Iterator[Row]:
        """Where lists of entries stand, for what is said of them: in the first of their columns."""
        rows: tuple[tuple[SheetKey, Row | None], ...] = (
            ("results", sheets.result), ("problems", next(iter(sheets.problems), None)),
        )  # fmt: skip
        for sheet, row in rows:
            for name, columns in self.feeding.entries[sheet].items() if row else ():
                column = columns[0][0]
                if row and column in row.letters:
                    letters, written = {name: row.letters[column]}, {name: row.written[column]}
                    yield Row(row.number, {}, row.source, written, letters, sheet=row.sheet)

    # ---- the whole

    def _joined(self, own: dict[str, object], parts: Sequence[Row], at: Row) -> Row:
        standing: dict[str, object] = {}
        said = ChainMap(own, *(cast("dict[str, object]", part.values) for part in parts), self._settings, standing)
        for key, otherwise in self._otherwise:
            if key not in said and (text := filled(otherwise, said)):
                standing[key] = text
        own |= {key: filled(text, said) or text for key, text in self._composed if said[key] == text}
        values = ChainMap(*said.maps, self._blank)
        return Row(at.number, values, at.source, sheet=at.sheet, parts=(*parts, *self._settings_parts))

    @cached_property
    def _settings(self) -> dict[str, object]:
        return dict(self._fed("settings", (self.settings,)).values)

    @cached_property
    def _composed(self) -> tuple[tuple[str, str], ...]:
        """Settings that say ``{field}``, as the name of a dossier does: each household has its own."""
        given = ((key, value) for key, value in self._settings.items() if isinstance(value, str))
        return tuple((key, value) for key, value in given if _PLACE.search(value))

    @cached_property
    def _settings_parts(self) -> tuple[Row, ...]:
        return tuple(self._fed("settings", (line,)) for line in self.settings.parts)

    @cached_property
    def _otherwise(self) -> tuple[tuple[str, str], ...]:
        """Keys and what stands for them where nothing was given; entries' own columns are not among them."""
        return tuple(
            (feed.key, column.otherwise)
            for sheet in _STANDING
            for name, column in self.law.sheet[sheet].column.items()
            for feed in self.feeding.of[sheet][name]
            if column.otherwise and (not feed.entry or feed.document in self.feeding.single)
        )

    @cached_property
    def _blank(self) -> dict[str, object]:
        """Every key there is a column for; ``document.field`` only where no column feeds the field everywhere."""
        keys = self.feeding.keys() | {name for sheet in _LINED for name in self.feeding.entries[sheet]}
        return {key: None for key in keys if key.count(".") < 2 and key.rpartition(".")[2] not in keys - {key}}


def _several(value: object) -> tuple[object, ...]:
    return words_of(value) if isinstance(value, str) else (value,)


def filled(pattern: str, said: Mapping[str, object]) -> str:
    """A text with every ``{field}`` in its place; nothing where one of them is blank."""
    named = _PLACE.findall(pattern)
    if any(said.get(name) in (None, "") for name in named):
        return ""
    return _PLACE.sub(lambda match: str(said[match[1]]), pattern)


def person(row: Row) -> dict[str, str]:
    """A row of 检查人员 as a person: name and certificate."""
    return {"name": str(row.values.get("name", "")), "number": str(row.values.get("certificate", ""))}


def teams_of(people: Sequence[Row], agencies: Sequence[str]) -> tuple[Team, ...]:
    """Inspectors by body, in the order of the bodies; those of none of them go with the first, as its branches do."""
    teams = []
    for at, agency in enumerate(agencies):
        rows = _of_agency(people, agencies) if at == 0 else [row for row in people if row.values.get("unit") == agency]
        if rows:
            teams.append(Team(agency, tuple(map(person, rows))))
    return tuple(teams)


def _of_agency(people: Sequence[Row], agencies: Sequence[str]) -> tuple[Row, ...]:
    """Those of the first body: its own, and whoever belongs to none of the others."""
    return tuple(row for row in people if row.values.get("unit") not in agencies[1:])
