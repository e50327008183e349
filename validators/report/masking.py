"""Personal data hidden: a report as it may be handed on. Names, codes and dates of the inspected unit stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeVar

from docgen.masking import mask
from docgen.validators.finding import (
    DocumentEntry,
    Exempt,
    Finding,
    NotDue,
    Relation,
    Report,
    Undetermined,
)

_LEAST: Final = 4
"""Shorter values (“无”, “同上”) stand in sentences that have nothing to do with them."""

Masks = Mapping[str, str]
Said = TypeVar("Said", Undetermined, NotDue, Exempt)


def masked(report: Report) -> Report:
    """The report with every value of a personal field hidden, where it stands and wherever it is quoted."""
    masks = {
        entry.fields[name]: mask(entry.fields[name])
        for entry in report.documents
        for name in entry.personal
        if entry.fields.get(name)
    }
    if not masks:
        return report
    quoted = {value: masks[value] for value in sorted(masks, key=len, reverse=True) if len(value) >= _LEAST}
    return replace(
        report,
        documents=tuple(_entry(entry, masks) for entry in report.documents),
        findings=tuple(_finding(finding, masks, quoted) for finding in report.findings),
        undetermined=tuple(_said(entry, quoted) for entry in report.undetermined),
        not_due=tuple(_said(entry, quoted) for entry in report.not_due),
        exempt=tuple(_said(entry, quoted) for entry in report.exempt),
        checks=tuple(_relation(check, masks, quoted) for check in report.checks),
    )


def _entry(entry: DocumentEntry, masks: Masks) -> DocumentEntry:
    hidden = {name: masks[value] if name in entry.personal else value for name, value in entry.fields.items()}
    return replace(entry, fields=hidden)


def _finding(finding: Finding, masks: Masks, quoted: Masks) -> Finding:
    return replace(
        finding,
        message=_hidden(finding.message, quoted),
        expected=_whole(finding.expected, masks, quoted),
        actual=_whole(finding.actual, masks, quoted),
        fix=_hidden(finding.fix, quoted),
        also=tuple(_hidden(text, quoted) for text in finding.also),
    )


def _said(entry: Said, quoted: Masks) -> Said:
    return replace(entry, why=_hidden(entry.why, quoted))


def _relation(check: Relation, masks: Masks, quoted: Masks) -> Relation:
    inputs = {name: _whole(value, masks, quoted) or "" for name, value in check.inputs.items()}
    return replace(check, inputs=inputs, margin=_whole(check.margin, masks, quoted))


def _whole(text: str | None, masks: Masks, quoted: Masks) -> str | None:
    return text if text is None else masks.get(text) or _hidden(text, quoted)


def _hidden(text: str, quoted: Masks) -> str:
    for value, stars in quoted.items():
        text = text.replace(value, stars)
    return text
