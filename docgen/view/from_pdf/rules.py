"""The ruling lines and pictures of a page: strokes along an axis, and filled shapes as thin as a line."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import pypdfium2.raw as raw

from docgen.view.from_pdf.asking import closes, object_kind, path_segment, point_of, segment_kind
from docgen.view.from_pdf.clips import Clips
from docgen.view.pages.matrix import IDENTITY, Matrix, at, times
from docgen.view.pages.strokes import SLANT, THICKEST, Box, Fill, Rule, extent, joined, line_of, thin_of

_MOST_OBJECTS: Final = 60_000
_MOST_SEGMENTS: Final = 20_000
_MOST_RULES: Final = 4_000
_MOST_FILLS: Final = 500
_MOST_CORNERS: Final = 400
_DEEPEST: Final = 6
_WHITE: Final = (255, 255, 255)

Point = tuple[float, float]


@dataclass(slots=True)
class Drawn:
    """What a page draws besides text. ``pictured`` is the area of its pictures in square points, ``largest`` that of
    the largest and ``resolution`` the dots to the inch it is drawn with; ``fills`` are in the order drawn, from the
    first on that is not of the paper's colour; ``clipped`` are the addresses of objects nothing of which is seen."""

    rules: tuple[Rule, ...] = ()
    pictures: int = 0
    pictured: float = 0.0
    outlines: int = 0
    largest: float = 0.0
    resolution: float | None = None
    fills: list[Fill] = field(default_factory=list)
    clipped: set[int] = field(default_factory=set)
    _strokes: list[Rule] = field(default_factory=list)
    _seen: int = 0
    _clips: Clips = field(default_factory=Clips)


def rules_of(page: Any, area: Callable[[Box], Box]) -> Drawn:
    """``area`` turns a box of the page's space into one of the display. More lines than a form has are no table."""
    drawn = Drawn()
    objects = (raw.FPDFPage_GetObject(page, n) for n in range(raw.FPDFPage_CountObjects(page)))
    _collect(drawn, objects, IDENTITY, area, 0)
    drawn.rules = joined(drawn._strokes) if len(drawn._strokes) <= _MOST_SEGMENTS else ()
    if len(drawn.rules) > _MOST_RULES:
        drawn.rules = ()
    return drawn


def _collect(drawn: Drawn, objects: Iterator[Any], matrix: Matrix, area: Callable[[Box], Box], depth: int) -> None:
    for element in objects:
        drawn._seen += 1
        if drawn._seen > _MOST_OBJECTS:
            return
        kind = object_kind(element)
        if drawn._clips.hide(element):
            drawn.clipped.update(_addresses(element, kind, depth))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _add_path(drawn, element, matrix, area)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            _add_picture(drawn, element, area(_image_box(element, matrix)))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inside = (raw.FPDFFormObj_GetObject(element, n) for n in range(raw.FPDFFormObj_CountObjects(element)))
            _collect(drawn, inside, times(_matrix(element), matrix), area, depth + 1)


def _addresses(element: Any, kind: int, depth: int) -> Iterator[int]:
    """Where PDFium keeps an object, and those of a form."""
    yield ctypes.addressof(element.contents)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for number in range(min(raw.FPDFFormObj_CountObjects(element), _MOST_OBJECTS)):
            inside = raw.FPDFFormObj_GetObject(element, number)
            yield from _addresses(inside, raw.FPDFPageObj_GetType(inside), depth + 1)


def _add_picture(drawn: Drawn, picture: Any, box: Box) -> None:
    left, top, right, bottom = box
    covered = (right - left) * (bottom - top)
    drawn.pictures += 1
    drawn.pictured += covered
    _add_fill(drawn, Fill(box, None))
    if covered > drawn.largest:
        across, down = ctypes.c_uint(), ctypes.c_uint()
        known = raw.FPDFImageObj_GetImagePixelSize(picture, across, down)
        drawn.largest, drawn.resolution = covered, 72 * (across.value * down.value / covered) ** 0.5 if known else None


def _add_path(drawn: Drawn, path: Any, matrix: Matrix, area: Callable[[Box], Box]) -> None:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, filled, stroked)
    stroke = bool(stroked.value) and _visible(path, raw.FPDFPageObj_GetStrokeColor)
    fill = bool(filled.value) and _visible(path, raw.FPDFPageObj_GetFillColor)
    whole = times(_matrix(path), matrix)
    figures = list(_figures(path, whole)) if stroke or fill or (filled.value and drawn.fills) else []
    few = raw.FPDFPath_CountSegments(path) <= _MOST_CORNERS  # else they are no grounds of text
    if filled.value and few and (fill or drawn.fills):
        _add_fills(drawn, [area(box) for box in _rectangles(figures)], _colour(path))
    if not stroke and not fill:
        return
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(path, width)
    thickness = width.value * abs(whole[0] * whole[3] - whole[1] * whole[2]) ** 0.5
    found = []
    for points in figures:
        if stroke:
            found += [rule for a, b in pairwise(points) if (rule := line_of(area((*a, *b)), thickness)) is not None]
        elif (rule := thin_of(area(extent(points)))) is not None:
            found.append(rule)
    drawn.outlines += not found
    drawn._strokes += found[: _MOST_SEGMENTS + 1]


def _add_fills(drawn: Drawn, boxes: list[Box], colour: str | None) -> None:
    """Rectangles of one path. One within another is a hole: such a path is a frame, not a ground."""
    if not any(_within(one, other) for one in boxes for other in boxes if one is not other):
        for box in boxes:
            _add_fill(drawn, Fill(box, colour))


def _add_fill(drawn: Drawn, fill: Fill) -> None:
    if len(drawn.fills) < _MOST_FILLS:
        drawn.fills.append(fill)


def _rectangles(figures: Sequence[Sequence[Point]]) -> Iterator[Box]:
    """The upright rectangles among subpaths that are no lines."""
    for points in figures:
        left, top, right, bottom = box = extent(points)
        at_corners = all(
            min(abs(x - left), abs(x - right)) <= SLANT and min(abs(y - top), abs(y - bottom)) <= SLANT
            for x, y in points
        )
        if at_corners and min(right - left, bottom - top) > THICKEST:
            yield box


def _within(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _figures(path: Any, matrix: Matrix) -> Iterator[list[Point]]:
    """The subpaths of a path as corners; a curve ends one, for it is no ruling line."""
    x, y = ctypes.c_float(), ctypes.c_float()
    at_point = ctypes.byref(x), ctypes.byref(y)
    points: list[Point] = []
    for number in range(min(raw.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = ctypes.c_void_p(path_segment(path, number))
        point_of(segment, *at_point)
        if points and segment_kind(segment) != raw.FPDF_SEGMENT_LINETO:
            yield points
            points = []
        points.append(at(matrix, x.value, y.value))
        if closes(segment):
            yield [*points, points[0]]
            points = []
    if points:
        yield points


def _visible(path: Any, colour_of: Callable[..., Any]) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(path, red, green, blue, alpha):
        return True  # a pattern
    return alpha.value > 0 and (red.value, green.value, blue.value) != _WHITE


def _colour(path: Any) -> str | None:
    """The colour a path is filled with, as it looks on white paper; None for a pattern."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
        return None
    clear = 255 - alpha.value
    mixed = (round((one.value * alpha.value + 255 * clear) / 255) for one in (red, green, blue))
    return "".join(f"{one:02X}" for one in mixed)


def _image_box(image: Any, matrix: Matrix) -> Box:
    """An image is the unit square under its matrix (ISO 32000-1 §8.9.5)."""
    whole = times(_matrix(image), matrix)
    return extent([at(whole, x, y) for x in (0, 1) for y in (0, 1)])


def _matrix(element: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(element, matrix):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
