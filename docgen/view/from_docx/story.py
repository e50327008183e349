"""A story (the body, a header, a footer) as blocks in reading order (ECMA-376 Part 1 §17.2, §17.10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.view.from_docx.cascade import Cascade
from docgen.view.from_docx.inline import Inline, InlineReader
from docgen.view.from_docx.interned import InternedPart
from docgen.view.from_docx.looks import Looks, ParagraphProperties
from docgen.view.from_docx.neighbours import as_set
from docgen.view.from_docx.notes import NoteCount, NoteReference
from docgen.view.from_docx.numbering import Counter
from docgen.view.from_docx.package import Relationship
from docgen.view.from_docx.table_slots import TablePart
from docgen.view.from_docx.tables import has_rows, read_table
from docgen.view.from_docx.wrappers import flattened, is_placeholder
from docgen.view.from_docx.xml import M, W, leading, tag_of
from docgen.view.model import Aside, Block, Opaque, Paragraph, Place
from docgen.view.safe_xml import Element

_PARAGRAPH: Final = f"{W}p"
_TABLE: Final = f"{W}tbl"
_PROPERTIES: Final = f"{W}pPr"
_OPAQUE: Final = {
    f"{W}altChunk": "外部内容（altChunk）",
    f"{W}subDoc": "子文档",
    f"{M}oMath": "公式",
    f"{M}oMathPara": "公式",
}
_SIMPLER: Final = "请删去层层嵌套的表格或文本框后另存，再提交"


@dataclass(slots=True)
class Where:
    """Where the reader stands. Cells of nested tables count as their outermost cell's."""

    section: int = 1
    paragraph: int = 0
    table: int = 0
    row: int | None = None
    column: int | None = None
    aside: Aside | None = None
    depth: int = 0
    furniture: bool = False

    @property
    def in_cell(self) -> bool:
        return self.row is not None

    def next_paragraph(self) -> Place:
        """The place of the next paragraph; those of a text box or note stand where what they belong to stands."""
        if not self.aside:
            self.paragraph += 1
        return self.here()

    def here(self) -> Place:
        table = self.table if self.in_cell else 0
        return Place(self.section, None, self.paragraph or None, table or None, self.row, self.column)

    def close_section(self) -> None:
        """Only a paragraph of the body itself closes a section."""
        if not (self.in_cell or self.aside or self.furniture):
            self.section += 1

    def next_table(self) -> Place:
        """The place of the next table: its own number at the top level, its outer cell's within a cell."""
        if self.in_cell or self.aside:
            return self.here()
        self.table += 1
        return Place(self.section, None, None, self.table)

    def deeper(self, row: int | None, column: int | None, aside: Aside | None) -> Where:
        """Where the content of a cell, text box or note stands; a table in a box or note has no number of its own."""
        aside = aside or self.aside
        paragraph = self.paragraph if aside or self.in_cell else 0
        table = 0 if aside and not self.in_cell else self.table
        return Where(
            self.section,
            paragraph,
            table,
            self.row or row,
            self.column or column,
            aside,
            self.depth + 1,
            self.furniture,
        )


@dataclass(slots=True)
class Tally:
    """What the stories of one document add up to."""

    characters: int = 0
    cells: int = 0
    pictures: int = 0
    dynamic: set[str] = field(default_factory=set)
    notes: NoteCount = field(default_factory=NoteCount)


ReadNote = Callable[[NoteReference, Where], tuple[Block, ...]]
"""Reads what a note says, once."""


class Story:
    """Reads one story. Raises Unreadable ARC104 when it is longer or deeper than the limits."""

    def __init__(
        self,
        cascade: Cascade,
        interned: InternedPart,
        relationships: Mapping[str, Relationship],
        limits: Limits,
        tally: Tally,
        read_note: ReadNote | None = None,
    ) -> None:
        self._looks = Looks(cascade, interned)
        self._limits = limits
        self._tally = tally
        self._inline = InlineReader(self._looks, relationships, tally.dynamic, tally.notes)
        self._read_note = read_note
        self._notes_of_cells: list[Block] = []
        self._counter = Counter(cascade.numbering)

    def blocks(self, container: Element, where: Where, part: TablePart) -> tuple[Block, ...]:
        """The blocks of a body, header, cell or text box."""
        if where.depth > self._limits.content_depth:
            raise Unreadable("ARC104", f"表格或文本框嵌套超过{self._limits.content_depth}层", _SIMPLER)
        blocks: list[Block] = []
        carried: Inline | None = None
        for element in flattened(container):
            tag = element.tag
            if tag == _PARAGRAPH:
                carried = self._paragraph(element, where, part, carried, blocks)
            elif tag == _TABLE:
                if has_rows(element):
                    blocks.append(self._table(element, where))
                if not where.in_cell:
                    blocks += self._notes_of_cells
                    self._notes_of_cells.clear()
            elif tag in _OPAQUE:
                blocks.append(Opaque(_OPAQUE[tag_of(element)], where.here()))
        if carried is not None:
            self._put(carried, self._looks.paragraph(part, None), where, part, blocks)
        return as_set(blocks)

    def _paragraph(
        self, element: Element, where: Where, part: TablePart, carried: Inline | None, blocks: list[Block]
    ) -> Inline | None:
        """Read a paragraph; gives its content where a deleted mark carries it into the next one."""
        properties = leading(element, _PROPERTIES)
        look = self._looks.paragraph(part, properties)
        self._tally.notes.section = where.section
        inline = Inline() if carried is None else carried
        self._inline.read(element, look.style, part, inline, placeholder=is_placeholder(element))
        if not look.joins_next:
            self._put(inline, look, where, part, blocks)
        if look.closes_section:
            where.close_section()
        return inline if look.joins_next else None

    def _put(
        self, inline: Inline, look: ParagraphProperties, where: Where, part: TablePart, blocks: list[Block]
    ) -> None:
        """The paragraph, then what its text boxes hold, its notes, then what of it is opaque."""
        self._count(inline)
        blocks.append(
            Paragraph(
                tuple(inline.runs),
                look.format,
                where.next_paragraph(),
                "" if look.numbering is None else self._counter.label(look.numbering),
                look.mark,
                tuple(inline.pictures),
                where.aside,
            )
        )
        for box in inline.boxes:
            blocks += self.blocks(box, where.deeper(None, None, "text_box"), part)
        self._put_notes(inline, where, blocks)
        blocks += [Opaque(what, where.here()) for what in inline.opaque]

    def _put_notes(self, inline: Inline, where: Where, blocks: list[Block]) -> None:
        """What notes say stands after the paragraph, or after the table: it is nothing a cell says."""
        if self._read_note is not None:
            into = self._notes_of_cells if where.in_cell else blocks
            for note in inline.notes:
                into += self._read_note(note, where.deeper(None, None, note.kind))

    def _count(self, inline: Inline) -> None:
        for run in inline.runs:
            self._tally.characters += len(run.text)
        self._tally.pictures += len(inline.pictures)
        if self._tally.characters > self._limits.characters:
            raise Unreadable("ARC104", f"文件超过{self._limits.characters // 10_000}万字", "请拆分后另存，再提交")

    def _table(self, element: Element, where: Where) -> Block:
        place = where.next_table()

        def content(cell: Element, row: int, column: int, part: TablePart) -> tuple[Block, ...]:
            inside = where.deeper(row, column, None)
            blocks = self.blocks(cell, inside, part)
            if where.in_cell:
                where.paragraph = inside.paragraph
            return blocks

        left = self._limits.cells - self._tally.cells
        table = read_table(element, self._looks, place, left, content)
        self._tally.cells += len(table.cells)
        return table
