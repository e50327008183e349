"""Papers kept once for many households: they count for this one where the register lists it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from docgen.codes import normalise_code
from docgen.spec.dossier import Shared
from docgen.validators.field_names import CREDIT_CODE, UNIT_NAME
from docgen.validators.paper import Inspection, Paper
from docgen.wording import alike


@dataclass(frozen=True, slots=True)
class SharedPapers:
    """The shared papers of some kinds: those that count for this household, and otherwise why they do not. ``open``:
    nobody can tell, for there is no register; ``unreached``: their register is there, without the household."""

    counted: tuple[Paper, ...] = ()
    unreached: tuple[Paper, ...] = ()
    why: str = ""
    open: bool = False


def without_unreached(inspection: Inspection) -> Inspection:
    """The inspection with the shared papers put aside whose register is there and does not list the household: they
    tell nothing of it."""
    laws = inspection.profile.dossier.shared
    found = [shared_papers(inspection, law.documents) for law in laws]
    unreached = tuple(paper for one in found for paper in one.unreached)
    shared = tuple(paper for paper in inspection.shared if not any(paper is one for one in unreached))
    return replace(inspection, shared=shared, unreached=unreached) if unreached else inspection


def shared_papers(inspection: Inspection, documents: tuple[str, ...]) -> SharedPapers:
    for law in inspection.profile.dossier.shared:
        papers = tuple(_of(inspection, tuple(name for name in documents if name in law.documents)))
        if papers:
            return _reaching(inspection, law, papers)
    return SharedPapers()


def _of(inspection: Inspection, documents: tuple[str, ...]) -> list[Paper]:
    return [
        paper
        for paper in (*inspection.shared, *inspection.unreached)
        if paper.spec.name in documents or paper.spec.key in documents
    ]


def _reaching(inspection: Inspection, law: Shared, papers: tuple[Paper, ...]) -> SharedPapers:
    """A register that lists the household by code or name shows that the paper reached it."""
    title = papers[0].spec.title
    if law.register_ is None:
        return SharedPapers(papers)
    registers = [*_of(inspection, (law.register_,)), *inspection.of(law.register_)]
    if not registers:
        return SharedPapers(why=f"公共材料中有《{title}》，未见登记表，不能确认本户已收到", open=True)
    listing = next((register for register in registers if _lists(register, inspection)), None)
    if listing is None:
        why = f"公共材料中有《{title}》，但《{registers[0].spec.title}》中没有本户，不计入本户"
        return SharedPapers(unreached=papers, why=why)
    return SharedPapers((*papers, listing))


def _lists(register: Paper, inspection: Inspection) -> bool:
    """By the code anywhere in the register, or by the name where it stands alone."""
    texts = [paragraph.text for paragraph in register.view.paragraphs()]
    codes = {code for paper in inspection.papers if (code := normalise_code(paper.value(CREDIT_CODE)))}
    names = {name for paper in inspection.papers if (name := alike(paper.value(UNIT_NAME)))}
    names = {name for name in names if not inspection.profile.dossier.names_nobody(UNIT_NAME, name)}
    return any(alike(text) in names or any(code in normalise_code(text) for code in codes) for text in texts)
