"""What was read in a field's place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from docgen.view.boxes import chosen
from docgen.view.model import Place

_NOTHING_WRITTEN: Final = re.compile(r"[\s_＿/、：:（）()年月日时分秒至—\-.。\u3000]*")


@dataclass(frozen=True, slots=True)
class FieldReading:
    """What stands in a field's place. ``text`` is empty when the place is blank; ``place`` carries the field.

    ``entries``: of a list that stands row by row in a table, what stands in each row under each column the law names
    (``columns`` or ``grid`` of the field) and the table has, by the column's name. Of the table of a site record::

        for row in paper.fields["items"].entries:
            row["item"].text, row["checked"].text, row["problem"].text, row["problem"].place

    Empty where the list does not stand in such rows. A table that goes on over pages gives one list.
    """

    name: str
    text: str
    place: Place
    entries: tuple[Mapping[str, FieldReading], ...] = ()

    @property
    def blank(self) -> bool:
        return not self.text


def reading_of(name: str, text: str, place: Place) -> FieldReading:
    return FieldReading(name, written(text), replace(place, field=name))


def written(text: str) -> str:
    """The text somebody wrote: ticked choices for boxes, nothing for a blank."""
    ticked = chosen(text)
    if ticked is not None:
        text = "；".join(ticked)
    stripped = text.strip(" \u3000\t\n_＿")
    return "" if _NOTHING_WRITTEN.fullmatch(stripped) else stripped
