"""Text with control characters → paragraphs and tables ([MS-DOC] 2.4.1, 2.4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from docgen.view.from_doc.marks import Mark, Marks
from docgen.view.from_doc.merges import Shape, merged_table
from docgen.view.plain import Plain, PlainTable

_ENDS: Final = re.compile(r"[\r\x07\x0c]")
_CELL: Final = "\x07"
_ANCHOR: Final = "\x08"
_CODE: Final = re.compile(r"\x13[^\x13\x14\x15]*\x14|\x13[^\x13\x15]*\x15|[\x13\x14\x15]")
_SHOWN: Final = {0x0B: "\n", 0x1E: "-", 0x1F: None, 0x09: "\t"}
_UNSEEN: Final = re.compile(r"[\x00-\x07\x0e-\x1f]")


def laid_out(text: str, marks: Marks | None, boxes: Sequence[str] = ()) -> list[Plain]:
    """The body in order. Without ``marks`` two cell ends in a row end a row, as old files write them. ``boxes`` are the
    texts of the text boxes: each stands before the paragraph that holds its anchor, where there are as many anchors."""
    anchored = list(boxes) if text.count(_ANCHOR) == len(boxes) else []
    apart = [] if anchored else boxes
    return [*_blocks(text, marks, anchored), *(line for box in apart for line in _lines(box))]


def _lines(box: str) -> Iterator[str]:
    return (said for said, _, _ in _paragraphs(box, None) if said)


def _blocks(text: str, marks: Marks | None, boxes: list[str]) -> Iterator[Plain]:
    """Paragraphs and tables; takes from ``boxes`` those anchored in what it gives."""
    rows: list[tuple[tuple[str, ...], ...]] = []
    shapes: list[tuple[Shape, ...]] = []
    cells: list[tuple[str, ...]] = []
    cell: list[str] = []
    for said, end, mark in _paragraphs(text, marks):
        held = [line for box in boxes[: said.count(_ANCHOR)] for line in _lines(box)]
        del boxes[: said.count(_ANCHOR)]
        said = said.replace(_ANCHOR, "")
        if not mark.in_table and end != _CELL:
            if rows or cells:
                yield _table(rows, cells, shapes)
                rows, cells, cell, shapes = [], [], [], []
            yield from (*held, said)
            continue
        cell += held
        if mark.row_end or (marks is None and end == _CELL and not said and cells and not cell):
            rows.append(tuple(cells))
            shapes.append(mark.shapes)
            cells, cell = [], []
        elif end == _CELL:
            cells.append((*cell, said))
            cell = []
        else:
            cell.append(said)
    if rows or cells:
        yield _table(rows, cells, shapes)


def _table(
    rows: list[tuple[tuple[str, ...], ...]], cells: list[tuple[str, ...]], shapes: list[tuple[Shape, ...]]
) -> PlainTable:
    return PlainTable((*rows, tuple(cells))) if cells else merged_table(rows, shapes)


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
