"""A page as it is laid: characters and ruling lines where they stand, from whichever file of fixed layout.

Coordinates are points from the top left corner of the page as it is displayed, y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from docgen.view.look import CharacterFormat
from docgen.view.pages.strokes import Box, Rule

__all__ = ["Box", "Glyph", "Sheet"]


class Glyph(NamedTuple):
    """A character where it stands: its advance box (left, right), its baseline, its ink (top, bottom). A tuple, for a
    paper has tens of thousands and a dataclass that is frozen takes four times as long to make."""

    text: str
    left: float
    right: float
    baseline: float
    top: float
    bottom: float
    size: float
    look: CharacterFormat
    page: int

    @property
    def blank(self) -> bool:
        return self.text.isspace()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page. ``slanted`` are characters that do not run from left to right; ``pictured`` is the part of the page that
    pictures cover, at most 1; ``outlines`` counts drawn shapes that are no ruling lines. ``uncoded``: the fonts do
    not say which characters they draw, so that the page is as good as a picture; ``resolution`` are the dots to the
    inch of a picture that covers the whole page."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    slanted: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: int
    pictured: float
    outlines: int
    uncoded: bool = False
    resolution: float | None = None
