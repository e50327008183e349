"""A compliant notice with a red head and eleven copies, each with one thing wrong: each gives its own code, and beyond
what the compliant one gives only codes that follow from the same fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docgen.spec import load_profile
from docgen.validators.finding import Finding, Report
from docgen.validators.run import check_document

AS_OF = date(2026, 12, 8)
COMPLIANT = "00-compliant"
# file → the code of its fault, a part of the sentence, the codes that follow from the same fault
FAULTS: dict[str, tuple[str, str, set[str]]] = {
    "01-body-font": ("TYP101", "字体为宋体，应为仿宋_GB2312", set()),
    "02-title-size": ("TYP102", "字号为16磅（三号），应为22磅（二号）", set()),
    "03-left-margin": ("PAG102", "左边距为3.17厘米，应为2.8厘米", set()),
    "04-line-1.5": ("TYP103", "行距为1.5倍行距", set()),
    "05-date-dots": ("FLD105", "“成文日期”写作“2026.3.5”：没有标“年”“月”“日”", set()),
    "06-date-zero-padded": ("FLD105", "月、日补了零", set()),
    "07-docno-square-brackets": ("FLD104", "年份用“[]”括入，应用六角括号“〔〕”；序号为“05”，应不编虚位", set()),
    # what is no heading by its number is text, and in the wrong face for that
    "08-h1-arabic": ("STR104", "层次序数写作“1、”，应写作“一、”", {"TYP101"}),
    "09-no-page-number": ("PAG104", "没有页码，应标页码“— 1 —”", set()),
    "10-attachment-semicolon": ("STR106", "后有标点“；”，应不加标点", set()),
    # the name is a part of the paper and a field of it
    "11-missing-issuer": ("STR105", "未见发文机关署名", {"FLD101"}),
}


def judged(corpus: Path, name: str) -> Report:
    profile = load_profile("national")
    file = corpus / "golden" / f"gen__gbt9704-{name}.docx"
    report = check_document(file, profile, as_document=profile.document("notice"), as_of=AS_OF)
    assert not report.crashes, report.crashes[0].traceback
    return report


def said(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.message


@pytest.fixture(scope="module")
def compliant(corpus: Path) -> Report:
    return judged(corpus, COMPLIANT)


def test_the_compliant_file_gives_no_error(compliant: Report) -> None:
    assert [said(finding) for finding in compliant.findings if finding.severity == "error"] == []


def test_what_is_said_of_the_compliant_file_is_true_and_no_more(compliant: Report) -> None:
    """Its 27 characters a line, its page numbers in the middle, its name not centred over its date."""
    assert {finding.code for finding in compliant.findings} == {"PAG105", "PAG106", "TYP104"}
    assert len(compliant.findings) == 3


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_gives_its_own_code(corpus: Path, compliant: Report, name: str) -> None:
    code, sentence, following = FAULTS[name]
    findings = judged(corpus, name).findings
    assert any(finding.code == code and sentence in finding.message for finding in findings), findings
    known = {finding.code for finding in compliant.findings}
    assert {finding.code for finding in findings} - known - {code} == following
