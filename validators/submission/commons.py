"""Folders of shared material (公共材料): papers kept once for all households of a task, or of a unit.

Such a folder is no household. It stands for every household below the folder it lies in, unless that folder itself
holds papers directly and no households by their codes: then it is one household's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from docgen.spec.dossier import DossierLaw
from docgen.validators.paper import Taken
from docgen.validators.submission.archive import Entry
from docgen.validators.submission.dossier import Common
from docgen.validators.submission.households import above_households, is_document
from docgen.validators.submission.twins import joined
from docgen.wording import squeezed

_NUMBERED: Final = re.compile(r"^[\d_\-—.、 ]+")


@dataclass(slots=True)
class Commons:
    """The shared material of a submission, read when its first household comes and let go after its last.

    ``below`` are the folders whose households it stands for, relative to the submission; each with its files.
    """

    law: DossierLaw
    below: dict[str, list[Entry]]
    read: Callable[[Entry], Iterable[Taken]]
    held: dict[str, tuple[Taken, ...]] = field(default_factory=dict)
    common: tuple[list[Taken], Common] | None = None
    judged: set[str] = field(default_factory=set)

    def around(self, folder: str) -> Common:
        """What stands for a household in this folder."""
        over = [one for one in self.below if _lies_in(folder, one)]
        self.held = {one: self.held.get(one) or self._taken(one) for one in over}
        files = [file for one in over for file in self.held[one]]
        if self.common is None or self.common[0] != files:
            self.common = files, _common(files, self.law)
        return self.common[1]

    def takes(self, path: str) -> bool:
        """Whether a file, by its path relative to the submission, lies in such a folder within a zip."""
        return _shared_for(path, _names(self.law)) is not None

    def take(self, path: str, taken: Taken) -> str:
        """Hold a file of such a folder within a zip; the folder it stands for."""
        over = _shared_for(path, _names(self.law)) or ""
        self.below.setdefault(over, [])
        self.held[over] = (*self.held.get(over, ()), taken)
        return over

    def unjudged(self) -> tuple[Taken, ...]:
        """The files held that were not given out before: they are judged once, whatever the number of households."""
        fresh = [one for one in self.held if one not in self.judged]
        self.judged |= set(fresh)
        return tuple(file for one in fresh for file in self.held[one])

    def rest(self) -> tuple[Taken, ...]:
        """The files that stand for no household at all."""
        left = [one for one in self.below if one not in self.judged]
        self.judged |= set(left)
        return tuple(file for one in left for file in self._taken(one))

    def _taken(self, folder: str) -> tuple[Taken, ...]:
        return tuple(taken for entry in self.below[folder] for taken in self.read(entry))


def _common(files: Sequence[Taken], law: DossierLaw) -> Common:
    """What files hold for the households around them; a paper and its print or signed scan are one."""
    members = [file.member for file in files if file.member is not None]
    join = joined(members, [paper for file in files for paper in file.papers], law)
    return Common(join.papers, tuple(one for one in join.members if one.could_be_paper or one.resembles))


def apart(entries: Sequence[Entry], law: DossierLaw) -> tuple[tuple[Entry, ...], dict[str, list[Entry]]]:
    """The entries of the households, and those of shared folders by the folder they stand for."""
    names = _names(law)
    holding = {_above(entry.name) for entry in entries if not entry.is_folder and is_document(entry.name)}
    holding -= above_households(entries)
    own: list[Entry] = []
    common: dict[str, list[Entry]] = {}
    for entry in entries:
        over = _shared_for(entry.name, names)
        if over is None or over in holding:
            own.append(entry)
        else:
            common.setdefault(over, []).append(entry)
    return tuple(own), common


def _names(law: DossierLaw) -> set[str]:
    return {squeezed(name) for shared in law.shared for name in shared.folder}


def _shared_for(name: str, names: set[str]) -> str | None:
    """The folder above the first step of a path that is a shared folder's name."""
    steps = name.split("/")[:-1]
    for depth, step in enumerate(steps):
        if squeezed(_NUMBERED.sub("", step)) in names:
            return "/".join(steps[:depth])
    return None


def _above(name: str) -> str:
    return name.rpartition("/")[0]


def _lies_in(folder: str, over: str) -> bool:
    return not over or f"{folder}/".startswith(f"{over}/")
