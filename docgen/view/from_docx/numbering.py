"""Automatic list numbers as the text a reader sees (ECMA-376 Part 1 §17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from docgen.view.from_docx.numerals import numeral
from docgen.view.from_docx.paragraph_slots import read_paragraph_slots
from docgen.view.from_docx.styles import StyleSheet
from docgen.view.from_docx.symbols import symbol_text
from docgen.view.from_docx.xml import MC, W, child_val, has_on, integer
from docgen.view.safe_xml import Element

Slots = dict[str, Any]

_LEVELS: Final = 9
_LINKS: Final = 8
"""Hops from a number through numbering styles to its definition; more are a circle."""
_PLACEHOLDER: Final = re.compile(r"%([1-9])")


class NumberKey(NamedTuple):
    """The number a paragraph carries: ``w:numId`` and the level, from 0."""

    number: str
    level: int


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``restart`` is the 1-based level whose use restarts it: 0 never, None any above."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str | None = None
    symbol_font: str = ""
    paragraph: Slots = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """``levels`` of one number, its overrides applied; lists of one ``sequence`` count on together."""

    sequence: str
    levels: tuple[Level, ...]
    starts: dict[int, int]


class Numbering:
    """``numbering.xml``: definitions resolved when asked for."""

    def __init__(self, root: Element | None, sheet: StyleSheet) -> None:
        self._sheet = sheet
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._definitions: dict[str, ListDefinition | None] = {}
        for element in () if root is None else root.iterfind(f"{W}abstractNum"):
            self._abstract.setdefault(element.get(f"{W}abstractNumId", ""), element)
        for element in () if root is None else root.iterfind(f"{W}num"):
            self._numbers.setdefault(element.get(f"{W}numId", ""), element)

    def has(self, number: str) -> bool:
        """Whether this number numbers anything; 0 never does."""
        return number != "0" and self.definition(number) is not None

    def definition(self, number: str) -> ListDefinition | None:
        """The list of one ``w:numId``, or None when there is no such list."""
        if number not in self._definitions:
            self._definitions[number] = self._read(number)
        return self._definitions[number]

    def level_slots(self, key: NumberKey) -> Slots:
        """What the level says of its paragraphs."""
        level = self.level(key)
        return {} if level is None else level.paragraph

    def level(self, key: NumberKey) -> Level | None:
        found = self.definition(key.number)
        return None if found is None or not 0 <= key.level < len(found.levels) else found.levels[key.level]

    def level_of_style(self, number: str, style: str) -> int | None:
        """The level linked to a paragraph style (``w:pStyle``, §17.9.23)."""
        found = self.definition(number)
        levels = () if found is None else found.levels
        return next((index for index, level in enumerate(levels) if style and level.style == style), None)

    def _read(self, number: str) -> ListDefinition | None:
        instance = self._numbers.get(number)
        if instance is None:
            return None
        sequence, abstract = self._abstract_of(instance)
        if abstract is None:
            return None
        levels = [Level() for _ in range(_LEVELS)]
        for element in abstract.iterfind(f"{W}lvl"):
            _put(levels, integer(element.get(f"{W}ilvl")), element)
        starts: dict[int, int] = {}
        for override in instance.iterfind(f"{W}lvlOverride"):
            index = integer(override.get(f"{W}ilvl"))
            replaced = override.find(f"{W}lvl")
            if replaced is not None:
                _put(levels, index, replaced)
            start = integer(child_val(override, "startOverride"))
            if index is not None and start is not None:
                starts[index] = start
        return ListDefinition(sequence, tuple(levels), starts)

    def _abstract_of(self, instance: Element) -> tuple[str, Element | None]:
        """The definition behind a number, through numbering styles where it only links to one (§17.9.21)."""
        for _ in range(_LINKS):
            key = child_val(instance, "abstractNumId") or ""
            abstract = self._abstract.get(key)
            link = None if abstract is None else child_val(abstract, "numStyleLink")
            number = None if link is None else self._sheet.numbering_of(link)
            following = None if number is None else self._numbers.get(number)
            if following is None:
                return key, abstract
            instance = following
        return "", None


def _put(levels: list[Level], index: int | None, element: Element) -> None:
    if index is not None and 0 <= index < _LEVELS:
        levels[index] = _level(element)


def _level(element: Element) -> Level:
    form = element.find(f"{W}numFmt")
    if form is None:
        form = element.find(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")
    start = integer(child_val(element, "start"))
    fonts = element.find(f"{W}rPr/{W}rFonts")
    return Level(
        start=0 if start is None else start,
        form="decimal" if form is None else form.get(f"{W}val", "decimal"),
        text=child_val(element, "lvlText") or "",
        legal=has_on(element, "isLgl"),
        restart=integer(child_val(element, "lvlRestart")),
        style=child_val(element, "pStyle"),
        symbol_font="" if fonts is None else fonts.get(f"{W}ascii", ""),
        paragraph=read_paragraph_slots(element.find(f"{W}pPr")),
    )


class Counter:
    """Counts the numbered paragraphs of one story in reading order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[NumberKey] = set()

    def label(self, key: NumberKey) -> str:
        """The label of the next paragraph that carries this number."""
        definition = self._numbering.definition(key.number)
        if definition is None or not 0 <= key.level < len(definition.levels):
            return ""
        counts = self._counts.setdefault(definition.sequence, [None] * _LEVELS)
        self._step(counts, definition, key)
        return _label(counts, definition, key.level)

    def _step(self, counts: list[int | None], definition: ListDefinition, key: NumberKey) -> None:
        current, level = counts[key.level], definition.levels[key.level]
        if key.level in definition.starts and key not in self._begun:
            counts[key.level] = definition.starts[key.level]
        else:
            counts[key.level] = level.start if current is None else current + 1
        self._begun.add(key)
        for deeper in range(key.level + 1, _LEVELS):
            restart = definition.levels[deeper].restart
            if restart is None or 0 < key.level + 1 <= restart:
                counts[deeper] = None


def _label(counts: list[int | None], definition: ListDefinition, index: int) -> str:
    level = definition.levels[index]
    if level.form == "bullet":
        return symbol_text(level.text, level.symbol_font)

    def write(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        source = definition.levels[place]
        count = counts[place]
        form = "decimal" if level.legal and source.form != "none" else source.form
        return numeral(source.start if count is None else count, form)

    return _PLACEHOLDER.sub(write, level.text)
