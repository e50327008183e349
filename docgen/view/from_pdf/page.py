"""One page of a PDF as it is drawn: glyphs with their look, ruling lines, pictures.

Coordinates are points from the top left corner of the page as it is displayed (``/Rotate`` and the crop box applied),
y downwards.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from docgen.errors import Unreadable
from docgen.units import Length
from docgen.view.from_pdf.characters import Places, drawn_characters, is_uncoded
from docgen.view.from_pdf.layers import lies_on
from docgen.view.from_pdf.rules import rules_of
from docgen.view.from_pdf.text_objects import TextObject, TextObjects
from docgen.view.look import CharacterFormat
from docgen.view.pages.scans import DOTS, PageImage
from docgen.view.pages.sheet import Box, Glyph, Sheet
from docgen.view.pages.strokes import Fill

_PAPER: Final = "FFFFFF"
_WHOLE: Final = 0.95
"""The part of the page a picture covers that is the page."""
_LEVEL: Final = 0.5
"""How far from upright, in parts of its size, a character's baseline may run and still stand in a line."""
_MOST_DOTS: Final = 8_000


@dataclass(frozen=True, slots=True)
class Placing:
    """From the page's own space to where things are displayed: ``(x, y)`` goes to ``(ax + cy + e, bx + dy + f)``, on
    a sheet of this width and height."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    @classmethod
    def of(cls, page: Any) -> Placing:
        """By the page's rotation and its visible box."""
        left, bottom, right, top = page.get_bbox()
        matrix = {
            0: (1, 0, 0, -1, -left, top),
            90: (0, 1, 1, 0, -bottom, -left),
            180: (-1, 0, 0, 1, right, -bottom),
        }.get(page.get_rotation() % 360, (0, -1, -1, 0, top, right))
        return cls(*matrix, *page.get_size())

    def area(self, box: Box) -> Box:
        """A box (left, bottom, right, top) of the page as (left, top, right, bottom) of the display."""
        left, right = self.across(*box)
        top, bottom = self.down(*box)
        return left, top, right, bottom

    def across(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float]:
        """Left and right of an area, for what is asked of every character."""
        one, other = self.a * left + self.c * bottom + self.e, self.a * right + self.c * top + self.e
        return (one, other) if one <= other else (other, one)

    def down(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float]:
        """Top and bottom of an area."""
        one, other = self.b * left + self.d * bottom + self.f, self.b * right + self.d * top + self.f
        return (one, other) if one <= other else (other, one)

    def depth(self, x: float, y: float) -> float:
        """How far below the upper edge a point lies."""
        return self.b * x + self.d * y + self.f

    def runs_level(self, x: float, y: float) -> bool:
        """Whether characters whose baseline runs in this direction stand in a line from left to right."""
        across, down = self.a * x + self.c * y, self.b * x + self.d * y
        return across > 0 and abs(down) <= _LEVEL * across


@dataclass(slots=True)
class PageReader:
    """Reads the pages of one open document; it keeps the document's fonts and looks. What lies on ``layers_off`` is not
    seen.

    Raises Unreadable (ARC104) when the pages read hold more than ``most_characters``.
    """

    size_within: Length
    most_characters: int
    layers_off: frozenset[str] = frozenset()
    _characters: int = 0
    _grounded: dict[tuple[int, str | None], CharacterFormat] = field(default_factory=dict)
    _objects: TextObjects = field(init=False)

    def __post_init__(self) -> None:
        self._objects = TextObjects(self.size_within)

    def read(self, document: Any, number: int) -> Sheet:
        """The page of this number, counted from 1. Raises pypdfium2.PdfiumError for a page PDFium cannot read."""
        page = _page(document, number)
        placing = Placing.of(page)
        text = page.get_textpage()  # of all PDFium does this takes longest
        count = self._counted(text)
        uncoded = is_uncoded(text.raw, count)
        drawn = rules_of(page, placing.area)
        flowing, slanted = ([], []) if uncoded else self._glyphs(text.raw, count, placing, drawn.clipped, number)
        if drawn.fills:
            flowing = [self._on_its_ground(glyph, drawn.fills) for glyph in flowing]
        pictured = min(1.0, drawn.pictured / (placing.width * placing.height or 1))
        return Sheet(
            number, placing.width, placing.height, tuple(flowing), tuple(slanted),
            drawn.rules, drawn.pictures, pictured, drawn.outlines, uncoded,
            drawn.resolution if drawn.largest >= _WHOLE * placing.width * placing.height else None,
        )  # fmt: skip

    def _counted(self, text: Any) -> int:
        count: int = text.count_chars()
        self._characters += count
        if self._characters > self.most_characters:
            raise Unreadable("ARC104", f"文字超过{self.most_characters}字的上限", "请拆成几个文件后再提交")
        return count

    def _glyphs(
        self, text_page: Any, count: int, placing: Placing, clipped: Collection[int], number: int
    ) -> tuple[list[Glyph], list[Glyph]]:
        """Those that stand in lines, and those that do not, without what nobody sees: beside the page, clipped away,
        switched off, of no size."""
        flowing: list[Glyph] = []
        slanted: list[Glyph] = []
        unseen: list[Glyph] = []
        objects: dict[int, tuple[TextObject, list[Glyph]]] = {}
        place = Places(text_page)
        before = (0, 0.0)
        baseline = 0.0
        width, height, sideways = placing.width, placing.height, bool(placing.b)
        self._objects.turn_page()
        for index, character, address in drawn_characters(text_page, count):
            if address not in objects:
                found = self._objects.read(text_page, index, address)
                seen = flowing if placing.runs_level(*found.run) else slanted
                hidden = address in clipped or not found.size or self._is_off(address)
                objects[address] = found, unseen if hidden else seen
            shared, row = objects[address]
            ink_left, ink_right, ink_bottom, ink_top, left, top, right, bottom = place.boxes(index)
            line = (address, left if sideways else bottom)
            if line != before:  # else the baseline is that of the character before
                baseline, before = placing.depth(*place.origin(index)), line
            start, end = placing.across(left, bottom, right, top)
            if 0 <= start + end <= 2 * width and 0 <= baseline <= height:
                above, below = placing.down(ink_left, ink_bottom, ink_right, ink_top)
                row.append(Glyph(character, start, end, baseline, above, below, shared.size, shared.look, number))
        return flowing, slanted

    def _is_off(self, address: int) -> bool:
        return bool(self.layers_off) and lies_on(address, self.layers_off)

    def _on_its_ground(self, glyph: Glyph, fills: list[Fill]) -> Glyph:
        """The glyph with the colour last filled where its ink is."""
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        under = next((fill for fill in reversed(fills) if fill.under(x, y)), None)
        if under is None or under.colour == _PAPER:
            return glyph
        key = (id(glyph.look), under.colour)
        if key not in self._grounded:
            self._grounded[key] = replace(glyph.look, shading=under.colour or "auto")
        return glyph._replace(look=self._grounded[key])


def _page(document: Any, number: int) -> Any:
    """The page with what was filled into its form and written on it, which a reader sees and its own text has not."""
    page = document[number - 1]
    if raw.FPDFPage_GetAnnotCount(page) < 1:
        return page
    flattened = raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS
    return document[number - 1] if flattened else page


def open_pdf(data: bytes) -> Any:
    """Raises pypdfium2.PdfiumError for a file PDFium cannot read."""
    return pdfium.PdfDocument(data)


def page_image(document: Any, number: int) -> PageImage:
    """The page of this number, counted from 1, as a picture of at most :data:`_MOST_DOTS` a side."""
    page = document[number - 1]
    scale = min(DOTS / 72, _MOST_DOTS / max(*page.get_size(), 1))
    bitmap = page.render(scale=scale, grayscale=True)
    rows = memoryview(bitmap.buffer).cast("B")
    grey = b"".join(bytes(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width]) for y in range(bitmap.height))
    return PageImage(number, bitmap.width, bitmap.height, scale * 72, grey)
