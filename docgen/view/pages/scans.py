"""The door for whoever can read pictures of text: a page's picture in, lines of text out, into the same view.

No such reader is part of this program. One is a function given to :func:`docgen.view.read_document` or to the judge
(``check_paths``); what it reads has a place and no type: font and size stay None, so that nothing is judged by a guess.
The pages it read are still named as scanned (``Facts.scanned``): what is absent from them was perhaps not made out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from docgen.view.look import CharacterFormat
from docgen.view.pages.sheet import Box, Glyph, Sheet

DOTS: Final = 200
"""Per inch: what recognition of printed text asks for."""
_SURE: Final = 0.8
_BASELINE: Final = 0.86
"""The least confidence of a line that counts as read; where in a line's height its baseline runs."""
_UNKNOWN: Final = CharacterFormat()


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a picture: rows of one byte of grey a dot, white 255, top row first; ``dots`` to the inch, mostly
    :data:`DOTS`, fewer of a huge page."""

    page: int
    width: int
    height: int
    dots: float
    grey: bytes


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """A line that was read: its box (left, top, right, bottom) in dots, how sure its reader is, from 0 to 1."""

    text: str
    box: Box
    confidence: float


ScanReader = Callable[[PageImage], Sequence[ScannedLine]]


def with_lines(sheet: Sheet, image: PageImage, read_scan: ScanReader) -> Sheet:
    """The page with the lines its reader is sure of, each character as wide as the others of its line."""
    lines = read_scan(image)
    sure = [line for line in lines if line.confidence >= _SURE and line.text.strip() and _has_room(line.box)]
    return replace(sheet, glyphs=tuple(glyph for line in sure for glyph in _glyphs(line, image)))


def _has_room(box: Box) -> bool:
    left, top, right, bottom = box
    return left < right and top < bottom


def _glyphs(line: ScannedLine, image: PageImage) -> Iterator[Glyph]:
    left, top, right, bottom = (edge * 72 / image.dots for edge in line.box)
    step, baseline = (right - left) / len(line.text), top + (bottom - top) * _BASELINE
    for number, character in enumerate(line.text):
        start = left + number * step
        yield Glyph(character, start, start + step, baseline, top, bottom, bottom - top, _UNKNOWN, image.page)
