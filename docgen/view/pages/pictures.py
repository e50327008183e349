"""Pages that are pictures of text, and what the size of such a page says of the paper that was scanned."""

from __future__ import annotations

from itertools import chain
from typing import Final

from docgen.spec.measures import ScanLaw
from docgen.view.look import PictureOf
from docgen.view.pages.sheet import Sheet

_PICTURED: Final = 0.2
_OUTLINED: Final = 40
"""A page without text is a picture of one when pictures cover this part of it, or it is drawn in so many shapes."""
_NEAR: Final = 0.01
"""The part by which a resolution may be off: a page's sides are rounded."""


def is_picture(sheet: Sheet) -> bool:
    """A page whose only text, if any, is the invisible layer of a scanner: such a layer is a guess, not the paper."""
    if sheet.uncoded:
        return True
    return not _shows_text(sheet) and (sheet.pictured >= _PICTURED or sheet.outlines >= _OUTLINED)


def is_blank(sheet: Sheet) -> bool:
    """Nothing at all to be seen."""
    return not (sheet.uncoded or _shows_text(sheet) or sheet.pictures or sheet.outlines or sheet.rules)


def picture_of(sheet: Sheet, law: ScanLaw) -> PictureOf | None:
    """``dots`` where the page is as large as it has dots at the resolution programs write when they know none; else
    ``paper``, as large as a scanner measured it. None: no scan, and exactly as large as it says."""
    if sheet.uncoded or not is_picture(sheet) or sheet.pictured < _PICTURED:
        return None
    resolution = sheet.resolution or 0
    return "dots" if any(abs(resolution - known) <= known * _NEAR for known in law.unscaled) else "paper"


def _shows_text(sheet: Sheet) -> bool:
    return any(not glyph.blank and not glyph.look.hidden for glyph in chain(sheet.glyphs, sheet.slanted))
