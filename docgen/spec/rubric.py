"""An assessment table (考核细则) as values: ``rubric.toml``, carried over exactly."""

from __future__ import annotations

from typing import Literal

from docgen.spec.law import Law
from docgen.spec.values import DecimalText


class RubricDeduction(Law):
    """One deduction of an assessment rubric; ``trigger`` is verbatim."""

    id: str
    trigger: str
    points: DecimalText
    unit: str
    per: str
    decidable: Literal["machine", "partial", "manual"]
    evidence: str | None = None
    note: str | None = None
    proportional: str | None = None
    max_units: int | None = None
    required_files: tuple[str, ...] = ()


class RubricClause(Law):
    """One standard, ``text`` verbatim. A sheet that awards points row by row names its row and the row's full marks."""

    id: str
    text: str
    name: str | None = None
    points: DecimalText | None = None
    deductions: tuple[RubricDeduction, ...] = ()


class RubricItem(Law):
    """One 序号 of the rubric; ``rows`` are the table rows its clauses stand in (item 1 has three)."""

    id: str
    name: str
    points: DecimalText
    rows: tuple[tuple[RubricClause, ...], ...]

    @property
    def clauses(self) -> tuple[RubricClause, ...]:
        return tuple(clause for row in self.rows for clause in row)


class Rubric(Law):
    """A whole assessment table as data, with the defects of its source listed, never mended."""

    source: str
    edition: str
    title: str
    weight: DecimalText
    weight_line: str = ""
    columns: tuple[str, ...]
    note: str = ""
    defects: tuple[str, ...] = ()
    items: tuple[RubricItem, ...]
