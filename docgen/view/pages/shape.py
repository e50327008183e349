"""What the paragraphs of a region show of their format: each by its own lines, and by the paragraphs around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from docgen.spec.measures import Tolerance
from docgen.view.model import CharacterFormat, ParagraphFormat
from docgen.view.pages.body import Item, TableItem, TextItem
from docgen.view.pages.lines import Line
from docgen.view.pages.paragraphs import TextArea, paragraphs_of
from docgen.view.pages.spacing import drawn_out, pitch, room_between, spaced
from docgen.view.pages.stance import Placed, Sides, alignment, first_line, sides_of, unfinished


@dataclass(frozen=True, slots=True)
class Shaped:
    """The lines of a paragraph, its format, and by the identity of their looks those that show more than themselves."""

    lines: Sequence[Line]
    format: ParagraphFormat
    looks: Mapping[int, CharacterFormat] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a section outside its tables: by the identity of its items their paragraphs, every paragraph by its
    lines in their columns, and what they show of the sides."""

    paragraphs: Mapping[int, Sequence[Sequence[Line]]]
    placed: Sequence[Sequence[Placed]]
    sides: Sides


def text_of(items: Sequence[Item], area: TextArea) -> Text:
    texts = {id(item): paragraphs_of(item.lines, area) for item in items if isinstance(item, TextItem)}
    tables = [(item.across[0], item.across[-1]) for item in items if isinstance(item, TableItem)]
    every = [placed(lines, area) for text in texts.values() for lines in text]
    return Text(texts, every, sides_of(every, tables, area.column))


def placed(lines: Sequence[Line], area: TextArea) -> list[Placed]:
    columns = ((line, area.holds(line)) for line in lines)
    return [Placed.of(line, column.left, column.right) for line, column in columns]


def shaped(paragraphs: Sequence[Sequence[Line]], area: TextArea, sides: Sides, within: Tolerance) -> Iterator[Shaped]:
    """The paragraphs of one region, in reading order."""
    rooms = [None, *(room_between(above, below, within) for above, below in pairwise(paragraphs)), None]
    goes_on = False
    for number, lines in enumerate(paragraphs):
        in_column = placed(lines, area)
        align = alignment(in_column, sides)
        indent = None if drawn_out(lines[0]) else first_line(in_column, sides, align, within, goes_on)
        shape = ParagraphFormat(
            align=align, line=pitch(lines, within), before=rooms[number], after=rooms[number + 1], first_line=indent
        )
        goes_on = unfinished(in_column[-1])
        yield Shaped(lines, shape, spaced(lines[-1], in_column[-1].inked[1]))
