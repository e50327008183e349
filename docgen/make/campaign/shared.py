"""The papers of a whole task, made once: the leaflet, the register of whom it reached, the results to be published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from docgen.make.campaign.calling import Call, with_values
from docgen.make.campaign.model import Campaign, Household, RegisterRow, Task
from docgen.make.record import needed
from docgen.make.values import is_blank
from docgen.spec.model import DocumentSpec, Profile
from docgen.spec.workbook import CampaignPaper, WorkbookLaw

_METHOD: Final = "method"


def shared_calls(task: Task, campaign: Campaign, law: WorkbookLaw, profile: Profile) -> Iterator[Call]:
    """The papers of a task that the workbook gives everything for; nothing is said of the others, whose time comes."""
    households = _households(task, campaign)
    for paper in law.paper:
        spec = profile.document(paper.document)
        if paper.per != "task" or spec is None:
            continue
        lists = {name: tuple(_entries(paper, spec, name, households, law)) for name in paper.made}
        row = with_values(task.row, spec, lists)
        if not any(is_blank(row.given(spec, name)) for name in needed(spec, row)):
            yield Call(paper, spec, row)


def left_out(call: Call, task: Task, campaign: Campaign, law: WorkbookLaw) -> Iterator[tuple[Household, str]]:
    """The households a shared paper does not list, with what is not known of each."""
    for household in _households(task, campaign):
        for name in call.paper.made:
            lacking = _lacking(call.spec, name, _entry(call.paper, call.spec, name, household, law))
            if lacking:
                yield household, "、".join(f"“{label}”" for label in lacking)


def _households(task: Task, campaign: Campaign) -> list[Household]:
    return [each for each in campaign.households if each.task == task.number and each.wanted]


def _entries(
    paper: CampaignPaper, spec: DocumentSpec, name: str, households: Sequence[Household], law: WorkbookLaw
) -> Iterator[dict[str, object]]:
    """What the households give for a list of this paper, those left out that lack what an entry must have."""
    for household in households:
        entry = _entry(paper, spec, name, household, law)
        if not _lacking(spec, name, entry):
            yield entry


def _entry(
    paper: CampaignPaper, spec: DocumentSpec, name: str, household: Household, law: WorkbookLaw
) -> dict[str, object]:
    columns, prefix = spec.field[name].columns, f"{spec.name}.{name}."
    values = household.row.values.items()
    given = {key.removeprefix(prefix): value for key, value in values if key.startswith(prefix)}
    entry = {**given, **_handed(paper, spec, household, law)}
    return {column: value for column, value in entry.items() if column in columns and not is_blank(value)}


def _lacking(spec: DocumentSpec, name: str, entry: Mapping[str, object]) -> list[str]:
    """What the columns are called that an entry must have and this one has not."""
    columns = spec.field[name].columns.items()
    return [datum.label[0] for column, datum in columns if datum.required and column not in entry]


def _handed(paper: CampaignPaper, spec: DocumentSpec, household: Household, law: WorkbookLaw) -> dict[str, object]:
    """When, how and to whom the paper was handed that this one is the register of."""
    entry = next((row for row in reversed(household.register) if row.valid and row.document in paper.about), None)
    return {} if entry is None else _handing(entry, spec, law)


def _handing(entry: RegisterRow, spec: DocumentSpec, law: WorkbookLaw) -> dict[str, object]:
    """Who received it signs the register by hand: no name is printed there."""
    said = law.sheet["register"].column[_METHOD].says.get(spec.name, {})
    return {
        "handed_on": entry.delivered.date() if entry.delivered else None,
        "method": said.get(entry.method, entry.method),
        "evidence": entry.file,
    }
