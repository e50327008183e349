"""The words of an OpenDocument text (ISO/IEC 26300-1): paragraphs, headings and tables, never the look.

For machines without LibreOffice; where it is there, the file is converted and judged whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.remedies import ENCRYPTED, SAVE_AS_DOCX, UNLOCK_DOCX
from docgen.view.bounded_zip import BoundedZip
from docgen.view.model import DocumentView, Facts
from docgen.view.plain import Plain, PlainTable, plain_view
from docgen.view.safe_xml import Element, bounded, parsed

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARAGRAPHS: Final = (f"{_TEXT}p", f"{_TEXT}h")
_NOT_SHOWN: Final = frozenset(
    {f"{_TEXT}tracked-changes", f"{_TEXT}note-citation", f"{_OFFICE}annotation", f"{_OFFICE}forms"}
)
_MANIFEST: Final = "META-INF/manifest.xml"
_CONTENT: Final = "content.xml"
_ENCRYPTION: Final = b"encryption-data"
_MOST_REPEATED: Final = 64
"""A spreadsheet repeats empty cells by the thousand; no paper's row has more than so many."""


def read_odt(data: bytes, limits: Limits = DEFAULT_LIMITS) -> DocumentView:
    """The words of an .odt. Raises Unreadable: ARC101 damaged, ARC104 beyond ``limits``, ARC105 encrypted."""
    with BoundedZip(data, limits) as package:
        members = {member.name: member for member in package.members}
        if _MANIFEST in members and _ENCRYPTION in package.read(members[_MANIFEST], limits.part_bytes):
            raise Unreadable("ARC105", ENCRYPTED, UNLOCK_DOCX)
        if _CONTENT not in members:
            raise Unreadable("ARC101", "文件已损坏：缺少正文", SAVE_AS_DOCX)
        root = parsed(bounded(package.read(members[_CONTENT], limits.part_bytes), _CONTENT, limits), _CONTENT)
        active = ("宏",) if any(name.startswith(("Basic/", "Scripts/")) for name in members) else ()
    body = next(root.iter(f"{_OFFICE}text"), None)
    return plain_view(Facts("odt", active=active), () if body is None else _blocks(body))


def _blocks(parent: Element) -> Iterator[Plain]:
    for child in parent:
        if child.tag in _PARAGRAPHS:
            yield _said(child)
        elif child.tag == f"{_TABLE}table":
            yield PlainTable(tuple(tuple(_cells(row)) for row in child.iter(f"{_TABLE}table-row")))
        elif child.tag not in _NOT_SHOWN:
            yield from _blocks(child)


def _cells(row: Element) -> Iterator[tuple[str, ...]]:
    for cell in row:
        if cell.tag == f"{_TABLE}table-cell":
            said = tuple(_said(each) for each in cell.iter(*_PARAGRAPHS))
            repeated = cell.get(f"{_TABLE}number-columns-repeated", "1")
            yield from [said] * (min(int(repeated), _MOST_REPEATED) if repeated.isdecimal() else 1)


def _said(paragraph: Element) -> str:
    """What a reader sees; runs of spaces, tabs and line breaks are elements (ISO/IEC 26300-1 §6.1)."""
    return "".join(_pieces(paragraph))


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            yield " " * (min(int(count), _MOST_REPEATED) if count.isdecimal() else 1)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in _NOT_SHOWN:
            yield from _pieces(child)
        yield child.tail or ""
