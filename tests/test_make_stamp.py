"""``docgen template stamp``: what drifted from the law is put back, and nothing else is touched."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import pytest
from sample_papers import law

from docgen.errors import TemplateError
from docgen.make.compile import compile_bytes
from docgen.make.draft import draft
from docgen.make.stamp import StampResult, stamp
from docgen.spec import load_profile
from docgen.units import Length
from docgen.view import read_document
from docgen.view.model import DocumentView, Paragraph

DOCUMENTS = sorted(load_profile("changchun").documents)
every_document = pytest.mark.parametrize("key", DOCUMENTS)

BODY = "word/document.xml"
STYLES = "word/styles.xml"
SHEET = "changchun/rubric_sheet"


@cache
def template(key: str) -> bytes:
    return law(key).template.read_bytes()


def spoiled(data: bytes, part: str, old: str, new: str, count: int = 1) -> bytes:
    """The package with ``old`` replaced in one part, as an office program might have saved it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    text = members[part].decode()
    assert old in text, f"nothing to spoil: {old}"
    members[part] = text.replace(old, new, count).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()


def mended(key: str, data: bytes) -> StampResult:
    """The result of stamping; a second stamp finds nothing left to do, and no word has changed."""
    result = stamp(law(key), data)
    assert stamp(law(key), result.data) == StampResult(result.data, ())
    assert words(result.data) == words(data)
    return result


def words(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in read_document(data).paragraphs()]


def paragraph(view: DocumentView, text: str) -> Paragraph:
    return next(paragraph for paragraph in view.paragraphs() if text in paragraph.text)


def style(name: str) -> str:
    """The opening of a style as our templates write it."""
    return f'w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'


@every_document
def test_the_stamp_finds_nothing_to_change_in_our_own_templates(key: str) -> None:
    assert stamp(law(key), template(key)) == StampResult(template(key), ())


@every_document
def test_the_stamp_finds_nothing_to_change_in_a_draft(key: str) -> None:
    assert stamp(law(key), draft(law(key))).changes == ()


def test_a_margin_is_put_back() -> None:
    result = mended(SHEET, spoiled(template(SHEET), BODY, 'w:left="1531"', 'w:left="1134"'))
    assert result.changes == ("第1节：左边距改为2.7cm",)
    margin = read_document(result.data).sections[0].page.margin["left"].value
    assert margin is not None
    assert margin.twips == law(SHEET).page.margin["left"].length.twips


def test_a_margin_within_the_tolerance_of_the_format_is_left_alone() -> None:
    near = spoiled(template(SHEET), BODY, 'w:left="1531"', 'w:left="1530"')
    assert stamp(law(SHEET), near) == StampResult(near, ())


def test_paper_orientation_and_header_distance_are_put_back() -> None:
    turned = spoiled(template(SHEET), BODY, 'w:w="16838" w:h="11906" w:orient="landscape"', 'w:w="11906" w:h="16838"')
    result = mended(SHEET, spoiled(turned, BODY, 'w:header="850"', 'w:header="720"'))
    assert result.changes == ("第1节：纸张改为A4横向", "第1节：页眉距改为1.5cm")


def test_the_second_section_is_stamped_too() -> None:
    section = (
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1531" w:right="1531" w:bottom="1531" '
        'w:left="1531" w:header="850" w:footer="850" w:gutter="0"/></w:sectPr></w:pPr></w:p>'
    )
    result = mended(SHEET, spoiled(template(SHEET), BODY, "<w:body>", f"<w:body>{section}"))
    assert result.changes == ("第1节：纸张改为A4横向",)


def test_a_style_that_drifted_is_put_back() -> None:
    data = spoiled(template(SHEET), STYLES, 'w:eastAsia="方正小标宋简体"', 'w:eastAsia="华文中宋"')
    result = mended(SHEET, data)
    assert result.changes == ("样式“title”：字体改为方正小标宋简体",)
    (run,) = paragraph(read_document(result.data), "考核细则").runs[:1]
    assert run.format.east_asian is not None
    assert run.format.east_asian.name == "方正小标宋简体"


def test_a_theme_font_in_a_style_gives_way_to_the_law() -> None:
    old = 'w:eastAsia="方正小标宋简体"'
    result = mended(SHEET, spoiled(template(SHEET), STYLES, old, f'{old} w:eastAsiaTheme="minorEastAsia"'))
    assert result.changes == ("样式“title”：字体改为方正小标宋简体",)


def test_direct_formatting_against_the_law_is_taken_away_and_any_other_is_kept() -> None:
    data = spoiled(
        template(SHEET),
        BODY,
        "<w:r><w:t>评分标准",
        '<w:r><w:rPr><w:u w:val="single"/><w:sz w:val="28"/></w:rPr><w:t>评分标准',
    )
    result = mended(SHEET, data)
    assert result.changes == ("第1表第1行第4列（heading_row）：去掉直接设置的字号",)
    (run,) = paragraph(read_document(result.data), "评分标准").runs
    assert run.format.size is not None
    assert run.format.size.value == Length.parse("12pt")
    assert run.format.underline == "single"


def test_direct_formatting_that_says_what_the_law_says_is_left_alone() -> None:
    same = spoiled(template(SHEET), BODY, "<w:r><w:t>评分标准", '<w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:t>评分标准')
    assert stamp(law(SHEET), same) == StampResult(same, ())


def test_a_paragraph_set_in_another_style_follows_its_role_again() -> None:
    data = spoiled(template(SHEET), BODY, '<w:pStyle w:val="title"/>', '<w:pStyle w:val="weight_line"/>')
    result = mended(SHEET, data)
    assert result.changes == ("第1段（title）：改用本角色的样式",)
    assert paragraph(read_document(result.data), "考核细则").format.align == "center"


def test_a_style_based_on_the_roles_own_is_as_good_unless_it_contradicts_the_law() -> None:
    own = '<w:basedOn w:val="body"/><w:qFormat/><w:pPr>'
    based = spoiled(template(SHEET), STYLES, own, f'{own}<w:spacing w:line="400" w:lineRule="exact"/>')
    result = mended(SHEET, based)
    assert {change.split("：")[1] for change in result.changes} == {"改用本角色的样式"}
    assert {change.split("（")[0] for change in result.changes} == {f"第1表第4行第{column}列" for column in (1, 2, 3)}


def test_a_character_style_against_the_law_is_taken_off() -> None:
    loud = (
        '<w:style w:type="character" w:styleId="loud"><w:name w:val="loud"/><w:rPr><w:sz w:val="40"/></w:rPr></w:style>'
    )
    data = spoiled(template(SHEET), STYLES, "</w:styles>", f"{loud}</w:styles>")
    data = spoiled(data, BODY, "<w:r><w:t>分值", '<w:r><w:rPr><w:rStyle w:val="loud"/></w:rPr><w:t>分值')
    assert mended(SHEET, data).changes == ("第1表第1行第3列（heading_row）：去掉直接设置的字号",)


def test_a_style_that_is_gone_is_made_anew() -> None:
    data = spoiled(template(SHEET), STYLES, style("title"), style("headline").replace("headline", "Kopf"))
    data = spoiled(data, BODY, '<w:pStyle w:val="title"/>', "")
    result = mended(SHEET, data)
    assert result.changes == ("样式“title”：新建", "第1段（title）：改用本角色的样式")


def test_a_style_is_known_by_its_name_when_a_program_gave_it_another_id() -> None:
    renamed = spoiled(template(SHEET), STYLES, 'w:styleId="title"', 'w:styleId="a3"')
    renamed = spoiled(renamed, BODY, '<w:pStyle w:val="title"/>', '<w:pStyle w:val="a3"/>')
    assert stamp(law(SHEET), renamed) == StampResult(renamed, ())


def test_text_inside_content_controls_and_tracked_insertions_is_stamped() -> None:
    big = '<w:rPr><w:sz w:val="40"/></w:rPr>'
    inserted = f'<w:ins w:id="1" w:author="甲"><w:r>{big}<w:t>分值</w:t></w:r></w:ins>'
    controlled = f"<w:sdt><w:sdtContent>{inserted}</w:sdtContent></w:sdt>"
    data = spoiled(template(SHEET), BODY, "<w:r><w:t>分值</w:t></w:r>", controlled)
    assert mended(SHEET, data).changes == ("第1表第1行第3列（heading_row）：去掉直接设置的字号",)


def test_the_footer_is_stamped() -> None:
    notice = "changchun/inspection_notice"
    data = spoiled(
        template(notice), "word/footer_default.xml", "<w:r><w:t ", '<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t '
    )
    assert mended(notice, data).changes == ("页脚（page_number）：去掉直接设置的字号",)


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice: make office")
@every_document
def test_a_template_saved_by_an_office_program_is_right_again_after_stamping(key: str, tmp_path: Path) -> None:
    (tmp_path / "template.docx").write_bytes(template(key))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    saved = tmp_path / "saved"
    convert = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(saved), str(tmp_path / "template.docx")]
    subprocess.run(["soffice", profile, "--headless", *convert], check=True, capture_output=True, timeout=120)
    result = mended(key, (saved / "template.docx").read_bytes())
    assert words(result.data) == words(template(key))
    assert asked(result.data) == asked(template(key))


def asked(data: bytes) -> set[str]:
    return {placeholder.name for placeholder in compile_bytes(data).placeholders}


def test_the_same_repair_gives_the_same_bytes() -> None:
    data = spoiled(template(SHEET), BODY, 'w:left="1531"', 'w:left="1134"')
    assert stamp(law(SHEET), data).data == stamp(law(SHEET), data).data


@pytest.mark.parametrize("data", [b"", b"no package", template(SHEET)[:1000]], ids=["empty", "text", "cut off"])
def test_what_is_no_docx_is_a_fault_of_the_template(data: bytes) -> None:
    with pytest.raises(TemplateError):
        stamp(law(SHEET), data)
