"""Which paragraphs stand in tables: the paragraph pages of the main stream ([MS-DOC] 2.9.175 PapxFkp)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.view.from_doc.header import FileHeader
from docgen.view.from_doc.merges import Shape, shapes_of
from docgen.view.from_doc.pieces import Piece

_PAGE: Final = 512
_ENTRY: Final = 13
_IN_TABLE: Final = 0x2416
_ROW_END: Final = 0x2417
_ROW_SHAPE: Final = 0xD608
_ELSEWHERE: Final = 0x6646
_LONG_OPERANDS: Final = frozenset({0xD608, 0xD606})
_OPERAND: Final = (1, 1, 2, 4, 2, 2, 0, 3)  # bytes by the three high bits of the code; 0: the operand says


@dataclass(frozen=True, slots=True)
class Mark:
    """``shapes``: of the row a paragraph ends, its cells."""

    in_table: bool = False
    row_end: bool = False
    shapes: tuple[Shape, ...] = ()


Marks = Callable[[int], Mark]
"""A character's position → what is said of its paragraph."""


def paragraph_marks(header: FileHeader, pieces: Sequence[Piece]) -> Marks | None:
    """What the file says of its paragraphs; None in files that have no such pages."""
    if header.paragraphs is None:
        return None
    runs = sorted(_runs(header), key=lambda run: run[:2])
    starts = [start for start, _, _ in runs]
    firsts = [piece.first for piece in pieces]

    def mark(character: int) -> Mark:
        piece = pieces[max(0, bisect_right(firsts, character) - 1)]
        byte = piece.byte_of(character)
        found = bisect_right(starts, byte) - 1
        return runs[found][2] if found >= 0 and byte < runs[found][1] else Mark()

    return mark if pieces else None


def _runs(header: FileHeader) -> Iterator[tuple[int, int, Mark]]:
    """(first byte, byte behind the last, mark) of every paragraph."""
    start, length = header.paragraphs or (0, 0)
    index = header.table[start : start + length]
    count = max(0, (len(index) - 4) // 8)
    for number in range(count):
        page = struct.unpack_from("<I", index, 4 * (count + 1) + 4 * number)[0] & 0x3F_FFFF
        yield from _page_runs(header.main[page * _PAGE : (page + 1) * _PAGE], header.data)


def _page_runs(page: bytes, data: bytes) -> Iterator[tuple[int, int, Mark]]:
    if len(page) < _PAGE or (count := page[-1]) * (4 + _ENTRY) + 4 > _PAGE:
        return
    bounds = struct.unpack_from(f"<{count + 1}I", page)
    for number in range(count):
        at = 2 * page[4 * (count + 1) + _ENTRY * number]
        yield bounds[number], bounds[number + 1], _mark(_properties(page, at), data) if at else Mark()


def _properties(page: bytes, at: int) -> bytes:
    """The changes of one paragraph, behind its style's number."""
    size = page[at]
    first, length = (at + 1, 2 * size - 1) if size else (at + 2, 2 * page[at + 1] if at + 1 < _PAGE else 0)
    return page[first + 2 : first + length]


def _mark(changes: bytes, data: bytes = b"") -> Mark:
    in_table = row_end = False
    shapes: tuple[Shape, ...] = ()
    at = 0
    while at + 3 <= len(changes):
        code = struct.unpack_from("<H", changes, at)[0]
        if code == _IN_TABLE:
            in_table = bool(changes[at + 2])
        elif code == _ROW_END:
            row_end = bool(changes[at + 2])
        elif code == _ROW_SHAPE:
            shapes = shapes_of(changes[at + 4 : at + 2 + _operand_bytes(code, changes, at + 2)])
        elif code == _ELSEWHERE and len(changes) >= at + 6:
            return _mark(_set_apart(data, struct.unpack_from("<I", changes, at + 2)[0]))
        at += 2 + _operand_bytes(code, changes, at + 2)
    return Mark(in_table, row_end, shapes)


def _set_apart(data: bytes, at: int) -> bytes:
    """Changes too long for their page, which stand in the data stream ([MS-DOC] 2.9.209 PrcData)."""
    size = int.from_bytes(data[at : at + 2], "little")
    return data[at + 2 : at + 2 + size]


def _operand_bytes(code: int, changes: bytes, at: int) -> int:
    fixed = _OPERAND[code >> 13]
    if fixed:
        return fixed
    if code in _LONG_OPERANDS:
        return 1 + (int.from_bytes(changes[at : at + 2], "little") or 1)
    return 1 + changes[at]
