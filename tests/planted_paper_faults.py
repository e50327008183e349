"""Faults for any paper, planted one at a time into the .docx made from its sample.

What could be wrong is derived from the paper's own law (``faults_of_look``) and from what it says
(``faults_of_wording``); a change is a fault only where more is found in the .docx with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice, zip_longest
from random import Random
from typing import Any, Final

from docx_changes import Change, changed
from faults_of_look import laws_otherwise
from faults_of_wording import KINDS, Made
from spoilt_papers import verdict
from test_cases import otherwise, profile_of, sample_of

from docgen.make import make_docx
from docgen.make.stamp import stamp
from docgen.spec.model import DocumentSpec
from docgen.validators.finding import Report
from docgen.validators.run import check_document
from docgen.view import read_document
from docgen.view.fields import read_fields
from docgen.view.roles import assign

AS_OF: Final = date(2026, 12, 8)


@dataclass(frozen=True, slots=True)
class PaperFault:
    """A paper with one fault. ``changes`` are made to the .docx after it was stamped by its law, changed in the keys of
    ``law``; a print is set by that law too. ``found``: what the judge says of the .docx."""

    document: str
    name: str
    law: Mapping[str, Any]
    changes: tuple[Change, ...]
    docx: bytes = b""
    found: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name

    @property
    def printed_by(self) -> DocumentSpec:
        return otherwise(spec_of(self.document), dict(self.law))


def spec_of(document: str) -> DocumentSpec:
    return profile_of(document).documents[document]


@cache
def made(document: str) -> bytes:
    spec = spec_of(document)
    return make_docx(spec, sample_of(spec), strict=False)


def judged(document: str, form: str, data: bytes) -> Report:
    spec = spec_of(document)
    return check_document(data, profile_of(document), as_document=spec, as_of=AS_OF, name=f"{spec.name}.{form}")


def faults_of(document: str, most: int | None = None) -> list[PaperFault]:
    """The first ``most`` changes that the .docx is judged otherwise with, of each kind in turn."""
    return list(islice(_faults(document), most))


def _faults(document: str) -> Iterator[PaperFault]:
    clean = verdict(judged(document, "docx", made(document)))
    seen = {made(document)}
    for one in _in_turn(document):
        with suppress(AssertionError):  # the paper words it otherwise
            docx = _planted(one)
            found = set() if docx in seen else verdict(judged(document, "docx", docx))
            seen.add(docx)
            if found - clean:
                yield replace(one, docx=docx, found=frozenset(found))


def _in_turn(document: str) -> Iterator[PaperFault]:
    """What could be wrong, a change of each kind after one of each other; which of a kind come first differs from paper
    to paper and is always the same."""
    spec, docx = spec_of(document), made(document)
    view = read_document(docx, "paper.docx")
    roles = assign(view, spec)
    looks = laws_otherwise(spec, tuple(name for name in spec.role if roles.found.get(name)))
    paper = Made(spec, view, roles, read_fields(view, spec))
    kinds = [[PaperFault(document, name, law, ()) for name, law in kind] for kind in looks]
    kinds += [[PaperFault(document, name, {}, changes) for name, changes in kind(paper)] for kind in KINDS]
    for kind in kinds:
        Random(document).shuffle(kind)
    yield from (one for turn in zip_longest(*kinds) for one in turn if one is not None)


def _planted(one: PaperFault) -> bytes:
    if not one.law:
        return changed(made(one.document), one.changes)
    stamped = stamp(one.printed_by, made(one.document)).data
    with suppress(AssertionError):  # LibreOffice sets lines of a fixed pitch on a grid where there is one, unlike Word
        stamped = changed(stamped, ({"do": "remove element", "element": "docGrid"},))
    return stamped
