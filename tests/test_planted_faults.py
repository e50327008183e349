"""Households nobody ever saw, with faults planted at random: each is found with its code and place, nothing else is.

The same as office workers hand them in: some papers bound into one print, some with a print beside them, half of the
rest saved again by another word processor (``office``).
"""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import pytest
from fault import Expected
from faults_of_papers import STRANGER
from generated_households import CHANGCHUN, Household, households, law
from household_files import STRANGE, files_of, lay_out
from planted_faults import FAULTS, planted

from docgen.convert import find_office
from docgen.errors import FontMissing
from docgen.validators.finding import Finding, Report
from docgen.validators.run import check_paths

AS_OF = date(2026, 12, 8)
KINDS_AT_LEAST = 15
AT_ONCE = 100


@dataclass(frozen=True)
class Campaign:
    """Generated households, what is to be found in each, and what the judge says of all of them."""

    households: Sequence[Household]
    expected: dict[int, list[Expected]]
    report: Report

    def found(self, household: Household) -> list[Finding]:
        """What is remarked of a household; notes are no fault."""
        every = (one for one in self.report.findings if one.severity != "note")
        return [one for one in every if household.folder in (one.address.household or one.address.file or "")]


def is_at(finding: Finding, expected: Expected, household: Household) -> bool:
    """Whether this is the finding expected: code, paper, file and field."""
    at = finding.address
    if finding.code != expected.code or (expected.field and at.place.field != expected.field):
        return False
    if expected.code == "DOS101":
        missing: list[str | None] = [law(document).key for document in expected.documents] or [None]
        return at.file is None and at.document in missing
    name = (at.file or "").rpartition("/")[2]
    if expected.documents == (STRANGER,):
        return name == STRANGE
    return any(
        at.document == law(document).key and name in files_of(household, document) for document in expected.documents
    )


def discrepancies(campaign: Campaign, household: Household) -> list[str]:
    """What was expected and not found, and what was found and not expected."""
    found, lacking = campaign.found(household), []
    for one in campaign.expected[household.serial]:
        hit = next((finding for finding in found if is_at(finding, one, household)), None)
        if hit is None:
            lacking.append(f"not found: {one}")
        else:
            found.remove(hit)
    return [*lacking, *(f"not expected: {one.code} {one.address.file} {one.message}" for one in found)]


def judged(root: Path, every: Sequence[Household], expected: dict[int, list[Expected]]) -> Campaign:
    report = check_paths([root], CHANGCHUN, as_of=AS_OF)
    assert not report.crashes, report.crashes[0].traceback
    assert len(report.households) == len(every)
    return Campaign(every, expected, report)


def assert_as_expected(campaign: Campaign) -> None:
    wrong = [
        f"{one.folder} {one.planted}: {told}" for one in campaign.households for told in discrepancies(campaign, one)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    root = tmp_path_factory.mktemp("小") / "抽查档案"
    every, rng = households(24, seed=2026), Random(1)
    expected = {one.serial: planted(one, rng) for one in every}
    lay_out(root, every)
    return judged(root, every, expected)


def test_every_planted_fault_is_found_in_its_place_and_nothing_else(small: Campaign) -> None:
    assert_as_expected(small)


def test_the_faults_are_of_many_kinds_and_some_households_have_none(small: Campaign) -> None:
    kinds = Counter(kind for one in small.households for kind in one.planted)
    assert len(FAULTS) > KINDS_AT_LEAST
    assert len(kinds) > KINDS_AT_LEAST, kinds
    assert {len(one.planted) for one in small.households} == {0, 1, 2, 3}
    assert any(one.scan for one in small.households)
    assert {one.ending for one in small.households} >= {"clean", "ordered"}


def test_a_household_without_a_fault_has_no_finding(small: Campaign) -> None:
    clean = [one for one in small.households if not one.planted]
    assert clean
    assert [finding.message for one in clean for finding in small.found(one)] == []


@pytest.mark.office
def test_two_hundred_households_as_offices_hand_them_in(tmp_path: Path) -> None:
    root = tmp_path / "抽查档案"
    every, rng = households(200, seed=35), Random(9)
    expected = {one.serial: planted(one, rng) for one in every}
    for one in every:
        bind_or_print(one, rng)
    try:
        lay_out(root, every)
    except FontMissing as fault:
        pytest.skip(str(fault))
    saved_again(root, tmp_path, rng)
    assert {kind for one in every for kind in one.planted} == {fault.kind for fault in FAULTS}
    assert any(one.bound for one in every)
    assert any(one.twin for one in every)
    assert_as_expected(judged(root, every, expected))


def bind_or_print(one: Household, rng: Random) -> None:
    """Bind two papers of some households into one print, lay a print of a paper beside it in others; what was changed
    in a word processor stays as it is."""
    papers = [document for document in ("registration_form", "result_feedback") if document in one.papers]
    if set(papers) & set(one.changes):
        return
    lot = rng.random()
    if lot < 0.08 and len(papers) > 1:
        one.bound = tuple(papers)
    elif lot < 0.16 and papers:
        one.twin = papers[0]


def saved_again(root: Path, scratch: Path, rng: Random) -> None:
    """Half of the .docx as another word processor saves them."""
    office = find_office()
    assert office is not None
    every = sorted(root.rglob("*.docx"))
    files = rng.sample(every, len(every) // 2)
    before, after = scratch / "before", scratch / "after"
    before.mkdir()
    profile = f"-env:UserInstallation={(scratch / 'profile').as_uri()}"
    for start in range(0, len(files), AT_ONCE):
        numbered = {
            before / f"{number}.docx": file for number, file in enumerate(files[start : start + AT_ONCE], start)
        }
        for copy, file in numbered.items():
            copy.write_bytes(file.read_bytes())
        call = [str(office), "--headless", profile, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(after)]
        subprocess.run([*call, *map(str, numbered)], check=True, capture_output=True, timeout=300)
        for copy, file in numbered.items():
            file.write_bytes((after / copy.name).read_bytes())
