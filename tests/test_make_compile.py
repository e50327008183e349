"""A compiled template says what docxtpl says of the same template; what the language does not have is refused."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from lxml import etree

from docgen.errors import TemplateError
from docgen.make.compile import compile_bytes, compile_template, placeholders
from docgen.make.fill import fill

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "template"

ORDER = {
    "customer_name": "示例一食品店 & <甲>", "company_name": "示例", "in_europe": True, "is_paid": False,
    "total_price": "10,000",
    "items": [{"desc": "甲", "qty": 2, "price": "1"}, {"desc": "乙", "qty": 1, "price": "2"}],
}  # fmt: skip
CONTEXTS: Mapping[str, Mapping[str, Any]] = {
    "dynamic_table": {
        "col_labels": ["a", "b", "c", "d"],
        "tbl_contents": [{"label": "x", "cols": ["1", "2", "3", "4"]}, {"label": "y", "cols": ["5", "6", "7", "8"]}],
    },
    "footnotes": {"a_jinja_variable": "脚注<1>"},
    "horizontal_merge": {},
    "less_cells_after_loop": {},
    "merge_paragraph": {"living_in_town": True},
    "nested_for": {
        "dishes": [{"name": "Pizza", "ingredients": ["bread", "tomato"]}, {"name": "茶", "ingredients": []}],
        "authors": [{"name": "甲", "books": [{"title": "一"}, {"title": "二"}]}],
    },
    "order": ORDER,
    "preserve_spaces": {"tag_1": "  两端 有 空格  ", "tag_2": "乙"},
    "vertical_merge": {**ORDER, "category": "Book"},
    "vertical_merge_nested": {},
}


# A picture of one white dot.
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEANl9ngAAAAABJRU5ErkJggg==")


def packed(write: Callable[[Any], None]) -> bytes:
    """A small .docx whose content a test writes."""
    document = docx.Document()
    write(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def line(text: str) -> bytes:
    return packed(lambda document: document.add_paragraph(text))


ANY_TEXT = line("[{{ unit_name }}]")


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def filled(template: bytes, **values: object) -> bytes:
    return fill(compile_bytes(template), values, title="试", mark="示例/文书 1")


def text_of(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(data).paragraphs]


def meaning(data: bytes) -> dict[str, str]:
    """The text parts in canonical form, without the ids a program gives its paragraphs."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [
            name
            for name in archive.namelist()
            if re.fullmatch(r"word/(document|footnotes|header\d|footer\d).xml", name)
        ]
        raw = {name: re.sub(rb'\s\w+:(?:paraId|textId)="[^"]*"', b"", archive.read(name)) for name in names}
    return {
        name: etree.canonicalize(etree.fromstring(part), rewrite_prefixes=True) for name, part in sorted(raw.items())
    }


def by_docxtpl(template: bytes, values: Mapping[str, Any]) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(values), Environment(autoescape=True))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("name", CONTEXTS)
def test_the_compiled_path_says_what_docxtpl_says(name: str) -> None:
    path = CORPUS / f"python-docx-template__{name}_tpl.docx"
    if not path.exists():
        pytest.skip("the corpus is not here")
    template = path.read_bytes()
    assert meaning(filled(template, **CONTEXTS[name])) == meaning(by_docxtpl(template, CONTEXTS[name]))


def test_what_is_shared_by_all_templates_of_the_language_works_together() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("{%p if agency %}")
        document.add_paragraph("{{ unit_name }}：{{ items | join('、') }}")
        document.add_paragraph("{%p endif %}")
        table = document.add_table(3, 2)
        table.cell(0, 0).text = "{%tr for person in inspectors %}"
        table.cell(1, 0).text, table.cell(1, 1).text = "{{ person.name }}", "{{ person.number }}"
        table.cell(2, 0).text = "{%tr endfor %}"

    people = [SimpleNamespace(name=f"检查员{mark}", number=f"示例00{n}") for n, mark in enumerate("甲乙丙", 1)]
    made = filled(packed(write), agency="是", unit_name="甲", items=["一", "二"], inspectors=people)
    assert text_of(made) == ["甲：一、二"]
    assert [[cell.text for cell in row.cells] for row in opened(made).tables[0].rows] == [
        ["检查员甲", "示例001"], ["检查员乙", "示例002"], ["检查员丙", "示例003"],
    ]  # fmt: skip


def test_a_placeholder_split_over_runs_is_one_placeholder() -> None:
    def write(document: Any) -> None:
        paragraph = document.add_paragraph()
        for piece in ("{", "{ unit", "_na", "me }", "}"):
            paragraph.add_run(piece).bold = True

    assert text_of(filled(packed(write), unit_name="示例一食品店")) == ["示例一食品店"]


@pytest.mark.parametrize(
    "value",
    [
        "甲<乙>&丙“丁”'\"", "=1+1", "字" * 300, "喆镕堃翀昇𠮷", "😀", "{{ unit_name }} {% if %} {_{", "&amp;lt;",
        "  两端  ", "第一行\n第二行", "甲\t乙", "]]>",
    ],
)  # fmt: skip
def test_a_value_stands_in_the_paper_exactly_as_given(value: str) -> None:
    assert text_of(filled(line("前{{ unit_name }}后"), unit_name=value)) == [f"前{value}后"]


def test_braces_that_are_meant_stay_braces() -> None:
    assert text_of(filled(line("{_{ unit_name }_} {{ unit_name }}"), unit_name="甲")) == ["{{ unit_name }} 甲"]


def test_a_name_without_a_value_is_an_error_that_names_part_placeholder_and_nearest_field() -> None:
    with pytest.raises(TemplateError) as refused:
        filled(line("{{ unit_nmae }}{{ code }}"), unit_name="甲")
    assert {(problem.path, problem.key) for problem in refused.value.problems} == {
        ("word/document.xml", "{{ unit_nmae }}"), ("word/document.xml", "{{ code }}"),
    }  # fmt: skip
    assert "unit_name" in str(refused.value)


def test_an_attribute_without_a_value_is_an_error_too() -> None:
    with pytest.raises(TemplateError, match="nmae"):
        filled(line("{{ person.nmae }}"), person=SimpleNamespace(name="甲"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("前{{ unit_name 后", "前{{ unit_name 后"),
        ("{% if unit_name %}甲", "甲"),
        ("{{ unit_name | upper }}", "upper"),
        ("{{ unit_name.upper() }}", "call"),
        ("{% macro m() %}{% endmacro %}", "macro"),
        ("{% include 'x' %}", "include"),
        ("{{ 9 ** 9 }}", "pow"),
        ("{{r unit_name }}", "{{r"),
        ("{{p unit_name }}", "{{p"),
    ],
)
def test_what_the_template_language_does_not_have_is_refused_by_name(text: str, named: str) -> None:
    with pytest.raises(TemplateError) as refused:
        compile_bytes(line(text))
    (problem,) = refused.value.problems
    assert problem.path == "word/document.xml"
    assert named in problem.key


def test_a_template_cannot_reach_behind_its_values() -> None:
    with pytest.raises(TemplateError):
        filled(line("{{ unit_name.__class__.__mro__ }}"), unit_name="甲")


def test_blocks_that_cut_across_paragraphs_and_cells_are_refused_instead_of_making_a_broken_file() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("甲{% if agency %}乙")
        document.add_table(1, 1).cell(0, 0).text = "丙{% endif %}丁"

    assert text_of(filled(packed(write), agency="是")) == ["甲乙"]
    with pytest.raises(TemplateError, match="标记位置不当"):
        filled(packed(write), agency="")


def test_a_cell_whose_only_paragraph_goes_away_keeps_an_empty_one() -> None:
    def write(document: Any) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "{%p if agency %}"
        cell.add_paragraph("{{ agency }}")
        cell.add_paragraph("{%p endif %}")

    (cell,) = opened(filled(packed(write), agency="")).tables[0].rows[0].cells
    assert [paragraph.text for paragraph in cell.paragraphs] == [""]


def test_placeholders_are_listed_with_their_part() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("{% for item in items %}{{ item }}{% endfor %}{{ unit_name }}")
        document.sections[0].header.paragraphs[0].text = "{{ agency }}"

    asked = {(each.name, each.part) for each in compile_bytes(packed(write)).placeholders}
    assert asked == {
        ("items", "word/document.xml"), ("unit_name", "word/document.xml"), ("agency", "word/header1.xml"),
    }  # fmt: skip


def test_the_same_template_is_compiled_once_wherever_it_lies(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(line("{{ unit_name }}"))
    (tmp_path / "b.docx").write_bytes((tmp_path / "a.docx").read_bytes())
    assert compile_template(tmp_path / "a.docx") is compile_template(tmp_path / "b.docx")
    assert [each.name for each in placeholders(tmp_path / "a.docx")] == ["unit_name"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no zip", line("甲")[:-200]], ids=["empty", "no zip", "cut off"])
def test_a_file_that_is_no_docx_is_a_template_error(data: bytes) -> None:
    with pytest.raises(TemplateError):
        compile_bytes(data)


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"template\.docx"):
        compile_template(tmp_path / "template.docx")


def test_members_without_placeholders_are_taken_over_and_everything_is_dated_1980() -> None:
    template = line("{{ unit_name }}")
    made = filled(template, unit_name="甲")
    with zipfile.ZipFile(io.BytesIO(template)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        assert after.testzip() is None
        assert after.namelist()[0] == "[Content_Types].xml"
        assert set(after.namelist()) == set(before.namelist())
        assert {info.date_time for info in after.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert after.read("word/styles.xml") == before.read("word/styles.xml")


def test_a_made_paper_carries_its_title_and_mark_and_neither_author_nor_date() -> None:
    made = filled(line("{{ unit_name }}"), unit_name="甲")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        core, application = archive.read("docProps/core.xml").decode(), archive.read("docProps/app.xml").decode()
    assert "<dc:title>试</dc:title>" in core
    assert not re.search("creator|created|modified|lastModifiedBy", core)
    assert re.search(r"<Template>示例/文书 1 sha256:[0-9a-f]{16}</Template>", application)
    assert re.search(r"<Application>docgen [\d.]+</Application>", application)


def test_a_template_without_properties_is_given_them() -> None:
    source = zipfile.ZipFile(io.BytesIO(line("{{ unit_name }}")))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bare:
        for name in source.namelist():
            data = re.sub(rb"<(?:Override|Relationship) [^>]*docProps[^>]*/>", b"", source.read(name))
            if not name.startswith("docProps"):
                bare.writestr(name, data)
    made = opened(filled(buffer.getvalue(), unit_name="甲"))
    assert made.core_properties.title == "试"


def test_headers_and_footers_are_filled_too() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("{{ unit_name }}")
        document.sections[0].header.paragraphs[0].text = "{{ agency }}"
        document.sections[0].footer.paragraphs[0].text = "共{{ items | length }}项"

    section = opened(filled(packed(write), unit_name="甲", agency="乙&丙", items=["一", "二"])).sections[0]
    assert (section.header.paragraphs[0].text, section.footer.paragraphs[0].text) == ("乙&丙", "共2项")


def test_drawings_that_are_repeated_keep_numbers_of_their_own() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("{%p for item in items %}")
        document.add_paragraph("{{ item }}").add_run().add_picture(io.BytesIO(DOT))
        document.add_paragraph("{%p endfor %}")

    with zipfile.ZipFile(io.BytesIO(filled(packed(write), items=["一", "二", "三"]))) as archive:
        ids = re.findall(r'<wp:docPr [^>]*id="(\d+)"', archive.read("word/document.xml").decode())
    assert len(set(ids)) == 3


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=60))
def test_any_text_is_read_back_as_it_was_given(text: str) -> None:
    assert text_of(filled(ANY_TEXT, unit_name=text)) == [f"[{text}]"]
