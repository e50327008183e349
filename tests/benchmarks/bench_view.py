"""How long the view of a form takes, held against parsing it and against python-docx. Run it by itself.

    python -m pytest tests/benchmarks/bench_view.py -s

The form has sixty rows of four cells, every run formatted directly and split in two, as word processors write them:
the worst case for a reader of formats. Milliseconds depend on the machine and its mood: the ratios are what counts.
"""

from __future__ import annotations

import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx_builder import docx, p, r, style, tbl, tc, tr
from lxml import etree

from docgen.view import read_document

ROUNDS = 40
MOST_OF_PARSING = 6.0
LEAST_OF_PYTHON_DOCX = 8.0
LOOK = '<w:rFonts w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/><w:sz w:val="24"/>'
PARAGRAPH = '<w:jc w:val="left"/><w:spacing w:line="280" w:lineRule="exact"/>'
GRID = (851, 2268, 1134, 9525)


def form(rows: int = 60) -> bytes:
    """The form, with a style sheet as large as those of word processors."""
    cells = [
        tr(
            *[
                tc(p(r("考核", LOOK) + r(f"内容{row}", LOOK), PARAGRAPH), f'<w:tcW w:w="{w}" w:type="dxa"/>')
                for w in GRID
            ]
        )
        for row in range(rows)
    ]
    known = "".join(style(f"s{n}", f"<w:rPr>{LOOK}</w:rPr><w:pPr>{PARAGRAPH}</w:pPr>") for n in range(120))
    return docx(p(r("考核细则", LOOK)) + tbl(*cells, grid=GRID), styles=known)


def floor(data: bytes) -> None:
    """Unzip and parse the document and its styles."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in ("word/document.xml", "word/styles.xml"):
            etree.fromstring(archive.read(name))


def walk(data: bytes) -> list[object]:
    """Fonts and sizes as everyone reads them with python-docx: run by run, through the styles where it is silent."""
    document = Document(BytesIO(data))
    blocks = [block for block in document.iter_inner_content() if isinstance(block, Table)]
    paragraphs = [
        paragraph for table in blocks for row in table.rows for cell in row.cells for paragraph in cell.paragraphs
    ]
    return [look for paragraph in paragraphs for look in _looks(paragraph)]


def _looks(paragraph: Paragraph) -> list[object]:
    looks: list[object] = [paragraph.paragraph_format.line_spacing]
    for run in paragraph.runs:
        size, face, ancestor = run.font.size, run.font.name, paragraph.style
        while (size is None or face is None) and ancestor is not None:
            size, face, ancestor = size or ancestor.font.size, face or ancestor.font.name, ancestor.base_style
        looks.append((run.text, face, size, run.font.bold))
    return looks


def fastest(jobs: dict[str, tuple[Callable[[], object], int]]) -> dict[str, float]:
    """The fastest round of each job in milliseconds, the rounds interleaved."""
    times: dict[str, float] = {}
    for number in range(max(rounds for _, rounds in jobs.values())):
        for name, (job, rounds) in jobs.items():
            if number < rounds:
                started = time.perf_counter()
                job()
                spent = (time.perf_counter() - started) * 1000
                times[name] = min(spent, times.get(name, spent))
    return times


def test_a_form_is_viewed_in_a_few_times_the_time_of_parsing_it() -> None:
    data = form()
    read_document(data)
    times = fastest(
        {
            "parse": (lambda: floor(data), ROUNDS),
            "view": (lambda: read_document(data), ROUNDS),
            "python-docx": (lambda: walk(data), ROUNDS // 10),
        }
    )
    sys.stdout.write(
        "  ".join(f"{name} {spent:.2f} ms ({spent / times['parse']:.1f}x)" for name, spent in times.items())
    )
    assert times["view"] <= MOST_OF_PARSING * times["parse"]
    assert times["python-docx"] >= LEAST_OF_PYTHON_DOCX * times["view"]
