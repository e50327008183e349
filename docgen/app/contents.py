"""What lies in households' folders, file by file: told for those who print it and for those who list it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from docgen.errors import Unreadable, UsageError
from docgen.spec.model import DocumentSpec, Profile
from docgen.view import read_document
from docgen.view.kinds import claimed_kind

_PAPERS: Final = frozenset(("docx", "doc", "wps", "pdf", "ofd", "rtf", "odt"))
"""The kinds of file that make a folder a household's, by their names."""
_READ: Final = frozenset(("docx", "pdf"))
_DIGITS: Final = 20
_NUMBERS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One file. ``spec``: the paper it was taken for, ``values`` its fields that are filled; ``made``: by us, by the
    mark it bears; ``scanned``: some page is a picture; ``trouble``: why it could not be read."""

    path: Path
    kind: str
    spec: DocumentSpec | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    pages: int | None = None
    made: bool = False
    scanned: bool = False
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Household:
    """A folder and the files of it, in the order of their names (numbers by value)."""

    folder: Path
    files: tuple[Path, ...]


def households_of(root: Path, *, leaving: Path | None = None) -> Iterator[Household]:
    """The households' folders under ``root``, in the order of their names; ``leaving`` is passed over.

    A folder that directly holds a paper is one household's, with all that lies below. In ``root`` itself papers may lie
    loose beside the folders of several households: they are one more, by themselves.

    Raises:
        UsageError: ``root`` is no folder.
    """
    if not root.is_dir():
        raise UsageError(f"{root} 不是文件夹", "请写明户档案所在的文件夹；压缩包请先解压。")
    below = [each for folder in _subfolders(root, leaving) for each in _within(folder, leaving)]
    loose = tuple(path for path in _listed(root) if path.is_file())
    if not any(map(_is_paper, loose)):
        yield from below
    elif len(below) > 1:
        yield Household(root, loose)
        yield from below
    else:
        yield Household(root, tuple(_files_of(root, leaving)))


def _within(folder: Path, leaving: Path | None) -> Iterator[Household]:
    if any(path.is_file() and _is_paper(path) for path in _listed(folder)):
        yield Household(folder, tuple(_files_of(folder, leaving)))
        return
    for each in _subfolders(folder, leaving):
        yield from _within(each, leaving)


def _files_of(folder: Path, leaving: Path | None) -> Iterator[Path]:
    """A folder's own files, then those of its folders."""
    yield from (path for path in _listed(folder) if path.is_file())
    for each in _subfolders(folder, leaving):
        yield from _files_of(each, leaving)


def _subfolders(folder: Path, leaving: Path | None) -> list[Path]:
    outside = leaving.resolve() if leaving else None
    return [path for path in _listed(folder) if path.is_dir() and not path.is_symlink() and path.resolve() != outside]


def _listed(folder: Path) -> list[Path]:
    """What lies in a folder, without what programs leave there (hidden files, locks of open papers)."""
    names = (path for path in folder.iterdir() if not path.name.startswith((".", "~$")) and path.name != "Thumbs.db")
    return sorted(names, key=_by_number)


def _by_number(path: Path) -> tuple[str, str]:
    return _NUMBERS.sub(lambda found: found[0].zfill(_DIGITS), path.name), path.name


def _is_paper(path: Path) -> bool:
    return claimed_kind(path.name) in _PAPERS


def piece_of(path: Path, profile: Profile) -> Piece:
    """Read a file and tell what it is. One that cannot be read is a piece with its trouble."""
    from docgen.validators.submission.classify import classify
    from docgen.view.fields import read_fields

    claimed = claimed_kind(path.name) or "unknown"
    if claimed not in _READ:
        return Piece(path, claimed)
    try:
        view = read_document(path)
    except Unreadable as fault:
        return Piece(path, claimed, trouble=fault.what)
    facts = view.facts
    spec = classify(view, profile, path.name).document
    values = {name: read.text for name, read in read_fields(view, spec).items() if read.text} if spec else {}
    scanned = bool(facts.scanned) or (facts.is_print and not view.has_text)
    return Piece(path, facts.kind, spec, values, facts.pages, facts.mark in profile.documents, scanned)
