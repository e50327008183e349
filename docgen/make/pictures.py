"""The pictures of a paper, for its print: their bytes out of the .docx, and why one cannot be printed.

A picture is decoded once before it is printed, since the printer leaves out without a word what it cannot read.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final
from urllib.parse import quote

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.view.from_docx.package import Package
from docgen.view.model import DocumentView, Picture, paragraphs_of

SCHEME: Final = "media"
_FORMATS: Final = ("PNG", "JPEG")
_START_OF_SCAN: Final = b"\xff\xda"
_END_OF_IMAGE: Final = b"\xff\xd9"
"""Markers of a JPEG (ITU-T T.81 §B.1.1.3). The decoder fills up what is cut off, if the printer has told it to."""
_MEBI: Final = 1_000_000

Media = Mapping[str, bytes | None]
"""Part name → its bytes, None of one that cannot be taken out of its package."""


def media_of(docx: bytes, view: DocumentView) -> dict[str, bytes | None]:
    """The bytes of every picture a view names; nothing is read where it has none."""
    held = (kinds for section in view.sections for kinds in (section.headers, section.footers))
    everywhere = (view.blocks, *(blocks for kinds in held for blocks in kinds.values()))
    paragraphs = (paragraph for blocks in everywhere for paragraph in paragraphs_of(blocks))
    parts = {picture.part for paragraph in paragraphs for picture in paragraph.pictures if picture.part}
    if not parts:
        return {}
    package = Package(docx)
    return {part: _part(package, part) for part in sorted(parts)}


def _part(package: Package, name: str) -> bytes | None:
    try:
        return package.part(name)
    except Unreadable:  # beyond the limits, or damaged: told as a picture that is not there
        return None


@dataclass(slots=True)
class Pictures:
    """What a print may draw: ``media`` are the bytes it is handed; ``drawn`` by address what it took of them."""

    media: Media = field(default_factory=dict)
    limits: Limits = DEFAULT_LIMITS
    drawn: dict[str, bytes] = field(default_factory=dict)
    _faults: dict[str, str | None] = field(default_factory=dict)

    def fault(self, picture: Picture) -> str | None:
        """Why a picture cannot be printed as it looks in the paper; None when it can."""
        if picture.part is None:
            return "它在文件之外"
        if picture.altered is not None:
            return f"它{picture.altered}，请另存为图片后重新插入"
        if not picture.width or not picture.height:
            return "没有写明大小"
        if picture.part not in self._faults:
            self._faults[picture.part] = self._fault_of(self.media.get(picture.part))
        return self._faults[picture.part]

    def address(self, picture: Picture) -> str:
        """The address by which the printer asks for a picture that has no fault."""
        part = picture.part or ""
        address = f"{SCHEME}:{quote(part)}"
        self.drawn[address] = self.media.get(part) or b""
        return address

    def _fault_of(self, data: bytes | None) -> str | None:
        if data is None:
            return "文件中没有它，或取不出"
        if len(data) > self.limits.picture_bytes:
            return f"超过{self.limits.picture_bytes // _MEBI}MB"
        return _undecodable(data, self.limits)


def _undecodable(data: bytes, limits: Limits) -> str | None:
    """Why a picture cannot be drawn: another format, too many pixels, or damaged."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > limits.pixels:
                return f"超过{limits.pixels // _MEBI}百万像素"
            image.verify()
        if image.format == "JPEG" and data.rfind(_END_OF_IMAGE) < data.rfind(_START_OF_SCAN):
            return "图片已损坏"
        with Image.open(BytesIO(data), formats=_FORMATS) as image:  # one verified cannot be decoded any more
            image.load()
    except UnidentifiedImageError:
        return "不是 PNG 或 JPEG 图片，或已损坏"
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return "图片已损坏"
    return None
