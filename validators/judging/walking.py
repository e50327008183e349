"""Everything a path holds, household by household: folders and zips walked, shared material around each household."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from docgen.errors import Unreadable
from docgen.validators.judging.assembly import Judged
from docgen.validators.judging.hearing import judged_common, judged_household, judged_paper
from docgen.validators.judging.intake import Setting, take
from docgen.validators.paper import Taken
from docgen.validators.submission.archive import (
    Entry,
    Handed,
    PassedOver,
    is_archive,
    listed,
    unpacked,
    whole_file,
)  # fmt: skip
from docgen.validators.submission.commons import Commons, apart
from docgen.validators.submission.conversion import converted_ahead
from docgen.validators.submission.doubles import Contents
from docgen.validators.submission.folders import by_household
from docgen.validators.submission.households import (
    Group,
    Households,
    above_households,
    households,
    is_document,
    without_suffix,
)
from docgen.validators.submission.identity import identity_of

_INSIDE: Final = "!/"
"""What stands in the path of a file between the zip it lies in and its name there."""
_BESIDE: Final = "不在任何一户的文件夹内，未审查"


@dataclass(frozen=True, slots=True)
class Walk:
    """One run over several paths: what the user said of households, and what is remembered from one to the next."""

    setting: Setting
    how: Households = "auto"
    names: Counter[str] = field(default_factory=Counter)
    contents: Contents = field(default_factory=Contents)

    def judged(self, path: Path) -> Iterator[Judged]:
        """Everything one path holds."""
        name, limits = path.name or path.resolve().name, self.setting.limits
        if path.is_file() and not is_archive(path, name, limits):
            yield judged_paper(self.setting, [take(self.setting, whole_file(path, limits))])
            return
        try:
            with listed(path, limits) as inside:
                yield from self._judged_folder(name, f"{name}!/" if path.is_file() else f"{name}/", inside)
        except Unreadable as fault:
            yield judged_paper(self.setting, [take(self.setting, Handed(name, fault))])

    def _judged_folder(self, name: str, above: str, inside: tuple[Entry, ...]) -> Iterator[Judged]:
        shared: dict[str, list[Entry]] = {}
        if self.how != "one":
            inside, shared = apart(inside, self.setting.profile.dossier)
        commons = Commons(self.setting.profile.dossier, shared, lambda entry: self._taken([entry], above))
        groups = households(name, inside, self.how)
        if self.how == "auto" and len(groups) > 1 and self._of_one(groups, above):
            groups = (Group(without_suffix(name), inside),)
        for group in groups:
            yield from self._judged_group(group, above, commons)
        if rest := commons.rest():
            yield judged_common(self.setting, rest)

    def _of_one(self, groups: Sequence[Group], above: str) -> bool:
        """Whether folders side by side sort the papers of one household by kind: of several the first paper that names
        a code names the same one, and each is of a kind of its own."""
        quiet = replace(self, setting=replace(self.setting, progress=None))
        codes: set[str] = set()
        kinds: set[str] = set()
        for group in groups:
            papers = (paper for taken in quiet._taken(group.entries, above) for paper in taken.papers)
            first = next((paper for paper in papers if identity_of(paper).code), None)
            if group.household is None or (first is not None and first.document in kinds):
                return False
            if first is not None:
                codes.add(identity_of(first).code)
                kinds.add(first.document)
            if len(codes) > 1:
                return False
        return len(kinds) > 1

    def _taken(
        self, entries: Iterable[Entry], above: str, first: Callable[[str], bool] | None = None
    ) -> Iterator[Taken]:
        limits = self.setting.limits
        files = (file for entry in entries for file in unpacked(above + entry.name, entry, limits, first))
        return (take(self.setting, file) for file in converted_ahead(self.setting.converter, files))

    def _own(self, group: Group, above: str, commons: Commons, parted: set[str]) -> Iterator[Taken]:
        """The files of a group without the shared material in a zip, which comes first and is held for the others."""

        def shared(path: str) -> bool:
            return _INSIDE in path and self.how != "one" and commons.takes(path.removeprefix(above))

        for taken in self._taken(group.entries, above, shared):
            if shared(taken.path):
                parted |= set(_and_above(f"{above}{commons.take(taken.path.removeprefix(above), taken)}"))
            else:
                yield taken

    def _judged_group(self, group: Group, above: str, commons: Commons) -> Iterator[Judged]:
        """A household, or the several that its papers show it to be; or the loose files beside several. The folders
        alone tell where it was said how many households there are."""
        if group.household is None:
            files = (one for entry in group.entries for one in unpacked(above + entry.name, entry, self.setting.limits))
            yield from (judged_paper(self.setting, [take(self.setting, _if_document(file))]) for file in files)
            return
        folders = (above + entry.name for entry in group.entries if entry.is_folder)
        known = (*commons.below, *above_households(group.entries))
        parted = {one for over in known for one in _and_above(f"{above}{over}".rstrip("/"))}
        read = self._own(group, above, commons, parted)
        parts = by_household(read, folders, parted) if self.how == "auto" else [("", tuple(read))]
        for folder, part in parts:
            if folder is None:
                yield from (judged_paper(self.setting, [_if_taken_document(file)]) for file in part)
                continue
            common = commons.around(folder.removeprefix(above) if folder else _first_step(group))
            if fresh := commons.unjudged():
                yield judged_common(self.setting, fresh)
            name = self._apart(_below(folder.removeprefix(above)) if folder else group.household)
            yield judged_household(self.setting, name, part, common, self.contents)

    def _apart(self, household: str) -> str:
        """A household's name, told apart from one of the same name under another path."""
        self.names[household] += 1
        return household if self.names[household] == 1 else f"{household}（{self.names[household]}）"


def _and_above(folder: str) -> Iterator[str]:
    """A folder and every folder around it."""
    steps = folder.split("/")
    return ("/".join(steps[:depth]) for depth in range(len(steps) + 1))


def _first_step(group: Group) -> str:
    """The folder of a household that is a direct child; nothing where the path itself is one."""
    steps = {entry.name.split("/")[0] for entry in group.entries if "/" in entry.name}
    return steps.pop() if len(steps) == 1 else ""


def _if_document(file: Handed | PassedOver) -> Handed | PassedOver:
    """A file beside the households: judged as a single paper where it is meant to be one."""
    return file if isinstance(file, PassedOver) or is_document(file.path) else PassedOver(file.path, _BESIDE)


def _if_taken_document(file: Taken) -> Taken:
    return file if file.member is None or is_document(file.path) else Taken(file.path, ignored=_BESIDE)


def _below(folder: str) -> str:
    """A folder's path as the name of a household; a zip within is called without ``.zip``."""
    return "/".join(without_suffix(step.removesuffix("!")) for step in folder.split("/"))
