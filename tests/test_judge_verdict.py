"""How a household stands, and what a run ends with."""

from __future__ import annotations

from collections import Counter

import pytest
from paper_builder import AS_OF

from docgen.spec.model import Severity
from docgen.validators.finding import Address, Crash, DocumentEntry, Finding, Reason, Report, Status, Undetermined
from docgen.validators.judging.assembly import Judged, report
from docgen.validators.judging.ledger import Entries
from docgen.validators.judging.verdict import checked_nothing, exit_code, status


def found(severity: Severity) -> Finding:
    return Finding("DOS101", severity, Address(file="a"), "不符", None, None, None, "照办", "no")


def untold(reason: Reason) -> Undetermined:
    return Undetermined("DAT302", Address(file="a"), reason, "看不出")


@pytest.mark.parametrize(
    ("findings", "undetermined", "unread", "expected"),
    [
        ((), (), False, "齐全"),
        ((found("note"),), (), False, "齐全"),
        ((found("warning"),), (), False, "有问题"),
        ((found("error"),), (untold("scan"),), True, "有问题"),
        ((), (untold("format"),), False, "齐全"),
        ((), (untold("time"),), False, "未能核对"),
        ((found("note"),), (), True, "未能核对"),
    ],
)
def test_a_household_is_clean_faulty_or_not_to_be_told(
    findings: tuple[Finding, ...], undetermined: tuple[Undetermined, ...], unread: bool, expected: Status
) -> None:
    assert status(findings, undetermined, unread) == expected


def ran(
    findings: tuple[Finding, ...] = (),
    undetermined: tuple[Undetermined, ...] = (),
    document: str | None = "test/notice",
    crashes: tuple[Crash, ...] = (),
    unread: bool = False,
) -> Report:
    entry = DocumentEntry(Address(file="a"), None, document)
    return report(
        [Judged("a", None, Entries(findings, undetermined), (entry,), Counter(), crashes, unread=unread)], AS_OF
    )


def test_a_clean_run_ends_with_0() -> None:
    assert exit_code(ran()) == 0


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        ("error", "error", 1),
        ("warning", "error", 0),
        ("warning", "warning", 1),
        ("note", "warning", 0),
        ("note", "note", 1),
    ],
)
def test_findings_at_or_above_the_bar_end_with_1(severity: Severity, fail_on: Severity, code: int) -> None:
    assert exit_code(ran((found(severity),)), fail_on) == code


def test_what_could_not_be_told_ends_with_3_only_under_strict() -> None:
    assert exit_code(ran((), (untold("time"),))) == 0
    assert exit_code(ran((), (untold("time"),)), strict=True) == 3
    assert exit_code(ran((), (untold("format"),)), strict=True) == 0
    assert exit_code(ran(unread=True), strict=True) == 3
    assert exit_code(ran((found("error"),), (untold("time"),)), strict=True) == 1


def test_a_bug_of_ours_ends_with_2_whatever_was_found() -> None:
    assert exit_code(ran((found("error"),), crashes=(Crash("a", "Traceback …"),))) == 2


def test_nothing_checked_is_an_error_never_a_pass() -> None:
    assert exit_code(report([], AS_OF)) == 2
    assert checked_nothing(ran(document=None))
    assert not checked_nothing(ran((found("note"),), document=None))
