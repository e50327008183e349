"""What the properties of one part come to; where they are interned, each number is resolved once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from docgen.view.from_docx.cascade import Cascade
from docgen.view.from_docx.interned import InternedPart
from docgen.view.from_docx.numbering import NumberKey
from docgen.view.from_docx.table_slots import TablePart, read_cell_slots
from docgen.view.from_docx.xml import W
from docgen.view.look import CharacterFormat, ParagraphFormat
from docgen.view.safe_xml import Element

Slots = dict[str, Any]

_RUN_PROPERTIES: Final = f"{W}rPr"
_SECTION: Final = f"{W}sectPr"
_DELETED: Final = f"{W}del"


@dataclass(frozen=True, slots=True)
class ParagraphProperties:
    """What a ``w:pPr`` comes to: ``style`` is that of the paragraph's runs, ``mark`` the format of its mark.

    ``joins_next``: a revision deleted the mark (§17.13.5.15). ``closes_section``: a section ends with it (§17.6.18).
    """

    format: ParagraphFormat
    style: str | None
    numbering: NumberKey | None
    mark: CharacterFormat
    joins_next: bool = False
    closes_section: bool = False


class Looks:
    """The formats of one part's runs, paragraphs and cells."""

    def __init__(self, cascade: Cascade, interned: InternedPart) -> None:
        self.cascade = cascade
        self._interned = interned
        self._characters: dict[tuple[str | None, int, str | None], CharacterFormat] = {}
        self._paragraphs: dict[tuple[int, str | None], ParagraphProperties] = {}
        self._cells: dict[str | None, Slots] = {}

    def characters(self, style: str | None, part: TablePart, properties: Element | None) -> CharacterFormat:
        """The format of a run in a paragraph of ``style`` in a table's ``part``."""
        number = self._interned.number(properties)
        if number is None and properties is not None:
            return self.cascade.characters(style, part, properties)
        key = (style, id(part), number)
        found = self._characters.get(key)
        if found is None:
            whole = None if properties is None else self._interned.whole(properties)
            found = self._characters[key] = self.cascade.characters(style, part, whole)
        return found

    def paragraph(self, part: TablePart, properties: Element | None) -> ParagraphProperties:
        """What a paragraph's properties come to in a table's ``part``."""
        number = self._interned.number(properties)
        if number is None and properties is not None:
            return self._read_paragraph(part, properties)
        key = (id(part), number)
        found = self._paragraphs.get(key)
        if found is None:
            whole = None if properties is None else self._interned.whole(properties)
            found = self._paragraphs[key] = self._read_paragraph(part, whole)
        return found

    def _read_paragraph(self, part: TablePart, properties: Element | None) -> ParagraphProperties:
        look = self.cascade.paragraph(part, properties)
        mark = None if properties is None else properties.find(_RUN_PROPERTIES)
        return ParagraphProperties(
            look.format,
            look.style,
            look.numbering,
            mark=self.characters(look.style, part, mark),
            joins_next=mark is not None and self._interned.whole(mark).find(_DELETED) is not None,
            closes_section=properties is not None and properties.find(_SECTION) is not None,
        )

    def cell(self, properties: Element | None) -> Slots:
        """The slots of a cell's properties; not to be changed, cells alike share them."""
        number = self._interned.number(properties)
        if number is None and properties is not None:
            return read_cell_slots(properties)
        found = self._cells.get(number)
        if found is None:
            whole = None if properties is None else self._interned.whole(properties)
            found = self._cells[number] = read_cell_slots(whole)
        return found
