"""The words a form puts before its values, as the law lists them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from docgen.spec.model import DocumentSpec
from docgen.wording import squeezed

_NUMBERED: Final = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．])\s*")
COLONS: Final = "：:"


@dataclass(frozen=True, slots=True)
class Labels:
    """``names``: every label, squeezed, with its field. ``columns``: of every list that may stand in rows, each
    label over its columns with the column's name."""

    names: Mapping[str, str]
    columns: Mapping[str, Mapping[str, str]]


def labels_of(spec: DocumentSpec) -> Labels:
    names = {squeezed(label): name for name, law in spec.field.items() for label in law.label}
    columns = {
        name: {squeezed(label): column for column, datum in law.entry.items() for label in datum.label}
        for name, law in spec.field.items()
        if law.entry
    }
    return Labels(names, columns)


def as_label(text: str) -> str:
    """A text as labels are compared: without its number and colon, white space and width ignored."""
    return squeezed(_NUMBERED.sub("", text)).rstrip(COLONS)
