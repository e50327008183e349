"""How the rules read what a print shows: what two settings share is no deviation, what it leaves open is not judged."""

from __future__ import annotations

import tomllib
from datetime import date
from io import BytesIO
from typing import Literal

import pikepdf
import pytest
from pdf_builder import needs_fonts, saved
from sample_papers import CHANGCHUN

from docgen.make import make_docx, make_pdf
from docgen.reading import Outcome, Reading
from docgen.spec.measures import load_measures
from docgen.spec.model import Format, Page
from docgen.units import Length
from docgen.validators.content.wrapping import hangs_right, wraps_unseen
from docgen.validators.format.setting import setting
from docgen.validators.run import check_document
from docgen.view.facts import Facts
from docgen.view.look import CharacterFormat, PageSetup, ParagraphFormat
from docgen.view.model import DocumentView, Paragraph, Place, Run, Section

SIZE = Length.of_pt(16)
Align = Literal["left", "center", "right", "justify"]
A4 = PageSetup(Reading.exact(Length.parse("210mm")), Reading.exact(Length.parse("297mm")), {}, None, None)
LAW = Page.model_validate({"margin": "28mm"})


def points(value: float) -> Reading[Length]:
    return Reading.exact(Length.of_pt(value))


def paragraph(
    text: str = "某某某某", *, printed: bool = True, spacing: float | None = None, width: float = 448, **look: object
) -> Paragraph:
    style = CharacterFormat(size=Reading.exact(SIZE), spacing=None if spacing is None else Length.of_pt(spacing))
    bounds = (Length.of_pt(80), Length.of_pt(100), Length.of_pt(80 + width), Length.of_pt(150))
    place = Place(section=1, page=1 if printed else None, paragraph=1)
    return Paragraph((Run(text, style, bounds=bounds if printed else None),), ParagraphFormat(**look), place)  # type: ignore[arg-type]


def outcomes(one: Paragraph, **law: str) -> list[Outcome]:
    measures = load_measures().tolerance("pdf" if one.place.page else "docx")
    return [found.outcome for found in setting(one, Format.model_validate(law), SIZE, measures)]


@pytest.mark.parametrize(
    ("printed", "align", "wanted", "found"),
    [
        (True, "left", "left", []),
        (True, "left", "center", [Outcome.VIOLATES]),
        (True, "left", "justify", [Outcome.UNDETERMINED]),
        (True, "center", "justify", [Outcome.VIOLATES]),
        (True, None, "center", [Outcome.UNDETERMINED]),
        (False, "justify", "left", []),
        (False, "left", "justify", [Outcome.VIOLATES]),
        (False, "justify", "center", [Outcome.VIOLATES]),
    ],
)
def test_justified_text_begins_at_the_left_and_a_print_tells_them_not_apart(
    printed: bool, align: Align | None, wanted: str, found: list[Outcome]
) -> None:
    assert outcomes(paragraph(printed=printed, align=align), align=wanted) == found


@pytest.mark.parametrize(
    ("shown", "spacing", "found"),
    [
        (points(32), None, []),
        (points(0), None, [Outcome.VIOLATES]),
        (None, None, [Outcome.UNDETERMINED]),
        (points(38), 3.0, []),  # two characters, each 19 points from the next
        (points(38), None, [Outcome.VIOLATES]),
    ],
)
def test_an_indent_in_print_is_as_many_characters_as_stand_in_it(
    shown: Reading[Length] | None, spacing: float | None, found: list[Outcome]
) -> None:
    assert outcomes(paragraph(first_line=shown, spacing=spacing), first_line="2 characters") == found


NAME = "示例县市场监督管理局关于食品经营主体二〇二六年度第二批双随机抽查任务安排的一览表"


@pytest.mark.parametrize(
    ("text", "first", "outcome"),
    [
        (f"附件：1.{NAME}", points(-64), Outcome.CONFORMS),
        (f"附件：1.{NAME}", points(32), Outcome.VIOLATES),
        (f"附件：1.{NAME}", None, Outcome.UNDETERMINED),
        ("附件：1.一览表", None, Outcome.CONFORMS),
    ],
    ids=["below the name", "below the margin", "unseen", "one line"],
)
def test_the_further_lines_of_an_annex_are_told_by_the_first(
    text: str, first: Reading[Length] | None, outcome: Outcome
) -> None:
    name = text.removeprefix("附件：1.")
    one = paragraph(text, first_line=first)
    view = DocumentView(Facts("pdf"), (Section(A4, Place(section=1)),), (one,))
    assert hangs_right(one, name, view, LAW) is outcome
    assert wraps_unseen(one, name, view, LAW) is (outcome is Outcome.UNDETERMINED)


def judged(pdf: bytes) -> tuple[set[tuple[str, str]], set[str]]:
    spec = CHANGCHUN.documents["national/notice"]
    report = check_document(pdf, CHANGCHUN, as_document=spec, as_of=date(2026, 12, 8), name="通知.pdf")
    return {(one.code, one.message) for one in report.findings}, {one.code for one in report.undetermined}


def with_seal(pdf: bytes, left: float, bottom: float) -> bytes:
    """A red picture of 42 mm on the last page, drawn over what is there."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        image = opened.make_stream(
            b"\xff\0\0", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1,
            BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceRGB,
        )  # fmt: skip
        page = opened.pages[-1]
        name = page.add_resource(image, pikepdf.Name.XObject)
        page.contents_add(f"q 119 0 0 119 {left} {bottom} cm {name} Do Q".encode())
        return saved(opened)


@needs_fonts
def test_a_seal_over_name_and_date_or_in_the_margin_changes_no_verdict() -> None:
    spec = CHANGCHUN.documents["national/notice"]
    printed = make_pdf(spec, make_docx(spec, tomllib.loads(spec.sample.read_text(encoding="utf-8"))))
    plain = judged(printed)
    for left, bottom in ((350, 540), (0, 400), (560, 0)):
        assert judged(with_seal(printed, left, bottom)) == plain
