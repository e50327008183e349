"""How far apart text is set: the pitch of lines, the room between paragraphs, that between characters.

Each is measured where nothing else moves it: a pitch inside one paragraph, the room between characters on a line that
is not drawn out to the margin. The rooms before and after a paragraph are not told apart; either is at most the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median, median_low
from typing import Final

from docgen.reading import Reading
from docgen.spec.measures import Tolerance
from docgen.units import Length
from docgen.view.look import CharacterFormat, LineSpacing
from docgen.view.pages.lines import Line
from docgen.view.pages.sheet import Glyph

_STEP: Final = 0.05
_ROUNDED: Final = 0.2
_STRETCHED: Final = 0.15
"""Points: how finely the room between characters is told; how far a place may be rounded; by how much the
room is another on a line that is drawn out to the margin."""
_MOST: Final = 0.25
_ROOM: Final = 1.0
"""In parts of the type size: more room than this between characters fills a width, it is no spacing; what a line leaves
free that is not drawn out to the margin."""
_PAIRS: Final = 3
"""How many pairs of characters show their spacing."""


def pitch(lines: Sequence[Line], within: Tolerance) -> LineSpacing | None:
    """The distance of baselines inside one paragraph; what lies between two pages or columns says nothing."""
    pitches = sorted(_distances(lines))
    if not pitches:
        return None
    low, high = Length.of_pt(round(pitches[0], 2)), Length.of_pt(round(pitches[-1], 2))
    if high - low <= within.pitch:
        low = high = Length.of_pt(round(median(pitches), 2))
    return LineSpacing("exact", Reading(low, high, "PDF行距", within.pitch))


def _distances(lines: Sequence[Line]) -> list[float]:
    return [below.baseline - above.baseline for above, below in pairwise(lines) if below.stands_under(above)]


def room_between(above: Sequence[Line], below: Sequence[Line], within: Tolerance) -> Reading[Length] | None:
    """What lies at most between two paragraphs of one size: the distance of their baselines less a line, which is as
    high as the tighter pitch of the two, or as its characters where they show none."""
    last, first = above[-1], below[0]
    distance = first.baseline - last.baseline
    if not first.stands_under(last) or last.size != first.size or distance < last.size:
        return None
    line = min(min(_distances(lines), default=last.size) for lines in (above, below))
    most = Length.of_pt(max(0.0, round(distance - line, 2)))
    return Reading(Length(0), most, "PDF段距", within.spacing)


def spaced(line: Line, room: float) -> Mapping[int, CharacterFormat]:
    """By the identity of their looks, those of a paragraph's last line with the spacing they show. ``room`` is what the
    line leaves free: a line as wide as its column may be drawn out or squeezed."""
    if room < _ROOM * line.size:
        return {}
    gaps: dict[int, tuple[CharacterFormat, list[float]]] = {}
    for before, after in pairwise(line.glyphs):
        if before.look is after.look and _ideograph(before) and _ideograph(after):
            gaps.setdefault(id(before.look), (before.look, []))[1].append(after.left - before.right)
    usual = {key: _usual(found) for key, (_, found) in gaps.items() if len(found) >= _PAIRS}
    return {
        key: replace(gaps[key][0], spacing=Length.of_pt(round(room / _STEP) * _STEP))
        for key, room in usual.items()
        if abs(room) <= _MOST * line.size
    }


def drawn_out(line: Line) -> bool:
    """Whether characters stand wider apart than spacing sets them, as on a grid or over a whole width: then an indent
    of characters is wider too, by what no print tells."""
    room = apart(line)
    return room is not None and room > _MOST * line.size


def apart(line: Line) -> float | None:
    """The usual room between the Chinese characters of a line, in points; None: too few stand side by side."""
    gaps = [
        after.left - before.right for before, after in pairwise(line.glyphs) if _ideograph(before) and _ideograph(after)
    ]
    return _usual(gaps) if len(gaps) >= _PAIRS else None


def stretched(line: Line, last: Line) -> bool:
    """Whether a line was drawn out to the margin, or drawn together: its characters stand otherwise apart than those of
    its paragraph's last line, which is not."""
    wide, usual = apart(line), apart(last)
    return wide is not None and usual is not None and abs(wide - usual) >= _STRETCHED


def _usual(gaps: Sequence[float]) -> float:
    """The mean of those near the median: places are rounded, and a few gaps are more than spacing."""
    middle = median_low(gaps)
    near = [gap for gap in gaps if abs(gap - middle) <= _ROUNDED]
    return sum(near) / len(near)


def _ideograph(glyph: Glyph) -> bool:
    return "\u4e00" <= glyph.text <= "\u9fff"
