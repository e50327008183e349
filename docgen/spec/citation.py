"""Clauses resolved: what ``rubric = "7.3"`` cites is looked up in the assessment table, said once and verbatim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docgen.spec.files import ClauseEntry
from docgen.spec.model import Clause, Deduction
from docgen.spec.rubric import Rubric, RubricClause, RubricDeduction, RubricItem


@dataclass(frozen=True, slots=True)
class _Cited:
    """A sentence of a rubric and, where one deduction is meant, that one."""

    sentence: str
    source: str
    edition: str
    deduction: RubricDeduction | None


def clause(key: str, entry: ClauseEntry, rubrics: Iterable[Rubric], edition: str) -> Clause | None:
    """The clause an entry states. None when it cites what no rubric of its profile has."""
    cited = _cited(entry, rubrics, edition)
    if cited is None:
        return None
    deduction = cited.deduction
    return Clause(
        key=key,
        sentence=cited.sentence,
        source=cited.source,
        edition=entry.edition or cited.edition,
        basis=entry.basis or "authority",
        rubric=entry.rubric,
        deduct=Deduction(points=deduction.points, per=deduction.per) if deduction else None,
        applies=entry.applies,
        effective=entry.effective,
        conflict=entry.conflict,
        doubt=entry.doubt,
        note=entry.note,
    )


def _cited(entry: ClauseEntry, rubrics: Iterable[Rubric], edition: str) -> _Cited | None:
    if entry.rubric is None:
        return _Cited(entry.sentence or "", entry.source or "", edition, None)
    found = (_in_rubric(entry.rubric, rubric) for rubric in rubrics)
    return next((cited for cited in found if cited), None)


def _in_rubric(key: str, rubric: Rubric) -> _Cited | None:
    for item in rubric.items:
        for row_number, row in enumerate(item.rows, 1):
            for number, found in enumerate(row, 1):
                source = rubric.source + _place(item, row_number, number)
                if found.id == key:
                    only = found.deductions[0] if len(found.deductions) == 1 else None
                    return _Cited(found.text, source, rubric.edition, only)
                if deduction := _deduction(key, found):
                    return _Cited(found.text, source, rubric.edition, deduction)
    return None


def _deduction(key: str, found: RubricClause) -> RubricDeduction | None:
    return next((deduction for deduction in found.deductions if deduction.id == key), None)


def _place(item: RubricItem, row: int, number: int) -> str:
    """``第7项第3条``; an item over several table rows, whose numbers start again in each, is cited with the row."""
    within = f"第{row}行" if len(item.rows) > 1 else ""
    return f"第{item.id}项{within}第{number}条"
