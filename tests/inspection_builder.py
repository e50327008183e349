"""Inspections of Changchun's law from values alone, for tests of the rules that hold papers against each other."""

from __future__ import annotations

from datetime import date
from typing import Any

from paper_builder import paper, view
from sample_papers import CHANGCHUN, law

from docgen.validators.paper import Dossier, Inspection, Member, Paper
from docgen.validators.submission.inspection import stages_shown
from docgen.view.fields import FieldReading
from docgen.view.model import Place

JUDGED_ON = date(2026, 12, 8)
ENTRY = "2026年5月20日9时00分"
SCAN = Member("扫描.pdf", 1, "pdf", could_be_paper=True)


def of(name: str, path: str = "", **values: str) -> Paper:
    """A paper of this kind whose fields say this."""
    return paper(law(name), path or f"{name}.docx", **values)


def rows(*entries: dict[str, str]) -> FieldReading:
    """The rows of a site record's table of items."""
    read = [
        {name: FieldReading(name, text, Place(table=2, row=number)) for name, text in entry.items()}
        for number, entry in enumerate(entries, 2)
    ]
    return FieldReading("items", "\n".join(entry["item"] for entry in entries), Place(table=2), tuple(read))


def inspection(*papers: Paper, others: tuple[Member, ...] = (), **more: Any) -> Inspection:
    as_of = more.pop("as_of", JUDGED_ON)
    members = (*(one.member for one in papers), *others)
    unread = tuple(member.path for member in others if member.could_be_paper)
    shown = stages_shown(papers, CHANGCHUN.dossier, as_of)
    return Inspection("示例2026-002", papers, CHANGCHUN, as_of, shown, unread, members, **more)


def dossier(*inspections: Inspection, **more: Any) -> Dossier:
    members = tuple(member for one in inspections for member in one.members)
    papers = tuple(held for one in inspections for held in one.papers)
    return Dossier("示例一食品店", members, papers, inspections, CHANGCHUN, JUDGED_ON, **more)


__all__ = ["CHANGCHUN", "ENTRY", "JUDGED_ON", "SCAN", "dossier", "inspection", "law", "of", "rows", "view"]
