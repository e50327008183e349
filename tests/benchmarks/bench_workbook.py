"""How long an entry workbook takes to read and how much memory: households, each with a paper and a result. No test.

python tests/benchmarks/bench_workbook.py [HOUSEHOLDS …]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from campaign_builder import CHANGCHUN, household, inspected, numbered, write_workbook

from docgen.make.campaign.reading import is_campaign, read_campaign

_SIZES = ("300", "20000")


def main() -> None:
    """Each size in two processes, so that writing the workbook does not count."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--read"]:
        read(Path(arguments[1]))
        return
    for size in arguments or _SIZES:
        with tempfile.TemporaryDirectory() as folder:
            rows = range(1, int(size) + 1)
            book = write_workbook(
                Path(folder) / "台账.xlsx", map(household, rows),
                register=[*map(numbered, rows)], results=[*map(inspected, rows)],
            )  # fmt: skip
            subprocess.run([sys.executable, __file__, "--read", str(book)], check=True)


def read(book: Path) -> None:
    """Print wall time, processor time and highest resident memory."""
    began, busy = time.perf_counter(), time.process_time()
    assert is_campaign(book, CHANGCHUN)
    campaign = read_campaign(book, CHANGCHUN, date(2026, 11, 21))
    assert not campaign.troubles
    spent, busy = time.perf_counter() - began, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = len(campaign.households)
    sys.stdout.write(f"{size:>6} households  {spent:.1f} s ({busy:.1f} s busy), peak {peak:.0f} MB\n")


if __name__ == "__main__":
    main()
