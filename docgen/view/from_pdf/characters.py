"""The characters of a page of a PDF: which they are, and which are not said."""

from __future__ import annotations

import ctypes
import re
import struct
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

import pypdfium2.raw as raw

from docgen.view.from_pdf.asking import (
    advance_of,
    font_address,
    has_unicode_error,
    ink_of,
    is_generated,
    is_hyphen,
    object_address,
    origin_of,
    unicode_of,
)

_ASKED: Final = 200
_UNCODED: Final = 0.5
_READS_WELL: Final = 0.7
"""Of how many characters of a page it is asked whether the file says which they are; the part that may be unknown; the
part of the unknown ones that are letters and digits where they are what they seem."""
_WESTERN: Final = re.compile(r"[0-9A-Za-z ]")
_SET_BY_PDFIUM: Final = frozenset(map(ord, " \r\n"))
"""What it adds itself, where it sees a gap or a new line."""
_TAKEN_OUT: Final = 2
"""What PDFium says for a hyphen drawn at a line's end: it would join the halves of a Western word."""


class Places:
    """Where the characters of a page stand, in points of the page's own space; the answers go into one place."""

    _BOXES: Final = struct.Struct("4d4f")
    _POINT: Final = struct.Struct("2d")

    def __init__(self, text_page: Any) -> None:
        self._text_page = text_page
        self._answer = ctypes.create_string_buffer(self._BOXES.size)
        self._ink = [ctypes.byref(self._answer, place) for place in (0, 8, 16, 24)]
        self._advance = ctypes.byref(self._answer, 32)

    def boxes(self, index: int) -> tuple[float, ...]:
        """Left, right, bottom, top of the ink; left, top, right, bottom of the box from this character to the next."""
        ink_of(self._text_page, index, *self._ink)
        advance_of(self._text_page, index, self._advance)
        return self._BOXES.unpack_from(self._answer)

    def origin(self, index: int) -> tuple[float, ...]:
        """The point on the baseline where the character begins."""
        origin_of(self._text_page, index, *self._ink[:2])
        return self._POINT.unpack_from(self._answer)


def is_uncoded(text_page: Any, count: int) -> bool:
    """Whether most characters are drawn by fonts that do not say which they are (ISO 32000-1 §9.10.2). PDFium then
    gives the numbers of their shapes; old Western fonts number them as the letters they are, and read well. The numbers
    of shapes that are drawings (Type 3) mean nothing."""
    asked = range(0, count, max(1, count // _ASKED))
    unknown = [index for index in asked if has_unicode_error(text_page, index) == 1]
    if len(unknown) <= len(asked) * _UNCODED:
        return False
    if sum(not _has_named_font(text_page, index) for index in unknown) > len(unknown) * _UNCODED:
        return True
    given = "".join(map(chr, (unicode_of(text_page, index) for index in unknown)))
    return len(_WESTERN.findall(given)) < len(given) * _READS_WELL


def _has_named_font(text_page: Any, index: int) -> bool:
    owner = object_address(text_page, index)
    font: int = (font_address(ctypes.c_void_p(owner)) if owner else None) or 0
    return font > 0 and raw.FPDFFont_GetBaseFontName(ctypes.cast(font, raw.FPDF_FONT), None, 0) > 1


def drawn_characters(text_page: Any, count: int) -> Iterator[tuple[int, str, int]]:
    """The characters that are drawn: PDFium's index, the text, the address of the text object they belong to.

    PDFium counts in UTF-16, a rare character as two."""
    high = 0
    for index in range(count):
        code = unicode_of(text_page, index)
        if code in _SET_BY_PDFIUM and is_generated(text_page, index):
            continue
        if 0xD800 <= code < 0xE000:
            if code < 0xDC00:
                high = code
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else code
        high = 0
        at_line_end = code == _TAKEN_OUT and is_hyphen(text_page, index) == 1
        character = "-" if at_line_end else _character(code)
        address = character and object_address(text_page, index)
        if address:
            yield index, character, address


@lru_cache(maxsize=10_000)
def _character(code: int) -> str:
    """A code point as text; nothing for what is no character."""
    if code in (0, 0xFFFE, 0xFFFF) or not 0 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    character = chr(code)
    return character if character.isprintable() or character.isspace() else ""
