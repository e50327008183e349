"""The columns of the entry workbook as columns of the lists they stand for, so that 台账.xlsx is a register too."""

from __future__ import annotations

from docgen.spec.datum import Datum
from docgen.spec.model import DocumentSpec, Profile
from docgen.spec.workbook import SheetKey
from docgen.wording import squeezed


def with_workbook(spec: DocumentSpec, profile: Profile, sheet: SheetKey) -> DocumentSpec:
    """A list whose columns may also be called as the workbook's sheet calls them, and which has the sheet's further
    columns; on a roster of inspectors these say who is away, the dated ones when."""
    law = profile.workbook.sheet.get(sheet)
    register = spec.register_
    if law is None or register is None:
        return spec
    columns: dict[str, Datum] = dict(spec.field[register].columns)
    added: dict[str, Datum] = {}
    for name, column in law.column.items():
        same = next((key for key, own in columns.items() if _labels(own) & _labels(column)), None)
        if same is None:
            added[name] = Datum(label=column.label, type=column.type)
        else:
            more = (*columns[same].label, *(label for label in column.label if label not in columns[same].label))
            columns[same] = columns[same].model_copy(update={"label": more})
    field = spec.field[register].model_copy(update={"columns": {**columns, **added}})
    updated: dict[str, object] = {"field": {**spec.field, register: field}, "table": {}}
    roster = spec.roster
    if roster is not None and roster.away is not None:
        dated = tuple(name for name, column in added.items() if column.type == "date")
        others = tuple(name for name in added if name not in dated)
        told = roster.away.model_copy(
            update={"columns": (*roster.away.columns, *others), "period": (*roster.away.period, *dated)}
        )
        updated["roster"] = roster.model_copy(update={"away": told})
    return spec.model_copy(update=updated)


def _labels(datum: Datum) -> frozenset[str]:
    return frozenset(map(squeezed, datum.label))
