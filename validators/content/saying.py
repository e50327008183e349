"""What the papers of an inspection say in a field, each with its place: the material of every rule that compares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docgen.spec.dossier import Condition
from docgen.validators.paper import Paper
from docgen.validators.places import place_said
from docgen.view.fields import FieldReading
from docgen.view.model import Place


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing said: where (“《登记表》第1页表1第2行第2栏”), as written, and how it is compared."""

    source: str
    written: str
    compared: str
    file: str
    document: str
    place: Place

    @property
    def shown(self) -> str:
        return f"{self.source}为“{self.written}”"


def saying(paper: Paper, reading: FieldReading, compared: str, written: str = "") -> Saying:
    at = place_said(replace(reading.place, section=None, table=None, paragraph=None))
    source = f"《{paper.spec.title}》{at}"
    return Saying(source, written or reading.text, compared, paper.file, paper.document, reading.place)


def meeting(papers: Iterable[Paper], condition: Condition) -> Iterator[Saying]:
    """What in the fields of a condition meets it."""
    for paper in papers:
        for name in condition.field:
            reading = paper.fields.get(name)
            if reading is not None:
                yield from (saying(paper, reading, "", part) for part in condition.meeting(reading.text))


def rows_meeting(paper: Paper, condition: Condition) -> Iterator[tuple[int, Saying]]:
    """The same in the rows of a paper's lists, each with the row's number in the whole paper."""
    rows = (row for reading in paper.fields.values() for row in reading.entries)
    for number, row in enumerate(rows):
        reading = row.get(condition.column or "")
        if reading is not None and condition.met_by(reading.text):
            yield number, saying(paper, reading, "")
