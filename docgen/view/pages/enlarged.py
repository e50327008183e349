"""A page that counts in larger units than points (``UserUnit``, ISO 32000-1 §14.11.2) in points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from docgen.reading import Reading
from docgen.units import Length
from docgen.view.look import CharacterFormat
from docgen.view.pages.sheet import Glyph, Sheet


def enlarged(sheet: Sheet, unit: float) -> Sheet:
    """The page with everything on it, ``unit`` times as large."""
    if unit == 1:
        return sheet
    looks: dict[int, CharacterFormat] = {}
    return replace(
        sheet,
        width=sheet.width * unit,
        height=sheet.height * unit,
        glyphs=tuple(_glyphs(sheet.glyphs, unit, looks)),
        slanted=tuple(_glyphs(sheet.slanted, unit, looks)),
        rules=tuple(
            replace(rule, at=rule.at * unit, start=rule.start * unit, end=rule.end * unit, width=rule.width * unit)
            for rule in sheet.rules
        ),
        resolution=sheet.resolution and sheet.resolution / unit,
    )


def _glyphs(glyphs: Iterable[Glyph], unit: float, looks: dict[int, CharacterFormat]) -> Iterator[Glyph]:
    for glyph in glyphs:
        look = looks.get(id(glyph.look)) or looks.setdefault(id(glyph.look), _look(glyph.look, unit))
        yield Glyph(
            glyph.text, glyph.left * unit, glyph.right * unit, glyph.baseline * unit, glyph.top * unit,
            glyph.bottom * unit, glyph.size * unit, look, glyph.page,
        )  # fmt: skip


def _look(look: CharacterFormat, unit: float) -> CharacterFormat:
    size = look.size
    if size is None or size.value is None:
        return look
    return replace(look, size=Reading.exact(Length.of_pt(round(size.value.pt * unit, 2)), size.seen_in, size.within))
