"""AGR: the papers of one inspection, and of one household, say the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docgen.reading import Outcome
from docgen.spec.dossier import Agree, Contradiction
from docgen.spec.model import Clause, Profile
from docgen.validators.catalogue import rule
from docgen.validators.content.facts import check_digit_said, comparable, likely_slip
from docgen.validators.content.saying import Saying, meeting, rows_meeting, saying
from docgen.validators.finding import Check
from docgen.validators.paper import Dossier, Inspection, Paper
from docgen.validators.submission.identity import is_of, mixed
from docgen.view.model import Place


@rule("AGR301", on="household", severity="warning", mendable="evidence")
def papers_agree(dossier: Dossier) -> Iterator[Check]:
    """同一户、同一次检查的各文书相互一致。

    为何：名称、代码等不一致，难以证明各文书说的是同一户、同一次检查。
    如何改：未签字盖章的，改正后重新打印；已签字盖章的，原件保留，附更正说明，不得更改、补签、倒签。
    """
    every = tuple(paper for inspection in dossier.inspections for paper in inspection.papers)
    whose = mixed(every)
    apart = [[paper for paper in every if is_of(paper, identity)] for identity in whose] or [list(every)]
    for agree in dossier.profile.dossier.agree:
        if agree.per == "household":
            row = [] if whose else list(_on_the_register(dossier, agree))
            for own in apart:
                yield from _agreement(dossier.profile, agree, [*_sayings(agree, own), *row], "同一户")
            continue
        for inspection in dossier.inspections:
            for check in _agreement(dossier.profile, agree, _sayings(agree, inspection.papers), "同一次检查"):
                yield replace(check, inspection=inspection.name)


def _on_the_register(dossier: Dossier, agree: Agree) -> Iterator[Saying]:
    """What the household's row on the register of the task says."""
    row = dossier.register_row
    reading = row.fields.get(agree.field) if row else None
    laws = (spec.field[agree.field] for spec in dossier.profile.documents.values() if agree.field in spec.field)
    law = next(laws, None)
    if row and law and reading and (compared := comparable(law, reading.text)):
        source = f"抽查名单第{row.row}行" if row.row else "抽查名单"
        yield Saying(source, reading.text, compared, row.file, "", reading.place)


def _sayings(agree: Agree, papers: Sequence[Paper]) -> list[Saying]:
    """What the papers say in this field, those left out that name nobody or nothing comparable."""
    said = []
    for paper in papers:
        reading, law = paper.fields.get(agree.field), paper.spec.field.get(agree.field)
        if reading is None or law is None or not reading.text:
            continue
        compared = comparable(law, reading.text)
        if compared and not (agree.unless and re.search(agree.unless, compared)):
            said.append(saying(paper, reading, compared))
    return said


def _abridged(said: list[Saying]) -> list[Saying]:
    """A value that another one ends with is that one, with its beginning left out."""
    longest = sorted({one.compared for one in said}, key=len, reverse=True)
    whole = {value: next(other for other in longest if other.endswith(value)) for value in longest}
    return [replace(one, compared=whole[one.compared]) for one in said]


def _agreement(profile: Profile, agree: Agree, said: list[Saying], whose: str) -> Iterator[Check]:
    if len(said) < 2:
        return
    said = _abridged(said) if agree.abridged else said
    label = _label(profile, agree.field, said)
    counted = Counter(one.compared for one in said)
    check = Check(
        Outcome.CONFORMS,
        place=Place(field=agree.field),
        clause=_clause(profile, agree.clause),
        inputs={f"{one.file}　{one.source}": one.written for one in said},
        limit=f"{whose}各文书的“{label}”一致",
        evidence=tuple(dict.fromkeys(one.file for one in said)),
    )
    if len(counted) == 1:
        yield check
        return
    usual, votes = counted.most_common(1)[0]
    odd = next(one for one in said if votes == 1 or one.compared != usual)
    yield replace(
        check,
        outcome=Outcome.VIOLATES,
        message=f"{whose}各文书的“{label}”不一致：{odd.shown}；{_judgement(counted, said)}",
        place=odd.place,
        expected="各文书一致",
        actual="\n".join(f"{one.source}　{one.written}{check_digit_said(one.compared)}" for one in said),
        file=odd.file,
        document=odd.document or None,
    )


def _label(profile: Profile, field: str, said: Sequence[Saying]) -> str:
    """What most of the papers call it."""
    specs = (profile.document(one.document) for one in said if one.document)
    labels = Counter(spec.field[field].label[0] for spec in specs if spec)
    return labels.most_common(1)[0][0] if labels else field


def _clause(profile: Profile, key: str | None) -> Clause | None:
    return profile.clauses.get(key or "")


def _judgement(counted: Counter[str], said: list[Saying]) -> str:
    """Which of them agree, and what looks like a slip."""
    usual, votes = counted.most_common(1)[0]
    others = [one for one in said if one.compared != usual]
    slips = [f"{one.source}{slip}" for one in others if (slip := likely_slip(usual, one.compared))]
    if votes == 1:
        return "；".join(["各处互不相同，以何者为准请核实", *slips])
    tied = [value for value, count in counted.items() if count == votes]
    if len(tied) > 1:
        return "；".join([f"{len(said)}处各有{votes}处一致，以何者为准请核实", *slips])
    return "；".join([f"{len(said)}处中{votes}处一致", *slips])


@rule("AGR303", on="inspection", severity="warning", mendable="evidence")
def results_and_follow_up_agree(inspection: Inspection) -> Iterator[Check]:
    """检查结果与问题、后续处置相互一致。

    为何：结果为未发现问题又责令改正，或者未检查的事项写有问题，检查结论就不能成立。
    如何改：核对原件和现场记录后附更正说明或情况说明；未签字盖章的，改正后重新打印，不得更改、补签、倒签。
    """
    told: dict[Saying, list[Check]] = {}
    for law in inspection.profile.dossier.contradiction:
        for premise, against in _premises(inspection, law):
            check = _contradiction(inspection, law, premise, against)
            if check.outcome is Outcome.CONFORMS:
                yield check
            else:
                told.setdefault(premise, []).append(check)
    for first, *others in told.values():
        yield replace(first, also=tuple(other.message for other in others))


def _premises(inspection: Inspection, law: Contradiction) -> Iterator[tuple[Saying, Saying | None]]:
    """What meets the condition, with what it contradicts, if anything does."""
    if law.if_.column:
        for paper in inspection.papers:
            against = dict(rows_meeting(paper, law.never))
            yield from ((premise, against.get(row)) for row, premise in rows_meeting(paper, law.if_))
        return
    premise = next(meeting(inspection.papers, law.if_), None)
    if premise is None:
        return
    if law.never.column:
        rows = (said for paper in inspection.papers for _, said in rows_meeting(paper, law.never))
        yield premise, next(rows, None)
    else:
        yield premise, next(meeting(inspection.papers, law.never), None)


def _contradiction(inspection: Inspection, law: Contradiction, premise: Saying, against: Saying | None) -> Check:
    said = (premise, against) if against else (premise,)
    check = Check(
        Outcome.CONFORMS,
        place=premise.place,
        clause=_clause(inspection.profile, law.clause),
        inputs={one.source: one.written for one in said},
        limit=f"不应：{law.why}",
        evidence=tuple(dict.fromkeys(one.file for one in said)),
        file=premise.file,
        document=premise.document,
    )
    if against is None:
        return check
    return replace(
        check,
        outcome=Outcome.VIOLATES,
        message=f"{law.why}：{premise.shown}；{against.shown}",
        place=against.place,
        expected="结果与问题、处置一致",
        actual=f"{premise.written}；{against.written}",
        file=against.file,
        document=against.document,
    )
