"""Every paper, at fault in more than forty ways: our print of it is judged like the .docx."""

from __future__ import annotations

import pytest
from paper_parity import FEWEST, MOST, compared, told
from pdf_builder import needs_fonts
from planted_paper_faults import faults_of
from spoilt_papers import DOCUMENTS

from docgen.make import make_pdf

pytestmark = [needs_fonts, pytest.mark.office]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_our_print_of_every_planted_fault_is_judged_like_the_docx(document: str) -> None:
    prints = ((fault, make_pdf(fault.printed_by, fault.docx)) for fault in faults_of(document, MOST))
    every = [one for fault, print_ in prints if (one := compared(fault, print_, ours=True))]
    assert {one.fault.name: (one.lost, one.surplus) for one in every if not one.alike} == {}
    alike, seen = told(every)
    assert alike >= FEWEST
    assert seen > alike / 2
