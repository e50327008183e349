"""The dossiers with one thing wrong, as prints: each gives what its case says, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from dossier_cases import DossierCase, read_dossier_cases
from dossier_maker import judged
from dossier_verdict import discrepancies

CASES = [case for case in read_dossier_cases() if "pdf" in case.on and case.group not in ("clean", "bad_input")]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_printed_dossier_shows_its_one_fault_and_no_other(case: DossierCase, tmp_path: Path) -> None:
    differing = discrepancies(case, judged(case, "pdf", tmp_path))
    assert bool(differing) == bool(case.pending), "\n".join(differing)
