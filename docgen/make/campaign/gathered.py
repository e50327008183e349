"""One row of 检查对象 with what belongs to it, before it is known whether it can be used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from docgen.errors import Problem
from docgen.make.campaign.model import RegisterRow, Task
from docgen.make.rows import Row

_NOT_WANTED: Final = "否"


@dataclass(slots=True)
class Gathered:
    """One row of 检查对象, what belongs to it, and what is wrong with any of it."""

    row: Row
    serial: int
    problems: list[Problem]
    task: Task | None = None
    items: tuple[Row, ...] = ()
    people: tuple[Row, ...] = ()
    reinspectors: tuple[Row, ...] = ()
    register: list[RegisterRow] = field(default_factory=list)
    results: list[Row] = field(default_factory=list)
    found: list[Row] = field(default_factory=list)

    @property
    def wanted(self) -> bool:
        return self.row.values.get("wanted") != _NOT_WANTED

    @property
    def called(self) -> str:
        name = self.row.values.get("name") or self.row.values.get("representative") or ""
        return f"序号{self.serial}" + (f"，{name}" if name else "")

    def refuse_nameless(self, label: str) -> None:
        """A household without a name goes by its 经营者; without either it cannot be told from others."""
        if self.row.values.get("name") is None and self.row.values.get("representative") is None:
            expected = "必填；个体户没有名称的，应填写经营者"
            self.problems.append(Problem(self.row.source, self.row.place("name", label), expected))

    def refuse_same(self, other: Gathered, key: str, label: str) -> None:
        """Two rows that say they are one household: which is meant only their writer knows."""
        for one, twin in ((self, other), (other, self)):
            found = str(one.row.values.get(key, ""))
            expected = f"与第{twin.row.number}行重复"
            one.problems.append(Problem(one.row.source, one.row.place(key, label), expected, found))
