"""One page of an OFD as it is drawn: its template, its layers, its annotations (GB/T 33190-2016 §7.7, §15)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.units import Length
from docgen.view.from_ofd.glyphs import (
    POINTS_A_MILLIMETRE,
    Written,
    glyphs_of,
    in_points,
    look_of,
    placed,
)  # fmt: skip
from docgen.view.from_ofd.package import children, local, numbers
from docgen.view.from_ofd.resources import Resources
from docgen.view.pages.matrix import Matrix
from docgen.view.pages.sheet import Box, Glyph, Sheet
from docgen.view.pages.strokes import Rule, extent, joined, line_of, thin_of
from docgen.view.safe_xml import Element

_HOLDERS: Final = frozenset({"Layer", "PageBlock", "Content", "Appearance"})
_DEEPEST: Final = 12
_MOST_RULES: Final = 4_000
_MOST_POINTS: Final = 2_000
_LINE_WIDTH: Final = 0.353
"""Millimetres: the width of a line that states none (§8.2.1)."""
_STEP: Final = re.compile(r"[SMLQBAC]|[^\sSMLQBAC]+")
_TAKES: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_WHITE: Final = "FFFFFF"

Point = tuple[float, float]


@dataclass(slots=True)
class PageReader:
    """Reads pages one by one. Raises Unreadable (ARC104) when they hold more characters than ``limits`` allow."""

    resources: Resources
    size_within: Length
    limits: Limits
    _characters: int = 0

    def read(self, number: int, box: Box, drawn: Sequence[Element]) -> Sheet:
        """A page of this ``box`` (left, top, width, height in millimetres), with everything drawn on it in order."""
        corner: Matrix = (1, 0, 0, 1, -box[0], -box[1])
        width, height = box[2] * POINTS_A_MILLIMETRE, box[3] * POINTS_A_MILLIMETRE
        found = _Drawn(number)
        for element in drawn:
            self._collect(element, corner, found, None, 0)
        visible = [glyph for glyph in found.flowing if 0 <= glyph.left <= width and 0 <= glyph.baseline <= height]
        rules = joined(found.strokes)
        pictured = min(1.0, found.pictured / (width * height or 1))
        return Sheet(
            number,
            width,
            height,
            tuple(visible),
            tuple(found.slanted),
            rules if len(rules) <= _MOST_RULES else (),
            found.pictures,
            pictured,
            found.outlines,
        )

    def _collect(self, element: Element, outer: Matrix, found: _Drawn, parameter: str | None, depth: int) -> None:
        if depth > _DEEPEST or element.get("Visible") == "false":
            return
        name = local(element)
        parameter = element.get("DrawParam", parameter)
        if name == "TextObject":
            self._text(element, outer, found, parameter)
        elif name == "PathObject":
            self._path(element, outer, found, parameter)
        elif name == "ImageObject":
            _picture(element, outer, found)
        elif name == "CompositeObject":
            found.outlines += 1
        elif name in _HOLDERS:
            inner = placed(element, outer) if name == "Appearance" else outer
            for child in element:
                self._collect(child, inner, found, parameter, depth + 1)

    def _text(self, element: Element, outer: Matrix, found: _Drawn, parameter: str | None) -> None:
        size, scale = numbers(element.get("Size")), numbers(element.get("HScale"))
        matrix = placed(element, outer)
        font = self.resources.fonts.get(element.get("Font", ""))
        bare = Written(look_of(element, font, 0, None, self.size_within), size[0] if size else 0, 1, matrix)
        look = look_of(element, font, bare.points, self._colour(element, "FillColor", parameter), self.size_within)
        written = Written(look, bare.size, scale[0] if scale else 1, matrix)
        for glyph in glyphs_of(element, written, found.page):
            self._characters += 1
            if self._characters > self.limits.characters:
                raise Unreadable("ARC104", f"文字超过{self.limits.characters}字的上限", "请拆成几个文件后再提交")
            (found.flowing if written.upright else found.slanted).append(glyph)

    def _path(self, element: Element, outer: Matrix, found: _Drawn, parameter: str | None) -> None:
        stroke = element.get("Stroke") != "false" and self._colour(element, "StrokeColor", parameter) != _WHITE
        fill = element.get("Fill") == "true" and self._colour(element, "FillColor", parameter) != _WHITE
        stated = numbers(element.get("LineWidth") or self.resources.parameter(parameter, "LineWidth"))
        thickness = (stated[0] if stated else _LINE_WIDTH) * POINTS_A_MILLIMETRE
        matrix = placed(element, outer)
        data = next((child.text or "" for child in children(element, "AbbreviatedData")), "")
        seen: list[Rule] = []
        for figure in _figures(data):
            points = [in_points(matrix, *point) for point in figure]
            if stroke:
                lines = (line_of(extent([a, b]), thickness) for a, b in pairwise(points))
                seen += [line for line in lines if line is not None]
            elif fill and (thin := thin_of(extent(points))) is not None:
                seen.append(thin)
        found.outlines += not seen
        found.strokes += seen

    def _colour(self, element: Element, name: str, parameter: str | None) -> str | None:
        """``RRGGBB`` of a colour given by its parts; black where none is given (§8.3.1)."""
        own = next(children(element, name), None)
        colour = own if own is not None else self.resources.colour(parameter, name)
        if colour is None:
            return "000000"
        parts = numbers(colour.get("Value"))
        if len(parts) == 1:
            parts = parts * 3
        return "".join(f"{int(min(max(part, 0), 255)):02X}" for part in parts) if len(parts) == 3 else None


@dataclass(slots=True)
class _Drawn:
    """What was found on a page so far; ``pictured`` in square points."""

    page: int
    flowing: list[Glyph] = field(default_factory=list)
    slanted: list[Glyph] = field(default_factory=list)
    strokes: list[Rule] = field(default_factory=list)
    pictures: int = 0
    pictured: float = 0.0
    outlines: int = 0


def _picture(element: Element, outer: Matrix, found: _Drawn) -> None:
    """An image fills the unit square of its own space, which its boundary cuts (§10)."""
    box = numbers(element.get("Boundary"))
    if len(box) != 4:
        return
    found.pictures += 1
    left, top = in_points(outer, box[0], box[1])
    right, bottom = in_points(outer, box[0] + box[2], box[1] + box[3])
    found.pictured += abs(right - left) * abs(bottom - top)


def _figures(data: str) -> Iterator[list[Point]]:
    """The subpaths as corners (§9.3.5); a curve ends one, for it is no ruling line."""
    points: list[Point] = []
    count = 0
    for name, values in _steps(data):
        count += 1
        if count > _MOST_POINTS:
            return
        if name == "C":
            if points:
                yield [*points, points[0]]
            points = []
            continue
        end = (values[-2], values[-1])
        if name == "L":
            points.append(end)
            continue
        if len(points) > 1:
            yield points
        points = [end]
    if len(points) > 1:
        yield points


def _steps(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    name = ""
    values: list[float] = []
    for word in _STEP.findall(data):
        if word in _TAKES:
            name, values = word, []
            if not _TAKES[word]:
                yield word, ()
            continue
        number = numbers(word)
        if not name or not number:
            return
        values.append(number[0])
        if len(values) == _TAKES[name]:
            yield name, tuple(values)
            values = []
