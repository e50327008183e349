"""Hostile and broken PDFs: a view or one clear refusal, in bounded time, never a traceback."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf_builder import bare_pdf, saved, shown
from pikepdf import Array, Dictionary, Name

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


@pytest.mark.parametrize("matrix", ["0 0 0 0", "0 1 -1 0", "1e39 0 0 1e39", "0 1e39 -1e39 0", "1 0 1 0"])
@pytest.mark.parametrize("size", ["0", "12", "-12", "32767"])
def test_type_in_an_absurd_matrix_leaves_the_rest_of_the_page_readable(matrix: str, size: str) -> None:
    absurd = f"BT /F {size} Tf {matrix} 300 300 Tm (absurd) Tj ET "
    found = outcome(saved(bare_pdf(absurd * 3 + shown("Text", 100, 700))))
    assert isinstance(found, DocumentView)
    assert "Text" in [paragraph.text for paragraph in found.paragraphs()]


def unfolding(content: bytes, times: int = 1) -> pikepdf.Pdf:
    """A page whose content is deflated so many times over."""
    pdf = bare_pdf("")
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = Name.FlateDecode if times == 1 else Array([Name.FlateDecode] * times)
    stream = pikepdf.Stream(pdf, b"")
    stream.write(content, filter=filters)
    pdf.pages[0].Contents = stream
    return pdf


def as_written(pdf: pikepdf.Pdf) -> bytes:
    return saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def laughing(levels: int, calls: int) -> pikepdf.Pdf:
    """Forms that each draw another so many times: a few hundred bytes for millions of pictures."""
    pdf = bare_pdf("/X Do")
    form = pdf.make_stream(b"0 0 1 1 re f", Subtype=Name.Form, BBox=[0, 0, 9, 9])
    for _ in range(levels):
        outer = pdf.make_stream(b"/X Do " * calls, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        outer.Resources = Dictionary(XObject=Dictionary(X=form))
        form = outer
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(X=form))
    return pdf


def with_font_part(key: str, bytes_long: int) -> pikepdf.Pdf:
    pdf = bare_pdf(shown("Text", 100, 700))
    font = pdf.pages[0].Resources.Font.F
    part = pikepdf.Stream(pdf, b"")
    part.write(zlib.compress(b" " * bytes_long, 9), filter=Name.FlateDecode)
    if key.startswith("/FontFile"):
        font.FontDescriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.F, Flags=32)
        font.FontDescriptor[key] = part
    else:
        font[key] = part
    return pdf


def test_forms_that_draw_themselves_end() -> None:
    pdf = bare_pdf(shown("Text", 100, 700) + " /X Do")
    form = pdf.make_stream(b"/X Do")
    form.update(pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 10, 10]))
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary(X=form)
    found = outcome(saved(pdf))
    assert isinstance(found, DocumentView)
    assert found.has_text


BOUNDS = {"page_content": 1_000_000, "content": 3_000_000, "part_bytes": 2_000_000, "package_bytes": 4_000_000}


@pytest.mark.parametrize("times", [1, 2])
def test_a_page_that_unfolds_to_more_than_its_bound_is_refused_before_it_is_laid_out(times: int) -> None:
    within = as_written(unfolding(b" " * 999_000, times))
    assert isinstance(outcome(within, **BOUNDS), DocumentView)
    for bytes_long in (1_100_000, 2_100_000):
        assert refusal(as_written(unfolding(b" " * bytes_long, times)), **BOUNDS) == "ARC104"


def test_pages_that_unfold_to_more_than_their_bound_together_are_refused() -> None:
    pdf = unfolding(b" " * 900_000)
    page = pdf.pages[0].obj
    pdf.Root.Pages.Kids = Array([page] * 4)
    pdf.Root.Pages.Count = 4
    assert refusal(as_written(pdf), **BOUNDS) == "ARC104"


@pytest.mark.parametrize(("levels", "calls", "read"), [(2, 10, True), (8, 10, False), (60, 1, True), (3, 200, False)])
def test_forms_within_forms_are_counted_as_often_as_they_are_drawn(levels: int, calls: int, read: bool) -> None:
    found = outcome(saved(laughing(levels, calls)))
    assert isinstance(found, DocumentView) if read else isinstance(found, Unreadable) and found.code == "ARC104"


@pytest.mark.parametrize("key", ["/ToUnicode", "/FontFile", "/FontFile2", "/FontFile3"])
def test_a_font_that_unfolds_to_more_than_its_bound_is_refused(key: str) -> None:
    assert isinstance(outcome(as_written(with_font_part(key, 100_000)), **BOUNDS), DocumentView)
    assert refusal(as_written(with_font_part(key, 4_100_000)), **BOUNDS) == "ARC104"


def test_more_annotations_than_anybody_writes_on_a_page_are_refused() -> None:
    pdf = bare_pdf(shown("Text", 100, 700))
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 1, 1]))
    pdf.pages[0].Annots = Array([note] * 11)
    assert refusal(saved(pdf), annotations=10) == "ARC104"
    assert isinstance(outcome(saved(pdf), annotations=11), DocumentView)


def test_an_object_stream_that_unfolds_to_more_than_its_bound_is_refused() -> None:
    """The whole file may lie in such a stream (ISO 32000-1 §7.5.7): here it is padded with blanks."""
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>")  # fmt: skip
    starts = [sum(len(one) + 1 for one in objects[:n]) for n in range(3)]
    index = b" ".join(b"%d %d" % (n + 1, start) for n, start in enumerate(starts)) + b" "
    packed = zlib.compress(index + b" ".join(objects) + b" " * 4_100_000)
    file = b"%PDF-1.5\n"
    stream = b"4 0 obj<</Type/ObjStm/N 3/First %d/Filter/FlateDecode/Length %d>>stream\n" % (len(index), len(packed))
    table_at = len(file + stream + packed + b"\nendstream endobj\n")
    rows = [(0, 0, 0), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, len(file), 0), (1, table_at, 0)]
    table = b"".join(bytes([kind]) + at.to_bytes(4, "big") + bytes([extra]) for kind, at, extra in rows)
    file += stream + packed + b"\nendstream endobj\n"
    file += b"5 0 obj<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
    file += table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % table_at
    assert isinstance(outcome(file), DocumentView)
    assert refusal(file, **BOUNDS) == "ARC101"


@pytest.mark.parametrize("kids", [b"null", b"[1 2 3]", b"[(a)]", b"[/A]", b"[1 0 R]", b"[9 0 R]", b"[]", b"[2 0 R]"])
def test_a_page_tree_of_anything_but_pages_is_refused(kids: bytes) -> None:
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids "
    assert refusal(head + kids + b">>endobj\ntrailer<</Root 1 0 R>>") == "ARC101"


@pytest.mark.parametrize(
    "method",
    [b"<</Filter/Adobe.PubSec/V 4>>", b"<</Filter/Standard>>", b"<</Filter/Standard/V 9/R 9/O(a)/U(b)/P -1>>",
     b"<</Filter/Nobody.Knows/V 1>>", b"1 0 R"],
    ids=["to a certificate", "without keys", "of the future", "of somebody's own", "the catalog"],
)  # fmt: skip
def test_encryption_nobody_here_knows_is_said_to_be_encryption(method: bytes) -> None:
    whole = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    whole += (
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox [0 0 595 842]>>endobj\ntrailer<</Root 1 0 R/ID[(a)(b)]/Encrypt "
    )
    assert refusal(whole + method + b">>") == "ARC105"


@pytest.mark.parametrize("part", [1, 5, 25, 50, 75, 90, 99])
def test_a_file_cut_anywhere_is_read_or_refused(part: int) -> None:
    data = saved(bare_pdf(*[shown(f"Page {n}", 100, 700) for n in range(9)]))
    found = outcome(data[: len(data) * part // 100])
    assert isinstance(found, DocumentView) or found.code == "ARC101"


@pytest.mark.parametrize(
    "box",
    [b"[0 0 -595 -842]", b"[595 842 0 0]", b"[0 0 0 0]", b"[0 0]", b"[0 0 nan nan]",
     b"[/A /B /C /D]", b"[[0 0 595 842]]", b"null", b"[0 0 1e309 1e309]"],
)  # fmt: skip
def test_a_page_of_senseless_size_ends_in_a_view(box: bytes) -> None:
    data = paper()
    start = data.index(b"/MediaBox")
    end = data.index(b"]", start) + 1
    found = outcome(data[:start] + b"/MediaBox " + box + data[end:])
    assert isinstance(found, DocumentView)
    assert found.facts.pages == 1


@pytest.mark.parametrize(("side", "read"), [(1_000_000, True), (1_000_001, False)])
def test_a_page_longer_than_a_street_is_refused(side: int, read: bool) -> None:
    pdf = bare_pdf(shown("Text", 100, 700))
    pdf.pages[0].MediaBox = [0, 0, 595, side]
    found = outcome(saved(pdf))
    assert isinstance(found, DocumentView) if read else isinstance(found, Unreadable) and found.code == "ARC104"


def test_what_points_to_itself_ends() -> None:
    pdf = bare_pdf(shown("Text", 100, 700))
    page = pdf.pages[0].obj
    field = pdf.make_indirect(
        Dictionary(T=pikepdf.String("a"), Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 9, 9])
    )
    field.Kids, field.Parent = Array([field]), field
    outline = pdf.make_indirect(Dictionary(Title=pikepdf.String("x")))
    outline.Next = outline.First = outline
    page.Annots, page.Parent.Parent = Array([field]), page.Parent
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=outline, Last=outline))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=outline))
    found = outcome(saved(pdf))
    assert isinstance(found, DocumentView)
    assert found.has_text


def test_bombs_are_refused_within_the_memory_a_paper_may_take(tmp_path: Path) -> None:
    """Three hundred megabytes of content and of a font, a hundred million drawings."""
    folder = tmp_path / "bombs"
    folder.mkdir()
    deflater, chunk = zlib.compressobj(9), b" " * 10_000_000
    bomb = b"".join(deflater.compress(chunk) for _ in range(30)) + deflater.flush()
    content, font = unfolding(b""), with_font_part("/FontFile2", 1)
    content.pages[0].Contents.write(bomb, filter=Name.FlateDecode)
    font.pages[0].Resources.Font.F.FontDescriptor.FontFile2.write(bomb, filter=Name.FlateDecode)
    for name, pdf in {"content": content, "font": font, "forms": laughing(8, 10)}.items():
        (folder / f"{name}.pdf").write_bytes(as_written(pdf))
    program = (
        "import re, sys\nfrom pathlib import Path\nfrom docgen.app.cli import main\n"
        "code = main(['check', sys.argv[1], '--profile', 'changchun', '--format', 'json', '-o', sys.argv[2]])\n"
        "print(code, re.search(r'VmHWM:\\s*(\\d+)', Path('/proc/self/status').read_text())[1])\n"
    )
    report = tmp_path / "report.json"
    run = subprocess.run(
        [sys.executable, "-c", program, str(folder), str(report)], capture_output=True, text=True, check=True
    )
    code, kilobytes = map(int, run.stdout.split()[-2:])
    found = [one["code"] for one in json.loads(report.read_text(encoding="utf-8"))["findings"]]
    assert (code, found.count("ARC104"), "Traceback" in run.stderr) == (1, 3, False)
    assert kilobytes < 300 * 1024
