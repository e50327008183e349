"""One household, or one single paper, judged by every rule that applies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from docgen.reading import Outcome
from docgen.validators.finding import Address, Check, Crash, DocumentEntry
from docgen.validators.judging.assembly import Judged
from docgen.validators.judging.docket import Docket, rules_on
from docgen.validators.judging.documents import documents_alone, documents_of
from docgen.validators.judging.intake import Setting
from docgen.validators.judging.ledger import FORMAT_FAMILIES, Standing, entries
from docgen.validators.paper import Member, Paper, Taken
from docgen.validators.submission.beside import seen_of, with_registers
from docgen.validators.submission.dossier import Common, dossier_of
from docgen.validators.submission.doubles import Contents, doubled_within
from docgen.validators.submission.endings import ended
from docgen.validators.submission.inspection import law_date, with_stages
from docgen.validators.submission.scans import as_picture

_CATEGORY: Final = "category"

Files = Iterable[Taken]


@dataclass(frozen=True, slots=True)
class _Read:
    """The files of a household or a single paper, read."""

    members: tuple[Member, ...]
    papers: tuple[Paper, ...]
    ignored: tuple[str, ...]
    crashes: tuple[Crash, ...]


def judged_household(setting: Setting, household: str, files: Files, common: Common, contents: Contents) -> Judged:
    """A household's file: its members, its papers, its inspections, and the whole. ``contents`` remembers what the
    papers of one household say for the next."""
    docket = Docket()
    read = _read(files)
    dossier = dossier_of(household, read.members, read.papers, setting.profile, setting.as_of, common)
    doubled = (*doubled_within(dossier.papers, dossier.copies), *contents.doubled(household, dossier.papers))
    dossier = replace(dossier, doubled=doubled)
    dossier = with_registers(dossier, setting.rosters, setting.register)
    law = setting.profile.dossier
    whole = Address(household=household)
    read = replace(read, members=dossier.members)
    _judge_members(setting, dossier.members, whole, docket)
    for inspection in dossier.inspections:
        address = replace(whole, inspection=inspection.name)
        standing = _standing(setting, inspection.papers)
        _judge_papers(setting, inspection.papers, address, docket)
        docket.apply(rules_on(setting.rules, "inspection", law), inspection, address, standing)
    filed = {id(paper) for inspection in dossier.inspections for paper in inspection.papers}
    _judge_papers(setting, tuple(paper for paper in dossier.papers if id(paper) not in filed), whole, docket)
    _judge_papers(setting, dossier.copies, whole, docket, only=FORMAT_FAMILIES)
    docket.apply(rules_on(setting.rules, "household", law), dossier, whole, _standing(setting, dossier.papers))
    judged = _closed(setting, household, household, read, documents_of(dossier), docket)
    return replace(judged, seen=seen_of(dossier))


def judged_common(setting: Setting, files: Files) -> Judged:
    """The files of a folder of shared material, judged once: what they are and their own rules."""
    docket = Docket()
    read = _read(files)
    papers = with_stages(read.papers, setting.profile.dossier, setting.as_of)
    _judge_members(setting, read.members, Address(), docket)
    _judge_papers(setting, papers, Address(), docket)
    return _closed(setting, "", None, read, documents_alone(read.members, papers), docket)


def judged_paper(setting: Setting, files: Files) -> Judged:
    """A single file: only archive and paper rules run."""
    docket = Docket()
    read = _read(files)
    read = replace(read, members=tuple(replace(member, alone=True) for member in read.members))
    papers = with_stages(read.papers, setting.profile.dossier, setting.as_of)
    _judge_members(setting, read.members, Address(), docket)
    _judge_papers(setting, papers, Address(), docket)
    documents = documents_alone(read.members, papers)
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
        tuple(paper for file in every for paper in file.papers),
        tuple(f"{file.path}（{file.ignored}）" for file in every if file.member is None),
        tuple(crash for file in every for crash in file.crashes),
    )


def _judge_members(setting: Setting, members: Iterable[Member], address: Address, docket: Docket) -> None:
    """Archive rules on every file. Of one without text what needs none is judged; where it was named with ``--as``, its
    other rules are undetermined."""
    standing = Standing(setting.as_of)
    for member in members:
        at = replace(address, file=member.path, document=member.taken_for)
        docket.apply(rules_on(setting.rules, "archive", setting.profile), member, at, standing)
        picture = as_picture(member, setting.profile, setting.as_of, ours=setting.as_document is not None)
        if picture is not None:
            rules = (rule for rule in rules_on(setting.rules, "paper", picture.spec) if rule.of_pictures)
            named = replace(at, document=member.law.key if member.law else None)
            docket.apply(rules, picture, named, replace(standing, ours=picture.ours))
        if setting.as_document and member.taken_for and (member.view is None or not member.view.has_text):
            for rule in rules_on(setting.rules, "paper", setting.as_document):
                if picture is None or not rule.of_pictures:
                    docket.enter(rule, [_unread(member)], at, standing)


def _unread(member: Member) -> Check:
    if member.trouble:
        return Check(Outcome.UNDETERMINED, reason="unreadable", why=member.trouble.what)
    return Check(Outcome.UNDETERMINED, reason="scan", why="没有可以识读的文字")


def _judge_papers(
    setting: Setting, papers: tuple[Paper, ...], address: Address, docket: Docket, only: tuple[str, ...] = ()
) -> None:
    """Paper rules on every paper; of the further copies of one only those of how it looks, which no sheet has."""
    standing = _standing(setting, papers)
    for paper in papers:
        at = replace(address, file=paper.file, document=paper.document)
        never = FORMAT_FAMILIES if paper.view.facts.kind == "sheet" else ()
        every = (one for one in rules_on(setting.rules, "paper", paper.spec) if one.family not in never)
        rules = (one for one in every if not only or one.family in only)
        docket.apply(rules, paper, at, replace(standing, ours=paper.ours))


def _standing(setting: Setting, papers: tuple[Paper, ...]) -> Standing:
    """The law's day and the category of one inspection's papers."""
    category = next((value for paper in papers if (value := paper.value(_CATEGORY))), "")
    ending = ended(papers, setting.profile.dossier)
    day = law_date(papers, setting.profile.dossier, setting.as_of).day
    converted = frozenset(paper.file for paper in papers if paper.member.converted)
    return Standing(day, category, converted=converted, waived=ending.waived if ending else {})
