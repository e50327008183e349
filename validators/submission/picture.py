"""Whether a picture may be a page: its size, from the header of every common format. No picture is decoded.

Standard library only.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from typing import Final

_PAGE_RATIO: Final = 2**0.5
_RATIO_SLACK: Final = 0.03
_LEAST_PAGE_HEIGHT: Final = 1000
"""Pixels: below this no clerk scans a page; A4 at 100 dpi is 1169 high."""

_START_OF_FRAME: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TIFF_WIDTH: Final = 256
_TIFF_HEIGHT: Final = 257

Size = tuple[int, int]


def picture_size(data: bytes) -> Size | None:
    """Width and height in pixels as the header states them, or None when it is cut off or states none."""
    reader = _reader_of(data)
    try:
        return reader(data) if reader else None
    except (struct.error, IndexError):
        return None


def looks_like_a_page(data: bytes) -> bool:
    """Whether a picture has the shape and size of a scanned upright A4 page (ISO 216: 1 to the square root of 2)."""
    size = picture_size(data)
    if size is None or size[0] <= 0:
        return False
    width, height = size
    return height >= _LEAST_PAGE_HEIGHT and abs(height / width - _PAGE_RATIO) <= _RATIO_SLACK


def _reader_of(data: bytes) -> Callable[[bytes], Size | None] | None:
    readers: tuple[tuple[bytes, Callable[[bytes], Size | None]], ...] = (
        (rb"\x89PNG\r\n\x1a\n", _png),
        (rb"\xff\xd8\xff", _jpeg),
        (rb"GIF8[79]a", _gif),
        (rb"BM.{4}\x00{4}", _bmp),
        (rb"II\*\x00|MM\x00\*", _tiff),
        (rb"RIFF.{4}WEBP", _webp),
        (rb".{4}ftyp(?:heic|heix|mif1|msf1|avif)", _heif),
    )
    return next((reader for magic, reader in readers if re.match(magic, data, re.DOTALL)), None)


def _png(data: bytes) -> Size:
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> Size:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _bmp(data: bytes) -> Size:
    width, height = struct.unpack_from("<ii", data, 18)
    return width, abs(height)


def _jpeg(data: bytes) -> Size | None:
    """The first start-of-frame segment (ITU-T T.81 B.2.2)."""
    position = 2
    while position + 9 < len(data):
        if data[position] != 0xFF:
            return None
        marker = data[position + 1]
        if marker in _START_OF_FRAME:
            height, width = struct.unpack_from(">HH", data, position + 5)
            return width, height
        if marker == 0xFF:
            position += 1
        else:
            position += 2 + struct.unpack_from(">H", data, position + 2)[0]
    return None


def _tiff(data: bytes) -> Size | None:
    """The first directory's ImageWidth and ImageLength (TIFF 6.0 §2)."""
    order = "<" if data[:2] == b"II" else ">"
    start = struct.unpack_from(f"{order}I", data, 4)[0]
    found: dict[int, int] = {}
    for index in range(struct.unpack_from(f"{order}H", data, start)[0]):
        at = start + 2 + 12 * index
        tag, kind = struct.unpack_from(f"{order}HH", data, at)
        found[tag] = struct.unpack_from(f"{order}{'H' if kind == 3 else 'I'}", data, at + 8)[0]
    if _TIFF_WIDTH not in found or _TIFF_HEIGHT not in found:
        return None
    return found[_TIFF_WIDTH], found[_TIFF_HEIGHT]


def _webp(data: bytes) -> Size | None:
    """The lossy, lossless or extended bitstream header (RFC 9649 §2.5–2.7)."""
    chunk = data[12:16]
    if chunk == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if chunk == b"VP8L":
        bits = struct.unpack_from("<I", data, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    return None


def _heif(data: bytes) -> Size | None:
    """The largest ``ispe`` property (ISO/IEC 23008-12 §6.5.3): thumbnails and tiles have their own."""
    sizes = [struct.unpack_from(">II", data, match.end() + 4) for match in re.finditer(b"ispe", data[:65_536])]
    return max(((width, height) for width, height in sizes), key=lambda size: size[0] * size[1], default=None)
