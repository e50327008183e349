"""The papers themselves: slim templates that edit well, with room to write, to sign and to seal."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from sample_papers import law

from docgen.codes import check_digit
from docgen.make.papers import make_docx
from docgen.make.rows import read_rows
from docgen.spec import load_profile
from docgen.units import Length
from docgen.view import read_document
from docgen.view.model import Cell, DocumentView, Table

DOCUMENTS = sorted(load_profile("changchun").documents)
OF_HOUSEHOLDS = {"unit_name", "credit_code"}
HOUSEHOLD = [
    key for key, spec in sorted(load_profile("changchun").documents.items()) if spec.field.keys() >= OF_HOUSEHOLDS
]
every_document = pytest.mark.parametrize("key", DOCUMENTS)
every_numbered_document = pytest.mark.parametrize(
    "key", [key for key, spec in sorted(load_profile("changchun").documents.items()) if spec.page.page_number]
)
every_paper_of_a_household = pytest.mark.parametrize("key", HOUSEHOLD)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SLIM = 10_000


@cache
def sample(key: str) -> bytes:
    (row,) = read_rows(law(key).sample, law(key))
    return make_docx(law(key), row)


@cache
def made(key: str) -> DocumentView:
    return read_document(sample(key))


def template_part(key: str, name: str) -> etree._Element:
    with zipfile.ZipFile(law(key).template) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def row_height(key: str, label: str) -> Length:
    """The least height of the row whose label cell starts with ``label``."""
    for table in made(key).tables():
        for cell in table.cells:
            if re.sub(r"\s", "", cell.text).startswith(label):
                return table.rows[cell.row - 1].height or Length(0)
    raise AssertionError(f"no row {label}")


@every_document
@pytest.mark.parametrize("which", ["template", "sample"])
def test_template_and_sample_break_no_rule_of_the_format(key: str, which: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.docx"
    file.write_bytes(sample(key) if which == "sample" else law(key).template.read_bytes())
    # A theme is a convention of one office program, not a duty of the format (ECMA-376 Part 1 §11.3).
    faults = [f.description for f in OpenXmlValidator().validate(str(file)).errors if "/theme'" not in f.description]
    assert faults == []


@every_document
def test_a_template_carries_nothing_it_does_not_use(key: str) -> None:
    used = set(re.findall(r'w:(?:pStyle|tblStyle|rStyle) w:val="([^"]+)"', _whole_text(key)))
    styles = template_part(key, "styles").findall(f"{W}style")
    based_on = {found.get(f"{W}val") for style in styles for found in style.iter(f"{W}basedOn")}
    unused = {s.get(f"{W}styleId") for s in styles if not s.get(f"{W}default")} - used - based_on
    assert unused == set()
    assert law(key).template.stat().st_size < SLIM


def _whole_text(key: str) -> str:
    with zipfile.ZipFile(law(key).template) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))


@every_document
def test_every_font_a_paper_is_made_with_is_in_the_font_table(key: str) -> None:
    listed = {font.get(f"{W}name") for font in template_part(key, "fontTable")}
    assert {face for role in law(key).role.values() for face in role.font[:1]} <= listed


@every_document
def test_every_paragraph_has_an_exact_pitch(key: str) -> None:
    loose = [
        p.text for p in made(key).paragraphs() if p.text and (p.format.line is None or p.format.line.rule != "exact")
    ]
    assert loose == []


@every_document
def test_every_table_has_fixed_widths_that_fill_the_text_and_rows_that_can_grow(key: str) -> None:
    page = made(key).sections[0].page
    edges = [page.width.value, page.margin["left"].value, page.margin["right"].value]
    width, left, right = (edge.twips if edge is not None else 0 for edge in edges)
    for table in made(key).tables():
        assert table.layout == "fixed"
        assert abs(sum(column.twips for column in table.widths) - (width - left - right)) <= 20
        assert "exact" not in {row.height_rule for row in table.rows}


@every_numbered_document
def test_a_page_number_stands_last_at_the_foot(key: str) -> None:
    *_, line = made(key).sections[0].footers["default"]
    number = law(key).page.page_number
    assert number is not None
    named = [field for mark, field in (("{page}", "PAGE"), ("{pages}", "NUMPAGES")) if mark in number.form]
    assert [run.field for run in getattr(line, "runs", ()) if run.field] == named


@every_document
def test_a_sample_fills_every_placeholder_and_leaves_what_is_written_by_hand(key: str) -> None:
    text = "\n".join(paragraph.text for paragraph in made(key).paragraphs())
    assert "{" not in text
    assert "None" not in text
    (row,) = read_rows(law(key).sample, law(key))
    by_hand = [name for name, field in law(key).field.items() if field.filled == "by hand"]
    assert [name for name in by_hand if row.given(law(key), name) is not None] == []


@every_paper_of_a_household
def test_samples_speak_of_one_household_that_does_not_exist(key: str) -> None:
    (row,) = read_rows(law(key).sample, law(key))
    code = str(row.given(law(key), "credit_code"))
    assert row.given(law(key), "unit_name") == "示例一食品店"
    assert code[2:8] == "000000"
    assert code[-1] == check_digit(code)


def test_the_rubric_sheet_merges_the_three_rows_of_item_one_and_repeats_its_headings() -> None:
    (table,) = made("changchun/rubric_sheet").tables()
    assert [cell.row_span for cell in table.row(2)] == [3, 3, 3, 1]
    assert [cell.text for cell in column(table, 1)] == ["序号", *map(str, range(1, 9))]
    assert [row.header for row in table.rows] == [True] + [False] * (len(table.rows) - 1)


def column(table: Table, number: int) -> list[Cell]:
    return [cell for cell in table.cells if cell.column == number]


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("jilin/registration_form", "检查开始时间"),
        ("jilin/registration_form", "检查结束时间"),
        ("jilin/registration_form", "检查情况"),
        ("jilin/registration_form", "发现问题"),
        ("jilin/registration_form", "处理意见"),
        ("jilin/registration_form", "被检查单位意见"),
        ("jilin/registration_form", "备注"),
        ("changchun/inspection_notice", "送达方式"),
        ("changchun/inspection_notice", "签收时间"),
        ("changchun/advance_notice", "签收时间"),
    ],
)
def test_there_is_room_to_write_by_hand(key: str, label: str) -> None:
    assert row_height(key, label).cm >= 0.999


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("jilin/registration_form", "被检查单位签字（盖章）"),
        ("jilin/registration_form", "检查人员签字"),
        ("changchun/inspection_notice", "签收人"),
        ("changchun/inspection_notice", "送达人"),
        ("changchun/advance_notice", "签收人"),
    ],
)
def test_there_is_room_to_sign(key: str, label: str) -> None:
    assert row_height(key, label).cm >= 1.999


@pytest.mark.parametrize("key", ["changchun/inspection_notice", "changchun/advance_notice"])
def test_four_and_a_half_centimetres_are_free_for_the_seal(key: str) -> None:
    office, day = [p for p in made(key).paragraphs() if p.format.style in ("sign_agency", "sign_date")]
    spaces = [reading.value for p in (office, day) for reading in (p.format.before, p.format.after) if reading]
    lines = [p.format.line.amount.value for p in (office, day) if p.format.line]
    assert sum(length.cm for length in (*spaces, *lines) if length) >= 4.5


def test_the_notice_is_titled_exactly_as_the_rubric_names_it() -> None:
    first = next(made("changchun/inspection_notice").paragraphs())
    assert first.text == "长春市人民政府“双随机一公开”行政检查通知书"


def test_the_advance_notice_tells_items_contents_and_standards_apart() -> None:
    (table, _receipt) = made("changchun/advance_notice").tables()
    labels = [cell.text for cell in column(table, 1)]
    for label in ("抽查事项", "检查内容", "检查标准"):
        assert label in labels
