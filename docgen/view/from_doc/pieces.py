"""The text and where it lies: the piece table ([MS-DOC] 2.8.35), which saves let grow out of order."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.view.from_doc.header import FileHeader

_COMPRESSED: Final = 0x4000_0000
_PROPERTIES: Final = 1
_TABLE: Final = 2
_PIECE_BYTES: Final = 8
_OLD_ENCODING: Final = "gb18030"
"""What Chinese Word 6 and 95 wrote; a Western text of that time reads the same but for its accents."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``first`` up to ``last`` of the text, at byte ``offset`` of the main stream."""

    first: int
    last: int
    offset: int
    width: int

    def byte_of(self, character: int) -> int:
        return self.offset + (character - self.first) * self.width


def pieces_of(header: FileHeader) -> tuple[Piece, ...]:
    """The pieces of the main text and of the text boxes, in the order of the text; none in a file without a table."""
    if header.pieces is None:
        return ()
    start, length = header.pieces
    return tuple(_pieces(_piece_table(header.table[start : start + length]), header))


def _piece_table(clx: bytes) -> bytes:
    """The table itself, behind what changes it lists before."""
    at = 0
    while at + 3 <= len(clx) and clx[at] == _PROPERTIES:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at + 5 > len(clx) or clx[at] != _TABLE:
        return b""
    length = struct.unpack_from("<I", clx, at + 1)[0]
    return clx[at + 5 : at + 5 + length]


def _pieces(table: bytes, header: FileHeader) -> Iterator[Piece]:
    count = max(0, (len(table) - 4) // (4 + _PIECE_BYTES))
    bounds = struct.unpack_from(f"<{count + 1}I", table) if count else ()
    most = max((header.characters, *(last for _, last in header.boxes)))
    for number in range(count):
        first, last = bounds[number], min(bounds[number + 1], most)
        where = struct.unpack_from("<I", table, 4 * (count + 1) + _PIECE_BYTES * number + 2)[0]
        if first >= last:
            continue
        if where & _COMPRESSED:
            yield Piece(first, last, (where & ~_COMPRESSED) // 2, 1)
        else:
            yield Piece(first, last, where, 2)


def text_of(header: FileHeader, pieces: Sequence[Piece]) -> str:
    """The main text and what stands behind it up to the last text box, with the control characters, as long as the
    header says and the file holds."""
    if header.pieces is None:
        written = header.main[header.text_from : header.text_from + header.characters]
        return written.decode(_OLD_ENCODING, "replace")
    return "".join(_decoded(header.main, piece) for piece in pieces)


def _decoded(main: bytes, piece: Piece) -> str:
    """One character for every character of the piece, so that positions stay true."""
    written = main[piece.offset : piece.byte_of(piece.last)]
    if piece.width == 1:
        return written.decode("cp1252", "replace")
    units = struct.unpack_from(f"<{len(written) // 2}H", written)
    return "".join(map(chr, units))
