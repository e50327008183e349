"""A file as handed in, read: the papers it holds, or why there are none."""

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
from docgen.validators.judging.papers import held, parts_in
from docgen.validators.paper import Member, Taken
from docgen.validators.registers import Register, Rosters
from docgen.validators.submission.archive import Handed, PassedOver
from docgen.validators.submission.classify import Classification
from docgen.validators.submission.members import Converts, member_of
from docgen.view.kinds import CONVERTED, sniff

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
    rosters: Rosters | None = None
    register: Register | None = None


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


def _read(setting: Setting, file: Handed) -> Taken:
    member, named = member_of(file, setting.limits, setting.converter), setting.as_document
    if member.view is None or not member.view.has_text:
        return Taken(file.path, replace(member, taken_for=named.key) if named else member)
    told = Classification(named, "由使用者指定", named) if named else None
    parts = [(member.view, told)] if told else parts_in(file, member.view, setting.profile, setting.limits)
    return held(member, parts, setting.profile, setting.as_of, ours=told is not None)
