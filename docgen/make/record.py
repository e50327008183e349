"""One row held against one paper's fields: what the template is filled with, or everything that is wrong at once.

A template sees every field of its spec under the field's name, and nothing else: text for most types, a person with
``.name`` and ``.number`` (printed by itself as ``姓名（证号）``), tuples of persons, tuples of items, where an item is
text, an object with the columns its law names, or one with the keys of its table. What was not given is blank; nothing
is computed. In a paper for the public personal data is masked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docgen.errors import Problem, RecordError
from docgen.make.entries import read_entries
from docgen.make.headers import vocabulary
from docgen.make.published import masked_values
from docgen.make.rows import Row
from docgen.make.values import Unfit, blank, is_blank, read_value
from docgen.spec.faults import as_toml
from docgen.spec.model import DocumentSpec, FieldLaw


@dataclass(frozen=True, slots=True)
class Record:
    """``values`` has every field of the spec; ``row`` is where they came from."""

    values: Mapping[str, object]
    row: Row

    def text(self, name: str) -> str:
        """A field as it prints, empty when the paper has no such field."""
        return str(self.values.get(name, ""))

    def place(self, spec: DocumentSpec, name: str) -> str:
        """Where a field's value came from, as the user of the data would say it."""
        return _place(spec, self.row, name)


def make_record(spec: DocumentSpec, row: Row, *, strict: bool = True) -> Record:
    """Read a row as the fields of a paper.

    Args:
        spec: the paper.
        row: the data; columns that are no field of this paper are not looked at.
        strict: whether required fields must be there (those filled by hand never need to be).

    Raises:
        RecordError: every problem of the row, each with row, column, what was expected and what was found.
    """
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for name in spec.field:
        values[name], wrong = _read(spec, row, name, strict=strict)
        problems += wrong
    if strict:
        problems.extend(_missing(spec, row))
    if problems:
        where, again = ("", "") if spec.register_ else (f"第{row.number}行", "该行")
        what = f"{row.source} {where}有{len(problems)}处不能制作《{spec.title}》"
        raise RecordError(what, f"请改正数据后重新制作{again}。", problems)
    return Record(masked_values(spec.field, values) if spec.published else values, row)


def _read(spec: DocumentSpec, row: Row, name: str, *, strict: bool) -> tuple[object, list[Problem]]:
    """One field's value, blank where nothing was given or nothing fits, and what is wrong with it."""
    law, given = spec.field[name], row.given(spec, name)
    if is_blank(given):
        return blank(law.type), []
    if law.columns:
        return read_entries(law.columns, given, row.source, _place(spec, row, name), strict=strict)
    try:
        return read_value(law, given), []
    except Unfit as fault:
        return blank(law.type), [_problem(spec, row, name, fault, given)]


def needed(spec: DocumentSpec, row: Row) -> Iterator[str]:
    """The fields this row must give: those required or asked for, always or by what another field of the row says."""
    for name, law in spec.field.items():
        if law.filled is None and law.due == "made" and (law.required or law.asked or _required_here(spec, row, law)):
            yield name


def _required_here(spec: DocumentSpec, row: Row, law: FieldLaw) -> bool:
    if law.required_if is None:
        return False
    other = row.given(spec, law.required_if.field)
    return not is_blank(other) and law.required_if.met_by(str(other))


def _missing(spec: DocumentSpec, row: Row) -> Iterator[Problem]:
    for name in needed(spec, row):
        if not is_blank(row.given(spec, name)):
            continue
        label = spec.field[name].label[0]
        if row.has(spec, name):
            yield Problem(row.source, row.place(row.key(spec, name), label), "必填，不能为空")
        else:
            place = f"第{row.number}行“{label}”"
            above = f"，可写在表头上方：“{label}：…”" if spec.register_ and row.letters else ""
            yield Problem(row.source, place, f"必填，数据中没有这一栏{above}{misspelt(spec, row, name)}")


def misspelt(spec: DocumentSpec, row: Row, name: str) -> str:
    """The unknown column that may have been meant."""
    words = vocabulary([spec])
    near = next((each for each in row.unknown if words.field_of(words.nearest(each) or "") == name), None)
    return f"；“{near}”是否就是它" if near else ""


def _problem(spec: DocumentSpec, row: Row, name: str, fault: Unfit, given: object) -> Problem:
    found = as_toml(given if fault.found is None else fault.found)
    return Problem(row.source, _place(spec, row, name) + fault.where, fault.expected, found)


def _place(spec: DocumentSpec, row: Row, name: str) -> str:
    return row.place(row.key(spec, name), label_of(spec, name))


def label_of(spec: DocumentSpec, name: str) -> str:
    """What a field is called in messages: its first label."""
    return next(iter(spec.field[name].label), name)
