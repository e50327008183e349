"""What of a paper no reader knows as text, so that nothing can be said of its words."""

from __future__ import annotations

from docgen.reading import Outcome
from docgen.spec.model import Clause
from docgen.validators.finding import Check
from docgen.validators.paper import Paper
from docgen.view.model import Opaque


def opaque_content(paper: Paper) -> tuple[Opaque, ...]:
    """Equations, charts, embedded content. A page that is a picture of text is not among them: a scan is told apart."""
    return tuple(block for block in paper.view.opaque() if block.place.page not in paper.view.facts.scanned)


def said(opaque: tuple[Opaque, ...]) -> str:
    """“公式2处、图表”."""
    counts: dict[str, int] = {}
    for block in opaque:
        counts[block.what] = counts.get(block.what, 0) + 1
    return "、".join(f"{what}{number}处" if number > 1 else what for what, number in counts.items())


def unread_text(paper: Paper, clause: Clause | None = None) -> Check | None:
    """What a rule that reads every word leaves open; None where the whole paper was read."""
    opaque = opaque_content(paper)
    if not opaque:
        return None
    why = f"有读不出文字的内容（{said(opaque)}），其中的文字未核对"
    return Check(Outcome.UNDETERMINED, place=opaque[0].place, clause=clause, reason="unreadable", why=why)
