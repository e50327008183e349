"""Fields whose law says where they stand (``where``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from docgen.spec.model import DocumentSpec
from docgen.spec.written import Find
from docgen.view.broken_lines import texts_of
from docgen.view.fields.reading import FieldReading, reading_of
from docgen.view.model import DocumentView, Paragraph, Place
from docgen.view.roles import assign, standing_before

_ELSEWHERE: Final = ("cell", "other_rows", "before")
"""What is found in cells, in rows or before a role is no role itself."""

Claimed = Mapping[str, tuple[Paragraph, ...]]
"""The paragraphs of every role that a field asks for."""


def roles_asked_for(view: DocumentView, spec: DocumentSpec) -> Claimed:
    """The roles of a paper of which some field is the text; none is looked for where no field asks."""
    asked = any(_is_a_role(name, law.where, spec) for name, law in spec.field.items())
    return assign(view, spec).found if asked else {}


def in_its_place(
    view: DocumentView, name: str, find: Find, spec: DocumentSpec, claimed: Claimed
) -> FieldReading | None:
    """What stands there: the whole text found, or the regex group ``value`` of it; None where nothing does.
    ``claimed``: the paper's :func:`roles_asked_for`."""
    law = spec.field[name]
    if find.kind == "cell":  # read as a label
        return None
    if find.kind == "other_rows":
        return next(_rows(view, name), None)
    if find.kind == "before":
        lines = standing_before(view, spec, find)
        return reading_of(name, "\n".join(line.text for line in lines), lines[0].place, law) if lines else None
    if _is_a_role(name, find, spec) and (reading := _of_its_role(claimed.get(name, ()), name, find, spec)):
        return reading
    for text, place in _outside_tables_first(view):
        if find.kind == "first_text":
            return reading_of(name, text, place, law)
        match = re.search(find.pattern, text) if find.pattern else None
        if match:
            return reading_of(name, match.groupdict().get("value") or match.group(), place, law)
    return None


def _is_a_role(name: str, find: Find | None, spec: DocumentSpec) -> bool:
    """Whether a field found by a pattern is a role of the same name."""
    return find is not None and bool(find.pattern) and find.kind not in _ELSEWHERE and name in spec.role


def _of_its_role(lines: tuple[Paragraph, ...], name: str, find: Find, spec: DocumentSpec) -> FieldReading | None:
    """A text that is a role too, such as a title, is all its lines: one paragraph in a .docx, several in a print."""
    match = re.search(find.pattern, "\n".join(line.text for line in lines)) if lines else None
    if match is None:
        return None
    return reading_of(name, match.groupdict().get("value") or match.group(), lines[0].place, spec.field[name])


def _outside_tables_first(view: DocumentView) -> Iterator[tuple[str, Place]]:
    """Every text with its place. A date alone on its line is the paper's; the same in a cell is something else's."""
    filled = [paragraph for paragraph in view.paragraphs() if paragraph.text.strip()]
    top = {id(block) for block in view.blocks}
    for lines in texts_of(paragraph for paragraph in filled if id(paragraph) in top):
        if len(lines) > 1:
            yield "\n".join(line.text for line in lines), lines[0].place
        yield from ((line.text, line.place) for line in lines)
    yield from ((paragraph.text, paragraph.place) for paragraph in filled if id(paragraph) not in top)


def _rows(view: DocumentView, name: str) -> Iterator[FieldReading]:
    """A field that is the rows of a table below its headings."""
    for table in view.tables():
        first = min((cell.row for cell in table.cells), default=1)
        rows = "\n".join(cell.text for cell in table.cells if cell.row > first and cell.text.strip())
        yield reading_of(name, rows, replace(table.place, row=first + 1))
