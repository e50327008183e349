"""Which files of an inspection may hold a paper that was not seen, so that nothing is said past them: neither that it
is missing nor that its time has not come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from docgen.reading import Outcome
from docgen.validators.finding import Check, Reason
from docgen.validators.paper import Inspection

UNSURE: Final = "未能识读、未能识别、疑属他户或含有多种文书的文件"
"""What :func:`holders` finds, as a report calls it."""


def holders(inspection: Inspection, documents: Iterable[str]) -> tuple[str, ...]:
    """The files that may be one of these documents or hold it: unread ones, texts that bear its marks, though they are
    not all there or the text was taken for another paper that stands before it, and papers of no known inspection."""
    keys = {spec.key for name in documents if (spec := inspection.profile.document(name))}
    alike = (member.path for member in inspection.members if keys & set(member.resembles))
    loose = (paper.file for paper in inspection.loose if paper.document in keys)
    return tuple(dict.fromkeys((*inspection.unread, *alike, *loose)))


def reason_of(inspection: Inspection, files: tuple[str, ...]) -> Reason:
    """Why nobody can tell what these files hold: the gravest cause."""
    members = [member for member in inspection.members if member.path in files and member.could_be_paper]
    if any(member.trouble for member in members):
        return "unreadable"
    return "scan" if members else "missing"


def unless_held(inspection: Inspection, check: Check, documents: Iterable[str]) -> Check:
    """What is not due as far as was read; undetermined where a file may hold a document that would show otherwise."""
    files = holders(inspection, documents)
    if check.outcome is not Outcome.NOT_DUE or not files:
        return check
    why = f"{check.why}，但凭证可能在以下{UNSURE}中：{'、'.join(files)}"
    return replace(check, outcome=Outcome.UNDETERMINED, reason=reason_of(inspection, files), why=why, evidence=files)
