"""The dossier cases of ``specimens/dossiers``: whole dossiers with one thing otherwise, read by somebody who may know
no Python.

``base_*.toml`` hold a household's papers of one inspection, complete and in order: ``[all]`` what every paper says that
has the field, ``[paper.KEY]`` one paper, its file's name (``file``) and what it says otherwise than its own sample
(``document``: which paper it is, where that is not the key).

Every other file tells cases. A ``[[case]]`` says ``when`` (in words), of which ``base``, and what is otherwise:

- ``all``: fields of every paper that has them; ``set.KEY``: fields of one paper; ``as_of``: the day it is judged
- ``without``: papers left out; ``only``: the papers kept; ``add.KEY``: papers besides (``of``: the document, or the
  paper it repeats)
- ``name.KEY``: another name for the file, folders in front of it too (``../`` is beside the household's folder)
- ``as.KEY``: ``docx`` or ``pdf`` whatever the others are, ``scan`` (pages without text), ``photo`` (of a page)
- ``do.KEY``: changes to the made .docx (``tests/docx_changes.py``)
- ``bound``: papers handed in as one file, by its name
- ``beside``: other files by name (``tests/odd_files.py``)
- ``folder``: the household's folder, folders in front of it too; ``zipped = true``: a zip in its place
- ``others``: more households made of the same base, each with the keys above
- ``rosters``, ``register``: rows of a spreadsheet handed over beside the dossiers (``lists_as = "csv"``: one in GBK);
  ``beside.NAME.rows``: one that lies in the dossier
- ``on``: ``docx`` and ``pdf`` unless said

``fires`` lists every error and every warning that comes of it, and no other may: ``code``, ``severity``, ``file`` (a
paper's key or a file's name), ``place``, ``says`` (a part of the sentence). ``told`` lists what is no fault and is the
point: ``outcome`` (``note`` ``undetermined`` ``not_due`` ``exempt``), ``code``, ``says``. ``never``: codes about which
not even that is said. ``status``: how the households come out. ``pending``: why the rules do not manage it yet.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal

DOSSIERS = Path(__file__).parents[1] / "specimens" / "dossiers"

Form = Literal["docx", "pdf"]


@dataclass(frozen=True)
class Change:
    """What is otherwise in one household's papers."""

    all: dict[str, Any] = field(default_factory=dict)
    set: dict[str, dict[str, Any]] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    add: dict[str, dict[str, Any]] = field(default_factory=dict)
    name: dict[str, str] = field(default_factory=dict)
    as_: dict[str, str] = field(default_factory=dict)
    do: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    bound: dict[str, list[str]] = field(default_factory=dict)
    beside: dict[str, dict[str, Any]] = field(default_factory=dict)
    folder: str = ""
    zipped: bool = False


@dataclass(frozen=True)
class Fault:
    """An error or a warning that must come: one finding, and this one."""

    code: str
    severity: str
    file: str = ""
    place: dict[str, int | str] = field(default_factory=dict)
    says: str = ""


@dataclass(frozen=True)
class Word:
    """What is no fault and must be said."""

    outcome: Literal["note", "undetermined", "not_due", "exempt"]
    code: str
    says: str = ""


@dataclass(frozen=True)
class DossierCase:
    """One change to a base dossier, and all that comes of it."""

    when: str
    group: str
    base: str
    change: Change
    as_of: date | None = None
    on: tuple[Form, ...] = ("docx", "pdf")
    others: dict[str, Change] = field(default_factory=dict)
    rosters: tuple[list[Any], ...] = ()
    register: tuple[list[Any], ...] = ()
    lists_as: Literal["xlsx", "csv"] = "xlsx"
    fires: tuple[Fault, ...] = ()
    told: tuple[Word, ...] = ()
    never: tuple[str, ...] = ()
    status: dict[str, str] = field(default_factory=dict)
    pending: str = ""

    def __str__(self) -> str:
        return f"{self.group} {self.when}"


@dataclass(frozen=True)
class Base:
    """A complete dossier: its household, the day it is judged, and every paper's data by key."""

    household: str
    as_of: date
    all: dict[str, Any]
    paper: dict[str, dict[str, Any]]


def read_base(name: str) -> Base:
    return Base(**tomllib.loads((DOSSIERS / f"base_{name}.toml").read_text(encoding="utf-8")))


def read_dossier_cases() -> tuple[DossierCase, ...]:
    files = (file for file in sorted(DOSSIERS.glob("*.toml")) if not file.name.startswith("base_"))
    return tuple(case for file in files for case in _cases_of(file))


def _cases_of(file: Path) -> list[DossierCase]:
    written = tomllib.loads(file.read_text(encoding="utf-8"))
    usual = {key: value for key, value in written.items() if key != "case"}
    return [_case({**usual, **one}, file.stem) for one in written["case"]]


def _case(written: dict[str, Any], group: str) -> DossierCase:
    known = {one.name for one in fields(DossierCase)} - {"change", "group"}
    own = {key: written[key] for key in written.keys() & known}
    listed: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in own.items()}
    listed["others"] = {name: _change(other) for name, other in own.get("others", {}).items()}
    listed["fires"] = tuple(Fault(**one) for one in own.get("fires", ()))
    listed["told"] = tuple(Word(**one) for one in own.get("told", ()))
    change = _change({key: value for key, value in written.items() if key not in known})
    return DossierCase(group=group, change=change, **listed)


def _change(written: Mapping[str, Any]) -> Change:
    known = {one.name.removesuffix("_") for one in fields(Change)}
    assert set(written) <= known, f"unknown keys: {sorted(set(written) - known)}"
    listed: dict[str, Any] = {
        key: tuple(value) if key in ("without", "only") else value for key, value in written.items()
    }
    return Change(**{f"{key}_" if key == "as" else key: value for key, value in listed.items()})
