"""One profile folder, read: every law file parsed and checked by itself, every fault kept, nothing raised.

What files say about each other is :mod:`docgen.spec.references`; the chain is joined in :mod:`docgen.spec.profile`.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from docgen.errors import Problem, system_cause
from docgen.spec.dossier import DossierLaw
from docgen.spec.faults import faults, nearest, without_faults
from docgen.spec.files import ClauseEntry, ProfileFile, RubricFile
from docgen.spec.law import Law
from docgen.spec.model import DocumentLaw
from docgen.spec.rubric import Rubric
from docgen.spec.workbook import WorkbookLaw

L = TypeVar("L", bound=Law)

PROFILE_FILES: Final = ("profile.toml", "clauses.toml", "dossier.toml", "workbook.toml")
DOCUMENT_FILES: Final = ("spec.toml", "rubric.toml", "sample.toml")
_MARKS_OF_A_DOCUMENT: Final = (*DOCUMENT_FILES, "template.docx")
_NO_LAW: Final = ("sample.toml",)


@dataclass(frozen=True, slots=True)
class Layer:
    """One jurisdiction by itself. A value is None where its file could not be read; the fault is in ``problems``.

    ``extends`` is known even of a profile.toml with faults, so that those of the whole chain are told at once.
    ``remains`` holds what is left of a faulty spec.toml without its faults, to look up the names in it, no more.
    """

    key: str
    folder: Path
    file: ProfileFile | None
    extends: str | None
    clauses: Mapping[str, ClauseEntry | None]
    documents: Mapping[str, DocumentLaw | None]
    remains: Mapping[str, DocumentLaw]
    rubrics: Mapping[str, Rubric | None]
    dossier: DossierLaw | None
    workbook: WorkbookLaw | None
    sha256: str
    problems: tuple[Problem, ...]


def read_layer(key: str, folder: Path) -> Layer:
    """Read every law file of a profile folder. Paths in problems start at ``key``, whatever folder it lies in."""
    problems: list[Problem] = list(_stray_files(key, folder))
    written = read_toml(folder / "profile.toml", f"{key}/profile.toml", problems)
    file = None if written is None else checked(ProfileFile, written, f"{key}/profile.toml", problems)
    extends = (written or {}).get("extends")
    edition = file.edition if file else ""
    documents = {name: folder / name for name in _document_folders(folder)}
    specs = {name: _spec(place, f"{key}/{name}/spec.toml", problems) for name, place in documents.items()}
    dossier, workbook = folder / "dossier.toml", folder / "workbook.toml"
    return Layer(
        key=key,
        folder=folder,
        file=file,
        extends=extends if isinstance(extends, str) else None,
        clauses=_clauses(folder / "clauses.toml", f"{key}/clauses.toml", problems),
        documents={name: law for name, (law, _) in specs.items()},
        remains={name: remains for name, (_, remains) in specs.items() if remains is not None},
        rubrics={
            name: _rubric(place / "rubric.toml", f"{key}/{name}/rubric.toml", edition, problems)
            for name, place in documents.items()
            if (place / "rubric.toml").is_file()
        },
        dossier=_read(DossierLaw, dossier, f"{key}/dossier.toml", problems) if dossier.is_file() else None,
        workbook=_read(WorkbookLaw, workbook, f"{key}/workbook.toml", problems) if workbook.is_file() else None,
        sha256=_sha256(folder),
        problems=tuple(problems),
    )


def read_toml(file: Path, path: str, problems: list[Problem]) -> dict[str, Any] | None:
    """The tables of a law file with tuples for arrays; None and a problem when it is not TOML in UTF-8."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        return {key: _frozen(value) for key, value in tomllib.loads(text).items()}
    except FileNotFoundError:
        problems.append(Problem(path, "", "缺少这个文件"))
    except OSError as fault:
        problems.append(Problem(path, "", f"文件读不出（{system_cause(fault)}）"))
    except UnicodeDecodeError as fault:
        line = file.read_bytes()[: fault.start].count(b"\n") + 1
        problems.append(Problem(path, f"第{line}行", "应存为 UTF-8 编码"))
    except (ValueError, RecursionError) as fault:  # beside TOMLDecodeError: a number of 5000 digits, 1000 brackets deep
        problems.append(_syntax_problem(path, text, str(fault)))
    return None


def checked(model: type[L], data: object, path: str, problems: list[Problem], prefix: str = "") -> L | None:
    """``data`` as ``model``; None and a problem for every fault otherwise. Values are never coerced."""
    try:
        return model.model_validate(data, strict=True)
    except ValidationError as error:
        problems.extend(faults(error, model, data, path, prefix))
        return None


def _read(model: type[L], file: Path, path: str, problems: list[Problem]) -> L | None:
    data = read_toml(file, path, problems)
    return None if data is None else checked(model, data, path, problems)


def _spec(place: Path, path: str, problems: list[Problem]) -> tuple[DocumentLaw | None, DocumentLaw | None]:
    """A spec.toml, and what remains of it when it has faults."""
    data = read_toml(place / "spec.toml", path, problems)
    if data is None:
        return None, None
    try:
        return DocumentLaw.model_validate(data, strict=True), None
    except ValidationError as error:
        problems.extend(faults(error, DocumentLaw, data, path))
        return None, checked(DocumentLaw, without_faults(error, data), path, [])


def _clauses(file: Path, path: str, problems: list[Problem]) -> dict[str, ClauseEntry | None]:
    data = (read_toml(file, path, problems) if file.is_file() else None) or {}
    return {key: checked(ClauseEntry, entry, path, problems, key) for key, entry in data.items()}


def _rubric(file: Path, path: str, edition: str, problems: list[Problem]) -> Rubric | None:
    written = _read(RubricFile, file, path, problems)
    return written.rubric(edition) if written else None


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(entry) for key, entry in value.items()}
    return tuple(_frozen(entry) for entry in value) if isinstance(value, list) else value


def _syntax_problem(path: str, text: str, fault: str) -> Problem:
    """tomllib says ``… (at line 3, column 5)`` or ``… (at end of document)``."""
    place = re.search(r"at line (\d+), column (\d+)", fault)
    twice = "Cannot overwrite" in fault or "Cannot declare" in fault or "Cannot mutate" in fault
    expected = "同一个键写了两次" if twice else "不合 TOML 语法，从这里读不下去"
    if place is None:
        at_end = "（文件末尾，可能缺引号或括号）" if "end of document" in fault else ""
        return Problem(path, "", expected + at_end)
    line = int(place[1])
    lines = text.splitlines()
    return Problem(path, f"第{line}行第{place[2]}列", expected, lines[line - 1].strip() if line <= len(lines) else "")


def _document_folders(folder: Path) -> list[str]:
    return sorted(
        place.name for place in folder.iterdir() if any((place / name).is_file() for name in _MARKS_OF_A_DOCUMENT)
    )


def _stray_files(key: str, folder: Path) -> Iterator[Problem]:
    """A law file under a misspelt name would silently not be law."""
    for place, known in (
        (folder, PROFILE_FILES),
        *((folder / name, DOCUMENT_FILES) for name in _document_folders(folder)),
    ):
        for file in sorted(place.glob("*.toml")):
            if file.name not in known:
                path = f"{key}/{file.relative_to(folder).as_posix()}"
                yield Problem(path, "", f"未知的文件{nearest(file.name, known)}")


def _sha256(folder: Path) -> str:
    """Over the names and bytes of the law files, in order of their names; samples and templates are not law."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.toml")):
        if file.name not in _NO_LAW:
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
