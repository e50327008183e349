"""Faults can be planted into any paper, and our print of a few of them is judged like the .docx."""

from __future__ import annotations

import pytest
from paper_parity import FEWEST, compared
from pdf_builder import needs_fonts
from planted_paper_faults import faults_of, judged, made
from spoilt_papers import DOCUMENTS, verdict

from docgen.make import make_pdf

UNLIKE = ("national/letter", "changchun/dossier_cover", "wugang/target_roster")
"""An official document, lines without a table, a list."""
PRINTED = 8


@pytest.mark.parametrize("document", UNLIKE)
def test_more_than_forty_faults_of_every_family_are_planted_in_any_paper(document: str) -> None:
    faults = faults_of(document, FEWEST + 1)
    assert len({fault.docx for fault in faults} - {made(document)}) > FEWEST
    assert len({fault.name for fault in faults}) == len(faults)
    clean = verdict(judged(document, "docx", made(document)))
    assert [fault.name for fault in faults if fault.found <= clean] == []
    assert {found[:3] for fault in faults for found in fault.found} >= {"PAG", "TYP", "FLD"}


def test_no_paper_of_any_jurisdiction_is_left_out() -> None:
    assert {document.split("/")[0] for document in DOCUMENTS} >= {"national", "jilin", "changchun", "wugang"}
    assert len(DOCUMENTS) >= 37


@needs_fonts
def test_our_print_of_a_fault_of_each_kind_is_judged_like_the_docx() -> None:
    faults = faults_of("wugang/target_roster", PRINTED)
    every = [compared(fault, make_pdf(fault.printed_by, fault.docx), ours=True) for fault in faults]
    assert {one.fault.name: (one.lost, one.surplus) for one in every if one and not one.alike} == {}
    assert sum(one is not None and not one.open for one in every) > PRINTED / 2
