"""What the judge says: a check of one thing, and the report that holds every check's outcome.

A rule yields :class:`Check`; the runner adds code and address and sorts it by outcome into the report. Nothing
here reads a file or prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from docgen.reading import Outcome
from docgen.spec.model import Clause, Severity
from docgen.view.facts import Signature
from docgen.view.model import Place

Reason = Literal["format", "scan", "unreadable", "missing", "calendar", "time", "law"]
Mendable = Literal["edit", "evidence", "no"]
Status = Literal["齐全", "有问题", "未能核对"]
PaperState = Literal["counts", "set_aside", "unfiled", "copy", "foreign"]
"""Whether a paper counts in its inspection: void or replaced, of no known inspection, a copy, another household's."""
NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison of a paper with the law, as a rule yields it.

    ``message`` is the sentence of a finding: what was found and what it should be. ``clause`` is the nearest clause
    of the law. ``severity`` is given only where the rule differs from the clause's basis (a tolerated form is a
    note). ``reason`` and ``why`` belong to UNDETERMINED, ``due`` and ``why`` to NOT_DUE, ``why`` to EXEMPT.
    ``working_days_left``: from the as-of date to ``due``, where the law counts them.
    ``inputs``, ``limit``, ``margin`` and ``evidence`` make a relation's arithmetic readable. ``file``,
    ``document`` and ``inspection`` are given only where the subject is wider than one paper, or one inspection.
    """

    outcome: Outcome
    message: str = ""
    place: Place = NOWHERE
    expected: str | None = None
    actual: str | None = None
    clause: Clause | None = None
    severity: Severity | None = None
    fix: str | None = None
    reason: Reason | None = None
    why: str = ""
    due: date | None = None
    working_days_left: int | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    limit: str | None = None
    margin: str | None = None
    evidence: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    file: str | None = None
    document: str | None = None
    inspection: str | None = None
    household: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """Whose and where: every object of a report carries one."""

    unit: str | None = None
    household: str | None = None
    inspection: str | None = None
    file: str | None = None
    document: str | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation. ``fix`` says what to do and never touches an issued paper; ``deduct`` is only a clue."""

    code: str
    severity: Severity
    address: Address
    message: str
    expected: str | None
    actual: str | None
    clause: Clause | None
    fix: str
    mendable: Mendable
    deduct: Mapping[str, object] | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undetermined:
    """What could not be told, and why; it is counted and said, and is never a fault."""

    code: str
    address: Address
    reason: Reason
    why: str


@dataclass(frozen=True, slots=True)
class NotDue:
    """What need not be done yet; ``due`` is the last day for it, where one is known."""

    code: str
    address: Address
    due: date | None
    why: str
    working_days_left: int | None = None


@dataclass(frozen=True, slots=True)
class Exempt:
    code: str
    address: Address
    why: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation rule's whole arithmetic (DOS, DAT, AGR, ROS, SEA), passes too."""

    code: str
    address: Address
    outcome: Outcome
    inputs: Mapping[str, str]
    limit: str | None
    margin: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One paper of the submission, or a file that holds none (``document`` None: unrecognised or unread).

    ``part`` is which paper of its file it is, from 1; ``why`` by what it was recognised or what is missing, and
    ``runner_up`` which kind came next. ``state`` is whether it counts, ``remark`` the sentence for that. ``twins`` are
    the other files of the same paper, ``signatures`` the digital ones of its file; ``personal`` names those of its
    fields that are masked in every output. ``converted``: what was judged is the .docx another program made of it.
    """

    address: Address
    pages: int | None
    document: str | None
    twins: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    personal: tuple[str, ...] = ()
    part: int = 1
    why: str = ""
    runner_up: str = ""
    state: PaperState = "counts"
    remark: str = ""
    signatures: tuple[Signature, ...] = ()
    converted: bool = False


@dataclass(frozen=True, slots=True)
class LawUsed:
    key: str
    edition: str
    sha256: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Crash:
    """A bug of ours met while judging one file: its traceback; the run went on and ends with exit 2."""

    file: str
    traceback: str


@dataclass(frozen=True, slots=True)
class Report:
    """Every outcome of a run, sorted by household, file, place and code. Values only; the reports print them.

    ``households`` maps each household to its status, ``papers`` each single paper's file. ``ran`` counts the subjects
    each code was applied to. ``edition_date`` says which date chose the edition of the law. ``ignored`` names what was
    passed over (a ``docgen.toml`` inside the submission), ``titles`` the documents' titles by key.
    """

    profile: str | None
    as_of: date
    law: tuple[LawUsed, ...]
    findings: tuple[Finding, ...]
    undetermined: tuple[Undetermined, ...]
    not_due: tuple[NotDue, ...]
    exempt: tuple[Exempt, ...]
    checks: tuple[Relation, ...]
    documents: tuple[DocumentEntry, ...]
    ran: Mapping[str, int]
    households: Mapping[str, Status]
    files: int
    crashes: tuple[Crash, ...] = ()
    ignored: tuple[str, ...] = ()
    edition_date: str = ""
    papers: Mapping[str, Status] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    def count(self, severity: Severity) -> int:
        return sum(finding.severity == severity for finding in self.findings)
