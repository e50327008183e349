"""Pages of many PDFs bound into one, in memory that does not grow with their number.

Papers are bound into sheaves on the disk as they come, the sheaves into the book at the end: no more than one sheaf of
papers is ever open, and of the book only its page tree is held. Copies of a page share its content.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf

from docgen import __version__
from docgen.errors import Unreadable
from docgen.make.printing.sets import Layout

_SHEAF: Final = 40  # papers: a few megabytes, and far from the limit of open files
MAKER: Final = "docgen "


@dataclass(frozen=True, slots=True)
class Leaves:
    """Where a paper lies among the bound pages: its first page, counted from 1, and the pages of one copy."""

    first: int
    pages: int


@dataclass(slots=True)
class Binder:
    """Takes papers one by one; ``folder`` keeps the sheaves until the book is written."""

    layout: Layout
    folder: Path
    pages: int = 0
    _held: int = 0
    _sheaf: pikepdf.Pdf = field(default_factory=pikepdf.new)
    _sheaves: list[Path] = field(default_factory=list)
    _open: ExitStack = field(default_factory=ExitStack)

    def add(self, source: Path | bytes) -> Leaves:
        """Bind a paper, as often as the layout says.

        Raises:
            Unreadable: it is no PDF, or is encrypted.
        """
        paper = self._open.enter_context(opened(source))
        first = self.pages + 1
        for _ in range(self.layout.copies):
            self.pages += append(self._sheaf, paper, self.layout)
        self._held += 1
        if self._held == _SHEAF:
            self._put_by()
        return Leaves(first, len(paper.pages))

    def _put_by(self) -> None:
        path = self.folder / f"{len(self._sheaves):05}.pdf"
        self._sheaf.save(path)
        self._open.close()
        self._sheaves.append(path)
        self._sheaf, self._held = pikepdf.new(), 0

    def write(self, front: bytes, title: str, path: Path) -> int:
        """Write the book, the pages of ``front`` before the papers. Returns its number of pages."""
        if self._held:
            self._put_by()
        with ExitStack() as sources, pikepdf.new() as book:
            if front:
                append(book, sources.enter_context(opened(front)), self.layout)
            for sheaf in self._sheaves:
                book.pages.extend(sources.enter_context(pikepdf.open(sheaf)).pages)
            book.docinfo["/Title"] = title
            book.docinfo["/Creator"] = f"{MAKER}{__version__}"
            book.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            return len(book.pages)


def append(book: pikepdf.Pdf, paper: pikepdf.Pdf, layout: Layout) -> int:
    """The pages of one copy, and behind an odd number of them a blank one where both sides are printed on."""
    book.pages.extend(paper.pages)
    count = len(paper.pages)
    if layout.duplex and count % 2:
        _, _, width, height = (float(side) for side in paper.pages[-1].mediabox)
        book.add_blank_page(page_size=(width, height))
        count += 1
    return count


def opened(source: Path | bytes) -> pikepdf.Pdf:
    """A PDF from a file or from memory. Raises Unreadable when it is none."""
    try:
        return pikepdf.open(BytesIO(source) if isinstance(source, bytes) else source)
    except pikepdf.PasswordError as fault:
        raise Unreadable("ARC105", "PDF 已加密，不能打印", "请解除密码后重试。") from fault
    except (pikepdf.PdfError, OSError) as fault:
        raise Unreadable("ARC101", "PDF 打不开", "请重新制作或导出后重试。") from fault


def page_count(source: Path | bytes) -> int:
    """The pages of a PDF. Raises Unreadable when it is none."""
    with opened(source) as paper:
        return len(paper.pages)


def is_text(source: Path) -> bool:
    """Whether every page has a font to write with: a scan has none. What cannot be opened is no text."""
    try:
        with opened(source) as paper:
            return all(_fonts(page) for page in paper.pages)
    except Unreadable:
        return False


def _fonts(page: pikepdf.Page) -> bool:
    return any(_names_of(page.resources.get("/Font")))


def _names_of(fonts: pikepdf.Object | None) -> Iterator[str]:
    return iter(fonts.keys()) if fonts is not None else iter(())
