"""Copies of one paper: the editable file, its print, its signed scan. One of them is the paper, the others its twins.

Text is read from the one that has it. A scan is the twin of the paper of its name (``02_通知书.docx`` and
``02_通知书_签收.pdf``) unless it has more pages than that paper can have; what was written on it by hand stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from docgen.spec.dossier import DossierLaw
from docgen.spec.model import DocumentSpec
from docgen.validators.paper import Member, Paper
from docgen.view.fields import FieldReading
from docgen.view.model import DocumentView
from docgen.view.text import normalised_text
from docgen.wording import squeezed

_COUNTED: Final = re.compile(r"[\s_\-—（(]*\d{0,2}[)）]?$")
"""A number after a name: the second scan of a paper."""
_CHARACTERS_A_PAGE: Final = 400
_SPARE_PAGES: Final = 2
"""A scan may have so many pages more than the text fills: a back, a receipt."""


class Joined(NamedTuple):
    """The files of a household with what is known of copies: members, the papers that count, and the other copies."""

    members: tuple[Member, ...]
    papers: tuple[Paper, ...]
    copies: tuple[Paper, ...]


def is_signed(view: DocumentView, spec: DocumentSpec, fields: Mapping[str, FieldReading]) -> bool:
    """Whether this very file is a copy that was signed: digitally, with a picture where somebody signs or seals, or a
    print with something written by hand."""
    by_hand = any(law.filled == "by hand" and name in fields and fields[name].text for name, law in spec.field.items())
    return view.facts.signed or _pictured(view, spec) or (view.facts.is_print and by_hand)


def _pictured(view: DocumentView, spec: DocumentSpec) -> bool:
    """Whether a picture stands in a row of a table that the law names somebody's signature or seal in."""
    signers = tuple(squeezed(law.who) for law in spec.signature)
    for table in view.tables() if signers else ():
        for cell in table.cells:
            if any(paragraph.pictures for paragraph in cell.paragraphs()):
                row = squeezed("".join(other.text for other in table.row(cell.row)))
                if any(who in row for who in signers):
                    return True
    return False


def joined(members: Sequence[Member], papers: Sequence[Paper], law: DossierLaw) -> Joined:
    """Every paper once, with its twins: copies of equal content, and the scans that bear its name."""
    groups: list[list[Paper]] = []
    for paper in papers:
        home = next((group for group in groups if all(_same_paper(one, paper) for one in group)), None)
        (groups.append([paper]) if home is None else home.append(paper))
    scans = tuple(_scans_of(members, papers, law))
    chosen = [_chosen(group, [scan for paper, scan in scans if paper in group]) for group in groups]
    twins = {scan.path: paper for paper, scan in scans}
    known = tuple(
        one
        if (twin := twins.get(one.path)) is None
        else replace(one, could_be_paper=False, taken_for=twin.document, twin_of=twin.file, law=twin.spec)
        for one in members
    )
    counted = tuple(paper for paper, _ in chosen)
    return Joined(known, counted, tuple(copy for _, copies in chosen for copy in copies))


def _chosen(group: Sequence[Paper], scans: Sequence[Member]) -> tuple[Paper, tuple[Paper, ...]]:
    """The copy that stands for the paper: the one most is written on, of equals the editable one."""
    best = max(group, key=lambda one: (len(_filled(one)), one.view.facts.kind == "docx"))
    others = tuple(one for one in group if one is not best)
    twins = {one.member.path: one.member for one in others} | {scan.path: scan for scan in scans}
    signed = any(one.signed for one in group) or bool(scans)
    return replace(best, twins=tuple(twins.values()), signed=signed), others


def _filled(paper: Paper) -> set[str]:
    return {name for name, reading in paper.fields.items() if reading.text}


def _same_paper(one: Paper, other: Paper) -> bool:
    """Whether two papers say the same: every word, or all that was not written by hand, and by hand nothing else."""
    if one.file == other.file or one.document != other.document:
        return False
    if normalised_text(one.view) == normalised_text(other.view):
        return True
    if one.view.facts.kind == other.view.facts.kind and stem_of(one) != stem_of(other):
        return False
    return bool(_filled(one)) and all(_agree(name, one, other) for name in one.spec.field)


def stem_of(paper: Paper) -> str:
    return _stem(paper.file)


def _agree(name: str, one: Paper, other: Paper) -> bool:
    """Whether a field says the same in both, or was written by hand in one of them only."""
    here, there = squeezed(one.value(name)), squeezed(other.value(name))
    by_hand = one.spec.field[name].filled == "by hand"
    return here == there or (by_hand and not (here and there))


def _scans_of(members: Iterable[Member], papers: Sequence[Paper], law: DossierLaw) -> Iterator[tuple[Paper, Member]]:
    """The unread files that are, by their name, the signed copy of a paper that was read."""
    marks = sorted((word for one in law.copies for word in one.signed), key=len, reverse=True)
    named = {_plain_stem(paper.file, marks): paper for paper in reversed(papers)}
    several = {paper.file for paper in papers if paper.part > 1}
    for member in members:
        paper = named.get(_plain_stem(member.path, marks))
        unread = member.could_be_paper and member.trouble is None
        if not unread or paper is None or paper.file in (*several, member.path) or _has_more(member, paper):
            continue
        yield paper, member


def _has_more(scan: Member, paper: Paper) -> bool:
    """Whether a scan has more pages than the paper fills, so that it may hold others too."""
    pages = scan.view.facts.pages if scan.view else 1
    text = sum(len(one.text) for one in paper.view.paragraphs())
    filled = paper.view.facts.pages or 1 + text // _CHARACTERS_A_PAGE
    return pages is not None and pages > filled + _SPARE_PAGES


def _stem(path: str) -> str:
    """A file's place and name without its suffix."""
    return str(PurePosixPath(path).with_suffix(""))


def _plain_stem(path: str, marks: Sequence[str]) -> str:
    """The name without what marks a signed copy, and without a number after that."""
    folder, _, name = _stem(path).rpartition("/")
    return f"{folder}/{_unmarked(name, marks)}"


def _unmarked(name: str, marks: Sequence[str]) -> str:
    """One mark after another taken off the end: 签收 and 扫描件 of 通知书_签收扫描件."""
    shorter = _COUNTED.sub("", name) if name[-1:] in ")）" else name
    for mark in marks:
        bare = re.sub(rf"[\s_\-—（(]*{re.escape(mark)}(?:件|版|页)?[)）]?[\s_\-—（(]*\d{{0,2}}[)）]?$", "", shorter)
        if bare and bare != shorter:
            return _unmarked(bare, marks)
    return shorter
