"""Pages of fixed layout as a view: sections with bounded margins, paragraphs, tables stitched over pages.

Shared by every kind of file that states where each character stands; what such a file cannot show is None.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.spec.measures import Tolerance
from docgen.units import Length
from docgen.view.model import Block, Section
from docgen.view.pages.blocks import BlockWriter
from docgen.view.pages.body import Item, PictureItem, TextItem, items_of, joined, lines_across
from docgen.view.pages.cut_rows import with_cut_rows
from docgen.view.pages.furniture import Furniture, furniture_of
from docgen.view.pages.lines import Line
from docgen.view.pages.margins import area_of
from docgen.view.pages.setup import section_of
from docgen.view.pages.sheet import Sheet
from docgen.view.pages.tables import Grid, grids_of

__all__ = ["laid_out", "scanned_pages", "uncoded_pages"]

_PICTURED: Final = 0.2
_OUTLINED: Final = 40
"""A page without text is a picture of one when pictures cover this part of it, or it is drawn in so many shapes."""


def laid_out(
    sheets: Sequence[Sheet], within: Tolerance, limits: Limits, begins: Collection[int] = ()
) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    """The sections and the body of these pages. ``begins`` are the pages, from 1, on which another paper begins:
    margins, headers and tables never reach over such a page's top. Raises Unreadable: ARC104 beyond the limits."""
    sections: list[Section] = []
    blocks: list[Block] = []
    writer = BlockWriter(within)
    for number, run in enumerate(_alike(sheets, within, begins), start=1):
        ruled = [grids_of(sheet.rules) for sheet in run]
        if sum(len(grid.cells) for found in ruled for grid in found) > limits.cells:
            raise Unreadable("ARC104", f"表格单元格超过{limits.cells}个的上限", "请拆成几个文件后再提交")
        furniture = furniture_of(run, ruled)
        grids = with_cut_rows(run, ruled, furniture)
        pages = [_items(*page) for page in zip(run, grids, furniture, strict=True)]
        section, area = section_of(number, run, grids, furniture, writer)
        area = area_of(lines_across(pages), area.column)
        sections.append(section)
        blocks += writer.blocks(joined(pages), number, area)
    return tuple(sections), tuple(blocks)


def scanned_pages(sheets: Iterable[Sheet]) -> tuple[int, ...]:
    """The pages, from 1, that are pictures of text."""
    return tuple(sheet.number for sheet in sheets if _is_picture(sheet))


def uncoded_pages(sheets: Iterable[Sheet]) -> tuple[int, ...]:
    """Those of them that are text to the eye only."""
    return tuple(sheet.number for sheet in sheets if sheet.uncoded)


def _alike(sheets: Sequence[Sheet], within: Tolerance, begins: Collection[int]) -> Iterable[list[Sheet]]:
    """Runs of pages of one size and one paper: a section each."""
    step = max(1, within.page)

    def kind(sheet: Sheet) -> tuple[int, int, int]:
        before = sum(page <= sheet.number for page in begins)
        return round(Length.of_pt(sheet.width) / step), round(Length.of_pt(sheet.height) / step), before

    return (list(run) for _, run in groupby(sheets, kind))


def _is_picture(sheet: Sheet) -> bool:
    """A page whose only text, if any, is the invisible layer of a scanner: such a layer is a guess, not the paper."""
    if sheet.uncoded:
        return True
    if any(not glyph.blank and not glyph.look.hidden for glyph in (*sheet.glyphs, *sheet.slanted)):
        return False
    return sheet.pictured >= _PICTURED or sheet.outlines >= _OUTLINED


def _items(sheet: Sheet, grids: Sequence[Grid], furniture: Furniture) -> list[Item]:
    if _is_picture(sheet):
        return [PictureItem(sheet.number, "没有文字编码的页" if sheet.uncoded else "整页图片")]
    taken = furniture.glyphs()
    items = items_of([glyph for glyph in sheet.glyphs if id(glyph) not in taken], grids, sheet.number)
    slanted = (Line(tuple(run)) for _, run in groupby(sheet.slanted, lambda glyph: glyph.look))
    return items + [TextItem([line]) for line in slanted if line.text.strip()]
