"""A report for machines: one JSON object, a contract that only grows. Every key is always there, in this order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from docgen.spec.model import Clause
from docgen.validators.finding import (
    Address,
    DocumentEntry,
    Exempt,
    Finding,
    NotDue,
    Relation,
    Report,
    Undetermined,
)
from docgen.validators.report.due import days_left, due_within
from docgen.validators.report.masking import masked
from docgen.validators.report.statuses import statuses

FORMAT: Final = 1
Object = dict[str, Any]


def render_json(report: Report, *, unmask: bool = False, within: int | None = None) -> str:
    """The report as JSON text. Personal fields are masked unless ``unmask``. ``within`` asks what falls due in the next
    so many days."""
    shown = report if unmask else masked(report)
    return json.dumps(_report(shown, within), ensure_ascii=False, indent=2) + "\n"


def _report(report: Report, within: int | None) -> Object:
    return {
        "format": FORMAT,
        "profile": report.profile,
        "as_of": report.as_of.isoformat(),
        "law": [{"key": law.key, "edition": law.edition, "sha256": law.sha256} for law in report.law],
        "findings": [_finding(finding) for finding in report.findings],
        "undetermined": [_undetermined(entry) for entry in report.undetermined],
        "not_due": [_not_due(entry, report.as_of) for entry in report.not_due],
        "exempt": [_exempt(entry) for entry in report.exempt],
        "checks": [_relation(check) for check in report.checks],
        "documents": [_document(entry) for entry in report.documents],
        "ran": dict(report.ran),
        "summary": _summary(report),
        "due_within": None if within is None else _due_within(report, within),
    }


def _due_within(report: Report, days: int) -> Object:
    """What falls due soon, by its day; the objects of ``not_due`` again."""
    soon = due_within(report, days)
    entries = [_not_due(entry, report.as_of) for entry in soon.entries]
    return {"days": soon.days, "until": soon.until.isoformat(), "entries": entries}


def _address(address: Address) -> Object:
    """The address keys of every object; ``place`` with all its eight."""
    return {
        "unit": address.unit,
        "household": address.household,
        "inspection": address.inspection,
        "file": address.file,
        "document": address.document,
        "place": asdict(address.place),
    }


def _finding(finding: Finding) -> Object:
    return {
        "code": finding.code,
        "severity": finding.severity,
        **_address(finding.address),
        "message": finding.message,
        "expected": finding.expected,
        "actual": finding.actual,
        "clause": _clause(finding.clause),
        "fix": finding.fix,
        "mendable": finding.mendable,
        "deduct": _or_none(finding.deduct),
        "also": list(finding.also),
    }


def _clause(clause: Clause | None) -> Object | None:
    if clause is None:
        return None
    return {"key": clause.key, "sentence": clause.sentence, "source": clause.source, "basis": clause.basis}


def _or_none(mapping: Mapping[str, object] | None) -> Object | None:
    return None if mapping is None else dict(mapping)


def _undetermined(entry: Undetermined) -> Object:
    return {"code": entry.code, **_address(entry.address), "reason": entry.reason, "why": entry.why}


def _not_due(entry: NotDue, as_of: date) -> Object:
    return {
        "code": entry.code,
        **_address(entry.address),
        "due": entry.due.isoformat() if entry.due else None,
        "why": entry.why,
        "days_left": days_left(entry, as_of),
        "working_days_left": entry.working_days_left,
    }


def _exempt(entry: Exempt) -> Object:
    return {"code": entry.code, **_address(entry.address), "why": entry.why}


def _relation(check: Relation) -> Object:
    return {
        "code": check.code,
        **_address(check.address),
        "outcome": check.outcome.value,
        "inputs": dict(check.inputs),
        "limit": check.limit,
        "margin": check.margin,
        "evidence": list(check.evidence),
    }


def _document(entry: DocumentEntry) -> Object:
    address = _address(entry.address)
    return {
        **{key: address[key] for key in ("unit", "household", "inspection", "file")},
        "pages": entry.pages,
        "twins": list(entry.twins),
        "document": entry.document,
        "fields": dict(entry.fields),
        "place": address["place"],
        "part": entry.part,
        "state": entry.state,
        "remark": entry.remark,
        "why": entry.why,
        "runner_up": entry.runner_up,
        "signatures": [asdict(signature) for signature in entry.signatures],
        "converted": entry.converted,
    }


def _summary(report: Report) -> Object:
    return {
        "units": [],
        "households": statuses(report),
        "files": report.files,
        "error": report.count("error"),
        "warning": report.count("warning"),
        "note": report.count("note"),
        "undetermined": len(report.undetermined),
        "not_due": len(report.not_due),
        "exempt": len(report.exempt),
    }
