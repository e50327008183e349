"""Files without text: which paper one is by what it is called, and the law its pages are held to all the same."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath
from typing import get_args

from docgen.spec.model import Basis, DocumentSpec, Page, Profile
from docgen.validators.paper import Member, Paper
from docgen.validators.submission.classify import named_kinds
from docgen.view.roles import assign


def named_law(path: str, profile: Profile) -> DocumentSpec | None:
    """The law of the one paper that a file's name names, else the nearest of the folders it lies in."""
    for name in reversed(PurePosixPath(path).parts):
        if kinds := named_kinds(name, profile):
            return kinds[0] if len(kinds) == 1 else None
    return None


def as_picture(member: Member, profile: Profile, as_of: date, *, ours: bool) -> Paper | None:
    """A file without text as a paper, so that what needs no text can be judged: by the law it is named as, else by what
    the laws of all papers say alike. None where there is nothing to see, or nothing they agree on."""
    law = member.law or _common_law(profile)
    if law is None or member.view is None or member.view.has_text or member.view.facts.kind == "sheet":
        return None
    scanned = any(section.page.picture for section in member.view.sections)
    return Paper(law, member, member.view, assign(member.view, law), {}, as_of, ours=ours or scanned)


def _common_law(profile: Profile) -> DocumentSpec | None:
    """The law of the page that all papers share, resting on the clause of least weight among theirs."""
    laws = [spec for spec in profile.documents.values() if spec.page.paper or spec.page.orientation]
    papers, directions = ({getattr(spec.page, key) for spec in laws} for key in ("paper", "orientation"))
    paper, direction = (next(iter(found)) if len(found) == 1 else None for found in (papers, directions))
    if paper is None:
        return None
    mildest = max(laws, key=_mildness)
    page = Page(paper=paper, orientation=direction, clause=mildest.page.clause)
    return mildest.model_copy(update={"page": page})


def _mildness(spec: DocumentSpec) -> int:
    return get_args(Basis).index(spec.clause_of(spec.page.clause).basis)
