"""How fast papers are printed and read back, and that memory stays flat. Run it by itself; it is no test.

    python tests/benchmarks/bench_pdf.py

Milliseconds depend on the machine and its mood: the ratios are what counts. “As everyone” is the same text through
WeasyPrint with a system font, tables laid out automatically and a new font configuration each time. The bars: a notice
in half of that, a rubric sheet in three tenths, 200 prints within 150 MB.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from collections.abc import Callable
from statistics import median

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from docgen.make.faces import cabinet
from docgen.make.html import printable
from docgen.make.ink import Ink
from docgen.make.papers import make_docx
from docgen.make.pdf import print_pdf
from docgen.make.pictures import Pictures
from docgen.make.rows import read_rows
from docgen.spec import load_fonts, load_profile
from docgen.spec.model import DocumentSpec
from docgen.view import read_document
from docgen.view.from_pdf import read_pdf
from docgen.view.model import DocumentView
from docgen.view.roles import Roles, assign

ROUNDS = 7
PRINTS = 200
MEGABYTES = 150
BARS = {"inspection_notice": 0.5, "rubric_sheet": 0.3}


def main() -> int:
    specs = [spec for spec in load_profile("changchun").documents.values() if spec.name in BARS]
    kept = [measured(spec) for spec in specs]
    return 0 if all(kept) and flat(specs[0]) else 1


def measured(spec: DocumentSpec) -> bool:
    """Print one paper's figures; whether it keeps its bar."""
    (row,) = read_rows(spec.sample, spec)
    view = read_document(make_docx(spec, row), "paper.docx")
    roles = assign(view, spec)
    pdf = print_pdf(view, roles, spec)
    times = interleaved(
        {
            "as everyone": lambda: as_everyone(view, roles, spec),
            "printed": lambda: print_pdf(view, roles, spec),
            "read": lambda: read_pdf(pdf),
        }
    )
    ratio = times["printed"] / times["as everyone"]
    figures = "  ".join(f"{name} {spent:.1f} ms" for name, spent in times.items())
    sys.stdout.write(f"{spec.key:<28}{figures}  ({ratio:.2f} of everyone's)\n")
    return ratio <= BARS[spec.name]


def as_everyone(view: DocumentView, roles: Roles, spec: DocumentSpec) -> bytes:
    paper = printable(view, roles, spec, Ink(cabinet()), Pictures({}))
    system = next(iter(load_fonts().fallback))
    css = re.sub(r'font-family:"[^"]+"', f'font-family:"{system}"', paper.css).replace("table-layout:fixed;", "")
    fonts = FontConfiguration()
    printed: bytes = HTML(string=paper.html).write_pdf(
        stylesheets=[CSS(string=css, font_config=fonts)], font_config=fonts
    )
    return printed


def interleaved(tasks: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median milliseconds of each task, one after the other in every round."""
    spent: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(ROUNDS):
        for name, task in tasks.items():
            start = time.process_time()
            task()
            spent[name].append((time.process_time() - start) * 1000)
    return {name: median(times) for name, times in spent.items()}


def flat(spec: DocumentSpec) -> bool:
    """Whether many prints take little more memory than a few."""
    (row,) = read_rows(spec.sample, spec)
    view = read_document(make_docx(spec, row), "paper.docx")
    roles = assign(view, spec)
    before = peak()
    for _ in range(PRINTS):
        print_pdf(view, roles, spec)
    sys.stdout.write(f"{PRINTS} prints of {spec.key}: peak {before} MB before, {peak()} MB after\n")
    return peak() - before <= MEGABYTES


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def test_papers_are_printed_within_their_bars() -> None:
    assert main() == 0


if __name__ == "__main__":
    sys.exit(main())
