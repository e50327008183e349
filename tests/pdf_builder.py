"""PDFs for tests: papers printed by us, and bare pages written operator by operator."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import paper_builder
import pikepdf
import pytest
from docx_builder import docx_parts, packed

from docgen.errors import FontMissing
from docgen.make.faces import cabinet
from docgen.make.pdf import print_pdf
from docgen.spec.model import DocumentSpec
from docgen.view import read_document
from docgen.view.model import DocumentView, Paragraph
from docgen.view.roles import assign

FANG = "仿宋_GB2312"
PLAIN = f'<w:rFonts w:ascii="{FANG}" w:hAnsi="{FANG}" w:eastAsia="{FANG}"/><w:sz w:val="32"/>'
EXACT = '<w:spacing w:line="560" w:lineRule="exact"/>'
PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1531" w:right="1531" w:bottom="1531" w:left="1531" w:header="850" w:footer="850" w:gutter="0"/>'
)
FREE = paper_builder.spec("letter")


def has_fonts() -> bool:
    """Whether this machine can print: ``make fonts`` brings what it takes."""
    try:
        cabinet().face(FANG)
        cabinet().face(None)
    except FontMissing:
        return False
    return True


needs_fonts = pytest.mark.skipif(not has_fonts(), reason="no stand-in fonts on this machine: make fonts")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{PLAIN}{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(*runs: str, properties: str = "") -> str:
    """A paragraph with an exact pitch of 28 pt."""
    return f"<w:p><w:pPr>{EXACT}{properties}</w:pPr>{''.join(runs)}</w:p>"


def text(written: str, properties: str = "") -> str:
    return line(run(written), properties=properties)


def field(kind: str) -> str:
    return f'<w:fldSimple w:instr=" {kind} ">{run("9")}</w:fldSimple>'


def viewed(body: str, page: str = PAGE, **parts: Any) -> DocumentView:
    """The view of a .docx with this body and this page."""
    return read_document(packed(docx_parts(f"{body}<w:sectPr>{page}</w:sectPr>", **parts)), "paper.docx")


def printed_view(view: DocumentView, law: DocumentSpec = FREE, **options: Any) -> bytes:
    """A view printed, without a word of complaint from the printer."""
    with no_complaint():
        return print_pdf(view, assign(view, law), law, **options)


def printed(body: str, page: str = PAGE, law: DocumentSpec = FREE, **parts: Any) -> bytes:
    return printed_view(viewed(body, page, **parts), law)


def read_back(body: str, page: str = PAGE, law: DocumentSpec = FREE, **parts: Any) -> DocumentView:
    """What the reader sees in the print of a .docx with this body."""
    return read_document(printed(body, page, law, **parts), "paper.pdf")


def texts(view: DocumentView) -> list[str]:
    return [paragraph.text for paragraph in view.blocks if isinstance(paragraph, Paragraph)]


def lines_of(pdf: bytes) -> list[tuple[str, float, float]]:
    """Text, left edge and baseline (from the top, in points) of every line of a PDF, page after page."""
    from docgen.units import Length
    from docgen.view.from_pdf.page import PageReader, open_pdf
    from docgen.view.pages.lines import lines_of as lines

    document = open_pdf(pdf)
    reader = PageReader(Length(0), 100_000)
    sheets = [reader.read(document, number + 1) for number in range(len(document))]
    return [(found.text, found.left, found.baseline) for sheet in sheets for found in lines(sheet.glyphs)]


@contextmanager
def no_complaint() -> Iterator[None]:
    """Fails when WeasyPrint warns of anything: a property it does not know, a face it cannot load."""
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    ear = Ear(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(ear)
    try:
        yield
    finally:
        logger.removeHandler(ear)
    assert heard == []


def bare_pdf(
    *pages: str, size: Sequence[float] = (595, 842), rotate: int = 0, info: Mapping[str, str] | None = None
) -> pikepdf.Pdf:
    """A PDF of pages with these content operators; ``/F`` is Helvetica, which is not embedded."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )  # fmt: skip
    for content in pages:
        page = pdf.add_blank_page(page_size=(size[0], size[1]))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)))
        page.Contents = pdf.make_stream(content.encode("latin-1"))
        page.Rotate = rotate
    for key, value in (info or {}).items():
        pdf.docinfo[f"/{key}"] = value
    return pdf


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    stream = BytesIO()
    pdf.save(stream, **options)
    return stream.getvalue()


def shown(written: str, x: float, y: float, size: float = 12, before: str = "") -> str:
    """The operators that show a text at a point of the page's own space."""
    return f"BT {before} /F {size} Tf 1 0 0 1 {x} {y} Tm ({written}) Tj ET "
