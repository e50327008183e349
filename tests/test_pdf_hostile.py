"""Hostile and broken PDFs: a view or one clear refusal, in bounded time, never a traceback."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pdf_builder import bare_pdf, saved, shown

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS
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


def test_forms_that_draw_themselves_end() -> None:
    pdf = bare_pdf(shown("Text", 100, 700) + " /X Do")
    form = pdf.make_stream(b"/X Do")
    form.update(pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 10, 10]))
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary(X=form)
    found = outcome(saved(pdf))
    assert isinstance(found, DocumentView)
    assert found.has_text
