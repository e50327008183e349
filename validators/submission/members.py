"""A file as handed in → a member of the dossier: what it is, what it says, or why it could not be read."""

from __future__ import annotations

from pathlib import PurePosixPath

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.validators.paper import Member
from docgen.validators.submission.archive import Handed
from docgen.validators.submission.picture import looks_like_a_page
from docgen.view import read_document
from docgen.view.kinds import sniff
from docgen.view.model import DocumentView

_EVIDENCE = ("image", "video")


def member_of(handed: Handed, limits: Limits = DEFAULT_LIMITS) -> Member:
    """Read one file. A file that cannot be read is a member with its trouble, never an exception."""
    if isinstance(handed.content, Unreadable):
        return Member(handed.path, 0, "unknown", trouble=handed.content, could_be_paper=True)
    data, name = handed.content, PurePosixPath(handed.path).name
    kind = sniff(data, name)
    if kind in _EVIDENCE:
        return Member(handed.path, len(data), kind, evidence=True, could_be_paper=looks_like_a_page(data))
    try:
        view = read_document(data, name, limits)
    except Unreadable as fault:
        return Member(handed.path, len(data), kind, trouble=fault, could_be_paper=True)
    return Member(handed.path, len(data), view.facts.kind, view, could_be_paper=_hides_text(view))


def _hides_text(view: DocumentView) -> bool:
    """Whether some of the paper cannot be read: pages that are pictures, or no text beside pictures or objects."""
    if view.facts.scanned or view.facts.page_pictures:
        return True
    shows_something = view.facts.kind == "pdf" or view.facts.pictures > 0 or next(view.opaque(), None) is not None
    return shows_something and not view.has_text
