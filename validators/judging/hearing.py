"""One household, or one single paper, judged by every rule that applies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from docgen.reading import Outcome
from docgen.validators.finding import Address, Check, Crash, DocumentEntry
from docgen.validators.judging.assembly import Judged
from docgen.validators.judging.docket import Docket, rules_on
from docgen.validators.judging.intake import Setting
from docgen.validators.judging.ledger import Standing, entries
from docgen.validators.paper import Dossier, Inspection, Member, Paper, Taken
from docgen.validators.submission.inspection import dossier_of, law_date, with_stages

_CATEGORY: Final = "category"

Files = Iterable[Taken]


@dataclass(frozen=True, slots=True)
class _Read:
    """The files of a household or a single paper, read."""

    members: tuple[Member, ...]
    papers: tuple[Paper, ...]
    ignored: tuple[str, ...]
    crashes: tuple[Crash, ...]


def judged_household(setting: Setting, household: str, files: Files) -> Judged:
    """A household's file: its members, its papers, its inspection, and the whole."""
    docket = Docket()
    read = _read(files)
    dossier = dossier_of(household, read.members, read.papers, setting.profile, setting.as_of)
    law = setting.profile.dossier
    whole = Address(household=household)
    _judge_members(setting, read.members, whole, docket)
    for inspection in dossier.inspections:
        address = replace(whole, inspection=inspection.name)
        standing = _standing(setting, inspection.papers)
        _judge_papers(setting, inspection.papers, address, docket)
        docket.apply(rules_on(setting.rules, "inspection", law), inspection, address, standing)
    own = {paper.file for inspection in dossier.inspections for paper in inspection.papers}
    _judge_papers(setting, tuple(paper for paper in dossier.papers if paper.file not in own), whole, docket)
    docket.apply(rules_on(setting.rules, "household", law), dossier, whole, _standing(setting, dossier.papers))
    return _closed(setting, household, household, read, _documents(dossier), docket)


def judged_paper(setting: Setting, files: Files) -> Judged:
    """A single file: only archive and paper rules run."""
    docket = Docket()
    read = _read(files)
    read = replace(read, members=tuple(replace(member, alone=True) for member in read.members))
    papers = with_stages(read.papers, setting.profile.dossier, setting.as_of)
    _judge_members(setting, read.members, Address(), docket)
    _judge_papers(setting, papers, Address(), docket)
    documents = tuple(_document_entry(Address(), member, papers) for member in read.members)
    name = next((member.path for member in read.members), "")
    return _closed(setting, name, None, read, documents, docket)


def _closed(
    setting: Setting,
    name: str,
    household: str | None,
    read: _Read,
    documents: tuple[DocumentEntry, ...],
    docket: Docket,
) -> Judged:
    """What stays of a household when its views are let go."""
    return Judged(
        name,
        household,
        entries(docket.judged, setting.profile.overrides),
        documents,
        docket.ran,
        (*read.crashes, *docket.crashes),
        (law_date(read.papers, setting.profile.dossier, setting.as_of),) if read.papers else (),
        any(member.could_be_paper for member in read.members),
        read.ignored,
    )


def _read(files: Files) -> _Read:
    every = tuple(files)
    return _Read(
        tuple(file.member for file in every if file.member is not None),
        tuple(file.paper for file in every if file.paper is not None),
        tuple(f"{file.path}（{file.ignored}）" for file in every if file.member is None),
        tuple(crash for file in every for crash in file.crashes),
    )


def _judge_members(setting: Setting, members: Iterable[Member], address: Address, docket: Docket) -> None:
    """Archive rules on every file. What was named with ``--as`` and has no text leaves its paper rules undetermined."""
    standing = Standing(setting.as_of)
    for member in members:
        at = replace(address, file=member.path, document=member.taken_for)
        docket.apply(rules_on(setting.rules, "archive", setting.profile), member, at, standing)
        if setting.as_document and member.taken_for and (member.view is None or not member.view.has_text):
            for rule in rules_on(setting.rules, "paper", setting.as_document):
                docket.enter(rule, [_unread(member)], at, standing)


def _unread(member: Member) -> Check:
    if member.trouble:
        return Check(Outcome.UNDETERMINED, reason="unreadable", why=member.trouble.what)
    return Check(Outcome.UNDETERMINED, reason="scan", why="没有可以识读的文字")


def _judge_papers(setting: Setting, papers: tuple[Paper, ...], address: Address, docket: Docket) -> None:
    standing = _standing(setting, papers)
    for paper in papers:
        at = replace(address, file=paper.file, document=paper.document)
        rules = rules_on(setting.rules, "paper", paper.spec)
        docket.apply(rules, paper, at, replace(standing, ours=paper.ours, converted=paper.member.converted))


def _standing(setting: Setting, papers: tuple[Paper, ...]) -> Standing:
    """The law's day and the category of one inspection's papers."""
    category = next((value for paper in papers if (value := paper.value(_CATEGORY))), "")
    return Standing(law_date(papers, setting.profile.dossier, setting.as_of).day, category)


def _documents(dossier: Dossier) -> tuple[DocumentEntry, ...]:
    """An entry for every file of a household, at the inspection its paper belongs to."""
    inspections = {paper.file: inspection for inspection in dossier.inspections for paper in inspection.papers}
    whole = Address(unit=dossier.unit, household=dossier.household)
    return tuple(
        _document_entry(_at(whole, inspections.get(member.path)), member, dossier.papers) for member in dossier.members
    )


def _at(address: Address, inspection: Inspection | None) -> Address:
    return replace(address, inspection=inspection.name) if inspection else address


def _document_entry(address: Address, member: Member, papers: tuple[Paper, ...]) -> DocumentEntry:
    paper = next((paper for paper in papers if paper.file == member.path), None)
    pages = member.view.facts.pages if member.view else None
    at = replace(address, file=member.path, document=member.taken_for)
    if paper is None:
        return DocumentEntry(at, pages, None)
    filled = {name: reading.text for name, reading in paper.fields.items() if reading.text}
    personal = tuple(name for name in filled if paper.spec.field[name].privacy == "personal")
    return DocumentEntry(at, pages, paper.document, fields=filled, personal=personal)
