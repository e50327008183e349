"""The case files of ``specimens/cases``: one for every rule, read by somebody who may know no Python.

``base`` names what is made from its own sample: a paper (``changchun/rubric_sheet``) or, by its profile alone
(``changchun``), the whole dossier of one household. ``[[fires]]`` and ``[[silent]]`` each tell what was done to it:

- ``when``: the deviation (or what is no deviation), in words
- ``on``: as which files it is tried, ``docx`` and ``pdf``; a .docx unless said
- ``data``: values other than the sample's, by field; ``fill``: the same by paper (``fill.inspection_notice``)
- ``do``: changes to the made .docx (the list is in ``tests/docx_changes.py``), of the paper ``to`` of a dossier
- ``base``: what it is made from, where that is not the case's
- ``law``: the law it is printed by, where that is not its own (what a PDF made elsewhere looks like)
- ``without``: papers left out of the dossier; ``with``: files put beside them (``tests/odd_files.py``), made of the
  paper ``of`` with other ``data``, as ``form = "pdf"`` a print
- ``sheet``: the rows of a spreadsheet that is judged in the paper's place; ``rosters`` and ``register``: the rows of
  one that is handed over beside a dossier, as the roster of inspectors and as the register of households
- ``template = true``: it is the template that is judged, ``do`` and ``law`` change it
- ``as_of``: the day it is judged

and what comes of it: ``place`` and ``says`` (a part of the sentence), ``severity``, ``outcome`` where it is no finding
(``undetermined``, ``not_due``, ``exempt``), ``also``: other rules that rightly have something to say.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal

CASES = Path(__file__).parents[1] / "specimens" / "cases"

Form = Literal["docx", "pdf"]


@dataclass(frozen=True)
class Deviation:
    """One thing that is otherwise than the sample, and what comes of it."""

    when: str
    on: tuple[Form, ...] = ("docx",)
    data: dict[str, Any] = field(default_factory=dict)
    fill: dict[str, dict[str, Any]] = field(default_factory=dict)
    do: tuple[dict[str, Any], ...] = ()
    to: str = ""
    base: str = ""
    law: dict[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    with_: dict[str, dict[str, Any]] = field(default_factory=dict)
    sheet: tuple[list[Any], ...] = ()
    rosters: tuple[list[Any], ...] = ()
    register: tuple[list[Any], ...] = ()
    template: bool = False
    as_of: date = date(2026, 12, 8)
    place: dict[str, int | str] = field(default_factory=dict)
    says: str = ""
    severity: str = ""
    outcome: str = "violates"
    also: tuple[str, ...] = ()

    @classmethod
    def read(cls, written: dict[str, Any]) -> Deviation:
        known = {one.name.removesuffix("_") for one in fields(cls)}
        assert set(written) <= known, f"unknown keys: {sorted(set(written) - known)}"
        listed: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in written.items()
        }
        named: dict[str, Any] = {f"{key}_" if key == "with" else key: value for key, value in listed.items()}
        return cls(**named)


@dataclass(frozen=True)
class Case:
    """One rule: what makes it speak and what leaves it silent."""

    code: str
    base: str
    fires: tuple[Deviation, ...]
    silent: tuple[Deviation, ...]


def read_case(path: Path) -> Case:
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(written) == {"base", "fires", "silent"}, f"{path.name}: base, [[fires]] and [[silent]], nothing else"
    fires, silent = (tuple(map(Deviation.read, written[key])) for key in ("fires", "silent"))
    return Case(path.stem, written["base"], fires, silent)


def read_cases() -> tuple[Case, ...]:
    return tuple(read_case(path) for path in sorted(CASES.glob("*.toml")))
