"""One household, or one single paper, judged: its files read one at a time, then every rule that applies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.reading import Outcome
from docgen.spec.model import DocumentSpec, Profile
from docgen.validators.archive import Handed, PassedOver
from docgen.validators.assembly import Judged
from docgen.validators.catalogue import Rule
from docgen.validators.classify import classify
from docgen.validators.docket import Docket, rules_on
from docgen.validators.finding import Address, Check, DocumentEntry
from docgen.validators.inspection import dossier_of, law_date, with_stages
from docgen.validators.ledger import Standing, entries
from docgen.validators.members import member_of
from docgen.validators.paper import Dossier, Inspection, Member, Paper
from docgen.view.fields import read_fields
from docgen.view.model import DocumentView
from docgen.view.roles import assign

_CATEGORY: Final = "category"

Files = Iterable[Handed | PassedOver]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a whole run shares. ``progress`` is told each file's name before it is read."""

    profile: Profile
    rules: Mapping[str, Rule]
    as_of: date
    as_document: DocumentSpec | None = None
    limits: Limits = DEFAULT_LIMITS
    progress: Callable[[str], None] | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """The files of a household or a single paper, read."""

    members: tuple[Member, ...]
    papers: tuple[Paper, ...]
    ignored: tuple[str, ...]


def judged_household(setting: Setting, household: str, files: Files) -> Judged:
    """A household's file: its members, its papers, its inspection, and the whole."""
    docket = Docket()
    read = _read(setting, files, docket)
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
    read = _read(setting, files, docket)
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
        tuple(docket.crashes),
        (law_date(read.papers, setting.profile.dossier, setting.as_of),) if read.papers else (),
        any(member.could_be_paper for member in read.members),
        read.ignored,
    )


def _read(setting: Setting, files: Files, docket: Docket) -> _Read:
    """Every file read, one file's bytes at a time."""
    members: list[Member] = []
    papers: list[Paper] = []
    ignored: list[str] = []
    for file in files:
        if isinstance(file, PassedOver):
            ignored.append(f"{file.path}（{file.why}）")
            continue
        if setting.progress:
            setting.progress(file.path)
        taken = docket.done(file.path, partial(_taken, setting, file))
        if isinstance(taken, Paper):
            papers.append(taken)
            members.append(taken.member)
        else:
            members.append(taken or Member(file.path, 0, "unknown", could_be_paper=True))
    return _Read(tuple(members), tuple(papers), tuple(ignored))


def _taken(setting: Setting, file: Handed) -> Paper | Member:
    """A file as the paper it is, or as a member that is none."""
    member = member_of(file, setting.limits)
    if member.view is None or not member.view.has_text:
        return replace(member, taken_for=setting.as_document.key) if setting.as_document else member
    if setting.as_document:
        return _paper(setting, member, member.view, setting.as_document, "由使用者指定", ours=True)
    spec, why, _, resembles = classify(member.view, setting.profile, PurePosixPath(member.path).name)
    if spec is None:
        return replace(member, unrecognised=why, resembles=resembles)
    ours = member.view.facts.mark == spec.key
    return _paper(setting, replace(member, resembles=resembles), member.view, spec, why, ours=ours)


def _paper(setting: Setting, member: Member, view: DocumentView, spec: DocumentSpec, why: str, *, ours: bool) -> Paper:
    return Paper(
        spec,
        replace(member, taken_for=spec.key),
        view,
        assign(view, spec),
        read_fields(view, spec),
        setting.as_of,
        ours=ours,
        why=why,
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
        docket.apply(rules, paper, at, replace(standing, ours=paper.ours))


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
