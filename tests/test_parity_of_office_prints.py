"""Every paper, at fault in more than forty ways: LibreOffice's print of the .docx is judged like it; and without a
fault it holds the same cells and values."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from office_fonts import official_fonts
from paper_parity import FEWEST, MOST, compared, told
from pdf_builder import needs_fonts
from planted_paper_faults import PaperFault, faults_of, made, spec_of
from same_content import cells, values
from spoilt_papers import DOCUMENTS

from docgen.view import read_document

pytestmark = [needs_fonts, pytest.mark.office]

every_document = pytest.mark.parametrize("document", DOCUMENTS)
_AT_ONCE: Final = 200
"""Files for one run of the program, which takes no more than 255 arguments."""


@pytest.fixture(scope="module")
def faults() -> Mapping[str, list[PaperFault]]:
    return {document: faults_of(document, MOST) for document in DOCUMENTS}


@pytest.fixture(scope="module")
def prints(faults: Mapping[str, list[PaperFault]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of LibreOffice's prints: of every paper without a fault, and of each of its faults."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice on this machine: make office")
    folder = tmp_path_factory.mktemp("prints")
    for document, planted in faults.items():
        for number, docx in enumerate((made(document), *(fault.docx for fault in planted))):
            (folder / f"{_name(document, number)}.docx").write_bytes(docx)
    settings = {**os.environ, "FONTCONFIG_FILE": str(official_fonts(folder / "set"))}
    convert = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    files = sorted(folder.glob("*.docx"))
    for start in range(0, len(files), _AT_ONCE):
        some = files[start : start + _AT_ONCE]
        subprocess.run(
            [*convert, "--outdir", folder, *some], env=settings, capture_output=True, check=True, timeout=600
        )
    return folder


def _name(document: str, number: int) -> str:
    return f"{document.replace('/', '__')}-{number:02}"


@every_document
def test_libreoffices_print_of_every_planted_fault_is_judged_like_the_docx(
    document: str, faults: Mapping[str, list[PaperFault]], prints: Path
) -> None:
    every = [
        one
        for number, fault in enumerate(faults[document], start=1)
        if (one := compared(fault, (prints / f"{_name(document, number)}.pdf").read_bytes(), ours=False))
    ]
    assert {one.fault.name: (one.lost, one.surplus) for one in every if not one.alike} == {}
    alike, seen = told(every)
    assert alike >= FEWEST
    assert seen > alike / 2


@every_document
def test_libreoffices_print_holds_the_same_cells_and_values(document: str, prints: Path) -> None:
    docx = read_document(made(document), "paper.docx")
    pdf = read_document((prints / f"{_name(document, 0)}.pdf").read_bytes(), "paper.pdf")
    assert cells(pdf) == cells(docx)
    assert values(pdf, spec_of(document)) == values(docx, spec_of(document))
