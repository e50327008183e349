"""Every file of the corpus judged by the command, each in a process of its own: within its seconds and its memory."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SECONDS = 10
MEGABYTES = 500

JUDGED = """
import re, sys
from pathlib import Path
from docgen.app.cli import main
main(["check", sys.argv[1], "--profile", "changchun", "--format", "json", "-o", sys.argv[2]])
print(int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def listed() -> list[str]:
    manifest = CORPUS / "manifest.csv"
    if not manifest.is_file():
        return []
    with manifest.open(encoding="utf-8", newline="") as lines:
        return [line["path"] for line in csv.DictReader(lines)]


@pytest.mark.parametrize("path", listed())
def test_a_file_of_the_corpus_is_judged_within_its_bounds(path: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", JUDGED, str(CORPUS / path), str(tmp_path / "report.json")]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert time.perf_counter() - start < SECONDS
    assert float(done.stdout.split()[-1]) < MEGABYTES
    assert "Traceback" not in done.stderr
