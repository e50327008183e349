"""The values a paper holds: label → value, in tables (label left of or above its value), in “标签：值” lines and
under headings, in whichever file the paper came from. Where the law names a table's columns, a column's heading has
its values below it: a list all of them, any other field the first.

A blank for writing by hand (“＿＿＿”, “　　年　月　日”) reads as an empty text with its place: the place is there,
the value is not. Text that was struck through is no value: whoever struck it said so.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from docgen.spec.model import DocumentSpec, FieldLaw
from docgen.view.boxes import chosen
from docgen.view.headings import column_headings
from docgen.view.model import Block, Cell, DocumentView, Paragraph, Place, Table, paragraphs_of
from docgen.view.roles import standing_before
from docgen.wording import squeezed

_NUMBERED: Final = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．])\s*")
_HEADING: Final = re.compile(r"^[一二三四五六七八九十]+、")
_NOTHING_WRITTEN: Final = re.compile(r"[\s_＿/、：:（）()年月日时分秒至—\-.。\u3000]*")
_COLONS: Final = "：:"
_NOTHING_BELOW: Final = re.compile(r"[（(]?以下空白[）)]?")
"""What an office writes after the last entry, so that nothing can be added."""
_NEXT_LABEL: Final = re.compile(rf"(?:^|\s)[\u4e00-\u9fff]{{2,8}}[{_COLONS}]")
"""A label of the form that is no field of the law (“　合计：”), set off from what stands before it."""
_FREE_TEXT: Final = frozenset({"text", "items"})
"""Types whose values may hold such words themselves (“经查：……”)."""


@dataclass(frozen=True, slots=True)
class FieldReading:
    """What stands in a field's place. ``text`` is empty when the place is blank; ``place`` carries the field."""

    name: str
    text: str
    place: Place

    @property
    def blank(self) -> bool:
        return not self.text


def read_fields(view: DocumentView, spec: DocumentSpec) -> dict[str, FieldReading]:
    """Every field of ``spec`` whose place is found; a field written in several places takes the first one filled."""
    view = replace(view, blocks=tuple(map(_as_it_stands, view.blocks)))
    labels = {squeezed(label): name for name, law in spec.field.items() for label in law.label}
    found: dict[str, FieldReading] = {}
    for name, law in spec.field.items():
        if law.where is not None:
            _keep(found, _named_place(view, name, law, spec))
    for reading in (*_in_tables(view, labels, spec), *_in_lines(view, labels, spec), *_under_headings(view, labels)):
        if spec.field[reading.name].where is None:
            _keep(found, reading)
    return found


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


def _reading(name: str, text: str, place: Place) -> FieldReading:
    return FieldReading(name, _written(text), replace(place, field=name))


def _written(text: str) -> str:
    """The text somebody wrote: ticked choices for boxes, nothing for a blank."""
    ticked = chosen(text)
    if ticked is not None:
        text = "；".join(ticked)
    stripped = text.strip(" \u3000\t\n_＿")
    return "" if _NOTHING_WRITTEN.fullmatch(stripped) else stripped


def _named_place(view: DocumentView, name: str, law: FieldLaw, spec: DocumentSpec) -> FieldReading | None:
    """A field whose law says ``where``: the whole text found, or the regex group ``value`` of it."""
    find = law.where
    if find is None:
        return None
    if find.kind == "cell":
        return next(_in_tables(view, {squeezed(find.pattern): name}, spec), None)
    if find.kind == "other_rows":
        return next(_rows(view, name), None)
    if find.kind == "before":
        lines = standing_before(view, spec, find)
        return _reading(name, "\n".join(line.text for line in lines), lines[0].place) if lines else None
    for paragraph in view.paragraphs():
        if not paragraph.text.strip():
            continue
        match = re.search(find.pattern, paragraph.text) if find.pattern else None
        if find.kind == "first_text":
            return _reading(name, paragraph.text, paragraph.place)
        if match:
            return _reading(name, match.groupdict().get("value") or match.group(), paragraph.place)
    return None


def _rows(view: DocumentView, name: str) -> Iterator[FieldReading]:
    """A field that is the rows of a table below its headings."""
    for table in view.tables():
        rows = "\n".join(cell.text for cell in table.cells if cell.row > 1 and cell.text.strip())
        yield _reading(name, rows, replace(table.place, row=2))


def _in_tables(view: DocumentView, labels: Mapping[str, str], spec: DocumentSpec) -> Iterator[FieldReading]:
    """Cells that are a label, with the value in the cell right of it, else in the one below; in a row of column
    headings always below."""
    columns = [law.columns for law in spec.table.values()]
    for table in _tables_of(view):
        headings = column_headings(table, columns)
        for cell in table.cells:
            name = labels.get(_as_label(cell.text))
            if name and cell.row in headings:
                yield _column(name, spec.field[name], table, cell, headings)
            elif name and (value := _value_cell(table, cell, labels)) is not None:
                yield _reading(name, value.text, _place_of(table, value))


def _column(name: str, law: FieldLaw, table: Table, heading: Cell, headings: Container[int]) -> FieldReading:
    """What stands below a column's heading: every entry of a list, the first filled one of any other field."""
    below = [
        cell
        for cell in table.cells
        if cell.column == heading.column and cell.row > heading.row and cell.row not in headings
    ]
    entries = [cell for cell in below if cell.text.strip() and not _NOTHING_BELOW.fullmatch(squeezed(cell.text))]
    shown = entries if law.type == "items" else [cell for cell in entries if _written(cell.text)][:1]
    place = _place_of(table, next(iter(shown or below), heading))
    return _reading(name, "\n".join(cell.text for cell in shown), place)


def _tables_of(view: DocumentView) -> Iterator[Table]:
    stack = list(view.tables())
    while stack:
        table = stack.pop(0)
        yield table
        stack.extend(block for cell in table.cells for block in cell.blocks if isinstance(block, Table))


def _value_cell(table: Table, label: Cell, labels: Mapping[str, str]) -> Cell | None:
    right = table.at(label.row, label.column + label.column_span)
    if right is not None and _as_label(right.text) not in labels:
        return right
    below = table.at(label.row + label.row_span, label.column)
    if below is not None and _as_label(below.text) not in labels:
        return below
    return None


def _place_of(table: Table, cell: Cell) -> Place:
    return replace(table.place, paragraph=None, row=cell.row, column=cell.column)


def _as_label(text: str) -> str:
    return squeezed(_NUMBERED.sub("", text)).rstrip(_COLONS)


def _in_lines(view: DocumentView, labels: Mapping[str, str], spec: DocumentSpec) -> Iterator[FieldReading]:
    """“标签：值”, several on a line, each value ending where the next label starts."""
    if not labels:
        return
    spaced = (r"\s*".join(map(re.escape, label)) for label in sorted(labels, key=len, reverse=True))
    known = re.compile(rf"(?<![\u4e00-\u9fff])({'|'.join(spaced)})\s*[{_COLONS}]")
    for paragraph in view.paragraphs():
        for line in paragraph.full_text.split("\n"):
            starts = list(known.finditer(line))
            ends = [*(match.start() for match in starts[1:]), len(line)]
            for match, end in zip(starts, ends, strict=False):
                name = labels[squeezed(match[1])]
                value = _up_to_the_next_label(line[match.end() : end], spec.field[name]).strip(" 　；;，,")
                if value or match.start() > 0 or not _opens_a_list(paragraph):
                    yield _reading(name, value, paragraph.place)


def _up_to_the_next_label(value: str, law: FieldLaw) -> str:
    """What stands before a label the law does not know; a free text is left whole."""
    following = None if law.type in _FREE_TEXT else _NEXT_LABEL.search(value)
    return value[: following.start()] if following else value


def _opens_a_list(paragraph: Paragraph) -> bool:
    """Whether this line ends with its label's colon, so that the value may stand in the paragraphs below."""
    return paragraph.text.rstrip()[-1:] in tuple(_COLONS) and paragraph.place.table is None


def _under_headings(view: DocumentView, labels: Mapping[str, str]) -> Iterator[FieldReading]:
    """A heading that is a label (“二、检查内容”), with every paragraph up to the next heading as its value."""
    body = [block for block in view.blocks if isinstance(block, Paragraph) and block.text.strip()]
    for index, paragraph in enumerate(body):
        name = labels.get(_as_label(paragraph.full_text))
        if name is None:
            continue
        lines: list[str] = []
        for following in body[index + 1 :]:
            if _HEADING.match(following.full_text) or _as_label(following.full_text) in labels:
                break
            lines.append(following.full_text.strip())
        yield _reading(name, "\n".join(lines), paragraph.place)
