"""What profile.toml, clauses.toml and rubric.toml may say, as written; :mod:`docgen.spec.profile` puts it together.

``spec.toml`` is :class:`docgen.spec.model.DocumentLaw`, ``dossier.toml`` is :class:`docgen.spec.dossier.DossierLaw`.
"""

from __future__ import annotations

from itertools import groupby
from typing import Literal

from pydantic import model_validator

from docgen.spec.law import Law
from docgen.spec.model import (
    Applies,
    Basis,
    Conflict,
    Override,
    Period,
)
from docgen.spec.rubric import Rubric, RubricClause, RubricDeduction, RubricItem
from docgen.spec.values import DecimalText


class ProfileFile(Law):
    """``profile.toml``: who the jurisdiction is and what it stands on."""

    name: str
    edition: str
    extends: str | None = None
    weight: DecimalText | None = None
    override: tuple[Override, ...] = ()


class ClauseEntry(Law):
    """One table of ``clauses.toml``: a sentence of its own, or a clause or deduction of the profile's rubric by id."""

    rubric: str | None = None
    sentence: str | None = None
    source: str | None = None
    edition: str | None = None
    basis: Basis | None = None
    applies: Applies | None = None
    effective: Period | None = None
    conflict: Conflict | None = None
    doubt: Literal["favour", "strict"] | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _said_once(self) -> ClauseEntry:
        own = (self.sentence, self.source)
        if self.rubric and any(own):
            raise ValueError("写了 rubric 就不再写 sentence 和 source：原文只在 rubric.toml 中写一次")
        if not self.rubric and not (all(own) and self.basis):
            raise ValueError("应写 rubric，或同时写 sentence、source 和 basis")
        return self


class ClauseOfItem(Law):
    """``[[item.clause]]``; ``row`` is the table row of its item it stands in."""

    id: str
    text: str
    row: int = 1
    name: str | None = None
    points: DecimalText | None = None
    deduction: tuple[RubricDeduction, ...] = ()

    def clause(self) -> RubricClause:
        return RubricClause(id=self.id, text=self.text, name=self.name, points=self.points, deductions=self.deduction)


class ItemEntry(Law):
    """``[[item]]``: one 序号 of the table."""

    id: str
    name: str
    points: DecimalText
    clause: tuple[ClauseOfItem, ...]

    def item(self) -> RubricItem:
        rows = groupby(sorted(self.clause, key=lambda clause: clause.row), key=lambda clause: clause.row)
        return RubricItem(
            id=self.id,
            name=self.name,
            points=self.points,
            rows=tuple(tuple(entry.clause() for entry in entries) for _, entries in rows),
        )


class RubricFile(Law):
    """``rubric.toml``: a whole assessment table as data. ``edition`` is the profile's unless it says otherwise."""

    source: str
    edition: str | None = None
    title: str
    weight: DecimalText
    weight_line: str = ""
    columns: tuple[str, ...]
    note: str = ""
    defects: tuple[str, ...] = ()
    item: tuple[ItemEntry, ...]

    def rubric(self, edition: str) -> Rubric:
        return Rubric(
            source=self.source,
            edition=self.edition or edition,
            title=self.title,
            weight=self.weight,
            weight_line=self.weight_line,
            columns=self.columns,
            note=self.note,
            defects=self.defects,
            items=tuple(entry.item() for entry in self.item),
        )
