"""A file as handed in, read: the papers it holds, or why there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.spec.model import DocumentSpec, Profile
from docgen.validators.catalogue import Rule
from docgen.validators.judging.docket import Docket
from docgen.validators.judging.papers import held, parts_in
from docgen.validators.paper import Member, Taken
from docgen.validators.registers import Register, Rosters
from docgen.validators.submission.archive import Handed, PassedOver
from docgen.validators.submission.classify import Classification
from docgen.validators.submission.conversion import Converts
from docgen.validators.submission.members import member_of
from docgen.validators.submission.scans import named_law
from docgen.view.pages.scans import ScanReader


@dataclass(frozen=True, slots=True)
class Setting:
    """What a whole run shares. ``progress`` is told each file's name before it is read; ``converter``
    makes papers of other word processors into .docx."""

    profile: Profile
    rules: Mapping[str, Rule]
    as_of: date
    as_document: DocumentSpec | None = None
    limits: Limits = DEFAULT_LIMITS
    progress: Callable[[str], None] | None = None
    converter: Converts | None = None
    rosters: Rosters | None = None
    register: Register | None = None
    read_scan: ScanReader | None = None


def take(setting: Setting, file: Handed | PassedOver) -> Taken:
    """Read one file. A bug of ours is recorded with it, and what was not read may be any paper."""
    if isinstance(file, PassedOver):
        return Taken(file.path, ignored=file.why)
    if setting.progress:
        setting.progress(file.path)
    docket = Docket()
    taken = docket.done(file.path, partial(_read, setting, file))
    unread = Member(file.path, 0, "unknown", could_be_paper=True)
    return taken or Taken(file.path, unread, crashes=tuple(docket.crashes))


def _read(setting: Setting, file: Handed) -> Taken:
    member = member_of(file, setting.limits, setting.converter, setting.read_scan)
    named = setting.as_document
    if member.view is None or not member.view.has_text:
        law = named or named_law(file.path, setting.profile)
        return Taken(file.path, replace(member, taken_for=named.key if named else None, law=law))
    told = Classification(named, "由使用者指定", named) if named else None
    parts = (
        [(member.view, told)]
        if told
        else parts_in(file, member.view, setting.profile, setting.limits, setting.read_scan)
    )
    return held(member, parts, setting.profile, setting.as_of, ours=told is not None)
