"""A .docx, .docm or .dotx as a DocumentView (ECMA-376 Part 1, Transitional and Strict)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.remedies import SAVE_AS_DOCX
from docgen.spec.measures import Tolerance, load_measures
from docgen.units import Length
from docgen.view.from_docx.cascade import Cascade, SheetParts, cascade_of
from docgen.view.from_docx.facts import is_scan, page_pictures, read_facts
from docgen.view.from_docx.interned import InternedPart, parse_interned
from docgen.view.from_docx.notes import NoteCount, NoteKind, NoteReference, note_numberings, notes_of
from docgen.view.from_docx.package import Package
from docgen.view.from_docx.sections import Binding, grid_line, read_sections, section_properties
from docgen.view.from_docx.story import ReadNote, Story, Tally, Where
from docgen.view.from_docx.xml import W, has_on
from docgen.view.model import Block, DocumentView, Section
from docgen.view.safe_xml import Element

_PLAIN_LINE: Final = 240
"""Twips of a line without a grid."""


def read_docx(data: bytes, limits: Limits = DEFAULT_LIMITS, tolerance: Tolerance | None = None) -> DocumentView:
    """The view of a word-processing package. ``tolerance`` defaults to the house's measures for .docx.

    Raises Unreadable: ARC101 damaged or without a document part, ARC104 unsafe or beyond the limits, ARC105 encrypted.
    """
    return _DocxReader(data, limits, tolerance or load_measures().tolerance("docx")).view()


class _DocxReader:
    """One document while it is read: its parts, its cascade, and what its stories add up to."""

    def __init__(self, data: bytes, limits: Limits, tolerance: Tolerance) -> None:
        self._limits = limits
        self._tolerance = tolerance
        self._package = Package(data, limits)
        self._main = self._package.main_part()
        self._document = self._read_part(self._main)
        self._body = self._find_body()
        self._sections = section_properties(self._body)
        self._settings = self._related_tree("settings")
        self._tally = Tally(notes=NoteCount(note_numberings(self._settings, self._sections)))
        self._notes: dict[NoteKind, tuple[Story, dict[str, Element]] | None] = {}
        self._furniture: dict[str, tuple[Block, ...]] = {}
        self._cascade = self._read_cascade()

    def view(self) -> DocumentView:
        part = self._cascade.sheet.no_table
        blocks = self._story(self._main, self._document, self._read_note).blocks(self._body, Where(), part)
        sections = tuple(self._read_sections())
        roots = (self._document.root, *self._document.distinct)
        facts = read_facts(self._package, self._main, roots, self._tally.dynamic, self._tally.pictures)
        view = DocumentView(facts, sections, blocks)
        if is_scan(blocks, sections, opaque=any(True for _ in view.opaque())):
            return replace(view, facts=replace(facts, scanned=(1,)))
        paged = page_pictures(blocks, sections) if facts.pictures and view.has_text else 0
        return replace(view, facts=replace(facts, page_pictures=paged)) if paged else view

    def _read_part(self, name: str) -> InternedPart:
        """A part of text. Raises ARC101 when it is not there."""
        data = self._package.part(name)
        if data is None:
            raise Unreadable("ARC101", f"文件内部缺少“{name}”，打不开", SAVE_AS_DOCX)
        return parse_interned(data, name, self._limits)

    def _find_body(self) -> Element:
        body = self._document.root.find(f"{W}body")
        if body is None or self._document.root.tag != f"{W}document":
            raise Unreadable("ARC101", f"文件的正文部分“{self._main}”不是 Word 正文，打不开", SAVE_AS_DOCX)
        return body

    def _related_tree(self, kind: str) -> Element | None:
        name = self._package.related_part(self._main, kind)
        return None if name is None else self._package.tree(name)

    def _related_bytes(self, kind: str) -> bytes | None:
        name = self._package.related_part(self._main, kind)
        return None if name is None else self._package.part(name)

    def _read_cascade(self) -> Cascade:
        languages = None if self._settings is None else self._settings.find(f"{W}themeFontLang")
        parts = SheetParts(
            styles=self._related_bytes("styles"),
            theme=self._related_bytes("theme"),
            numbering=self._related_bytes("numbering"),
            language="" if languages is None else languages.get(f"{W}eastAsia", ""),
            line=grid_line(self._sections, Length.of_twips(_PLAIN_LINE)),
        )
        return cascade_of(parts, self._tolerance)

    def _story(self, name: str, interned: InternedPart, read_note: ReadNote | None = None) -> Story:
        relationships = self._package.relationships(name)
        return Story(self._cascade, interned, relationships, self._limits, self._tally, read_note)

    def _read_note(self, reference: NoteReference, where: Where) -> tuple[Block, ...]:
        """What a note says; one that is asked for again is not read again."""
        if reference.kind not in self._notes:
            self._notes[reference.kind] = self._note_part(reference.kind)
        found = self._notes[reference.kind]
        note = None if found is None else found[1].pop(reference.key, None)
        if found is None or note is None:
            return ()
        self._tally.notes.within = reference.mark
        return found[0].blocks(note, where, self._cascade.sheet.no_table)

    def _note_part(self, kind: NoteKind) -> tuple[Story, dict[str, Element]] | None:
        """The part of the footnotes or endnotes: its story, and each note by its id."""
        name = self._package.related_part(self._main, f"{kind}s")
        if name is None:
            return None
        interned = self._read_part(name)
        return self._story(name, interned), notes_of(interned.root, kind)

    def _read_sections(self) -> list[Section]:
        size = self._cascade.default_size
        binding = Binding(has_on(self._settings, "evenAndOddHeaders"), has_on(self._settings, "gutterAtTop"), size)
        return list(read_sections(self._sections, binding, self._tolerance, self._read_furniture))

    def _read_furniture(self, key: str, section: int) -> tuple[Block, ...]:
        """The blocks of a header or footer part, each part read once."""
        relationship = self._package.relationships(self._main).get(key)
        if relationship is None or relationship.external:
            return ()
        name = relationship.target
        if name not in self._furniture:
            self._furniture[name] = self._read_story(name, Where(section=section, furniture=True))
        return self._furniture[name]

    def _read_story(self, name: str, where: Where) -> tuple[Block, ...]:
        data = self._package.part(name)
        if data is None:
            return ()
        interned = parse_interned(data, name, self._limits)
        return self._story(name, interned).blocks(interned.root, where, self._cascade.sheet.no_table)
