"""Pages that are pictures of text: what is said of them, what is judged all the same, and the door for their reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdf_builder import bare_pdf, needs_fonts, printed, saved, shown, text
from test_pdf_read import picture_page

from docgen.spec import load_profile
from docgen.validators.finding import Report
from docgen.validators.run import check_document, check_paths
from docgen.view.from_pdf import read_pdf
from docgen.view.model import Opaque, Paragraph
from docgen.view.pages.scans import PageImage, ScannedLine

CHANGCHUN = load_profile("changchun")


def mixed() -> pikepdf.Pdf:
    """A typed page and a scanned one."""
    pdf = bare_pdf(shown("typed", 100, 700))
    picture_page(pdf)
    return pdf


def judged(pdf: pikepdf.Pdf) -> Report:
    law = CHANGCHUN.document("inspection_notice")
    return check_document(saved(pdf), CHANGCHUN, as_document=law, as_of=date(2026, 12, 8), name="scan.pdf")


def test_a_file_with_scanned_pages_says_which_and_blames_nothing_that_may_stand_there() -> None:
    report = judged(mixed())
    (said,) = (finding.message for finding in report.findings if finding.code == "ARC103")
    assert said.startswith("第2页是图片")
    assert {one.reason for one in report.undetermined if one.code == "STR101"} == {"scan"}
    assert [finding.message for finding in report.findings if finding.code in ("STR101", "FLD101")] == []


def test_the_size_of_a_scanned_page_is_judged_and_its_pages_are_counted() -> None:
    small = mixed()
    small.pages[1].MediaBox = [0, 0, 498.9, 708.7]
    sizes = [[one.message for one in judged(pdf).findings if one.code == "PAG101"] for pdf in (mixed(), small)]
    assert sizes[0] == []
    assert len(sizes[1]) == 1
    assert read_pdf(saved(small)).facts.pages == 2


def scan(width: float, height: float, dots: tuple[int, int], pages: int = 1, rotate: int = 0) -> bytes:
    """Pages that are one picture of so many dots each; lengths in points."""
    pdf = bare_pdf(*[f"{width} 0 0 {height} 0 0 cm /I Do"] * pages, size=(width, height), rotate=rotate)
    picture = pdf.make_stream(
        b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=dots[0], Height=dots[1], BitsPerComponent=1,
        ColorSpace=pikepdf.Name.DeviceGray,
    )  # fmt: skip
    for page in pdf.pages:
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
    return saved(pdf)


def page_size(paper: bytes, name: str = "scan.pdf", law: str = "") -> tuple[list[str], list[str]]:
    """What is found of the size of a scan's pages, and why it could not be told."""
    named = CHANGCHUN.document(law) if law else None
    report = check_document(paper, CHANGCHUN, as_document=named, as_of=date(2026, 12, 8), name=name)
    assert report.ran["PAG101"] == 1
    assert not report.crashes
    found = [(one.severity, one.message) for one in report.findings if one.code == "PAG101"]
    assert {severity for severity, _ in found} <= {"note"}
    return [said for _, said in found], [one.why for one in report.undetermined if one.code == "PAG101"]


A4_DOTS = (1654, 2339)


@pytest.mark.parametrize(
    ("width", "height"),
    [(595, 842), (590.4, 835.2), (612, 842), (600, 850), (842, 595)],
    ids=["A4", "cut by an eighth of an inch", "the whole glass", "fed askew", "lying"],
)
def test_a_scan_of_about_a4_is_one_whatever_paper_it_is(width: float, height: float) -> None:
    assert page_size(scan(width, height, A4_DOTS)) == ([], [])


@pytest.mark.parametrize(
    ("size", "called"),
    [((420, 595), "A5纵向"), ((521.6, 737), "16开纵向"), ((1191, 842), "A3横向"), ((499, 709), "B5纵向")],
)
def test_a_scan_of_another_sheet_is_noted_for_every_paper_is_on_a4(size: tuple[float, float], called: str) -> None:
    (said,), untold = page_size(scan(*size, A4_DOTS, pages=3))
    assert called in said
    assert said.endswith("应为A4")
    assert untold == []


@pytest.mark.parametrize(
    ("size", "dots", "why"),
    [
        ((1654, 2339), A4_DOTS, "没有写明尺寸"),
        ((1240.5, 1754.25), A4_DOTS, "没有写明尺寸"),
        ((726, 968), (3024, 4032), "不是常用的纸张"),
        ((612, 792), A4_DOTS, "不是常用的纸张"),
    ],
    ids=["72 dots to the inch", "96 dots to the inch", "a photograph", "cropped to a driver's default"],
)
def test_a_scan_whose_size_says_nothing_of_the_paper_is_no_fault(
    size: tuple[float, float], dots: tuple[int, int], why: str
) -> None:
    found, (untold,) = page_size(scan(*size, dots))
    assert found == []
    assert why in untold


def test_how_a_scan_lies_is_asked_only_where_its_name_says_which_paper_it_is() -> None:
    lying = scan(842, 595, A4_DOTS[::-1])
    for name, law in (("行政检查通知书.pdf", ""), ("行政检查通知书/1.pdf", ""), ("1.pdf", "inspection_notice")):
        found, (untold,) = page_size(lying, name, law)
        assert (found, untold[:5]) == ([], "扫描页横向")
    assert page_size(scan(842, 595, A4_DOTS[::-1], rotate=90), "行政检查通知书.pdf") == ([], [])


def test_a_scan_that_is_named_says_what_of_that_paper_could_not_be_checked() -> None:
    report = check_document(scan(595, 842, A4_DOTS, 2), CHANGCHUN, as_of=date(2026, 12, 8), name="行政检查通知书.pdf")
    (found,) = (one for one in report.findings if one.code == "ARC103")
    assert found.message.startswith("扫描件或图片（2页）")
    named, counted = found.also
    assert "“被检查单位”" in named
    assert "签收人签字或盖章" in named
    assert counted.startswith("页数（2页）和纸张大小")


def test_pages_are_told_by_what_is_the_matter_with_each() -> None:
    pdf = bare_pdf(shown("typed", 100, 700), "", shown("typed", 100, 700))
    for _ in range(3):
        picture_page(pdf)
    (said,) = (one.message for one in judged(pdf).findings if one.code == "ARC103")
    assert said.startswith("第4至6页是图片（全文共6页），")
    assert read_pdf(saved(pdf)).facts.blank == (2,)


def test_who_can_read_pictures_is_handed_those_pages_and_what_is_read_stands_in_the_view() -> None:
    asked: list[tuple[int, int, int, int]] = []

    def reader(image: PageImage) -> Sequence[ScannedLine]:
        asked.append((image.page, image.width, image.height, len(image.grey)))
        return [
            ScannedLine("检查通知书", (600, 300, 1000, 380), 0.97),
            ScannedLine("被检查单位：示例一食品店", (200, 600, 1160, 680), 0.9),
            ScannedLine("看不清", (200, 900, 440, 980), 0.4),
        ]

    view = read_pdf(saved(mixed()), read_scan=reader)
    assert asked == [(2, 1653, 2339, 1653 * 2339)]
    read = [block for block in view.blocks if isinstance(block, Paragraph) and block.place.page == 2]
    assert [paragraph.text for paragraph in read] == ["检查通知书", "被检查单位：示例一食品店"]
    assert {(run.format.size, run.format.east_asian) for paragraph in read for run in paragraph.runs} == {(None, None)}
    assert read[0].runs[0].bounds is not None
    assert round(read[0].runs[0].bounds[0].pt) == 216
    assert view.facts.scanned == (2,)


def test_the_judge_hands_scans_to_who_can_read_them_and_judges_what_is_read(tmp_path: Path) -> None:
    said = [
        "长春市人民政府“双随机一公开”行政检查通知书",
        "被检查单位：示例一食品店",
        "检查时间：2026年6月2日14时",
        "检查机关：示例县局",
    ]

    def reader(_: PageImage) -> Sequence[ScannedLine]:
        lines = enumerate(said)
        return [ScannedLine(line, (200, 300 + 100 * n, 200 + 45 * len(line), 345 + 100 * n), 0.95) for n, line in lines]

    path = tmp_path / "1.pdf"
    path.write_bytes(scan(595, 842, A4_DOTS))
    law = CHANGCHUN.document("inspection_notice")
    report = check_paths([path], CHANGCHUN, as_document=law, as_of=date(2026, 12, 8), read_scan=reader)
    (entry,) = report.documents
    assert entry.fields["unit_name"] == "示例一食品店"
    assert {one.code for one in report.findings if one.severity == "error"} == set()
    unread = check_paths([path], CHANGCHUN, as_of=date(2026, 12, 8))
    assert [one.fields for one in unread.documents] == [{}]


def test_what_is_read_of_a_page_in_larger_units_stands_where_it_is_printed() -> None:
    pdf = mixed()
    pdf.pages[1].UserUnit = 2
    line = ScannedLine("检查通知书", (600, 300, 1000, 380), 0.97)
    view = read_pdf(saved(pdf), read_scan=lambda _: [line, ScannedLine("没有高度", (200, 600, 440, 600), 0.97)])
    (read,) = (one for one in view.blocks if isinstance(one, Paragraph) and one.place.page == 2)
    assert read.runs[0].bounds is not None
    assert round(read.runs[0].bounds[0].pt) == 2 * 216


def test_a_page_nobody_could_read_stays_a_picture() -> None:
    view = read_pdf(saved(mixed()), read_scan=lambda _: [])
    assert [block.place.page for block in view.blocks if isinstance(block, Opaque)] == [2]


def uncoded(pdf: bytes) -> bytes:
    """The file without what says which characters its fonts draw."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for element in opened.objects:
            if isinstance(element, pikepdf.Dictionary) and "/ToUnicode" in element:
                del element["/ToUnicode"]
        return saved(opened)


@needs_fonts
def test_text_that_only_the_eye_can_read_is_neither_empty_nor_misread() -> None:
    law = CHANGCHUN.document("inspection_notice")
    paper = uncoded(printed(text("示例县市场监督管理局检查通知书。" * 9)))
    report = check_document(paper, CHANGCHUN, as_document=law, as_of=date(2026, 12, 8), name="print.pdf")
    assert [(one.code, one.message[:8]) for one in report.findings] == [("ARC103", "字体没有文字编码")]
    assert {one.reason for one in report.undetermined} == {"scan"}
