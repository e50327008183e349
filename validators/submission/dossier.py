"""A household's files and papers → its dossier: copies joined, the void set aside, inspections told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from docgen.spec.model import Profile
from docgen.validators.field_names import TASK_NUMBER, UNIT_NAME
from docgen.validators.paper import Dossier, Inspection, Member, Paper, SetAside
from docgen.validators.submission.chains import counting
from docgen.validators.submission.corrections import corrected
from docgen.validators.submission.grouping import Grouped, grouped
from docgen.validators.submission.identity import is_of, mixed, strangers
from docgen.validators.submission.inspection import name_of, stages_shown, with_stages
from docgen.validators.submission.shared import without_unreached
from docgen.validators.submission.twins import joined


@dataclass(frozen=True, slots=True)
class Common:
    """What lies in the folders of shared material around a household: papers, and files that may hold one."""

    papers: tuple[Paper, ...] = ()
    doubtful: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class _Around:
    """What every inspection of a household has around it."""

    profile: Profile
    as_of: date
    members: tuple[Member, ...]
    unread: tuple[str, ...]
    shared: tuple[Paper, ...]
    loose: tuple[Paper, ...]


def dossier_of(
    household: str,
    members: tuple[Member, ...],
    papers: tuple[Paper, ...],
    profile: Profile,
    as_of: date,
    common: Common = Common(),
) -> Dossier:
    """A household's file with its inspections. Papers of another household stay out of them; none of their kinds is
    missing for certain while they lie there."""
    foreign = strangers(papers)
    join = joined(members, [one for one in papers if not _among(one, foreign)], profile.dossier)
    count = counting(join.papers, profile.dossier)
    groups = _grouped(corrected(count.papers, profile.dossier), profile)
    around = _Around(
        profile,
        as_of,
        (*join.members, *common.doubtful),
        (*_unread(join.members), *_unread(common.doubtful)),
        common.papers,
        (*groups.loose, *foreign),
    )
    inspections = _inspections(groups.inspections, count.set_aside, around) if members else ()
    counted = tuple(paper for inspection in inspections for paper in inspection.papers)
    loose = with_stages(groups.loose, profile.dossier, as_of)
    return Dossier(
        household,
        join.members,
        (*counted, *loose, *foreign),
        inspections,
        profile,
        as_of,
        unrecognised=tuple(member for member in join.members if member.unrecognised),
        unfiled=loose,
        copies=with_stages(join.copies, profile.dossier, as_of),
    )


def _among(paper: Paper, papers: Iterable[Paper]) -> bool:
    return any(paper is one for one in papers)


def _unread(members: Iterable[Member]) -> tuple[str, ...]:
    return tuple(member.path for member in members if member.could_be_paper)


def _grouped(papers: tuple[Paper, ...], profile: Profile) -> Grouped:
    """The inspections of each household that lies here; mostly there is one."""
    whose = mixed(papers)
    if not whose:
        return grouped(papers, profile.dossier)
    apart = [grouped([one for one in papers if is_of(one, identity)], profile.dossier) for identity in whose]
    nobodys = tuple(one for one in papers if not any(is_of(one, identity) for identity in whose))
    return Grouped(
        tuple(group for one in apart for group in one.inspections),
        (*(paper for one in apart for paper in one.loose), *nobodys),
    )


def _inspections(
    groups: Sequence[tuple[Paper, ...]], aside: Sequence[SetAside], around: _Around
) -> tuple[Inspection, ...]:
    every = list(groups) or [()]
    homes = [_home_of(one, every) for one in aside]
    names = _names(every)
    return tuple(
        _inspection(
            names[place], group, tuple(one for one, home in zip(aside, homes, strict=True) if home == place), around
        )
        for place, group in enumerate(every)
    )


def _inspection(name: str, papers: tuple[Paper, ...], aside: tuple[SetAside, ...], around: _Around) -> Inspection:
    law = around.profile.dossier
    own = with_stages(papers, law, around.as_of)
    inspection = Inspection(
        name,
        own,
        around.profile,
        around.as_of,
        stages_shown(own, law, around.as_of),
        around.unread,
        around.members,
        shared=around.shared,
        set_aside=aside,
        loose=around.loose,
    )
    return without_unreached(inspection)


def _home_of(one: SetAside, groups: Sequence[tuple[Paper, ...]]) -> int:
    """The inspection a paper that no longer counts belongs to: that of what replaced it, else of its task number."""
    task = one.paper.value(TASK_NUMBER)
    by = next((place for place, group in enumerate(groups) if one.by is not None and _among(one.by, group)), None)
    same = (
        place for place, group in enumerate(groups) if task and any(task == other.value(TASK_NUMBER) for other in group)
    )
    return next(same, 0) if by is None else by


def _names(groups: Sequence[tuple[Paper, ...]]) -> list[str]:
    """What the inspections are called, each otherwise: by task, notice or number, else by whose it is."""
    plain = [name_of(group) for group in groups]
    if len(set(plain)) == len(plain):
        return plain
    if set(plain) == {name_of(())}:
        return [f"第{number}次" for number in range(1, len(plain) + 1)]
    return list(_apart(plain, [next(iter(_units(group)), "") for group in groups]))


def _apart(names: Sequence[str], units: Sequence[str]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for name, unit in zip(names, units, strict=True):
        called = f"{name}（{unit}）" if unit and len(set(units)) > 1 else name
        seen[called] += 1
        yield called if seen[called] == 1 else f"{called}（{seen[called]}）"


def _units(group: Iterable[Paper]) -> Iterator[str]:
    return (name for paper in group if (name := paper.value(UNIT_NAME)))
