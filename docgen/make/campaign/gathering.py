"""The rows of a workbook gathered household by household: references followed, faults kept with whom they concern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from docgen.codes import normalise_code
from docgen.errors import Problem, RecordError
from docgen.make.campaign.checking import check_row
from docgen.make.campaign.feeding import feeding_of
from docgen.make.campaign.gathered import Gathered
from docgen.make.campaign.joining import Joiner, Sheets
from docgen.make.campaign.model import Campaign, Household, RegisterRow, Task, names_of, words_of
from docgen.make.campaign.noticing import absent_inspectors, few_of_a_body, hidden_rows
from docgen.make.campaign.references import Index, found_of, serial_of
from docgen.make.campaign.register_rows import papers_by_name, register_row
from docgen.make.campaign.tables import Tables
from docgen.make.rows import Row
from docgen.spec.model import DocumentSpec, Profile
from docgen.spec.workbook import SheetKey

_CORRECT: Final = "请改正后重新制作该户，其余各户已照常制作。"
_UNUSED: Final = "请改正后重试；该行没有使用。"


@dataclass
class Gathering:
    """One workbook being gathered. ``settings`` is its checked row of settings, ``today`` the day of making."""

    profile: Profile
    tables: Tables
    settings: Row
    today: date
    troubles: list[RecordError] = field(default_factory=list)

    def campaign(self, path: Path) -> Campaign:
        """Everything the workbook holds, joined."""
        tasks = self._tasks()
        households = self._households(tasks)
        register = tuple(self._register(households))
        self._results(households)
        self._problems(households)
        usable = [each for each in households.values() if self._usable(each)]
        planned = ((each.serial, each.row, each.people) for each in usable if each.wanted)
        joined = tuple(map(self._joined, usable))
        doubts = (*hidden_rows(self.tables), *absent_inspectors(planned), *few_of_a_body(joined, tasks.values()))
        return Campaign(
            source=path,
            settings=self._said,
            tasks=tuple(self._whole(task, households) for task in tasks.values()),
            households=joined,
            register=register,
            troubles=tuple(self.troubles),
            notices=(*self.tables.notices, *doubts),
        )

    def _named(self, sheet: SheetKey, column: str) -> tuple[str, str]:
        """A column with what the law calls it."""
        return column, self.profile.workbook.sheet[sheet].column[column].label[0]

    # ---- what others refer to

    def _index(self, sheet: SheetKey, key: str) -> Index:
        law = self.profile.workbook.sheet[sheet]
        index = Index(self.tables.found[sheet].name, law.column[key].label[0])
        for row in self.tables.rows(sheet):
            checked = check_row(row, law, self.today)
            if problems := index.enter(checked.row, key, checked.problems):
                self._trouble(row, problems, "，未使用", "请改正后重试；用到它的各户没有制作。")
        return index

    @cached_property
    def _task_index(self) -> Index:
        return self._index("tasks", "number")

    @cached_property
    def _item_index(self) -> Index:
        return self._index("items", "code")

    @cached_property
    def _people_index(self) -> Index:
        return self._index("inspectors", "name")

    @cached_property
    def _said(self) -> dict[str, str]:
        """Every setting, what the law says otherwise where its cell is blank."""
        laws = self.profile.workbook.sheet["settings"].column
        values = {key: str(self.settings.values.get(key) or law.otherwise) for key, law in laws.items()}
        return {key: value for key, value in values.items() if value}

    @cached_property
    def _papers(self) -> dict[str, DocumentSpec]:
        named = (self.profile.document(paper.document) for paper in self.profile.workbook.paper)
        return {spec.name: spec for spec in named if spec is not None}

    @cached_property
    def _joiner(self) -> Joiner:
        law = self.profile.workbook
        return Joiner(law, feeding_of(law, self._papers), self.settings)

    def _tasks(self) -> dict[str, Task]:
        """The tasks by number, their rows still those of the sheet."""
        tasks = {}
        for row in self._task_index.rows.values():
            number = str(row.values["number"])
            if self._task_index.find(number) is None:
                continue
            lead = str(row.values.get("lead") or self._said.get("agency", ""))
            others = (name for name in names_of(row.values.get("partners") or "") if name != lead)
            tasks[number] = Task(number, str(row.values["name"]), row, (lead, *dict.fromkeys(others)))
        return tasks

    def _whole(self, task: Task, households: dict[int, Gathered]) -> Task:
        """A task with the items of all its households."""
        items = {
            row.number: row
            for each in households.values()
            if each.wanted and each.task is not None and each.task.number == task.number
            for row in each.items
        }
        return Task(
            task.number, task.name, self._joiner.task(task.row, [items[at] for at in sorted(items)]), task.agencies
        )

    # ---- the households

    def _households(self, tasks: dict[str, Task]) -> dict[int, Gathered]:
        """By serial, in the order of the sheet. A serial that is there twice means neither row."""
        law = self.profile.workbook.sheet["households"]
        gathered: dict[int, Gathered] = {}
        codes: dict[tuple[str, str], Gathered] = {}
        for row in self.tables.rows("households"):
            checked = check_row(row, law, self.today)
            each = self._household(checked.row, list(checked.problems), tasks)
            if each is None:
                self._trouble(row, checked.problems, "，该户未制作", _CORRECT)
                continue
            if (other := gathered.get(each.serial)) is not None:
                each.refuse_same(other, *self._named("households", "serial"))
                self._trouble(row, each.problems, f"（{each.called}），该户未制作", _CORRECT)
                continue
            gathered[each.serial] = each
            code = normalise_code(str(each.row.values.get("code", "")))
            key = (each.task.number if each.task else "", code)
            if code and each.wanted and (same := codes.setdefault(key, each)) is not each:
                each.refuse_same(same, *self._named("households", "code"))
        return gathered

    def _household(self, row: Row, problems: list[Problem], tasks: dict[str, Task]) -> Gathered | None:
        serial = serial_of(row.values.get("serial", ""))
        if serial is None:
            return None
        each = Gathered(row, serial, problems)
        each.refuse_nameless(self._named("households", "name")[1])
        found = [task for _, task in found_of(row, [self._named("households", "task")], self._task_index, problems)]
        each.task = tasks.get(str(found[0].values["number"])) if found else None
        items = found_of(row, [self._named("households", "items")], self._item_index, problems)
        each.items = tuple(item for _, item in items)
        keys = [self._named("households", key) for key in ("inspector_1", "inspector_2")]
        people: dict[int, Row] = {}
        for key, person in found_of(row, keys, self._people_index, problems):
            if person.number in people:
                problems.append(
                    Problem(row.source, row.place(key, dict(keys)[key]), "同一人写了两次", str(person.values["name"]))
                )
            people[person.number] = person
        each.people = tuple(people.values())
        return each

    def _usable(self, each: Gathered) -> bool:
        """Whether a household can be made; one that is not wanted is let be, whatever is wrong with it."""
        if each.problems and each.wanted:
            self._trouble(each.row, each.problems, f"（{each.called}），该户未制作", _CORRECT)
        return not each.problems and each.task is not None

    def _joined(self, each: Gathered) -> Household:
        assert each.task is not None  # else it had a problem
        result = each.results[0] if each.results else None
        sheets = Sheets(
            each.row, each.task, each.items, each.people, tuple(each.register), result, tuple(each.found),
            each.reinspectors,
        )  # fmt: skip
        return Household(
            serial=each.serial,
            task=each.task.number,
            row=self._joiner.household(sheets),
            wanted=each.wanted,
            hidden=each.row.number in self.tables.found["households"].hidden,
            results=words_of(result.values.get("result") or "") if result else (),
            problems=tuple(each.found),
            register=tuple(each.register),
            teams=self._joiner.teams(each.people, each.items, each.task.agencies),
            sheets={
                "households": (each.row,),
                "register": tuple(entry.row for entry in each.register),
                "results": tuple(each.results),
                "problems": tuple(each.found),
            },
        )

    # ---- what came of them

    def _belonging(self, sheet: SheetKey, households: dict[int, Gathered]) -> Iterator[tuple[Row, Gathered]]:
        """The checked rows of a sheet with the household each belongs to; its faults are the household's."""
        if sheet not in self.tables.found:
            return
        law = self.profile.workbook.sheet[sheet]
        for row in self.tables.rows(sheet):
            checked = check_row(row, law, self.today)
            each = self._owner(checked.row, households)
            if each is None:
                self._trouble(row, [*checked.problems, *self._no_owner(checked.row)], "，未使用", _UNUSED)
                continue
            each.problems += [*checked.problems, *self._other_task(checked.row, each)]
            yield checked.row, each

    def _owner(self, row: Row, households: dict[int, Gathered]) -> Gathered | None:
        serial = serial_of(row.values.get("serial", ""))
        return households.get(serial) if serial is not None else None

    def _no_owner(self, row: Row) -> Iterator[Problem]:
        title = self.tables.found["households"].name
        if (given := row.values.get("serial")) is not None:
            key, label = self._named("households", "serial")
            yield Problem(row.source, row.place(key, label), f"“{title}”表中没有这个{label}", str(given))

    def _other_task(self, row: Row, each: Gathered) -> Iterator[Problem]:
        given = row.values.get("task")
        if given is not None and each.task is not None:
            found = self._task_index.find(str(given))
            if found is None or str(found.values["number"]) != each.task.number:
                key, label = self._named("households", "task")
                expected = f"与“{each.row.sheet}”第{each.row.number}行的{label} {each.task.number} 不同"
                yield Problem(row.source, row.place(key, label), expected, str(given))

    def _register(self, households: dict[int, Gathered]) -> Iterator[RegisterRow]:
        """Every usable row of 文书登记; one without a serial is of its whole task."""
        if "register" not in self.tables.found:
            return
        law = self.profile.workbook.sheet["register"]
        names = papers_by_name(self._papers.values())
        for row in self.tables.rows("register"):
            checked = check_row(row, law, self.today)
            each = self._owner(checked.row, households)
            problems = list(checked.problems)
            problems += self._other_task(checked.row, each) if each else self._no_owner(checked.row)
            task = each.task.number if each and each.task else self._shared_task(checked.row, each, problems)
            entry = register_row(checked.row, law, names, each.serial if each else None, task, problems)
            if each is not None:
                each.problems += problems
            elif problems:
                self._trouble(row, problems, "，未使用", _UNUSED)
            if entry is not None and not problems:
                if each is not None:
                    each.register.append(entry)
                yield entry

    def _shared_task(self, row: Row, each: Gathered | None, problems: list[Problem]) -> str:
        """The task of a paper that belongs to no household."""
        if each is not None or row.values.get("serial") is not None:
            return ""
        serial, task = self._named("register", "serial"), self._named("register", "task")
        found = [own for _, own in found_of(row, [task], self._task_index, problems)]
        if not found and row.values.get("task") is None:
            problems.append(Problem(row.source, row.place(*serial), f"{serial[1]}和{task[1]}应至少填写一项"))
        return str(found[0].values["number"]) if found else ""

    def _results(self, households: dict[int, Gathered]) -> None:
        for row, each in self._belonging("results", households):
            if each.results:
                expected = f"与第{each.results[0].number}行是同一户，只能保留一行"
                each.problems.append(Problem(row.source, row.place(*self._named("results", "serial")), expected))
            each.results.append(row)
            named = found_of(row, [self._named("results", "reinspectors")], self._people_index, each.problems)
            each.reinspectors = tuple(person for _, person in named)

    def _problems(self, households: dict[int, Gathered]) -> None:
        item_column = self._named("problems", "item")
        for row, each in self._belonging("problems", households):
            named = list(found_of(row, [item_column], self._item_index, each.problems))
            if any(item.number not in {own.number for own in each.items} for _, item in named) and each.items:
                expected = f"该户在“{each.row.sheet}”第{each.row.number}行没有这个事项"
                found = str(row.values.get("item"))
                each.problems.append(Problem(row.source, row.place(*item_column), expected, found))
            each.found.append(row)

    # ---- what is said of it

    def _trouble(self, row: Row, problems: Sequence[Problem], which: str, remedy: str) -> None:
        if problems:
            what = f"{row.source} “{row.sheet}”第{row.number}行有{len(problems)}处错误{which}"
            self.troubles.append(RecordError(what, remedy, dict.fromkeys(problems)))
