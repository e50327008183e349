"""What a workbook holds that is no fault and should be known: rows nobody sees, inspectors who may not go, bodies that
send too few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from docgen.make.campaign.checking import moment_of
from docgen.make.campaign.model import Household, Task
from docgen.make.campaign.tables import Tables
from docgen.make.rows import Row

_MOST_NAMED: Final = 10
_LEAST: Final = 2
"""Inspectors a body of a joint task must send (行政检查：不得少于两人)."""


def hidden_rows(tables: Tables) -> Iterator[str]:
    """Hidden and filtered rows are read as any other, and told."""
    for table in tables.found.values():
        rows = [row.number for row in table.rows if row.number in table.hidden]
        if rows:
            yield f"“{table.name}”表有{len(rows)}行是隐藏或筛选掉的（第{_listed(rows)}行），已照常读取"


def absent_inspectors(planned: Iterable[tuple[int, Row, Sequence[Row]]]) -> Iterator[str]:
    """Inspectors who on the planned day have no valid certificate or are away.

    ``planned``: of every household its serial, its row of 检查对象 and the rows of its inspectors.
    """
    said: dict[str, list[int]] = defaultdict(list)
    for serial, row, people in planned:
        start = moment_of(row.values.get("planned_start"))
        for person in people if start else ():
            if start and (why := _why_absent(person, start.date())):
                said[f"检查人员 {person.values['name']} {why}"].append(serial)
    for sentence, serials in said.items():
        yield f"{sentence}，涉及{len(serials)}户（序号{_listed(serials)}），请核对"


def few_of_a_body(households: Iterable[Household], tasks: Iterable[Task]) -> Iterator[str]:
    """Bodies of a joint task that send fewer than two inspectors: their form of registration is not made apart."""
    bodies = {task.number: task.agencies for task in tasks if len(task.agencies) > 1}
    said: dict[str, list[int]] = defaultdict(list)
    for household in households:
        sent = {team.agency: len(team.inspectors) for team in household.teams}
        for agency in bodies.get(household.task, ()) if household.wanted else ():
            if sent.get(agency, 0) < _LEAST:
                said[agency].append(household.serial)
    for agency, serials in said.items():
        yield (
            f"联合任务中“{agency}”派出的检查人员不足两人（以“检查人员”表的“单位”为准），不另制该机关的登记表，"
            f"涉及{len(serials)}户（序号{_listed(serials)}），请核对"
        )


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers[:_MOST_NAMED])) + ("等" if len(numbers) > _MOST_NAMED else "")


def _why_absent(person: Row, day: date) -> str:
    until = moment_of(person.values.get("valid_until"))
    if until and until.date() < day:
        return f"的执法证有效期至{until.date()}，早于计划检查日"
    begin, end = (moment_of(person.values.get(key)) for key in ("away_from", "away_to"))
    if begin and begin.date() <= day and (end is None or day <= end.date()):
        return "在计划检查日不在岗"
    return ""
