"""One page of a PDF as it is drawn: glyphs with their look, ruling lines, pictures.

Coordinates are points from the top left corner of the page as it is displayed (``/Rotate`` and the crop box applied),
y downwards.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from docgen.errors import Unreadable
from docgen.reading import Reading
from docgen.units import Length
from docgen.view.from_pdf.fonts import PdfFonts
from docgen.view.from_pdf.rules import rules_of
from docgen.view.model import CharacterFormat
from docgen.view.pages.scans import DOTS, PageImage
from docgen.view.pages.sheet import Box, Glyph, Sheet
from docgen.view.pages.strokes import Fill

_PAPER: Final = "FFFFFF"
_INVISIBLE_MODES: Final = (3, 7)
_FILL_AND_STROKE: Final = 2
_LEVEL: Final = 0.5
"""How far from upright, in parts of its size, a character's baseline may run and still stand in a line."""
_SQUEEZED: Final = 0.5
"""Characters set narrower than this part of their width are squeezed; above it, faces of one design differ as much."""
_MOST_DOTS: Final = 8_000
_ASKED: Final = 200
_UNCODED: Final = 0.5
_READS_WELL: Final = 0.7
"""Of how many characters of a page it is asked whether the file says which they are; the part that may be unknown; the
part of the unknown ones that are letters and digits where they are what they seem."""
_WESTERN: Final = re.compile(r"[0-9A-Za-z ]")
_TAKEN_OUT: Final = 2
"""What PDFium says for a hyphen drawn at a line's end: it would join the halves of a Western word."""


@dataclass(frozen=True, slots=True)
class Placing:
    """From the page's own space to where things are displayed: ``(x, y)`` goes to ``(ax + cy + e, bx + dy + f)``."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    @classmethod
    def of(cls, page: Any) -> Placing:
        """By the page's rotation and its visible box."""
        left, bottom, right, top = page.get_bbox()
        return {
            0: cls(1, 0, 0, -1, -left, top),
            90: cls(0, 1, 1, 0, -bottom, -left),
            180: cls(-1, 0, 0, 1, right, -bottom),
        }.get(page.get_rotation() % 360, cls(0, -1, -1, 0, top, right))

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def area(self, box: Box) -> Box:
        """A box (left, bottom, right, top) of the page as (left, top, right, bottom) of the display."""
        x1, y1 = self.point(box[0], box[1])
        x2, y2 = self.point(box[2], box[3])
        return (min(x2, x1), min(y2, y1), max(x1, x2), max(y1, y2))

    def across(self, box: Box) -> tuple[float, float]:
        """Left and right of an area, for what is asked of every character."""
        one, other = self.a * box[0] + self.c * box[1] + self.e, self.a * box[2] + self.c * box[3] + self.e
        return (one, other) if one <= other else (other, one)

    def down(self, box: Box) -> tuple[float, float]:
        """Top and bottom of an area."""
        one, other = self.b * box[0] + self.d * box[1] + self.f, self.b * box[2] + self.d * box[3] + self.f
        return (one, other) if one <= other else (other, one)

    def direction(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y, self.b * x + self.d * y


@dataclass(frozen=True, slots=True)
class _TextObject:
    """What all characters of one text object share. ``size`` is in points, the matrix included."""

    look: CharacterFormat
    size: float
    upright: bool


@dataclass(slots=True)
class PageReader:
    """Reads the pages of one open document; it keeps the document's fonts and looks.

    Raises Unreadable (ARC104) when the pages read hold more than ``most_characters``.
    """

    size_within: Length
    most_characters: int
    fonts: PdfFonts = field(default_factory=PdfFonts)
    _characters: int = 0
    _looks: dict[tuple[Any, ...], CharacterFormat] = field(default_factory=dict)
    _grounded: dict[tuple[int, str | None], CharacterFormat] = field(default_factory=dict)

    def read(self, document: Any, number: int) -> Sheet:
        """The page of this number, counted from 1. Raises pypdfium2.PdfiumError for a page PDFium cannot read."""
        page = _page(document, number)
        placing = Placing.of(page)
        width, height = page.get_size()
        flowing: list[Glyph] = []
        slanted: list[Glyph] = []
        uncoded = _is_uncoded(page)
        for glyph, upright in () if uncoded else self._glyphs(page, placing, number):
            if 0 <= (glyph.left + glyph.right) / 2 <= width and 0 <= glyph.baseline <= height:
                (flowing if upright else slanted).append(glyph)
        drawn = rules_of(page, placing.area)
        if drawn.fills:
            flowing = [self._on_its_ground(glyph, drawn.fills) for glyph in flowing]
        pictured = min(1.0, drawn.pictured / (width * height or 1))
        return Sheet(
            number, width, height, tuple(flowing), tuple(slanted),
            drawn.rules, drawn.pictures, pictured, drawn.outlines, uncoded,
        )  # fmt: skip

    def _glyphs(self, page: Any, placing: Placing, number: int) -> Iterator[tuple[Glyph, bool]]:
        owner = page.get_textpage()  # closes its page when it goes
        text_page = owner.raw
        count = raw.FPDFText_CountChars(text_page)
        self._characters += count
        if self._characters > self.most_characters:
            raise Unreadable("ARC104", f"文字超过{self.most_characters}字的上限", "请拆成几个文件后再提交")
        objects: dict[int, _TextObject] = {}
        x, y, left, right, bottom, top = (ctypes.c_double() for _ in range(6))
        loose = raw.FS_RECTF()
        at_origin, in_ink = tuple(map(ctypes.byref, (x, y))), tuple(map(ctypes.byref, (left, right, bottom, top)))
        in_advance = ctypes.byref(loose)
        for index, character in _characters(text_page, count):
            handle = raw.FPDFText_GetTextObject(text_page, index)
            if not handle:
                continue
            address = ctypes.addressof(handle.contents)
            if address not in objects:
                objects[address] = self._object(text_page, index, handle, placing)
            shared = objects[address]
            raw.FPDFText_GetCharOrigin(text_page, index, *at_origin)
            raw.FPDFText_GetCharBox(text_page, index, *in_ink)
            raw.FPDFText_GetLooseCharBox(text_page, index, in_advance)
            start, end = placing.across((loose.left, loose.bottom, loose.right, loose.top))
            ink_top, ink_bottom = placing.down((left.value, bottom.value, right.value, top.value))
            baseline = placing.b * x.value + placing.d * y.value + placing.f
            glyph = Glyph(character, start, end, baseline, ink_top, ink_bottom, shared.size, shared.look, number)
            yield glyph, shared.upright

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

    def _object(self, text_page: Any, index: int, handle: Any, placing: Placing) -> _TextObject:
        """Size is that of the font times the height of the matrix: PDFium's own leaves the matrix out."""
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(handle, size)
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text_page, index, matrix)
        points = round(abs(size.value) * (matrix.c**2 + matrix.d**2) ** 0.5, 2)
        run_x, run_y = placing.direction(matrix.a, matrix.b)
        upright = run_x > 0 and abs(run_y) <= _LEVEL * run_x
        width = (matrix.a**2 + matrix.b**2) ** 0.5 / ((matrix.c**2 + matrix.d**2) ** 0.5 or 1)
        scale = round(width * 100) if width < _SQUEEZED else None
        return _TextObject(self._look(handle, points, scale), points, upright)

    def _look(self, handle: Any, points: float, scale: int | None) -> CharacterFormat:
        mode = raw.FPDFTextObj_GetTextRenderMode(handle)
        font = raw.FPDFTextObj_GetFont(handle)
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        painted = raw.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha)
        colour = f"{red.value:02X}{green.value:02X}{blue.value:02X}" if painted else None
        hidden = mode in _INVISIBLE_MODES or (bool(painted) and alpha.value == 0)
        key = (ctypes.cast(font, ctypes.c_void_p).value, points, colour, hidden, mode == _FILL_AND_STROKE, scale)
        if key not in self._looks:
            face, bold = self.fonts.face(font)
            size = Reading.exact(Length.of_pt(points), "PDF字号", self.size_within)
            bold = True if mode == _FILL_AND_STROKE else bold
            self._looks[key] = CharacterFormat(face, face, size, bold, colour=colour, hidden=hidden, scale=scale)
        return self._looks[key]


def _is_uncoded(page: Any) -> bool:
    """Whether most characters are drawn by fonts that do not say which they are (ISO 32000-1 §9.10.2). PDFium then
    gives the numbers of their shapes; old Western fonts number them as the letters they are, and read well."""
    owner = page.get_textpage()
    count = raw.FPDFText_CountChars(owner.raw)
    asked = range(0, count, max(1, count // _ASKED))
    unknown = [index for index in asked if raw.FPDFText_HasUnicodeMapError(owner.raw, index) == 1]
    if len(unknown) <= len(asked) * _UNCODED:
        return False
    given = "".join(map(chr, (raw.FPDFText_GetUnicode(owner.raw, index) for index in unknown)))
    return len(_WESTERN.findall(given)) < len(given) * _READS_WELL


def _characters(text_page: Any, count: int) -> Iterator[tuple[int, str]]:
    """The characters that are drawn, by PDFium's index. It counts in UTF-16, a rare character as two."""
    high = 0
    for index in range(count):
        if raw.FPDFText_IsGenerated(text_page, index):
            continue
        code = raw.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        at_line_end = code == _TAKEN_OUT and raw.FPDFText_IsHyphen(text_page, index) == 1
        character = "-" if at_line_end else _character(code)
        if character:
            yield index, character


def _character(code: int) -> str:
    """A code point as text; nothing for what is no character."""
    if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF:
        return ""
    character = chr(code) if code <= 0x10FFFF else ""
    return character if character.isprintable() or character.isspace() else ""


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
