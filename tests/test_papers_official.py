"""The official documents: red heads, the grid, levels, name and date, what stands at the foot, pages left and right."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from pdf_builder import lines_of, needs_fonts

from docgen.errors import RecordError
from docgen.make.papers import make_docx, make_pdf
from docgen.make.rows import read_rows
from docgen.signature_block import sealed, text_width, unsealed
from docgen.spec import load_profile
from docgen.spec.model import DocumentSpec
from docgen.units import Length
from docgen.validators.submission.classify import classify
from docgen.view import read_document
from docgen.view.fields import read_fields
from docgen.view.model import DocumentView, Paragraph, paragraphs_of
from docgen.view.roles import assign

NOTICE, LETTER, ISSUING = "national/notice", "national/letter", "wugang/issuing_notice"
CIRCULAR, TRANSFER, APPROVAL = "changchun/circular_letter", "changchun/case_transfer", "national/approval_form"
PROFILES = [load_profile(name) for name in ("changchun", "wugang")]

TYPE = Length.of_pt(16)
ADVANCE = Length.of_pt(15.75)
LINE = Length.of_mm(156)
RED = "FF0000"
every_letter = pytest.mark.parametrize("key", [LETTER, CIRCULAR, TRANSFER])
every_document = pytest.mark.parametrize("key", [NOTICE, ISSUING, LETTER, CIRCULAR, TRANSFER])


@cache
def law(key: str) -> DocumentSpec:
    return next(profile.documents[key] for profile in PROFILES if key in profile.documents)


def docx(key: str, **changed: Any) -> bytes:
    (row,) = read_rows(law(key).sample, law(key))
    return make_docx(law(key), {**row.values, **changed})


@cache
def made(key: str) -> DocumentView:
    return read_document(docx(key), "paper.docx")


@cache
def printed(key: str) -> bytes:
    return make_pdf(law(key), docx(key))


def with_role(view: DocumentView, key: str, role: str) -> list[Paragraph]:
    return list(assign(view, law(key)).found[role])


def one(view: DocumentView, key: str, role: str) -> Paragraph:
    (paragraph,) = with_role(view, key, role)
    return paragraph


def twips(reading: Any) -> int:
    return int(reading.value.twips)


def from_left(paragraph: Paragraph) -> float:
    """Where a paragraph of one line begins, in EMU from the left end of the text."""
    left, right = (int(indent.value) for indent in (paragraph.format.indent_left, paragraph.format.indent_right))  # type: ignore[union-attr,arg-type]
    width = text_width(paragraph.text, TYPE, ADVANCE - TYPE)
    spare = LINE - left - right - width
    return left + {"left": 0, "center": spare / 2, "right": spare}[str(paragraph.format.align)]


# ---- the grid


@needs_fonts
def test_a_page_holds_twenty_two_lines_of_twenty_eight_characters() -> None:
    pdf = make_pdf(law(NOTICE), docx(NOTICE, body=["检" * 27 + "查" * (28 * 60)]))
    lines = [found for found, left, _ in lines_of(pdf) if re.fullmatch("[检查]+", found)]
    assert {len(line) for line in lines[1:-1]} == {28}
    pages = read_document(pdf, "a.pdf").facts.pages or 0
    baselines = [baseline for found, _, baseline in lines_of(pdf) if re.fullmatch("[检查]+", found)]
    starts = [n for n in range(1, len(baselines)) if baselines[n] < baselines[n - 1]]
    assert pages > 2
    assert starts[1] - starts[0] == 22


# ---- heads


def test_the_head_of_a_notice_is_red_over_a_red_rule_as_wide_as_the_text() -> None:
    mark, number = one(made(NOTICE), NOTICE, "mark"), one(made(NOTICE), NOTICE, "document_number")
    assert {run.format.colour for run in mark.runs} == {RED}
    rule = dict(number.format.borders)["bottom"]
    assert (rule.style, rule.colour) == ("single", RED)
    assert (twips(number.format.indent_left), twips(number.format.indent_right)) == (0, 0)


@needs_fonts
def test_the_mark_of_a_notice_begins_35_mm_below_the_top_of_the_text() -> None:
    mark = next(read_document(printed(NOTICE), "a.pdf").paragraphs())
    top = min(run.bounds[1] for run in mark.runs if run.bounds)
    assert top.mm == pytest.approx(37 + 35, abs=2)


@needs_fonts
@every_letter
def test_the_mark_of_a_letter_begins_30_mm_below_the_edge_of_the_paper(key: str) -> None:
    mark = next(read_document(printed(key), "a.pdf").paragraphs())
    top = min(run.bounds[1] for run in mark.runs if run.bounds)
    assert top.mm == pytest.approx(30, abs=1.5)


@every_letter
def test_a_letter_has_double_rules_of_170_mm_thick_above_thin_and_at_the_foot_thin_above_thick(key: str) -> None:
    mark = one(made(key), key, "mark")
    assert mark.format.frame is not None
    assert mark.format.frame.width is not None
    assert mark.format.frame.width.mm == pytest.approx(170, abs=0.1)
    (foot,) = paragraphs_of(made(key).sections[0].footers["first"])
    assert LINE.twips - twips(foot.format.indent_left) - twips(foot.format.indent_right) == pytest.approx(
        Length.of_mm(170).twips, abs=4
    )
    styles = [dict(paragraph.format.borders)["bottom"].style for paragraph in (mark, foot)]
    assert styles == ["thickThinSmallGap", "thinThickSmallGap"]


@every_letter
def test_the_number_of_a_letter_stands_at_the_right_under_the_rule(key: str) -> None:
    number = next(p for p in made(key).paragraphs() if re.search("〔2026〕", p.text))
    assert number.format.align == "right"
    assert twips(number.format.indent_right) == 0


# ---- levels and annexes


def test_the_number_a_paragraph_begins_with_says_its_level_and_so_its_font() -> None:
    texts = [
        "一、抽查任务",
        "（一）抽查对象",
        "1.许可情况",
        "（1）证照",
        "十二、其他",
        "一是要有计划。",
        "（一）检查。应当记录。",
    ]
    view = read_document(docx(NOTICE, body=texts), "a.docx")
    fonts = {p.text: {run.format.east_asian.name for run in p.runs if run.format.east_asian} for p in view.paragraphs()}
    assert [fonts[text] for text in texts] == [
        {"黑体"}, {"楷体_GB2312"}, *[{"仿宋_GB2312"}] * 2, {"黑体"}, *[{"仿宋_GB2312"}] * 2,
    ]  # fmt: skip
    assert not any(run.format.bold for p in view.paragraphs() for run in p.runs)


def test_a_template_shows_every_level_though_it_says_nothing_yet() -> None:
    template = read_document(law(NOTICE).template)
    assert [len(with_role(template, NOTICE, level)) for level in ("heading_1", "heading_2")] == [1, 1]


def test_one_annex_has_no_number_and_several_have_one_each_hanging_on_the_name() -> None:
    alone = read_document(docx(NOTICE, attachments=["抽查任务表"]), "a.docx")
    assert one(alone, NOTICE, "annex_note").text == "附件：抽查任务表"
    several = made(NOTICE)
    note, rest = one(several, NOTICE, "annex_note"), with_role(several, NOTICE, "annex_list")
    assert [p.text[:2] for p in rest] == ["2.", "3."]
    assert note.text.startswith("附件：1.")
    assert {twips(p.format.indent_left) for p in (note, *rest)} == {6 * ADVANCE.twips}
    assert [twips(p.format.first_line) for p in (note, *rest)] == [-4 * ADVANCE.twips, *[-ADVANCE.twips] * len(rest)]


def test_without_annexes_copies_and_remark_nothing_is_left_of_them() -> None:
    view = read_document(docx(NOTICE, attachments=[], copied_to="", remark=""), "a.docx")
    assert not re.search("附件|抄送|（）", "".join(p.text for p in view.paragraphs()))
    (foot,) = view.tables()
    assert {border.width.pt for cell in foot.cells for _, border in cell.borders} == {1}


# ---- name and date


def test_under_a_seal_the_name_is_centred_on_the_date_four_characters_from_the_right() -> None:
    name, date = (one(made(NOTICE), NOTICE, role) for role in ("issued_by", "issued_on"))
    over, under = (text_width(p.text, TYPE, ADVANCE - TYPE) for p in (name, date))
    wanted = sealed(over, under, LINE, ADVANCE)
    assert from_left(name) == pytest.approx(wanted.name.left, abs=ADVANCE / 20)
    assert from_left(date) == pytest.approx(wanted.date.left, abs=ADVANCE / 20)


@pytest.mark.parametrize("agency", ["示例县市场监督管理局", "示例局"])
def test_without_a_seal_name_and_date_step_to_the_right(agency: str) -> None:
    view = read_document(docx(NOTICE, seal="不加盖印章", issued_by=agency), "a.docx")
    name, date = (one(view, NOTICE, role) for role in ("issued_by", "issued_on"))
    over, under = (text_width(p.text, TYPE, ADVANCE - TYPE) for p in (name, date))
    wanted = unsealed(over, under, LINE, ADVANCE)
    assert from_left(name) == pytest.approx(wanted.name.left, abs=ADVANCE / 20)
    assert from_left(date) == pytest.approx(wanted.date.left, abs=ADVANCE / 20)


def test_whether_there_is_a_seal_is_one_of_two_answers() -> None:
    with pytest.raises(RecordError, match="加盖印章、不加盖印章"):
        docx(NOTICE, seal="可能")


@needs_fonts
def test_a_name_of_two_lines_is_set_in_two_lines() -> None:
    lines = [found for found, _, _ in lines_of(printed(ISSUING))]
    at = lines.index("监管工作联席会议办公室")
    assert lines[at - 1] == "示例市部门联合“双随机、一公开”"


def test_there_is_room_for_a_seal_over_name_and_date() -> None:
    for key, name, date in ((NOTICE, "issued_by", "issued_on"), (CIRCULAR, "agency", "circular_on")):
        over, under = (one(made(key), key, role) for role in (name, date))
        lines = [int(p.format.line.amount.value or 0) for p in (over, under) if p.format.line]
        assert Length(int(over.format.before.value or 0) + sum(lines)).cm >= 4  # type: ignore[union-attr]


# ---- the foot


@needs_fonts
@pytest.mark.parametrize("paragraphs", range(1, 12))
def test_what_stands_at_the_foot_is_never_printed_over_the_text(paragraphs: int) -> None:
    body = ["检查结果在抽查工作结束之日起20个工作日内公示。"] * paragraphs
    pdf = make_pdf(law(NOTICE), docx(NOTICE, body=body, attachments=[], remark=""))
    view = read_document(pdf, "a.pdf")
    last = [p for p in view.paragraphs() if p.place.page == view.facts.pages]
    bounds = [(run.bounds[1], run.bounds[3]) for p in last for run in p.runs if run.bounds and run.text.strip()]
    tops = [top for top, _ in bounds]
    assert tops == sorted(tops)
    assert last[-1].text.endswith("印发")
    bottom = Length.of_mm(297) - max(low for _, low in bounds)
    assert bottom.mm == pytest.approx(35, abs=3)
    assert len({p.text for p in view.paragraphs() if p.text.startswith("抄送")}) == 1


def test_the_rules_at_the_foot_are_thick_thin_thick() -> None:
    (table,) = made(NOTICE).tables()
    assert table.frame is not None
    assert table.frame.down_align == "bottom"
    widths = [{side: border.width.pt for side, border in cell.borders} for cell in table.cells]
    assert widths[0]["top"] == widths[1]["bottom"] == 1
    assert widths[1]["top"] == 0.75


def test_a_paper_that_nobody_printed_has_no_rules_at_the_foot() -> None:
    view = read_document(docx(ISSUING, printed_by="", printed_on="", copied_to=""), "a.docx")
    assert not list(view.tables())


# ---- page numbers


@every_document
def test_odd_pages_are_numbered_at_the_right_and_even_ones_at_the_left(key: str) -> None:
    page = made(key).sections[0]
    assert page.page.odd_even
    (odd,), (even,) = (tuple(paragraphs_of(page.footers[kind])) for kind in ("default", "even"))
    assert (odd.format.align, even.format.align) == ("right", "left")
    assert (odd.format.indent_right_characters, even.format.indent_left_characters) == (1, 1)
    assert [re.sub(r"\d", "1", line.text) for line in (odd, even)] == ["— 1 —"] * 2


@needs_fonts
@every_document
def test_only_a_letters_first_page_has_no_number(key: str) -> None:
    pages = [number for number in ("— 1 —", "— 2 —") if number in [found for found, _, _ in lines_of(printed(key))]]
    assert pages == (["— 1 —", "— 2 —"] if key in (NOTICE, ISSUING) else ["— 2 —"])


@needs_fonts
def test_the_dash_of_the_page_number_lies_7_mm_below_the_text() -> None:
    lines = {found: baseline for found, _, baseline in lines_of(printed(NOTICE))}
    dash = Length.of_pt(lines["— 1 —"] - 14 * 0.3)  # a dash lies about that much of its size above the baseline
    assert (dash - Length.of_mm(297 - 35)).mm == pytest.approx(7, abs=0.5)


# ---- what they say


def test_a_letter_of_transfer_names_the_case_the_reason_and_the_basis_and_no_usual_basis() -> None:
    for name in ("case_name", "case_facts", "transfer_reason", "transfer_basis"):
        with pytest.raises(RecordError, match="必填"):
            docx(TRANSFER, **{name: ""})


def test_an_approval_asks_for_the_frequency_and_leaves_opinion_and_day_to_the_head() -> None:
    with pytest.raises(RecordError, match="必填"):
        docx(APPROVAL, frequency="")
    (form,) = made(APPROVAL).tables()
    beside = {cell.text: form.at(cell.row, cell.column + cell.column_span) for cell in form.cells}
    heights = {cell.text: form.rows[cell.row - 1].height for cell in form.cells}
    least = {"负责人审批意见": 2.0, "机关负责人签字": 2.0, "承办机构负责人签字": 2.0, "承办机构意见": 1.0}
    for label, room in least.items():
        value, height = beside[label], heights[label]
        assert value is not None
        assert value.text == ""
        assert height is not None
        assert height.cm >= room - 0.001


# ---- found by where they stand


@pytest.mark.parametrize(
    "name",
    ["四平市市场监督管理局", "二道区市场监督管理局", "示例市公安局交通警察总队", "示例县档案馆", "示例海关",
     "中国人民银行示例县支行", "示例经济技术开发区", "示例县烟草专卖局（公司）", "示例县气象局、示例县公安局"],
)  # fmt: skip
@pytest.mark.parametrize("key", [NOTICE, ISSUING, LETTER])
def test_the_name_over_the_date_is_found_whatever_it_is(key: str, name: str) -> None:
    view = read_document(docx(key, issued_by=name), "paper.docx")
    assert one(view, key, "issued_by").text == name
    assert read_fields(view, law(key))["issued_by"].text == name


@pytest.mark.parametrize("key", [NOTICE, ISSUING, LETTER])
def test_a_line_of_the_text_that_ends_like_a_name_is_text(key: str) -> None:
    body = ["通知如下。", "牵头单位：示例市市场监督管理局", "示例县公安局", "请执行。"]
    view = read_document(docx(key, body=body), "paper.docx")
    assert [paragraph.text for paragraph in with_role(view, key, "body")] == body


@pytest.mark.parametrize("addressee", ["各市场监督管理所", None])
def test_an_addressee_that_is_not_found_leaves_the_title_and_the_text_what_they_are(addressee: str | None) -> None:
    view = made(NOTICE)
    there = one(view, NOTICE, "addressee")
    instead = (replace(there, runs=(replace(there.runs[0], text=addressee),)),) if addressee else ()
    changed = (block for old in view.blocks for block in (instead if old is there else (old,)))
    spoiled = replace(view, blocks=tuple(changed))
    assert with_role(spoiled, NOTICE, "addressee") == []
    for role in ("title", "issued_by", "issued_on", "printed", "annex_list", "heading_1"):
        assert with_role(spoiled, NOTICE, role) == with_role(view, NOTICE, role)


@pytest.mark.parametrize("title", ["关于开展抽查的紧急通知", "关于做好抽查的补充通知", "抽查工作通知"])
def test_a_notice_is_known_by_what_notices_are_called(title: str) -> None:
    view = read_document(docx(NOTICE, title=title), "paper.docx")
    found = classify(replace(view, facts=replace(view.facts, mark=None)), PROFILES[0])
    assert found.document is law(NOTICE)
    assert read_fields(view, law(NOTICE))["title"].text == title


@pytest.mark.parametrize("key", [NOTICE, LETTER, ISSUING])
def test_a_document_is_not_made_without_its_text(key: str) -> None:
    with pytest.raises(RecordError, match="“正文”: 必填"):
        docx(key, body=None)
