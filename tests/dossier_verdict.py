"""What a report says of a dossier case, held against what the case says."""

from __future__ import annotations

from dossier_cases import DossierCase, Fault, Word
from dossier_maker import base_of, papers_of

from docgen.validators.finding import Finding, NotDue, Report, Undetermined


def discrepancies(case: DossierCase, report: Report) -> list[str]:
    """Everything in which the report differs from the case, in words; nothing when they agree."""
    names = {key: name for key, (_, name, _) in papers_of(base_of(case.base), case.change).items()}
    faults = [one for one in report.findings if one.severity != "note"]
    unheard, differing = list(faults), [crash.traceback.splitlines()[-1] for crash in report.crashes]
    for fault in case.fires:
        heard = next((one for one in unheard if _is(one, fault, names)), None)
        if heard is None:
            differing.append(f"not found: {fault}")
        else:
            unheard.remove(heard)
    differing += [f"found besides: {_told(one)}" for one in unheard]
    differing += [f"not said: {word}" for word in case.told if not _said(report, word)]
    differing += [f"said after all: {code}" for code in case.never if code in _codes(report)]
    if case.status and dict(report.households) != case.status:
        differing.append(f"households come out as {dict(report.households)}")
    return differing


def _is(finding: Finding, fault: Fault, names: dict[str, str]) -> bool:
    file = names.get(fault.file, fault.file)
    at = all(getattr(finding.address.place, key) == value for key, value in fault.place.items())
    where = not file or any(
        path.endswith((f"/{file}", f"/{file}.docx", f"/{file}.pdf"))
        for path in (finding.address.file or "", *finding.also)
    )
    same = (finding.code, finding.severity) == (fault.code, fault.severity)
    return same and at and where and fault.says in finding.message


def _said(report: Report, word: Word) -> bool:
    if word.outcome == "note":
        return any(
            one.severity == "note" and one.code == word.code and word.says in one.message for one in report.findings
        )
    return any(one.code == word.code and word.says in one.why for one in getattr(report, word.outcome))


def _codes(report: Report) -> set[str]:
    told: tuple[Finding | Undetermined | NotDue, ...] = (*report.findings, *report.undetermined, *report.not_due)
    return {one.code for one in told}


def _told(finding: Finding) -> str:
    address = finding.address
    return f"{finding.code} {finding.severity} {address.file} {address.place.field}: {finding.message}"
