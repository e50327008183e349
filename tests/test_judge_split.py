"""Where in a file another paper begins: at its title, never where a paper is only named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from paper_builder import profile, spec, view

from docgen.spec.model import DocumentSpec, Profile
from docgen.validators.submission.split import parts_of, starts_in
from docgen.view.model import DocumentView, Opaque, Paragraph, Place

FIELDS = {
    "unit_name": {"label": "被检查单位", "required": True},
    "credit_code": {"label": "信用代码", "required": True},
    "agency": {"label": "检查机关", "required": True},
}


def kind(name: str, title: str) -> DocumentSpec:
    return spec(name, title, FIELDS, identify={"title": title})


NOTICE, FORM, RECORD = kind("notice", "行政检查通知书"), kind("form", "执法检查登记表"), kind("record", "现场检查记录")
LETTER = spec(
    "letter",
    "考核通知",
    FIELDS,
    identify={"title": "考核通知"},
    role={"annex_label": {"find": 'paragraphs matching "^附件"'}},
)
LAW = profile(NOTICE, FORM, RECORD, LETTER)
BODY = ("被检查单位：示例一食品店", "信用代码：92000000MA00000154", "检查机关：示例县市场监督管理局")


def paged(*pages: tuple[str, ...]) -> DocumentView:
    """A print of these pages."""
    lines = [(line, number) for number, page in enumerate(pages, start=1) for line in page]
    shown = view(*(line for line, _ in lines), kind="pdf", pages=len(pages))
    blocks = (
        replace(block, place=replace(block.place, page=page))
        for block, (_, page) in zip(shown.blocks, lines, strict=True)
    )
    return replace(shown, blocks=tuple(blocks))


def texts(seen: DocumentView, law: Profile = LAW) -> list[list[str]]:
    """The lines of each part."""
    return [[one.text for one in part.paragraphs()] for part in parts_of(seen, starts_in(seen, law))]


def first_lines(seen: DocumentView) -> list[str]:
    return [lines[0] for lines in texts(seen)]


def test_a_file_that_is_one_paper_stays_whole() -> None:
    seen = view(NOTICE.title, *BODY)
    assert starts_in(seen, LAW) == ()
    assert parts_of(seen, ()) == (seen,)


def test_a_print_of_several_papers_is_cut_at_the_pages_they_begin_on() -> None:
    seen = paged((NOTICE.title, *BODY), ("签收",), (FORM.title, *BODY), (RECORD.title, *BODY))
    assert [start.page for start in starts_in(seen, LAW)] == [3, 4]
    assert first_lines(seen) == [NOTICE.title, FORM.title, RECORD.title]
    assert texts(seen)[0] == [NOTICE.title, *BODY, "签收"]


def test_what_stands_above_a_title_on_its_page_is_its_own() -> None:
    seen = paged((NOTICE.title, *BODY), ("示例县市场监督管理局", "编号：7", FORM.title, *BODY))
    assert first_lines(seen) == [NOTICE.title, "示例县市场监督管理局"]


def test_places_stay_those_of_the_whole_file_and_pages_are_counted_by_part() -> None:
    seen = paged((NOTICE.title, *BODY), (FORM.title, *BODY), ("续",))
    first, second = parts_of(seen, starts_in(seen, LAW))
    assert (first.facts.pages, second.facts.pages) == (1, 2)
    assert (second.blocks[0].place.page, second.blocks[0].place.paragraph) == (2, 5)


def test_forms_typed_one_below_the_other_are_told_apart_by_their_fields() -> None:
    seen = view(NOTICE.title, *BODY, *("正文",) * 12, FORM.title, *BODY)
    assert first_lines(seen) == [NOTICE.title, FORM.title]
    assert first_lines(view(NOTICE.title, *BODY, *("正文",) * 12, FORM.title, "说明")) == [NOTICE.title]


def test_a_page_break_begins_a_page_in_a_file_that_knows_none() -> None:
    plain = view(NOTICE.title, *BODY, "示例县市场监督管理局", FORM.title, *BODY)
    (start,) = starts_in(plain, LAW)
    assert start.block == 5
    broken = [
        replace(block, format=replace(block.format, page_break_before=True))
        if isinstance(block, Paragraph) and block.text == "示例县市场监督管理局"
        else block
        for block in plain.blocks
    ]
    (start,) = starts_in(replace(plain, blocks=tuple(broken)), LAW)
    assert start.block == 4


@pytest.mark.parametrize(
    "page",
    [
        ("卷内目录", "1.执法检查登记表", "2.现场检查记录"),
        ("随附执法检查登记表一份",),
        ("执法检查登记表",),
        ("执法检查登记表（续）", *BODY),
        ("现场照片", "见《执法检查登记表》"),
    ],
)
def test_a_paper_that_is_only_named_and_a_page_that_goes_on_begin_none(page: tuple[str, ...]) -> None:
    assert first_lines(paged((NOTICE.title, *BODY), page)) == [NOTICE.title]


def test_an_annex_stays_with_the_letter_it_belongs_to() -> None:
    assert first_lines(paged((LETTER.title, *BODY), ("附件1", FORM.title, *BODY))) == [LETTER.title]
    assert first_lines(paged(("情况说明",), ("附件1", FORM.title, *BODY))) == ["情况说明", "附件1"]


def test_two_papers_of_one_kind_are_two_and_a_title_set_again_is_not() -> None:
    assert first_lines(paged((FORM.title, *BODY), (FORM.title, *BODY))) == [FORM.title, FORM.title]
    assert first_lines(paged((FORM.title, *BODY), (FORM.title, "检查情况"))) == [FORM.title]


def test_pages_without_text_lie_with_a_paper_and_are_still_unread() -> None:
    seen = paged((NOTICE.title, *BODY), (FORM.title, *BODY))
    scan = Opaque("整页图片", Place(section=1, page=3))
    seen = replace(seen, blocks=(*seen.blocks, scan), facts=replace(seen.facts, pages=3, scanned=(3,)))
    first, second = parts_of(seen, starts_in(seen, LAW))
    assert (first.facts.scanned, second.facts.scanned) == ((), (3,))
    assert second.facts.pages == 2


def test_the_mark_of_the_template_speaks_for_the_first_paper_only() -> None:
    seen = paged((NOTICE.title, *BODY), (FORM.title, *BODY))
    seen = replace(seen, facts=replace(seen.facts, mark=NOTICE.key))
    assert [part.facts.mark for part in parts_of(seen, starts_in(seen, LAW))] == [NOTICE.key, None]


def test_a_year_before_a_title_is_no_number_of_a_list() -> None:
    assert first_lines(paged((NOTICE.title, *BODY), ("2026年度执法检查登记表", *BODY))) == [
        NOTICE.title,
        "2026年度执法检查登记表",
    ]
