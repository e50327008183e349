"""How fast the command starts. Limits in seconds, best of several runs: other work on the machine only ever adds."""

from __future__ import annotations

import subprocess
import sys
import time

HELP_SECONDS = 0.5
RUNS = 5


def seconds(*command: str) -> float:
    """The wall time of one fresh process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], capture_output=True, check=True)
    return time.perf_counter() - start


def test_help_is_shown_at_once() -> None:
    assert min(seconds("-m", "docgen.app.cli", "--help") for _ in range(RUNS)) < HELP_SECONDS
