"""How many lines a page holds and how many characters a line (GB/T 9704-2012 5.2.3), from the page's own measures.

Both are whole: 22 lines are 22 lines up to the very pitch at which the last no longer fits. What a file bounds (the
margins of a print are at most where its ink begins) bounds the number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from docgen.reading import Reading
from docgen.spec.model import Side
from docgen.units import Length
from docgen.validators.format.characters import visible
from docgen.view.look import CharacterFormat, PageSetup
from docgen.view.model import Paragraph, Section

_SINGLE: Final = 240
_LINE_GRIDS: Final = ("lines", "linesAndChars", "snapToChars")
_CHARACTER_GRIDS: Final = ("linesAndChars", "snapToChars")
_CELL_UNIT: Final = Length.of_pt(1 / 4096)

Bounds = tuple[Length | None, Length | None]


@dataclass(frozen=True, slots=True)
class Count:
    """How many fit (None: it cannot be told), and the step they fit by."""

    number: Reading[int] | None
    step: Bounds | None


def lines_a_page(text: Iterable[Paragraph], section: Section) -> Count | None:
    """By the pitch most of the section's text is set in; None where it has no text outside tables."""
    page = section.page
    if page.direction is not None:
        return Count(None, None)
    pitches: Counter[Bounds | None] = Counter()
    for paragraph in _of(section, text):
        pitches[_pitch(paragraph, page)] += len(paragraph.text)
    return _count(pitches, _room(page.height, page, ("top", "bottom")))


def characters_a_line(text: Iterable[Paragraph], section: Section) -> Count | None:
    """By the size and spacing most of the section's characters are set in; None where there are none."""
    page = section.page
    if page.direction is not None:
        return Count(None, None)
    advances: Counter[Bounds | None] = Counter()
    for paragraph in _of(section, text):
        for run in paragraph.runs:
            advances[_advance(run.format, paragraph, page)] += len(visible(run.text))
    return _count(+advances, _room(page.width, page, ("left", "right")))


def _of(section: Section, text: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The section's paragraphs that stand in its text and not beside it."""
    for paragraph in text:
        here = paragraph.place.section in (None, section.place.section)
        if here and paragraph.text.strip() and not paragraph.aside and not paragraph.format.framed:
            yield paragraph


def _pitch(paragraph: Paragraph, page: PageSetup) -> Bounds | None:
    """An exact pitch; a single line is as high as one step of the grid it snaps to. Others depend on the font."""
    line = paragraph.format.line
    if line is not None and line.rule == "exact":
        return line.amount.low, line.amount.high
    single = line is None or (line.rule == "multiple" and line.amount.value == _SINGLE)
    snaps = page.grid_type in _LINE_GRIDS and paragraph.format.snap_to_grid
    return (page.grid_pitch, page.grid_pitch) if single and snaps and page.grid_pitch else None


def _advance(look: CharacterFormat, paragraph: Paragraph, page: PageSetup) -> Bounds | None:
    """From one character to the next. On a grid of characters it is known for text of the default size alone: programs
    widen another as much, or set it in the cells of the default one. A cell is stated to a 4096th of a point and taken
    in favour."""
    if look.size is None or look.spacing is None:
        return None
    if page.grid_type in _CHARACTER_GRIDS and paragraph.format.snap_to_grid:
        if page.grid_cell is None or look.size.value != page.grid_cell[0]:
            return None
        cell = Length(page.grid_cell[1] - _CELL_UNIT + look.spacing)
        return cell, cell
    low, high = look.size.low, look.size.high
    return None if low is None or high is None else (low + look.spacing, high + look.spacing)


def _room(whole: Reading[Length], page: PageSetup, sides: tuple[Side, Side]) -> Bounds:
    """The least and the most that is left between two margins, or the room a print shows for text."""
    shown = page.text_width if "left" in sides else page.text_height
    if shown is not None:
        return shown.low, shown.high
    margins = [page.margin.get(side) for side in sides]
    gutter = page.gutter.value if page.gutter and "left" in sides else None
    most = [margin.high if margin else None for margin in margins]
    least = sum((margin.low or 0) if margin else 0 for margin in margins) + (gutter or 0)
    high = None if whole.high is None else Length(whole.high - least)
    if whole.low is None or None in most:
        return None, high
    return Length(whole.low - sum(margin or 0 for margin in most) - (gutter or 0)), high


def _count(steps: Counter[Bounds | None], room: Bounds) -> Count | None:
    if not steps:
        return None
    ((step, _),) = steps.most_common(1)
    if step is None or not step[0] or not step[1]:
        return Count(None, step)
    low = None if room[0] is None else room[0] // step[1]
    high = None if room[1] is None else room[1] // step[0]
    return Count(Reading(low, high), step)
