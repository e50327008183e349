"""Slips put right by a correction notice: the paper counts as it was corrected, and says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docgen.spec.copies import Withdrawn
from docgen.spec.dossier import DossierLaw
from docgen.validators.paper import Paper
from docgen.validators.submission.chains import numbers_of
from docgen.validators.submission.titles import plain


def corrected(papers: Sequence[Paper], law: DossierLaw) -> tuple[Paper, ...]:
    """The papers with what correction notices among them put right: only where the paper says what the notice says it
    does. Nothing is guessed."""
    found = list(papers)
    for withdrawn in law.withdrawn:
        for notice in papers:
            if withdrawn.document in (notice.spec.name, notice.spec.key):
                found = [_corrected(paper, notice, withdrawn) for paper in found]
    return tuple(found)


def _corrected(paper: Paper, notice: Paper, law: Withdrawn) -> Paper:
    number = plain(notice.value(law.number or ""))
    if not number or paper.document == notice.document or number not in numbers_of((paper,)):
        return paper
    fields, said = dict(paper.fields), []
    for label, was, now in _changes(notice, law):
        for name, field in paper.spec.field.items():
            if label in map(plain, field.label) and name in fields and plain(fields[name].text) == plain(was):
                fields[name] = replace(fields[name], text=now)
                said.append(f"“{field.label[0]}”已按《{notice.spec.title}》（{notice.file}）更正为“{now}”")
    return replace(paper, fields=fields, corrected=(*paper.corrected, *said)) if said else paper


def _changes(notice: Paper, law: Withdrawn) -> Iterator[tuple[str, str, str]]:
    """Each slip: the label of the field, what stood there, what is to stand there."""
    if law.changes is None or law.change is None:
        return
    for match in re.finditer(law.change, notice.value(law.changes)):
        named = match.groupdict()
        yield plain(named.get("place") or ""), named.get("was") or "", named.get("now") or ""
