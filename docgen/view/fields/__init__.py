"""The values a paper holds: label → value, in whichever file the paper came from.

In tables a label stands left of its value or above it, several pairs in a row, in cells merged and nested; a part of
the form (被检查单位, 检查机关) decides what 名称 or 电话 under it means. In lines it is “标签：值”, several on a line,
with lists on the lines below; where no label says it, a sentence may (``said``).

A list that stands in rows is read twice: ``reading.text`` is its entries, a line each; ``reading.entries`` is the rows
with all their columns (``FieldLaw.columns`` or ``.grid``), so that what stands beside an entry stays with it: item,
whether checked, problem and disposition of a site record; paper, time, manner, recipient and place of a receipt.

A blank for writing by hand (“＿＿＿”, “　　年　月　日”) reads as an empty text with its place: the place is there,
the value is not. Text that was struck through is no value: whoever struck it said so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from docgen.persons import CertifiedPerson, read_persons
from docgen.spec.model import DocumentSpec
from docgen.view.fields.cells import tables_of
from docgen.view.fields.grids import Grid, grids_of
from docgen.view.fields.labels import Labels, as_label, labels_of
from docgen.view.fields.lines import Flow, flow_of, in_lines, in_spaced_lines, label_pattern
from docgen.view.fields.places import in_its_place, roles_asked_for
from docgen.view.fields.reading import FieldReading
from docgen.view.fields.sentences import in_sentences
from docgen.view.fields.tables import Sheet, in_tables, sheets_of
from docgen.view.model import Block, DocumentView, Paragraph, Table, paragraphs_of

__all__ = ["FieldReading", "read_fields"]


def read_fields(view: DocumentView, spec: DocumentSpec) -> dict[str, FieldReading]:
    """Every field of ``spec`` whose place is found; a field written in several places takes the first one filled, and
    persons who stand in several cells are all of them."""
    view = replace(view, blocks=tuple(map(_as_it_stands, view.blocks)))
    labels = labels_of(spec)
    tables = list(tables_of(view))
    grids = list(grids_of(tables, spec, labels))
    found: dict[str, FieldReading] = {}
    claimed = roles_asked_for(view, spec)
    for name, law in spec.field.items():
        if law.where is not None and (reading := in_its_place(view, name, law.where, spec, claimed)):
            found[name] = reading
    for reading in _lists(grids, labels):
        named = found.get(reading.name)
        found[reading.name] = replace(named, entries=reading.entries) if named and named.text else reading
    for reading in _labelled(view, sheets_of(tables, grids, labels), labels):
        _keep(found, reading, spec)
    body = flow_of([block for block in view.blocks if isinstance(block, Paragraph)])
    unsaid = [name for name, law in spec.field.items() if law.said and (name not in found or found[name].blank)]
    for reading in in_sentences(body.lines, spec, unsaid):
        _keep(found, reading, spec)
    return found


def _keep(found: dict[str, FieldReading], reading: FieldReading, spec: DocumentSpec) -> None:
    before = found.get(reading.name)
    if before is None or before.blank:
        found[reading.name] = reading
    elif spec.field[reading.name].type == "persons" and _in_one_table(before, reading):
        more = [person for person in read_persons(reading.text) if person not in read_persons(before.text)]
        if any(person.numbers for person in more):
            found[reading.name] = replace(before, text=f"{before.text}\n{_said(more)}")


def _in_one_table(one: FieldReading, other: FieldReading) -> bool:
    return one.place.table is not None and one.place.table == other.place.table and one.place != other.place


def _said(persons: Sequence[CertifiedPerson]) -> str:
    return "\n".join(map(str, persons))


def _lists(grids: Sequence[Grid], labels: Labels) -> Iterator[FieldReading]:
    """The lists that stand in rows, with their rows; one that goes on over pages is one."""
    for name in labels.laws:
        own = [grid for grid in grids if grid.list_name == name and grid.columns]
        entries = tuple(entry for grid in own for entry in grid.entries(labels))
        if not entries:
            continue
        place = replace(next(iter(entries[0].values())).place, field=name)
        yield FieldReading(name, _text_of(name, entries, labels), place, entries)


def _text_of(name: str, entries: Sequence[Mapping[str, FieldReading]], labels: Labels) -> str:
    """A list's entries, a line each: persons with their numbers, of anything else what its first column says."""
    law = labels.laws[name]
    if law.type == "persons":
        return _said([one for entry in entries for one in read_persons(" ".join(cell.text for cell in entry.values()))])
    first = next(iter(law.entry))
    return "\n".join(entry[first].text for entry in entries if first in entry and entry[first].text)


def _labelled(view: DocumentView, sheets: Sequence[Sheet], labels: Labels) -> Iterator[FieldReading]:
    """What labels lead to: cells first, then lines, then what spaces alone set off."""
    yield from in_tables(sheets)
    pattern = label_pattern(labels)
    if pattern is None:
        return
    body = list(_body(view, labels))
    for flow in (*body, *_cell_flows(sheets, labels)):
        yield from in_lines(flow, pattern, labels)
    for flow in body:
        yield from in_spaced_lines(flow, pattern, labels)


def _body(view: DocumentView, labels: Labels) -> Iterator[Flow]:
    """The lines outside tables, cut where a part of the form or a table begins."""
    block: str | None = None
    lines: list[Paragraph] = []
    for one in view.blocks:
        heads = labels.block(as_label(one.text)) if isinstance(one, Paragraph) else None
        if lines and (heads or not isinstance(one, Paragraph)):
            yield flow_of(lines, block)
            lines = []
        block = heads or block
        if isinstance(one, Paragraph):
            lines.append(one)
    if lines:
        yield flow_of(lines, block)


def _cell_flows(sheets: Sequence[Sheet], labels: Labels) -> Iterator[Flow]:
    for sheet in sheets:
        for cell in sheet.cells.table.cells:
            if cell.row in sheet.entries:
                continue
            own = [block for block in cell.blocks if isinstance(block, Paragraph)]
            if any("：" in one.text or ":" in one.text for one in own):
                left = sheet.cells.left_of(cell)
                beside = labels.block(sheet.cells.label(left)) if left is not None else None
                yield flow_of(own, beside or sheet.block_of(cell))


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
