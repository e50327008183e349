"""The file information block at the head of the main stream ([MS-DOC] 2.5)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

ENCRYPTED_FLAG: Final = 0x0100
_SECOND_TABLE: Final = 0x0200
_WORD_97: Final = 0x00C1
_MAGIC: Final = frozenset({0xA5EC, 0xA5DC})  # Word 97 and later; Word 6 and 95
_TEXT_FROM: Final = 0x18
_MAIN_CHARACTERS_OLD: Final = 0x34
_MAIN_CHARACTERS: Final = 0x4C
_PARAGRAPHS: Final = 0x102
_PIECES: Final = 0x1A2
_BOXES: Final = 0x25A
_BOX_BYTES: Final = 22


@dataclass(frozen=True, slots=True)
class FileHeader:
    """``main`` and ``table`` are the two streams; ``paragraphs`` and ``pieces`` are (offset, length) of the paragraph
    pages and the piece table in the latter, None in files older than Word 97, whose text is one run of bytes from
    ``text_from`` on. ``characters`` is the length of the main text, ``data`` the stream of what is too long elsewhere;
    ``boxes`` are the (first, last) characters of every text box, whose text stands behind the main text."""

    main: bytes
    table: bytes
    flags: int
    characters: int
    text_from: int
    paragraphs: tuple[int, int] | None = None
    pieces: tuple[int, int] | None = None
    data: bytes = b""
    boxes: tuple[tuple[int, int], ...] = ()


def file_header(main: bytes, tables: Mapping[str, bytes]) -> FileHeader | None:
    """The header, or None when this is none."""
    try:
        magic, version = struct.unpack_from("<HH", main, 0)
        flags = struct.unpack_from("<H", main, 0x0A)[0]
        if magic not in _MAGIC:
            return None
        text_from = struct.unpack_from("<I", main, _TEXT_FROM)[0]
        if version < _WORD_97:
            return FileHeader(main, b"", flags, struct.unpack_from("<I", main, _MAIN_CHARACTERS_OLD)[0], text_from)
        characters = struct.unpack_from("<I", main, _MAIN_CHARACTERS)[0]
        paragraphs, pieces = (struct.unpack_from("<II", main, at) for at in (_PARAGRAPHS, _PIECES))
        table = tables.get("1Table" if flags & _SECOND_TABLE else "0Table", b"")
        boxes = tuple(_boxes(main, table))
    except struct.error:
        return None
    data = tables.get("Data", b"")
    return FileHeader(main, table, flags, characters, text_from, _pair(paragraphs), _pair(pieces), data, boxes)


def _boxes(main: bytes, table: bytes) -> Iterator[tuple[int, int]]:
    """The characters of every text box (2.8.33 PlcftxbxTxt), which follow those of the notes, headers and comments."""
    if len(main) < _BOXES + 8:
        return iter(())
    counts = struct.unpack_from("<7I", main, _MAIN_CHARACTERS)
    start, length = struct.unpack_from("<II", main, _BOXES)
    first, size = sum(counts[:6]), counts[6]
    number = max(0, (length - 4) // (4 + _BOX_BYTES)) if size else 0
    whole = start + 4 * (number + 1) <= len(table)  # of an encrypted file neither the one nor the other can be read
    ends = struct.unpack_from(f"<{number + 1}I", table, start) if number and whole else ()
    if any(end < begin for begin, end in pairwise(ends)):
        return iter(())  # boxes that share their text are none of Word's
    return ((first + begin, first + end) for begin, end in pairwise(ends) if begin < end < size)


def _pair(numbers: tuple[int, ...]) -> tuple[int, int]:
    return numbers[0], numbers[1]
