"""AGR: what was inspected was notified, who inspected was named, and every certificate is one person's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from itertools import combinations

from docgen.persons import CertifiedPerson, read_persons
from docgen.reading import Outcome
from docgen.spec.dossier import Subset
from docgen.validators.catalogue import rule
from docgen.validators.content.facts import among, entries_of, likely_slip
from docgen.validators.content.saying import Saying, saying
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection, Paper
from docgen.wording import alike


@rule("AGR302", on="inspection", needs="subset", severity="warning", mendable="evidence")
def inspected_as_notified(inspection: Inspection) -> Iterator[Check]:
    """检查的事项都事先通知过。

    为何：没有通知的事项，被检查单位无从准备，检查也超出了通知的范围。
    如何改：通知书另有附件或补充通知的，补入本户档案后重新核对；确未通知的，附情况说明，不得更改、补签、倒签。
    """
    told: set[str] = set()
    for law in inspection.profile.dossier.subset:
        if law.code == "AGR302":
            yield from _listed_elsewhere(inspection, law, told)


def _listed_elsewhere(inspection: Inspection, law: Subset, told: set[str]) -> Iterator[Check]:
    """One check of a subset; what is in ``told`` has been said of an earlier one, and grows by what is lacking here."""
    entries = [
        (paper, name, entry) for paper, name in _fields(inspection, law.field) for entry in entries_of(paper, name)
    ]
    others = list(_fields(inspection, law.of))
    known = [entry for paper, name in others for entry in entries_of(paper, name)]
    if not entries or not others:
        return
    titles = "、".join(dict.fromkeys(f"《{paper.spec.title}》" for paper, _ in others))
    lacking = [entry for entry in {entry: None for *_, entry in entries} if not among(entry, (*known, *told))]
    told.update(lacking)
    paper, name, _ = next((one for one in entries if one[2] in lacking), entries[0])
    check = Check(
        Outcome.CONFORMS,
        place=paper.fields[name].place,
        clause=inspection.profile.clauses.get(law.clause or ""),
        inputs={
            "检查的事项": "；".join(dict.fromkeys(entry for _, _, entry in entries)),
            "通知的事项": "；".join(known),
        },
        limit=f"检查的事项都在{titles}之中",
        evidence=tuple(dict.fromkeys((*(one.file for one, *_ in entries), *(one.file for one, _ in others)))),
        file=paper.file,
        document=paper.document,
    )
    if not lacking:
        yield check
        return
    said = "；".join(f"“{entry}”{_nearest(entry, known)}" for entry in lacking)
    yield replace(
        check,
        outcome=Outcome.VIOLATES,
        message=f"《{paper.spec.title}》的检查事项未见于{titles}：{said}",
        expected="都在通知的事项之中",
        actual="；".join(lacking),
    )


def _nearest(entry: str, known: list[str]) -> str:
    found = get_close_matches(entry, known, n=1, cutoff=0.5)
    return f"（最接近的是“{found[0]}”）" if found else ""


def _fields(inspection: Inspection, addresses: tuple[str, ...]) -> Iterator[tuple[Paper, str]]:
    """The filled fields that addresses (``document.field``) name, in the inspection's papers and the shared ones."""
    for address in addresses:
        document, _, name = address.rpartition(".")
        for paper in (*inspection.papers, *inspection.shared):
            if document in (paper.spec.key, paper.spec.name) and paper.value(name):
                yield paper, name


@rule("AGR304", on="inspection", severity="warning", mendable="evidence")
def inspectors_agree(inspection: Inspection) -> Iterator[Check]:
    """各文书的检查人员和执法证号一致。

    为何：进入检查的人应当是通知过的、持证的人；一人可以有两个证，一个证只能是一个人的。
    如何改：人员调整有凭证的，补入本户档案后重新核对；写法有出入的，原件保留，附更正说明，不得更改、补签、倒签。
    """
    for law in inspection.profile.dossier.subset:
        if law.code == "AGR304":
            yield from _named_before(inspection, law)
    yield from _certificates(inspection)


def _named_before(inspection: Inspection, law: Subset) -> Iterator[Check]:
    """Who inspected stands somewhere in the notice: as its inspector, or as one of another agency's."""
    came = [(paper, name, one) for paper, name in _fields(inspection, law.field) for one in _persons(paper, name)]
    notices = list({id(paper): paper for paper, _ in _fields(inspection, law.of)}.values())
    if not came or not notices:
        return
    told = alike("；".join(reading.text for paper in notices for reading in paper.fields.values()))
    strangers = [one for one in came if alike(one[2].name) not in told]
    paper, name, _ = next(iter(strangers), came[0])
    named = "、".join(str(one) for notice in notices for _, one in _everyone(notice))
    check = Check(
        Outcome.CONFORMS,
        place=paper.fields[name].place,
        clause=inspection.profile.clauses.get(law.clause or ""),
        inputs={"通知的检查人员": named, "检查的人员": "、".join(dict.fromkeys(str(one) for *_, one in came))},
        limit="检查的人员都通知过",
        evidence=tuple(dict.fromkeys(one.file for one in (*notices, *(paper for paper, *_ in came)))),
        file=paper.file,
        document=paper.document,
    )
    if strangers:
        said = "；".join(
            dict.fromkeys(f"《{held.spec.title}》有“{one.name}”{_slip(one, notices)}" for held, _, one in strangers)
        )
        message = f"检查人员与《{notices[0].spec.title}》不一致：《{notices[0].spec.title}》为“{named}”；{said}"
        check = replace(check, outcome=Outcome.VIOLATES, message=message, expected=named, actual=strangers[0][2].name)
    yield check


def _slip(person: CertifiedPerson, notices: list[Paper]) -> str:
    slips = (likely_slip(one.name, person.name) for notice in notices for _, one in _everyone(notice))
    return next((f"（{slip}）" for slip in slips if slip), "")


def _persons(paper: Paper, name: str) -> tuple[CertifiedPerson, ...]:
    return read_persons(paper.value(name))


def _everyone(paper: Paper) -> Iterator[tuple[str, CertifiedPerson]]:
    """Everybody in the lists of inspectors of a paper, with the field. A roster names whom it holds, not who came."""
    for name in ("inspectors", "reinspectors"):
        if name in paper.spec.field and name != paper.spec.register_:
            yield from ((name, one) for one in _persons(paper, name))


def _certificates(inspection: Inspection) -> Iterator[Check]:
    """One person's numbers in different papers, one number's persons: each conflict once."""
    said: dict[str, list[tuple[CertifiedPerson, Saying]]] = {}
    for paper in inspection.papers:
        for name, one in _everyone(paper):
            if one.numbers:
                said.setdefault(one.name, []).append((one, saying(paper, paper.fields[name], one.name, str(one))))
    for name, told in said.items():
        yield from _of_one_person(name, told)
    for (name, mine), (other, theirs) in combinations(said.items(), 2):
        shared = {number for one, _ in mine for number in one.numbers} & {n for one, _ in theirs for n in one.numbers}
        if shared:
            message = f"同一执法证号“{min(shared)}”写在两人名下：{mine[0][1].shown}；{theirs[0][1].shown}"
            slip = likely_slip(name, other)
            yield _conflict([mine[0][1], theirs[0][1]], f"{message}{'；' + slip if slip else ''}")


def _of_one_person(name: str, told: list[tuple[CertifiedPerson, Saying]]) -> Iterator[Check]:
    """A person may have two certificates: what some paper shows together belongs together."""
    groups: list[set[str]] = []
    for one, _ in told:
        linked = [group for group in groups if group & set(one.numbers)]
        groups = [group for group in groups if group not in linked] + [set(one.numbers).union(*linked)]
    says = [saying for _, saying in told]
    if len(groups) == 1:
        if len(told) > 1:
            yield Check(
                Outcome.CONFORMS, inputs={one.source: one.written for one in says}, limit=f"{name}的执法证号一致"
            )
        return
    first, second = (min(group) for group in groups[:2])
    slip = likely_slip(first, second)
    tail = f"。{slip}" if slip else "。一人可以有两个证，请核对"
    shown = "；".join(dict.fromkeys(one.shown for one in says))
    check = _conflict(says, f"“{name}”的执法证号在各文书中不同：{shown}{tail}")
    yield check if slip else replace(check, severity="note")


def _conflict(says: list[Saying], message: str) -> Check:
    return Check(
        Outcome.VIOLATES,
        message,
        says[-1].place,
        expected="各文书一致",
        actual="；".join(dict.fromkeys(one.written for one in says)),
        inputs={one.source: one.written for one in says},
        evidence=tuple(dict.fromkeys(one.file for one in says)),
        file=says[-1].file,
        document=says[-1].document,
    )
