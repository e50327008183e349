"""What the print owes the view: its page, its lines, its furniture, its tables, and no character lost."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdf_builder
import pikepdf
import pytest
from docx_builder import part, tbl, tc, tr
from paper_builder import spec
from pdf_builder import (
    FREE,
    PAGE,
    field,
    line,
    lines_of,
    needs_fonts,
    printed,
    printed_view,
    read_back,
    run,
    text,
    texts,
    viewed,
)  # fmt: skip

from docgen.errors import FontMissing, TemplateError
from docgen.make.faces import FaceCabinet, cabinet
from docgen.reading import Outcome
from docgen.spec import load_fonts
from docgen.units import Length
from docgen.view import read_document
from docgen.view.look import Border
from docgen.view.model import DocumentView, Paragraph, Picture, Section

pytestmark = needs_fonts

A_PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
FURNITURE = "".join(
    f'<w:{place}Reference w:type="{kind}" r:id="{place}-{kind}"/>'
    for place in ("header", "footer")
    for kind in ("default", "even", "first")
)


def furniture(**written: str) -> dict[str, Any]:
    """Parts for headers and footers: ``footer_even="…"`` is the content of the footer of even pages."""
    parts = {name.replace("_", "-"): content for name, content in written.items()}
    return {
        "related": {key: f"{key.split('-')[0]} {key}.xml" for key in parts},
        "more": {
            f"word/{key}.xml": part(f"w:{key[0]}{'dr' if key[0] == 'h' else 'tr'}", c) for key, c in parts.items()
        },
    }


def references(*keys: str) -> str:
    return "".join(
        f'<w:{place}Reference w:type="{kind}" r:id="{place}-{kind}"/>'
        for place, kind in (key.split("-") for key in keys)
    )


def section(view: DocumentView) -> Section:
    (only,) = view.sections
    return only


def content(pdf: bytes, page: int = 0) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return opened.pages[page].Contents.read_bytes()


# Pages


def test_the_page_is_as_large_as_the_section_says() -> None:
    page = section(read_back(text("正文"), '<w:pgSz w:w="16838" w:h="11906"/>')).page
    assert page.width.equals(Length.of_mm(297)) is Outcome.CONFORMS
    assert page.height.equals(Length.of_mm(210)) is Outcome.CONFORMS


def test_text_starts_at_the_margins_the_view_has_and_nothing_of_css_comes_in_between() -> None:
    ((_, left, _), *_) = lines_of(printed(text("正文" * 40)))
    assert left == pytest.approx(Length.of_twips(1531).pt, abs=0.1)


def test_a_gutter_moves_the_left_margin() -> None:
    page = PAGE.replace('w:gutter="0"', 'w:gutter="567"')
    ((_, left, _),) = lines_of(printed(text("正文"), page))
    assert left == pytest.approx(Length.of_twips(1531 + 567).pt, abs=0.1)


def test_each_section_has_a_page_of_its_own() -> None:
    first = f"<w:p><w:pPr><w:sectPr>{PAGE}</w:sectPr></w:pPr>{run('竖')}</w:p>"
    view = read_back(first + text("横"), '<w:pgSz w:w="16838" w:h="11906"/>')
    assert [round(each.page.width.value.mm) for each in view.sections if each.page.width.value] == [210, 297]
    assert [block.place.section for block in view.blocks] == [1, 2]


def test_an_exact_pitch_is_exact_with_every_face_and_size_in_the_line() -> None:
    mixed = run("喆镕☐☑", "") + run("大", '<w:sz w:val="44"/>') + run("2", '<w:vertAlign w:val="superscript"/>')
    baselines = [y for _, _, y in lines_of(printed(line(run("字" * 60), mixed, run("字" * 60))))]
    gaps = {round(below - above, 1) for above, below in pairwise(baselines)}
    assert gaps == {28.0}


def test_twenty_two_lines_stand_on_a_page_that_has_room_for_twenty_two() -> None:
    page = (
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="850" w:footer="850"/>'
    )
    widowed = '<w:widowControl w:val="0"/>'
    body = "".join(
        f'<w:p><w:pPr><w:spacing w:line="579" w:lineRule="exact"/>{widowed}</w:pPr>{run("第一行" + "字" * 40)}</w:p>'
        for _ in range(15)
    )
    view = read_document(printed(body, page), "a.pdf")
    pages = [number for paragraph in view.paragraphs() for number in [paragraph.place.page]]
    counted = [y for _, _, y in lines_of(printed(body, page))]
    first_page = next(n for n, (a, b) in enumerate(pairwise(counted), start=1) if b < a)
    assert first_page == 22
    assert set(pages) == {1, 2}


def test_an_empty_paragraph_is_as_high_as_its_mark() -> None:
    empty = '<w:p><w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr></w:p>'
    (_, _, above), (_, _, below) = lines_of(printed(text("上") + empty + text("下")))
    assert below - above == pytest.approx(56, abs=0.1)


def test_a_page_break_starts_a_page_and_the_mark_after_it_takes_no_line() -> None:
    pdf = printed(line(run("前"), A_PAGE_BREAK, run("后")) + line(A_PAGE_BREAK) + text("再后"))
    view = read_document(pdf, "a.pdf")
    assert [(p.text, p.place.page) for p in view.paragraphs()] == [("前", 1), ("后", 2), ("再后", 3)]
    (_, _, first), (_, _, second), (_, _, third) = lines_of(pdf)
    assert first == pytest.approx(second, abs=0.1) == pytest.approx(third, abs=0.1)


def test_a_paragraph_that_begins_a_page_does() -> None:
    view = read_back(text("前") + text("后", "<w:pageBreakBefore/>"))
    assert [p.place.page for p in view.paragraphs()] == [1, 2]


def test_framed_paragraphs_stay_together_in_the_text() -> None:
    frame = '<w:framePr w:w="8800" w:hAnchor="margin" w:vAnchor="page" w:y="14000"/>'
    body = "".join(text("字") for _ in range(23)) + text("抄送", frame) + text("印发", frame)
    view = read_back(body)
    assert {p.place.page for p in view.paragraphs() if p.text in ("抄送", "印发")} == {2}


# Lines


def test_indents_in_characters_are_multiples_of_the_text() -> None:
    ((_, left, _),) = lines_of(printed(text("正文", '<w:ind w:firstLineChars="200" w:firstLine="10"/>')))
    assert left == pytest.approx(Length.of_twips(1531).pt + 32, abs=0.1)


def test_no_line_begins_with_closing_punctuation_or_ends_with_an_opening_one() -> None:
    written = "检查人员不少于两人，检查时应当主动出示行政执法证件；未出示的，你单位“有权”拒绝（接受）检查。" * 6
    lines = [found for found, _, _ in lines_of(printed(text(written)))]
    assert not [found for found in lines if found[0] in "，。；、：”）》" or found[-1] in "“（《"]


def test_the_characters_of_a_justified_line_keep_their_own_width() -> None:
    pdf = printed(text("考核细则以word形式填写，A4纸横向" * 9, '<w:jc w:val="both"/>'))
    bare = printed(text("考核细则以word形式填写，A4纸横向" * 9))
    assert lines_of(pdf) == lines_of(bare)


def test_a_tab_goes_to_its_stop() -> None:
    stops = '<w:tabs><w:tab w:val="center" w:pos="4400"/><w:tab w:val="right" w:leader="dot" w:pos="8800"/></w:tabs>'
    tab = "<w:r><w:tab/></w:r>"
    (found,) = read_back(line(run("左"), tab, run("中"), tab, run("右"), properties=stops)).paragraphs()
    bounds = [run.bounds for run in found.runs if run.bounds]
    assert bounds[0][2].pt == pytest.approx(Length.of_twips(1531 + 8800).pt, abs=0.5)


def test_white_space_typed_by_a_writer_is_kept() -> None:
    lefts = []
    for gap in ("", " ", "     ", "　　"):
        *_, last = read_back(line(run(f"甲{gap}"), run("乙", '<w:color w:val="FF0000"/>'))).paragraphs().__next__().runs
        assert last.bounds is not None
        lefts.append(last.bounds[0].pt)
    none, one, five, wide = lefts
    assert five - none == pytest.approx(5 * (one - none), abs=0.2)
    assert wide - none == pytest.approx(32, abs=0.2)


def test_colour_borders_and_shading_are_drawn() -> None:
    properties = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="FF0000"/></w:pBdr>'
    pdf = printed(line(run("红头", '<w:color w:val="FF0000"/>'), properties=properties))
    (found,) = read_document(pdf, "a.pdf").paragraphs()
    assert found.runs[0].format.colour == "FF0000"
    assert re.search(rb"1 0 0 RG|1 0 0 rg[^B]*re", content(pdf))


def test_bold_is_printed_bold_though_the_face_has_no_bold() -> None:
    (bold, plain) = read_back(line(run("加粗", "<w:b/>")) + text("不加粗")).paragraphs()
    assert (bold.runs[0].format.bold, plain.runs[0].format.bold) == (True, None)


def test_hidden_and_deleted_text_is_not_printed() -> None:
    deleted = "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
    assert texts(read_back(line(run("甲"), run("藏", "<w:vanish/>"), deleted, run("乙")))) == ["甲乙"]


def test_data_is_text_and_never_markup() -> None:
    written = "甲&lt;乙&gt;&amp;丙“丁”=1+1 &lt;b&gt;粗&lt;/b&gt;&amp;nbsp;"
    assert texts(read_back(text(written))) == ["甲<乙>&丙“丁”=1+1 <b>粗</b>&nbsp;"]


def test_characters_beyond_the_basic_plane_are_kept() -> None:
    assert texts(read_back(text("𠮷野家😀店"))) == ["𠮷野家😀店"]


def test_a_long_word_is_broken_rather_than_lost() -> None:
    written = "A1" * 150
    assert texts(read_back(text(written))) == [written]


# Page furniture


def test_headers_and_footers_stand_at_their_distance_and_count_pages() -> None:
    footer = line(
        run("第"), field("PAGE"), run("页共"), field("NUMPAGES"), run("页"), properties='<w:jc w:val="center"/>'
    )
    body = text("一") + text("二", "<w:pageBreakBefore/>")
    pdf = printed(body, references("footer-default") + PAGE, **furniture(footer_default=footer))
    view = read_document(pdf, "a.pdf")
    assert texts(view) == ["一", "二"]
    (block,) = section(view).footers["default"]
    assert isinstance(block, Paragraph)
    assert [(found.text, found.field) for found in block.runs] == [
        ("第", None), ("1", "PAGE"), ("页共", None), ("2", "NUMPAGES"), ("页", None),
    ]  # fmt: skip
    assert block.format.align == "center"
    feet = [(written, y) for written, _, y in lines_of(pdf) if written.startswith("第")]
    assert [written for written, _ in feet] == ["第1页共2页", "第2页共2页"]
    assert 841.9 - 42.5 - 28 < feet[0][1] < 841.9 - 42.5


def test_a_margin_narrower_than_the_footer_is_from_the_edge_makes_room_for_it() -> None:
    narrow = references("footer-default") + PAGE.replace('w:bottom="1531"', 'w:bottom="400"')
    heights = [
        next(y for written, _, y in lines_of(printed(text("正文"), page, **furniture(footer_default=text("页脚"))))
             if written == "页脚")
        for page in (references("footer-default") + PAGE, narrow)
    ]  # fmt: skip
    assert heights[0] == pytest.approx(heights[1], abs=0.5)


def test_first_even_and_other_pages_have_their_own() -> None:
    body = "".join(text(f"第{number}页的正文", "<w:pageBreakBefore/>") for number in range(1, 5))
    page = references("footer-default", "footer-even", "footer-first") + PAGE + "<w:titlePg/>"
    parts = furniture(footer_default=text("奇数页"), footer_even=text("偶数页"), footer_first=text("首页"))
    pdf = printed(body, page, settings="<w:evenAndOddHeaders/>", **parts)
    assert [written for written, _, y in lines_of(pdf) if y > 750] == ["首页", "偶数页", "奇数页", "偶数页"]


def test_a_first_page_without_its_own_footer_has_none() -> None:
    body = text("一") + text("二", "<w:pageBreakBefore/>")
    page = references("footer-default") + PAGE + "<w:titlePg/>"
    pdf = printed(body, page, **furniture(footer_default=text("页脚")))
    assert [written for written, _, _ in lines_of(pdf)] == ["一", "二", "页脚"]


@pytest.mark.parametrize(
    ("form", "written"),
    [("decimal", "7"), ("numberInDash", "- 7 -"), ("upperRoman", "VII"), ("chineseCounting", "七")],
)
def test_page_numbers_start_and_look_as_the_section_says(form: str, written: str) -> None:
    page = references("footer-default") + PAGE + f'<w:pgNumType w:fmt="{form}" w:start="7"/>'
    pdf = printed(text("正文"), page, **furniture(footer_default=line(field("PAGE"))))
    assert [found for found, _, y in lines_of(pdf) if y > 750] == [written]


# Tables

BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
RULED = f'<w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'


def cell(written: str, properties: str = "") -> str:
    return tc(text(written), properties)


def test_columns_spans_and_heights_are_those_of_the_view() -> None:
    rows = (
        tr(cell("合并", '<w:vMerge w:val="restart"/>'), cell("跨列", '<w:gridSpan w:val="2"/>')),
        tr(cell("", "<w:vMerge/>"), cell("乙"), cell("丙"), properties='<w:trHeight w:val="1134" w:hRule="atLeast"/>'),
    )
    (table,) = read_back(tbl(*rows, properties=RULED, grid=(2000, 3000, 3000))).tables()
    assert [width.twips for width in table.widths] == pytest.approx([2000, 3000, 3000], abs=10)
    assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells] == [
        (1, 1, 2, 1, "合并"), (1, 2, 1, 2, "跨列"), (2, 2, 1, 1, "乙"), (2, 3, 1, 1, "丙"),
    ]  # fmt: skip
    height = table.rows[1].height
    assert height is not None
    assert height.twips == pytest.approx(1134, abs=12)


def test_heading_rows_are_repeated_and_a_row_may_be_kept_whole() -> None:
    heading = tr(cell("序号"), cell("内容"), properties="<w:tblHeader/>")
    rows = [tr(cell(str(n)), cell("字" * 120), properties="<w:cantSplit/>") for n in range(1, 9)]
    pdf = printed(tbl(heading, *rows, properties=RULED, grid=(1500, 7000)))
    assert sum(written.startswith("序号") for written, _, _ in lines_of(pdf)) > 1
    (table,) = read_document(pdf, "a.pdf").tables()
    assert [c.text for c in table.cells if c.column == 1] == ["序号", *(str(n) for n in range(1, 9))]
    assert table.rows[0].header
    pages = [{p.place.page for p in c.paragraphs()} for c in table.cells if c.column == 2]
    assert all(len(found) == 1 for found in pages)


@pytest.mark.parametrize("repeated", ["", "<w:tblHeader/>"], ids=["plain", "repeated"])
@pytest.mark.parametrize("filled", [22, 23])
def test_a_heading_row_never_ends_a_page(repeated: str, filled: int) -> None:
    heading = tr(cell("告知事项", '<w:gridSpan w:val="2"/>'), properties=repeated)
    form = tbl(heading, tr(cell("单位"), cell("甲")), tr(cell("地址"), cell("乙")), properties=RULED, grid=(1500, 7000))
    view = read_back(text("文") * filled + form)
    (table,) = view.tables()
    pages = {paragraph.text: paragraph.place.page for paragraph in view.paragraphs()}
    assert len(table.rows) == 3
    assert pages["告知事项"] == pages["单位"]


def test_a_nested_table_stands_in_its_cell() -> None:
    inner = tbl(tr(cell("内一"), cell("内二")), properties=RULED, grid=(1000, 1000))
    outer = tbl(tr(cell("外"), tc(text("前") + inner + text("后"))), properties=RULED, grid=(2000, 5000))
    (table,) = read_back(outer).tables()
    assert [p.text for p in table.cells[1].paragraphs()] == ["前", "内一", "内二", "后"]


# Faces


def test_a_stand_in_is_embedded_under_its_own_name() -> None:
    (found,) = read_back(text("正文")).paragraphs()
    face = found.runs[0].format.east_asian
    assert face is not None
    assert face.embedded
    assert face.name == load_fonts().stand_in(pdf_builder.FANG) == face.claimed


def test_a_character_the_stand_in_lacks_is_drawn_by_a_fallback() -> None:
    (found,) = read_back(text("王喆☐")).paragraphs()
    assert found.text == "王喆☐"
    drawn = {run.format.east_asian.name for run in found.runs if run.format.east_asian}
    assert len(drawn) == 3


def test_a_character_no_face_has_is_refused_with_its_place() -> None:
    body = tbl(tr(cell("甲"), cell("乙\U0002fa1d\U000f1234")), properties=RULED, grid=(2000, 3000))
    with pytest.raises(FontMissing) as refused:
        printed(body)
    assert "U+F1234" in str(refused.value)
    assert "第1表第1行第2列" in str(refused.value)


def test_without_substitutes_a_missing_font_is_refused_by_name() -> None:
    faces = FaceCabinet(cabinet().folders[:1], load_fonts())
    with pytest.raises(FontMissing, match=pdf_builder.FANG):
        printed_view(viewed(text("正文")), substitute=False, faces=faces)


def test_without_any_fonts_the_way_to_get_them_is_named(tmp_path: Path) -> None:
    with pytest.raises(FontMissing, match="make fonts"):
        printed_view(viewed(text("正文")), faces=FaceCabinet((tmp_path,), load_fonts()))


def test_a_font_that_is_on_the_machine_needs_no_stand_in() -> None:
    wanted = next(iter(load_fonts().fallback))
    assert load_fonts().canonical(cabinet().face(wanted, substitute=False).name) == wanted


# What is refused, and what stays the same


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda p: replace(p, aside="text_box"), "文本框"),
        (lambda p: replace(p, pictures=(Picture(Length(1), Length(1), description="印章"),)), "图片印章"),
        (lambda p: replace(p, runs=(replace(p.runs[0], format=replace(p.runs[0].format, scale=66)),)), "缩放为66%"),
    ],
)
def test_what_cannot_be_printed_as_it_is_is_refused(spoil: object, named: str) -> None:
    view = viewed(text("正文"))
    (paragraph,) = view.blocks
    with pytest.raises(TemplateError, match=named):
        printed_view(replace(view, blocks=(spoil(paragraph),)))  # type: ignore[operator]


def test_charts_and_vertical_text_are_refused_all_at_once() -> None:
    chart = "<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>"
    upright = tbl(tr(cell("竖", '<w:textDirection w:val="tbRl"/>')), properties=RULED, grid=(2000,))
    with pytest.raises(TemplateError) as refused:
        printed(chart + upright)
    assert "竖排文字" in str(refused.value)
    assert len(refused.value.problems) >= 2


def test_a_page_of_vertical_text_is_refused() -> None:
    view = viewed(text("正文"))
    (section,) = view.sections
    turned = replace(section, page=replace(section.page, direction="tbRl"))
    with pytest.raises(TemplateError, match="竖排文字"):
        printed_view(replace(view, sections=(turned,)))


def test_the_same_view_gives_the_same_bytes_without_a_date() -> None:
    body = text("正文") + tbl(tr(cell("喆"), cell("☐")), properties=RULED, grid=(2000, 3000))
    assert printed(body) == printed(body)
    with pikepdf.open(BytesIO(printed(body))) as pdf:
        assert not [key for key in pdf.docinfo if "Date" in key]


def test_the_print_bears_the_title_the_mark_and_the_program() -> None:
    view = viewed(text("正文"))
    pdf = printed_view(replace(view, facts=replace(view.facts, mark="changchun/rubric_sheet")))
    assert read_document(pdf, "a.pdf").facts.mark == "changchun/rubric_sheet"
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.docinfo["/Title"] == FREE.title
        assert str(opened.docinfo["/Creator"]).startswith("docgen ")


def test_what_the_law_states_of_a_role_is_printed_whatever_the_view_says() -> None:
    law = spec("sheet", role={"title": {"find": "first text", "font": "黑体", "size": "22pt", "line": "exactly 30pt"}})
    (found,) = read_back(text("标题"), law=law).paragraphs()
    look = found.runs[0].format
    assert look.size is not None
    assert look.size.equals(Length.of_pt(22)) is Outcome.CONFORMS
    assert look.east_asian is not None
    assert look.east_asian.name == load_fonts().stand_in("黑体")


def test_a_double_border_is_drawn_as_wide_as_its_two_strokes_and_their_gap() -> None:
    from docgen.make.css import border_style

    style = border_style({"top": Border("double", Length.of_pt(0.5))})
    assert style == {"border-top": "1.5pt double black"}
