"""What was read in a field's place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from docgen.spec.datum import Datum
from docgen.view.boxes import chosen
from docgen.view.model import Place
from docgen.wording import alike

_NOTHING_WRITTEN: Final = re.compile(r"[\s_＿/、：:（）()年月日时分秒至—\-.。\u3000]*")
_FOR_A_SEAL: Final = re.compile(r"\s*[（(](?:盖章|公章|印章|签章|章|签字|签名|签字或盖章|签字盖章)[)）]\s*$")
"""What a form prints behind a value for whoever seals or signs it."""
BLANK_LINE: Final = re.compile(r"[ \u3000]*[_＿]+[ \u3000]*")
_BETWEEN_CHOICES: Final = re.compile(r"[；;\n]")
_AT_THE_ENDS: Final = " \u3000\t\n_＿"
_FOUND: Final = {
    "phone": re.compile(r"(?:\+?86[\s-]?)?(?:\d{3,4}[\s\-－—]?\d{7,8}(?:[\-转]\d{1,6})?|1\d{10}|\d{5,8})"),
    "credit_code": re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]{15,20}(?![0-9A-Za-z])"),
    "date": re.compile(r"\d{4}\s*[年\-./]\s*\d{1,2}\s*[月\-./]\s*\d{1,2}\s*日?"),
}
"""Values known by their look, where one place holds several."""


@dataclass(frozen=True, slots=True)
class FieldReading:
    """What stands in a field's place. ``text`` is empty when the place is blank; ``place`` carries the field. A choice
    is given in the law's words where it is one of them, else as written.

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


def reading_of(name: str, text: str, place: Place, law: Datum | None = None) -> FieldReading:
    """A reading of ``text``, by what the field's law says of it."""
    value = written(text)
    return FieldReading(name, _in_the_words_of(law, value) if law else value, replace(place, field=name))


def written(text: str) -> str:
    """The text somebody wrote: ticked choices for boxes, nothing for a blank, no lines it was written on."""
    ticked = chosen(text)
    if ticked is not None and not (ticked and not any(ticked)):  # a sign alone is itself the value
        text = "；".join(ticked)
    stripped = _FOR_A_SEAL.sub("", text.strip(_AT_THE_ENDS))
    return "" if _NOTHING_WRITTEN.fullmatch(stripped) else BLANK_LINE.sub("", stripped).strip(_AT_THE_ENDS)


def _in_the_words_of(law: Datum, text: str) -> str:
    """The choices of a text as the law words them; what it does not know stays as written."""
    if not law.choices or not text:
        return text
    words = {alike(choice): choice for choice in law.choices}
    words |= {alike(word): choice for choice, others in law.wordings.items() for word in others}
    if alike(text) in words:
        return words[alike(text)]
    parts = [part.strip() for part in _BETWEEN_CHOICES.split(text) if part.strip()]
    return "；".join(words.get(alike(part), part) for part in parts)


def shared_out(text: str, kinds: Sequence[str]) -> list[str]:
    """A text that holds the values of several fields of these types, one for each: those known by their look are cut
    out, the rest is the first other one's."""
    values = [""] * len(kinds)
    rest = text
    for at, kind in enumerate(kinds):
        pattern = _FOUND.get("date" if kind == "datetime" else kind)
        found = pattern.search(rest) if pattern else None
        if found:
            values[at] = found.group()
            rest = rest[: found.start()] + " " + rest[found.end() :]
    others = [at for at, kind in enumerate(kinds) if kind not in _FOUND and kind != "datetime"]
    cleaned = rest.strip(" \u3000\t\n/、，,；;：:（）()")
    pieces = re.split(r"[\s/、，,；;]+", cleaned, maxsplit=len(others) - 1) if len(others) > 1 else [cleaned]
    for at, piece in zip(others, pieces, strict=False):
        values[at] = piece
    return values
