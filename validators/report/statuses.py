"""How many households, or single papers, stand how."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from docgen.validators.finding import Report, Status


def statuses(report: Report) -> dict[Status, int]:
    """The three numbers every report ends with; a single paper counts as one."""
    counted = Counter((*report.households.values(), *report.papers.values()))
    return {status: counted[status] for status in get_args(Status)}
