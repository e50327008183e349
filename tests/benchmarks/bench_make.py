"""How fast papers are made, against docxtpl on the same templates and values. Run it by itself; it is no test.

    python tests/benchmarks/bench_make.py

Milliseconds depend on the machine and its mood: the ratios are what counts. Each figure is the median of
interleaved rounds. The bar for filling is fifty times docxtpl.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from docxtpl import DocxTemplate
from jinja2 import Environment

from docgen.make.compile import compile_template
from docgen.make.fill import fill
from docgen.make.output import write_file
from docgen.make.papers import make_docx
from docgen.make.record import make_record
from docgen.make.rows import read_rows
from docgen.spec import load_profile
from docgen.spec.model import DocumentSpec

ROUNDS = 9
BAR = 50


def main() -> int:
    specs = load_profile("changchun").documents.values()
    ratios = [measured(spec) for spec in specs if spec.template.exists()]
    return 0 if min(ratios) >= BAR else 1


def measured(spec: DocumentSpec) -> float:
    """Print one paper's figures and return how many times faster than docxtpl it is filled."""
    row = read_rows(spec.sample, spec)[0]
    record = make_record(spec, row)
    compiled = compile_template(spec.template)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "paper.docx"
        times = interleaved(
            {
                "docxtpl": (lambda: by_docxtpl(spec, record.values), 2),
                "fill": (lambda: fill(compiled, record.values, title=spec.title, mark=spec.key), 40),
                "row to .docx": (lambda: make_docx(spec, row), 40),
                "to a file": (lambda: write_file(target, make_docx(spec, row)), 20),
            }
        )
    base = times["docxtpl"]
    figures = "  ".join(f"{name} {spent:.3f} ms ({base / spent:.0f}x)" for name, spent in times.items())
    sys.stdout.write(f"{spec.key:<28}{figures}\n")
    return base / times["fill"]


def by_docxtpl(spec: DocumentSpec, values: Mapping[str, object]) -> bytes:
    document = DocxTemplate(spec.template)
    document.render(dict(values), Environment(autoescape=True))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def interleaved(jobs: Mapping[str, tuple[Callable[[], object], int]]) -> dict[str, float]:
    """Median milliseconds a call of each job, all jobs taking turns round by round."""
    spent: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, (job, times) in jobs.items():
            start = time.perf_counter()
            for _ in range(times):
                job()
            spent[name].append((time.perf_counter() - start) / times * 1000)
    return {name: median(figures) for name, figures in spent.items()}


def test_papers_are_made_within_their_bars() -> None:
    assert main() == 0


if __name__ == "__main__":
    sys.exit(main())
