"""Registers and rosters as they are handed over, whatever kind of file, read into values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.spec.datum import Datum
from docgen.spec.model import DocumentSpec, Profile
from docgen.spec.rosters import RosterLaw
from docgen.validators.field_names import CREDIT_CODE, UNIT_NAME
from docgen.validators.registers import Register, RegisterRow, RosteredPerson, Rosters
from docgen.validators.submission.columns import by_columns, sheets_of
from docgen.validators.submission.workbook_columns import with_workbook
from docgen.view import read_document
from docgen.view.fields import FieldReading, read_fields
from docgen.view.model import DocumentView

_CALLED: Final = {"name": UNIT_NAME}
"""A register calls a household's name ``name`` where papers call it ``unit_name``."""
_NO_ROSTER: Final = "没有找到检查人员名录库的表头（姓名、执法证号等）"
_NO_REGISTER: Final = "没有找到名单的表头（户名、统一社会信用代码等）"
_SAY_COLUMNS: Final = "请核对表头，或另存为 .xlsx 后重试"


@dataclass(frozen=True, slots=True)
class _List:
    """A file read as the list of one kind of document."""

    spec: DocumentSpec
    entries: tuple[Mapping[str, FieldReading], ...]


def read_register(path: Path, profile: Profile, limits: Limits = DEFAULT_LIMITS) -> Register:
    """The households of a task. What cannot be read is the register's ``trouble``, never an exception."""
    own = [spec for spec in profile.documents.values() if CREDIT_CODE in _columns(spec)]
    lists = [*own, *(with_workbook(spec, profile, "households") for spec in own)]
    try:
        found = _read(read_document(path, path.name, limits), lists)
        if found is None:
            raise Unreadable("ARC102", _NO_REGISTER, _SAY_COLUMNS)
    except Unreadable as fault:
        return Register(path.name, trouble=fault)
    shown = [entry for entry in found.entries if not _is_example(entry, profile)]
    return Register(path.name, tuple(_rows(path.name, shown)), document=found.spec.key)


def _rows(file: str, entries: Iterable[Mapping[str, FieldReading]]) -> Iterator[RegisterRow]:
    for entry in entries:
        fields = {_CALLED.get(name, name): reading for name, reading in entry.items()}
        row = next((reading.place.row for reading in fields.values()), None)
        if any(fields[name].text for name in (UNIT_NAME, CREDIT_CODE) if name in fields):
            yield RegisterRow(file, row, fields)


def read_rosters(folder: Path, profile: Profile, limits: Limits = DEFAULT_LIMITS) -> Rosters:
    """Every roster of inspectors in a folder (or the one file named). A file that cannot be read is told of;
    rosters of another kind are passed over."""
    own = [spec for spec in profile.documents.values() if _columns(spec)]
    lists = [*own, *(with_workbook(spec, profile, "inspectors") for spec in own if spec.roster and spec.roster.away)]
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else [folder]
    people: list[RosteredPerson] = []
    files: list[str] = []
    damaged: list[tuple[str, Unreadable]] = []
    unknown: list[tuple[str, str]] = []
    clauses: list[str | None] = []
    for path in (path for path in paths if not path.name.startswith((".", "~$"))):
        name = path.relative_to(folder).as_posix() if folder.is_dir() else path.name
        try:
            found = _read(read_document(path, path.name, limits), lists)
        except Unreadable as fault:
            damaged.append((name, fault))
            continue
        roster = found.spec.roster if found else None
        if found is None:
            unknown.append((name, _NO_ROSTER))
        elif roster is not None and roster.certificates:
            files.append(name)
            clauses.append(roster.members)
            people.extend(_people(name, roster, (one for one in found.entries if not _is_example(one, profile))))
    return Rosters(tuple(people), tuple(files), tuple(damaged), tuple(unknown), next(iter(clauses), None))


def _people(file: str, roster: RosterLaw, entries: Iterable[Mapping[str, FieldReading]]) -> Iterator[RosteredPerson]:
    who = roster.columns[0]
    for entry in entries:
        numbers = {
            entry[one.number].text: entry[one.until].text if one.until and one.until in entry else None
            for one in roster.certificates
            if one.number in entry and entry[one.number].text
        }
        if who in entry and entry[who].text:
            yield RosteredPerson(entry[who].text, numbers, _away(roster, entry), file, entry[who].place.row)


def _is_example(entry: Mapping[str, FieldReading], profile: Profile) -> bool:
    """Whether a row only shows how to fill the workbook."""
    mark = profile.workbook.example_mark
    return bool(mark) and any(reading.text.startswith(mark) for reading in entry.values())


def _away(roster: RosterLaw, entry: Mapping[str, FieldReading]) -> str:
    """What the columns of absence say, where one of the words is among it or days are named for it."""
    law = roster.away
    if law is None:
        return ""
    said, days = (
        [entry[name].text for name in names if name in entry and entry[name].text]
        for names in (law.columns, law.period)
    )
    away = bool(days) or any(word in text for text in said for word in law.says)
    return "；".join((*said, "至".join(days))).strip("；") if away else ""


def _columns(spec: DocumentSpec) -> Mapping[str, Datum]:
    return spec.field[spec.register_].columns if spec.register_ else {}


def _read(view: DocumentView, lists: Iterable[DocumentSpec]) -> _List | None:
    """The list of the kind whose columns it has most of; of a workbook the sheet that has most."""
    kinds = tuple(lists)
    likely = [(found, part) for part in sheets_of(view) if (found := by_columns(part, kinds))]
    if not likely:
        return None
    found, part = max(likely, key=lambda one: (one[0].columns, one[0].share))
    spec = found.spec
    reading = read_fields(part, spec).get(spec.register_ or "")
    return _List(spec, reading.entries) if reading else None
