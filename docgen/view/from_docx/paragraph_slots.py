"""``w:pPr`` as slots: what one level says of a paragraph's format (ECMA-376 Part 1 §17.3.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from docgen.units import Length
from docgen.view.from_docx.borders import read_borders, read_shading
from docgen.view.from_docx.frames import paragraph_frame
from docgen.view.from_docx.xml import VAL, W, child_val, integer, is_on, tag_of, twips
from docgen.view.look import Tab
from docgen.view.safe_xml import Element

Slots = dict[str, Any]

_ALIGN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "left": "left", "start": "left", "right": "right", "end": "right", "center": "center", "both": "justify",
        "distribute": "distribute", "thaiDistribute": "distribute", "lowKashida": "justify",
        "mediumKashida": "justify", "highKashida": "justify",
    }
)  # fmt: skip
_HUNDREDTHS: Final = 100
_BODY_TEXT_LEVEL: Final = 9


def read_paragraph_slots(properties: Element | None) -> Slots:
    """The slots one ``w:pPr`` speaks of."""
    slots: Slots = {}
    if properties is not None:
        for element in properties:
            read = _READERS.get(tag_of(element))
            if read is not None:
                read(element, slots)
    return slots


def merged(levels: list[Slots]) -> Slots:
    """Levels laid over each other, nearest last; tab stops add up, and a nearer level may clear one."""
    slots: Slots = {}
    for level in levels:
        tabs = {**slots.get("tabs", {}), **level.get("tabs", {})}
        slots.update(level)
        if tabs:
            slots["tabs"] = tabs
    return slots


def _align(element: Element, slots: Slots) -> None:
    slots["align"] = _ALIGN.get(element.get(VAL, ""), "left")


def _spacing(element: Element, slots: Slots) -> None:
    """Each attribute is a property of its own (§17.3.1.33)."""
    for slot, name in (("line", "line"), ("line_rule", "lineRule")):
        if (value := element.get(f"{W}{name}")) is not None:
            slots[slot] = value
    for slot in ("before", "after"):
        if (length := twips(element.get(f"{W}{slot}"))) is not None:
            slots[slot] = length
        if (hundredths := integer(element.get(f"{W}{slot}Lines"))) is not None:
            slots[f"{slot}_lines"] = hundredths / _HUNDREDTHS
        if (automatic := element.get(f"{W}{slot}Autospacing")) is not None:
            slots[f"auto_{slot}"] = automatic not in ("0", "false", "off")


def _indent(element: Element, slots: Slots) -> None:
    """``start`` and ``end`` are Strict's names; a hanging indent is a negative first line (§17.3.1.12)."""
    for slot, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        for name in names:
            if (length := twips(element.get(f"{W}{name}"))) is not None:
                slots[f"indent_{slot}"] = length
            if (hundredths := integer(element.get(f"{W}{name}Chars"))) is not None:
                slots[f"indent_{slot}_characters"] = hundredths / _HUNDREDTHS
    for name, sign in (("firstLine", 1), ("hanging", -1)):
        if (length := twips(element.get(f"{W}{name}"))) is not None:
            slots["first_line"] = Length(sign * length)
        if (hundredths := integer(element.get(f"{W}{name}Chars"))) is not None:
            slots["first_line_characters"] = sign * hundredths / _HUNDREDTHS


def _borders(element: Element, slots: Slots) -> None:
    read_borders(element, slots)


def _shading(element: Element, slots: Slots) -> None:
    slots["shading"] = read_shading(element)


def _tabs(element: Element, slots: Slots) -> None:
    stops: dict[Length, Tab | None] = {}
    for stop in element:
        position = twips(stop.get(f"{W}pos"))
        kind = stop.get(VAL, "left")
        if position is not None:
            leader = stop.get(f"{W}leader", "none")
            stops[position] = None if kind == "clear" else Tab(position, _ALIGN.get(kind, kind), leader)
    slots["tabs"] = stops


def _numbering(element: Element, slots: Slots) -> None:
    number, level = child_val(element, "numId"), integer(child_val(element, "ilvl"))
    if number is not None:
        slots["number"] = number
    if level is not None:
        slots["number_level"] = level


def _outline(element: Element, slots: Slots) -> None:
    level = integer(element.get(VAL))
    slots["outline_level"] = level + 1 if level is not None and 0 <= level < _BODY_TEXT_LEVEL else None


def _frame(element: Element, slots: Slots) -> None:
    slots["frame"] = paragraph_frame(element)


def _switch(slot: str) -> Callable[[Element, Slots], None]:
    def read(element: Element, slots: Slots) -> None:
        slots[slot] = is_on(element)

    return read


_READERS: Final[Mapping[str, Callable[[Element, Slots], None]]] = MappingProxyType(
    {
        f"{W}jc": _align,
        f"{W}spacing": _spacing,
        f"{W}ind": _indent,
        f"{W}pBdr": _borders,
        f"{W}shd": _shading,
        f"{W}tabs": _tabs,
        f"{W}numPr": _numbering,
        f"{W}outlineLvl": _outline,
        f"{W}framePr": _frame,
        f"{W}pageBreakBefore": _switch("page_break_before"),
        f"{W}keepNext": _switch("keep_next"),
        f"{W}keepLines": _switch("keep_lines"),
        f"{W}widowControl": _switch("widow_control"),
        f"{W}snapToGrid": _switch("snap_to_grid"),
        f"{W}contextualSpacing": _switch("contextual"),
    }
)
