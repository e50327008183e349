"""How long a campaign takes and how much memory, from its workbook to every household's papers. No test.

    python tests/benchmarks/bench_campaign.py [--pdf] [HOUSEHOLDS …]

Prints wall time and highest resident memory of each run, in a process of its own. Of a household's nine papers five are
made, those a clerk prints; memory must not grow with what was made.
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

from campaign_builder import CHANGCHUN, household, numbered, write_workbook

from docgen.make.campaign.choosing import Choice
from docgen.make.campaign.making import Manner, make_campaign

FIVE = ("一个月告知", "行政检查通知书", "执法检查登记表", "现场检查记录", "送达回证")
BAR_SECONDS = 60
BAR_MEGABYTES = 400
_SIZES = ("300", "1000")


def main() -> None:
    arguments = sys.argv[1:]
    if arguments[:1] == ["--run"]:
        run(int(arguments[1]), pdf="--pdf" in arguments)
        return
    pdf = [word for word in arguments if word == "--pdf"]
    for size in [word for word in arguments if word.isdigit()] or _SIZES:
        subprocess.run([sys.executable, __file__, "--run", size, *pdf], check=True)


def run(size: int, *, pdf: bool) -> tuple[float, float]:
    """Make the papers of so many households twice and print the figures. Returns the seconds of the slower time and
    the peak in MB."""
    slowest = peak = 0.0
    with tempfile.TemporaryDirectory() as folder:
        rows = range(1, size + 1)
        book = write_workbook(Path(folder) / "台账.xlsx", map(household, rows), register=[*map(numbered, rows)])
        manner = Manner(date(2026, 4, 1), pdf=pdf)
        for what in ("made", "again"):
            began = time.perf_counter()
            report = make_campaign(CHANGCHUN, book, Path(folder) / "out", manner, Choice(only=FIVE))
            spent = time.perf_counter() - began
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            files = sum(report.files.values())
            sys.stdout.write(f"{size:>6} households  {what}: {files} files in {spent:.1f} s, peak {peak:.0f} MB\n")
            sys.stdout.flush()
            slowest = max(slowest, spent)
    return slowest, peak


def test_three_hundred_households_are_made_within_their_bar() -> None:
    seconds, peak = run(300, pdf=False)
    assert seconds < BAR_SECONDS
    assert peak < BAR_MEGABYTES


if __name__ == "__main__":
    main()
