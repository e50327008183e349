"""A campaign as values: what the entry workbook holds, its sheets joined.

Values for papers stand in :class:`docgen.make.rows.Row`, keyed by field or ``document.field`` as every row of data is;
``row.place(key, label)`` names the sheet, the row and the column of the cell a value came from. Dates and times that a
paper is not made from (when it was delivered, who took it) are kept as values of the register, never fed to a paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

from docgen.errors import RecordError
from docgen.make.rows import Row

Status = Literal["拟制", "已送达", "作废", "更正"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Task:
    """One 抽查任务. ``agencies`` are the bodies that inspect, the one that leads first; several: a joint task.

    ``row`` holds what is said for all its households: the settings and the task's own cells, the items of every
    household of it (``items``, ``contents``, ``standards``, ``basis``), for the papers shared by all.
    """

    number: str
    name: str
    row: Row
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Team:
    """Those inspectors of a household who belong to one body, each ``{"name": …, "number": …}``. ``says``: what the
    papers of this body alone say of the items it inspects, by field; empty where the items have no bodies."""

    agency: str
    inspectors: tuple[Mapping[str, str], ...]
    says: Mapping[str, object] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row of 文书登记: a paper's number, and what became of the paper.

    ``serial`` is None for a paper of the whole task; ``document`` is the bare name of its law (``inspection_notice``).
    ``row`` is the sheet's own row: ``row.sheet``, ``row.number`` and ``row.letters`` address its cells, its keys are
    the names of the law's columns (``number``, ``made_on``, ``status`` …).
    """

    serial: int | None
    task: str
    document: str
    number: str
    status: Status
    row: Row
    delivered: datetime | None = None
    method: str = ""
    receiver: str = ""
    file: str = ""

    @property
    def valid(self) -> bool:
        """Whether the paper stands: a number that is 作废 stays in the register and is never given again."""
        return self.status != "作废"


@dataclass(frozen=True, slots=True)
class Household:
    """One row of 检查对象 with everything the other sheets say of it.

    ``row`` has the values of all its papers: settings, task, items, inspectors, the result and the problems found, and
    of every paper registered for it the number and date of the row that is valid (the last). ``wanted``: 制发 is not
    否. ``hidden``: the row is hidden or filtered out in the sheet. ``results`` are the words of 结果 (empty: not
    inspected yet), ``problems`` the household's rows of 问题明细, ``register`` its rows of 文书登记 in their order,
    ``teams`` its inspectors by body, in the order of the task's bodies. ``sheets`` are its own rows sheet by sheet
    (``households``, ``register``, ``results``, ``problems``), keyed as ``problems`` are by the law's names of columns.
    """

    serial: int
    task: str
    row: Row
    wanted: bool = True
    hidden: bool = False
    results: tuple[str, ...] = ()
    problems: tuple[Row, ...] = ()
    register: tuple[RegisterRow, ...] = ()
    teams: tuple[Team, ...] = ()
    sheets: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    def said(self, column: str) -> tuple[str, ...]:
        """What its rows say in a column (``results.result``), several in one cell one by one, no blank ones."""
        sheet, _, name = column.partition(".")
        values = (row.values.get(name) for row in self.sheets.get(sheet, ()))
        return tuple(word for value in values if value is not None for word in words_of(value))


def words_of(value: object) -> tuple[str, ...]:
    """The several things one cell says, on lines of their own or split at ；."""
    return tuple(word.strip() for word in re.split(r"[；;\n]", str(value)) if word.strip())


def names_of(value: object) -> tuple[str, ...]:
    """The several names one cell holds: names have no commas in them, so those tell them apart too."""
    return tuple(name.strip() for word in words_of(value) for name in re.split("[、，,]", word) if name.strip())


@dataclass(frozen=True, slots=True)
class Campaign:
    """``settings`` by the law's column name (``agency``, ``review_agency``, ``folder_name`` …); where a cell is blank
    what the law says ``otherwise``, if it says anything.

    ``households`` are those without a fault, in the order of the sheet, those not wanted among them; ``register`` is
    every row of 文书登记 without a fault. ``troubles``: one per household or sheet row that cannot be used, with all
    its faults; ``notices``: what was taken as it is and should be known (hidden rows, columns that are not used).
    """

    source: Path
    settings: Mapping[str, str]
    tasks: tuple[Task, ...]
    households: tuple[Household, ...]
    register: tuple[RegisterRow, ...]
    troubles: tuple[RecordError, ...] = ()
    notices: tuple[str, ...] = ()

    def task(self, number: str) -> Task | None:
        return next((task for task in self.tasks if task.number == number), None)
