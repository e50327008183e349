"""What was judged of each household and paper → one report: law, statuses, and every list in its order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import TypeVar

from docgen.dates import format_date
from docgen.spec.model import Profile
from docgen.validators.finding import (
    Address,
    Crash,
    DocumentEntry,
    Exempt,
    Finding,
    LawUsed,
    NotDue,
    Relation,
    Report,
    Status,
    Undetermined,
)  # fmt: skip
from docgen.validators.judging.ledger import Entries
from docgen.validators.judging.verdict import status
from docgen.validators.registers import HouseholdSeen
from docgen.validators.submission.inspection import LawDate

Entry = TypeVar("Entry", Finding, Undetermined, NotDue, Exempt, Relation)


@dataclass(frozen=True, slots=True)
class Judged:
    """A household, or a single paper (``household`` None), after its rules have run: no view is kept. Shared material
    has no ``name``: it is nobody's file, and counts as none."""

    name: str
    household: str | None
    entries: Entries
    documents: tuple[DocumentEntry, ...]
    ran: Counter[str]
    crashes: tuple[Crash, ...]
    law_dates: tuple[LawDate, ...] = ()
    unread: bool = False
    ignored: tuple[str, ...] = field(default=())
    seen: HouseholdSeen | None = None

    @property
    def status(self) -> Status:
        return status(self.entries.findings, self.entries.undetermined, self.unread or bool(self.crashes))


def report(
    judged: Sequence[Judged],
    as_of: date,
    law: tuple[LawUsed, ...] = (),
    profile: str | None = None,
    titles: dict[str, str] | None = None,
) -> Report:
    """Everything judged in a run as one report, sorted by household, file, place and code."""
    return Report(
        profile=profile,
        as_of=as_of,
        law=law,
        findings=_sorted(one.entries.findings for one in judged),
        undetermined=_sorted(one.entries.undetermined for one in judged),
        not_due=_sorted(one.entries.not_due for one in judged),
        exempt=_sorted(one.entries.exempt for one in judged),
        checks=_sorted(one.entries.checks for one in judged),
        documents=tuple(sorted(chain.from_iterable(one.documents for one in judged), key=_of_document)),
        ran=dict(sorted(sum((one.ran for one in judged), Counter[str]()).items())),
        households={one.household: one.status for one in judged if one.household is not None},
        files=sum(len({entry.address.file for entry in one.documents}) for one in judged),
        crashes=tuple(crash for one in judged for crash in one.crashes),
        ignored=tuple(sorted(name for one in judged for name in one.ignored)),
        edition_date=_edition_date({law_date for one in judged for law_date in one.law_dates}),
        papers={one.name: one.status for one in judged if one.household is None and one.name and one.documents},
        titles=titles or {},
    )


def law_used(profile: Profile) -> tuple[LawUsed, ...]:
    """The law files behind a run, child first, with edition, hash and name."""
    return tuple(LawUsed(key, profile.editions[key], profile.hashes[key], profile.names[key]) for key in profile.chain)


def _sorted(groups: Iterable[tuple[Entry, ...]]) -> tuple[Entry, ...]:
    return tuple(sorted(chain.from_iterable(groups), key=_order))


def _order(entry: Finding | Undetermined | NotDue | Exempt | Relation) -> tuple[object, ...]:
    said = entry.message if isinstance(entry, Finding) else ""
    return (*_of_address(entry.address), entry.code, said)


def _of_document(entry: DocumentEntry) -> tuple[object, ...]:
    return (*_of_address(entry.address), entry.part)


def _of_address(address: Address) -> Iterator[object]:
    place = address.place
    yield from (address.unit or "", address.household or "", address.file or "")
    yield from (place.section or 0, place.page or 0, place.table or 0, place.paragraph or 0)
    yield from (place.row or 0, place.column or 0, place.role or "", place.field or "")


def _edition_date(chosen: set[LawDate]) -> str:
    """Which day chose the edition of the law: the day itself when it was one for all, else what it was."""
    if len(chosen) == 1:
        law_date = next(iter(chosen))
        return f"{law_date.chosen_by}（{format_date(law_date.day)}）"
    return "、".join(sorted({law_date.chosen_by for law_date in chosen}))
