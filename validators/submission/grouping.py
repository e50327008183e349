"""The papers of a household → its inspections: by task number, else notice number, else nearest dates and items.

Two task numbers are two inspections only when the rest differs too; one paper's odd number among agreeing facts is a
slip of the pen. What no inspection can be told for is left over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from docgen.dates import find_moments
from docgen.spec.dossier import DossierLaw
from docgen.validators.field_names import ITEMS, TASK_NUMBER
from docgen.validators.paper import Paper
from docgen.validators.submission.chains import numbers_of
from docgen.validators.submission.titles import plain

_APART: Final = 15
"""Days: a plan and the entry it was for lie nearer to each other than that."""
_NEAR: Final = 90
"""Days: a paper that is farther from every inspection belongs to none of them."""

Group = tuple[Paper, ...]


class Grouped(NamedTuple):
    """The papers of each inspection, in the order of their dates, and what no inspection could be told for."""

    inspections: tuple[Group, ...]
    loose: Group


def grouped(papers: Sequence[Paper], law: DossierLaw) -> Grouped:
    by_task: dict[str, list[Paper]] = {}
    for paper in papers:
        by_task.setdefault(plain(paper.value(TASK_NUMBER)), []).append(paper)
    unnumbered = by_task.pop("", [])
    groups: list[list[Paper]] = []
    for some in sorted(by_task.values(), key=len, reverse=True):
        home = next((group for group in groups if not _differ(some, group, law)), None)
        (groups.append(list(some)) if home is None else home.extend(some))
    if not groups:
        groups, unnumbered = _seeds(unnumbered, law)
    told = [groups[0] if len(groups) == 1 else _home(paper, groups, law) for paper in unnumbered]
    unsure = [paper for paper, group in zip(unnumbered, told, strict=True) if group is None]
    for paper, group in zip(unnumbered, told, strict=True):
        if group is not None:
            group.append(paper)
    loose = [paper for paper in unsure if not _completes_one(paper, groups)]
    order = {id(paper): place for place, paper in enumerate(papers)}
    inspections = (tuple(sorted(group, key=lambda one: order[id(one)])) for group in groups)
    dated = sorted(inspections, key=lambda group: (min(_days(group, law), default=date.max), order[id(group[0])]))
    return Grouped(tuple(dated), tuple(loose))


def _seeds(papers: list[Paper], law: DossierLaw) -> tuple[list[list[Paper]], list[Paper]]:
    """Without task numbers, the papers of one kind that tell of several inspections, and the rest; else all as one."""
    kinds = [name for require in law.require for name in require.documents]
    for name in kinds:
        groups: list[list[Paper]] = []
        for paper in (one for one in papers if name in (one.spec.name, one.spec.key)):
            home = next((group for group in groups if not _differ([paper], group, law)), None)
            (groups.append([paper]) if home is None else home.append(paper))
        if len(groups) > 1:
            seeds = {id(paper) for group in groups for paper in group}
            return groups, [paper for paper in papers if id(paper) not in seeds]
    return ([list(papers)] if papers else []), []


def _differ(some: Sequence[Paper], others: Sequence[Paper], law: DossierLaw) -> bool:
    """Whether more of what both tell differs than agrees: the day, the papers' own numbers, the items. Of several
    papers an equal share is enough, of a single one it is not."""
    told = [_days_differ(some, others, law), _numbers_differ(some, others), _items_differ(some, others)]
    differing, agreeing = told.count(True), told.count(False)
    return differing > agreeing or (differing == agreeing > 0 and min(len(some), len(others)) > 1)


def _days_differ(some: Sequence[Paper], others: Sequence[Paper], law: DossierLaw) -> bool | None:
    """By the entries, or the plans, of both; else by how far a plan and an entry lie apart."""
    for name in _event_fields(law):
        one, other = (set(_days_in(papers, (name,))) for papers in (some, others))
        if one and other:
            return one.isdisjoint(other)
    here, there = _days(some, law), _days(others, law)
    return None if not here or not there else _gap(here, there) > _APART


def _numbers_differ(some: Sequence[Paper], others: Sequence[Paper]) -> bool | None:
    """By the numbers of papers of one kind: whether fewer than half of them are the same."""
    kinds = {paper.document for paper in some} & {paper.document for paper in others}
    one, other = (numbers_of(paper for paper in papers if paper.document in kinds) for papers in (some, others))
    return 2 * len(one & other) < min(len(one), len(other)) if one and other else None


def _items_differ(some: Sequence[Paper], others: Sequence[Paper]) -> bool | None:
    one, other = _items(some), _items(others)
    return one.isdisjoint(other) if one and other else None


def _items(papers: Iterable[Paper]) -> set[str]:
    lines = (line for paper in papers for line in paper.value(ITEMS).splitlines())
    return {bare for line in lines if (bare := plain(line).lstrip("0123456789.、（）()"))}


def _home(paper: Paper, groups: list[list[Paper]], law: DossierLaw) -> list[Paper] | None:
    """The one inspection whose paper it names, else the nearest by date, else the only one with an item of its own."""
    said = plain("\n".join(reading.text for reading in paper.fields.values()))
    named = [group for group in groups if any(number in said for number in numbers_of(group))]
    if len(named) == 1:
        return named[0]
    among = named or groups
    for fields in (_event_fields(law), None):
        own = list(_days_in((paper,), fields or _dated_fields(paper)))
        gaps = [_gap(own, list(_days_in(group, fields) if fields else _all_days(group))) for group in among]
        if own and Counter(gaps)[min(gaps)] == 1 and min(gaps) <= _NEAR:
            return among[gaps.index(min(gaps))]
    sharing = [group for group in among if _items_differ([paper], group) is False]
    return sharing[0] if len(sharing) == 1 and not own else None


def _completes_one(paper: Paper, groups: list[list[Paper]]) -> bool:
    """Whether every inspection but one has a paper of this kind: then it is that one's, and is put there."""
    without = [group for group in groups if all(one.document != paper.document for one in group)]
    if len(without) == 1 < len(groups):
        without[0].append(paper)
        return True
    return False


def _event_fields(law: DossierLaw) -> tuple[str, ...]:
    """The fields that tell when an inspection took place, then those that tell when it was to."""
    addresses = [*(a for one in law.interval for a in one.to), *(a for one in law.interval for a in one.planned)]
    return tuple(dict.fromkeys(address.rpartition(".")[2] for address in addresses))


def _dated_fields(paper: Paper) -> tuple[str, ...]:
    return tuple(name for name, law in paper.spec.field.items() if law.type in ("date", "datetime", "period"))


def _days(papers: Iterable[Paper], law: DossierLaw) -> list[date]:
    return list(_days_in(papers, _event_fields(law)))


def _all_days(papers: Iterable[Paper]) -> Iterator[date]:
    for paper in papers:
        yield from _days_in((paper,), _dated_fields(paper))


def _days_in(papers: Iterable[Paper], names: Iterable[str]) -> Iterator[date]:
    wanted = tuple(names)
    for paper in papers:
        for moment in (moment for name in wanted for moment in find_moments(paper.value(name))):
            if moment.reading and moment.reading.low:
                yield moment.reading.low.date()


def _gap(some: Sequence[date], others: Sequence[date]) -> int:
    return min((abs((a - b).days) for a in some for b in others), default=_NEAR + 1)
