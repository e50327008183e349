"""Fields whose law says where they stand (``where``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from docgen.spec.model import DocumentSpec
from docgen.spec.written import Find
from docgen.view.fields.reading import FieldReading, reading_of
from docgen.view.model import DocumentView, Paragraph
from docgen.view.roles import assign, standing_before


def in_its_place(view: DocumentView, name: str, find: Find, spec: DocumentSpec) -> FieldReading | None:
    """What stands there: the whole text found, or the regex group ``value`` of it; None where nothing does."""
    law = spec.field[name]
    if find.kind == "cell":  # read as a label
        return None
    if find.kind == "other_rows":
        return next(_rows(view, name), None)
    if find.kind == "before":
        lines = standing_before(view, spec, find)
        return reading_of(name, "\n".join(line.text for line in lines), lines[0].place, law) if lines else None
    if find.pattern and name in spec.role and (reading := _of_its_role(view, name, find, spec)):
        return reading
    for paragraph in _outside_tables_first(view):
        if find.kind == "first_text":
            return reading_of(name, paragraph.text, paragraph.place, law)
        match = re.search(find.pattern, paragraph.text) if find.pattern else None
        if match:
            return reading_of(name, match.groupdict().get("value") or match.group(), paragraph.place, law)
    return None


def _of_its_role(view: DocumentView, name: str, find: Find, spec: DocumentSpec) -> FieldReading | None:
    """A text that is a role too, such as a title, is all its lines: one paragraph in a .docx, several in a print."""
    lines = assign(view, spec).found.get(name, ())
    match = re.search(find.pattern, "\n".join(line.text for line in lines)) if lines else None
    if match is None:
        return None
    return reading_of(name, match.groupdict().get("value") or match.group(), lines[0].place, spec.field[name])


def _outside_tables_first(view: DocumentView) -> Iterator[Paragraph]:
    """A date alone on its line is the paper's; the same in a cell is something else's."""
    filled = [paragraph for paragraph in view.paragraphs() if paragraph.text.strip()]
    top = {id(block) for block in view.blocks}
    yield from (paragraph for paragraph in filled if id(paragraph) in top)
    yield from (paragraph for paragraph in filled if id(paragraph) not in top)


def _rows(view: DocumentView, name: str) -> Iterator[FieldReading]:
    """A field that is the rows of a table below its headings."""
    for table in view.tables():
        first = min((cell.row for cell in table.cells), default=1)
        rows = "\n".join(cell.text for cell in table.cells if cell.row > first and cell.text.strip())
        yield reading_of(name, rows, replace(table.place, row=first + 1))
