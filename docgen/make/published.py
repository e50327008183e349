"""What goes to the public: the values of a record with personal data hidden, in fields and in the rows of lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Final

from docgen.make.values import Person
from docgen.masking import mask
from docgen.spec.datum import Datum
from docgen.spec.model import FieldLaw

_REMARK: Final = re.compile(r"[（(][^（()）]*[）)]")


def masked_values(laws: Mapping[str, FieldLaw], values: Mapping[str, object]) -> dict[str, object]:
    """Every field, those of ``privacy = "personal"`` hidden, and of the others every such column of their entries."""
    return {name: _field(laws[name], value) for name, value in values.items()}


def _field(law: FieldLaw, value: object) -> object:
    if law.privacy == "personal":
        return _hidden(value)
    if law.columns and isinstance(value, tuple):
        return tuple(_entry(law.columns, entry) for entry in value)
    return value


def _entry(columns: Mapping[str, Datum], entry: object) -> SimpleNamespace:
    values = vars(entry)
    personal = {name for name in values if columns[name].privacy == "personal"}
    people = [str(values[name]) for name in personal]
    return SimpleNamespace(
        **{name: _hidden(value) if name in personal else _nameless(value, people) for name, value in values.items()}
    )


def _nameless(value: object, people: Sequence[str]) -> object:
    """A household without a name goes by whoever runs it, “（经营者）某某”: hidden as that person is elsewhere."""
    bare = _REMARK.sub("", value).strip() if isinstance(value, str) else ""
    return value.replace(bare, mask(bare)) if bare in people and isinstance(value, str) else value


def _hidden(value: object) -> object:
    """Every text within a value hidden, lists and tables walked through."""
    if isinstance(value, Person):
        return Person(mask(value.name), mask(value.number))
    if isinstance(value, tuple):
        return tuple(map(_hidden, value))
    if isinstance(value, SimpleNamespace):
        return SimpleNamespace(**{key: _hidden(each) for key, each in vars(value).items()})
    return mask(str(value))
