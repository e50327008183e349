"""What can be wrong with what any paper says: changes to the made .docx, found by its law and what a reader sees in it.

A change that does not fit the paper is refused by whoever makes it; that a change is a fault is for the judge to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from docx_changes import Change

from docgen.spec.model import DocumentSpec, FieldLaw
from docgen.view.fields import FieldReading
from docgen.view.model import DocumentView, Paragraph, Table
from docgen.view.roles import Roles
from docgen.wording import squeezed

Named = tuple[str, tuple[Change, ...]]

_LEFTOVER: Final = "待填写"
_IMPOSSIBLE_DAY: Final = "2月30日"
_NO_DAY: Final = "另行通知"
_NO_LABEL: Final = "其他说明"
_SHORTEST: Final = 4
"""A shorter value stands elsewhere too."""
_FURNITURE: Final = ("header", "footer")


@dataclass(frozen=True, slots=True)
class Made:
    """A paper made from its sample, as a reader sees it."""

    spec: DocumentSpec
    view: DocumentView
    roles: Roles
    fields: dict[str, FieldReading]

    def texts(self) -> list[str]:
        return [paragraph.text for paragraph in self.view.paragraphs()]


def _retyped(of: str, to: str) -> tuple[Change, ...]:
    return ({"do": "retype", "of": of, "to": to},)


def _values(made: Made) -> Iterator[Named]:
    """What stands in a field, left blank, left as the template had it, or written as its type is not."""
    for name, law in made.spec.field.items():
        reading = made.fields.get(name)
        if reading is None or len(reading.text) < _SHORTEST:
            continue
        value = reading.text.split("\n")[0]
        yield f"{name} is a leftover", _retyped(value, _LEFTOVER)
        if law.required:
            yield f"{name} left blank", _retyped(value, "")
        for what, wrong in _wrong(law, value):
            yield f"{name} {what}", _retyped(value, wrong)


def _wrong(law: FieldLaw, value: str) -> Iterator[tuple[str, str]]:
    match law.type:
        case "date" | "datetime" | "period":
            yield "is no day of the calendar", re.sub(r"\d+月\d+日", _IMPOSSIBLE_DAY, value)
            yield "is no day", _NO_DAY
        case "credit_code":
            yield "with another check digit", value[:-1] + ("1" if value[-1] != "1" else "2")
            yield "too short", value[:-1]
            yield "with a letter for a digit", value[:3] + "O" + value[4:]
        case "document_number":
            yield "in square brackets", value.replace("〔", "[").replace("〕", "]")
            yield "with a zero before", re.sub(r"〕(\d)", r"〕0\1", value)
        case "choice":
            yield "is none of the choices", "其他情形"
        case "number" | "amount":
            yield "is no number", "若干"
    if law.type == "date":
        yield "with a zero before the month", re.sub(r"年(\d)月", r"年0\1月", value)
        yield "with dots", re.sub(r"(\d+)年(\d+)月(\d+)日", r"\1.\2.\3", value)


def _labels(made: Made) -> Iterator[Named]:
    """The words before a value, dropped."""
    written = "\n".join(made.texts())
    for name, law in made.spec.field.items():
        label = next((label for label in law.label if label in written), None)
        if law.required and label and name in made.fields:
            yield f"label of {name} dropped", _retyped(label, _NO_LABEL)


def _parts(made: Made) -> Iterator[Named]:
    """A part that is missing, one that stands elsewhere, and a leftover within one."""
    found = {
        name: [one for one in made.roles.found.get(name, ()) if one.text.strip()]
        for name, role in made.spec.role.items()
        if role.find.kind not in _FURNITURE
    }
    for name, paragraphs in found.items():
        texts = list(dict.fromkeys(one.text for one in paragraphs if not one.place.table))
        if texts and not made.spec.role[name].optional:
            yield f"{name} missing", tuple({"do": "empty", "of": text} for text in texts)
        for text in _longest(paragraphs)[:1]:
            yield f"a leftover in {name}", _retyped(text, f"{text}【请填写】")
            yield f"a placeholder in {name}", _retyped(text, f"{text}{{{{value}}}}")
    parts = [name for name in made.spec.parts if found.get(name)]
    for one, other in pairwise(parts):
        of, after = found[one][0].text, found[other][-1].text
        yield f"{one} below {other}", ({"do": "move", "of": of, "after": after},)


def _longest(paragraphs: list[Paragraph]) -> list[str]:
    return sorted((one.text for one in paragraphs), key=len, reverse=True)


def _columns(made: Made) -> Iterator[Named]:
    """Columns missing, called otherwise, in another order; rows numbered with a gap; no table at all."""
    tables = list(made.view.tables())
    if not made.spec.table or not tables:
        return
    yield "no table", ({"do": "remove tables"},)
    for number, law in made.spec.table.items():
        for column in law.columns:
            yield f"column {column} called otherwise", _retyped(column, f"{column}情况")
        if number == 1 and not any(cell.column_span > 1 for cell in tables[0].cells):
            for at, column in enumerate(law.columns, start=1):
                yield f"column {column} missing", ({"do": "remove column", "column": at},)
            for at in range(1, len(law.columns)):
                yield f"columns {at} and {at + 1} swapped", ({"do": "swap columns", "columns": [at, at + 1]},)
    yield from _numbers(tables[0])


def _numbers(table: Table) -> Iterator[Named]:
    numbered = [cell for cell in table.cells if cell.column == 1 and squeezed(cell.text).isdecimal()]
    for cell in numbered[-1:]:
        change = {"do": "retype cell", "row": cell.row, "column": 1, "to": f"{int(squeezed(cell.text)) + 2}"}
        yield "rows numbered with a gap", (change,)


def _disguises(made: Made) -> Iterator[Named]:
    """Text that is there and that nobody sees."""
    for name in made.spec.role:
        paragraphs = [one for one in made.roles.found.get(name, ()) if one.text.strip()]
        if made.spec.role[name].find.kind not in _FURNITURE and paragraphs:
            text = _longest(paragraphs)[0]
            yield f"{name} in white", ({"do": "set colour", "of": text, "to": "FFFFFF"},)


def _levels(made: Made) -> Iterator[Named]:
    """The numbers of headings, with a gap and written otherwise."""
    for text in made.texts():
        if match := re.match(r"(二、|（二）)", text):
            other = {"二、": "五、", "（二）": "（五）"}[match[1]]
            yield f"{match[1]} numbered with a gap", _retyped(text, other + text[len(match[1]) :])
        if match := re.match(r"（[一二三]）", text):
            yield f"{match[0]} in narrow brackets", _retyped(text, f"({text[1]}){text[3:]}")
        if match := re.match(r"[一二三]、", text):
            yield f"{match[0]} with a stop", _retyped(text, f"{text[0]}.{text[2:]}")


def _page_numbers(made: Made) -> Iterator[Named]:
    if made.spec.page.page_number:
        for mark in ("—", "第"):
            yield f"no page number with {mark}", ({"do": "remove", "in": "footer", "of": mark},)
            other = ({"do": "retype", "in": "footer", "of": mark, "to": "-"},)
            yield f"page number without {mark}", other
        yield "page number typed", ({"do": "type the page number", "in": "footer"},)
        yield "page number set to the left", ({"do": "align", "in": "footer", "of": "", "to": "left"},)
        yield "page number in the middle", ({"do": "align", "in": "footer", "of": "", "to": "center"},)


KINDS: Final = (_values, _labels, _parts, _columns, _disguises, _levels, _page_numbers)
"""What could be wrong with a paper, kind by kind."""
