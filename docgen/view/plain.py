"""Text without its look: the view of a file of which this reader knows the words and the tables, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docgen.reading import Reading
from docgen.spec.model import SIDES
from docgen.units import Length
from docgen.view.model import (
    Block,
    Cell,
    CharacterFormat,
    DocumentView,
    Facts,
    PageSetup,
    Paragraph,
    ParagraphFormat,
    Place,
    Row,
    Run,
    Section,
    Table,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlainTable:
    """Rows of cells, each cell its paragraphs."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]


Plain = str | PlainTable
"""A paragraph of the body, or a table."""


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
    """Merges are unknown too: the last cell of a short row reaches to the table's end."""
    width = max(map(len, table.rows), default=0)
    cells = [cell for number, row in enumerate(table.rows, 1) for cell in _cells(row, number, width, place)]
    return Table((), tuple(Row() for _ in table.rows), tuple(cells), place)


def _cells(row: Sequence[tuple[str, ...]], number: int, width: int, place: Place) -> Iterator[Cell]:
    for column, texts in enumerate(row, 1):
        span = width - column + 1 if column == len(row) else 1
        blocks = tuple(
            _paragraph(text, Place(place.section, None, count, place.table, number, column))
            for count, text in enumerate(texts, 1)
        )
        yield Cell(number, column, 1, span, blocks)
