"""A PDF as a view (ISO 32000-1).

What a PDF does not show is None. Margins and the distance of headers are bounded by the ink; alignment, first lines,
pitch and spacing are measured where lines show them; a font is the one whose program is embedded.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import pypdfium2 as pdfium

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.remedies import ENCRYPTED
from docgen.spec.measures import Tolerance, load_measures
from docgen.view.facts import Facts, Signature
from docgen.view.from_pdf.facts import DAMAGED, DAMAGED_REMEDY, ENCRYPTED_REMEDY, PdfFacts, read_facts
from docgen.view.from_pdf.page import PageReader, open_pdf, page_image
from docgen.view.model import DocumentView
from docgen.view.pages import blank_pages, laid_out, scanned_pages, uncoded_pages
from docgen.view.pages.enlarged import enlarged
from docgen.view.pages.scans import ScanReader, with_lines
from docgen.view.pages.sheet import Sheet
from docgen.view.signatures import signatures_of


def read_pdf(
    data: bytes,
    limits: Limits = DEFAULT_LIMITS,
    begins: Collection[int] = (),
    read_scan: ScanReader | None = None,
) -> DocumentView:
    """Read a PDF. ``begins`` are the pages, from 1, on which another paper begins: margins, headers and tables never
    reach over such a page's top. ``read_scan`` reads pages that are pictures, where there is somebody who can.
    Raises Unreadable: ARC101 damaged, ARC104 beyond the limits, ARC105 encrypted."""
    facts = read_facts(data, limits)
    within = load_measures().tolerance("pdf")
    sheets = _sheets(data, facts, limits, within)
    signatures = signatures_of(data) if facts.signed else ()
    stated = _facts(facts, sheets, signatures)
    if read_scan is not None:
        sheets = _with_scans_read(data, sheets, facts, stated.scanned, read_scan)
    sections, blocks = laid_out(sheets, within, limits, begins)
    return DocumentView(stated, sections, blocks)


def _with_scans_read(
    data: bytes, sheets: Sequence[Sheet], facts: PdfFacts, scanned: Collection[int], read_scan: ScanReader
) -> list[Sheet]:
    document = open_pdf(data)

    def read(sheet: Sheet) -> Sheet:
        image = page_image(document, sheet.number)
        return with_lines(sheet, replace(image, dots=image.dots / facts.units.get(sheet.number, 1)), read_scan)

    return [read(sheet) if sheet.number in scanned else sheet for sheet in sheets]


def _sheets(data: bytes, facts: PdfFacts, limits: Limits, within: Tolerance) -> list[Sheet]:
    """Every page as it is drawn."""
    try:
        document = open_pdf(data)
        reader = PageReader(within.size, limits.characters, facts.layers_off)
        numbers = range(1, facts.pages + 1)
        return [enlarged(reader.read(document, number), facts.units.get(number, 1)) for number in numbers]
    except pdfium.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise Unreadable("ARC105", ENCRYPTED, ENCRYPTED_REMEDY) from None
        raise Unreadable("ARC101", DAMAGED, DAMAGED_REMEDY) from None


def _facts(facts: PdfFacts, sheets: Sequence[Sheet], signatures: tuple[Signature, ...]) -> Facts:
    return Facts(
        "pdf",
        pages=len(sheets),
        mark=facts.mark,
        producer=facts.producer,
        active=facts.active,
        scanned=scanned_pages(sheets),
        uncoded=uncoded_pages(sheets),
        blank=blank_pages(sheets),
        pictures=sum(sheet.pictures for sheet in sheets),
        signed=facts.signed,
        signatures=signatures,
        attached=facts.withheld.attached,
        elsewhere=facts.withheld.elsewhere,
        tagged=facts.tagged,
    )
