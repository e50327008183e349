"""The entries of a list: every one held against the columns its law names, every fault of every entry at once."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

from docgen.errors import Problem
from docgen.make.headers import column_vocabulary
from docgen.make.rows import Row
from docgen.make.values import Unfit, blank, is_blank, read_value
from docgen.spec.datum import Datum
from docgen.spec.faults import as_toml

Columns = Mapping[str, Datum]


def read_entries(
    columns: Columns, given: object, source: str, place: str, *, strict: bool
) -> tuple[tuple[SimpleNamespace, ...], list[Problem]]:
    """A list as a template walks it, each entry an object with every column of the law, and what is wrong with it.

    Args:
        columns: the law of one entry.
        given: the rows of a sheet, or tables whose keys are names or labels of columns.
        source: the file, and ``place`` where in it the list stands, as problems say it.
        strict: whether required columns must be filled.
    """
    listed = given if isinstance(given, list | tuple) else (given,)
    entries, problems = [], []
    for number, each in enumerate(listed, 1):
        reader = _Reader(columns, source, "" if isinstance(each, Row) else f"{place}[{number}]")
        entries.append(reader.entry(number, each))
        problems += [*reader.problems, *(reader.missing if strict else ())]
    return tuple(entries), problems


class _Reader:
    """One entry read: ``problems`` are values that do not fit, ``missing`` required ones that are not there."""

    def __init__(self, columns: Columns, source: str, place: str) -> None:
        self.columns = columns
        self.source = source
        self.place = place
        self.problems: list[Problem] = []
        self.missing: list[Problem] = []

    def entry(self, number: int, given: object) -> SimpleNamespace:
        if isinstance(given, Row):
            row = given
        elif isinstance(given, Mapping):
            row = self._row(number, given)
        else:
            self.problems.append(Problem(self.source, self.place, "应为表，写明各栏的值", as_toml(given)))
            return SimpleNamespace(**{name: blank(law.type) for name, law in self.columns.items()})
        return SimpleNamespace(**{name: self._value(row, name, law) for name, law in self.columns.items()})

    def _row(self, number: int, given: Mapping[object, object]) -> Row:
        """A table of an object file as a row; keys that mean no column, or one twice, are told."""
        words = column_vocabulary(self.columns)
        values: dict[str, object] = {}
        written: dict[str, str] = {}
        for word, value in given.items():
            name = words.field_of(str(word))
            if name is None:
                near = words.nearest(str(word))
                self._tell(f"“{word}”不是栏目" + (f"，最接近的是“{near}”" if near else ""))
            elif name in written:
                self._tell(f"“{word}”与“{written[name]}”是同一栏，只能保留一个")
            else:
                values[name], written[name] = value, str(word)
        return Row(number, values, self.source, written)

    def _tell(self, what: str) -> None:
        self.problems.append(Problem(self.source, self.place, what))

    def _value(self, row: Row, name: str, law: Datum) -> object:
        given = row.values.get(name)
        if is_blank(given):
            if law.required:
                self.missing.append(Problem(self.source, self._place(row, name, law), "必填，不能为空"))
            return blank(law.type)
        try:
            return read_value(law, given)
        except Unfit as fault:
            found = as_toml(given if fault.found is None else fault.found)
            place = self._place(row, name, law) + fault.where
            self.problems.append(Problem(self.source, place, fault.expected, found))
            return blank(law.type)

    def _place(self, row: Row, name: str, law: Datum) -> str:
        label = law.label[0]
        return f"{self.place}“{row.called(name, label)}”" if self.place else row.place(name, label)
