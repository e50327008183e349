"""Every real and hostile word-processing file of the corpus: read, or refused with a reason, never a crash."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from docx_builder import content_types, p, packed, part, r, relationships

from docgen.errors import Unreadable
from docgen.view import read_document
from docgen.view.outline import outline
from docgen.view.text import normalised_text

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
READ = ("docx", "docx-zh", "template", "golden", "docx-edge", "docx-bad", "docx-encrypted")
REFUSED = {
    "docx-encrypted": "ARC105",
    "billion-laughs": "ARC104",
    "bomb-300MB": "ARC104",
    "duplicate-document": "ARC101",
    "empty": "ARC101",
    "html-renamed": "ARC102",
    "no-document-part": "ARC101",
    "traversal-entry": "ARC104",
    "truncated": "ARC101",
    "xxe-file": "ARC104",
    "ExternalEntityInText": "ARC104",
    "clusterfuzz": "ARC101",
    "lock-file": "ARC102",
    "20000-entries": "ARC104",
    "deep-nesting-3000": "ARC104",
}


def listed(*kinds: str) -> list[str]:
    """The corpus files of these kinds; none where there is no corpus."""
    manifest = CORPUS / "manifest.csv"
    if not manifest.is_file():
        return []
    with manifest.open(encoding="utf-8", newline="") as lines:
        paths = [line["path"] for line in csv.DictReader(lines) if line["kind"] in kinds]
    return [path for path in paths if (CORPUS / path).is_file()]


def seen_or_refused(path: Path) -> tuple[str, ...]:
    """The outline and the text of a file, or the reason and the remedy of its refusal."""
    try:
        seen = read_document(path)
    except Unreadable as refusal:
        return refusal.what, refusal.remedy
    return outline(seen, whole=True), f"文：{normalised_text(seen)}"


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("path", listed(*READ))
def test_a_corpus_file_is_read_or_refused(path: str) -> None:
    assert all(seen_or_refused(CORPUS / path))


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("path", listed("docx-bad", "docx-edge", "docx-encrypted"))
def test_a_hostile_file_is_refused_for_its_real_reason(path: str) -> None:
    expected = next((code for mark, code in REFUSED.items() if mark in path), None)
    if expected is None:
        assert list(read_document(CORPUS / path).paragraphs())
        return
    with pytest.raises(Unreadable) as refusal:
        read_document(CORPUS / path)
    assert refusal.value.code == expected


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("path", listed("docx", "docx-zh", "template"))
def test_a_valid_file_of_the_corpus_is_read_with_a_face_and_a_size_everywhere(path: str) -> None:
    for paragraph in read_document(CORPUS / path).paragraphs():
        for run in paragraph.runs:
            assert run.format.east_asian is not None
            assert run.format.latin is not None
            assert run.format.size is not None
            assert run.format.size.value


def document(body: str) -> bytes:
    """A package with nothing but a document part."""
    return packed(
        {
            "[Content_Types].xml": content_types(),
            "_rels/.rels": relationships({"rId1": "officeDocument word/document.xml"}),
            "word/document.xml": body,
        }
    )


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(part("w:document", ""), id="no body"),
        pytest.param(part("w:styles", ""), id="another root"),
        pytest.param("", id="an empty part"),
        pytest.param("文", id="no XML"),
        pytest.param(part("w:document", "<w:body>" + "<w:tbl>" * 300 + "</w:tbl>" * 300 + "</w:body>"), id="deep"),
    ],
)
def test_a_document_part_that_is_none_is_refused(body: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_document(document(body))
    assert refusal.value.code in {"ARC101", "ARC104"}


SENSELESS = [
    '<w:p><w:pPr><w:pStyle/><w:jc w:val="?"/><w:ind w:left="1e9"/></w:pPr></w:p>',
    '<w:p><w:pPr><w:spacing w:line="x" w:before="-1e999"/></w:pPr></w:p>',
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="-1"/></w:numPr><w:outlineLvl w:val="-3"/></w:pPr></w:p>',
    '<w:p><w:r><w:rPr><w:sz w:val="big"/><w:w w:val=""/><w:position/><w:color/><w:rFonts/></w:rPr><w:t/></w:r></w:p>',
    '<w:p><w:r><w:sym w:char="110000"/><w:sym/><w:br w:type="?"/></w:r></w:p>',
    '<w:p><w:r><w:fldChar/><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    "<w:p><w:fldSimple/><w:sdt/><w:r><w:drawing/><w:pict/><w:object/><mc:AlternateContent/></w:r></w:p>",
    f'<w:p><w:pPr><w:ind w:left="{"9" * 4000}" w:hanging="{"9" * 5000}"/></w:pPr></w:p>',
    f'<w:p><w:fldSimple w:instr="EQ \\o(○,{"9" * 5000})"/></w:p>',
    "<w:tbl/><w:tbl><w:tr/><w:tr><w:tc/></w:tr></w:tbl>",
    '<w:tbl><w:tblPr><w:tblLook w:val="zz"/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid></w:tbl>',
    '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="-9"/><w:trHeight/></w:trPr><w:tc/></w:tr></w:tbl>',
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="-2"/></w:tcPr></w:tc></w:tr></w:tbl>',
    '<w:sectPr><w:pgSz w:w="-5" w:h="x"/><w:pgMar w:top=""/><w:cols w:num="0"/><w:headerReference/></w:sectPr>',
]


@pytest.mark.parametrize("body", SENSELESS)
def test_senseless_values_are_read_as_if_they_were_not_there(body: str) -> None:
    seen = read_document(document(part("w:document", f"<w:body>{body}{p(r('文'))}</w:body>")))
    assert outline(seen).endswith("\n")
    assert [paragraph.text for paragraph in seen.paragraphs()][-1] == "文"
