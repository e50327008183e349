"""The words of a Word 2003 XML file (WordprocessingML 2003): paragraphs and tables, never the look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.view.facts import Facts
from docgen.view.model import DocumentView
from docgen.view.plain import Plain, PlainTable, plain_view, texts_of
from docgen.view.safe_xml import Element, bounded, parsed

_SPACE: Final = "http://schemas.microsoft.com/office/word/2003/wordml"
_W: Final = f"{{{_SPACE}}}"
_NOT_SHOWN: Final = frozenset(
    {f"{_W}{name}" for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "instrText", "delText", "footnote")}
)
_TEXT_BOX: Final = f"{_W}txbxContent"
_BREAKS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}noBreakHyphen": "-"}


def read_wordml(data: bytes, limits: Limits = DEFAULT_LIMITS) -> DocumentView:
    """The words of the file. Raises Unreadable: ARC101 damaged, ARC104 unsafe or beyond ``limits``."""
    root = parsed(bounded(data, "正文", limits), "正文")
    body = next(root.iter(f"{_W}body"), None)
    acts = root.get(f"{_W}macrosPresent") == "yes" or root.get(f"{_W}ocxPresent") == "yes"
    return plain_view(Facts("wordml", active=("宏",) if acts else ()), () if body is None else _blocks(body))


def _blocks(parent: Element) -> Iterator[Plain]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraphs(child)
        elif child.tag == f"{_W}tbl":
            yield PlainTable(tuple(tuple(_cells(row)) for row in _within(child, f"{_W}tr")))
        elif child.tag not in _NOT_SHOWN:
            yield from _blocks(child)


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """The nearest descendants of this name: those of a table within are its own."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _NOT_SHOWN:
            yield from _within(child, tag)


def _cells(row: Element) -> Iterator[tuple[str, ...]]:
    return (tuple(text for block in _blocks(cell) for text in texts_of(block)) for cell in _within(row, f"{_W}tc"))


def _paragraphs(paragraph: Element) -> Iterator[str]:
    """The text boxes that are anchored in a paragraph, then its own words."""
    for box in _within(paragraph, _TEXT_BOX):
        yield from (text for block in _blocks(box) for text in texts_of(block))
    yield "".join(_pieces(paragraph))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _NOT_SHOWN and child.tag != _TEXT_BOX:
            yield from _pieces(child)
