"""A .docx in one XML file (“Flat OPC”), put back into the package it was made of.

Word saves and takes it as “Word XML 文档”; the parts are the same ([MS-OOXML] names its namespace, ECMA-376 Part 2 its
parts).
"""

from __future__ import annotations

import binascii
import io
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import quoteattr

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.remedies import SAVE_AS_DOCX
from docgen.view.safe_xml import Element, bounded, parsed, written

_PKG: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS: Final = "application/vnd.openxmlformats-package.relationships+xml"


def packed(data: bytes, limits: Limits) -> bytes:
    """The package. Raises Unreadable: ARC101 damaged, ARC104 unsafe or beyond ``limits``."""
    root = parsed(bounded(data, "正文", limits), "正文")
    parts = [part for part in root.iter(f"{_PKG}part") if part.get(f"{_PKG}name")]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _content_types(parts))
        for part in parts:
            package.writestr(part.get(f"{_PKG}name", "").lstrip("/"), b"".join(_content(part)))
    return out.getvalue()


def _content_types(parts: list[Element]) -> str:
    stated = "".join(
        f"<Override PartName={quoteattr(part.get(f'{_PKG}name', ''))} "
        f"ContentType={quoteattr(part.get(f'{_PKG}contentType', ''))}/>"
        for part in parts
        if part.get(f"{_PKG}contentType") != _RELATIONSHIPS
    )
    return f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{_RELATIONSHIPS}"/>{stated}</Types>'


def _content(part: Element) -> Iterator[bytes]:
    for form in part:
        if form.tag == f"{_PKG}xmlData":
            yield from (written(child) for child in form)
        elif form.tag == f"{_PKG}binaryData":
            try:
                yield b64decode("".join((form.text or "").split()), validate=True)
            except (binascii.Error, ValueError) as fault:
                raise Unreadable("ARC101", "文件已损坏：内部的图片或对象不完整", SAVE_AS_DOCX) from fault
