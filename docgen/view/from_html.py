"""The words of a web page, which platforms hand out as .doc and word processors save as .mht: paragraphs and tables,
never the look.

A page of several pictures and frames is a mail of parts (RFC 2557); what of it is written is its first page of HTML.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.remedies import SAVE_AS_DOCX
from docgen.view.facts import Facts
from docgen.view.from_sheet.delimited import decoded
from docgen.view.model import DocumentView
from docgen.view.plain import Plain, PlainTable, plain_view, texts_of
from docgen.view.safe_xml import Element, page_of

_BLOCKS: Final = frozenset(
    {
        "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "ul",
    }
)  # fmt: skip
_NOT_SHOWN: Final = frozenset({"head", "script", "style", "template", "title", "xml", "select", "noscript"})
_ROWS_OF: Final = ("thead", "tbody", "tfoot")
_ACTING: Final = frozenset({"script", "iframe", "object", "embed"})
_MOST_SPANNED: Final = 1000
_DEEPEST: Final = 200
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes, limits: Limits = DEFAULT_LIMITS) -> DocumentView:
    """The words of a web page. Raises Unreadable: ARC101 damaged, ARC104 beyond ``limits``."""
    if data.count(b"<") > limits.xml_marks:
        raise Unreadable("ARC104", "网页过大", SAVE_AS_DOCX)
    page = page_of(decoded(data).replace("\0", ""))
    body = next((child for child in page if child.tag == "body"), page)
    active = ("脚本",) if any(element.tag in _ACTING for element in page.iter()) else ()
    reader = _Reader(limits)
    return plain_view(Facts("html", active=active), reader.blocks(body))


def read_mht(data: bytes, limits: Limits = DEFAULT_LIMITS) -> DocumentView:
    """The words of a web page in one file. Raises Unreadable as :func:`read_html`, ARC101 where it holds no page."""
    return read_html(next(pages_in(data)), limits)


def pages_in(data: bytes) -> Iterator[bytes]:
    """The web pages of a mail, at least one. Raises Unreadable ARC101 where it holds none, ARC104 where its parts lie
    too deep within each other."""
    try:
        parts = [part for part in email.message_from_bytes(data).walk() if part.get_content_type() == "text/html"]
    except RecursionError as fault:
        raise Unreadable("ARC104", "网页层次过深", SAVE_AS_DOCX) from fault
    if not parts:
        raise Unreadable("ARC101", "其中没有网页：可能是一般的邮件，或文件已损坏", SAVE_AS_DOCX)
    return map(_content, parts)


def _content(part: Message) -> bytes:
    """The page in UTF-8 where its heading names its characters, else as it lies there."""
    content = part.get_payload(decode=True)
    content = content if isinstance(content, bytes) else b""
    try:
        return content.decode(part.get_content_charset() or "").encode()
    except (LookupError, ValueError):  # no such encoding, none of text, or not what the page is written in
        return content


@dataclass(slots=True)
class _Reader:
    """Reads a page block by block; ``cells`` counts what its tables reach over."""

    limits: Limits
    cells: int = 0
    _line: list[str] = field(default_factory=list)

    def blocks(self, element: Element, depth: int = 0) -> Iterator[Plain]:
        """Paragraphs and tables in order: what no block encloses is a paragraph up to the next block."""
        if depth > _DEEPEST:
            raise Unreadable("ARC104", "网页层次过深", SAVE_AS_DOCX)
        self._write(element.text)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if not tag or tag in _NOT_SHOWN or _hidden(child):
                pass
            elif tag == "table":
                yield from self._ended()
                yield self._table(child, depth)
            elif tag in _BLOCKS:
                yield from self._ended()
                yield from self.blocks(child, depth + 1)
                yield from self._ended()
            elif tag == "br":
                self._line.append("\n")
            else:
                yield from self.blocks(child, depth + 1)
            self._write(child.tail)
        if depth == 0:
            yield from self._ended()

    def _write(self, text: str | None) -> None:
        """White space between words is one space, however the page's source is broken into lines."""
        self._line.append(_SPACES.sub(" ", text or ""))

    def _ended(self) -> Iterator[str]:
        """The paragraph written so far, if anything."""
        lines = (_SPACES.sub(" ", line).strip(" ") for line in "".join(self._line).split("\n"))
        said = "\n".join(lines).replace("\xa0", " ").strip()
        self._line.clear()
        if said:
            yield said

    def _table(self, table: Element, depth: int) -> PlainTable:
        rows, spans = [], []
        for line in _rows(table):
            cells = [cell for cell in line if cell.tag in ("td", "th")]
            rows.append(tuple(self._cell(cell, depth) for cell in cells))
            spans.append(tuple((_span(cell, "rowspan"), _span(cell, "colspan")) for cell in cells))
            self.cells += sum(down * across for down, across in spans[-1])
            if self.cells > self.limits.cells:
                raise Unreadable("ARC104", f"表格单元格超过{self.limits.cells}个的上限", "请拆成几个文件后再提交")
        return PlainTable(tuple(rows), tuple(spans))

    def _cell(self, cell: Element, depth: int) -> tuple[str, ...]:
        """The paragraphs of a cell, those of a table within it one after the other."""
        within = [text for block in self.blocks(cell, depth + 1) for text in texts_of(block)]
        return (*within, *self._ended())


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _ROWS_OF:
            yield from (row for row in child if row.tag == "tr")


def _span(cell: Element, name: str) -> int:
    span = cell.get(name, "1")
    return min(max(int(span), 1), _MOST_SPANNED) if span.isascii() and span.isdigit() and len(span) < 6 else 1


def _hidden(element: Element) -> bool:
    style = "".join((element.get("style") or "").lower().split())
    return "display:none" in style or "mso-hide:all" in style
