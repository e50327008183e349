"""What one inspection of one household must hold, as values: ``dossier.toml``."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, model_validator

from docgen.spec.copies import Copies, Withdrawn
from docgen.spec.law import Law
from docgen.spec.times import Interval, Planned
from docgen.spec.values import RuleCode, Texts
from docgen.wording import squeezed

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


class Agree(Law):
    """A field that says the same in every paper of the inspection."""

    field: str
    clause: str | None = None


class Require(Law):
    """A paper the dossier must hold: ``document``, or one of ``any_of``."""

    document: str | None = None
    any_of: Texts = ()
    if_: RequiredIf | None = Field(None, alias="if")
    at_most: int | None = None
    due: Stage = "made"
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
    """``first`` happens no later than ``then``."""

    code: RuleCode = "DAT305"
    first: Texts
    then: Texts
    clause: str | None = None


class Subset(Law):
    """Every entry of one paper's list stands in another's."""

    code: RuleCode = "AGR302"
    field: str
    of: str
    clause: str | None = None


class Ending(Law):
    """An inspection that ended otherwise: other papers required, some rules waived."""

    results: Texts
    require: Texts = ()
    waive: Texts = ()
    clause: str | None = None


class Shared(Law):
    """Material kept once for many households, and the register that proves it reached them."""

    documents: Texts
    register_: str | None = Field(None, alias="register")
    folder: Texts = ()


class DossierLaw(Law):
    """What one inspection of one household must hold."""

    require: tuple[Require, ...] = ()
    interval: tuple[Interval, ...] = ()
    planned: tuple[Planned, ...] = ()
    order: tuple[Order, ...] = ()
    agree: tuple[Agree, ...] = ()
    subset: tuple[Subset, ...] = ()
    outcome: tuple[Ending, ...] = ()
    shared: tuple[Shared, ...] = ()
    copies: tuple[Copies, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
