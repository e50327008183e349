"""How a household or paper stands, and what a whole run ends with."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from docgen.spec.model import Severity
from docgen.validators.finding import Finding, Report, Status, Undetermined

_RANK: Mapping[Severity, int] = {"note": 0, "warning": 1, "error": 2}


class Exit(IntEnum):
    """What ``docgen check`` ends with."""

    CLEAN = 0
    FINDINGS = 1
    OUR_SIDE = 2
    UNDETERMINED = 3


def status(findings: tuple[Finding, ...], undetermined: tuple[Undetermined, ...], unread: bool) -> Status:
    """有问题: a finding at error or warning. 未能核对: none, but something could not be told for another reason than
    the kind of file, or a member that may be a paper was not read. Notes change nothing."""
    if any(finding.severity != "note" for finding in findings):
        return "有问题"
    if unread or any(entry.reason != "format" for entry in undetermined):
        return "未能核对"
    return "齐全"


def checked_nothing(report: Report) -> bool:
    """Whether nothing was judged at all: an error, never a pass."""
    judged = any(entry.document for entry in report.documents)
    return not (judged or report.findings or report.undetermined or report.not_due or report.exempt)


def exit_code(report: Report, fail_on: Severity = "error", *, strict: bool = False) -> Exit:
    """The exit code of a run: our own faults first, then findings at or above ``fail_on``, then, only under
    ``strict``, what could not be told for another reason than the kind of file."""
    if report.crashes or checked_nothing(report):
        return Exit.OUR_SIDE
    if any(_RANK[finding.severity] >= _RANK[fail_on] for finding in report.findings):
        return Exit.FINDINGS
    if strict and _leaves_open(report):
        return Exit.UNDETERMINED
    return Exit.CLEAN


def _leaves_open(report: Report) -> bool:
    statuses = (*report.households.values(), *report.papers.values())
    return "未能核对" in statuses or any(entry.reason != "format" for entry in report.undetermined)
