"""The law as values: what a law file may say, and nothing else.

Every model is frozen and refuses unknown keys. The vocabulary is the one of ``templates/README.md``; the written
forms (``"exactly 22pt"``, ``text matching "…"``) are the types of :mod:`docgen.spec.values`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from docgen.spec.datum import Datum
from docgen.spec.dossier import Agree, DossierLaw, RequiredIf, Stage
from docgen.spec.law import Law
from docgen.spec.rosters import RosterLaw
from docgen.spec.rubric import Rubric
from docgen.spec.times import Deadline
from docgen.spec.values import (
    AmountText,
    ColourText,
    DecimalText,
    FindText,
    LineText,
    PageForm,
    RuleCode,
    Sentences,
    TableNumber,
    Texts,
)
from docgen.spec.workbook import WorkbookLaw
from docgen.working_days import WorkCalendar

Basis = Literal["authority", "standard", "house"]
Severity = Literal["error", "warning", "note"]
Side = Literal["top", "bottom", "left", "right"]
Across = Literal["left", "center", "right"]
SIDES: tuple[Side, ...] = ("top", "bottom", "left", "right")


class Conflict(Law):
    """A rule above this clause that may forbid applying it; ``park`` lists it for decision, never counts it."""

    with_: str = Field(alias="with")
    from_: date = Field(alias="from")
    effect: Literal["park"] = "park"


class Period(Law):
    """In force from one day to another, both included; None: open."""

    from_: date | None = Field(None, alias="from")
    to: date | None = None


class Applies(Law):
    """Where a clause applies; outside it there is a note, never a finding."""

    category: Texts = ()
    target: Texts = ()


class Deduction(Law):
    """Points off per unit, as the source states them; ``points`` is a decimal in the source's own digits."""

    points: DecimalText
    per: str


class Clause(Law):
    """One sentence of a source, verbatim and whole."""

    key: str
    sentence: str
    source: str
    edition: str
    basis: Basis
    rubric: str | None = None
    deduct: Deduction | None = None
    applies: Applies | None = None
    effective: Period | None = None
    conflict: Conflict | None = None
    doubt: Literal["favour", "strict"] | None = None
    note: str | None = None


class Format(Law):
    """A part-spec of how text looks. What is None the law leaves free."""

    font: Texts = ()
    latin: Texts = ()
    size: AmountText | None = None
    bold: bool | None = None
    colour: ColourText | None = None
    line: LineText | None = None
    before: AmountText | None = None
    after: AmountText | None = None
    align: str | None = None
    indent: AmountText | None = None
    first_line: AmountText | None = None
    character_spacing: AmountText | None = None
    border: Literal["none", "single", "double"] | None = None
    keep: Literal["with_next", "together"] | None = None


class Role(Format):
    """A part of a paper, what it is called (``label``), how it is found and how it must look."""

    find: FindText
    label: str | None = None
    clause: str | None = None
    also: tuple[Format, ...] = ()
    tolerated: tuple[Format, ...] = ()
    reading: str | None = None
    optional: bool = False


class Grid(Law):
    lines: int | None = None
    characters: int | None = None
    clause: str | None = None


class PageNumber(Law):
    """``form`` is the written pattern with ``{page}`` and ``{pages}``, such as ``— {page} —``; ``odd`` and ``even``
    say on which side it stands on such pages, ``first`` whether the first page bears one."""

    form: PageForm
    odd: Across | None = None
    even: Across | None = None
    first: bool = True
    clause: str | None = None


class Page(Law):
    paper: str | None = None
    orientation: Literal["portrait", "landscape"] | None = None
    margin: dict[Side, AmountText] = Field(default_factory=dict)
    header: AmountText | None = None
    footer: AmountText | None = None
    gutter: AmountText | None = None
    grid: Grid | None = None
    page_number: PageNumber | None = None
    different_first: bool | None = None
    odd_even: bool | None = None
    clause: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _four_sides(cls, value: Any) -> Any:
        """``margin = "2.7cm"`` means all four sides."""
        if isinstance(value, dict) and "margin" in value and not isinstance(value["margin"], dict):
            return {**value, "margin": dict.fromkeys(SIDES, value["margin"])}
        return value


class TableLaw(Law):
    """The columns of the n-th table, in order, white space ignored; more only with ``extra``."""

    columns: Texts
    extra: bool = False
    clause: str | None = None


class FieldLaw(Datum):
    """One datum of a paper. ``where`` is a find expression; a regex group named ``value`` in it cuts the value out.
    ``asked``: needed to make the paper from our template, while a submission without it lacks nothing.
    ``columns``: the data of each entry of ``items`` that are rows. ``grid``: what stands beside each entry where the
    paper lists them in a table, while the data may be plain text; the entry itself comes first. ``block``: the field
    whose label heads the part of a form this one belongs to, where other parts use the same words. ``said``: sentences
    a paper without the label says it in, each with a group ``value``. ``not_before``: the field whose time this one is
    no earlier than."""

    required_if: RequiredIf | None = None
    asked: bool = False
    where: FindText | None = None
    said: Sentences = ()
    block: str | None = None
    not_before: str | None = None
    filled: Literal["by hand"] | None = None
    due: Stage = "made"
    columns: dict[str, Datum] = Field(default_factory=dict)
    grid: dict[str, Datum] = Field(default_factory=dict)

    @property
    def entry(self) -> Mapping[str, Datum]:
        """What an entry that is a table row holds, by name; empty where the law says nothing of rows."""
        return self.columns or self.grid


class Signature(Law):
    """A place somebody signs or seals; a refusal told in the field ``refused`` takes the signature's place."""

    who: str
    count: int = 1
    kind: Literal["签字", "盖章", "签字或盖章"] = "签字"
    due: Stage = "made"
    refused: str | None = None
    clause: str | None = None


class Identify(Law):
    """How a submitted file is recognised: every mark must be there, white space and width ignored."""

    title: Texts = ()
    contains: Texts = ()
    lacks: Texts = ()


class DocumentLaw(Law):
    """What a spec.toml says of one kind of paper.

    ``register`` names the field whose entries the paper lists: one sheet of data gives one paper, a row an entry.
    ``published``: made for the public, with personal data masked. ``parts``: the roles of an official document in the
    order they stand on it. ``roster``: what a list of targets, inspectors or items must hold.
    """

    title: str
    clause: str
    file: str | None = None
    copies: int = 1
    register_: str | None = Field(None, alias="register")
    published: bool = False
    parts: Texts = ()
    identify: Identify
    page: Page = Page()
    role: dict[str, Role] = Field(default_factory=dict)
    table: dict[TableNumber, TableLaw] = Field(default_factory=dict)
    field: dict[str, FieldLaw] = Field(default_factory=dict)
    signature: tuple[Signature, ...] = ()
    agree: tuple[Agree, ...] = ()
    deadline: tuple[Deadline, ...] = ()
    roster: RosterLaw | None = None

    @model_validator(mode="after")
    def _roster_of_its_own_columns(self) -> DocumentLaw:
        columns = self.field[self.register_].columns if self.register_ in self.field else {}
        roster = self.roster or RosterLaw()
        unknown = [name for name in roster.named() if name not in columns]
        unknown += [name for name in roster.dated() if name not in self.field]
        if unknown:
            raise ValueError(f"roster 中写的 {'、'.join(unknown)} 不是本文书的栏目")
        return self

    @property
    def document_numbers(self) -> tuple[str, ...]:
        """The fields that hold the number of an official document (发文字号)."""
        return tuple(name for name, field in self.field.items() if field.type == "document_number")


class DocumentSpec(DocumentLaw):
    """The law for one kind of paper, with its clauses resolved and its folder."""

    key: str
    profile: str
    clauses: dict[str, Clause]
    rubric: Rubric | None = None
    folder: Path

    @property
    def name(self) -> str:
        return self.key.split("/")[-1]

    @property
    def template(self) -> Path:
        return self.folder / "template.docx"

    @property
    def sample(self) -> Path:
        return self.folder / "sample.toml"

    def clause_of(self, *nearest: str | None) -> Clause:
        """The clause of the first of ``nearest`` that names one, else the document's own."""
        return self.clauses[next((key for key in nearest if key), self.clause)]


class Override(Law):
    """A profile's own severity for a rule, with the reason why."""

    code: RuleCode
    severity: Severity
    reason: str


class Profile(Law):
    """One jurisdiction: its documents (own and inherited), clauses and dossier law. ``chain`` is child first;
    ``hashes``, ``editions`` and ``names`` are those of each link."""

    key: str
    name: str
    edition: str
    extends: str | None = None
    weight: str | None = None
    chain: tuple[str, ...]
    documents: dict[str, DocumentSpec]
    clauses: dict[str, Clause]
    dossier: DossierLaw = DossierLaw()
    workbook: WorkbookLaw = WorkbookLaw()
    calendar: WorkCalendar = WorkCalendar()
    overrides: tuple[Override, ...] = ()
    hashes: dict[str, str]
    editions: dict[str, str]
    names: dict[str, str]

    def document(self, name: str) -> DocumentSpec | None:
        """By full key (``changchun/rubric_sheet``) or by bare name; the child's wins."""
        if name in self.documents:
            return self.documents[name]
        return next((spec for spec in self.documents.values() if spec.name == name), None)
