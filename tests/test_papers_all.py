"""Every paper of every jurisdiction, made from its sample: taken for itself among all of them, valid as a file, and the
same in another office program."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from fontTools.ttLib import TTFont
from openxml_audit import OpenXmlValidator
from pdf_builder import needs_fonts

from docgen.make.faces import cabinet
from docgen.make.papers import make_docx, make_pdf
from docgen.make.rows import read_rows
from docgen.spec import load_profile
from docgen.spec.folders import profiles
from docgen.spec.fonts import load_fonts
from docgen.spec.model import DocumentSpec
from docgen.validators import field_names
from docgen.validators.submission.classify import classify
from docgen.view import read_document
from docgen.view.model import DocumentView
from docgen.view.text import normalised_text

JURISDICTIONS = sorted(profiles())
PAPERS: Mapping[str, DocumentSpec] = {
    key: spec for name in JURISDICTIONS for key, spec in load_profile(name).documents.items()
}
every_paper = pytest.mark.parametrize("key", PAPERS)
every_jurisdiction = pytest.mark.parametrize("jurisdiction", JURISDICTIONS)
FEWEST_PAPERS = 36


@dataclass(frozen=True, slots=True)
class Made:
    """One paper made from its sample, as bytes and as a reader sees it."""

    docx: bytes
    view: DocumentView


@dataclass(frozen=True, slots=True)
class Printed:
    pages: int
    view: DocumentView


@cache
def made(key: str) -> Made:
    spec = PAPERS[key]
    docx = make_docx(spec, read_rows(spec.sample, spec)[0])
    return Made(docx, read_document(docx, "paper.docx"))


@cache
def printed(key: str) -> Printed:
    return _as_printed(make_pdf(PAPERS[key], made(key).docx))


def _as_printed(pdf: bytes) -> Printed:
    view = read_document(pdf, "paper.pdf")
    return Printed(view.facts.pages or 0, view)


# ---- recognised


def test_the_fields_the_judge_knows_by_name_are_fields_of_papers() -> None:
    known = {name for constant, name in vars(field_names).items() if constant.isupper()}
    assert known
    assert known <= {field for spec in PAPERS.values() for field in spec.field}


def test_no_paper_is_lacking() -> None:
    assert {"national", "jilin", "changchun", "wugang"} <= set(JURISDICTIONS)
    assert len(PAPERS) >= FEWEST_PAPERS


def taken_for(views: Mapping[str, DocumentView], jurisdiction: str) -> dict[str, str | None]:
    """What each paper is taken for by its marks alone: the name of the template it was made from is taken off."""
    law = load_profile(jurisdiction)
    found = {key: classify(replace(view, facts=replace(view.facts, mark=None)), law) for key, view in views.items()}
    return {key: one.document.key if one.document else None for key, one in found.items()}


@every_jurisdiction
def test_every_paper_is_taken_for_itself(jurisdiction: str) -> None:
    views = {key: made(key).view for key in load_profile(jurisdiction).documents}
    assert taken_for(views, jurisdiction) == {key: key for key in views}


@needs_fonts
@every_jurisdiction
def test_every_print_is_taken_for_itself(jurisdiction: str) -> None:
    views = {key: printed(key).view for key in load_profile(jurisdiction).documents}
    assert taken_for(views, jurisdiction) == {key: key for key in views}


# ---- valid


@every_paper
def test_every_paper_keeps_the_schema(key: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.docx"
    file.write_bytes(made(key).docx)
    # A theme is a convention of one office program, not a duty of the format (ECMA-376 Part 1 §11.3).
    faults = [f.description for f in OpenXmlValidator().validate(str(file)).errors if "/theme'" not in f.description]
    assert faults == []


# ---- the same in LibreOffice


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Printed]:
    """Every paper as LibreOffice prints it, converted in one run."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice on this machine: make office")
    folder = tmp_path_factory.mktemp("office")
    files = {key: folder / f"{key.replace('/', '_')}.docx" for key in PAPERS}
    for key, file in files.items():
        file.write_bytes(made(key).docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files.values()],
        env={**os.environ, "FONTCONFIG_FILE": str(_stand_ins(folder))}, capture_output=True, check=True, timeout=600,
    )  # fmt: skip
    return {key: _as_printed(file.with_suffix(".pdf").read_bytes()) for key, file in files.items()}


def _stand_ins(folder: Path) -> Path:
    """A font configuration that knows the stand-ins of our own print, so that both set the same widths."""
    settings = folder / "fonts.conf"
    system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    settings.write_text(f"<fontconfig>{system}{''.join(_aliases())}</fontconfig>", "utf-8")
    return settings


def _aliases() -> Iterator[str]:
    for name in load_fonts().names:
        face = cabinet().face(name)
        with TTFont(face.file, fontNumber=face.number or 0, lazy=True) as font:
            family = font["name"].getBestFamilyName() or face.name
        yield f"<dir>{escape(str(face.file.parent))}</dir>"
        yield (
            f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
            f'<edit name="family" mode="assign" binding="strong"><string>{escape(family)}</string></edit></match>'
        )


@needs_fonts
@pytest.mark.office
@every_paper
def test_libreoffice_sets_every_paper_on_the_same_pages(key: str, converted: Mapping[str, Printed]) -> None:
    ours, theirs = printed(key), converted[key]
    sizes = [[(round(r.value.pt) if r.value else 0) for r in (s.page.width, s.page.height)] for s in ours.view.sections]
    assert [
        [(round(r.value.pt) if r.value else 0) for r in (s.page.width, s.page.height)] for s in theirs.view.sections
    ] == sizes
    if ours.pages == 1:
        assert theirs.pages == 1


@needs_fonts
@pytest.mark.office
@every_paper
def test_libreoffice_prints_the_same_text(key: str, converted: Mapping[str, Printed]) -> None:
    assert normalised_text(converted[key].view) == normalised_text(made(key).view)
