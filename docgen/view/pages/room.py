"""How wide and high the room for text is, where a print shows it though it shows no margins.

Lines that are drawn out to the margin are as wide as the room, others have no room for what the next one begins with. A
page is full where a paragraph goes on over it (GB/T 9704-2012 5.2.3 counts lines and characters by it).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from docgen.reading import Reading
from docgen.spec.measures import Tolerance
from docgen.units import Length
from docgen.view.model import Section
from docgen.view.pages.lines import HANGING
from docgen.view.pages.spacing import pitch, stretched
from docgen.view.pages.stance import Placed, Sides

_SAME: Final = 1.0
_ROUNDED: Final = 0.5
_PILED: Final = 1.5
"""Points: how far lines drawn out to the margin may end apart; how finely a width is told, and a height of many
pitches."""
_LEAST: Final = 3
"""How many lines show where all end, however two of them do; how many go over to the next page where a rule against
single lines took none."""


@dataclass(frozen=True, slots=True)
class _Overleaf:
    """A paragraph that goes on over a page: its last baseline there, its first on the next one, and its pitch."""

    last: float
    first: float
    pitch: float


def with_room(section: Section, paragraphs: Sequence[Sequence[Placed]], sides: Sides, within: Tolerance) -> Section:
    """The section with the room its text shows; ``paragraphs`` are those outside tables."""
    width, height = _width(paragraphs, sides), _height(paragraphs, within)
    return replace(section, page=replace(section.page, text_width=width, text_height=height))


def _width(paragraphs: Sequence[Sequence[Placed]], sides: Sides) -> Reading[Length] | None:
    """As wide as running text drawn out to the margin; else between what the widest lines need and what one more
    character would have."""
    found = [
        (one.wide - one.inked[1] - sides.edges[one.line.page], one, below, lines[-1])
        for lines in paragraphs
        for one, below in pairwise(lines)
        if one.line.page in sides.edges and one.line.inked[-1].text not in HANGING
    ]
    if len(found) < _LEAST:
        return None
    widths = sorted((width for width, *_ in found), reverse=True)
    ends = [(one, last) for width, one, _, last in found if widths[0] - width <= _SAME]
    if len(ends) >= _LEAST and any(stretched(one.line, last.line) for one, last in ends):
        return _reading(widths[0] - _ROUNDED, widths[0] + _ROUNDED, "两端对齐的文字")
    more = sorted(width + below.line.first_unit for width, _, below, _ in found)
    low, high = widths[_LEAST - 1] + _ROUNDED, more[_LEAST - 1] - _ROUNDED
    return _reading(low, high, "换行的文字") if low < high else None


def _height(paragraphs: Sequence[Sequence[Placed]], within: Tolerance) -> Reading[Length] | None:
    """Between what the lines of a full page need and what one more would."""
    found = list(_overleaf(paragraphs, within))
    low = max((one.last - one.first + one.pitch for one in found), default=0.0)
    high = min((one.last - one.first + 2 * one.pitch for one in found), default=0.0)
    return _reading(low + _PILED, high - _PILED, "跨页的段落") if 0 < low < high - 2 * _PILED else None


def _overleaf(paragraphs: Sequence[Sequence[Placed]], within: Tolerance) -> Iterator[_Overleaf]:
    for paragraph in paragraphs:
        lines = [one.line for one in paragraph]
        shown = pitch(lines, within)
        if shown is None or shown.amount.value is None or lines[0].column is not None:
            continue
        pages = sorted({line.page for line in lines})
        for page in pages[:-1]:
            here, over = ([line for line in lines if line.page == number] for number in (page, page + 1))
            if len(over) >= _LEAST:
                yield _Overleaf(here[-1].baseline, over[0].baseline, shown.amount.value.pt)


def _reading(low: float, high: float, seen: str) -> Reading[Length]:
    return Reading(Length.of_pt(round(low, 2)), Length.of_pt(round(high, 2)), seen)
