"""One value of a paper or a sheet, and what may be said of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from docgen.spec.law import Law
from docgen.spec.values import Names, RegularText, Texts

Privacy = Literal["public", "internal", "personal"]
FieldType = Literal[
    "text", "date", "datetime", "period", "credit_code", "person", "persons", "items", "number", "amount", "choice",
    "document_number", "phone", "picture",
]  # fmt: skip


class Datum(Law):
    """One value: what it is called, what it may be, who may see it. ``wordings``: other words for a choice."""

    label: Names
    type: FieldType = "text"
    required: bool = False
    choices: Texts = ()
    wordings: dict[str, Texts] = Field(default_factory=dict)
    pattern: RegularText | None = None
    privacy: Privacy = "public"
    clause: str | None = None
