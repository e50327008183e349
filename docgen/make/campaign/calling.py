"""Which papers a household is to have: those of the law whose condition the workbook meets, in the law's order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from docgen.make.campaign.model import Household, RegisterRow, words_of
from docgen.make.rows import Row
from docgen.make.values import is_blank
from docgen.spec.model import DocumentSpec, Profile
from docgen.spec.workbook import CampaignPaper, WorkbookLaw
from docgen.wording import squeezed


@dataclass(frozen=True, slots=True)
class Call:
    """One paper to be made: its law, the row it is made from, and what tells it from others of its kind.

    ``entry`` is the row of 文书登记 with its number; ``beside`` stands behind the name of its file.
    """

    paper: CampaignPaper
    spec: DocumentSpec
    row: Row
    entry: RegisterRow | None = None
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Calls:
    """What a household is to have; ``voided`` are papers of which the register holds nothing but 作废."""

    papers: tuple[Call, ...]
    voided: tuple[DocumentSpec, ...] = ()


def calls_of(household: Household, law: WorkbookLaw, profile: Profile) -> Calls:
    """The papers of one household: those of every inspection, and those its course and its result call for."""
    papers: list[Call] = []
    voided: list[DocumentSpec] = []
    for paper in law.paper:
        spec = profile.document(paper.document)
        if spec is None or paper.per == "task" or _waived(household, paper, profile):
            continue
        if paper.per == "correction":
            papers += _corrections(household, paper, spec, law, profile)
        elif not _is_called(household, paper):
            continue
        elif _all_void(household.register, paper.document):
            voided.append(spec)
        else:
            papers += _each(household, paper, spec)
    return Calls(tuple(papers), tuple(voided))


def asked_elsewhere(household: Household, law: WorkbookLaw, profile: Profile) -> Iterator[DocumentSpec]:
    """Papers the dossier's law asks for of this household that no campaign makes: they are to be made by themselves."""
    made = {paper.document for paper in law.paper}
    for require in profile.dossier.require:
        if require.if_ is None or made & set(require.documents):
            continue
        values = (household.row.values.get(name) for name in require.if_.field)
        spec = profile.document(require.documents[0])
        if spec and any(require.if_.met_by(str(value)) for value in values if not is_blank(value)):
            yield spec


def own_fields(named: Collection[str], spec: DocumentSpec) -> tuple[str, ...]:
    """Of fields written ``document.field`` those of this paper."""
    return tuple(name.partition(".")[2] for name in named if name.partition(".")[0] == spec.name)


def with_values(row: Row, spec: DocumentSpec, values: Mapping[str, object]) -> Row:
    """The row with these values for this paper."""
    return replace(row, values={**row.values, **{f"{spec.name}.{name}": value for name, value in values.items()}})


def without_by_hand(row: Row, spec: DocumentSpec) -> Row:
    """The row without what people write on this paper themselves: when it was delivered, what was found, who signs."""
    hand = {name for name, law in spec.field.items() if law.filled} & {key.rpartition(".")[2] for key in row.values}
    dropped = {each for name in hand for each in (name, f"{spec.name}.{name}")}
    return replace(row, values={key: value for key, value in row.values.items() if key not in dropped})


def _is_called(household: Household, paper: CampaignPaper) -> bool:
    return not paper.when or any(
        not call.is_ or squeezed(word) in map(squeezed, call.is_)
        for call in paper.when
        for word in household.said(call.column)
    )


def _waived(household: Household, paper: CampaignPaper, profile: Profile) -> bool:
    """Whether the inspection ended so that the dossier's law does without the paper."""
    words = set(map(squeezed, household.results))
    return any(
        paper.document in ending.waive and words & set(map(squeezed, ending.results))
        for ending in profile.dossier.outcome
    )


def _all_void(register: tuple[RegisterRow, ...], document: str) -> bool:
    rows = [row for row in register if row.document == document]
    return bool(rows) and not any(row.valid for row in rows)


def _each(household: Household, paper: CampaignPaper, spec: DocumentSpec) -> Iterator[Call]:
    """One paper, or in a joint task one for each body with as many inspectors as have to sign it."""
    rows = [row for row in household.register if row.document == paper.document and row.valid]
    signing = max((signature.count for signature in spec.signature), default=1)
    teams = [team for team in household.teams if len(team.inspectors) >= signing] if paper.per == "agency" else []
    if len(teams) < 2:
        yield Call(paper, spec, household.row, rows[-1] if rows else None)
        return
    for at, team in enumerate(teams):
        entry = rows[at] if at < len(rows) else None
        values = {name: value for name, value in team.says.items() if name in spec.field}
        values |= {"agency": team.agency, "inspectors": team.inspectors}
        values |= dict.fromkeys(own_fields(paper.number, spec), entry.number if entry else "")
        yield Call(paper, spec, with_values(household.row, spec, values), entry, team.agency)


def _corrections(
    household: Household, paper: CampaignPaper, spec: DocumentSpec, law: WorkbookLaw, profile: Profile
) -> Iterator[Call]:
    """One paper for every paper of the register that is corrected or withdrawn, made from that row of the register."""
    called = [entry for entry in household.register if any(entry.row.values.get(name) for name in _columns(paper))]
    own = [entry for entry in household.register if entry.document == spec.name and entry.valid]
    for at, entry in enumerate(called):
        row = _as_correction(household.row, entry, spec, law, profile)
        number = own[at] if at < len(own) else None
        values: dict[str, object] = dict.fromkeys(own_fields(paper.number, spec), number.number if number else "")
        yield Call(paper, spec, with_values(row, spec, values), number, str(at + 1) if at else "")


def _columns(paper: CampaignPaper) -> tuple[str, ...]:
    return tuple(call.column.partition(".")[2] for call in paper.when)


def _as_correction(row: Row, entry: RegisterRow, spec: DocumentSpec, law: WorkbookLaw, profile: Profile) -> Row:
    """The household's row with what a row of the register feeds to a paper; columns of one list go side by side."""
    values: dict[str, object] = {}
    lists: dict[str, dict[str, tuple[str, ...]]] = {}
    letters: dict[str, str] = {}
    original = profile.document(entry.document)
    for name, column in law.sheet["register"].column.items():
        given = original.title if name == "document" and original else entry.row.values.get(name)
        for field in own_fields(column.feeds or (), spec):
            field, _, inner = field.partition(".")
            letters[f"{spec.name}.{field}"] = entry.row.letters.get(name, "")
            if inner:
                lists.setdefault(field, {})[inner] = () if is_blank(given) else words_of(given)
            else:
                values[field] = given
    values |= {field: tuple(_side_by_side(columns)) for field, columns in lists.items()}
    part = Row(entry.row.number, {}, entry.row.source, letters=letters, sheet=entry.row.sheet)
    return replace(with_values(row, spec, values), parts=(part, *row.parts))


def _side_by_side(columns: Mapping[str, tuple[str, ...]]) -> Iterator[dict[str, str]]:
    """Lists of equal place as entries: the first of each, then the second; what is missing is left out."""
    for at in range(max(map(len, columns.values()))):
        yield {name: words[at] for name, words in columns.items() if at < len(words)}
