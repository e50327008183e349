"""An office's own blank in place of ours: begun, listed, replaced, and every fault of it named with its place."""

import random
import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import pypdfium2 as pdfium
import pytest
from pdf_builder import needs_fonts
from PIL import Image

from docgen.app.cli import main
from docgen.app.conformance import judge_template
from docgen.make import make_docx, make_dossiers, make_pdf, read_rows
from docgen.spec import load_profile
from docgen.validators.finding import Finding
from docgen.view import read_document

DOCUMENT = "ours/registration_form"
BODY = "word/document.xml"
NONE: Mapping[str, bytes] = MappingProxyType({})
DRAWING = (
    '<w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:inline>'
    '<wp:extent cx="{width}" cy="{width}"/><wp:docPr id="1" name="信头"/><a:graphic '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rIdPicture"/>'
    "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
TEXT_BOX = (
    '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r>'
    "</w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
)


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A folder of law of one's own, in which the registration form stands in for Jilin's."""
    folder = tmp_path / "规定"
    assert main(["template", "new", DOCUMENT, "--from", "changchun/registration_form", "--profiles", str(folder)]) == 0
    return folder


def rewrite(law: Path, change: Callable[[str], str], member: str = BODY, parts: Mapping[str, bytes] = NONE) -> None:
    """Change one part of the office's template, the document if none is named, and add parts."""
    template = law / DOCUMENT / "template.docx"
    buffer = BytesIO()
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name == member else data)
        for name, data in parts.items():
            new.writestr(name, data)
    template.write_bytes(buffer.getvalue())


def faults(law: Path) -> list[Finding]:
    profile = load_profile("ours", (law,))
    spec = profile.document("registration_form")
    assert spec is not None
    return [finding for finding in judge_template(profile, spec).report.findings if finding.severity != "note"]


def test_a_document_begun_from_another_conforms_and_stands_on_its_parent(law: Path) -> None:
    profile = load_profile("ours", (law,))
    assert profile.chain == ("ours", "changchun", "jilin", "national")
    assert faults(law) == []


def test_nothing_is_overwritten(law: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = ["template", "new", DOCUMENT, "--from", "changchun/registration_form", "--profiles", str(law)]
    assert main(again) == 2
    assert "已经存在，没有改动" in capsys.readouterr().err


def test_a_replaced_blank_is_what_dossiers_are_made_with(law: Path, tmp_path: Path) -> None:
    rewrite(law, lambda xml: xml.replace("注：", "本单位注：", 1))
    rows = Path(__file__).parents[1] / "specimens" / "households" / "households.xlsx"
    made = make_dossiers(load_profile("ours", (law,)), rows, tmp_path / "档案")
    form = next(path for path in made.paths if "登记表" in path.name)
    assert any("本单位注：" in paragraph.text for paragraph in read_document(form).paragraphs())


def test_placeholders_may_be_written_in_chinese(law: Path) -> None:
    rewrite(law, lambda xml: xml.replace("{{ unit_name }}", "{{ 被检查单位 }}").replace("{{ address }}", "{{ 地址 }}"))
    assert faults(law) == []


def test_an_unknown_placeholder_is_named_with_table_row_and_cell(law: Path) -> None:
    rewrite(law, lambda xml: xml.replace("{{ address }}", "{{ addres }}"))
    found = {finding.message: finding for finding in faults(law) if finding.code == "TPL101"}
    place = found["占位符“addres”没有对应的栏目"].address.place
    assert (place.table, place.row, place.column) == (1, 4, 2)
    assert "栏目“地址”（address）在模板中没有占位符" in found


def test_a_field_without_a_placeholder_is_named(law: Path) -> None:
    rewrite(law, lambda xml: xml.replace("{{ task_number }}", ""))
    assert "栏目“任务编号”（task_number）在模板中没有占位符" in [finding.message for finding in faults(law)]


def test_a_cell_merged_downwards_in_a_repeated_row_is_named_with_its_place(law: Path) -> None:
    def looped(xml: str) -> str:
        rows = re.findall(r"<w:tr\b.*?</w:tr>", xml, re.DOTALL)
        first, second = rows[8], rows[9]

        def merged(row: str, how: str) -> str:
            return row.replace("</w:tcPr>", f"<w:vMerge{how}/></w:tcPr>", 1)

        def control(tag: str) -> str:
            return re.sub(r"(<w:t[^>]*>)[^<]*(</w:t>)", rf"\1{{%tr {tag} %}}\2", first, count=1)

        loop = [control("for item in items"), merged(first, ' w:val="restart"'), merged(second, ""), control("endfor")]
        return xml.replace(first + second, "".join(loop))

    rewrite(law, looped)
    merges = [finding for finding in faults(law) if finding.message == "循环的行中有上下合并的单元格"]
    assert [(f.address.place.table, f.address.place.row, f.address.place.column) for f in merges] == [(1, 10, 1)]


def letterhead(law: Path, picture: bytes, box: str = "") -> None:
    """Put a letterhead over the form: its picture, and whatever else stands in its paragraph."""
    shown = f"<w:p><w:r>{box}</w:r><w:r>{DRAWING.format(width=914400)}</w:r></w:p><w:tbl>"
    related = (
        '<Relationship Id="rIdPicture" Target="media/letterhead.png" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    known = '<Default Extension="png" ContentType="image/png"/></Types>'
    rewrite(law, lambda xml: xml.replace("<w:tbl>", shown, 1), parts={"word/media/letterhead.png": picture})
    rewrite(law, lambda xml: xml.replace("</Relationships>", related), "word/_rels/document.xml.rels")
    rewrite(law, lambda xml: xml.replace("</Types>", known), "[Content_Types].xml")


def photograph() -> bytes:
    """A picture of some five million bytes: noise, which nothing makes smaller."""
    stream = BytesIO()
    Image.frombytes("RGB", (1300, 1300), random.Random(1).randbytes(1300 * 1300 * 3)).save(stream, "PNG")
    return stream.getvalue()


def test_a_text_box_and_a_broken_picture_are_named_and_nothing_crashes(law: Path) -> None:
    letterhead(law, b"\x89PNG\r\n\x1a\n" + bytes(5_000_000), TEXT_BOX)
    told = "\n".join(finding.message for finding in faults(law))
    assert "文本框" in told
    assert "图片word/media/letterhead.png不能印成PDF" in told
    assert "已损坏" in told


@needs_fonts
def test_a_letterhead_with_a_large_picture_is_printed(law: Path) -> None:
    letterhead(law, photograph())
    assert faults(law) == []
    spec = load_profile("ours", (law,)).document("registration_form")
    assert spec is not None
    printed = pdfium.PdfDocument(make_pdf(spec, make_docx(spec, read_rows(spec.sample, spec)[0])))
    assert [found.type for found in printed[0].get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE])] == [
        pdfium.raw.FPDF_PAGEOBJ_IMAGE
    ]


def test_the_fields_of_a_document_are_listed_with_type_stage_and_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "fields", "changchun/inspection_notice"]) == 0
    printed = capsys.readouterr().out
    assert "unit_name　被检查单位" in printed
    assert "例：示例一食品店" in printed
    assert "日期时间；选填，送达时手填" in printed


def test_the_columns_of_a_list_are_listed_under_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "fields", "changchun/target_roster"]) == 0
    printed = capsys.readouterr().out
    assert "targets.credit_code　统一社会信用代码" in printed
    assert "统一社会信用代码；" in printed


def test_a_document_whose_clauses_the_jurisdiction_lacks_is_refused_and_leaves_nothing(
    law: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", "new", "ours/sheet", "--from", "wugang/score_sheet", "--profiles", str(law)]) == 2
    assert "clauses.toml 中没有这一条款" in capsys.readouterr().err
    assert not (law / "ours" / "sheet").exists()
    assert main(["documents", "ours", "--profiles", str(law)]) == 0
