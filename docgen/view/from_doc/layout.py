"""Text with control characters → paragraphs and tables ([MS-DOC] 2.4.1, 2.4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docgen.view.from_doc.marks import Mark, Marks
from docgen.view.plain import Plain, PlainTable

_ENDS: Final = re.compile(r"[\r\x07\x0c]")
_CELL: Final = "\x07"
_CODE: Final = re.compile(r"\x13[^\x13\x14\x15]*\x14|\x13[^\x13\x15]*\x15|[\x13\x14\x15]")
_SHOWN: Final = {0x0B: "\n", 0x1E: "-", 0x1F: None, 0xA0: " ", 0x09: "\t"}
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


def laid_out(text: str, marks: Marks | None) -> list[Plain]:
    """The body in order. Without ``marks`` two cell ends in a row end a row, as old files write them."""
    return list(_blocks(text, marks))


def _blocks(text: str, marks: Marks | None) -> Iterator[Plain]:
    rows: list[tuple[tuple[str, ...], ...]] = []
    cells: list[tuple[str, ...]] = []
    cell: list[str] = []
    for said, end, mark in _paragraphs(text, marks):
        if not mark.in_table and end != _CELL:
            if rows or cells:
                yield _table(rows, cells)
                rows, cells, cell = [], [], []
            yield said
        elif mark.row_end or (marks is None and end == _CELL and not said and cells and not cell):
            rows.append(tuple(cells))
            cells, cell = [], []
        elif end == _CELL:
            cells.append((*cell, said))
            cell = []
        else:
            cell.append(said)
    if rows or cells:
        yield _table(rows, cells)


def _table(rows: list[tuple[tuple[str, ...], ...]], cells: list[tuple[str, ...]]) -> PlainTable:
    return PlainTable((*rows, tuple(cells)) if cells else tuple(rows))


def _paragraphs(text: str, marks: Marks | None) -> Iterator[tuple[str, str, Mark]]:
    """(what it says, what ends it, what is said of it)."""
    start = 0
    for end in _ENDS.finditer(text):
        yield _shown(text[start : end.start()]), end[0], marks(end.start()) if marks else Mark()
        start = end.end()
    if start < len(text):
        yield _shown(text[start:]), "\r", Mark()


def _shown(text: str) -> str:
    """What a reader sees: the result of a field without its code, no objects and no marks."""
    before = None
    while before != text:
        before, text = text, _CODE.sub("", text)
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # characters of two units in one
    return _UNSEEN.sub("", whole.translate(_SHOWN))
