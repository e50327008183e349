"""The dossier cases as .docx: each change gives what its case says, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier_cases import DossierCase, read_dossier_cases
from dossier_maker import judged
from dossier_verdict import discrepancies

CASES = read_dossier_cases()


@pytest.mark.parametrize("case", [case for case in CASES if "docx" in case.on], ids=str)
def test_a_dossier_comes_out_as_its_case_says(case: DossierCase, tmp_path: Path) -> None:
    differing = discrepancies(case, judged(case, "docx", tmp_path))
    assert bool(differing) == bool(case.pending), "\n".join(differing)
