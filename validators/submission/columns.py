"""Which kind of list a table is, by its columns: what platforms export has no title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby, islice
from typing import Final

from docgen.spec.model import DocumentSpec, Profile
from docgen.validators.submission.classify import Classification, classify
from docgen.view.headings import row_texts
from docgen.view.model import DocumentView
from docgen.wording import squeezed

_LOOKED_AT: Final = 12
"""A heading row stands within so many rows of a table."""
_LEAST: Final = 2
_SHARE: Final = 0.5
"""So much of a heading row, or of the kind's columns, must be the kind's."""


def sheets_of(view: DocumentView) -> tuple[DocumentView, ...]:
    """The sheets of a workbook, each a paper of its own."""
    sheets = groupby(view.blocks, key=lambda block: block.place.table)
    return tuple(replace(view, blocks=tuple(blocks)) for _, blocks in sheets)


def classify_sheet(view: DocumentView, profile: Profile, name: str) -> Classification:
    """The kind of paper a sheet is: by its title and marks, else by its columns."""
    told = classify(view, profile, name)
    spec = by_columns(view, profile.documents.values()) if told.document is None else None
    return Classification(spec, f"没有标题，栏目与《{spec.title}》相符", spec) if spec else told


def by_columns(view: DocumentView, kinds: Iterable[DocumentSpec]) -> DocumentSpec | None:
    """The kind of list most of whose columns one row has, at least two and half of either; of several the one whose law
    names the fewest others."""
    headings = [
        {text for text in texts if text}
        for table in view.tables()
        for texts in islice(row_texts(table).values(), _LOOKED_AT)
    ]
    likeness = {spec.key: (_likeness(headings, spec), spec) for spec in kinds if spec.register_}
    found, spec = max(likeness.values(), key=lambda pair: pair[0], default=((0, 0.0), None))
    return spec if found[0] >= _LEAST else None


def _likeness(headings: list[set[str]], spec: DocumentSpec) -> tuple[int, float]:
    """How many columns of the kind the best row names, and which share of the kind's columns they are."""
    columns = [_squeezed(law.label) for law in spec.field[spec.register_ or ""].columns.values()]
    best = (0, 0.0)
    for heading in headings:
        named = sum(bool(labels & heading) for labels in columns)
        if named >= _SHARE * len(heading) or named >= _SHARE * len(columns):
            best = max(best, (named, named / len(columns)))
    return best


def _squeezed(labels: Iterable[str]) -> frozenset[str]:
    return frozenset(map(squeezed, labels))
