"""The values a paper holds: label → value, in tables (label left of or above its value), in “标签：值” lines and
under headings, in whichever file the paper came from. Where the law names a table's columns, a column's heading has
its values below it: a list all of them, any other field the first.

A list that stands in rows is read twice: ``reading.text`` is its entries, a line each; ``reading.entries`` is the rows
with all their columns (``FieldLaw.columns`` or ``.grid``), so that what stands beside an entry stays with it: item,
whether checked, problem and disposition of a site record; paper, time, manner, recipient and place of a receipt.

A blank for writing by hand (“＿＿＿”, “　　年　月　日”) reads as an empty text with its place: the place is there,
the value is not. Text that was struck through is no value: whoever struck it said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from docgen.spec.model import DocumentSpec, FieldLaw
from docgen.view.fields.cells import tables_of
from docgen.view.fields.grids import Grid, grids_of
from docgen.view.fields.labels import Labels, labels_of
from docgen.view.fields.lines import in_lines, under_headings
from docgen.view.fields.reading import FieldReading, reading_of
from docgen.view.fields.tables import in_tables
from docgen.view.model import Block, DocumentView, Paragraph, Table, paragraphs_of
from docgen.view.roles import standing_before
from docgen.wording import squeezed

__all__ = ["FieldReading", "read_fields"]


def read_fields(view: DocumentView, spec: DocumentSpec) -> dict[str, FieldReading]:
    """Every field of ``spec`` whose place is found; a field written in several places takes the first one filled."""
    view = replace(view, blocks=tuple(map(_as_it_stands, view.blocks)))
    labels = labels_of(spec)
    tables = list(tables_of(view))
    grids = list(grids_of(tables, spec, labels))
    found: dict[str, FieldReading] = {}
    for name, law in spec.field.items():
        if law.where is not None:
            _keep(found, _named_place(view, name, law, spec))
    for reading in (
        *in_tables(tables, grids, labels, spec),
        *in_lines(view, labels, spec),
        *under_headings(view, labels),
    ):
        if spec.field[reading.name].where is None:
            _keep(found, reading)
    return _with_entries(found, grids, spec)


def _with_entries(
    found: Mapping[str, FieldReading], grids: Sequence[Grid], spec: DocumentSpec
) -> dict[str, FieldReading]:
    """The lists with their rows; one that goes on over pages with all of them in its text, too."""
    whole = dict(found)
    for name, law in spec.field.items():
        own = [grid for grid in grids if grid.list_name == name and grid.columns]
        entries = tuple(entry for grid in own for entry in grid.entries())
        reading = found.get(name)
        if reading is None or not entries:
            continue
        whole[name] = replace(reading, entries=entries)
        first = next(iter(law.entry))
        if law.where is None and any(grid.heading is None for grid in own):
            text = "\n".join(entry[first].text for entry in entries if first in entry and entry[first].text)
            whole[name] = replace(whole[name], text=text)
    return whole


def _as_it_stands(block: Block) -> Block:
    """A block without what was struck through."""
    if isinstance(block, Table) and any(_struck(paragraph) for paragraph in paragraphs_of((block,))):
        cells = (replace(cell, blocks=tuple(map(_as_it_stands, cell.blocks))) for cell in block.cells)
        return replace(block, cells=tuple(cells))
    if isinstance(block, Paragraph) and _struck(block):
        return replace(block, runs=tuple(run for run in block.runs if not run.format.strike))
    return block


def _struck(paragraph: Paragraph) -> bool:
    return any(run.format.strike for run in paragraph.runs)


def _keep(found: dict[str, FieldReading], reading: FieldReading | None) -> None:
    if reading is not None and (reading.name not in found or found[reading.name].blank):
        found[reading.name] = reading


def _named_place(view: DocumentView, name: str, law: FieldLaw, spec: DocumentSpec) -> FieldReading | None:
    """A field whose law says ``where``: the whole text found, or the regex group ``value`` of it."""
    find = law.where
    if find is None:
        return None
    if find.kind == "cell":
        labels = Labels({squeezed(find.pattern): name}, {})
        tables = list(tables_of(view))
        return next(in_tables(tables, list(grids_of(tables, spec, labels)), labels, spec), None)
    if find.kind == "other_rows":
        return next(_rows(view, name), None)
    if find.kind == "before":
        lines = standing_before(view, spec, find)
        return reading_of(name, "\n".join(line.text for line in lines), lines[0].place) if lines else None
    for paragraph in view.paragraphs():
        if not paragraph.text.strip():
            continue
        match = re.search(find.pattern, paragraph.text) if find.pattern else None
        if find.kind == "first_text":
            return reading_of(name, paragraph.text, paragraph.place)
        if match:
            return reading_of(name, match.groupdict().get("value") or match.group(), paragraph.place)
    return None


def _rows(view: DocumentView, name: str) -> Iterator[FieldReading]:
    """A field that is the rows of a table below its headings."""
    for table in view.tables():
        first = min((cell.row for cell in table.cells), default=1)
        rows = "\n".join(cell.text for cell in table.cells if cell.row > first and cell.text.strip())
        yield reading_of(name, rows, replace(table.place, row=first + 1))
