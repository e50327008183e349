"""The effective format of runs and paragraphs, slot by slot (ECMA-376 Part 1 §17.7.2).

Document defaults → table style with its conditional parts → paragraph style chain → character style chain → direct:
the nearest level that says anything about a slot wins; toggles turn over between the kinds of style. Numbering lays
its indents over the level that asks for it.

Not copied: Word lets the size and face of a table style yield to a ``Normal`` style that repeats the document
defaults (the ``overrideTableStyleFontSizeAndJustification`` compatibility setting). Here the style chain always wins
over the table style, as the standard says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from docgen.reading import Reading
from docgen.spec.measures import Tolerance
from docgen.units import Length
from docgen.view.from_docx.borders import drawn
from docgen.view.from_docx.numbering import Numbering, NumberKey
from docgen.view.from_docx.paragraph_slots import merged, read_paragraph_slots
from docgen.view.from_docx.run_slots import TOGGLES, read_run_slots
from docgen.view.from_docx.styles import ParagraphLevel, StyleSheet
from docgen.view.from_docx.table_slots import TablePart
from docgen.view.from_docx.theme import read_theme
from docgen.view.from_docx.xml import W, child_val, integer, parse, twips
from docgen.view.look import CharacterFormat, Face, LineSpacing, ParagraphFormat
from docgen.view.safe_xml import Element

Slots = dict[str, Any]
Signature = tuple[Any, ...]

_HALF_POINTS_DEFAULT: Final = 20
"""No size at any level: ten points (§17.3.2.38)."""
_SINGLE: Final = 240
_MULTIPLE_WITHIN: Final = 1
_FORMATS: Final = 4096
_SHEETS: Final = 16
_OTHERS: Final = frozenset(f"{W}{name}" for name in ("rPr", "sectPr", "pPrChange", "rPrChange"))
"""What stands in properties without being any: the mark's format, the section, what was before a tracked change."""
_BORDER_ORDER: Final = ("top", "left", "bottom", "right", "between", "bar")


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """A paragraph's format, its style for its runs, and the number it carries."""

    format: ParagraphFormat
    style: str | None
    numbering: NumberKey | None


@dataclass(frozen=True, slots=True)
class SheetParts:
    """What effective formats depend on: the parts' bytes, the East Asian language, and a line of the grid."""

    styles: bytes | None
    theme: bytes | None
    numbering: bytes | None
    language: str
    line: Length


class Cascade:
    """Resolves formats, and remembers each combination of levels it has resolved."""

    def __init__(self, sheet: StyleSheet, numbering: Numbering, tolerance: Tolerance, line: Length) -> None:
        self.sheet = sheet
        self.numbering = numbering
        self._tolerance = tolerance
        self._line = line
        self._characters: dict[Signature, CharacterFormat] = {}
        self._paragraphs: dict[Signature, ParagraphLook] = {}

    @property
    def default_size(self) -> Length | None:
        """The size of text in a paragraph that names no style."""
        style = self.sheet.style_or_default(None, "paragraph")
        size = self.characters(style, self.sheet.no_table, None).size
        return None if size is None else size.value

    # --- runs

    def characters(self, style: str | None, part: TablePart, properties: Element | None) -> CharacterFormat:
        """The format of a run with ``w:rPr`` ``properties`` in a paragraph of ``style`` in a table's ``part``."""
        key = (style, id(part), _signature(properties))
        found = self._characters.get(key)
        if found is None:
            found = self._resolve_characters(style, part, properties)
            _remember(self._characters, key, found)
        return found

    def _resolve_characters(self, style: str | None, part: TablePart, properties: Element | None) -> CharacterFormat:
        named = None if properties is None else child_val(properties, "rStyle")
        character = self.sheet.run_chain(self.sheet.style_or_default(named, "character"))
        levels = (part.run, self.sheet.run_chain(style), character)
        direct = read_run_slots(properties, self.sheet.theme)
        slots = {**self.sheet.run_defaults, **levels[0], **levels[1], **levels[2], **direct}
        for toggle in TOGGLES:
            if toggle in slots and toggle not in direct:
                default = self.sheet.run_defaults.get(toggle, False)
                slots[toggle] = default or sum(level.get(toggle, False) for level in levels) % 2 == 1
        return self._character_format(slots)

    def _character_format(self, slots: Slots) -> CharacterFormat:
        size = slots.get("size", Length.of_pt(_HALF_POINTS_DEFAULT / 2))
        return CharacterFormat(
            east_asian=Face(slots.get("east_asian", "")),
            latin=Face(slots.get("latin", "")),
            size=Reading.exact(size, "w:sz", self._tolerance.size),
            bold=slots.get("bold", False),
            italic=slots.get("italic", False),
            underline=slots.get("underline", "none"),
            strike=slots.get("strike", False) or slots.get("double_strike", False),
            colour=slots.get("fill") or slots.get("colour", "auto"),
            hidden=slots.get("hidden", False),
            spacing=slots.get("spacing", Length(0)),
            scale=slots.get("scale", 100),
            position=slots.get("position", Length(0)),
            highlight=slots.get("highlight", "none"),
            shading=slots.get("shading"),
            vertical=slots.get("vertical"),
            caps=slots.get("caps", False),
        )

    # --- paragraphs

    def paragraph(self, part: TablePart, properties: Element | None) -> ParagraphLook:
        """The look of a paragraph with ``w:pPr`` ``properties`` in a table's ``part``."""
        key = (id(part), _signature(properties))
        found = self._paragraphs.get(key)
        if found is None:
            found = self._resolve_paragraph(part, properties)
            _remember(self._paragraphs, key, found)
        return found

    def _resolve_paragraph(self, part: TablePart, properties: Element | None) -> ParagraphLook:
        named = None if properties is None else child_val(properties, "pStyle")
        style = self.sheet.style_or_default(named, "paragraph")
        chain = self.sheet.paragraph_chain(style)
        levels = [*chain, ParagraphLevel("", read_paragraph_slots(properties))]
        number, asking = self._number(levels)
        slots = [self.sheet.paragraph_defaults, part.paragraph]
        for level in levels:
            if level is asking and number is not None:
                slots.append(self.numbering.level_slots(number))
            slots.append(level.slots)
        return ParagraphLook(self._paragraph_format(merged(slots), self.sheet.name(style)), style, number)

    def _number(self, levels: list[ParagraphLevel]) -> tuple[NumberKey | None, ParagraphLevel | None]:
        """The number in force and the level that asks for it; ``numId`` 0 takes numbering away (§17.9.18)."""
        asking = next((level for level in reversed(levels) if "number" in level.slots), None)
        if asking is None or not self.numbering.has(asking.slots["number"]):
            return None, None
        number = asking.slots["number"]
        nearer = levels[levels.index(asking) :][::-1]
        stated = (level.slots.get("number_level") for level in nearer)
        linked = (self.numbering.level_of_style(number, level.style) for level in nearer)
        depth = next((depth for depth in (*stated, *linked) if depth is not None), 0)
        return NumberKey(number, depth), asking

    def _paragraph_format(self, slots: Slots, style: str | None) -> ParagraphFormat:
        tabs = sorted((tab for tab in slots.get("tabs", {}).values() if tab is not None), key=lambda tab: tab.position)
        borders = ((side, slots.get(f"border.{side}")) for side in _BORDER_ORDER)
        return ParagraphFormat(
            style=style,
            align=slots.get("align", "left"),
            line=self._line_spacing(slots),
            before=self._space(slots, "before"),
            after=self._space(slots, "after"),
            indent_left=_indent(slots, "indent_left"),
            indent_right=_indent(slots, "indent_right"),
            first_line=_indent(slots, "first_line"),
            indent_left_characters=slots.get("indent_left_characters") or None,
            indent_right_characters=slots.get("indent_right_characters") or None,
            first_line_characters=slots.get("first_line_characters") or None,
            before_lines=slots.get("before_lines") or None,
            after_lines=slots.get("after_lines") or None,
            auto_before=slots.get("auto_before", False),
            auto_after=slots.get("auto_after", False),
            borders=tuple((side, line) for side, line in borders if line is not None and drawn(line)),
            shading=slots.get("shading"),
            tabs=tuple(tabs),
            page_break_before=slots.get("page_break_before", False),
            keep_next=slots.get("keep_next", False),
            keep_lines=slots.get("keep_lines", False),
            widow_control=slots.get("widow_control", True),
            frame=slots.get("frame"),
            snap_to_grid=slots.get("snap_to_grid", True),
            outline_level=slots.get("outline_level"),
            contextual=slots.get("contextual", False),
        )

    def _line_spacing(self, slots: Slots) -> LineSpacing:
        """``auto`` counts 240ths of a line, ``exact`` and ``atLeast`` are lengths (§17.3.1.33)."""
        written, rule = slots.get("line"), slots.get("line_rule", "auto")
        if rule in ("exact", "atLeast") and (length := twips(written)) is not None:
            reading = Reading.exact(Length(abs(length)), "w:spacing/@w:line", self._tolerance.pitch)
            return LineSpacing("exact" if rule == "exact" else "at_least", reading)
        amount = Length(integer(written) or _SINGLE)
        return LineSpacing("multiple", Reading.exact(amount, "w:spacing/@w:line", _MULTIPLE_WITHIN))

    def _space(self, slots: Slots, side: str) -> Reading[Length]:
        """Space in lines is as high as the grid's lines or as a plain one; automatic space is the program's choice."""
        within = self._tolerance.spacing
        stated: Length = slots.get(side, Length(0))
        lines: float = slots.get(f"{side}_lines") or 0
        if slots.get(f"auto_{side}"):
            return Reading(Length(0), None, f"w:spacing/@w:{side}Autospacing", within)
        if lines:
            heights = sorted({round(lines * Length.of_twips(_SINGLE)), round(lines * self._line), int(stated)} - {0})
            return Reading(Length(heights[0]), Length(heights[-1]), f"w:spacing/@w:{side}Lines", within)
        return Reading.exact(stated, f"w:spacing/@w:{side}", within)


def _indent(slots: Slots, name: str) -> Reading[Length]:
    return Reading.exact(slots.get(name, Length(0)), "w:ind")


def _signature(properties: Element | None) -> Signature | None:
    """What an ``rPr`` or ``pPr`` says, as a key: its children and theirs, with their attributes."""
    if properties is None:
        return None
    key: list[Any] = []
    for child in properties:
        tag = child.tag
        if tag not in _OTHERS:
            key.append(tag)
            key += child.items()
            if len(child):
                key.append(_signature(child))
    return tuple(key)


def _remember(memory: dict[Signature, Any], key: Signature, value: object) -> None:
    """Keep within bounds: a file with endless formats must not fill the memory."""
    if len(memory) >= _FORMATS:
        memory.clear()
    memory[key] = value


@lru_cache(maxsize=_SHEETS)
def cascade_of(parts: SheetParts, tolerance: Tolerance) -> Cascade:
    """The cascade of a style sheet; files that share their style parts, as one office's do, share it.

    Raises Unreadable when a part is damaged.
    """
    theme = read_theme(_root(parts.theme, "theme"), parts.language)
    sheet = StyleSheet(_root(parts.styles, "styles.xml"), theme)
    numbering = Numbering(_root(parts.numbering, "numbering.xml"), sheet)
    return Cascade(sheet, numbering, tolerance, parts.line)


def _root(data: bytes | None, name: str) -> Element | None:
    return None if data is None else parse(data, name)


__all__ = ["Cascade", "ParagraphLook", "SheetParts", "cascade_of"]
