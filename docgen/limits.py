"""The bounds within which every foreign file is read. Standard library only.

One place for them all: what exceeds a bound becomes one ARC104 finding, never a full disk or a dead run.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts and depths. The defaults hold a scanned household and stay far below 500 MB of memory.

    ``ratio`` is judged of members inflating to more than ``ratio_from`` bytes (a small white picture is no bomb);
    ``xml_marks`` are the ``<`` and ``=`` of one part, which is what its tree costs; ``content_depth`` counts tables
    within tables and boxes within boxes; ``page_content`` are the bytes of drawing operators of one PDF page, forms as
    often as they are called, ``content`` those of all its pages, ``annotations`` what is written on one and
    ``page_points`` its longest side; ``cells`` are a paper's, ``sheet_cells`` those of one sheet of a workbook, blank
    ones before a filled one included; ``picture_bytes`` and ``pixels`` are of one picture that is printed (an A4 page
    at 600 dpi has 35 million). ``conversion_seconds`` is for the first file of one start of LibreOffice,
    ``conversion_more_seconds`` for each other; ``conversion_memory`` its address space in bytes.
    """

    file_bytes: int = 200_000_000
    archive_bytes: int = 4_000_000_000
    member_bytes: int = 200_000_000
    part_bytes: int = 60_000_000
    package_bytes: int = 200_000_000
    members: int = 10_000
    ratio: int = 300
    ratio_from: int = 10_000_000
    nesting: int = 3
    xml_marks: int = 2_000_000
    content_depth: int = 24
    pages: int = 2_000
    page_content: int = 20_000_000
    content: int = 60_000_000
    page_points: int = 1_000_000
    annotations: int = 10_000
    characters: int = 1_500_000
    cells: int = 200_000
    sheet_rows: int = 1_048_576
    sheet_columns: int = 1_000
    sheet_cells: int = 2_000_000
    picture_bytes: int = 20_000_000
    pixels: int = 40_000_000
    conversion_seconds: int = 60
    conversion_more_seconds: int = 15
    conversion_memory: int = 8_000_000_000


DEFAULT_LIMITS = Limits()
