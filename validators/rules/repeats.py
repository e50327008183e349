"""AGR305: one household, one item, one body, one year: candidates for a repeated inspection, never a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.codes import normalise_code
from docgen.reading import Outcome
from docgen.spec.dossier import Repeat
from docgen.validators.catalogue import rule
from docgen.validators.content.facts import entries_of
from docgen.validators.content.saying import meeting
from docgen.validators.field_names import AGENCY, CREDIT_CODE
from docgen.validators.finding import Check
from docgen.validators.paper import Dossier, Inspection, Paper
from docgen.validators.submission.inspection import law_date
from docgen.wording import alike


@dataclass(frozen=True, slots=True)
class _Done:
    """An item that one inspection looked at, as it is compared: the household's code, item, body and year."""

    code: str
    item: str
    body: str
    year: int


@rule("AGR305", on="household", needs="repeat", severity="note", mendable="evidence")
def no_item_inspected_twice(dossier: Dossier) -> Iterator[Check]:
    """同一户、同一事项、同一机关一年内没有检查两次（候选，供认定）。

    为何：考核细则对擅自重复检查一般检查事项扣分；是否“擅自”、是否一般检查事项，须由考核人员认定。
    如何改：属于复查、投诉举报、重点检查事项或者另有依据的，补入凭证；其余由考核人员认定，不得更改、补签、倒签。
    """
    for law in dossier.profile.dossier.repeat:
        done: dict[_Done, list[tuple[Inspection, str, Paper]]] = {}
        counted = [one for one in dossier.inspections if not _excepted(one, law)]
        for inspection in counted:
            for item, (entry, paper) in _items(inspection, law).items():
                done.setdefault(item, []).append((inspection, entry, paper))
        repeated = {item: found for item, found in done.items() if len(found) > 1}
        yield from (_candidate(dossier, law, item, found) for item, found in repeated.items())
        if len(counted) > 1 and not repeated:
            names = "、".join(one.name or "" for one in counted)
            clause = dossier.profile.clauses.get(law.clause or "")
            yield Check(Outcome.CONFORMS, clause=clause, inputs={"核对的检查": names}, limit="一年内没有相同的检查事项")


def _excepted(inspection: Inspection, law: Repeat) -> bool:
    return law.unless is not None and any(meeting(inspection.papers, law.unless))


def _items(inspection: Inspection, law: Repeat) -> dict[_Done, tuple[str, Paper]]:
    found: dict[_Done, tuple[str, Paper]] = {}
    year = law_date(inspection.papers, inspection.profile.dossier, inspection.as_of).day.year
    for address in law.field:
        document, _, name = address.rpartition(".")
        for paper in inspection.of(document):
            code = normalise_code(paper.value(CREDIT_CODE))
            for entry in entries_of(paper, name):
                if not any(alike(word) in alike(entry) for word in law.except_):
                    found.setdefault(_Done(code, alike(entry), alike(paper.value(AGENCY)), year), (entry, paper))
    return found


def _candidate(dossier: Dossier, law: Repeat, done: _Done, found: list[tuple[Inspection, str, Paper]]) -> Check:
    where = "、".join(f"{inspection.name}（《{paper.spec.title}》）" for inspection, _, paper in found)
    _, entry, last = found[-1]
    return Check(
        Outcome.VIOLATES,
        f"候选：{done.year}年{len(found)}次检查都有事项“{entry}”：{where}；是否擅自重复检查，由考核人员认定",
        expected="一般检查事项不擅自重复检查",
        actual=f"{len(found)}次",
        clause=dossier.profile.clauses.get(law.clause or ""),
        severity="note",
        inputs={inspection.name or f"第{number}次": one for number, (inspection, one, _) in enumerate(found, 1)},
        evidence=tuple(paper.file for *_, paper in found),
        file=last.file,
        document=last.document,
    )
