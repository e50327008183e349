"""Pages of many PDFs bound into one, in memory that does not grow with their number. Copies of a page share what is on
it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

import pikepdf

from docgen import __version__
from docgen.errors import Unreadable
from docgen.make.printing.sets import Layout
from docgen.make.printing.streamed_pdf import StreamedPdf

MAKER: Final = "docgen "


@dataclass(frozen=True, slots=True)
class Leaves:
    """Where a paper lies among the bound pages: its first page, counted from 1, and the pages of one copy."""

    first: int
    pages: int


class Binder:
    """Takes papers one by one and writes them to ``file`` as they come; the list that lies in front is bound last."""

    def __init__(self, layout: Layout, file: BinaryIO) -> None:
        self.pages = 0
        self._layout = layout
        self._book = StreamedPdf(file)
        self._order = array("Q")

    def add(self, source: Path | bytes) -> Leaves:
        """Bind a paper, as often as the layout says.

        Raises:
            Unreadable: it is no PDF, or is encrypted.
        """
        first = self.pages + 1
        with opened(source) as paper:
            count = len(paper.pages)
            try:
                self._order.extend([*self._copies(paper, self._layout.copies)])
            except pikepdf.PdfError as fault:
                raise Unreadable("ARC101", "PDF 已损坏，不能打印", "请重新制作或导出后重试。") from fault
        self.pages = len(self._order)
        return Leaves(first, count)

    def finish(self, front: bytes, title: str) -> int:
        """End the book, the pages of ``front`` (none: empty) before the papers. Returns its number of pages."""
        order = array("Q")
        if front:
            with opened(front) as paper:
                order.extend(self._copies(paper, 1))
        order.extend(self._order)
        self._book.close(order, title, f"{MAKER}{__version__}")
        return len(order)

    def _copies(self, paper: pikepdf.Pdf, copies: int) -> Iterator[int]:
        """The pages of a paper; where both sides are printed on, a blank one behind each copy of an odd number."""
        with pikepdf.new() as whole:  # a page brought into another file has with it what it inherited
            whole.pages.extend(paper.pages)
            known: dict[tuple[int, int], int] = {}
            _, _, width, height = whole.pages[-1].mediabox.as_list()
            for _ in range(copies):
                yield from (self._book.page(page.obj, known) for page in whole.pages)
                if self._layout.duplex and len(whole.pages) % 2:
                    yield self._book.blank_page(Decimal(str(width)), Decimal(str(height)))


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
