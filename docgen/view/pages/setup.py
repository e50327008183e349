"""A run of equal pages as a section: its size, the margins its ink allows, its headers and footers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from docgen.reading import Reading
from docgen.spec.measures import Tolerance, load_measures
from docgen.spec.model import Side
from docgen.units import Length
from docgen.view.look import PageSetup
from docgen.view.model import Block, FurnitureKind, Place, Section
from docgen.view.pages.blocks import BlockWriter
from docgen.view.pages.furniture import Furniture
from docgen.view.pages.lines import HANGING, Line, TextColumn
from docgen.view.pages.paragraphs import TextArea
from docgen.view.pages.pictures import picture_of
from docgen.view.pages.sheet import Glyph, Sheet
from docgen.view.pages.stance import Align
from docgen.view.pages.tables import Grid
from docgen.wording import squeezed

_CENTRED: Final = 0.03
_OUTER: Final = 0.4
"""Parts of the page's width: how far from its middle centred furniture lies, how far from its side a number at one."""


_InMargin = tuple[Sheet, tuple[Line, ...], Furniture]
"""A page, its lines in one margin, and all it has in either."""


@dataclass(slots=True)
class _Ink:
    """The least distance of body ink from each edge, in points, and the page it was seen on."""

    least: dict[Side, tuple[float, int]]

    def add(self, side: Side, distance: float, page: int) -> None:
        if side not in self.least or distance < self.least[side][0]:
            self.least[side] = (distance, page)

    def reading(self, side: Side, within: Tolerance) -> Reading[Length]:
        if side not in self.least:
            return Reading(None, None, "本节没有文字", within.margin)
        distance, page = self.least[side]
        return Reading(Length(0), Length.of_pt(max(0.0, round(distance, 2))), f"第{page}页版心墨迹", within.margin)


def section_of(
    number: int,
    sheets: Sequence[Sheet],
    grids: Sequence[Sequence[Grid]],
    furniture: Sequence[Furniture],
    writer: BlockWriter,
) -> tuple[Section, TextArea]:
    """The section, and where its body text runs."""
    ink = _Ink({})
    stretches: list[tuple[float, float, float]] = []
    for sheet, found, extra in zip(sheets, grids, furniture, strict=True):
        stretches += _add_ink(ink, sheet, found, extra)
    above = [(sheet, extra.header, extra) for sheet, extra in zip(sheets, furniture, strict=True)]
    below = [(sheet, extra.footer, extra) for sheet, extra in zip(sheets, furniture, strict=True)]
    within, first = writer.within, sheets[0]
    seen = f"第{first.number}页页面"
    scan = load_measures().scan
    picture = picture_of(first, scan)
    size_within = scan.page if picture else within.page
    page = PageSetup(
        width=Reading.exact(Length.of_pt(round(first.width, 2)), seen, size_within),
        height=Reading.exact(Length.of_pt(round(first.height, 2)), seen, size_within),
        margin={side: ink.reading(side, within) for side in ("top", "bottom", "left", "right")},
        header=_distance(above, "页眉", within),
        footer=_distance(below, "页脚", within),
        picture=picture,
    )
    headers, footers = _furniture_blocks(number, above, writer), _furniture_blocks(number, below, writer)
    section = Section(page, Place(section=number, page=first.number), headers, footers)
    return section, TextArea(_text_column(stretches, first.width))


def _text_column(stretches: Sequence[tuple[float, float, float]], width: float) -> TextColumn:
    """Where lines begin and end: at the ink where several pieces of it end together, else as if both margins were
    equal, for short lines show no right margin."""
    left = min((start for start, _, _ in stretches), default=0.0)
    right = max((end for _, end, _ in stretches), default=width)
    together = sum(right - end <= slack for _, end, slack in stretches)
    shown = together > 1 and right - left > width / 2
    return TextColumn(left, right if shown else max(right, width - left))


def _add_ink(
    ink: _Ink, sheet: Sheet, grids: Sequence[Grid], furniture: Furniture
) -> Iterator[tuple[float, float, float]]:
    """Takes the body's ink of one page into account; yields the left and right end of each piece of it, and how near
    such ends lie when they are those of full lines."""
    taken = furniture.glyphs()
    body = [glyph for glyph in sheet.glyphs if not (glyph.blank or glyph.look.hidden or id(glyph) in taken)]
    if body:
        ink.add("left", min(glyph.left for glyph in body), sheet.number)
        ink.add("top", min(glyph.top for glyph in body), sheet.number)
        ink.add("bottom", sheet.height - max(glyph.bottom for glyph in body), sheet.number)
    if ends := [glyph.right for glyph in body if glyph.text not in HANGING]:
        ink.add("right", sheet.width - max(ends), sheet.number)
    for glyph in body:
        yield glyph.left, _reach(glyph), glyph.size / 2
    for grid in grids:
        ink.add("left", grid.across[0], sheet.number)
        ink.add("right", sheet.width - grid.across[-1], sheet.number)
        ink.add("top", grid.top, sheet.number)
        ink.add("bottom", sheet.height - grid.bottom, sheet.number)
        yield from [(grid.across[0], grid.across[-1], 1.0)] * 2  # a table is as wide as the text


def _reach(glyph: Glyph) -> float:
    return glyph.left if glyph.text in HANGING else glyph.right


def _distance(pages: Sequence[_InMargin], name: Literal["页眉", "页脚"], within: Tolerance) -> Reading[Length] | None:
    """How far a header or footer is from the edge at most: its ink lies within it. Counted are lines that number their
    page or stand on several; one that stands on one alone may be no part of either."""
    every = [(sheet, line, extra.fields) for sheet, lines, extra in pages for line in lines]
    texts = Counter(squeezed(line.text) for _, line, _ in every)
    rooms = [
        (min(g.top for g in line.inked) if name == "页眉" else sheet.height - max(g.bottom for g in line.inked), sheet)
        for sheet, line, fields in every
        if texts[squeezed(line.text)] > 1 or any(id(glyph) in fields for glyph in line.glyphs)
    ]
    if not rooms:
        return None
    room, sheet = min(rooms, key=lambda found: found[0])
    seen = f"第{sheet.number}页{name}墨迹"
    return Reading(Length(0), Length.of_pt(max(0.0, round(room, 2))), seen, within.margin)


def _furniture_blocks(
    number: int, pages: Sequence[_InMargin], writer: BlockWriter
) -> dict[FurnitureKind, tuple[Block, ...]]:
    """The furniture of the first page that has any, and that of the even pages where it stands elsewhere."""
    found = [(sheet, lines, extra) for sheet, lines, extra in pages if lines]
    if not found:
        return {}
    first, *others = found
    blocks: dict[FurnitureKind, tuple[Block, ...]] = {"default": _written(number, *first, writer)}
    for sheet, lines, extra in others:
        if (sheet.number - first[0].number) % 2 and _sides(sheet, lines) != _sides(first[0], first[1]):
            blocks["even"] = _written(number, sheet, lines, extra, writer)
            break
    return blocks


def _written(
    number: int, sheet: Sheet, lines: Sequence[Line], furniture: Furniture, writer: BlockWriter
) -> tuple[Block, ...]:
    place = Place(section=number, page=sheet.number)
    return tuple(writer.furniture(line, place, furniture.fields, _side(sheet, line)) for line in lines)


def _sides(sheet: Sheet, lines: Sequence[Line]) -> list[Align | None]:
    return [_side(sheet, line) for line in lines]


def _side(sheet: Sheet, line: Line) -> Align | None:
    """Where on the page's width a line of furniture stands."""
    middle = (line.left + line.right) / 2 / sheet.width
    if abs(middle - 0.5) <= _CENTRED:
        return "center"
    return "left" if middle < _OUTER else "right" if middle > 1 - _OUTER else None
