"""The inside of a paragraph as runs: text in reading order, split runs joined, deleted text gone.

ECMA-376 Part 1 §17.3.2 (runs), §17.3.3 (their content), §17.13.5 (revisions), §17.16 (fields).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from docgen.view.boxes import SIGN_OF, box_of, has_box, split_boxes
from docgen.view.from_docx.complex_field import SAID_ANYWAY, FieldStack, OpenField, control_box
from docgen.view.from_docx.drawing import Drawn, chosen, read_drawing, read_vml
from docgen.view.from_docx.looks import Looks
from docgen.view.from_docx.notes import NoteCount, NoteKind, NoteReference
from docgen.view.from_docx.package import Relationship
from docgen.view.from_docx.symbols import is_symbol_font, symbol_text
from docgen.view.from_docx.table_slots import TablePart
from docgen.view.from_docx.xml import MC, M, W, has_on, spaced, tag_of
from docgen.view.look import CharacterFormat
from docgen.view.model import Box, BreakKind, Picture, Run
from docgen.view.safe_xml import Element

_EQUATION: Final = "公式"


@dataclass(slots=True)
class Inline:
    """What was read of one paragraph."""

    runs: list[Run] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    opaque: list[str] = field(default_factory=list)
    notes: list[NoteReference] = field(default_factory=list)


class InlineReader:
    """Reads the paragraphs of one story (body, a header, a footer), one after another."""

    def __init__(
        self, looks: Looks, relationships: Mapping[str, Relationship], dynamic: set[str], notes: NoteCount
    ) -> None:
        self.fields = FieldStack(dynamic=dynamic)
        self._looks = looks
        self._relationships = relationships
        self._notes = notes
        self._into = Inline()
        self._style: str | None = None
        self._part = TablePart()
        self._pending: list[str] = []
        self._pending_look: CharacterFormat | None = None
        self._pending_kind: str | None = None
        self._placeholder = False
        self._control_box: Box | None = None

    def read(
        self, paragraph: Element, style: str | None, part: TablePart, into: Inline, *, placeholder: bool = False
    ) -> None:
        """The content of a ``w:p`` of ``style``, into ``into``."""
        self._into = into
        self._style = style
        self._part = part
        self._placeholder = placeholder
        self._children(paragraph)
        self._flush()

    def _format_of(self, properties: Element | None) -> CharacterFormat:
        return self._looks.characters(self._style, self._part, properties)

    # --- what may stand in a paragraph

    def _children(self, parent: Element) -> None:
        for child in parent:
            read = _CONTENT.get(tag_of(child))
            if read is not None:
                read(self, child)

    def _alternatives(self, element: Element) -> None:
        branch = chosen(element)
        if branch is not None:
            self._children(branch)

    def _simple_field(self, element: Element) -> None:
        self._flush()
        opened = self.fields.open_simple(element.get(f"{W}instr", ""))
        self._children(element)
        self._flush()
        self.fields.fields.pop()
        self._without_result(opened, self._format_of(None))

    def _control(self, element: Element) -> None:
        """A content control: its placeholder is no text, its check box a box (§17.5.2)."""
        content, properties = element.find(f"{W}sdtContent"), element.find(f"{W}sdtPr")
        if content is None:
            return
        before = self._placeholder, self._control_box
        self._placeholder = self._placeholder or has_on(properties, "showingPlcHdr")
        self._control_box = control_box(properties) or self._control_box
        self._children(content)
        self._placeholder, self._control_box = before

    def _equation(self, _: Element) -> None:
        self._into.opaque.append(_EQUATION)

    # --- what may stand in a run

    def _run(self, run: Element) -> None:
        properties: Element | None = None
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                text = child.text
                if text and not self._placeholder and self.fields.shown:
                    self._write(spaced(text, child), self._format_of(properties))
            elif tag == _PROPERTIES:
                properties = child
            elif (read := _RUN_CONTENT.get(tag_of(child))) is not None:
                read(self, child, properties)

    def _write(self, text: str, look: CharacterFormat) -> None:
        """Text of one format; boxes stand alone, symbol fonts are read as what they look like."""
        if look.latin is not None and is_symbol_font(look.latin.name):
            text = symbol_text(text, look.latin.name)
        if self._control_box is not None and len(text) == 1:
            self._put(Run(text, look, self.fields.kind, box=self._control_box))
        elif not has_box(text):
            self._join(text, look)
        else:
            for piece, box in split_boxes(text):
                if box is None:
                    self._join(piece, look)
                else:
                    self._put(Run(piece, look, self.fields.kind, box=box))

    def _join(self, text: str, look: CharacterFormat) -> None:
        """Runs that differ in nothing a reader sees are one."""
        kind = self.fields.kind
        if self._pending:
            alike = look is self._pending_look or look == self._pending_look
            if alike and kind == self._pending_kind:
                self._pending.append(text)
                return
            self._flush()
        self._pending, self._pending_look, self._pending_kind = [text], look, kind

    def _flush(self) -> None:
        if self._pending and self._pending_look is not None:
            self.fields.mark_result()
            self._into.runs.append(Run("".join(self._pending), self._pending_look, self._pending_kind))
            self._pending = []

    def _put(self, run: Run) -> None:
        self._flush()
        self.fields.mark_result()
        self._into.runs.append(run)

    def _sign(self, text: str, properties: Element | None) -> None:
        if not self._placeholder and self.fields.shown:
            self._join(text, self._format_of(properties))

    def _tab(self, _: Element, properties: Element | None) -> None:
        self._sign("\t", properties)

    def _hyphen(self, _: Element, properties: Element | None) -> None:
        self._sign("-", properties)

    def _break(self, element: Element, properties: Element | None) -> None:
        kind = _BREAKS.get(element.get(f"{W}type", ""), "line")
        if self.fields.shown:
            text = "\n" if kind == "line" else ""
            self._put(Run(text, self._format_of(properties), break_kind=kind))

    def _symbol(self, element: Element, properties: Element | None) -> None:
        """``w:sym``: a character of a symbol font (§17.3.3.30)."""
        try:
            character = chr(int(element.get(f"{W}char", ""), 16))
        except (ValueError, OverflowError):
            return
        if self._placeholder or not self.fields.shown:
            return
        text = symbol_text(character, element.get(f"{W}font", ""))
        box = self._control_box or box_of(text)
        look = self._format_of(properties)
        self._put(Run(text, look, self.fields.kind, symbol=True, box=box))

    def _page_number(self, _: Element, properties: Element | None) -> None:
        self._put(Run("", self._format_of(properties), "PAGE"))

    def _note(self, element: Element, properties: Element | None) -> None:
        """A note's mark in the text; one of the writer's own follows as text (§17.11.14)."""
        if self._placeholder or not self.fields.shown:
            return
        kind: NoteKind = "footnote" if element.tag == _FOOTNOTE else "endnote"
        own = element.get(f"{W}customMarkFollows", "0") in ("1", "true", "on")
        mark = "" if own else self._notes.next_mark(kind)
        self._mark_note(mark, properties)
        self._into.notes.append(NoteReference(kind, element.get(f"{W}id", ""), mark))

    def _own_mark(self, _: Element, properties: Element | None) -> None:
        """The mark a note begins with is the one that stands for it in the text (§17.11.13)."""
        self._mark_note(self._notes.within, properties)

    def _mark_note(self, mark: str | None, properties: Element | None) -> None:
        if mark is None:
            self._put(Run("", self._format_of(properties), "NOTEREF"))
        elif mark:
            self._join(mark, self._format_of(properties))

    def _instruction(self, element: Element, _: Element | None) -> None:
        self.fields.instruct(element.text or "")

    def _field_mark(self, element: Element, properties: Element | None) -> None:
        self._flush()
        ended = self.fields.step(element)
        if ended is not None:
            self._without_result(ended, self._format_of(properties))

    def _without_result(self, ended: OpenField, look: CharacterFormat) -> None:
        """A field the file holds no result of: boxes, choices and page numbers are seen all the same."""
        self._flush()
        if not self.fields.shown:
            return
        if ended.box is not None:
            self._put(Run(SIGN_OF[ended.box], look, ended.kind, box=ended.box))
        elif not ended.has_result and (ended.seen or ended.kind in SAID_ANYWAY):
            self._put(Run(ended.seen, look, ended.kind))
        elif not ended.has_result and ended.kind == "EQ":
            self._into.opaque.append(_EQUATION)

    def _ruby(self, element: Element, _: Element | None) -> None:
        """Phonetic guides: the base is the text, the guide above it is not (§17.3.3.25)."""
        base = element.find(f"{W}rubyBase")
        if base is not None:
            self._children(base)

    def _alternatives_in_run(self, element: Element, properties: Element | None) -> None:
        branch = chosen(element)
        for child in () if branch is None else branch:
            if (read := _RUN_CONTENT.get(tag_of(child))) is not None:
                read(self, child, properties)

    def _drawing(self, element: Element, _: Element | None) -> None:
        self._drawn(read_drawing(element, self._relationships))

    def _vml(self, element: Element, _: Element | None) -> None:
        self._drawn(read_vml(element, self._relationships))

    def _drawn(self, drawn: Drawn) -> None:
        if self.fields.shown and not self._placeholder:
            if drawn.pictures:
                at = sum(len(run.text) for run in self._into.runs) + sum(map(len, self._pending))
                self._into.pictures += (replace(picture, at=at) for picture in drawn.pictures)
            self._into.boxes += drawn.boxes
            self._into.opaque += drawn.opaque


_TEXT: Final = f"{W}t"
_PROPERTIES: Final = f"{W}rPr"
_FOOTNOTE: Final = f"{W}footnoteReference"
_WRAPPERS: Final = ("hyperlink", "smartTag", "customXml", "dir", "bdo", "ins", "moveTo")
_BREAKS: Final[Mapping[str, BreakKind]] = MappingProxyType({"page": "page", "column": "column"})

_CONTENT: Final[Mapping[str, Callable[[InlineReader, Element], None]]] = MappingProxyType(
    {
        f"{W}r": InlineReader._run,
        **dict.fromkeys((f"{W}{name}" for name in _WRAPPERS), InlineReader._children),
        f"{W}fldSimple": InlineReader._simple_field,
        f"{W}sdt": InlineReader._control,
        f"{MC}AlternateContent": InlineReader._alternatives,
        f"{M}oMath": InlineReader._equation,
        f"{M}oMathPara": InlineReader._equation,
    }
)
_RUN_CONTENT: Final[Mapping[str, Callable[[InlineReader, Element, Element | None], None]]] = MappingProxyType(
    {
        f"{W}tab": InlineReader._tab,
        f"{W}ptab": InlineReader._tab,
        f"{W}br": InlineReader._break,
        f"{W}cr": InlineReader._break,
        f"{W}noBreakHyphen": InlineReader._hyphen,
        f"{W}sym": InlineReader._symbol,
        f"{W}pgNum": InlineReader._page_number,
        _FOOTNOTE: InlineReader._note,
        f"{W}endnoteReference": InlineReader._note,
        f"{W}footnoteRef": InlineReader._own_mark,
        f"{W}endnoteRef": InlineReader._own_mark,
        f"{W}instrText": InlineReader._instruction,
        f"{W}fldChar": InlineReader._field_mark,
        f"{W}ruby": InlineReader._ruby,
        f"{W}drawing": InlineReader._drawing,
        f"{W}pict": InlineReader._vml,
        f"{W}object": InlineReader._vml,
        f"{MC}AlternateContent": InlineReader._alternatives_in_run,
    }
)
