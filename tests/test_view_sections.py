"""Sections: every one with its own page, its own or inherited headers and footers, and its blocks."""

from __future__ import annotations

import pytest
from docx_builder import docx_parts, p, packed, part, r, style, tbl, tc, tr, view

from docgen.reading import Outcome
from docgen.units import Length
from docgen.view.from_docx import read_docx
from docgen.view.look import PageSetup
from docgen.view.model import Paragraph, Section
from docgen.view.outline import outline

LANDSCAPE = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1531" w:bottom="1531"'
    ' w:left="1531" w:right="1531" w:header="850" w:footer="850" w:gutter="0"/></w:sectPr>'
)


def page_of(section: str, **parts: str) -> PageSetup:
    return view(p() + section, **parts).sections[0].page


def test_a_page_is_read_by_its_numbers_with_the_tolerances_of_a_docx() -> None:
    page = page_of(LANDSCAPE)
    assert (page.width.value, page.height.value) == (Length.of_twips(16838), Length.of_twips(11906))
    assert page.width.equals(Length.of_mm(297)) is Outcome.CONFORMS
    assert {side: reading.equals(Length.of_cm(2.7)) for side, reading in page.margin.items()} == dict.fromkeys(
        ("top", "bottom", "left", "right"), Outcome.CONFORMS
    )
    assert page.header is not None
    assert page.header.equals(Length.of_cm(1.5)) is Outcome.CONFORMS
    assert page.header.equals(Length.of_cm(1.6)) is Outcome.VIOLATES


def test_orientation_is_what_the_numbers_say() -> None:
    page = page_of('<w:sectPr><w:pgSz w:w="11906" w:h="16838" w:orient="landscape"/></w:sectPr>')
    assert page.width.value is not None
    assert page.height.value is not None
    assert page.width.value < page.height.value


def test_a_page_that_is_not_stated_cannot_be_told() -> None:
    page = page_of("<w:sectPr/>")
    assert page.width.equals(Length.of_mm(210)) is Outcome.UNDETERMINED
    assert page.margin["top"].equals(Length.of_cm(2.7)) is Outcome.UNDETERMINED


def test_measures_with_units_are_read_too() -> None:
    page = page_of('<w:sectPr><w:pgSz w:w="29.7cm" w:h="210mm"/><w:pgMar w:top="1in" w:left="72pt"/></w:sectPr>')
    assert (page.width.value, page.height.value) == (Length.of_cm(29.7), Length.of_cm(21))
    assert (page.margin["top"].value, page.margin["left"].value) == (Length.of_pt(72), Length.of_pt(72))


def test_a_negative_margin_is_as_wide_as_a_positive_one() -> None:
    page = page_of('<w:sectPr><w:pgMar w:top="-1531"/></w:sectPr>')
    assert page.margin["top"].value == Length.of_twips(1531)


def test_the_rest_of_a_section_is_read() -> None:
    page = page_of(
        '<w:sectPr><w:pgMar w:gutter="284"/><w:docGrid w:type="lines" w:linePitch="579"/><w:titlePg/>'
        '<w:pgNumType w:fmt="numberInDash" w:start="3"/><w:cols w:num="2" w:space="425"/></w:sectPr>',
        settings="<w:evenAndOddHeaders/>",
    )
    assert page.gutter is not None
    assert page.grid_pitch is not None
    assert (page.gutter.value, page.grid_type, page.grid_pitch.twips) == (Length.of_twips(284), "lines", 579)
    assert (page.different_first, page.odd_even) == (True, True)
    assert (page.number_format, page.number_start) == ("numberInDash", 3)
    assert (page.columns.count, page.columns.space.twips) == (2, 425)


@pytest.mark.parametrize(("size", "wider", "cell"), [(32, -849, 15.79), (21, 21680, 15.79), (32, 0, 16)])
def test_a_grid_of_characters_widens_those_of_the_default_size(size: int, wider: int, cell: float) -> None:
    plain = style("a", f'<w:rPr><w:sz w:val="{size}"/></w:rPr>', default=True)
    section = f'<w:sectPr><w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="{wider}"/></w:sectPr>'
    found = page_of(section, styles=plain).grid_cell
    assert found is not None
    assert (found[0].pt, round(found[1].pt, 2)) == (size / 2, cell)
    assert page_of(section.replace("linesAndChars", "lines"), styles=plain).grid_cell is None


def test_a_page_of_vertical_text_says_so() -> None:
    assert page_of('<w:sectPr><w:textDirection w:val="tbRl"/></w:sectPr>').direction == "tbRl"
    assert page_of('<w:sectPr><w:textDirection w:val="lrTb"/></w:sectPr>').direction is None
    assert "竖排" in outline(view(p(r("文")) + '<w:sectPr><w:textDirection w:val="tbRl"/></w:sectPr>'))


def test_a_file_without_sections_has_none() -> None:
    assert view(p(r("文"))).sections == ()


def test_every_section_has_its_own_page_and_blocks_know_theirs() -> None:
    portrait = LANDSCAPE.replace('w:w="16838" w:h="11906"', 'w:w="11906" w:h="16838"').replace(
        'w:top="1531"', 'w:top="1134"'
    )
    found = view(p(r("一")) + p(r("二"), LANDSCAPE) + tbl(tr("三")) + p(r("四")) + portrait)
    assert [section.page.margin["top"].value for section in found.sections] == [
        Length.of_twips(1531),
        Length.of_twips(1134),
    ]
    assert [paragraph.place.section for paragraph in found.paragraphs()] == [1, 1, 2, 2]
    assert [section.place.section for section in found.sections] == [1, 2]


def test_a_section_kept_of_a_tracked_change_or_in_a_cell_is_none() -> None:
    changed = LANDSCAPE.replace("</w:sectPr>", f'<w:sectPrChange w:id="1">{LANDSCAPE}</w:sectPrChange></w:sectPr>')
    found = view(tbl(tr(tc(p(r("一"), LANDSCAPE)))) + p(r("二")) + changed)
    assert len(found.sections) == 1
    assert [paragraph.place.section for paragraph in found.paragraphs()] == [1, 1]


# --- headers and footers


def furnished(body: str, **contents: str) -> tuple[Section, ...]:
    """The sections of a document whose header parts are called by the names of ``contents``."""
    related = {f"rId{name}": f"header {name}.xml" for name in contents}
    more = {f"word/{name}.xml": part("w:hdr", content) for name, content in contents.items()}
    return view(body, related=related, more=more).sections


def reference(name: str, kind: str = "default", place: str = "header") -> str:
    return f'<w:{place}Reference w:type="{kind}" r:id="rId{name}"/>'


def said(section: Section, kind: str) -> list[str]:
    blocks = {**section.headers, **section.footers}.get(kind, ())  # type: ignore[call-overload]
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def test_headers_and_footers_are_read_by_kind() -> None:
    section = f"<w:sectPr>{reference('a')}{reference('b', 'first')}{reference('c', 'even', 'footer')}</w:sectPr>"
    (found,) = furnished(p() + section, a=p(r("眉")), b=p(r("首")), c=p(r("脚")))
    assert {kind: said(found, kind) for kind in ("default", "first", "even")} == {
        "default": ["眉"], "first": ["首"], "even": ["脚"],
    }  # fmt: skip
    assert sorted(found.headers) == ["default", "first"]
    assert sorted(found.footers) == ["even"]


def test_what_a_section_does_not_state_is_that_of_the_one_before() -> None:
    first = f"<w:sectPr>{reference('a')}{reference('b', 'even')}</w:sectPr>"
    body = p("", first) + p() + f"<w:sectPr>{reference('c')}</w:sectPr>"
    one, two = furnished(body, a=p(r("甲")), b=p(r("乙")), c=p(r("丙")))
    assert (said(one, "default"), said(one, "even")) == (["甲"], ["乙"])
    assert (said(two, "default"), said(two, "even")) == (["丙"], ["乙"])
    assert two.headers["even"] is one.headers["even"]


def test_page_number_fields_of_a_footer_are_seen() -> None:
    footer = p(r("— ") + '<w:fldSimple w:instr="PAGE"/>' + r(" —"))
    (section,) = furnished(p() + f"<w:sectPr>{reference('a', 'default', 'footer')}</w:sectPr>", a=footer)
    (block,) = section.footers["default"]
    assert isinstance(block, Paragraph)
    assert [run.field for run in block.runs] == [None, "PAGE", None]


def test_a_header_that_is_not_there_is_empty() -> None:
    parts = docx_parts(p() + f"<w:sectPr>{reference('a')}</w:sectPr>", related={"rIda": "header gone.xml"})
    assert read_docx(packed(parts)).sections[0].headers == {"default": ()}
