"""The name a font program gives itself, read from its bytes: what a PDF claims proves nothing.

Only names are read, with bounds: a submitted font program is foreign data.
"""

from __future__ import annotations

import ctypes
import re
import struct
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2.raw as raw

from docgen.spec.font_names import plain_name
from docgen.spec.fonts import load_fonts
from docgen.view.look import Face

_TYPE_1_NAME: Final = re.compile(rb"/FontName\s*/([^\s/{}\[\]()<>]{1,127})")
_NAMING: Final = (b"name", b"CFF ")
_POSTSCRIPT_NAME: Final = 6
_MOST_TABLES: Final = 128
_MOST_NAMES: Final = 4096
_LONGEST_NAME: Final = 512
_LARGEST_PROGRAM: Final = 100_000_000
_BOLD: Final = re.compile(r"bold|heavy|black", re.IGNORECASE)


def program_name(program: bytes) -> str | None:
    """The PostScript name inside a TrueType, OpenType, CFF or Type 1 program, without subset tag; None: none there."""
    try:
        name = _name_of(program)
    except (struct.error, IndexError, UnicodeDecodeError):
        return None
    return plain_name(name) or None if name else None


def _name_of(program: bytes) -> str | None:
    if program[:4] in (b"\0\1\0\0", b"OTTO", b"true", b"ttcf"):
        return _sfnt_name(program)
    if program[:1] == b"\1":
        return _cff_name(program)
    match = _TYPE_1_NAME.search(program, 0, 100_000)
    return match[1].decode("latin-1") if match else None


def _sfnt_name(program: bytes) -> str | None:
    """Name id 6 of the ``name`` table, else the name of a ``CFF`` table (ISO/IEC 14496-22)."""
    start = struct.unpack_from(">L", program, 12)[0] if program[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", program, start + 4)
    tables = {}
    for number in range(min(count, _MOST_TABLES)):
        tag, _, offset, length = struct.unpack_from(">4sLLL", program, start + 12 + 16 * number)
        if tag in _NAMING:  # every table may claim to be as long as the program
            tables[tag] = program[offset : offset + length]
    named = _postscript_name(tables[b"name"]) if b"name" in tables else None
    return named or (_cff_name(tables[b"CFF "]) if b"CFF " in tables else None)


def _postscript_name(table: bytes) -> str | None:
    _, count, storage = struct.unpack_from(">HHH", table, 0)
    for number in range(min(count, _MOST_NAMES)):
        platform, _, _, name_id, length, offset = struct.unpack_from(">6H", table, 6 + 12 * number)
        if name_id == _POSTSCRIPT_NAME:
            raw = table[storage + offset : storage + offset + length]
            return raw.decode("latin-1" if platform == 1 else "utf-16-be").strip("\0 ")
    return None


def _cff_name(program: bytes) -> str | None:
    """The first entry of the Name INDEX, which follows the header (Adobe Technical Note 5176 §5–7)."""
    header = program[2]
    count, size = struct.unpack_from(">HB", program, header)
    if count == 0 or not 1 <= size <= 4:
        return None
    offsets = program[header + 3 : header + 3 + (count + 1) * size]
    first, second = (int.from_bytes(offsets[n * size : (n + 1) * size], "big") for n in (0, 1))
    data = header + 2 + (count + 1) * size
    return program[data + first : data + second].decode("latin-1").strip("\0 ")


@dataclass(slots=True)
class PdfFonts:
    """The faces of one open document, each program read once."""

    _faces: dict[tuple[int, bytes, int], tuple[Face | None, bool | None]] = field(default_factory=dict)

    def face(self, address: int) -> tuple[Face | None, bool | None]:
        """The face a font of PDFium prints with, None for one whose characters are drawings and that has no name
        (Type 3, ISO 32000-1 §9.6.5); and whether it is bold (None: it does not say)."""
        font = ctypes.cast(address, raw.FPDF_FONT)
        name = ctypes.create_string_buffer(_LONGEST_NAME)
        length = raw.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
        claimed = name.raw[: max(0, length - 1)].rstrip(b"\0")
        key = (address, claimed, _size(font))  # the address alone may be given anew when a page is closed
        if key not in self._faces:
            self._faces[key] = _read_face(font, plain_name(claimed.decode("latin-1")))
        return self._faces[key]


def _read_face(font: Any, claimed: str) -> tuple[Face | None, bool | None]:
    embedded = raw.FPDFFont_GetIsEmbedded(font) == 1
    inside = program_name(_program(font)) if embedded else None
    if not (inside or claimed):
        return None, None
    face = Face(inside or claimed, printed=True, claimed=claimed or None, embedded=embedded)
    return face, _is_bold(claimed, inside)


def _size(font: Any) -> int:
    """Of the font's program, in bytes."""
    size = ctypes.c_size_t()
    raw.FPDFFont_GetFontData(font, None, 0, size)
    return size.value


def _program(font: Any) -> bytes:
    length = _size(font)
    if not 0 < length <= _LARGEST_PROGRAM:
        return b""
    data = (ctypes.c_uint8 * length)()
    raw.FPDFFont_GetFontData(font, data, length, ctypes.c_size_t())
    return bytes(data)


def _is_bold(claimed: str, inside: str | None) -> bool | None:
    """Bold by its name. A face whose program is drawn bold is only itself; named bolder than its program, it is."""
    marks = len(_BOLD.findall(claimed)) - len(_BOLD.findall(inside or ""))
    if inside is None:
        return True if _BOLD.search(claimed) else None
    known = load_fonts().canonical(inside)
    drawn_bold = known is not None and bool(_BOLD.search(known))
    return True if marks > 0 or (_BOLD.search(inside) and not drawn_bold) else None
