"""Pages whose text runs elsewhere than that of their section: narrower ones, and those with mirrored margins.

A page shows its margins where paragraphs wrap: first lines are indented, and lines end together above lines that begin
together. A list whose entries are of one length shows none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from docgen.view.pages.lines import Line, TextColumn
from docgen.view.pages.paragraphs import TextArea

# In parts of the type size.
_SAME: Final = 0.5  # how far lines that end together may differ
_RUNNING: Final = 3.0  # between the baselines of lines of one paragraph at most
_INDENTED: Final = 0.9
_ELSEWHERE: Final = 1.2  # how far from the usual column another begins or ends

_WRAPS: Final = 3
_LONGER: Final = 0.5
_WIDEST_LOSS: Final = 0.5
"""How many lines show where text ends, and how many for each of them may be longer; the part of the section's width
that a page's text has at least."""


def area_of(lines: Iterable[Line], usual: TextColumn) -> TextArea:
    """Where the text of a section runs, told from its lines, on some pages otherwise than on most; ``usual`` where they
    do not show it. ``lines``: from the top of the first page to the foot of the last, without those in columns."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    running = {page: _running(held) for page, held in pages.items()}
    of_all = _shown([pair for pairs in running.values() for pair in pairs], usual)
    found = {page: _shown(pairs, of_all) for page, pairs in running.items()}
    return TextArea(of_all, {page: column for page, column in found.items() if column != of_all})


def _running(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Each line of a paragraph, as it seems, with the one below it."""
    return [
        (above, below)
        for above, below in pairwise(lines)
        if abs(above.size - below.size) <= _SAME
        and 0 < below.baseline - above.baseline <= _RUNNING * above.size
        and below.left <= above.left + _SAME * above.size
    ]


def _shown(running: Sequence[tuple[Line, Line]], usual: TextColumn) -> TextColumn:
    together = _ending_together(running)
    if len(together) < _WRAPS or not any(above.left - below.left > _INDENTED * above.size for above, below in together):
        return usual
    left, right = median(below.left for _, below in together), max(above.right for above, _ in together)
    size = together[0][0].size
    longer = sum(above.right > right + _SAME * size for above, _ in running)
    if longer > _LONGER * len(together) or right - left < _WIDEST_LOSS * (usual.right - usual.left):
        return usual
    differs = abs(left - usual.left) > _ELSEWHERE * size or abs(usual.right - right) > _ELSEWHERE * size
    return TextColumn(left, right) if differs else usual


def _ending_together(pairs: Sequence[tuple[Line, Line]]) -> list[tuple[Line, Line]]:
    """The most lines that end at one place, each with the line below it; of as many, those further right."""
    held = sorted(pairs, key=lambda pair: pair[0].right)
    best, start = (0, 0), 0
    for end in range(len(held)):
        while held[end][0].right - held[start][0].right > _SAME * held[end][0].size:
            start += 1
        if end + 1 - start >= best[1] - best[0]:
            best = (start, end + 1)
    return held[slice(*best)]
