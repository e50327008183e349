"""What is there and what cannot be known to be missing; columns by name and order; numbers typed or computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from sheet_builder import Manner, docx
from sheet_content import Sheet

from docgen.reading import Outcome
from docgen.spec import load_document
from docgen.validators.finding import Check
from docgen.validators.paper import Member, Paper
from docgen.validators.rules.structure import column_headings, every_part_is_there, items_are_numbered
from docgen.view import read_document
from docgen.view.fields import read_fields
from docgen.view.model import Block, Cell, DocumentView, Opaque, Paragraph, Place, Table
from docgen.view.roles import assign

SHEET = Sheet()
SPEC = load_document("changchun/rubric_sheet")


def view_of(sheet: Sheet) -> DocumentView:
    return read_document(docx(sheet, Manner()))


def paper(view: DocumentView) -> Paper:
    member = Member("考核细则.docx", 0, view.facts.kind, view)
    return Paper(SPEC, member, view, assign(view, SPEC), read_fields(view, SPEC), date(2026, 12, 8))


def found(rule: Callable[[Paper], Iterator[Check]], view: DocumentView) -> list[str]:
    return [check.message for check in rule(paper(view)) if check.outcome is Outcome.VIOLATES]


def with_cells(view: DocumentView, change: Callable[[Cell], Cell]) -> DocumentView:
    def changed(block: Block) -> Block:
        return replace(block, cells=tuple(map(change, block.cells))) if isinstance(block, Table) else block

    return replace(view, blocks=tuple(map(changed, view.blocks)))


def numbered_by_list(cell: Cell) -> Cell:
    """序号 as a list numbers it: the cell holds an empty paragraph whose label is computed."""
    if cell.column > 1 or cell.row == 1:
        return cell
    (paragraph,) = cell.paragraphs()
    return replace(cell, blocks=(replace(paragraph, label=f"{paragraph.text}.", runs=()),))


def test_numbers_computed_by_a_list_count_as_text() -> None:
    assert found(items_are_numbered, with_cells(view_of(SHEET), numbered_by_list)) == []


def test_a_list_that_starts_at_two_is_found() -> None:
    rows = tuple((str(int(row[0]) + 1) if row[0] else None, *row[1:]) for row in SHEET.rows)
    view = with_cells(view_of(replace(SHEET, rows=rows)), numbered_by_list)
    assert found(items_are_numbered, view) == ["序号为2，应为1"]


def test_after_a_gap_the_numbers_go_on_from_there() -> None:
    rows = tuple(("7" if row[0] == "2" else "8" if row[0] == "3" else row[0], *row[1:]) for row in SHEET.rows)
    assert found(items_are_numbered, view_of(replace(SHEET, rows=rows))) == ["序号为7，应为2"]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (("序号", "考核内容", "分数", "评分标准"), "表格栏目第3栏为“分数”，应为“分值”"),
        (
            ("序号", "分值", "考核内容", "评分标准"),
            "表格栏目次序为序号、分值、考核内容、评分标准，应为序号、考核内容、分值、评分标准",
        ),
        (("序号", "考核内容", "分值", ""), "表格栏目第4栏为空白，应为“评分标准”"),
    ],
)
def test_a_renamed_or_moved_column_is_named(columns: tuple[str, ...], said: str) -> None:
    assert found(column_headings, view_of(replace(SHEET, columns=columns))) == [said]


def test_a_column_that_is_gone_and_one_too_many_are_named() -> None:
    assert found(column_headings, view_of(SHEET.without_column(2))) == ["表格栏目缺少“分值”栏"]
    wider = replace(SHEET, columns=(*SHEET.columns, "备注"), rows=tuple((*row, "") for row in SHEET.rows))
    assert found(column_headings, view_of(wider)) == ["表格栏目多出“备注”栏"]


@pytest.mark.parametrize("columns", [("序 号", "考核\n内容", "分　值", "评分标准")])
def test_white_space_in_a_heading_is_no_difference(columns: tuple[str, ...]) -> None:
    assert found(column_headings, view_of(replace(SHEET, columns=columns))) == []


def without_title(view: DocumentView) -> DocumentView:
    return replace(view, blocks=view.blocks[1:])


def test_a_missing_title_is_missed() -> None:
    assert found(every_part_is_there, without_title(view_of(SHEET))) == ["未见标题"]


def test_nothing_is_missed_past_content_that_cannot_be_read() -> None:
    view = without_title(view_of(SHEET))
    drawn = replace(view, blocks=(Opaque("SmartArt", Place(paragraph=1)), *view.blocks))
    scanned = replace(view, facts=replace(view.facts, scanned=(1,)))
    assert [found(every_part_is_there, one) for one in (drawn, scanned)] == [[], []]
    assert [check.reason for check in every_part_is_there(paper(drawn))] == ["unreadable"]
    assert [check.reason for check in every_part_is_there(paper(scanned))] == ["scan"]


def test_one_cause_is_one_finding() -> None:
    """Without a table its rows are not missed a second time."""
    view = view_of(SHEET)
    bare = replace(view, blocks=tuple(block for block in view.blocks if isinstance(block, Paragraph)))
    assert found(every_part_is_there, bare) == ["未见表格"]
