"""Items of the body as blocks of the view, counted as a reader counts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from docgen.spec.measures import Tolerance
from docgen.units import Length
from docgen.view.look import ParagraphFormat
from docgen.view.model import Block, Cell, Opaque, Paragraph, Place, Row, Table
from docgen.view.pages.body import CellItem, Item, PictureItem, TableItem, TextItem
from docgen.view.pages.lines import Line, TextColumn
from docgen.view.pages.paragraphs import TextArea
from docgen.view.pages.shape import Shaped, Text, placed, shaped
from docgen.view.pages.stance import Align, Sides
from docgen.view.pages.text import paragraph_of

_OF_A_CELL: Final = Sides(left=True, right=True)
"""The sides of a cell are ruled."""


@dataclass(slots=True)
class BlockWriter:
    """Writes blocks and counts the paragraphs and tables of the whole paper."""

    within: Tolerance
    paragraphs: int = 0
    tables: int = 0

    def blocks(self, items: Sequence[Item], section: int, text: Text) -> Iterator[Block]:
        for item in items:
            place = Place(section=section)
            if isinstance(item, PictureItem):
                yield Opaque(item.what, replace(place, page=item.page))
            elif isinstance(item, TableItem):
                self.tables += 1
                yield self._table(item, replace(place, page=item.page, table=self.tables))
            else:
                for shown in shaped(text.items[id(item)], text.sides, self.within):
                    self.paragraphs += 1
                    yield self._paragraph(shown, replace(place, paragraph=self.paragraphs))

    def furniture(self, line: Line, place: Place, fields: Mapping[int, str], align: Align | None) -> Paragraph:
        """A line of a header or footer; ``fields`` says which glyphs, by identity, are the result of a field."""
        return paragraph_of([line], place, ParagraphFormat(align=align), fields)

    def _paragraph(self, shown: Shaped, place: Place) -> Paragraph:
        return paragraph_of(shown.lines, replace(place, page=shown.lines[0].page), shown.format, looks=shown.looks)

    def _table(self, table: TableItem, place: Place) -> Table:
        widths = tuple(
            Length.of_pt(round(right - left, 2)) for left, right in zip(table.across, table.across[1:], strict=False)
        )
        rows = tuple(
            Row(Length.of_pt(round(height, 2)), header=number < table.headings)
            for number, height in enumerate(table.heights)
        )
        cells = tuple(self._cell(cell, table, place) for cell in table.cells)
        return Table(widths, rows, cells, place)

    def _cell(self, cell: CellItem, table: TableItem, place: Place) -> Cell:
        here = replace(place, row=cell.row + 1, column=cell.column + 1)
        area = TextArea(TextColumn(cell.left + table.margin, cell.right - table.margin))
        blocks = tuple(self._cell_blocks(cell.items, area, here))
        width = Length.of_pt(round(cell.right - cell.left, 2))
        return Cell(here.row or 0, here.column or 0, cell.row_span, cell.column_span, blocks, width)

    def _cell_blocks(self, items: Sequence[Item], area: TextArea, place: Place) -> Iterator[Block]:
        """An empty cell holds an empty paragraph, as in a .docx. A nested table has the place of its outer cell."""
        if not items:
            yield Paragraph((), ParagraphFormat(), replace(place, paragraph=1))
        count = 0
        for item in items:
            if isinstance(item, TextItem):
                for shown in shaped(placed(item.lines, area), _OF_A_CELL, self.within):
                    count += 1
                    yield self._paragraph(shown, replace(place, paragraph=count))
            elif isinstance(item, TableItem):
                yield self._table(item, place)
