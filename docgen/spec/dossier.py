"""What one inspection of one household must hold, as values: ``dossier.toml``."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, model_validator

from docgen.spec.copies import Copies, Withdrawn
from docgen.spec.law import Law
from docgen.spec.times import About, Interval, Planned
from docgen.spec.values import Names, RegularText, RuleCode, SpanText, Texts
from docgen.wording import alike, squeezed

Stage = Literal["made", "delivered", "inspected", "fed_back", "filed"]
STAGES: tuple[Stage, ...] = ("made", "delivered", "inspected", "fed_back", "filed")


class RequiredIf(Law):
    """Required when another field of the paper has one of these values (any value when ``is_`` is empty)."""

    field: str
    is_: Texts = Field((), alias="is")

    def met_by(self, text: str) -> bool:
        """Whether a value of the field asks for it; of several values (``；`` or lines) one is enough."""
        wanted = {squeezed(value) for value in self.is_}
        given = {squeezed(part) for part in (text, *re.split(r"[；;\n]", text))} - {""}
        return bool(given & wanted) if wanted else bool(given)


class Condition(Law):
    """What papers say: one of ``field`` (or, in the rows of a list, the ``column`` of that name) ``is`` one of these
    values or ``says`` one of these words; anything at all where neither is given. What ``but`` names is not meant: a
    whole value, or from three characters on any part of it."""

    field: Texts = ()
    column: str | None = None
    is_: Texts = Field((), alias="is")
    says: Texts = ()
    but: Texts = ()

    def meeting(self, text: str) -> tuple[str, ...]:
        """The values in a field's text (``；`` or lines stand between them) that meet the condition, as written."""
        return tuple(part.strip() for part in re.split(r"[；;\n]", text) if self._is_met_by(alike(part)))

    def met_by(self, text: str) -> bool:
        return bool(self.meeting(text))

    def _is_met_by(self, value: str) -> bool:
        but = tuple(map(alike, self.but))
        if not value or value in but or any(len(word) > 2 and word in value for word in but):
            return False
        return (
            not (self.is_ or self.says)
            or value in map(alike, self.is_)
            or any(alike(word) in value for word in self.says)
        )

    @model_validator(mode="after")
    def _one_of_both(self) -> Condition:
        if bool(self.field) == bool(self.column):
            raise ValueError("应写 field 或 column 之一")
        return self


class Agree(Law):
    """A field that says the same in every paper of the inspection, or of the whole ``household``.

    A value ``unless`` is found in says nothing of this household (“无字号”, “各经营者”). ``abridged``: a value may
    leave out how another begins (“示例路1号” for “示例县示例路1号”)."""

    field: str
    per: Literal["inspection", "household"] = "inspection"
    unless: RegularText | None = None
    abridged: bool = False
    clause: str | None = None


class Require(Law):
    """A paper the dossier must hold: ``document``, or one of ``any_of``; at most ``at_most`` of them that count.

    Due at a stage, or ``within`` so long of the entry (and in its year) where nothing shows the stage; with ``after``
    only past the day this evidence (``document.field``) shows. ``also``
    is another clause the same absence may fall under; it is named, never counted twice. ``approved``: the paper counts
    only where this field meets the condition."""

    document: str | None = None
    any_of: Texts = ()
    if_: Condition | None = Field(None, alias="if")
    at_most: int | None = None
    approved: Condition | None = None
    due: Stage = "made"
    within: SpanText | None = None
    after: Texts = ()
    also: str | None = None
    clause: str | None = None

    @property
    def documents(self) -> tuple[str, ...]:
        return (self.document,) if self.document else self.any_of

    @model_validator(mode="after")
    def _one_of_both(self) -> Require:
        if bool(self.document) == bool(self.any_of):
            raise ValueError("应写 document 或 any_of 之一")
        return self


class Order(Law):
    """``first`` happens no later than ``then``; both are evidence as ``document.field``, named ``begins`` and ``ends``.

    ``told_by``: an interval whose finding already says it of these two. ``unless_says``: words of a paper of ``then``
    that explain the other order (a reinspection that was asked for)."""

    code: RuleCode = "DAT305"
    begins: str
    ends: str
    first: Texts
    then: Texts
    about: About | None = None
    told_by: RuleCode | None = None
    unless_says: Texts = ()
    clause: str | None = None


class Subset(Law):
    """Every entry of one paper's list stands in the list of one of the others."""

    code: RuleCode = "AGR302"
    field: Texts
    of: Texts
    clause: str | None = None


class Contradiction(Law):
    """Two things the papers of one inspection do not say together; ``why`` tells it in a sentence. Of columns: not in
    one row."""

    code: RuleCode = "AGR303"
    if_: Condition = Field(alias="if")
    never: Condition
    why: str
    clause: str | None = None


class Barred(Law):
    """Words that a field of no paper says: bodies that may not inspect."""

    code: RuleCode = "ROS108"
    field: str
    says: Names
    clause: str


class Repeat(Law):
    """The entries of ``field`` that are not inspected twice in a year; inspections that meet ``unless`` do not count,
    nor do entries that say one of ``except``."""

    code: RuleCode = "AGR305"
    field: Texts
    unless: Condition | None = None
    except_: Texts = Field((), alias="except")
    clause: str | None = None


class Ending(Law):
    """An inspection that ended otherwise, as one of ``field`` says: other papers required, some rules waived."""

    field: Texts = ("result",)
    results: Texts
    require: Texts = ()
    waive: Texts = ()
    clause: str | None = None


class Service(Law):
    """How service is shown: where ``field`` says one of ``says``, one of ``needs`` is filled in the same paper."""

    field: str
    says: Names
    needs: Names
    clause: str | None = None


class Shown(Law):
    """Evidence, as ``document.field``, that an inspection has reached a stage."""

    stage: Stage
    by: Texts


class Shared(Law):
    """Material kept once for many households, and the register that proves it reached them."""

    documents: Texts
    register_: str | None = Field(None, alias="register")
    folder: Texts = ()


class DossierLaw(Law):
    """What one inspection of one household must hold."""

    require: tuple[Require, ...] = ()
    shown: tuple[Shown, ...] = ()
    interval: tuple[Interval, ...] = ()
    planned: tuple[Planned, ...] = ()
    order: tuple[Order, ...] = ()
    agree: tuple[Agree, ...] = ()
    subset: tuple[Subset, ...] = ()
    contradiction: tuple[Contradiction, ...] = ()
    barred: tuple[Barred, ...] = ()
    repeat: tuple[Repeat, ...] = ()
    service: tuple[Service, ...] = ()
    outcome: tuple[Ending, ...] = ()
    shared: tuple[Shared, ...] = ()
    copies: tuple[Copies, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()

    def names_nobody(self, field: str, value: str) -> bool:
        """Whether a value of a field is one of those that name nobody (“无字号”): many households may share it."""
        return any(one.unless and re.search(one.unless, value) for one in self.agree if one.field == field)
