"""One page of an OFD as it is drawn: its template, its layers, its annotations (GB/T 33190-2016 §7.7, §15)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.units import Length
from docgen.view.from_ofd.colours import WHITE, alpha, rgb
from docgen.view.from_ofd.glyphs import POINTS_A_MILLIMETRE, Written, glyphs_of, in_points, look_of, placed
from docgen.view.from_ofd.package import children, local, numbers
from docgen.view.from_ofd.resources import Resources
from docgen.view.from_ofd.shapes import figures_of, ground_of, strokes_of, thin_fills, width_of
from docgen.view.pages.matrix import Matrix
from docgen.view.pages.sheet import Box, Glyph, Sheet
from docgen.view.pages.strokes import Fill, Rule, joined
from docgen.view.safe_xml import Element

_HOLDERS: Final = frozenset({"Layer", "PageBlock", "Content", "Appearance"})
_DEEPEST: Final = 12
_MOST_RULES: Final = 4_000
_MOST_FILLS: Final = 500
_SEEN_THROUGH: Final = 128
"""What covers less than half of what is under it is a watermark where it was put on the page afterwards."""
_NO_CHARACTER: Final = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_UNCODED: Final = 0.2
_OVERPRINTED: Final = 0.08
_LEAST_STEP: Final = 0.05
"""Of a character's size, how far apart it is printed twice; points."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page: of its own, or ``added`` to it afterwards, as a ``stamp`` or otherwise."""

    element: Element
    added: bool = False
    stamp: bool = False


@dataclass(slots=True)
class PageReader:
    """Reads pages one by one. Raises Unreadable (ARC104) when they hold more characters, or more objects, than
    ``limits`` allow characters."""

    resources: Resources
    size_within: Length
    limits: Limits
    _characters: int = 0
    _objects: int = 0

    def read(self, number: int, box: Box, drawn: Sequence[Drawing]) -> Sheet:
        """A page of this ``box`` (left, top, width, height in millimetres), with everything drawn on it in order."""
        corner: Matrix = (1, 0, 0, 1, -box[0], -box[1])
        width, height = box[2] * POINTS_A_MILLIMETRE, box[3] * POINTS_A_MILLIMETRE
        found = _Drawn(number)
        for drawing in drawn:
            found.added, found.stamp = drawing.added, drawing.stamp
            found.pictures += drawing.stamp
            self._collect(drawing.element, corner, found, None, 0)
        within = (glyph for glyph in found.flowing if 0 <= glyph.left <= width and 0 <= glyph.baseline <= height)
        visible = list(_once(within))
        uncoded = _is_uncoded(visible)
        rules = joined(found.strokes)
        return Sheet(
            number,
            width,
            height,
            () if uncoded else tuple(visible),
            () if uncoded else tuple(found.slanted),
            rules if len(rules) <= _MOST_RULES else (),
            found.pictures,
            min(1.0, found.pictured / (width * height or 1)),
            found.outlines,
            uncoded,
        )

    def _collect(self, element: Element, outer: Matrix, found: _Drawn, parameter: str | None, depth: int) -> None:
        if depth > _DEEPEST or element.get("Visible") == "false":
            return
        self._objects += 1
        if self._objects > self.limits.characters:
            raise Unreadable("ARC104", f"图元超过{self.limits.characters}个的上限", "请拆成几个文件后再提交")
        name = local(element)
        parameter = element.get("DrawParam", parameter)
        if name == "TextObject":
            self._text(element, outer, found, parameter)
        elif name == "PathObject":
            self._path(element, outer, found, parameter)
        elif name == "ImageObject" and not found.stamp:
            _picture(element, outer, found)
        elif name == "CompositeObject":
            unit = self.resources.units.get(element.get("ResourceID", ""))
            self._inside(() if unit is None else children(unit, "Content"), placed(element, outer), found, None, depth)
            found.outlines += unit is None
        elif name in _HOLDERS:
            inner = placed(element, outer) if name == "Appearance" else outer
            self._inside(element, inner, found, parameter, depth)

    def _inside(
        self, parts: Iterable[Element], matrix: Matrix, found: _Drawn, parameter: str | None, depth: int
    ) -> None:
        for part in parts:
            self._collect(part, matrix, found, parameter, depth + 1)

    def _text(self, element: Element, outer: Matrix, found: _Drawn, parameter: str | None) -> None:
        fill = self.resources.painted(element, "FillColor", parameter)
        covers = min(alpha(element), alpha(fill))
        if found.added and covers < _SEEN_THROUGH:
            return
        font = self.resources.fonts.get(element.get("Font", ""))
        written = Written.of(element, placed(element, outer))
        colour = rgb(fill, self.resources.space_of(fill))
        look = look_of(element, font, written.points, colour, self.size_within, seen=covers > 0)
        look = replace(look, shading=found.ground_at(written.start(element)))
        apart = found.stamp or not written.upright
        for glyph in glyphs_of(element, replace(written, look=look), found.page):
            self._characters += 1
            if self._characters > self.limits.characters:
                raise Unreadable("ARC104", f"文字超过{self.limits.characters}字的上限", "请拆成几个文件后再提交")
            (found.slanted if apart else found.flowing).append(glyph)

    def _path(self, element: Element, outer: Matrix, found: _Drawn, parameter: str | None) -> None:
        if found.added:
            return
        line, fill = (self.resources.painted(element, name, parameter) for name in ("StrokeColor", "FillColor"))
        colours = [rgb(colour, self.resources.space_of(colour)) for colour in (line, fill)]
        matrix = placed(element, outer)
        figures = figures_of("".join(child.text or "" for child in children(element, "AbbreviatedData")), matrix)
        stroked = element.get("Stroke") != "false" and colours[0] != WHITE and min(alpha(element), alpha(line)) > 0
        filled = element.get("Fill") == "true" and min(alpha(element), alpha(fill)) > 0
        seen: list[Rule] = []
        if stroked:
            width = element.get("LineWidth") or self.resources.parameter(parameter, "LineWidth")
            seen = strokes_of(figures, width_of(width, matrix))
        elif filled and colours[1] != WHITE:
            seen = thin_fills(figures)
        if filled and not seen and (ground := ground_of(figures)) is not None and len(found.fills) < _MOST_FILLS:
            found.fills.append(Fill(ground, colours[1]))
        found.outlines += not seen
        found.strokes += seen


@dataclass(slots=True)
class _Drawn:
    """What was found on a page so far; ``pictured`` in square points, ``fills`` in the order they were drawn."""

    page: int
    added: bool = False
    stamp: bool = False
    flowing: list[Glyph] = field(default_factory=list)
    slanted: list[Glyph] = field(default_factory=list)
    strokes: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: int = 0
    pictured: float = 0.0
    outlines: int = 0

    def ground_at(self, point: tuple[float, float]) -> str | None:
        """The colour text stands on there: what was filled last; ``auto`` where that is not of one colour."""
        under = next((fill for fill in reversed(self.fills) if fill.under(*point)), None)
        return None if under is None or under.colour == WHITE else under.colour or "auto"


def _picture(element: Element, outer: Matrix, found: _Drawn) -> None:
    """An image fills the unit square of its own space, which its boundary cuts (§10)."""
    box = numbers(element.get("Boundary"))
    if len(box) != 4:
        return
    found.pictures += 1
    left, top = in_points(outer, box[0], box[1])
    right, bottom = in_points(outer, box[0] + box[2], box[1] + box[3])
    if not found.added:
        found.pictured += abs(right - left) * abs(bottom - top)
        if len(found.fills) < _MOST_FILLS:
            found.fills.append(Fill((min(left, right), min(top, bottom), max(left, right), max(top, bottom)), None))


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Characters printed over themselves, a hair's breadth apart so that they look bold, are one."""
    seen = set[tuple[str, int, int]]()
    for glyph in glyphs:
        step = max(glyph.size * _OVERPRINTED, _LEAST_STEP)
        across, down = round(glyph.left / step), round(glyph.baseline / step)
        near = ((glyph.text, across + x, down + y) for x in (-1, 0, 1) for y in (-1, 0, 1))
        if glyph.blank or seen.isdisjoint(near):
            seen.add((glyph.text, across, down))
            yield glyph


def _is_uncoded(glyphs: Sequence[Glyph]) -> bool:
    """Whether many characters are codes of their font's own, which say nothing without it (§11.3)."""
    unknown = sum(bool(_NO_CHARACTER.match(glyph.text)) for glyph in glyphs)
    return unknown > (unknown + sum(glyph.text.isalnum() for glyph in glyphs)) * _UNCODED
