"""What several tests share: the corpus of real and hostile files, where it lies beside the checkout."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real and hostile files; tests that need it are skipped where it is absent."""
    folder = Path(__file__).parents[2] / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip(f"no corpus at {folder}")
    return folder
