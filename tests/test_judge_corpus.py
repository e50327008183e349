"""Real and hostile files of every kind: each is judged to its end, within 10 seconds and 500 MB, and no traceback."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from docgen.spec import load_profile
from docgen.validators.report.json import render_json
from docgen.validators.report.text import render_text
from docgen.validators.run import check_paths

AS_OF = date(2026, 12, 8)
MEGABYTES = 500
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"

# folder → every how many of its files: all of the hostile ones, a share of the well-behaved.
SHARES = {
    "doc-legacy": 1, "docx": 7, "docx-bad": 1, "docx-edge": 1, "docx-encrypted": 1, "docx-zh": 5, "golden": 6, "ofd": 4,
    "other": 1, "other-bad": 1, "pdf": 12, "pdf-bad": 5, "pdf-edge": 5, "pdf-encrypted": 4, "pdf-scan": 8, "pdf-zh": 8,
    "template": 8, "xls-bad": 1, "xls-encrypted": 1, "zip": 1, "zip-bad": 1, "zip-names": 1,
}  # fmt: skip
HEAVIEST = ("docx/poi__bug65649.docx", "docx-bad/gen__bomb-300MB.docx", "docx-edge/gen__20000-entries.docx")


def chosen() -> Iterator[Path]:
    for folder, share in SHARES.items():
        yield from sorted(path for path in (CORPUS / folder).glob("*") if path.is_file())[::share]


def expected(corpus: Path) -> dict[str, str]:
    with (corpus / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return {row["path"]: row["expected"] for row in csv.DictReader(file)}


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("path", list(chosen()), ids=lambda path: f"{path.parent.name}/{path.name[:60]}")
def test_every_file_is_judged_to_its_end(path: Path) -> None:
    report = check_paths([path], load_profile("changchun"), as_of=AS_OF)
    assert render_text(report)
    assert json.loads(render_json(report))["format"] == 1
    assert report.crashes == ()


def findings(corpus: Path, name: str) -> set[str]:
    return {finding.code for finding in check_paths([corpus / name], load_profile("changchun"), as_of=AS_OF).findings}


def test_what_must_be_refused_is_one_finding_that_names_the_cause(corpus: Path) -> None:
    refused = [
        name
        for name, outcome in expected(corpus).items()
        if outcome.startswith("must be refused") and "doc" in name[:4] and "legacy-doc-renamed" not in name
    ]
    found = {name: findings(corpus, name) for name in refused}
    assert len(found) > 15
    assert {name: codes for name, codes in found.items() if len(codes) != 1} == {}
    assert set().union(*found.values()) == {"ARC101", "ARC102", "ARC104", "ARC105"}


def test_an_old_word_file_under_a_new_name_is_read_and_said_to_be_one(corpus: Path) -> None:
    """The manifest of the files would have it refused; its words are read since, and its kind is named."""
    renamed = corpus / "docx-bad" / "gen__legacy-doc-renamed.docx"
    report = check_paths([renamed], load_profile("changchun"), as_of=AS_OF)
    (said,) = [finding.message for finding in report.findings if finding.code == "ARC106"]
    assert "旧版 Word" in said


def test_what_is_encrypted_is_said_to_be(corpus: Path) -> None:
    encrypted = [
        name
        for name, outcome in expected(corpus).items()
        if name.startswith(("docx", "xls", "zip")) and outcome.startswith("must be refused") and "encrypted" in outcome
    ]
    assert len(encrypted) > 4
    assert {name: found for name in encrypted if (found := findings(corpus, name)) != {"ARC105"}} == {}


def test_names_of_a_chinese_archive_are_read(corpus: Path) -> None:
    archive = corpus / "zip-names" / "gen__gbk-names.zip"
    report = check_paths([archive], load_profile("changchun"), as_of=AS_OF)
    assert {entry.address.file for entry in report.documents} == {
        f"{archive.name}!/关于开展检查工作的通知.docx",
        f"{archive.name}!/附件/检查记录表.xls",
    }


@pytest.mark.parametrize("name", HEAVIEST)
def test_the_heaviest_stay_within_their_memory(corpus: Path, name: str) -> None:
    # VmHWM, not ru_maxrss: the latter starts at the size of the process that was forked
    program = (
        "import re, sys\n"
        "from datetime import date\n"
        "from pathlib import Path\n"
        "from docgen.spec import load_profile\n"
        "from docgen.validators.run import check_paths\n"
        "check_paths([Path(sys.argv[1])], load_profile('changchun'), as_of=date(2026, 12, 8))\n"
        "print(re.search(r'VmHWM:\\s*(\\d+)', Path('/proc/self/status').read_text())[1])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(corpus / name)], capture_output=True, text=True, check=True
    )
    assert int(run.stdout) < MEGABYTES * 1024
