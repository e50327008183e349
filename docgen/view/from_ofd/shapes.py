"""Paths of a page (GB/T 33190-2016 §9): what of them is a ruling line, what a ground for text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import sqrt
from typing import Final

from docgen.view.from_ofd.glyphs import POINTS_A_MILLIMETRE, in_points
from docgen.view.from_ofd.package import numbers
from docgen.view.pages.matrix import Matrix
from docgen.view.pages.strokes import Box, Rule, extent, line_of, thin_of

_MOST_POINTS: Final = 2_000
_LINE_WIDTH: Final = 0.353
"""Millimetres: the width of a line that states none (§8.2.1)."""
_STEP: Final = re.compile(r"[SMLQBAC]|[^\sSMLQBAC]+")
_CURVE: Final = re.compile(r"[QBA]")
_TAKES: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Point = tuple[float, float]
Figure = list[Point]


def figures_of(data: str, matrix: Matrix) -> list[Figure]:
    """The subpaths of a path in points of the page; none of one with curves: that is a drawing, of a character as often
    as not, and its straight sides are no ruling lines."""
    if _CURVE.search(data):
        return []
    return [[in_points(matrix, *point) for point in figure] for figure in _figures(data)]


def width_of(stated: str | None, matrix: Matrix) -> float:
    """The width of a line in points, as large as its object is drawn."""
    found = numbers(stated)
    scale = sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
    return (found[0] if found else _LINE_WIDTH) * scale * POINTS_A_MILLIMETRE


def strokes_of(figures: list[Figure], width: float) -> list[Rule]:
    """The ruling lines among the sides of figures that are stroked."""
    sides = (line_of(extent([a, b]), width) for figure in figures for a, b in pairwise(figure))
    return [side for side in sides if side is not None]


def thin_fills(figures: list[Figure]) -> list[Rule]:
    """The figures that are filled and as thin as a line."""
    return [thin for figure in figures if (thin := thin_of(extent(figure))) is not None]


def ground_of(figures: list[Figure]) -> Box | None:
    """The area of one upright rectangle, or None for any other shape."""
    if len(figures) != 1 or len(figures[0]) < 4:
        return None
    left, top, right, bottom = box = extent(figures[0])
    corners = all(min(x - left, right - x) < 1 and min(y - top, bottom - y) < 1 for x, y in figures[0])
    return box if corners else None


def _figures(data: str) -> Iterator[Figure]:
    """The subpaths as corners (§9.3.5)."""
    points: Figure = []
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
