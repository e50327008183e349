"""Long names, long cells, notes low on the page: what a full form looks like in a PDF."""

from __future__ import annotations

import pytest
from docx_builder import tbl, tc, tr
from pdf_builder import bare_pdf, needs_fonts, read_back, saved, shown, text, texts

from docgen.view.from_pdf import read_pdf
from docgen.view.model import Paragraph

SIGNED = '<w:ind w:left="3400"/><w:jc w:val="center"/>'
BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideV"))
INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'


@needs_fonts
@pytest.mark.parametrize(
    "agency", ["示例市示例县市场监督管理局（知识产权局、综合行政执法大队）", "示例县市场监督管理局"]
)
def test_a_name_too_long_for_its_place_is_one_text_and_the_date_below_another(agency: str) -> None:
    view = read_back(text("正文" * 60) + text(agency, SIGNED) + text("2026年5月15日", SIGNED))
    assert texts(view)[1:] == [agency, "2026年5月15日"]


@needs_fonts
@pytest.mark.parametrize("following", ["移送案件名称：示例案", "二、通报的问题"])
def test_a_full_line_of_one_field_does_not_take_in_what_begins_the_next(following: str) -> None:
    full = "法定代表人：" + "甲" * 18
    view = read_back(text("正文" * 60) + text(full, INDENT) + text(following, INDENT))
    assert texts(view)[1:] == [full, following]


@needs_fonts
def test_the_second_annex_is_no_second_line_of_the_first() -> None:
    annexes = ["附件：1.2026年第二批部门联合抽查事项和人员表", "2.2026年第二批部门联合抽查事项和人员表"]
    first, second = '<w:ind w:left="1600" w:hanging="960"/>', '<w:ind w:left="1600"/>'
    view = read_back(text("正文" * 60) + text(annexes[0], first) + text(annexes[1], second))
    assert texts(view)[1:] == annexes


@needs_fonts
def test_a_cell_that_runs_over_four_pages_is_one_cell() -> None:
    long = "".join(text(f"{n}.检查内容") for n in range(1, 100))
    label, value = (tc(content) for content in (text("检查内容"), long))
    (table,) = read_back(
        tbl(tr(label, value), properties=f"<w:tblBorders>{BORDERS}</w:tblBorders>", grid=(1500, 7000))
    ).tables()
    assert [(cell.row, cell.column) for cell in table.cells] == [(1, 1), (1, 2)]
    assert table.cells[1].text.split("\n") == [f"{n}.检查内容" for n in range(1, 100)]


def low_on_the_page(written: str, y: float) -> tuple[list[str], int]:
    """The body's texts and the number of footer lines of a page that ends with a ruled table at 80 points."""
    table = "0.5 w 60 80 400 600 re S 260 80 m 260 680 l S "
    words = shown("Title", 280, 720) + shown("left", 70, 300) + shown("right", 270, 300)
    view = read_pdf(saved(bare_pdf(table + words + shown(written, 60, y, 10) + shown("- 1 -", 280, 30, 10))))
    footers = [block for blocks in view.sections[0].footers.values() for block in blocks]
    return texts(view), len(footers)


def test_a_note_right_below_a_table_is_text_however_low_it_stands() -> None:
    body, footers = low_on_the_page("Note: keep this.", 58)
    assert "Note: keep this." in body
    assert footers == 1


def test_a_line_beside_the_page_number_is_of_the_footer() -> None:
    body, footers = low_on_the_page("Office of Example", 44)
    assert "Office of Example" not in body
    assert footers == 2


def test_a_number_typed_alike_on_every_page_is_of_the_footer_and_numbers_nothing() -> None:
    view = read_pdf(saved(bare_pdf(*(shown(word, 100, 700) + shown("- 1 -", 280, 80) for word in ("one", "two")))))
    (foot,) = view.sections[0].footers["default"]
    assert texts(view) == ["one", "two"]
    assert isinstance(foot, Paragraph)
    assert [(run.text, run.field) for run in foot.runs] == [("- 1 -", None)]


@pytest.mark.parametrize(("percent", "scale"), [(100, None), (60, None), (5, 5)])
def test_type_squeezed_beyond_any_face_is_told(percent: int, scale: int | None) -> None:
    view = read_pdf(saved(bare_pdf(shown("words", 100, 700, before=f"{percent} Tz"))))
    assert next(view.paragraphs()).runs[0].format.scale == scale
