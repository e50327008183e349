"""No word of the judge's proposes to touch what an issued paper says, or condemns: every remedy is read here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.validators.catalogue import NEVER_ALTER, Rule, catalogue

VALIDATORS = Path(__file__).parents[1] / "validators"
RULES = tuple(catalogue().values())
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)

SAYS_IT = ("DAT", "AGR", "SEA", "DOS")
WHAT_IS_SIGNED = r"(?:日期|时间|姓名|签名|签字|签章|编号|文号|证号|落款)"
TOUCHING = rf"(?:修改|更改|改动|改为|改成|补签|倒签|补填|重填|涂改|调整|补写|改写|更正)[^，。；]{{0,6}}{WHAT_IS_SIGNED}"
CONDEMNING = ("错误", "非法", "不合格", "违规", "造假", "伪造")
# A refusal is no proposal: what follows one of these up to the next stop is forbidden, not advised.
REFUSED = re.compile(r"(?:不得|不要|不能|不应|不可|不宜|切勿|禁止)[^，。；]*(?:、[^，。；]*)*")


def proposals(text: str) -> str:
    return REFUSED.sub("", text)


@every_rule
def test_no_remedy_proposes_to_touch_a_date_a_name_a_signature_or_a_number(rule: Rule) -> None:
    assert not re.search(TOUCHING, proposals(rule.remedy)), rule.remedy


@every_rule
def test_remedies_about_evidence_end_by_forbidding_to_alter_it(rule: Rule) -> None:
    if rule.family in SAYS_IT:
        assert rule.remedy.rstrip("。").endswith(NEVER_ALTER)


@every_rule
def test_a_remedy_that_edits_says_what_holds_for_an_issued_paper(rule: Rule) -> None:
    """Editing is for what is not yet issued; a rubric sheet or a template is never issued to a household."""
    if rule.family in ("PAG", "TYP", "STR", "FLD"):
        assert re.search(r"签发|签字盖章|不影响使用", rule.remedy), rule.remedy


@every_rule
def test_a_rule_is_a_sentence_with_a_reason_and_a_remedy(rule: Rule) -> None:
    assert rule.sentence.endswith("。")
    assert rule.why.endswith("。")
    assert rule.remedy.endswith("。")


def sentences() -> Iterator[tuple[str, str]]:
    """Every Chinese string of the judge, with its place: messages and their parts, remedies given on the spot."""
    for path in sorted(VALIDATORS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.search("[\u4e00-\u9fff]", node.value)
            ):
                yield f"{path.name}:{node.lineno}", node.value


def test_no_sentence_condemns() -> None:
    said = {where: sentence for where, sentence in sentences() if any(word in sentence for word in CONDEMNING)}
    assert said == {}


def test_no_sentence_proposes_to_alter_what_is_signed() -> None:
    assert {where: said for where, said in sentences() if re.search(TOUCHING, proposals(said))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "修改落款日期",
        "请更改签收时间",
        "补签签字栏",
        "倒签日期",
        "补填签收时间",
        "把编号改为连续的编号",
        "重填检查时间",
    ],
)
def test_a_proposal_to_alter_is_seen(text: str) -> None:
    assert re.search(TOUCHING, proposals(text)), text


@pytest.mark.parametrize("text", ["不得更改、补签、倒签", "附情况说明，不得更改日期", "附更正说明", "补入送达回证"])
def test_what_is_allowed_or_forbidden_is_let_stand(text: str) -> None:
    assert not re.search(TOUCHING, proposals(text)), text
