"""The dossier cases as .docx: each change gives what its case says and nothing else, and no scan laid beside it makes
anything worse or hides anything without saying so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from dossier_cases import DossierCase, read_dossier_cases
from dossier_maker import SCAN, judged
from dossier_verdict import discrepancies

from docgen.validators.finding import Report

CASES = [case for case in read_dossier_cases() if "docx" in case.on]
SCANNED = "另附扫描件.pdf"
NO_LONGER_SO = {"DOS104"}
"""A folder that was empty is not, once a scan lies in it."""

every_case = pytest.mark.parametrize("case", CASES, ids=str)

Judges = Callable[[DossierCase], Report]


@pytest.fixture(scope="module")
def report_of(tmp_path_factory: pytest.TempPathFactory) -> Judges:
    """What the judge says of a case, judged once."""
    told: dict[str, Report] = {}

    def report(case: DossierCase) -> Report:
        if str(case) not in told:
            told[str(case)] = judged(case, "docx", tmp_path_factory.mktemp("dossier"))
        return told[str(case)]

    return report


@every_case
def test_a_dossier_comes_out_as_its_case_says(case: DossierCase, report_of: Judges) -> None:
    differing = discrepancies(case, report_of(case))
    assert bool(differing) == bool(case.pending), "\n".join(differing)


@every_case
def test_a_scan_adds_no_error_and_turns_no_fault_into_silence(
    case: DossierCase, report_of: Judges, tmp_path: Path
) -> None:
    before, after = report_of(case), judged(case, "docx", tmp_path, {SCANNED: SCAN})
    assert not after.crashes
    assert not errors(after) - errors(before)
    named = {one.code for one in after.undetermined if SCANNED in one.why or SCANNED in (one.address.file or "")}
    still = {one.code for one in after.findings}
    assert {one.code for one in before.findings if one.severity != "note"} <= still | named | NO_LONGER_SO


def errors(report: Report) -> Counter[tuple[str, str | None, str | None]]:
    """The errors of a report: which rule, about which paper, of which household."""
    found = (one for one in report.findings if one.severity == "error")
    return Counter((one.code, one.address.document, one.address.household) for one in found)


def test_no_two_cases_have_one_name() -> None:
    assert [name for name, count in Counter(map(str, CASES)).items() if count > 1] == []


def test_every_relation_a_dossier_can_show_is_planted_twice() -> None:
    planted = Counter(fault.code for case in read_dossier_cases() for fault in case.fires)
    noted = Counter(word.code for case in read_dossier_cases() for word in case.told if word.outcome == "note")
    codes = [f"{family}{number}" for family, numbers in PLANTED.items() for number in numbers]
    assert [code for code in codes if planted[code] + noted[code] < 2] == []


PLANTED = {
    "DOS": range(101, 109),
    "FLD": range(101, 107),
    "AGR": range(301, 305),
    "DAT": (101, *range(301, 308)),
    "ROS": (102, *range(104, 109)),
    "SEA": (101,),
}
"""The codes a household's dossier can show, lists at hand; ROS101 and ROS103 are about rosters alone."""
