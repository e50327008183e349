"""Which kind of list a table is, by its columns: what platforms export has no title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
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
    """The sheets of a workbook, each a paper of its own; any other file is one."""
    if view.facts.kind != "sheet":
        return (view,)
    sheets = groupby(view.blocks, key=lambda block: block.place.table)
    return tuple(replace(view, blocks=tuple(blocks)) for _, blocks in sheets)


def classify_sheet(view: DocumentView, profile: Profile, name: str) -> Classification:
    """The kind of paper a sheet is: by its title and marks, else by its columns."""
    told = classify(view, profile, name)
    found = by_columns(view, profile.documents.values()) if told.document is None else None
    return Classification(found.spec, f"没有标题，栏目与《{found.spec.title}》相符", found.spec) if found else told


@dataclass(frozen=True, slots=True)
class Alike:
    """A kind of list, how many of its columns a table has and which share of the kind's they are."""

    spec: DocumentSpec
    columns: int
    share: float


def by_columns(view: DocumentView, kinds: Iterable[DocumentSpec]) -> Alike | None:
    """The kind of list most of whose columns one row has, at least two and half of either; of several the one whose law
    names the fewest others."""
    headings = [
        {text for text in texts if text}
        for table in view.tables()
        for texts in islice(row_texts(table).values(), _LOOKED_AT)
    ]
    likeness = [_likeness(headings, spec) for spec in kinds if spec.register_]
    best = max(likeness, key=lambda one: (one.columns, one.share), default=None)
    return best if best and best.columns >= _LEAST else None


def _likeness(headings: list[set[str]], spec: DocumentSpec) -> Alike:
    """How much of the kind the best row has."""
    columns = [_squeezed(law.label) for law in spec.field[spec.register_ or ""].columns.values()]
    named = (sum(bool(labels & heading) for labels in columns) for heading in headings)
    enough = (
        count
        for count, heading in zip(named, headings, strict=True)
        if count >= _SHARE * len(heading) or count >= _SHARE * len(columns)
    )
    most = max(enough, default=0)
    return Alike(spec, most, most / len(columns))


def _squeezed(labels: Iterable[str]) -> frozenset[str]:
    return frozenset(map(squeezed, labels))
