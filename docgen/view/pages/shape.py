"""What the paragraphs of a region show of their format: each by its own lines, and by the paragraphs around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from docgen.spec.measures import Tolerance
from docgen.view.look import CharacterFormat, ParagraphFormat
from docgen.view.pages.body import Item, TableItem, TextItem
from docgen.view.pages.lines import Line
from docgen.view.pages.paragraphs import TextArea, paragraphs_of
from docgen.view.pages.spacing import pitch, room_between, spaced
from docgen.view.pages.stance import Placed, Sides, alignment, first_line, sides_of, unfinished


@dataclass(frozen=True, slots=True)
class Shaped:
    """The lines of a paragraph, its format, and by the identity of their looks those that show more than themselves."""

    lines: Sequence[Line]
    format: ParagraphFormat
    looks: Mapping[int, CharacterFormat] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a section outside its tables: the paragraphs of each of its items, by identity, and what they show of
    the sides."""

    items: Mapping[int, Sequence[Sequence[Placed]]]
    sides: Sides

    def paragraphs(self) -> list[Sequence[Placed]]:
        return [paragraph for text in self.items.values() for paragraph in text]


def text_of(items: Sequence[Item], area: TextArea) -> Text:
    texts = {id(item): placed(item.lines, area) for item in items if isinstance(item, TextItem)}
    tables = [(item.across[0], item.across[-1]) for item in items if isinstance(item, TableItem)]
    every = [paragraph for text in texts.values() for paragraph in text]
    return Text(texts, sides_of(every, tables, area.column))


def placed(lines: Sequence[Line], area: TextArea) -> list[list[Placed]]:
    """The lines of a region as paragraphs, each line in its column."""
    columns = [[(line, area.holds(line)) for line in paragraph] for paragraph in paragraphs_of(lines, area)]
    return [[Placed.of(line, column.left, column.right) for line, column in paragraph] for paragraph in columns]


def shaped(paragraphs: Sequence[Sequence[Placed]], sides: Sides, within: Tolerance) -> Iterator[Shaped]:
    """The paragraphs of one region, in reading order."""
    every = [[one.line for one in paragraph] for paragraph in paragraphs]
    rooms = [None, *(room_between(above, below, within) for above, below in pairwise(every)), None]
    goes_on = False
    for number, (lines, in_column) in enumerate(zip(every, paragraphs, strict=True)):
        align = alignment(in_column, sides)
        indent = first_line(in_column, sides, align, within, goes_on)
        shape = ParagraphFormat(
            align=align, line=pitch(lines, within), before=rooms[number], after=rooms[number + 1], first_line=indent
        )
        goes_on = unfinished(in_column[-1])
        yield Shaped(lines, shape, spaced(lines[-1], in_column[-1].inked[1]))
