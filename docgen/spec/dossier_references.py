"""What a dossier.toml says of the documents, fields and clauses of its chain: every name must lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docgen.errors import Problem
from docgen.spec.dossier import DossierLaw, Repeat, Subset
from docgen.spec.faults import as_toml, nearest
from docgen.spec.law import Law
from docgen.spec.references import Known, clause_problem

_CODE: Final = re.compile(r"[A-Z]{3}\d{3}")
_EVIDENCE: Final = (
    "from_", "else_from", "to", "lower_bound", "planned", "of_household", "shown_by", "period", "first", "then",
    "after", "by",
)  # fmt: skip
"""The keys, of whichever array, whose entries are evidence."""
_OF_PAPERS: Final = (Subset, Repeat)
"""Entries whose ``field`` is that of a named document."""
_REGISTER: Final = "register"
"""``register.delivered``: a column of the unit's own register, which is no paper."""


def dossier_problems(path: str, law: DossierLaw, known: Known) -> Iterator[Problem]:
    """The faults of one dossier.toml beside the documents and clauses of its chain."""
    for key, clause in _clauses_of(law):
        yield from clause_problem(path, key, clause, known.clauses)
    for key, document in _documents_of(law):
        if document not in known.documents:
            yield _unknown_document(path, key, document, known)
    for key, evidence in _evidence_of(law):
        yield from _evidence_problem(path, key, evidence, known)
    for key, field in _fields_of(law):
        if known.complete() and field not in known.fields():
            yield Problem(path, key, f"各文书中没有这个字段{nearest(field, known.fields())}", as_toml(field))


def _entries(law: DossierLaw) -> Iterator[tuple[str, Law]]:
    """Every entry of every array, with its key: ``require[2]``."""
    for kind in DossierLaw.model_fields:
        yield from ((f"{kind}[{number}]", entry) for number, entry in enumerate(getattr(law, kind), 1))


def _clauses_of(law: DossierLaw) -> Iterator[tuple[str, str | None]]:
    for key, entry in _entries(law):
        yield f"{key}.clause", getattr(entry, "clause", None)
        yield f"{key}.also", getattr(entry, "also", None)


def _documents_of(law: DossierLaw) -> Iterator[tuple[str, str]]:
    for number, require in enumerate(law.require, 1):
        key = "document" if require.document else "any_of"
        yield from ((f"require[{number}].{key}", name) for name in require.documents)
    for number, ending in enumerate(law.outcome, 1):
        yield from ((f"outcome[{number}].require", name) for name in ending.require)
    for number, shared in enumerate(law.shared, 1):
        yield from ((f"shared[{number}].documents", name) for name in shared.documents)
        if shared.register_:
            yield f"shared[{number}].register", shared.register_


def _evidence_of(law: DossierLaw) -> Iterator[tuple[str, str]]:
    for key, entry in _entries(law):
        for name in _EVIDENCE:
            listed = getattr(entry, name, ())
            yield from ((f"{key}.{name.rstrip('_')}", evidence) for evidence in listed)
    for key, entry in _entries(law):
        if isinstance(entry, _OF_PAPERS):
            yield from ((f"{key}.field", evidence) for evidence in entry.field)
            yield from ((f"{key}.of", evidence) for evidence in _texts(entry, "of"))
    for number, ending in enumerate(law.outcome, 1):
        waived = (entry for entry in ending.waive if not _CODE.fullmatch(entry))
        yield from ((f"outcome[{number}].waive", entry) for entry in waived)


def _evidence_problem(path: str, key: str, evidence: str, known: Known) -> Iterator[Problem]:
    """``document.field``; waivers may also name a whole document or its ``signature``."""
    document, dot, named = evidence.partition(".")
    field, _, column = named.partition(".")
    waiver = key.endswith(".waive")
    if not dot and not waiver:
        yield Problem(path, key, "应写作 文书.字段，如 inspection_notice.received_at", as_toml(evidence))
    elif document == _REGISTER and dot:
        return
    elif document not in known.documents:
        yield _unknown_document(path, key, evidence, known)
    elif (
        (law := known.documents[document])
        and field
        and field not in law.field
        and not (waiver and field == "signature")
    ):
        yield Problem(path, key, f"{document} 中没有字段 {field}{nearest(field, law.field)}", as_toml(evidence))
    elif law and column and column not in (columns := law.field[field].entry):
        yield Problem(path, key, f"{document}.{field} 没有这一栏{nearest(column, columns)}", as_toml(evidence))


def _unknown_document(path: str, key: str, name: str, known: Known) -> Problem:
    best = nearest(name.partition(".")[0], known.documents)
    return Problem(path, key, f"本辖区及上级没有这种文书{best}", as_toml(name))


def _fields_of(law: DossierLaw) -> Iterator[tuple[str, str]]:
    """The fields that are named without a document."""
    for key, entry in _entries(law):
        for where, part in ((key, entry), *_within(key, entry)):
            named = () if isinstance(part, _OF_PAPERS) else (*_texts(part, "field"), *_texts(part, "needs"))
            yield from ((f"{where}.field", field) for field in named)


def _within(key: str, entry: Law) -> Iterator[tuple[str, Law]]:
    for name in type(entry).model_fields:
        part = getattr(entry, name)
        if isinstance(part, Law):
            yield f"{key}.{name.rstrip('_')}", part


def _texts(part: Law, name: str) -> tuple[str, ...]:
    """What is written at a key, be it one or several; nothing where the law leaves it to what is usual."""
    value = getattr(part, name, ()) if name in part.model_fields_set else ()
    return (value,) if isinstance(value, str) else tuple(value)
