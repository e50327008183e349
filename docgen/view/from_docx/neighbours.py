"""What paragraphs that follow one another make of each other's format: one box around several, no space between those
of one style (ECMA-376 Part 1 §17.3.1.9, §17.3.1.24)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from docgen.reading import Reading
from docgen.units import Length
from docgen.view.look import ParagraphFormat
from docgen.view.model import Block, Paragraph

_NO_SPACE: Final = Reading.exact(Length(0), "w:contextualSpacing")


def as_set(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks of a body, cell or box with the lines and the space a reader sees."""
    if not any(isinstance(block, Paragraph) and _heeds_neighbours(block.format) for block in blocks):
        return tuple(blocks)
    around = zip([None, *blocks], blocks, [*blocks[1:], None], strict=False)
    return tuple(_between(before, block, after) for before, block, after in around)


def _heeds_neighbours(look: ParagraphFormat) -> bool:
    return bool(look.borders) or look.contextual


def _between(before: Block | None, block: Block, after: Block | None) -> Block:
    if not isinstance(block, Paragraph) or not _heeds_neighbours(block.format):
        return block
    look = _spaced(before, block, after) if block.format.contextual else block.format
    box = _box(block)
    if box is not None:
        look = _lined(look, begins=box != _box(before), ends=box != _box(after))
    return replace(block, format=look)


def _spaced(before: Block | None, block: Paragraph, after: Block | None) -> ParagraphFormat:
    """Space towards a neighbour of the same style is left out where the paragraph asks for that."""
    look = block.format
    if _is_alike(before, block):
        look = replace(look, before=_NO_SPACE, before_lines=None, auto_before=False)
    if _is_alike(after, block):
        look = replace(look, after=_NO_SPACE, after_lines=None, auto_after=False)
    return look


def _is_alike(other: Block | None, block: Paragraph) -> bool:
    return isinstance(other, Paragraph) and (other.aside, other.format.style) == (block.aside, block.format.style)


def _box(block: Block | None) -> tuple[Any, ...] | None:
    """What makes two paragraphs stand in one box: the same lines and the same indents."""
    if not isinstance(block, Paragraph) or not block.format.borders:
        return None
    look = block.format
    indents = (look.indent_left, look.indent_right, look.indent_left_characters, look.indent_right_characters)
    return block.aside, look.frame, look.borders, indents


def _lined(look: ParagraphFormat, *, begins: bool, ends: bool) -> ParagraphFormat:
    """The lines of a paragraph that begins and ends its box or does not; a line between stands between two alone."""
    lines = dict(look.borders)
    between = lines.pop("between", None)
    if not begins:
        lines.pop("top", None)
        lines |= {"top": between} if between is not None else {}
    if not ends:
        lines.pop("bottom", None)
    return replace(look, borders=tuple(lines.items()))
