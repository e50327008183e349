"""OFD (GB/T 33190-2016): what it states is read like a print, what is damaged or absurd is refused, nothing else."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from handed_in import zipped
from ofd_builder import SPACE, as_ofd, line, ofd, text
from sample_papers import CHANGCHUN, law, paper, values

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.reading import Outcome
from docgen.units import Length
from docgen.validators.run import check_document
from docgen.view import read_document
from docgen.view.model import DocumentView
from docgen.view.text import normalised_text

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "ofd"
PAPERS = ("inspection_notice", "registration_form", "result_feedback", "delivery_receipt", "rubric_sheet")


def texts(view: DocumentView) -> list[str]:
    return [paragraph.text for paragraph in view.paragraphs()]


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_as_ofd_says_what_its_pdf_says(name: str) -> None:
    pdf = paper(name, "pdf")
    printed, seen = read_document(pdf, "a.pdf"), read_document(as_ofd(pdf), "a.ofd")
    assert (seen.facts.kind, seen.facts.pages) == ("ofd", printed.facts.pages)
    assert normalised_text(seen) == normalised_text(printed)
    assert values(name, seen) == values(name, printed)


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_as_ofd_is_recognised_and_judged_clean(name: str) -> None:
    report = check_document(as_ofd(paper(name, "pdf")), CHANGCHUN, name="a.ofd")
    assert [entry.address.document for entry in report.documents] == [law(name).key]
    assert [(found.code, found.message) for found in report.findings if found.severity != "note"] == []
    assert report.crashes == ()


def test_the_papers_of_one_file_are_told_apart_as_in_a_pdf() -> None:
    both_papers, out = ("inspection_notice", "result_feedback"), BytesIO()
    with pikepdf.new() as both:
        for name in both_papers:
            with pikepdf.open(BytesIO(paper(name, "pdf"))) as one:
                both.pages.extend(one.pages)
        both.save(out)
    printed = check_document(out.getvalue(), CHANGCHUN, name="a.pdf", as_of=date(2026, 12, 8))
    seen = check_document(as_ofd(out.getvalue()), CHANGCHUN, name="a.ofd", as_of=date(2026, 12, 8))
    assert [entry.address.document for entry in seen.documents] == [law(name).key for name in both_papers]
    assert [entry.fields for entry in seen.documents] == [entry.fields for entry in printed.documents]


def test_size_font_and_colour_are_what_the_file_states() -> None:
    seen = read_document(ofd(text("行政检查通知书", 30, 40, 22 * 25.4 / 72), fonts=["方正小标宋简体"]))
    (run,) = next(seen.paragraphs()).runs
    assert run.format.east_asian is not None
    assert run.format.east_asian.name == "方正小标宋简体"
    assert run.format.size is not None
    assert run.format.size.value == Length.of_pt(22)
    assert run.format.colour == "000000"
    assert seen.sections[0].page.width.equals(Length.of_mm(210)) is Outcome.CONFORMS


def test_ruling_lines_make_cells() -> None:
    lines = [line(20, y, 120, y) for y in (30, 40, 50)] + [line(x, 30, x, 50) for x in (20, 60, 120)]
    words = [text("名称", 22, 37), text("示例店", 62, 37), text("代码", 22, 47), text("乙", 62, 47)]
    (table,) = read_document(ofd("".join(lines + words))).tables()
    assert [(cell.row, cell.column, cell.text) for cell in table.cells] == [
        (1, 1, "名称"), (1, 2, "示例店"), (2, 1, "代码"), (2, 2, "乙"),
    ]  # fmt: skip


def test_an_object_is_moved_and_scaled_by_its_matrix_and_boundary() -> None:
    moved = text("甲", 0, 0, 2).replace('Boundary="0 0 2.00 2.00"', 'Boundary="50 60 9 9" CTM="2 0 0 2 0 0"')
    (run,) = next(read_document(ofd(moved)).paragraphs()).runs
    assert run.format.size is not None
    assert run.format.size.value == Length.of_pt(round(4 * 72 / 25.4, 2))
    assert run.bounds is not None
    assert abs(run.bounds[0] - Length.of_mm(50)) < Length.of_mm(1)


def test_what_is_not_visible_is_hidden_and_what_stands_on_the_page_is_read() -> None:
    note = f'<ofd:PageAnnot {SPACE}><ofd:Annot><ofd:Appearance Boundary="10 80 90 20">{text("作废", 5, 9)}'
    more = {
        "Doc_0/Annotations.xml": f'<ofd:Annotations {SPACE}><ofd:Page PageID="1"><ofd:FileLoc>Notes/1.xml</ofd:FileLoc>'
        "</ofd:Page></ofd:Annotations>",
        "Doc_0/Notes/1.xml": f"{note}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>",
    }
    seen = read_document(ofd(text("可见", 30, 60) + text("不可见", 30, 90, Visible="false"), more=more))
    assert texts(seen) == ["可见", "作废"]


def test_a_page_of_one_picture_is_a_scan() -> None:
    seen = read_document(ofd('<ofd:ImageObject Boundary="0 0 210 297" ResourceID="7"/>', text("正文", 30, 60)))
    assert (seen.facts.scanned, seen.facts.pages) == ((1,), 2)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped({"OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody/></ofd:OFD>"}), "ARC101"),
        (zipped({"OFD.xml": f"<ofd:OFD {SPACE}>"}), "ARC101"),
        (zipped({"OFD.xml": f"<ofd:OFD {SPACE}/>", "Encryptions.xml": "<e/>"}), "ARC105"),
        (zipped({"OFD.xml": '<!DOCTYPE x [<!ENTITY a "b">]><OFD>&a;</OFD>'}), "ARC104"),
        (zipped({"OFD.xml": "<OFD/>"} | {f"a/{number}": "" for number in range(50)}), "ARC104"),
        (ofd(*[""] * 12), "ARC104"),
        (ofd("".join(text("字" * 50, 10, 20 + y) for y in range(9))), "ARC104"),
    ],
)
def test_what_is_no_sound_ofd_is_refused_for_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_document(data, "a.ofd", Limits(members=40, pages=10, characters=300))
    assert refusal.value.code == code
    assert refusal.value.remedy


@pytest.mark.parametrize("number", ["1e300", "nan", "甲", "99999999999"])
def test_absurd_numbers_leave_the_rest_of_the_page_readable(number: str) -> None:
    odd = text("怪", 30, 40).replace('X="30"', f'X="{number}"')
    assert "正文" in texts(read_document(ofd(odd + text("正文", 30, 60))))[-1]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ofdrw__n.ofd", "路卫发〔2011〕76号"),
        ("ofdrw__signout.ofd", "XX市政府文件处理"),
        ("ofdrw__z.ofd", "字型变换"),
        ("ofdrw__zsbk.ofd", "建设单位"),
        ("ofdrw__ano.ofd", "Web应用开发指南"),
        ("ofd__helloworld.ofd", "你好呀"),
    ],
)
def test_real_files_of_several_producers_are_read(name: str, said: str) -> None:
    assert said in normalised_text(read_document(CORPUS / name))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there")
def test_signatures_and_scans_of_real_files_are_seen() -> None:
    assert read_document(CORPUS / "ofdrw__n.ofd").facts.signed
    assert not read_document(CORPUS / "ofdrw__z.ofd").facts.signed
    assert read_document(CORPUS / "ofdrw__containsJPEG.ofd").facts.scanned == (1, 2)
