"""Every text of a workbook, a file of data or a paper, with the place it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen.errors import UsageError, system_cause
from docgen.view import read_document
from docgen.view.kinds import claimed_kind
from docgen.view.sheets import column_letters, decoded, read_csv, read_workbook

_WORKBOOKS = ("xls", "xlsx")


def texts_of(file: Path) -> Iterator[tuple[str, str]]:
    """Place and text: ``检查对象!C3`` in a workbook, ``第5行`` in .csv, .json and .toml, ``第2段`` in a paper.

    Raises:
        UsageError: the file is not there.
        RecordError: no workbook, or text in no encoding an office writes.
        Unreadable: no paper.
    """
    kind = claimed_kind(file.name)
    if kind in ("docx", "pdf"):
        view = read_document(file)
        for number, paragraph in enumerate(view.paragraphs(), 1):
            yield f"第{number}段", paragraph.full_text
        return
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise UsageError(f"读不到 {file}（{system_cause(fault)}）", "请核对路径。") from fault
    if kind in _WORKBOOKS or file.suffix.lower() == ".csv":
        yield from _cells(data, file)
    else:
        lines = decoded(data, file.name).splitlines()
        yield from ((f"第{number}行", line) for number, line in enumerate(lines, 1))


def _cells(data: bytes, file: Path) -> Iterator[tuple[str, str]]:
    sheets = read_csv(data, file.name) if file.suffix.lower() == ".csv" else read_workbook(data, file.name)
    for sheet in sheets:
        for row, cells in enumerate(sheet.cells, 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    yield f"{sheet.name}!{column_letters(column)}{row}".lstrip("!"), cell
