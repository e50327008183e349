"""SEA101: only a copy that was signed owes signatures, and only what can be seen is said to be empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from inspection_builder import ENTRY, SCAN, inspection, of, view

from docgen.reading import Outcome
from docgen.validators.finding import Check
from docgen.validators.paper import Paper
from docgen.validators.rules.seals import signed_and_sealed

SIGNED = "检查人员（签字）：检查员甲、检查员乙\t被检查单位（签字盖章）：{unit}"


def form(*lines: str, path: str = "登记表_签收.pdf", **values: str) -> Paper:
    return replace(of("registration_form", path, started=ENTRY, **values), view=view(*lines), signed=True)


def checks(one: Paper, *others: Paper) -> Iterator[Check]:
    return signed_and_sealed(inspection(one, *others))


def outcomes(one: Paper, *others: Paper) -> list[Outcome]:
    return [check.outcome for check in checks(one, *others)]


def test_a_copy_signed_by_all_conforms() -> None:
    assert outcomes(form(SIGNED.format(unit="经营者甲"))) == [Outcome.CONFORMS, Outcome.CONFORMS]


def test_an_empty_place_on_a_signed_copy_is_told() -> None:
    _, check = checks(form(SIGNED.format(unit="＿＿＿＿")))
    assert check.outcome is Outcome.VIOLATES
    assert check.message.endswith("“被检查单位签字或盖章”处空着，应有被检查单位签字或盖章")


def test_two_have_to_sign_where_the_law_says_two() -> None:
    check, _ = checks(form("检查人员（签字）：检查员甲\t被检查单位（盖章）：示例一食品店"))
    assert check.message.endswith("“检查人员签字”处见1人，应有检查人员签字2人")


def test_an_editable_copy_owes_nothing() -> None:
    assert outcomes(replace(form(SIGNED.format(unit="")), signed=False)) == []


def test_a_print_of_typed_times_is_no_signed_copy() -> None:
    assert outcomes(form("检查人员（签字）：\t被检查单位（签字盖章）：", path="登记表.pdf")) == []


def test_a_scan_cannot_be_told() -> None:
    (check,) = checks(replace(form("检查人员（签字）："), twins=(SCAN,)))
    assert (check.outcome, check.reason) == (Outcome.UNDETERMINED, "scan")


def test_a_refusal_that_was_noted_takes_the_place_of_the_signature() -> None:
    record = replace(
        of("site_record", "记录_签字.pdf", started=ENTRY, sign_refusal="当事人拒绝签字，见证人甲"),
        view=view(SIGNED.format(unit="")),
        signed=True,
    )
    assert outcomes(record) == [Outcome.CONFORMS, Outcome.EXEMPT]


def test_where_nobody_was_met_nobody_signs() -> None:
    gone = of("site_record", result="已迁出", started=ENTRY)
    assert Outcome.VIOLATES not in outcomes(form(SIGNED.format(unit="")), gone)
    assert Outcome.EXEMPT in outcomes(form(SIGNED.format(unit="")), gone)


def test_a_picture_or_a_digital_signature_may_be_the_seal_and_leaves_a_signature_open() -> None:
    typed = form("检查人员（签字）：＿＿＿\t被检查单位（签字盖章）：＿＿＿")
    for facts in ({"pictures": 1}, {"signed": True}):
        sealed = replace(typed, view=replace(typed.view, facts=replace(typed.view.facts, **facts)))
        assert outcomes(sealed) == [Outcome.UNDETERMINED, Outcome.CONFORMS]


def test_a_place_that_is_nowhere_found_is_not_said_to_be_empty() -> None:
    check, _ = checks(form("被检查单位（签字盖章）：示例一食品店"))
    assert (check.outcome, check.why.endswith("未找到检查人员签字处")) == (Outcome.UNDETERMINED, True)
