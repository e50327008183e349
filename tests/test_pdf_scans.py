"""Pages that are pictures of text: what is said of them, what is judged all the same, and the door for their reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pikepdf
from pdf_builder import bare_pdf, needs_fonts, printed, saved, shown, text
from test_pdf_read import picture_page

from docgen.spec import load_profile
from docgen.validators.finding import Report
from docgen.validators.run import check_document
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
