"""``CT_Border`` elements: the lines of paragraphs, tables and cells (ECMA-376 Part 1 §17.3.4, §17.18.2)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from docgen.units import Length
from docgen.view.from_docx.xml import VAL, W, integer, local_name
from docgen.view.look import Border
from docgen.view.safe_xml import Element

_SIDES: Final[Mapping[str, str]] = MappingProxyType({"start": "left", "end": "right"})
"""Strict's names for the sides."""
NO_LINE: Final = frozenset({"nil", "none"})
_EIGHTHS: Final = 8


def side_of(element: Element) -> str:
    """The side an element's own name says, in Transitional's words."""
    name = local_name(element)
    return _SIDES.get(name, name)


def read_border(element: Element) -> Border:
    """One line; a style of ``nil`` or ``none`` says that there is none."""
    width = integer(element.get(f"{W}sz")) or 0
    space = integer(element.get(f"{W}space")) or 0
    colour = element.get(f"{W}color", "auto")
    style = element.get(VAL, "none")
    return Border(
        style,
        Length.of_pt(width / _EIGHTHS),
        colour if colour == "auto" else colour.upper(),
        Length.of_pt(space),
    )


def read_borders(container: Element | None, slots: dict[str, Any]) -> None:
    """The lines of ``w:pBdr``, ``w:tblBorders`` or ``w:tcBorders`` as slots ``border.SIDE``."""
    for element in () if container is None else container:
        slots[f"border.{side_of(element)}"] = read_border(element)


def drawn(border: Border | None) -> bool:
    """Whether there is a line at all."""
    return border is not None and border.style not in NO_LINE


def read_shading(element: Element | None) -> str | None:
    """The fill of ``w:shd``: six hexadecimal digits, or None for no fill."""
    if element is None:
        return None
    solid = element.get(VAL) == "solid"
    fill = element.get(f"{W}color" if solid else f"{W}fill", "auto")
    return None if fill == "auto" else fill.upper()
