"""The ladder of a submission as values: member, paper, inspection, dossier.

A member is a file of the archive; a paper is what a member holds; an inspection is the papers of one inspection of
one household; a dossier is a household's whole file. Rules see only these values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from docgen.errors import Unreadable
from docgen.spec.dossier import STAGES, Stage
from docgen.spec.model import DocumentSpec, Profile
from docgen.validators.finding import NOWHERE, Crash
from docgen.validators.registers import Register, RegisterRow, Rosters
from docgen.view.fields import FieldReading
from docgen.view.model import DocumentView, Place
from docgen.view.roles import Roles


@dataclass(frozen=True, slots=True)
class Told:
    """What a file, or one part of it, was taken for: the document's key (None: none), by what or what is missing, which
    other kind came next, and where the part begins."""

    document: str | None
    why: str
    runner_up: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Member:
    """A file as handed in. ``path`` is the report's file name (from the PATH argument's own name on, ``/``
    everywhere, ``外.zip!/内.docx``); ``kind`` what its content is; ``trouble`` why it could not be read.

    ``evidence``: a photo, screenshot or video, which is never “unsupported”. ``could_be_paper``: an unread page
    that may be any missing paper (scan, picture of a page, encrypted or broken file). ``taken_for`` is the document
    it was recognised as; ``unrecognised`` says of a text that was read why it was none, ``resembles`` which documents
    it may be after all, or hold beside the one it was recognised as. ``alone``: handed in as a single paper.
    ``converted``: read from the .docx another program made of it. ``law``: of a file without text, that of the paper it
    is by what it is called.
    """

    path: str
    size: int
    kind: str
    view: DocumentView | None = None
    trouble: Unreadable | None = None
    evidence: bool = False
    could_be_paper: bool = False
    taken_for: str | None = None
    unrecognised: str = ""
    resembles: tuple[str, ...] = ()
    alone: bool = False
    told: tuple[Told, ...] = ()
    misnamed: str = ""
    twin_of: str = ""
    converted: bool = False
    law: DocumentSpec | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was recognised, whole or as a part of a member. ``ours``: made from our template, or taken for it
    by ``--as`` or by ``template check``, so that house format applies. ``stages``: those its inspection has reached.

    ``part`` is which of the papers of its member it is, counted from 1; its view is that part alone, with the places
    of the whole file. ``twins`` are the other files of the same paper: a signed scan beside the editable copy, or the
    copy beside its print; a fact is read from the one that has text. ``signed``: a copy that was signed or sealed was
    handed in, so that an empty place for writing by hand is empty indeed, unless ``hand_unread``. ``corrected`` says
    which of its fields count as a correction notice put them right.
    """

    spec: DocumentSpec
    member: Member
    view: DocumentView
    roles: Roles
    fields: Mapping[str, FieldReading]
    as_of: date
    ours: bool = False
    is_template: bool = False
    stages: frozenset[Stage] = frozenset({"made"})
    why: str = ""
    part: int = 1
    twins: tuple[Member, ...] = ()
    signed: bool = False
    corrected: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return self.member.path

    @property
    def document(self) -> str:
        return self.spec.key

    @property
    def hand_unread(self) -> bool:
        """Whether a copy of it is a scan, so that what was written by hand on it cannot be read (reason ``scan``)."""
        return any(twin.view is None or not twin.view.has_text for twin in self.twins)

    def value(self, name: str) -> str:
        """The text read for a field, or an empty string."""
        reading = self.fields.get(name)
        return reading.text if reading else ""

    def quoted(self, name: str, text: str | None = None) -> str:
        """“《登记表》“检查结果”栏：无法联系”: a field and what it says, or this part of it."""
        said = self.value(name) if text is None else text
        return f"《{self.spec.title}》“{self.spec.field[name].label[0]}”栏：{said}"


@dataclass(frozen=True, slots=True)
class Taken:
    """A file of a submission as it was read: a member, and the papers it holds. Without a member it was passed over,
    for the reason ``ignored``. ``crashes`` are bugs of ours met in reading it."""

    path: str
    member: Member | None = None
    papers: tuple[Paper, ...] = ()
    ignored: str = ""
    crashes: tuple[Crash, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """A paper that no longer counts, and the reason: declared void, corrected or replaced by ``by``."""

    paper: Paper
    why: str
    by: Paper | None = None


@dataclass(frozen=True, slots=True)
class Doubled:
    """A paper whose content was filed as another paper too: in this other ``file``, and ``where`` that lies."""

    paper: Paper
    file: str
    where: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """The papers of one inspection that count; ``stages`` are those reached on ``as_of``, with what shows it.

    ``members`` are all the files searched for its papers; ``unread`` those that may hold one and could not be told.
    ``shared`` are papers kept once for many households (leaflet, its register, approval), ``unreached`` those of them
    that did not reach this one, by their own register, and ``set_aside`` papers of this inspection that were declared
    void, corrected or replaced: none is among ``papers``. ``loose`` are papers in the household's file that no
    inspection could be told for, or that name another household: each may be this one's after all, so that no paper of
    its kind is missing for certain.
    ``rosters`` and ``register_row``: the rosters of inspectors and the household's row on the register that were handed
    over beside the dossiers.
    """

    name: str | None
    papers: tuple[Paper, ...]
    profile: Profile
    as_of: date
    stages: Mapping[Stage, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    shared: tuple[Paper, ...] = ()
    unreached: tuple[Paper, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    loose: tuple[Paper, ...] = ()
    rosters: Rosters | None = None
    register_row: RegisterRow | None = None

    def of(self, document: str) -> tuple[Paper, ...]:
        """The papers of one kind, by full key or bare name."""
        return tuple(p for p in self.papers if document in (p.spec.key, p.spec.name))

    def reached(self, stage: Stage) -> bool:
        """Whether this stage, or a later one, is shown to have come."""
        return any(STAGES.index(shown) >= STAGES.index(stage) for shown in self.stages)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A household's file: its papers by inspection, and every member, read or not. ``unfiled`` are papers that no
    inspection could be told for (未归入); ``copies`` the other copies of papers that are twins, which do not count.
    ``doubled`` are papers whose content was filed as another paper too.
    """

    household: str
    members: tuple[Member, ...]
    papers: tuple[Paper, ...]
    inspections: tuple[Inspection, ...]
    profile: Profile
    as_of: date
    unit: str | None = None
    unrecognised: tuple[Member, ...] = ()
    unfiled: tuple[Paper, ...] = ()
    copies: tuple[Paper, ...] = ()
    doubled: tuple[Doubled, ...] = ()
    register: Register | None = None
    register_row: RegisterRow | None = None

    @property
    def unread(self) -> tuple[Member, ...]:
        """Members that could be a paper but were not read."""
        return tuple(member for member in self.members if member.could_be_paper)


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """What the maker found out about a template; the judge draws the conclusions.

    ``placeholders`` are the names the template asks for; ``stamp_changes`` what ``template stamp`` would change;
    ``sample_troubles`` the sentences of a sample that could not be made, printed or read back clean;
    ``sample_view`` the paper made from the sample.
    """

    placeholders: tuple[str, ...]
    stamp_changes: tuple[str, ...]
    sample_troubles: tuple[str, ...]
    sample_view: DocumentView | None = None


@dataclass(frozen=True, slots=True)
class TemplateSubject:
    """A template before the law: its spec, its view and roles, and what the maker found out."""

    spec: DocumentSpec
    view: DocumentView
    roles: Roles
    facts: TemplateFacts
