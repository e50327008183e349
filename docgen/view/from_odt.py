"""The words of an OpenDocument text (ISO/IEC 26300-1), packed or in one XML file: paragraphs, headings and tables,
never the look.

For machines without LibreOffice; where it is there, the file is converted and judged whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.remedies import ENCRYPTED, SAVE_AS_DOCX, UNLOCK_DOCX
from docgen.view.bounded_zip import BoundedZip
from docgen.view.facts import Facts
from docgen.view.model import DocumentView
from docgen.view.plain import Plain, PlainTable, plain_view, texts_of
from docgen.view.safe_xml import Element, bounded, parsed
from docgen.view.signatures import seen_only

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARAGRAPHS: Final = (f"{_TEXT}p", f"{_TEXT}h")
_ROW_GROUPS: Final = tuple(f"{_TABLE}{name}" for name in ("table-header-rows", "table-row-group", "table-rows"))
_TEXT_BOX: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"
_NOT_SHOWN: Final = frozenset(
    {f"{_TEXT}tracked-changes", f"{_TEXT}note-citation", f"{_OFFICE}annotation", f"{_OFFICE}forms"}
)
_MANIFEST: Final = "META-INF/manifest.xml"
_CONTENT: Final = "content.xml"
_SIGNATURES: Final = "META-INF/documentsignatures.xml"
_MODULE: Final = "{http://openoffice.org/2004/office}module"
_ENCRYPTION: Final = b"encryption-data"
_MOST_SPANNED: Final = 1000
_MOST_DIGITS: Final = 10
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
        signed = _SIGNATURES in members
    facts = Facts("odt", active=active, signed=signed, signatures=seen_only() if signed else ())
    return _view(root, facts, limits)


def read_flat_odt(data: bytes, limits: Limits = DEFAULT_LIMITS) -> DocumentView:
    """The words of an .fodt (§3.1.2). Raises Unreadable: ARC101 damaged, ARC104 beyond ``limits``."""
    root = parsed(bounded(data, "正文", limits), "正文")
    active = ("宏",) if next(root.iter(_MODULE), None) is not None else ()
    return _view(root, Facts("odt", active=active), limits)


def _view(root: Element, facts: Facts, limits: Limits) -> DocumentView:
    body = next(root.iter(f"{_OFFICE}text"), None)
    blocks = () if body is None else tuple(_blocks(body))
    reach = (
        down * across
        for block in blocks
        if isinstance(block, PlainTable)
        for row in block.spans
        for down, across in row
    )
    if sum(reach) > limits.cells:
        raise Unreadable("ARC104", f"表格单元格超过{limits.cells}个的上限", "请拆成几个文件后再提交")
    return plain_view(facts, blocks)


def _blocks(parent: Element) -> Iterator[Plain]:
    for child in parent:
        if child.tag in _PARAGRAPHS:
            yield from _paragraphs(child)
        elif child.tag == f"{_TABLE}table":
            rows = [list(_cells(row)) for row in _rows(child)]
            texts = tuple(tuple(said for said, _ in row) for row in rows)
            yield PlainTable(texts, tuple(tuple(span for _, span in row) for row in rows))
        elif child.tag not in _NOT_SHOWN:
            yield from _blocks(child)


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, grouped or not (§9.1); those of a table within are its own."""
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[tuple[tuple[str, ...], tuple[int, int]]]:
    """What each cell says, and over how many rows and columns it reaches; covered ones are not there (§9.1.5)."""
    for cell in row:
        if cell.tag == f"{_TABLE}table-cell":
            said = tuple(text for block in _blocks(cell) for text in texts_of(block))
            span = _count(cell, "number-rows-spanned", _MOST_SPANNED), _count(cell, "number-columns-spanned")
            yield from [(said, span)] * _count(cell, "number-columns-repeated")


def _count(cell: Element, name: str, most: int = _MOST_REPEATED) -> int:
    return _whole(cell.get(f"{_TABLE}{name}", "1"), most)


def _whole(stated: str, most: int) -> int:
    """A number of times, at least one; one where it is none, or has more digits than a number of times."""
    return max(1, min(int(stated), most)) if stated.isdecimal() and len(stated) < _MOST_DIGITS else 1


def _paragraphs(paragraph: Element) -> Iterator[str]:
    """What a reader sees: the text boxes that are anchored in a paragraph, then its own words."""
    for box in paragraph.iter(_TEXT_BOX):
        if next(box.iterancestors(_TEXT_BOX, *_PARAGRAPHS), None) is paragraph:
            yield from (text for block in _blocks(box) for text in texts_of(block))
    yield "".join(_pieces(paragraph))


def _pieces(element: Element) -> Iterator[str]:
    """Runs of spaces, tabs and line breaks are elements (ISO/IEC 26300-1 §6.1)."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * _whole(child.get(f"{_TEXT}c", "1"), _MOST_REPEATED)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in _NOT_SHOWN and child.tag != _TEXT_BOX:
            yield from _pieces(child)
        yield child.tail or ""
