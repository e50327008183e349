"""``docgen template draft``: a plain template that has everything its law names."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator

from docgen.errors import SpecError
from docgen.make.compile import compile_bytes
from docgen.make.draft import draft
from docgen.make.stamp import stamp
from docgen.spec import load_profile
from docgen.spec.model import Clause, DocumentSpec
from docgen.units import Length
from docgen.view import read_document
from docgen.view.model import DocumentView, paragraphs_of
from docgen.view.roles import assign

DOCUMENTS = sorted(load_profile("changchun").documents)
every_document = pytest.mark.parametrize("key", DOCUMENTS)

HOUSE = Clause(key="house", sentence="本单位版式。", source="本单位模板", edition="现行", basis="house")


def law(**parts: Any) -> DocumentSpec:
    """A law of the test's own: a letter with one body role, and whatever ``parts`` add."""
    stated: dict[str, Any] = {
        "title": "关于检查的函",
        "identify": {"title": "函"},
        "role": {
            "title": {"find": "first text", "font": "黑体", "size": "22pt", "align": "center"},
            "body": {"find": "the rest", "font": "仿宋", "size": "16pt", "line": "exactly 28pt"},
        },
        "page": {"paper": "A4", "orientation": "portrait", "margin": "2.5cm", "header": "1.5cm", "footer": "1.5cm"},
    }
    fixed = {"key": "test/letter", "profile": "test", "clause": "house", "clauses": {"house": HOUSE}, "folder": Path()}
    return DocumentSpec.model_validate({**stated, **parts, **fixed})


@cache
def shipped(key: str) -> DocumentSpec:
    found = load_profile("changchun").document(key)
    assert found is not None
    return found


@cache
def drafted(key: str) -> DocumentView:
    return read_document(draft(shipped(key)))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def texts(view: DocumentView) -> list[str]:
    return [paragraph.text for paragraph in view.paragraphs() if paragraph.text]


@every_document
def test_a_draft_holds_a_placeholder_for_every_field_and_no_other(key: str) -> None:
    asked = {placeholder.name for placeholder in compile_bytes(draft(shipped(key))).placeholders}
    assert asked == set(shipped(key).field)


@every_document
def test_a_draft_shows_the_reader_every_role_that_needs_no_wording_of_its_own(key: str) -> None:
    found = assign(drafted(key), shipped(key)).found
    plain = {name for name, role in shipped(key).role.items() if role.find.kind not in ("rest", "other_rows")}
    assert {name for name in plain if not found.get(name)} == set()


@every_document
def test_a_draft_has_the_page_of_its_law(key: str) -> None:
    page = drafted(key).sections[0].page
    stated = shipped(key).page
    for side, margin in page.margin.items():
        assert margin.value is not None
        assert margin.value.twips == stated.margin[side].length.twips
    assert page.width.value is not None
    assert page.height.value is not None
    assert (page.width.value > page.height.value) == (stated.orientation == "landscape")


@every_document
def test_a_draft_is_the_same_bytes_every_time(key: str) -> None:
    assert draft(shipped(key)) == draft(shipped(key))


@every_document
def test_a_draft_breaks_no_rule_of_the_format(key: str, tmp_path: Path) -> None:
    file = tmp_path / "draft.docx"
    file.write_bytes(draft(shipped(key)))
    # A theme is a convention of one office program, not a duty of the format (ECMA-376 Part 1 §11.3).
    faults = [f.description for f in OpenXmlValidator().validate(str(file)).errors if "/theme'" not in f.description]
    assert faults == []


def test_columns_become_a_table_whose_headings_are_repeated_and_whose_rows_are_a_loop() -> None:
    table = next(drafted("changchun/rubric_sheet").tables())
    assert [cell.text for cell in table.row(1)] == ["序号", "考核内容", "分值", "评分标准"]
    assert table.rows[0].header
    assert [cell.text for cell in table.row(3)][1] == '{{ row["考核内容"] }}'
    assert len(set(table.widths)) == 1


def test_fields_become_a_form_of_label_and_placeholder_where_the_law_knows_table_cells() -> None:
    table = next(drafted("jilin/registration_form").tables())
    beside = {left.text: right.text for left, right in zip(table.cells[::2], table.cells[1::2], strict=True)}
    assert beside["被检查单位"] == "{{ unit_name }}"
    assert beside["检查事项"] == "{%p for item in items %}\n{{ item }}\n{%p endfor %}"
    assert "{{ person.name }}（{{ person.number }}）" in beside["检查人员"]


def test_a_cell_that_has_a_role_of_its_own_is_set_in_it() -> None:
    role = {
        "code": {"find": 'cell "统一社会信用代码"', "font": "黑体", "size": "14pt"},
        "form": {"find": "every table, other rows", "font": "仿宋", "size": "12pt"},
    }
    spec = law(role=role, field={"name": {"label": "名称"}, "credit_code": {"label": "统一社会信用代码"}})
    data = draft(spec)
    assert [paragraph.text for paragraph in assign(read_document(data), spec).found["code"]] == ["{{ credit_code }}"]
    assert stamp(spec, data).changes == ()


def test_a_role_of_the_header_stands_in_the_header() -> None:
    role = {"office": {"find": "header", "font": "黑体"}, "body": {"find": "the rest", "font": "仿宋"}}
    section = read_document(draft(law(role=role, field={"office": {"label": "检查机关"}}))).sections[0]
    assert [paragraph.text for paragraph in paragraphs_of(section.headers["default"])] == ["{{ office }}"]


def test_a_law_without_tables_becomes_lines() -> None:
    spec = law(field={"unit_name": {"label": "被检查单位"}, "items": {"label": "检查事项", "type": "items"}})
    view = read_document(draft(spec))
    assert list(view.tables()) == []
    assert texts(view)[:3] == ["关于检查的函", "被检查单位：{{ unit_name }}", "检查事项："]


def test_a_field_whose_place_the_law_writes_out_stands_in_that_place() -> None:
    spec = law(field={"weight": {"label": "权重", "where": r'text matching "权重[：:]\s*(?P<value>\d+)\s*分"'}})
    assert "权重：{{ weight }}分" in texts(read_document(draft(spec)))


def test_signatures_become_lines_at_the_end() -> None:
    spec = law(signature=[{"who": "检查人员", "count": 2}, {"who": "被检查单位", "kind": "签字或盖章"}])
    assert [line.split("：")[0] for line in texts(read_document(draft(spec)))[-2:]] == [
        "检查人员（签字）",
        "被检查单位（签字或盖章）",
    ]


def test_text_has_one_face_in_every_slot_unless_the_law_names_a_latin_one() -> None:
    runs = [run for paragraph in read_document(draft(law())).paragraphs() for run in paragraph.runs]
    faces = {(run.format.east_asian, run.format.latin) for run in runs}
    assert {(east.name, latin.name) for east, latin in faces if east and latin} == {("黑体", "黑体")}
    styles = part(draft(law(role={"body": {"find": "the rest", "font": "仿宋", "latin": "Arial"}})), "word/styles.xml")
    assert 'w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="仿宋" w:cs="Arial"' in styles


def test_the_font_table_carries_the_other_name_of_each_font() -> None:
    assert '<w:altName w:val="FangSong_GB2312"/>' in part(
        draft(shipped("jilin/registration_form")), "word/fontTable.xml"
    )


def test_the_page_number_stands_in_the_footer_as_fields() -> None:
    (line,) = paragraphs_of(drafted("changchun/advance_notice").sections[0].footers["default"])
    runs = line.runs
    assert [run.field for run in runs if run.field] == ["PAGE", "NUMPAGES"]
    assert "".join(run.text for run in runs if not run.field) == "第  页　共  页"


def test_page_numbers_differ_on_odd_even_and_first_pages_where_the_law_says_so() -> None:
    number = {"form": "— {page} —", "odd": "right", "even": "left", "first": False}
    section = read_document(draft(law(page={"paper": "A4", "page_number": number}))).sections[0]
    lines = {kind: next(paragraphs_of(blocks)) for kind, blocks in section.footers.items()}
    aligned = {kind: line.format.align for kind, line in lines.items() if kind != "first"}
    assert aligned == {"default": "right", "even": "left"}
    assert section.page.different_first
    assert section.page.odd_even
    assert lines["first"].text == ""


def test_a_page_of_so_many_lines_has_an_exact_grid_of_lines_and_none_of_characters() -> None:
    page = {"paper": "A4", "margin": {"top": "37mm", "bottom": "35mm"}, "grid": {"lines": 22, "characters": 28}}
    seen = read_document(draft(law(page=page))).sections[0].page
    assert seen.grid_type == "lines"
    assert seen.grid_pitch == Length.of_twips(579)


def test_an_indent_in_characters_is_written_with_its_length() -> None:
    styles = part(
        draft(law(role={"body": {"find": "the rest", "size": "16pt", "first_line": "2 characters"}})), "word/styles.xml"
    )
    assert '<w:ind w:firstLineChars="200" w:firstLine="640"/>' in styles


def test_margins_that_leave_no_room_are_a_fault_of_the_law() -> None:
    with pytest.raises(SpecError, match="超过纸宽"):
        draft(law(page={"paper": "A4", "margin": "11cm"}, table={1: {"columns": ["序号", "事项"]}}))
