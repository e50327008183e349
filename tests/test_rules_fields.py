"""FLD: fields are filled, fit, and hold nothing the template left behind."""

from __future__ import annotations

from dataclasses import replace

from paper_builder import AUTHORITY, HOUSE, paper, spec, view

from docgen.reading import Outcome
from docgen.spec.model import Deduction
from docgen.validators.finding import Check
from docgen.validators.paper import Paper
from docgen.validators.rules.fields import fits_its_type, no_leftovers, required_fields
from docgen.view.model import DocumentView, Opaque, Place

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


def seen(view: DocumentView, **values: str) -> Paper:
    return replace(paper(NOTICE, **values), view=view, ours=True)


def leftovers(*lines: str) -> list[str | None]:
    checks = no_leftovers(seen(view(*lines)))
    return [check.actual for check in checks if check.outcome is Outcome.VIOLATES]


def test_a_quoted_placeholder_is_only_spoken_of_even_where_a_print_broke_the_quote_in_two() -> None:
    assert leftovers("细则标题为“XXX考核细则”") == []
    assert leftovers("注：细则标题为“XXX考", "核细则”（16号字）") == []


def test_a_quotation_mark_left_open_hides_no_placeholder() -> None:
    assert leftovers("名称：“XXX", "地址：某街", "电话：无", "事由：“检查”") == ["XXX"]
    assert leftovers("名称：“XXX", "事由：“检查”") == ["XXX"]


def test_a_placeholder_is_named_in_the_paragraph_it_stands_in() -> None:
    (found, _) = no_leftovers(seen(view("编号：1", "名称：XXX")))
    assert found.place.paragraph == 2


EQUATION = Opaque("公式", Place(section=1, paragraph=2))


def with_equation(*lines: str) -> DocumentView:
    whole = view(*lines)
    return replace(whole, blocks=(*whole.blocks, EQUATION, EQUATION))


def undetermined(checks: list[Check]) -> list[tuple[str | None, str, Place]]:
    return [(one.reason, one.why, one.place) for one in checks if one.outcome is Outcome.UNDETERMINED]


def test_words_nobody_can_read_leave_open_whether_a_placeholder_is_among_them() -> None:
    why = "有读不出文字的内容（公式2处），其中的文字未核对"
    assert undetermined(list(no_leftovers(seen(with_equation("告知书"))))) == [("unreadable", why, EQUATION.place)]


def test_a_field_may_stand_where_nobody_can_read() -> None:
    (check,) = required_fields(seen(with_equation("告知书")))
    assert (check.outcome, check.reason) == (Outcome.UNDETERMINED, "unreadable")
    assert check.why.startswith("未找到“告知日期”栏，有读不出文字的内容")


def test_a_page_that_is_a_picture_is_told_of_as_a_scan_not_here() -> None:
    whole = view("告知书", kind="pdf", scanned=(2,))
    scan = replace(whole, blocks=(*whole.blocks, Opaque("整页图片", Place(page=2))))
    assert undetermined(list(no_leftovers(seen(scan)))) == []
