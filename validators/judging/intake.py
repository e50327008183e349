"""A file as handed in → the paper it is, or the member that is none: read, told what kind it is, its fields found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import PurePosixPath
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.spec.model import DocumentSpec, Profile
from docgen.validators.catalogue import Rule
from docgen.validators.judging.docket import Docket
from docgen.validators.paper import Member, Paper, Taken
from docgen.validators.submission.archive import Handed, PassedOver
from docgen.validators.submission.classify import classify
from docgen.validators.submission.members import Converts, member_of
from docgen.view.fields import read_fields
from docgen.view.kinds import CONVERTED, sniff
from docgen.view.model import DocumentView
from docgen.view.roles import assign

_AT_ONCE: Final = 20
"""How many files are held at a time to be converted together."""


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


def converted_ahead(setting: Setting, files: Iterable[Handed | PassedOver]) -> Iterator[Handed | PassedOver]:
    """The same files, those of other word processors converted many at a time before they are read."""
    converter, rest = setting.converter, iter(files)
    if converter is None:
        yield from rest
        return
    while window := list(islice(rest, _AT_ONCE)):
        converter.prepare(filter(None, map(_convertible, window)))
        yield from window
        converter.forget()


def _convertible(file: Handed | PassedOver) -> tuple[bytes, str] | None:
    """A file's bytes and kind, where another program makes a .docx of it."""
    if isinstance(file, PassedOver) or isinstance(file.content, Unreadable):
        return None
    kind = sniff(file.content, PurePosixPath(file.path).name)
    return (file.content, kind) if kind in CONVERTED else None


def _content(setting: Setting, file: Handed) -> Paper | Member:
    member = member_of(file, setting.limits, setting.converter)
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
