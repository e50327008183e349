"""A PDF as a view (ISO 32000-1).

What a PDF cannot show is None: the distance of headers, spacing before and after, alignment. Margins are bounded by the
ink, a pitch is measured inside one paragraph, a font is the one whose program is embedded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

import pypdfium2 as pdfium

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.spec.measures import Tolerance, load_measures
from docgen.units import Length
from docgen.view.from_pdf.blocks import BlockWriter
from docgen.view.from_pdf.body import Item, PictureItem, TextItem, items_of, joined
from docgen.view.from_pdf.cut_rows import with_cut_rows
from docgen.view.from_pdf.facts import DAMAGED, DAMAGED_REMEDY, ENCRYPTED, ENCRYPTED_REMEDY, PdfFacts, read_facts
from docgen.view.from_pdf.furniture import Furniture, furniture_of
from docgen.view.from_pdf.lines import Line
from docgen.view.from_pdf.page import PageReader, Sheet, open_pdf
from docgen.view.from_pdf.setup import section_of
from docgen.view.from_pdf.tables import Grid, grids_of
from docgen.view.model import Block, DocumentView, Facts, Section

_PICTURED: Final = 0.2
_OUTLINED: Final = 40
"""A page without text is a picture of one when pictures cover this part of it, or it is drawn in so many shapes."""


def read_pdf(data: bytes, limits: Limits = DEFAULT_LIMITS) -> DocumentView:
    """Read a PDF. Raises Unreadable: ARC101 damaged, ARC104 beyond the limits, ARC105 encrypted."""
    facts = read_facts(data, limits)
    within = load_measures().tolerance("pdf")
    sheets = _sheets(data, facts.pages, limits, within)
    scanned = tuple(sheet.number for sheet in sheets if _is_picture(sheet))
    sections: list[Section] = []
    blocks: list[Block] = []
    writer = BlockWriter(within)
    for number, run in enumerate(_same_size(sheets, within), start=1):
        ruled = [grids_of(sheet.rules) for sheet in run]
        if sum(len(grid.cells) for found in ruled for grid in found) > limits.cells:
            raise Unreadable("ARC104", f"表格单元格超过{limits.cells}个的上限", "请拆成几个文件后再提交")
        furniture = furniture_of(run, ruled)
        grids = with_cut_rows(run, ruled, furniture)
        body = joined(_items(*page) for page in zip(run, grids, furniture, strict=True))
        section, column = section_of(number, run, grids, furniture, writer)
        sections.append(section)
        blocks += writer.blocks(body, number, column)
    return DocumentView(_facts(facts, sheets, scanned), tuple(sections), tuple(blocks))


def _sheets(data: bytes, pages: int, limits: Limits, within: Tolerance) -> list[Sheet]:
    """Every page as it is drawn."""
    try:
        document = open_pdf(data)
        reader = PageReader(within.size, limits.characters)
        return [reader.read(document, number + 1) for number in range(pages)]
    except pdfium.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise Unreadable("ARC105", ENCRYPTED, ENCRYPTED_REMEDY) from None
        raise Unreadable("ARC101", DAMAGED, DAMAGED_REMEDY) from None


def _same_size(sheets: Sequence[Sheet], within: Tolerance) -> Iterable[list[Sheet]]:
    """Runs of pages of one size: a section each."""
    step = max(1, within.page)
    size = groupby(sheets, lambda s: (round(Length.of_pt(s.width) / step), round(Length.of_pt(s.height) / step)))
    return (list(run) for _, run in size)


def _is_picture(sheet: Sheet) -> bool:
    """A page whose only text, if any, is the invisible layer of a scanner: such a layer is a guess, not the paper."""
    if any(not glyph.blank and not glyph.look.hidden for glyph in (*sheet.glyphs, *sheet.slanted)):
        return False
    return sheet.pictured >= _PICTURED or sheet.outlines >= _OUTLINED


def _items(sheet: Sheet, grids: Sequence[Grid], furniture: Furniture) -> list[Item]:
    if _is_picture(sheet):
        return [PictureItem(sheet.number)]
    taken = furniture.glyphs()
    items = items_of([glyph for glyph in sheet.glyphs if id(glyph) not in taken], grids, sheet.number)
    slanted = (Line(tuple(run)) for _, run in groupby(sheet.slanted, lambda glyph: glyph.look))
    return items + [TextItem([line]) for line in slanted if line.text.strip()]


def _facts(facts: PdfFacts, sheets: Sequence[Sheet], scanned: tuple[int, ...]) -> Facts:
    return Facts(
        "pdf",
        pages=len(sheets),
        mark=facts.mark,
        producer=facts.producer,
        active=facts.active,
        scanned=scanned,
        pictures=sum(sheet.pictures for sheet in sheets),
        signed=facts.signed,
    )
