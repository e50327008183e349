"""FLD: fields are filled, fit, and hold nothing the template left behind."""

from __future__ import annotations

from dataclasses import replace

from paper_builder import AUTHORITY, HOUSE, paper, spec, view

from docgen.reading import Outcome
from docgen.spec.model import Deduction
from docgen.validators.finding import Check
from docgen.validators.paper import Member, Paper
from docgen.validators.rules.fields import fits_its_type, no_leftovers, required_fields
from docgen.view.fields import read_fields
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


def test_instructions_of_a_form_are_leftovers_wherever_they_stand() -> None:
    assert leftovers("检查情况：（此处填写检查情况）") == ["（此处填写检查情况）"]
    assert leftovers("地址：（请填写实际经营地址）", "名称：×××") == ["（请填写实际经营地址）", "×××"]
    assert leftovers("法定代表人：请填写姓名") == ["请填写姓名"]
    assert leftovers("单击此处输入文字") == ["单击此处输入文字"]
    assert leftovers("[主送单位]：", "联系人：[联系人]") == ["[主送单位]", "[联系人]"]


def test_what_a_paper_asks_of_its_reader_is_no_leftover() -> None:
    assert leftovers("请填写附件中的回执，并于3日内送回。", "本栏由检查人员填写（签字）", "见文献[1]和[附件]") == []


BLANKS = spec("form", "登记表", {
    "source": {"label": "任务来源"}, "number": {"label": "编号", "required": True},
    "received": {"label": "签收时间", "type": "datetime", "filled": "by hand"},
})  # fmt: skip


def test_a_ruled_blank_that_nobody_filled_is_a_leftover_unless_it_is_for_the_hand_or_required() -> None:
    blank = view("任务来源：______", "编号：______", "签收时间：____年__月__日")
    one = replace(paper(BLANKS), view=blank, fields=read_fields(blank, BLANKS), ours=True)
    assert [check.message for check in no_leftovers(one) if check.outcome is Outcome.VIOLATES] == [
        "“任务来源”后的空白线没有填写"
    ]
    assert [check.message for check in required_fields(one) if check.outcome is Outcome.VIOLATES] == ["“编号”栏未填写"]


HAND = spec("visit", "记录", {
    name: {"label": label, "filled": "by hand", "required": True, "due": "inspected"}
    for name, label in (("result", "检查结果"), ("opinion", "被检查单位意见"))
})  # fmt: skip


def test_what_the_hand_will_write_is_said_once_a_paper_and_only_asked_of_a_signed_copy() -> None:
    editable = paper(HAND, result="", opinion="")
    (early,) = required_fields(editable)
    assert early.outcome is Outcome.NOT_DUE
    due = replace(editable, stages=frozenset({"made", "inspected"}))
    (late,) = required_fields(due)
    assert (late.outcome, late.reason) == (Outcome.UNDETERMINED, "missing")
    assert late.why == "“检查结果”、“被检查单位意见”栏为手填，编辑稿未填，未见签字件"
    signed = list(required_fields(replace(due, signed=True, ours=True)))
    assert [check.outcome for check in signed] == [Outcome.VIOLATES] * 2


def test_what_was_written_on_a_scan_beside_the_editable_copy_is_unknown() -> None:
    scan = Member("扫描件.pdf", 1, "pdf", could_be_paper=True)
    due = replace(paper(HAND, result="", opinion=""), stages=frozenset({"made", "inspected"}), signed=True)
    assert [check.outcome for check in required_fields(replace(due, twins=(scan,)))] == [Outcome.UNDETERMINED]


CODED = spec("licence", "执照", {"code": {"label": "代码", "type": "credit_code"}})


def misfit(code: str) -> str:
    return next(check.message for check in fits_its_type(paper(CODED, code=code)))


def test_a_letter_no_code_has_is_named_with_the_digit_it_is_taken_for() -> None:
    assert misfit("92O00000MA0000015I").endswith("第3位“O”疑为数字“0”，第18位“I”疑为数字“1”")
    assert misfit("９２００００００ma00000154") == misfit("220000600000015") == ""


RESULTS = ["公示信息隐瞒真实情况、弄虚作假", "通过登记的住所（经营场所）无法联系"]
CHOSEN = spec("answer", "答复", {"result": {"label": "结果", "type": "choice", "choices": RESULTS}})


def test_a_choice_may_differ_in_brackets_and_marks_and_an_unknown_one_is_told_and_kept() -> None:
    written = paper(CHOSEN, result="公示信息隐瞒真实情况,弄虚作假；通过登记的住所(经营场所)无法联系")
    assert [check.outcome for check in fits_its_type(written)] == [Outcome.CONFORMS]
    (told,) = fits_its_type(paper(CHOSEN, result="检查合格"))
    assert (told.outcome, told.actual) == (Outcome.VIOLATES, "检查合格")
