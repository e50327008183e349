"""Text without its look: the view of a file of which this reader knows the words and the tables, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from docgen.reading import Reading
from docgen.spec.model import SIDES
from docgen.units import Length
from docgen.view.facts import Facts
from docgen.view.look import CharacterFormat, PageSetup, ParagraphFormat
from docgen.view.model import Block, Cell, DocumentView, Paragraph, Place, Row, Run, Section, Table


@dataclass(frozen=True, slots=True)
class PlainTable:
    """Rows of cells, each cell its paragraphs. ``spans``, where the file tells of merges: for every cell over how many
    rows and columns it reaches, what it covers left out."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]
    spans: tuple[tuple[tuple[int, int], ...], ...] = ()


Plain = str | PlainTable
"""A paragraph of the body, or a table."""


def texts_of(block: Plain) -> Iterator[str]:
    """Every paragraph of a block, those of a table's cells one after the other."""
    if isinstance(block, str):
        yield block
    else:
        yield from (text for row in block.rows for cell in row for text in cell)


def plain_view(facts: Facts, content: Iterable[Plain]) -> DocumentView:
    """A view of words only. Every measure is unknown, so that what is asked of the look is never told."""
    return DocumentView(facts, (Section(_unknown_page(), Place(section=1)),), tuple(_blocks(content)))


def _unknown_page() -> PageSetup:
    unknown: Reading[Length] = Reading(None, None)
    return PageSetup(unknown, unknown, dict.fromkeys(SIDES, unknown), None, None)


def _blocks(content: Iterable[Plain]) -> Iterator[Block]:
    paragraphs = tables = 0
    for block in content:
        if isinstance(block, PlainTable):
            tables += 1
            yield _table(block, Place(section=1, table=tables))
        else:
            paragraphs += 1
            yield _paragraph(block, Place(section=1, paragraph=paragraphs))


def _paragraph(text: str, place: Place) -> Paragraph:
    return Paragraph((Run(text, CharacterFormat()),) if text else (), ParagraphFormat(), place)


def _table(table: PlainTable, place: Place) -> Table:
    """Where merges are unknown, the last cell of a short row reaches to the table's end."""
    if table.spans:
        cells = list(_spanned(table, place))
    else:
        width = max(map(len, table.rows), default=0)
        cells = [cell for number, row in enumerate(table.rows, 1) for cell in _cells(row, number, width, place)]
    return Table((), tuple(Row() for _ in table.rows), tuple(cells), place)


def _spanned(table: PlainTable, place: Place) -> Iterator[Cell]:
    """Every cell on the first place of its row that no cell above it covers."""
    covered = set[tuple[int, int]]()
    for number, (row, spans) in enumerate(zip(table.rows, table.spans, strict=True), 1):
        column = 0
        for texts, (down, across) in zip(row, spans, strict=True):
            column = next(at for at in count(column + 1) if (number, at) not in covered)
            down = min(down, len(table.rows) - number + 1)
            covered |= {(number + below, column + right) for below in range(1, down) for right in range(across)}
            yield _cell(texts, Place(place.section, table=place.table, row=number, column=column), down, across)
            column += across - 1


def _cells(row: Sequence[tuple[str, ...]], number: int, width: int, place: Place) -> Iterator[Cell]:
    for column, texts in enumerate(row, 1):
        span = width - column + 1 if column == len(row) else 1
        yield _cell(texts, Place(place.section, table=place.table, row=number, column=column), 1, span)


def _cell(texts: Sequence[str], place: Place, down: int, across: int) -> Cell:
    blocks = tuple(_paragraph(text, replace(place, paragraph=number)) for number, text in enumerate(texts, 1))
    return Cell(place.row or 1, place.column or 1, down, across, blocks)
