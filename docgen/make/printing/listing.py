"""The list in front of a print set: whose papers, their numbers, and the page each begins on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.make.papers import make_docx, make_pdf
from docgen.make.printing.binding import page_count
from docgen.make.printing.sets import Layout
from docgen.spec.model import DocumentSpec

_TRIES = 3
"""How often the list is made: it states page numbers that its own length moves."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list. ``pages`` of one copy; ``first``: its first page among the papers. None: not known."""

    name: str
    number: str
    pages: int | None = None
    first: int | None = None


def list_docx(spec: DocumentSpec, title: str, lines: Sequence[Line], layout: Layout, *, pages: int = 0) -> bytes:
    """The list as .docx. ``pages``: those of the whole print, 0 where they are not known."""
    entries = [
        {
            key: value
            for key, value in (
                ("name", line.name), ("number", line.number), ("pages", line.pages), ("first", line.first)
            )
            if value not in (None, "")
        }
        for line in lines
    ]  # fmt: skip
    values: dict[str, object] = {
        "set_name": title,
        "arrangement": layout.said,
        "paper_count": len(lines),
        "entries": entries,
    }
    return make_docx(spec, values | ({"sheet_count": pages} if pages else {}))


def list_pdf(spec: DocumentSpec, title: str, lines: Sequence[Line], layout: Layout, *, pages: int) -> bytes:
    """The list as it lies in front of ``pages`` pages of papers: ``first`` of each line counts from the list's start.

    Raises:
        FontMissing: a character no face has.
    """
    before = 1
    printed = b""
    for _ in range(_TRIES):
        moved = [
            Line(line.name, line.number, line.pages, None if line.first is None else line.first + before)
            for line in lines
        ]
        printed = make_pdf(spec, list_docx(spec, title, moved, layout, pages=before + pages))
        needed = _sheets(page_count(printed), layout)
        if needed == before:
            break
        before = needed
    return printed


def _sheets(pages: int, layout: Layout) -> int:
    return pages + pages % 2 if layout.duplex else pages
