"""Inspections that ended otherwise: nobody was found, the household was closed, struck off or moved away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from docgen.spec.dossier import DossierLaw, Ending
from docgen.validators.paper import Paper
from docgen.wording import alike


@dataclass(frozen=True, slots=True)
class Ended:
    """How an inspection ended otherwise, and which paper says it: “《…》“检查结果”栏：无法联系”."""

    law: Ending
    said: str

    @property
    def waived(self) -> Mapping[str, str]:
        """What is not asked here (documents, ``document.signature``, codes of rules), each with the reason."""
        return dict.fromkeys(self.law.waive, f"未能检查，不要求（{self.said}）")


def ended(papers: Iterable[Paper], law: DossierLaw) -> Ended | None:
    """The ending that every paper with a result agrees on; None where one of them tells of an inspection."""
    said = [(paper, name, paper.value(name)) for paper in papers for ending in law.outcome for name in ending.field]
    results = [(paper, name, text) for paper, name, text in said if text]
    for ending in law.outcome:
        meant = {alike(result) for result in ending.results}
        if results and all(alike(text) in meant for _, _, text in results):
            paper, name, text = results[0]
            return Ended(ending, paper.quoted(name, text))
    return None
