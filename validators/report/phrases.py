"""The set phrases of a report: where, on what basis, with what bearing on the assessment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from docgen.spec.model import Basis, Clause, Severity
from docgen.validators.finding import Finding

LABELS: Final[Mapping[Severity, str]] = {"error": "【问题】", "warning": "【提醒】", "note": "【说明】"}
_NO_CLAUSE: Final = "内部核对规则（非考核条款）"
_BESIDE_THE_CLAUSE: Final[Mapping[Basis, str]] = {
    "authority": "",
    "standard": "（非考核条款）",
    "house": "（本单位模板，非考核条款）",
}


def clause_said(clause: Clause | None) -> str:
    """The clause verbatim and whole, with its source; or that the assessment has none for it."""
    if clause is None:
        return _NO_CLAUSE
    if clause.basis == "house":
        return f"{clause.source}，非考核条款"
    return f"{clause.source}：“{clause.sentence}”{_BESIDE_THE_CLAUSE[clause.basis]}"


def bearing_said(finding: Finding) -> str:
    """What a finding means for the assessment: a clue at most, never a score."""
    if finding.deduct is None:
        return "不涉及扣分"
    points, per, count = (finding.deduct[key] for key in ("points", "per", "count"))
    rate = f"每{per}{points}分，{count}{per}" if per else f"{points}分"
    return f"扣分线索，{rate}，待考核人员确认"
