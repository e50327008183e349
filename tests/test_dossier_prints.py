"""The dossiers that are in order and those that were handed in badly, as prints: each comes out as its case says."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier_cases import DossierCase, read_dossier_cases
from dossier_maker import judged
from dossier_verdict import discrepancies

CASES = [case for case in read_dossier_cases() if "pdf" in case.on and case.group in ("clean", "bad_input")]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_printed_dossier_comes_out_as_its_case_says(case: DossierCase, tmp_path: Path) -> None:
    differing = discrepancies(case, judged(case, "pdf", tmp_path))
    assert bool(differing) == bool(case.pending), "\n".join(differing)
