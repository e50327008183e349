"""Text objects of a PDF: the look, size and direction all characters of one share."""

from __future__ import annotations

import ctypes
import struct
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from docgen.reading import Reading
from docgen.units import Length
from docgen.view.from_pdf.asking import fill_colour_of, font_address, font_size_of, matrix_of, render_mode_of
from docgen.view.from_pdf.fonts import PdfFonts
from docgen.view.look import CharacterFormat

_INVISIBLE_MODES: Final = (3, 7)
_FILL_AND_STROKE: Final = 2
_SQUEEZED: Final = 0.5
"""Characters set narrower than this part of their width are squeezed; above it, faces of one design differ as much."""


@dataclass(frozen=True, slots=True)
class TextObject:
    """``size`` is in points, the matrix included; ``run`` is the direction of its baseline in the page's space."""

    look: CharacterFormat
    size: float
    run: tuple[float, float]


class _Stated(NamedTuple):
    """What PDFium says of a text object: mostly the same of nearly all of a page. ``a`` to ``d`` are of its matrix."""

    font: int
    mode: int
    colour: tuple[int, int, int, int] | None
    size: float
    a: float
    b: float
    c: float
    d: float


class _Question:
    """Asks PDFium for all of it; the answers go into one place made once."""

    _ANSWER: Final = struct.Struct("f6f4I")
    """The size of the font, the matrix, red, green, blue and alpha."""

    def __init__(self) -> None:
        self._answer = ctypes.create_string_buffer(self._ANSWER.size)
        self._size, self._matrix, *self._colour = (ctypes.byref(self._answer, n) for n in (0, 4, 28, 32, 36, 40))

    def put(self, text_page: Any, index: int, handle: ctypes.c_void_p) -> _Stated:
        font_size_of(handle, self._size)
        matrix_of(text_page, index, self._matrix)
        painted = fill_colour_of(handle, *self._colour)
        size, a, b, c, d, _, _, *colour = self._ANSWER.unpack_from(self._answer)
        given = tuple(colour) if painted else None
        return _Stated(font_address(handle), render_mode_of(handle), given, size, a, b, c, d)


@dataclass(slots=True)
class TextObjects:
    """The text objects of the pages of one open document, which share its fonts and looks."""

    size_within: Length
    fonts: PdfFonts = field(default_factory=PdfFonts)
    _question: _Question = field(default_factory=_Question)
    _looks: dict[tuple[Any, ...], CharacterFormat] = field(default_factory=dict)
    _of_page: dict[_Stated, TextObject] = field(default_factory=dict)

    def turn_page(self) -> None:
        """To be called before each page: PDFium may give a font the address of one that went with its page."""
        self._of_page.clear()

    def read(self, text_page: Any, index: int, address: int) -> TextObject:
        """The text object at this address, of which the character of this index is one."""
        stated = self._question.put(text_page, index, ctypes.c_void_p(address))
        if stated not in self._of_page:
            self._of_page[stated] = self._object(stated)
        return self._of_page[stated]

    def _object(self, stated: _Stated) -> TextObject:
        """Size is that of the font times the height of the matrix: PDFium's own leaves the matrix out."""
        height = (stated.c**2 + stated.d**2) ** 0.5
        points = round(abs(stated.size) * height, 2)
        width = (stated.a**2 + stated.b**2) ** 0.5 / (height or 1)
        scale = round(width * 100) if width < _SQUEEZED else None
        return TextObject(self._look(stated, points, scale), points, (stated.a, stated.b))

    def _look(self, stated: _Stated, points: float, scale: int | None) -> CharacterFormat:
        face, bold = self.fonts.face(stated.font)
        hidden = stated.mode in _INVISIBLE_MODES or (stated.colour is not None and stated.colour[-1] == 0)
        colour = "".join(f"{part:02X}" for part in stated.colour[:3]) if stated.colour else None
        bold = True if stated.mode == _FILL_AND_STROKE else bold
        key = (face, bold, points, colour, hidden, scale)
        if key not in self._looks:
            exact = Reading.exact(Length.of_pt(points), "PDF字号", self.size_within)
            size = exact if face else None  # drawings have a scale of their own
            self._looks[key] = CharacterFormat(face, face, size, bold, colour=colour, hidden=hidden, scale=scale)
        return self._looks[key]
