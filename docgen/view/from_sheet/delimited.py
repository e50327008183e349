"""Tables as plain text: .csv and what platforms export with tabs, in the encodings that offices use."""

from __future__ import annotations

import csv
import io
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.remedies import SAVE_AS_XLSX
from docgen.view.from_sheet.grid import Grid, Sheet

_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_delimited(data: bytes, limits: Limits) -> list[Sheet]:
    """The one sheet of a .csv. Raises Unreadable ARC101 when its encoding or quoting is wrong, ARC104 too big."""
    text = decoded(data)
    grid = Grid(limits)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        for row, line in enumerate(lines):
            for column, value in enumerate(line):
                grid.put(row, column, value)
    except csv.Error as fault:
        raise Unreadable(
            "ARC101", f"不是有效的 .csv（{fault}）", "请核对该处的引号，或在 Excel、WPS 中打开后另存为 .xlsx。"
        ) from fault
    return [Sheet("", grid.cells())]


def decoded(data: bytes) -> str:
    """Text by its byte order mark, else UTF-8, else GB18030 (which holds GBK). Raises Unreadable ARC101."""
    for encoding in ("utf-16",) if data.startswith(_UTF_16) else _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("ARC101", "文字编码不是 UTF-8 或 GBK", SAVE_AS_XLSX)


def _delimiter(text: str) -> str:
    """What separates the cells: whatever the first lines have most of, for a title above may have none."""
    return max(",\t;", key=text[:4096].count)
