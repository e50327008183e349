"""Evidence of service by its kind: whoever refused needs a witness, a letter its slip, a message its receipt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgen.reading import Outcome
from docgen.spec.dossier import Service
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection, Paper
from docgen.wording import alike


def services(inspection: Inspection) -> Iterator[Check]:
    """A check for every paper that says how it was served; what is not there may be on paper: never a fault."""
    for law in inspection.profile.dossier.service:
        for paper in inspection.papers:
            how = paper.value(law.field)
            if any(alike(word) in alike(how) for word in law.says):
                yield _served(inspection, law, paper, how)


def _served(inspection: Inspection, law: Service, paper: Paper, how: str) -> Check:
    labels = {name: paper.spec.field[name].label[0] for name in law.needs if name in paper.spec.field}
    shown = {labels[name]: paper.value(name) for name in labels if paper.value(name)}
    check = Check(
        Outcome.CONFORMS,
        place=paper.fields[law.field].place,
        clause=inspection.profile.clauses.get(law.clause or ""),
        inputs={paper.spec.field[law.field].label[0]: how, **shown},
        limit=f"{how}应有{'或'.join(labels.values())}",
        evidence=(paper.file,),
        file=paper.file,
        document=paper.document,
    )
    if shown:
        return check
    why = f"《{paper.spec.title}》载明“{how}”，未见{'或'.join(labels.values())}，是否送达未能确认"
    return replace(check, outcome=Outcome.UNDETERMINED, reason="scan" if paper.hand_unread else "missing", why=why)
