"""Hostile and broken PDFs: a view or one clear refusal, in bounded time, never a traceback."""

from __future__ import annotations

import csv
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf_builder import bare_pdf, saved, shown

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS
from docgen.spec import load_profile
from docgen.validators.run import check_document
from docgen.view.from_pdf import read_pdf
from docgen.view.model import DocumentView

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
SUBJECTS = ("pdf", "pdf-bad", "pdf-edge", "pdf-encrypted", "pdf-scan", "pdf-zh")
# These are long; each is read once by hand when the reader changes.
LONG = ("GeoTopo", "fontArialNotEmbedded", "ISO-IEC-29500-3")


def paper() -> bytes:
    return saved(bare_pdf(shown("Text", 100, 700)))


def listed() -> list[str]:
    if not (CORPUS / "manifest.csv").is_file():
        return []
    with (CORPUS / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
        paths = [row["path"] for row in csv.DictReader(manifest) if row["kind"] in SUBJECTS]
    return [path for path in paths if not any(name in path for name in LONG)]


def outcome(data: bytes, **limits: int) -> DocumentView | Unreadable:
    try:
        return read_pdf(data, replace(DEFAULT_LIMITS, **limits))
    except Unreadable as refused:
        return refused


def refusal(data: bytes, **limits: int) -> str:
    found = outcome(data, **limits)
    assert isinstance(found, Unreadable), found
    assert found.what
    assert found.remedy
    return found.code


@pytest.mark.parametrize("path", listed())
def test_every_pdf_of_the_corpus_is_read_or_refused(path: str) -> None:
    found = outcome((CORPUS / path).read_bytes())
    assert isinstance(found, DocumentView) or found.code in ("ARC101", "ARC104", "ARC105")
    if path.startswith("pdf-scan/"):
        assert isinstance(found, DocumentView)
        assert found.facts.scanned
        assert not found.has_text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n",
        b"not a pdf at all" * 100,
        paper()[: len(paper()) // 3],
        paper().replace(b"/Pages", b"/Pegas"),
        paper().replace(b"/Kids", b"/Kibs"),
    ],
    ids=["empty", "head only", "no pdf", "cut short", "no pages", "no kids"],
)
def test_a_damaged_file_is_refused_as_damaged(data: bytes) -> None:
    assert refusal(data) == "ARC101"


def test_a_page_tree_that_bites_its_tail_is_refused() -> None:
    pdf = bare_pdf(shown("Text", 100, 700))
    pages = pdf.Root.Pages
    pages.Kids.append(pages)
    assert refusal(saved(pdf)) == "ARC101"


def test_more_pages_than_any_dossier_has_are_refused() -> None:
    assert refusal(saved(bare_pdf(*[""] * 4)), pages=3) == "ARC104"
    assert isinstance(outcome(saved(bare_pdf(*[""] * 3)), pages=3), DocumentView)


def test_more_characters_than_the_limit_are_refused() -> None:
    data = saved(bare_pdf(*[shown("x" * 50, 100, 700)] * 3))
    assert refusal(data, characters=149) == "ARC104"
    assert isinstance(outcome(data, characters=150), DocumentView)


def test_more_cells_than_the_limit_are_refused() -> None:
    lines = "".join(f"{x} 100 m {x} 400 l S 100 {x} m 400 {x} l S " for x in range(100, 401, 10))
    assert refusal(saved(bare_pdf(lines)), cells=899) == "ARC104"
    assert isinstance(outcome(saved(bare_pdf(lines)), cells=900), DocumentView)


def test_a_password_is_asked_for_only_where_one_is_needed() -> None:
    pdf = bare_pdf(shown("Text", 100, 700))
    locked = saved(pdf, encryption=pikepdf.Encryption(user="secret", owner="boss"))
    restricted = saved(pdf, encryption=pikepdf.Encryption(user="", owner="boss"))
    assert refusal(locked) == "ARC105"
    assert isinstance(outcome(restricted), DocumentView)


def test_a_drawing_of_a_hundred_thousand_strokes_is_no_table_at_all() -> None:
    strokes = "".join(f"{n % 500} {n // 200} m {n % 500 + 30} {n // 200} l S " for n in range(100_000))
    found = outcome(saved(bare_pdf(strokes + shown("Text", 100, 700))))
    assert isinstance(found, DocumentView)
    assert list(found.tables()) == []
    assert found.has_text


def pages_of(count: int) -> bytes:
    """A page tree that names one page so many times: 10,000 pages in a few kilobytes."""
    pdf = bare_pdf(shown("Text", 100, 700))
    page = pdf.pages[0].obj
    pdf.Root.Pages.Kids = pikepdf.Array([page] * count)
    pdf.Root.Pages.Count = count
    return saved(pdf)


def test_ten_thousand_pages_are_refused_before_any_is_read() -> None:
    start = time.perf_counter()
    assert refusal(pages_of(10_000)) == "ARC104"
    assert time.perf_counter() - start < 5


def test_a_page_five_metres_wide_is_read_as_wide_as_it_is() -> None:
    found = outcome(saved(bare_pdf(shown("Text", 100, 700), size=(14_173, 14_173))))
    assert isinstance(found, DocumentView)
    width = found.sections[0].page.width.value
    assert width is not None
    assert width.mm == pytest.approx(5000, abs=1)
    assert found.has_text


@pytest.mark.parametrize(
    "absurd",
    [
        {"Widths": [10**9] * 95, "FirstChar": 32, "LastChar": 126},
        {"Widths": [-(10**6)] * 95, "FirstChar": 32, "LastChar": 126},
        {"Widths": [0] * 95, "FirstChar": 32, "LastChar": 126},
        {"FirstChar": -5, "LastChar": 2**31 - 1},
    ],
    ids=["wide", "backwards", "none", "range"],
)
def test_a_font_with_absurd_metrics_leaves_the_paper_readable(absurd: dict[str, Any]) -> None:
    pdf = bare_pdf(shown("Text", 100, 700))
    font = pdf.pages[0].Resources.Font.F
    for key, value in absurd.items():
        font[f"/{key}"] = value
    font.FontDescriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name.Helvetica, Flags=32, ItalicAngle=900,
        Ascent=10**9, Descent=10**9, CapHeight=-(10**9), StemV=10**9, FontBBox=[10**9, 10**9, -(10**9), -(10**9)],
    )  # fmt: skip
    assert isinstance(outcome(saved(pdf)), DocumentView)


@pytest.mark.parametrize("size", ["0", "1e30", "-1e30", "0.000001"])
def test_type_of_an_absurd_size_leaves_the_rest_of_the_page_readable(size: str) -> None:
    found = outcome(saved(bare_pdf(f"BT /F {size} Tf 1 0 0 1 100 300 Tm (absurd) Tj ET " + shown("Text", 100, 700))))
    assert isinstance(found, DocumentView)
    assert "Text" in [paragraph.text for paragraph in found.paragraphs()]


@pytest.mark.parametrize(
    "data",
    [b"", pages_of(10_000), paper()[: len(paper()) // 3]],
    ids=["zero bytes", "10,000 pages", "cut short"],
)
def test_a_file_that_cannot_be_read_is_one_finding(data: bytes) -> None:
    profile = load_profile("changchun")
    report = check_document(data, profile, as_of=date(2026, 12, 8), name="paper.pdf")
    assert [finding.code[:3] for finding in report.findings] == ["ARC"]
    assert not report.crashes


def test_forms_that_draw_themselves_end() -> None:
    pdf = bare_pdf(shown("Text", 100, 700) + " /X Do")
    form = pdf.make_stream(b"/X Do")
    form.update(pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 10, 10]))
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary(X=form)
    found = outcome(saved(pdf))
    assert isinstance(found, DocumentView)
    assert found.has_text
