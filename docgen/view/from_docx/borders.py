"""``CT_Border`` elements: the lines of paragraphs, tables and cells (ECMA-376 Part 1 §17.3.4, §17.18.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from docgen.units import Length
from docgen.view.from_docx.xml import VAL, W, integer, local_name
from docgen.view.model import Block, Border, Paragraph
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


def as_boxed(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks with the lines a reader sees: paragraphs one after another whose lines and indents are the same stand
    in one box, so that between them only a line between is drawn (§17.3.1.5, §17.3.1.24)."""
    if not any(isinstance(block, Paragraph) and block.format.borders for block in blocks):
        return tuple(blocks)
    boxes = [_box(block) for block in blocks]
    return tuple(
        _with_lines(block, begins=box != before, ends=box != after) if box is not None else block
        for block, before, box, after in zip(blocks, [None, *boxes], boxes, [*boxes[1:], None], strict=False)
    )


def _box(block: Block) -> tuple[Any, ...] | None:
    """What makes two paragraphs stand in one box."""
    if not isinstance(block, Paragraph) or not block.format.borders:
        return None
    look = block.format
    indents = (look.indent_left, look.indent_right, look.indent_left_characters, look.indent_right_characters)
    return block.aside, look.frame, look.borders, indents


def _with_lines(block: Block, *, begins: bool, ends: bool) -> Block:
    if not isinstance(block, Paragraph):
        return block
    lines = dict(block.format.borders)
    between = lines.pop("between", None)
    if not begins:
        lines.pop("top", None)
        lines |= {"top": between} if between is not None else {}
    if not ends:
        lines.pop("bottom", None)
    return replace(block, format=replace(block.format, borders=tuple(lines.items())))


def read_shading(element: Element | None) -> str | None:
    """The fill of ``w:shd``: six hexadecimal digits, or None for no fill."""
    if element is None:
        return None
    solid = element.get(VAL) == "solid"
    fill = element.get(f"{W}color" if solid else f"{W}fill", "auto")
    return None if fill == "auto" else fill.upper()
