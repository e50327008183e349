"""Pages of fixed layout as a view: sections with bounded margins, paragraphs, tables stitched over pages.

Shared by every kind of file that states where each character stands; what such a file cannot show is None.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.spec.measures import Tolerance, load_measures
from docgen.units import Length
from docgen.view.look import PictureOf
from docgen.view.model import Block, Section
from docgen.view.pages.blocks import BlockWriter
from docgen.view.pages.body import Item, PictureItem, items_of, lines_across
from docgen.view.pages.cut_rows import with_cut_rows
from docgen.view.pages.furniture import Furniture, furniture_of
from docgen.view.pages.margins import area_of
from docgen.view.pages.open_tables import with_sides
from docgen.view.pages.pictures import is_blank, is_picture, picture_of
from docgen.view.pages.room import with_room
from docgen.view.pages.setup import section_of
from docgen.view.pages.shape import text_of
from docgen.view.pages.sheet import Sheet
from docgen.view.pages.stitching import joined
from docgen.view.pages.tables import Grid, grids_of
from docgen.view.pages.turned import turned_lines

__all__ = ["blank_pages", "laid_out", "scanned_pages", "uncoded_pages"]


def laid_out(
    sheets: Sequence[Sheet], within: Tolerance, limits: Limits, begins: Collection[int] = ()
) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    """The sections and the body of these pages. ``begins`` are the pages, from 1, on which another paper begins:
    margins, headers and tables never reach over such a page's top. Raises Unreadable: ARC104 beyond the limits."""
    sections: list[Section] = []
    blocks: list[Block] = []
    writer = BlockWriter(within)
    for number, run in enumerate(_alike(sheets, within, begins), start=1):
        ruled = [grids_of(with_sides(sheet)) for sheet in run]
        if sum(len(grid.cells) for found in ruled for grid in found) > limits.cells:
            raise Unreadable("ARC104", f"表格单元格超过{limits.cells}个的上限", "请拆成几个文件后再提交")
        furniture = furniture_of(run, ruled)
        grids = with_cut_rows(run, ruled, furniture)
        pages = [_items(*page) for page in zip(run, grids, furniture, strict=True)]
        section, area = section_of(number, run, grids, furniture, writer)
        area = area_of(lines_across(pages), area.column)
        body = joined(pages)
        text = text_of(body, area)
        sections.append(with_room(section, text.paragraphs(), text.sides, within))
        blocks += writer.blocks(body, number, text)
    return tuple(sections), tuple(blocks)


def scanned_pages(sheets: Iterable[Sheet]) -> tuple[int, ...]:
    """The pages, from 1, that are pictures of text."""
    return tuple(sheet.number for sheet in sheets if is_picture(sheet))


def blank_pages(sheets: Iterable[Sheet]) -> tuple[int, ...]:
    """The pages, from 1, on which nothing is to be seen."""
    return tuple(sheet.number for sheet in sheets if is_blank(sheet))


def uncoded_pages(sheets: Iterable[Sheet]) -> tuple[int, ...]:
    """Those of them that are text to the eye only."""
    return tuple(sheet.number for sheet in sheets if sheet.uncoded)


def _alike(sheets: Sequence[Sheet], within: Tolerance, begins: Collection[int]) -> Iterable[list[Sheet]]:
    """Runs of pages of one size and one paper, scanned or not: a section each."""
    scan = load_measures().scan

    def kind(sheet: Sheet) -> tuple[PictureOf | None, int, int, int]:
        before = sum(page <= sheet.number for page in begins)
        picture = picture_of(sheet, scan)
        step = max(1, scan.page if picture else within.page)
        return picture, round(Length.of_pt(sheet.width) / step), round(Length.of_pt(sheet.height) / step), before

    return (list(run) for _, run in groupby(sheets, kind))


def _items(sheet: Sheet, grids: Sequence[Grid], furniture: Furniture) -> list[Item]:
    if is_picture(sheet):
        return [PictureItem(sheet.number, "没有文字编码的页" if sheet.uncoded else "整页图片")]
    taken = furniture.glyphs()
    flowing, turned = turned_lines((glyph for glyph in sheet.glyphs if id(glyph) not in taken), sheet.slanted)
    return items_of(flowing, turned, grids, sheet.number)
