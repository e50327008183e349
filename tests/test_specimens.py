"""The sources made again: every word of them, and every fault our rules can see in them, neither more nor less.

Held against the sources where they lie beside the repository; everywhere by the digest of the same words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pdf_builder import needs_fonts

from docgen.app.cli import main
from docgen.app.specimen import SpecimenPaper, specimens
from docgen.make.papers import make_docx, make_pdf
from docgen.make.rows import read_rows
from docgen.spec import load_document, load_profile
from docgen.spec.model import DocumentSpec
from docgen.validators.finding import Report
from docgen.validators.run import check_document
from docgen.view import read_document

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
SOURCES = {"changchun_rubric": "000_6b90cb73b59a314c.txt", "wugang_2021": "001_5f63ce56527405ef.txt"}
WORDS = {
    "changchun_rubric": "0621e3650380801dd6bd97f5ac5e6546cb846be77350c3b99d75171d65f67af8",
    "wugang_2021": "461f3864a498c78035854d2970f79a2218d4b2754f2007e9c519f9892148c820",
}
"""SHA-256 of the words of what is made, white space left out, taken when they were those of the sources."""

DUMP_MARKS = ("[bookmark:_GoBack]",)
"""What the dump of a source holds and the source does not: a bookmark of the office program."""

EVERY = [(name, paper) for name in SOURCES for paper in specimens()[name].papers]
every_source = pytest.mark.parametrize("name", SOURCES)
every_paper = pytest.mark.parametrize(("name", "paper"), EVERY, ids=[paper.document for _, paper in EVERY])


def words(text: str) -> str:
    return "".join(text.split())


def law(name: str, paper: SpecimenPaper) -> DocumentSpec:
    return load_document(paper.document, specimens()[name].profile)


@cache
def made(name: str, paper: SpecimenPaper) -> bytes:
    spec = law(name, paper)
    (row,) = read_rows(paper.rows or spec.sample, spec)
    return make_docx(spec, row)


def text_made(name: str) -> str:
    """The words of every paper of a specimen, one after the other."""
    views = (read_document(made(name, paper)) for paper in specimens()[name].papers)
    return words("".join(paragraph.full_text for view in views for paragraph in view.paragraphs()))


def judged(name: str, paper: SpecimenPaper, file: bytes, suffix: str) -> Report:
    report = check_document(
        file, load_profile(specimens()[name].profile), as_document=law(name, paper), name=f"paper{suffix}"
    )
    assert not report.crashes, report.crashes[0].traceback
    return report


# ---- word for word


@every_source
def test_what_is_made_says_what_the_source_says(name: str) -> None:
    if not SEEDS.is_dir():
        pytest.skip("the sources do not lie beside the repository")
    source = words((SEEDS / SOURCES[name]).read_text("utf-8"))
    for mark in DUMP_MARKS:
        source = source.replace(mark, "")
    assert text_made(name) == source


@every_source
def test_what_is_made_has_the_words_that_were_held_against_the_source(name: str) -> None:
    assert hashlib.sha256(text_made(name).encode()).hexdigest() == WORDS[name]


@every_source
def test_every_sentence_an_authority_wrote_stands_in_what_is_made(name: str) -> None:
    said = text_made(name)
    profile = specimens()[name].profile
    prefix = {"changchun": "CC-", "wugang": "WG-"}[profile]
    stated = [
        c for key, c in load_profile(profile).clauses.items() if key.startswith(prefix) and c.basis == "authority"
    ]
    assert stated
    assert [clause.key for clause in stated if words(clause.sentence) not in said] == []


# ---- their own faults


@every_paper
def test_the_judge_finds_the_source_s_own_faults_and_no_other(name: str, paper: SpecimenPaper) -> None:
    found = judged(name, paper, made(name, paper), ".docx").findings
    assert sorted(finding.code for finding in found) == sorted(paper.expected)


@needs_fonts
@every_paper
def test_on_its_print_the_judge_finds_no_other_either(name: str, paper: SpecimenPaper) -> None:
    found = judged(name, paper, make_pdf(law(name, paper), made(name, paper)), ".pdf").findings
    assert {finding.code for finding in found} - {"TYP106"} <= set(paper.expected)


def test_wugang_s_notice_issues_two_documents_and_lists_three_annexes() -> None:
    notice = specimens()["wugang_2021"].papers[0]
    found = judged("wugang_2021", notice, made("wugang_2021", notice), ".docx").findings
    assert any("附件2" in finding.message and "印发的2件中没有" in finding.message for finding in found)


@every_paper
def test_a_fault_that_is_expected_is_one_the_law_lists(name: str, paper: SpecimenPaper) -> None:
    listed = {
        defect.split()[0]
        for spec in load_profile(specimens()[name].profile).documents.values()
        for defect in defects(spec)
    }
    assert set(paper.defects) <= listed


def defects(spec: DocumentSpec) -> Iterator[str]:
    yield from spec.rubric.defects if spec.rubric else ()


# ---- the command


@every_source
def test_a_specimen_is_written_out_with_the_data_it_is_made_from(name: str, tmp_path: Path) -> None:
    assert main(["specimen", name, "-o", str(tmp_path)]) == 0
    papers = specimens()[name].papers
    data = sorted((paper.rows or law(name, paper).sample).name for paper in papers)
    assert sorted(file.name for file in tmp_path.glob("*.toml")) == data
    assert len(list(tmp_path.glob("*.docx"))) == len(papers)
