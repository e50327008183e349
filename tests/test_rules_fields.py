"""FLD: fields are filled, fit, and hold nothing the template left behind."""

from __future__ import annotations

from paper_builder import AUTHORITY, HOUSE, paper, spec

from docgen.reading import Outcome
from docgen.spec.model import Deduction
from docgen.validators.rules.fields import fits_its_type, required_fields

DEDUCTING = AUTHORITY.model_copy(update={"key": "C-2", "deduct": Deduction(points="0.2", per="户")})
TOLD = {"label": "告知日期", "type": "date", "required": True, "clause": "C-2"}
NOTICE = spec(
    "notice", "告知书", {"told": TOLD}, clause="C-house", clauses={"C-2": DEDUCTING, "C-house": HOUSE}
)  # fmt: skip


def test_how_a_field_is_written_is_no_fault_by_the_clause_that_deducts_for_what_is_not_there() -> None:
    (check,) = fits_its_type(paper(NOTICE, told="下个月"))
    assert (check.outcome, check.clause) == (Outcome.VIOLATES, HOUSE)


def test_a_field_that_is_empty_is_a_fault_by_its_own_clause() -> None:
    (check,) = required_fields(paper(NOTICE, told=""))
    assert (check.outcome, check.clause) == (Outcome.VIOLATES, DEDUCTING)
