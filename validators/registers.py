"""Registers beside the dossiers, as values: whose households a task has, and who may inspect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docgen.codes import normalise_code
from docgen.errors import Unreadable
from docgen.spec.model import Clause
from docgen.validators.field_names import CREDIT_CODE, UNIT_NAME
from docgen.view.fields import FieldReading
from docgen.wording import squeezed


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One household on a register. ``fields`` are its columns under the names papers use (``unit_name``,
    ``credit_code``, ``address`` …), each with its place in ``file``; ``row`` is the row of the sheet."""

    file: str
    row: int | None
    fields: Mapping[str, FieldReading]

    @property
    def code(self) -> str:
        """The credit code or registration number as it is compared, or nothing."""
        return normalise_code(self.value(CREDIT_CODE))

    @property
    def name(self) -> str:
        """The name as it is compared, or nothing."""
        return squeezed(self.value(UNIT_NAME))

    @property
    def called(self) -> str:
        """What a report calls the household."""
        return self.value(UNIT_NAME) or self.value(CREDIT_CODE) or f"第{self.row}行"

    def value(self, name: str) -> str:
        return self.fields[name].text if name in self.fields else ""


@dataclass(frozen=True, slots=True)
class Register:
    """The households of a task (抽查名单); ``trouble`` says why they could not be read, ``document`` as which kind
    of list they were."""

    file: str
    rows: tuple[RegisterRow, ...] = ()
    trouble: Unreadable | None = None
    document: str = ""

    def row_of(self, code: str, name: str, folder: str = "") -> RegisterRow | None:
        """The row of a household: by code, else by name, else by the code or name that its folder bears; all as they
        are compared. A name that several rows bear tells none of them."""
        by_code = [row for row in self.rows if code and row.code == code]
        by_name = [row for row in self.rows if name and row.name == name]
        by_folder = [row for row in self.rows if (row.code and row.code in folder) or (row.name and row.name in folder)]
        found = (group[0] for group in (by_code[:1], by_name, by_folder) if len(group) == 1)
        return next(found, None)


@dataclass(frozen=True, slots=True)
class RosteredPerson:
    """Somebody on a roster of inspectors. ``certificates``: number → what is written as its last valid day (None: the
    roster has no such column). ``away``: what says that he cannot be drawn, or nothing."""

    name: str
    certificates: Mapping[str, str | None]
    away: str
    file: str
    row: int | None

    def holds(self, number: str) -> bool:
        return _number(number) in map(_number, self.certificates)

    def until(self, number: str) -> str | None:
        """What is written as the last valid day of this certificate."""
        return next((until for own, until in self.certificates.items() if _number(own) == _number(number)), None)


@dataclass(frozen=True, slots=True)
class Rosters:
    """The people of all rosters of inspectors handed over. Of the other files ``damaged`` says why they could not be
    read, ``unknown`` why they are no roster. ``clause`` is the key of the clause that asks inspectors to stand in one.
    """

    people: tuple[RosteredPerson, ...] = ()
    files: tuple[str, ...] = ()
    damaged: tuple[tuple[str, Unreadable], ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    clause: str | None = None

    @property
    def unread(self) -> tuple[str, ...]:
        """Why somebody may stand in a roster and not be found, a sentence for each file."""
        damaged = (f"{file}（{fault.what}）" for file, fault in self.damaged)
        return (*damaged, *(f"{file}（{why}）" for file, why in self.unknown))

    def called(self, name: str) -> tuple[RosteredPerson, ...]:
        return tuple(person for person in self.people if squeezed(person.name) == squeezed(name))

    def holding(self, number: str) -> tuple[RosteredPerson, ...]:
        return tuple(person for person in self.people if person.holds(number))


def _number(text: str) -> str:
    """A certificate's number as it is compared."""
    return squeezed(text).upper()


@dataclass(frozen=True, slots=True)
class HouseholdSeen:
    """Whose dossier was handed in: the code and name most of its papers give, and the folder it lies in, all as they
    are compared. ``row``: its row on the register, if it stands there."""

    household: str
    code: str = ""
    name: str = ""
    row: RegisterRow | None = None

    @property
    def told(self) -> bool:
        """Whether any paper says whose dossier it is."""
        return bool(self.code or self.name)


@dataclass(frozen=True, slots=True)
class RegisterSubject:
    """A register beside the dossiers that were handed in for its task."""

    register: Register
    seen: tuple[HouseholdSeen, ...]
    clause: Clause | None = None
