"""One paper, three forms: our .docx, our print and LibreOffice's print of the .docx are judged alike.

Our print sets every part by its law, so what was set wrong in the .docx does not survive it: there the faults of
content, structure and paper are compared. In LibreOffice's print everything survives. What a print cannot show is
undetermined, by reason of its format.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest
from office_fonts import official_fonts
from pdf_builder import needs_fonts
from same_content import cells, values
from spoilt_papers import Case, Planted, cases_of_papers, left_open, slips, verdict

from docgen.make import make_pdf
from docgen.validators.finding import Report
from docgen.view import read_document

pytestmark = needs_fonts

CASES: Final = tuple(cases_of_papers())
SET_BY_THE_LAW: Final = ("TYP",)
"""What our print never shows: it sets the law's type, whatever the .docx says."""
IN_OUR_PRINT: Final = tuple(one for one in CASES if one.number <= 3 and not one.code.startswith(SET_BY_THE_LAW))
"""Three of each kind: printing all of them takes long, and LibreOffice's print has them all."""

_FOOT_OF_PAGE = {
    "STR105 “附件标志”在“抄送机关”之后，应在其前"
}  # 版记 is printed at the page's foot, after all text of it
NOT_PRINTED: Final[Mapping[str, set[str]]] = MappingProxyType(
    {
        "STR106_5": _FOOT_OF_PAGE,
        "STR107_3": _FOOT_OF_PAGE,
        "STR107_4": _FOOT_OF_PAGE,
        "STR106_4": {
            "STR106 附件名称“示例县市场监督管理局关于食品经营主体二〇二六年度…”回行没有与名称的首字对齐"
        },  # LibreOffice prints the hanging indent that stands beside the one of the first line
        "TYP105_1": {"TYP105"},  # what is hidden is not printed
        "TYP105_8": {"TYP105"},  # nor what has no colour
    }
)
"""Faults of the .docx that are none of its print."""
ONLY_PRINTED: Final[Mapping[str, set[str]]] = MappingProxyType(
    {
        "PAG101_1": {"PAG102", "STR102 表格栏目缺少“序号”栏"},  # a table too wide for the paper is cut off at its edge
        "PAG101_2": {"PAG102"},
        "PAG102_4": {"PAG102 右边距"},  # a table as wide as the text is pushed into the margin by the gutter
    }
)
"""Faults of a print that its .docx does not have."""


def differences(planted: Planted, printed: Report) -> tuple[set[str], set[str]]:
    """What the .docx was found to have and the print was not, though it shows it; and the other way round."""
    written, seen = verdict(planted.judged("docx", planted.docx)), verdict(printed)
    lost = {fault for fault in written - seen if not left_open(fault, printed)}
    return _but(lost, NOT_PRINTED.get(planted.name)), _but(seen - written, ONLY_PRINTED.get(planted.name))


def _but(found: set[str], known: set[str] | None) -> set[str]:
    return {fault for fault in found if not fault.startswith(tuple(known or ()))}


@pytest.mark.parametrize("case", IN_OUR_PRINT, ids=str)
def test_our_print_is_judged_like_the_docx_it_was_made_from(case: Case) -> None:
    planted = case.planted()
    printed = planted.judged("pdf", make_pdf(planted.spec, planted.docx))
    both = differences(planted, printed)
    assert [{fault for fault in found if not fault.startswith(SET_BY_THE_LAW)} for found in both] == [set(), set()]


def test_more_than_forty_faults_are_compared_in_either_print() -> None:
    assert len(CASES) > len(IN_OUR_PRINT) > 40


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mapping[str, Planted], Path]:
    """Every planted fault of the cases and of every document, and the folder of LibreOffice's prints."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice on this machine: make office")
    folder = tmp_path_factory.mktemp("parity")
    every = {one.name: one for one in (*(case.planted() for case in CASES), *slips())}
    for planted in every.values():
        (folder / f"{planted.name}.docx").write_bytes(planted.docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *sorted(folder.glob("*.docx"))],
        env={**os.environ, "FONTCONFIG_FILE": str(official_fonts(folder / "set"))},
        capture_output=True, check=True, timeout=600,
    )  # fmt: skip
    return every, folder


@pytest.mark.office
def test_libreoffices_print_is_judged_like_the_docx(office: tuple[Mapping[str, Planted], Path]) -> None:
    every, folder = office
    found = {
        name: differences(planted, planted.judged("pdf", (folder / f"{name}.pdf").read_bytes()))
        for name, planted in every.items()
    }
    assert {name: both for name, both in found.items() if any(both)} == {}


@pytest.mark.office
def test_libreoffices_print_holds_the_same_cells_and_values(office: tuple[Mapping[str, Planted], Path]) -> None:
    """Of every document; the papers with slips are read like any other."""
    every, folder = office
    for planted in (one for one in every.values() if not one.code):
        docx = read_document(planted.docx, "paper.docx")
        pdf = read_document((folder / f"{planted.name}.pdf").read_bytes(), "paper.pdf")
        assert cells(pdf) == cells(docx), planted.name
        assert values(pdf, planted.spec) == values(docx, planted.spec), planted.name
