"""A picture that has the shape of a page is an unread page; any other picture is evidence."""

from __future__ import annotations

import struct

import pytest

from docgen.validators.submission.picture import looks_like_a_page, picture_size

A4 = (1240, 1754)


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height)


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height)


def bmp(width: int, height: int) -> bytes:
    return b"BM" + struct.pack("<I", 0) + bytes(4) + struct.pack("<IIii", 54, 40, width, -height)


def jpeg(width: int, height: int) -> bytes:
    exif = b"\xff\xe1" + struct.pack(">H", 10) + b"Exif\0\0xx"
    padding = b"\xff"
    return b"\xff\xd8" + exif + padding + b"\xff\xc2\x00\x11\x08" + struct.pack(">HH", height, width) + bytes(12)


def tiff(width: int, height: int, order: str = "<", kind: int = 4) -> bytes:
    head = b"II*\0" if order == "<" else b"MM\0*"
    value = "I" if kind == 4 else "H"

    def entry(tag: int, number: int) -> bytes:
        return struct.pack(f"{order}HHI", tag, kind, 1) + struct.pack(f"{order}{value}", number).ljust(4, b"\0")

    return head + struct.pack(f"{order}IH", 8, 2) + entry(256, width) + entry(257, height)


def webp_lossy(width: int, height: int) -> bytes:
    return b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", width, height)


def webp_lossless(width: int, height: int) -> bytes:
    return b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + struct.pack("<I", (width - 1) | (height - 1) << 14)


def webp_extended(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + size


def heic(width: int, height: int) -> bytes:
    thumbnail = b"ispe" + struct.pack(">III", 0, 160, 120)
    return b"\0\0\0\x18ftypheic" + bytes(20) + thumbnail + b"ispe" + struct.pack(">III", 0, width, height)


FORMATS = (png, gif, bmp, jpeg, tiff, webp_lossy, webp_lossless, webp_extended, heic)


@pytest.mark.parametrize("made", FORMATS)
def test_the_size_stands_in_the_header(made) -> None:
    assert picture_size(made(*A4)) == A4
    assert looks_like_a_page(made(*A4))


def test_tiff_is_read_in_either_byte_order_and_width() -> None:
    assert picture_size(tiff(*A4, order=">")) == A4
    assert picture_size(tiff(*A4, kind=3)) == A4


@pytest.mark.parametrize("made", FORMATS)
def test_a_picture_cut_off_in_its_header_has_no_size_and_is_no_page(made) -> None:
    for end in range(4, len(made(*A4)) - 13, 3):
        assert not looks_like_a_page(made(*A4)[:end])


@pytest.mark.parametrize("size", [(1754, 1240), (3000, 4000), (1080, 1920), (620, 877), (0, 1754), (2000, 2000)])
def test_photos_screenshots_and_thumbnails_are_no_pages(size: tuple[int, int]) -> None:
    assert not looks_like_a_page(png(*size))


def test_what_is_no_picture_has_no_size() -> None:
    assert picture_size(b"%PDF-1.7") is None
    assert not looks_like_a_page(b"")
