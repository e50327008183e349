"""A row of 文书登记 as a value: which paper, its number, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from docgen.errors import Problem
from docgen.make.campaign.checking import moment_of
from docgen.make.campaign.model import RegisterRow, Status
from docgen.make.campaign.references import folded
from docgen.make.headers import short_title
from docgen.make.rows import Row
from docgen.spec import suggest
from docgen.spec.model import DocumentSpec
from docgen.spec.workbook import SheetLaw


def papers_by_name(specs: Iterable[DocumentSpec]) -> dict[str, str]:
    """Every word a paper goes by → its bare name: short title, title, the name itself."""
    return {folded(word): spec.name for spec in specs for word in (spec.name, spec.title, short_title(spec))}


def register_row(
    row: Row, law: SheetLaw, names: Mapping[str, str], serial: int | None, task: str, problems: list[Problem]
) -> RegisterRow | None:
    """A checked row as a value; None, and a problem, where it names no paper of the law."""
    values = row.values
    given = str(values.get("document", ""))
    document = names.get(folded(given))
    if document is None:
        if given:
            near = suggest(folded(given), names)
            hint = f"，最接近的是“{near}”" if near else ""
            place = row.place("document", law.column["document"].label[0])
            problems.append(Problem(row.source, place, f"不是本台账制作的文书{hint}", given))
        return None
    return RegisterRow(
        serial=serial,
        task=task,
        document=document,
        number=str(values.get("number", "")),
        status=cast("Status", str(values.get("status") or law.column["status"].otherwise)),
        row=row,
        delivered=moment_of(values.get("delivered")),
        method=str(values.get("method", "")),
        receiver=str(values.get("receiver", "")),
        file=str(values.get("file", "")),
    )
