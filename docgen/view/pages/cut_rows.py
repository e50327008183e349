"""Rows that span their table and stand alone on a page: cut off from the rest, they look like a frame around a text.

A row that runs over more than two pages has only its sides on those in between.

A heading row at the foot of a page, or a note that closes a table at the top of the next, is a single ruled cell. It is
a row where a table with the same sides goes on right across the page break; any other single cell is a box of text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from docgen.view.pages.furniture import Furniture
from docgen.view.pages.sheet import Sheet
from docgen.view.pages.tables import Grid, frames_of, strips_of

_SAME_LINE: Final = 2.0
"""Points: how far the sides of one table lie apart on two pages."""

Grids = tuple[Grid, ...]


def with_cut_rows(sheets: Sequence[Sheet], grids: Sequence[Grids], furniture: Sequence[Furniture]) -> list[Grids]:
    """The tables of each page, and the frames that are rows of a table on the page before or after."""
    found = list(grids)
    for page, sheet in enumerate(sheets):
        if page and not grids[page]:
            found[page] = _middle_of_a_row(found[page - 1][-1:], strips_of(sheet.rules))
            if found[page]:
                continue
        frames = [frame for frame in frames_of(sheet.rules) if not any(frame.within(grid) for grid in grids[page])]
        if not frames:
            continue
        taken = furniture[page].glyphs()
        body = [glyph.baseline for glyph in sheet.glyphs if not glyph.blank and id(glyph) not in taken]
        before = found[page - 1][-1:] if page else ()
        after = grids[page + 1][:1] if page + 1 < len(grids) else ()
        opens = min(chain(body, (grid.top for grid in grids[page])), default=0.0)
        closes = max(chain(body, (grid.bottom for grid in grids[page])), default=0.0)
        rows = [
            frame
            for frame in frames
            if (frame.top <= opens and _go_on(before, frame)) or (frame.bottom >= closes and _go_on(after, frame))
        ]
        found[page] = tuple(sorted((*grids[page], *rows), key=lambda grid: (grid.top, grid.across[0])))
    return found


def _middle_of_a_row(before: Grids, strips: Grids) -> Grids:
    """The strips that go on with the row the page before left open."""
    return tuple(strip for strip in strips if any(table.open_below for table in before) and _go_on(before, strip))


def _go_on(table: Grids, frame: Grid) -> bool:
    """Whether a table has the sides of the frame."""
    return any(
        abs(grid.across[0] - frame.across[0]) <= _SAME_LINE and abs(grid.across[-1] - frame.across[-1]) <= _SAME_LINE
        for grid in table
    )
