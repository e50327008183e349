"""Whose file is whose, told by what the papers say: a folder above several households is not one household.

Two folders that hold papers of different units part the folder they lie in: each folder below it is a household of its
own. Folders by kind of paper (告知, 通知书, 登记表) that name one unit stay together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from docgen.validators.paper import Taken
from docgen.validators.submission.identity import identity_of

Part = tuple[str | None, tuple[Taken, ...]]


@dataclass(slots=True)
class _Folder:
    """What the papers that lie directly in a folder say: whose they are and of which kinds. It grows, then is read."""

    codes: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    kinds: set[str] = field(default_factory=set)


def by_household(files: Iterable[Taken], folders: Iterable[str] = (), above: set[str] | None = None) -> Iterator[Part]:
    """The files of a folder or zip, household by household, each given out as soon as it is complete.

    ``files`` come folder by folder, ``folders`` are the paths of all folders (the empty ones are known by these alone).
    ``above`` are folders known to lie above households; more may become known while files come. The household's folder
    goes with its files: an empty text where all are one household; None for files that lie beside several.
    """
    parted: set[str] = set() if above is None else above
    given: set[str | None] = set()
    held: list[Taken] = []
    for file in files:
        if held and folder_of(file.path) != folder_of(held[-1].path):
            parted |= _parted_by(held)
            here = _household_of(file.path, parted)
            for folder, part in _parts(held, parted):
                if folder is None or folder != here:
                    given.add(folder)
                    yield folder, part
            held = [one for one in held if here is not None and _household_of(one.path, parted) == here]
        held.append(file)
    parted |= _parted_by(held)
    last = _parts(held, parted)
    yield from last
    given |= {folder for folder, _ in last}
    empty = dict.fromkeys(_household_of(f"{folder.rstrip('/')}/", parted) for folder in ("", *folders))
    yield from ((folder, ()) for folder in empty if folder is not None and folder not in given)


def folder_of(path: str) -> str:
    """The folder a file lies in, of its whole path, without the last slash."""
    return path.rpartition("/")[0]


def _household_of(path: str, parted: set[str]) -> str | None:
    """The uppermost folder around a file that holds one household only; None for a file beside several."""
    steps = path.split("/")[:-1]
    above = ("/".join(steps[:depth]) for depth in range(len(steps) + 1))
    return next((folder for folder in above if folder not in parted), None)


def _parts(held: Iterable[Taken], parted: set[str]) -> list[Part]:
    parts: dict[str | None, list[Taken]] = {}
    for file in held:
        parts.setdefault(_household_of(file.path, parted), []).append(file)
    return [(folder, tuple(part)) for folder, part in parts.items()]


def _parted_by(held: list[Taken]) -> set[str]:
    """The folders that the papers of the last folder part: every folder around it and one of another household."""
    said = _said(held)
    last = folder_of(held[-1].path) if held else ""
    parted: set[str] = set()
    for folder, one in said.items():
        apart = not _within(folder, last) and not _within(last, folder)
        if last in said and apart and _of_another(one, said[last]):
            steps = [a for a, _ in takewhile(_same, zip(folder.split("/"), last.split("/"), strict=False))]
            parted |= {"/".join(steps[:depth]) for depth in range(len(steps) + 1)}
    return parted


def _same(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def _within(inner: str, outer: str) -> bool:
    return f"{inner}/".startswith(f"{outer}/")


def _said(held: Iterable[Taken]) -> Mapping[str, _Folder]:
    said: dict[str, _Folder] = {}
    for paper in (paper for file in held for paper in file.papers):
        folder, identity = said.setdefault(folder_of(paper.file), _Folder()), identity_of(paper)
        folder.codes.update([identity.code] if identity.code else [])
        folder.names.update([identity.name] if identity.name else [])
        folder.kinds.add(paper.document)
    return said


def _of_another(one: _Folder, other: _Folder) -> bool:
    """Whether two folders are of two households: nothing that most of their papers name is the same.

    A code that differs under one name is a slip of the pen, unless both hold the same kind of paper, as the files of
    two branches do. A single kind in each may be two folders of one household, of which one holds another's paper.
    """
    codes, names = (_compared(a, b) for a, b in ((one.codes, other.codes), (one.names, other.names)))
    alike, several = one.kinds & other.kinds, max(len(one.kinds), len(other.kinds)) > 1
    if codes is False:
        return bool(alike) or (names is not True and several)
    return codes is None and names is False and (bool(alike) or several)


def _compared(one: Counter[str], other: Counter[str]) -> bool | None:
    """Whether what most papers name is the same; None where one of the two names nothing."""
    return None if not one or not other else bool(_usual(one) & _usual(other))


def _usual(named: Counter[str]) -> set[str]:
    most = max(named.values())
    return {name for name, count in named.items() if count == most}
