"""A file as handed in → a member of the dossier: what it is, what it says, or why it could not be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.validators.paper import Member
from docgen.validators.submission.archive import Handed
from docgen.validators.submission.conversion import Converts
from docgen.validators.submission.picture import looks_like_a_page
from docgen.view import read_document
from docgen.view.facts import Facts
from docgen.view.kinds import READ_AS_TEXT, claimed_kind, sniff
from docgen.view.model import DocumentView
from docgen.view.pages.scans import ScanReader

_EVIDENCE = ("image", "video")


def member_of(
    handed: Handed,
    limits: Limits = DEFAULT_LIMITS,
    converter: Converts | None = None,
    read_scan: ScanReader | None = None,
) -> Member:
    """Read one file, papers of other word processors through ``converter`` where there is one, scans through
    ``read_scan``. A file that cannot be read is a member with its trouble, never an exception."""
    if isinstance(handed.content, Unreadable):
        return Member(handed.path, 0, "unknown", trouble=handed.content, could_be_paper=True)
    data, name = handed.content, PurePosixPath(handed.path).name
    kind = sniff(data, name)
    if kind in _EVIDENCE:
        return Member(handed.path, len(data), kind, evidence=True, could_be_paper=looks_like_a_page(data))
    try:
        view, converted = view_of(data, name, kind, limits, converter, read_scan)
    except Unreadable as fault:
        return Member(handed.path, len(data), kind, trouble=fault, could_be_paper=True)
    return Member(handed.path, len(data), kind, view, could_be_paper=_hides_text(view), converted=converted)


def view_of(
    data: bytes,
    name: str,
    kind: str,
    limits: Limits = DEFAULT_LIMITS,
    converter: Converts | None = None,
    read_scan: ScanReader | None = None,
) -> tuple[DocumentView, bool]:
    """The view of a file of this ``kind``, and whether it is that of its conversion. What the converter cannot open is
    refused for the reason its own reader knows, if it knows one; where the converter itself is out of order, its words
    are read. Raises Unreadable."""
    if converter is None or not converter.takes(kind):
        return read_document(data, name, limits, read_scan=read_scan), False
    try:
        view = read_document(converter.convert(data, kind), f"{name}.docx", limits)
    except Unreadable as fault:
        if kind in READ_AS_TEXT:
            words = read_document(data, name, limits)
            if fault.code == "ARC102":
                return words, False
        raise
    return replace(view, facts=_with_the_originals(view.facts, data, name, kind, limits)), True


def _with_the_originals(facts: Facts, data: bytes, name: str, kind: str, limits: Limits) -> Facts:
    """What in the original would act and whether it is signed; its conversion holds none of it."""
    try:
        own = read_document(data, name, limits).facts if kind in READ_AS_TEXT else Facts("doc")
    except Unreadable:
        own = Facts("doc")
    return replace(facts, active=own.active, signed=own.signed, signatures=own.signatures)


def _hides_text(view: DocumentView) -> bool:
    """Whether some of the paper cannot be read: pages that are pictures, or no text beside pictures or objects,
    files within it."""
    facts = view.facts
    if facts.scanned or facts.page_pictures or facts.elsewhere or any(map(claimed_kind, facts.attached)):
        return True
    shows_something = view.facts.kind != "docx" or view.facts.pictures > 0 or next(view.opaque(), None) is not None
    return shows_something and not view.has_text
