"""The style sheet: chains of styles resolved when asked for, each once (ECMA-376 Part 1 §17.7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from docgen.view.from_docx.paragraph_slots import read_paragraph_slots
from docgen.view.from_docx.run_slots import read_run_slots
from docgen.view.from_docx.table_slots import TablePart, read_cell_slots, read_table_slots
from docgen.view.from_docx.theme import Theme
from docgen.view.from_docx.xml import W, child_val, integer
from docgen.view.safe_xml import Element

Slots = dict[str, Any]

_CHAIN: Final = 64
"""Longer chains of ``w:basedOn`` are circles or attacks; Word itself stops at eleven."""
_WHOLE: Final = "wholeTable"


@dataclass(frozen=True, slots=True)
class ParagraphLevel:
    """One style of a paragraph's chain, with the key by which numbering levels may name it."""

    style: str
    slots: Slots


@dataclass(frozen=True, slots=True)
class TableStyle:
    """A table style with its parents folded in: its parts by condition, and the size of its bands."""

    parts: dict[str, TablePart]
    row_band: int = 1
    column_band: int = 1
    layers: dict[tuple[str, ...], TablePart] = field(default_factory=dict)

    def layer(self, conditions: tuple[str, ...]) -> TablePart:
        """What the style says where these conditions hold, weakest first; the same object for the same conditions."""
        found = self.layers.get(conditions)
        if found is None:
            found = self.parts[_WHOLE]
            for condition in conditions:
                if condition in self.parts:
                    found = self.parts[condition].over(found)
            self.layers[conditions] = found
        return found


class StyleSheet:
    """``styles.xml`` with the theme its fonts refer to."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self.theme = theme
        self.no_table = TablePart()
        self._styles: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        self._run_chains: dict[str, Slots] = {}
        self._paragraph_chains: dict[str, tuple[ParagraphLevel, ...]] = {}
        self._table_styles: dict[str, TableStyle] = {}
        for style in () if root is None else root.iterfind(f"{W}style"):
            key, kind = style.get(f"{W}styleId", ""), style.get(f"{W}type", "paragraph")
            self._styles.setdefault(key, style)
            if style.get(f"{W}default", "0") in ("1", "true", "on"):
                self._default.setdefault(kind, key)
        defaults = None if root is None else root.find(f"{W}docDefaults")
        self.run_defaults = read_run_slots(_inner(defaults, "rPrDefault", "rPr"), theme)
        self.paragraph_defaults = read_paragraph_slots(_inner(defaults, "pPrDefault", "pPr"))

    def style_or_default(self, key: str | None, kind: str) -> str | None:
        """The style named when there is one of this kind, else the document's default one."""
        style = None if key is None else self._styles.get(key)
        if style is not None and style.get(f"{W}type", "paragraph") == kind:
            return key
        return self._default.get(kind)

    def name(self, key: str | None) -> str | None:
        """The name a user sees (“heading 1”), else the key itself."""
        style = None if key is None else self._styles.get(key)
        return key if style is None else child_val(style, "name") or key

    def _chain(self, key: str | None) -> list[tuple[str, Element]]:
        """The style and those it is based on, the root first. A circle ends where it closes."""
        found: dict[str, Element] = {}
        while key is not None and key not in found and key in self._styles and len(found) < _CHAIN:
            found[key] = self._styles[key]
            key = child_val(found[key], "basedOn")
        return list(found.items())[::-1]

    def run_chain(self, key: str | None) -> Slots:
        """What a paragraph or character style and its parents say of runs."""
        if key is None:
            return {}
        if key not in self._run_chains:
            slots: Slots = {}
            for _, style in self._chain(key):
                slots.update(read_run_slots(style.find(f"{W}rPr"), self.theme))
            self._run_chains[key] = slots
        return self._run_chains[key]

    def paragraph_chain(self, key: str | None) -> tuple[ParagraphLevel, ...]:
        """What a paragraph style and its parents say of paragraphs, the root first."""
        if key is None:
            return ()
        if key not in self._paragraph_chains:
            chain = self._chain(key)
            levels = (ParagraphLevel(name, read_paragraph_slots(style.find(f"{W}pPr"))) for name, style in chain)
            self._paragraph_chains[key] = tuple(levels)
        return self._paragraph_chains[key]

    def numbering_of(self, key: str) -> str | None:
        """The number a numbering style stands for (§17.9.21)."""
        style = self._styles.get(key)
        number = None if style is None else style.find(f"{W}pPr/{W}numPr")
        return None if number is None else child_val(number, "numId")

    def table_style(self, key: str | None) -> TableStyle:
        """The table style named, else the default one, with its parents folded in."""
        key = self.style_or_default(key, "table") or ""
        if key not in self._table_styles:
            self._table_styles[key] = self._read_table_style(key)
        return self._table_styles[key]

    def _read_table_style(self, key: str) -> TableStyle:
        parts: dict[str, TablePart] = {_WHOLE: TablePart()}
        bands = {"tblStyleRowBandSize": 1, "tblStyleColBandSize": 1}
        for _, style in self._chain(key):
            sources = [(_WHOLE, style), *((e.get(f"{W}type", _WHOLE), e) for e in style.iterfind(f"{W}tblStylePr"))]
            for condition, source in sources:
                parts[condition] = self._table_part(source).over(parts.get(condition, TablePart()))
            properties = style.find(f"{W}tblPr")
            for name in bands:
                size = None if properties is None else integer(child_val(properties, name))
                bands[name] = size or bands[name]
        return TableStyle(parts, bands["tblStyleRowBandSize"], bands["tblStyleColBandSize"])

    def _table_part(self, source: Element) -> TablePart:
        return TablePart(
            read_run_slots(source.find(f"{W}rPr"), self.theme),
            read_paragraph_slots(source.find(f"{W}pPr")),
            read_table_slots(source.find(f"{W}tblPr")),
            read_cell_slots(source.find(f"{W}tcPr")),
        )


def _inner(element: Element | None, *names: str) -> Element | None:
    for name in names:
        element = None if element is None else element.find(f"{W}{name}")
    return element
