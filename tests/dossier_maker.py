"""A dossier case laid out as files: papers made by our maker, printed by our printer, once for the same content."""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from typing import Any
from unittest.mock import patch

import pikepdf
import pytest
from docx_changes import changed
from dossier_cases import Base, Change, DossierCase, Form, read_base
from lxml import etree
from odd_files import odd_file
from workbook_builder import delimited, xlsx

from docgen.errors import FontMissing
from docgen.limits import Limits
from docgen.make import make_docx, make_pdf
from docgen.spec import load_profile
from docgen.spec.model import DocumentSpec
from docgen.validators.finding import Report
from docgen.validators.run import check_paths
from docgen.validators.submission import members
from docgen.view import read_document
from docgen.view.model import DocumentView
from docgen.view.pages.scans import ScanReader

CHANGCHUN = load_profile("changchun")
HANDED_IN = "报送"
SCAN = {"kind": "a PDF without text"}
PHOTO = {"kind": "a photograph", "text": "1240×1754"}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

base_of = cache(read_base)


@cache
def spec_of(document: str) -> DocumentSpec:
    found = CHANGCHUN.document(document)
    assert found is not None, document
    return found


@cache
def sample_of(document: str) -> dict[str, Any]:
    return tomllib.loads(spec_of(document).sample.read_text(encoding="utf-8"))


def judged(case: DossierCase, form: Form, folder: Path, beside: Mapping[str, dict[str, Any]] | None = None) -> Report:
    """What the judge says of a case whose papers are all of one kind of file; ``beside``: more files in the dossier."""
    files = files_of(case, form, beside or {})
    alone = all(PurePosixPath(name).parts[1] == PurePosixPath(next(iter(files))).parts[1] for name in files)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    if not files:
        (folder / HANDED_IN / base_of(case.base).household).mkdir(parents=True)
    handed = next((folder / HANDED_IN).iterdir()) if alone and not case.change.folder else folder / HANDED_IN
    lists: dict[str, Any] = {}
    for name, rows in (("rosters", case.rosters), ("register", case.register)):
        if rows:
            lists[name] = folder / f"{name}.{case.lists_as}"
            lists[name].write_bytes(xlsx(rows) if case.lists_as == "xlsx" else delimited(rows, "gbk"))
    with patch.object(members, "read_document", _read):
        return check_paths([handed], CHANGCHUN, as_of=case.as_of or base_of(case.base).as_of, **lists)


@lru_cache(maxsize=400)
def _read(data: bytes, name: str, limits: Limits, read_scan: ScanReader | None = None) -> DocumentView:
    """What a reader sees in a file: the papers of the bases are the same in nearly every case and are read once."""
    return read_document(data, name, limits, read_scan=read_scan)


def files_of(case: DossierCase, form: Form, beside: Mapping[str, dict[str, Any]]) -> dict[str, bytes]:
    """Every file of a case by its path from :data:`HANDED_IN` on."""
    base = base_of(case.base)
    change = case.change
    folder = change.folder or base.household
    own = household_files(base, change, form, beside)
    files = _packed(folder, own) if change.zipped else _under(f"{HANDED_IN}/{folder}", own)
    for name, other in case.others.items():
        files |= _under(f"{HANDED_IN}/{other.folder or name}", household_files(base, other, form, {}))
    return files


def _under(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Paths below a folder; ``../`` climbs out of it."""
    paths = {}
    for name, data in files.items():
        at = PurePosixPath(folder)
        while name.startswith("../"):
            at, name = at.parent, name.removeprefix("../")
        paths[str(at / name)] = data
    return paths


def _packed(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return {f"{HANDED_IN}/{folder}.zip": out.getvalue()}


def papers_of(base: Base, change: Change) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Document, file name and data of every paper that is there, by key."""
    written = {key: dict(data) for key, data in base.paper.items()}
    for key, added in change.add.items():
        of = added["of"]
        repeated = {**base.paper.get(of, {}), **change.set.get(of, {})}
        written[key] = {"document": of, **repeated, "file": key, **{k: v for k, v in added.items() if k != "of"}}
    papers = {}
    for key, data in written.items():
        if key in change.without or (change.only and key not in (*change.only, *change.add)):
            continue
        document, file = data.pop("document", key), data.pop("file")
        known = spec_of(document).field
        usual = {name: value for name, value in base.all.items() if name in known}
        told = {name: value for name, value in change.all.items() if name in known}
        own = {} if key in change.add else change.set.get(key, {})
        papers[key] = (document, change.name.get(key, file), {**usual, **data, **told, **own})
    return papers


def household_files(base: Base, change: Change, form: Form, beside: Mapping[str, dict[str, Any]]) -> dict[str, bytes]:
    """The files of one household by their path in its folder."""
    papers = papers_of(base, change)
    files: dict[str, bytes] = {}
    bound = {key for keys in change.bound.values() for key in keys}
    for key, (document, name, data) in papers.items():
        if key not in bound:
            kind = change.as_.get(key, form)
            files[f"{name}.{_SUFFIXES.get(kind, kind)}"] = _file(kind, document, data, change.do.get(key, ()))
    for name, keys in change.bound.items():
        whole = [paper(papers[key][0], papers[key][2], change.do.get(key, ()), form) for key in keys]
        files[f"{name}.{form}"] = bound_docx(whole) if form == "docx" else bound_pdf(whole)
    some = next(iter(papers.values()), ("inspection_notice", "", {}))
    for name, odd in {**change.beside, **beside}.items():
        files[name] = xlsx(odd["rows"]) if "rows" in odd else odd_file(odd, paper(some[0], some[2], (), "docx"))
    return files


_SUFFIXES = {"scan": "pdf", "photo": "jpg"}


def _file(kind: str, document: str, data: dict[str, Any], changes: Sequence[dict[str, Any]]) -> bytes:
    if kind == "docx" or kind == "pdf":
        return paper(document, data, changes, kind)
    return odd_file({"scan": SCAN, "photo": PHOTO}[kind], b"")


def paper(document: str, data: dict[str, Any], changes: Sequence[dict[str, Any]], form: str) -> bytes:
    """A paper made, changed and, for PDF, printed: once for the same content."""
    return _paper(Recipe(document, form, str(sorted(data.items())), str(changes), data, tuple(changes)))


@dataclass(frozen=True)
class Recipe:
    """What a paper is made of, and how that is written: two recipes written alike are the same."""

    document: str
    form: str
    said: str
    done: str
    data: dict[str, Any] = field(compare=False)
    changes: tuple[dict[str, Any], ...] = field(compare=False)


@cache
def _paper(recipe: Recipe) -> bytes:
    spec = spec_of(recipe.document)
    docx = changed(make_docx(spec, {**sample_of(spec.name), **recipe.data}, strict=False), recipe.changes)
    try:
        return docx if recipe.form == "docx" else make_pdf(spec, docx)
    except FontMissing as fault:
        pytest.skip(str(fault))


def bound_pdf(papers: Sequence[bytes]) -> bytes:
    """One PDF that holds the pages of several."""
    out = io.BytesIO()
    with pikepdf.new() as book:
        for data in papers:
            with pikepdf.open(io.BytesIO(data)) as leaves:
                book.pages.extend(leaves.pages)
        book.save(out)
    return out.getvalue()


def bound_docx(papers: Sequence[bytes]) -> bytes:
    """One .docx that holds the bodies of several, each a section with its own page and the first one's footers."""
    roots = [etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")) for data in papers]
    bodies: list[Any] = [root.find(f"{_W}body") for root in roots]
    for body in bodies[:-1]:
        section = body.find(f"{_W}sectPr")
        paragraph = etree.SubElement(body, f"{_W}p")
        etree.SubElement(paragraph, f"{_W}pPr").append(section)
    for body in bodies[1:]:
        for reference in [*body.iter(f"{_W}headerReference", f"{_W}footerReference")]:
            reference.getparent().remove(reference)
    first, *rest = bodies
    first.extend(child for body in rest for child in list(body))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(papers[0])) as package, zipfile.ZipFile(out, "w") as copy:
        for name in package.namelist():
            whole = etree.tostring(roots[0]) if name == "word/document.xml" else package.read(name)
            copy.writestr(name, whole)
    return out.getvalue()
