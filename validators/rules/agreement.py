"""AGR: the papers of one inspection say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from docgen.codes import check_digit, is_credit_code, normalise_code
from docgen.reading import Outcome
from docgen.spec.dossier import Agree
from docgen.spec.model import FieldLaw
from docgen.validators.catalogue import rule
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection, Paper
from docgen.view.model import Place
from docgen.wording import squeezed


class Said(NamedTuple):
    """What one paper says in one field: as written, and as it is compared."""

    paper: Paper
    written: str
    compared: str


@rule("AGR301", on="inspection", severity="warning", mendable="evidence")
def papers_agree(inspection: Inspection) -> Iterator[Check]:
    """同一次检查的各文书相互一致。

    为何：名称、代码等不一致，难以证明各文书说的是同一户、同一次检查。
    如何改：未签字盖章的，改正后重新打印；已签字盖章的，原件保留，附更正说明，不得更改、补签、倒签。
    """
    for agree in inspection.profile.dossier.agree:
        said = [
            Said(paper, text, _compared(paper.spec.field[agree.field], text))
            for paper in inspection.papers
            if agree.field in paper.spec.field and (text := paper.value(agree.field))
        ]
        if len(said) > 1:
            yield _agreement(inspection, agree, said)


def _compared(law: FieldLaw, text: str) -> str:
    return normalise_code(text) if law.type == "credit_code" else squeezed(text)


def _agreement(inspection: Inspection, agree: Agree, said: list[Said]) -> Check:
    clause = inspection.profile.clauses[agree.clause] if agree.clause else None
    inputs = {one.paper.file: one.written for one in said}
    counted = Counter(one.compared for one in said)
    if len(counted) == 1:
        place = Place(field=agree.field)
        return Check(Outcome.CONFORMS, place=place, clause=clause, inputs=inputs, evidence=tuple(inputs))
    usual, votes = counted.most_common(1)[0]
    odd = next(one for one in said if votes == 1 or one.compared != usual)
    label = odd.paper.spec.field[agree.field].label[0]
    return Check(
        Outcome.VIOLATES,
        f"同一次检查各文书的“{label}”不一致：{_side_by_side(said)}。{_judgement(counted, odd, usual)}",
        odd.paper.fields[agree.field].place,
        expected="各文书一致",
        actual="；".join(dict.fromkeys(one.written for one in said)),
        clause=clause,
        inputs=inputs,
        evidence=tuple(inputs),
        file=odd.paper.file,
        document=odd.paper.document,
    )


def _side_by_side(said: list[Said]) -> str:
    return "；".join(f"《{one.paper.spec.title}》为“{one.written}”{_check_digit_note(one.compared)}" for one in said)


def _check_digit_note(code: str) -> str:
    if not is_credit_code(code):
        return ""
    return "（校验位正确）" if check_digit(code) == code[-1] else "（校验位不符）"


def _judgement(counted: Counter[str], odd: Said, usual: str) -> str:
    votes = counted[usual]
    if votes == 1:
        return "各处互不相同，以何者为准请核实"
    slip = _likely_slip(usual, odd.compared)
    return f"{sum(counted.values())}处中{votes}处一致{'，' + slip if slip else ''}"


def _likely_slip(usual: str, odd: str) -> str:
    """Two neighbouring characters exchanged, or one character wrong: named, never mended."""
    if len(usual) != len(odd):
        return ""
    wrong = [i for i, (a, b) in enumerate(zip(usual, odd, strict=True), start=1) if a != b]
    if len(wrong) == 1:
        return f"第{wrong[0]}位不同，疑为笔误"
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1 and usual[wrong[0] - 1] == odd[wrong[1] - 1]:
        return f"第{wrong[0]}、{wrong[1]}位颠倒，疑为笔误"
    return ""
