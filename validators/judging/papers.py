"""The papers of one file: cut where another begins, each told what kind it is, its roles and fields found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from docgen.limits import Limits
from docgen.spec.model import DocumentSpec, Profile
from docgen.validators.paper import Member, Paper, Taken, Told
from docgen.validators.submission.archive import Handed
from docgen.validators.submission.classify import Classification, classify, named_kinds
from docgen.validators.submission.columns import classify_sheet, sheets_of
from docgen.validators.submission.split import parts_of, starts_in
from docgen.validators.submission.twins import is_signed
from docgen.view import read_document
from docgen.view.fields import read_fields
from docgen.view.model import DocumentView
from docgen.view.pages.scans import ScanReader
from docgen.view.roles import assign

Part = tuple[DocumentView, Classification]


def parts_in(
    file: Handed, view: DocumentView, profile: Profile, limits: Limits, read_scan: ScanReader | None = None
) -> list[Part]:
    """The papers of a file and what each was taken for. A print of several is read once more, so that no table or
    margin reaches from one to the next."""
    name = PurePosixPath(file.path).name
    if view.facts.kind == "sheet":
        return [(sheet, classify_sheet(sheet, profile, name)) for sheet in sheets_of(view)]
    starts = starts_in(view, profile)
    pages = [start.page for start in starts if start.page is not None]
    if pages and view.facts.is_print and isinstance(file.content, bytes):
        view = read_document(file.content, name, limits, pages, read_scan)
        starts = starts_in(view, profile)
    return [(part, classify(part, profile, name)) for part in parts_of(view, starts)]


def held(member: Member, parts: Sequence[Part], profile: Profile, as_of: date, *, ours: bool = False) -> Taken:
    """A file with the papers it holds and the record of what each part was taken for."""
    known = {told.document.key: told.document for _, told in parts if told.document}
    member = replace(
        member,
        taken_for=next(iter(known), None),
        unrecognised="" if known else "；".join(told.why for _, told in parts),
        resembles=tuple(dict.fromkeys(key for _, told in parts for key in told.resembles)),
        told=tuple(_told(view, told) for view, told in parts),
        misnamed="" if ours else _misnamed(member, known.values(), profile),
    )
    papers = (
        _paper(member, view, told, number, as_of, ours=ours)
        for number, (view, told) in enumerate(parts, start=1)
        if told.document
    )
    return Taken(member.path, member, tuple(papers))


def _told(view: DocumentView, told: Classification) -> Told:
    return Told(told.document.key if told.document else None, told.why, told.runner_up, view.blocks[0].place)


def _misnamed(member: Member, held: Collection[DocumentSpec], profile: Profile) -> str:
    """What the name says and what the file holds, where the name names papers and none of them is there."""
    named = named_kinds(PurePosixPath(member.path).name, profile)
    if not held or not named or {spec.key for spec in held} & {spec.key for spec in named}:
        return ""
    said, found = ("、".join(f"《{spec.title}》" for spec in specs) for specs in (named, held))
    return f"文件名称为{said}，内容是{found}"


def _paper(member: Member, view: DocumentView, told: Classification, part: int, as_of: date, *, ours: bool) -> Paper:
    spec = told.document
    assert spec is not None
    fields = read_fields(view, spec)
    mark = member.view.facts.mark if member.view else None
    return Paper(
        spec,
        replace(member, taken_for=spec.key),
        view,
        assign(view, spec),
        fields,
        as_of,
        ours=ours or mark == spec.key,
        why=told.why,
        part=part,
        signed=is_signed(view, spec, fields),
    )
