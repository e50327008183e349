"""What a report lists of every file: the papers it holds, what each was taken for and why, and whether it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docgen.validators.finding import Address, DocumentEntry, PaperState
from docgen.validators.paper import Dossier, Member, Paper


@dataclass(frozen=True, slots=True)
class _Filed:
    """A paper, the inspection it belongs to, how it counts and the sentence for that."""

    paper: Paper
    inspection: str | None = None
    state: PaperState = "counts"
    remark: str = ""


def documents_of(dossier: Dossier) -> tuple[DocumentEntry, ...]:
    """An entry for every paper of a household, and for every file that holds none."""
    filed: dict[str, list[_Filed]] = {}
    for one in _filed(dossier):
        filed.setdefault(one.paper.file, []).append(one)
    whole = Address(unit=dossier.unit, household=dossier.household)
    scans = {one.path: _twin_of(dossier, one.path, one.taken_for)[0] for one in dossier.members if one.twin_of}
    return tuple(
        entry
        for member in dossier.members
        for entry in _told(replace(whole, inspection=scans.get(member.path)), member, filed.get(member.path, ()))
    )


def documents_alone(members: Iterable[Member], papers: tuple[Paper, ...]) -> tuple[DocumentEntry, ...]:
    """The same for a file that is no household's."""
    return tuple(
        entry
        for member in members
        for entry in _told(Address(), member, [_Filed(one) for one in papers if one.file == member.path])
    )


def _filed(dossier: Dossier) -> Iterator[_Filed]:
    own = {id(paper) for inspection in dossier.inspections for paper in inspection.papers}
    loose = {id(paper) for paper in dossier.unfiled}
    for inspection in dossier.inspections:
        yield from (_Filed(one, inspection.name, remark="；".join(one.corrected)) for one in inspection.papers)
        yield from (_Filed(one.paper, inspection.name, "set_aside", one.why) for one in inspection.set_aside)
    yield from (_Filed(paper, None, "unfiled", "看不出属于哪一次检查") for paper in dossier.unfiled)
    for paper in dossier.papers:
        if id(paper) not in own | loose:
            yield _Filed(paper, None, "foreign", "疑为别户的文书")
    for paper in dossier.copies:
        name, file = _twin_of(dossier, paper.file, paper.document)
        yield _Filed(paper, name, "copy", f"与{file}是同一份文书")


def _twin_of(dossier: Dossier, copy: str, document: str | None) -> tuple[str | None, str]:
    """The inspection and the file of the paper that a file is a copy of."""
    for inspection in dossier.inspections:
        for one in inspection.papers:
            if one.document == document and any(twin.path == copy for twin in one.twins):
                return inspection.name, one.file
    return None, "另一文件"


def _told(whole: Address, member: Member, filed: Iterable[_Filed]) -> Iterator[DocumentEntry]:
    """The entries of a file, each with the file's digital signatures and whether it was converted."""
    signatures = member.view.facts.signatures if member.view else ()
    entries = _entries(whole, member, filed)
    return (replace(entry, signatures=signatures, converted=member.converted) for entry in entries)


def _entries(whole: Address, member: Member, filed: Iterable[_Filed]) -> Iterator[DocumentEntry]:
    by_part = {one.paper.part: one for one in filed}
    for part, told in enumerate(member.told, start=1):
        one = by_part.pop(part, None)
        at = replace(
            whole, file=member.path, document=told.document, place=told.place if len(member.told) > 1 else whole.place
        )
        entry = _entry(at, one) if one else DocumentEntry(at, _pages(member), None)
        yield replace(entry, part=part, why=told.why, runner_up=told.runner_up)
    if not member.told:
        at = replace(whole, file=member.path, document=member.taken_for)
        twins = (member.twin_of,) if member.twin_of else ()
        state: PaperState = "copy" if twins else "counts"
        remark = f"按文件名是{member.twin_of}的签字盖章件" if twins else ""
        known = [_entry(replace(at, document=one.paper.document), one) for one in by_part.values()]
        yield from known or [
            DocumentEntry(at, _pages(member), member.taken_for if twins else None, twins, state=state, remark=remark)
        ]


def _pages(member: Member) -> int | None:
    return member.view.facts.pages if member.view else None


def _entry(at: Address, one: _Filed) -> DocumentEntry:
    paper = one.paper
    filled = {name: reading.text for name, reading in paper.fields.items() if reading.text}
    return DocumentEntry(
        replace(at, inspection=one.inspection),
        paper.view.facts.pages,
        paper.document,
        tuple(twin.path for twin in paper.twins),
        filled,
        tuple(name for name in filled if paper.spec.field[name].privacy == "personal"),
        state=one.state,
        remark=one.remark,
    )
