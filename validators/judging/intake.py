"""A file as handed in → the paper it is, or the member that is none: read, told what kind it is, its fields found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import PurePosixPath

from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.spec.model import DocumentSpec, Profile
from docgen.validators.catalogue import Rule
from docgen.validators.judging.docket import Docket
from docgen.validators.paper import Member, Paper, Taken
from docgen.validators.submission.archive import Handed, PassedOver
from docgen.validators.submission.classify import classify
from docgen.validators.submission.members import member_of
from docgen.view.fields import read_fields
from docgen.view.model import DocumentView
from docgen.view.roles import assign


@dataclass(frozen=True, slots=True)
class Setting:
    """What a whole run shares. ``progress`` is told each file's name before it is read."""

    profile: Profile
    rules: Mapping[str, Rule]
    as_of: date
    as_document: DocumentSpec | None = None
    limits: Limits = DEFAULT_LIMITS
    progress: Callable[[str], None] | None = None


def take(setting: Setting, file: Handed | PassedOver) -> Taken:
    """Read one file. A bug of ours is recorded with it, and what was not read may be any paper."""
    if isinstance(file, PassedOver):
        return Taken(file.path, ignored=file.why)
    if setting.progress:
        setting.progress(file.path)
    docket = Docket()
    content = docket.done(file.path, partial(_content, setting, file))
    if isinstance(content, Paper):
        return Taken(file.path, content.member, content)
    return Taken(
        file.path,
        content or Member(file.path, 0, "unknown", could_be_paper=True),
        crashes=tuple(docket.crashes),
    )


def _content(setting: Setting, file: Handed) -> Paper | Member:
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
