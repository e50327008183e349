"""Whose file is whose: the households of a submission, told by the folders and zips they lie in (what the papers say
of it is heard next: ``docgen.validators.submission.folders``).

A folder or zip that directly holds at least one document is one household; otherwise each direct child is one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, Literal

from docgen.validators.submission.archive import Entry

Households = Literal["auto", "one", "many"]

_DOCUMENTS: Final = frozenset(
    (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".wpt", ".pdf", ".ofd", ".rtf", ".odt")
)
_ARCHIVE: Final = ".zip"
_CODE: Final = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{2}\d{6}[0-9A-Z]{10}(?![0-9A-Z])")
"""A unified social credit code within a name (GB 32100-2015: two characters, six digits, ten characters)."""


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one household; ``household`` None: files that lie beside the households."""

    household: str | None
    entries: tuple[Entry, ...]


def households(name: str, entries: Iterable[Entry], how: Households = "auto") -> tuple[Group, ...]:
    """The households of the folder or zip called ``name``, in name order, loose files last.

    ``how``: "one" and "many" force what "auto" tells by whether a document lies directly inside.
    """
    every = tuple(entries)
    below: dict[str, list[Entry]] = {}
    for entry in every:
        below.setdefault(_child(entry) or "", []).append(entry)
    loose = tuple(below.pop("", ()))
    holds_a_document = any(not entry.passed_over and is_document(entry.name) for entry in loose)
    if how == "one" or (how == "auto" and (holds_a_document or not below)):
        return (Group(without_suffix(name), every),)
    groups = tuple(Group(_called(child, below), tuple(below[child])) for child in sorted(below))
    return (*groups, Group(None, loose)) if loose else groups


def above_households(entries: Iterable[Entry]) -> set[str]:
    """The folders that lie above households, by name alone: they hold folders or zips that carry a unit's code
    (``001_某店_92…``), several of them or no paper directly."""
    coded: dict[str, set[str]] = {}
    holding = set()
    for entry in entries:
        steps = entry.name.rstrip("/").split("/")
        for depth, step in enumerate(steps):
            if (code := _CODE.search(step)) and (
                depth < len(steps) - 1 or entry.is_folder or _suffix(step) == _ARCHIVE
            ):
                coded.setdefault("/".join(steps[:depth]), set()).add(code[0])
        holding |= {"/".join(steps[:-1])} if not entry.is_folder and is_document(entry.name) else set()
    return {folder for folder, codes in coded.items() if len(codes) > 1 or folder not in holding}


def is_document(name: str) -> bool:
    """Whether a file of this name is meant to be a paper, readable or not."""
    return _suffix(name) in _DOCUMENTS


def without_suffix(name: str) -> str:
    """The name of a household that was handed in as a zip, without ``.zip``."""
    return name[: -len(_ARCHIVE)] if _suffix(name) == _ARCHIVE and len(name) > len(_ARCHIVE) else name


def _called(child: str, children: Container[str]) -> str:
    """What a child is called: a zip loses its suffix, unless a folder has that name."""
    plain = without_suffix(child)
    return child if plain in children else plain


def _child(entry: Entry) -> str | None:
    """The direct folder or zip this entry lies in or is; None: it lies directly in the submission."""
    first, below, _ = entry.name.partition("/")
    return first if below or (_suffix(first) == _ARCHIVE and not entry.passed_over) else None


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
