"""Which field a column means: by name or label, full and half width, case and white space ignored.

A row holds the fields of several papers at once. Where one word labels different fields (“检查时间” is the planned
time of the notice and the entry time of the form), a field's first label goes before a mere synonym; what is still
open is refused, and ``行政检查通知书.检查时间`` or ``inspection_notice.planned_start`` says which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from docgen.spec import suggest
from docgen.spec.datum import Datum
from docgen.spec.model import DocumentSpec
from docgen.wording import squeezed

_NUMBERED: Final = re.compile(r".*\}_|^\d+_")  # what stands before the paper's own name in its file's
_TOP_ROWS: Final = 30  # how far down the headings of a sheet may stand


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``meant``: written form → field (``document.field`` where the document was named); ``open``: written form →
    the fields it could mean, as a person would write them; ``labels``: every label, for suggestions."""

    meant: Mapping[str, str]
    open: Mapping[str, tuple[str, ...]]
    labels: tuple[str, ...]

    def field_of(self, header: str) -> str | None:
        return self.meant.get(_key(header))

    def choices_of(self, header: str) -> tuple[str, ...]:
        return self.open.get(_key(header), ())

    def nearest(self, header: str) -> str | None:
        return suggest(header.strip(), self.labels)


def vocabulary(specs: Sequence[DocumentSpec]) -> Vocabulary:
    """The words under which the fields of these papers may be given."""
    first = _by_word((law.label[0], spec, name) for spec in specs for name, law in spec.field.items() if law.label)
    every = _by_word((label, spec, name) for spec in specs for name, law in spec.field.items() for label in law.label)
    meant = {word: next(iter(names)) for words in (every, first) for word, names in words.items() if len(names) == 1}
    undecided = {word: tuple(names.values()) for word, names in every.items() if word not in meant}
    named = {_key(name): name for spec in specs for name in spec.field}
    labels = tuple(dict.fromkeys(label for spec in specs for law in spec.field.values() for label in law.label))
    known = meant | named | dict(_qualified(specs))
    return Vocabulary(known, {word: names for word, names in undecided.items() if word not in known}, labels)


def column_vocabulary(columns: Mapping[str, Datum]) -> Vocabulary:
    """The words under which the columns of a list may be given; a first label goes before a synonym of another."""
    every = {_key(label): name for name, law in columns.items() for label in law.label}
    first = {_key(law.label[0]): name for name, law in columns.items() if law.label}
    named = {_key(name): name for name in columns}
    return Vocabulary(named | every | first, {}, tuple(label for law in columns.values() for label in law.label))


def with_columns(spec: DocumentSpec, register: str) -> Vocabulary:
    """The words of a list's sheet: a column as ``register.column``, which goes before a field of the paper itself."""
    fields, columns = vocabulary((spec,)), column_vocabulary(spec.field[register].columns)
    known = {**fields.meant, **{word: f"{register}.{name}" for word, name in columns.meant.items()}}
    return Vocabulary(known, {}, (*columns.labels, *fields.labels))


def _key(header: str) -> str:
    return squeezed(header).casefold().strip("*:")


def _by_word(labelled: Iterable[tuple[str, DocumentSpec, str]]) -> dict[str, dict[str, str]]:
    """Word → the names of the fields it labels → how to say each without doubt."""
    found: dict[str, dict[str, str]] = {}
    for label, spec, name in labelled:
        found.setdefault(_key(label), {}).setdefault(name, f"{short_title(spec)}.{label}")
    return found


def _qualified(specs: Sequence[DocumentSpec]) -> Iterator[tuple[str, str]]:
    for spec in specs:
        for name, law in spec.field.items():
            for document in (spec.name, spec.key, spec.title, short_title(spec)):
                for word in (name, *law.label):
                    yield _key(f"{document}.{word}"), f"{spec.name}.{name}"


def short_title(spec: DocumentSpec) -> str:
    """What the paper is called in file names and headers: the pattern of its file name without the number."""
    return _NUMBERED.sub("", spec.file or "") or spec.title


def heading_row(rows: Iterable[Iterable[str]], *kinds: Vocabulary) -> int | None:
    """Which of a sheet's first rows is its headings: the one with the most names of one kind of columns, two at least;
    of several the first."""
    texts = [list(row) for row in islice(rows, _TOP_ROWS)]
    hits = [max(sum(words.field_of(text) is not None for text in row) for words in kinds) for row in texts]
    most = max(hits, default=0)
    return hits.index(most) if most >= 2 else None
