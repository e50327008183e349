"""A platform's export as rows of the entry workbook: its headings by the law's synonyms, and what they did not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.errors import RecordError, system_cause
from docgen.make.headers import Vocabulary, column_vocabulary, heading_row
from docgen.spec.workbook import SheetKey, WorkbookLaw
from docgen.view.from_sheet.grid import damage
from docgen.view.sheets import Sheet, column_letters, read_workbook

_FILLED: Final[Mapping[SheetKey, str]] = {"households": "name", "inspectors": "name", "items": "name"}
"""The sheets an export may fill, each with the column it must have."""


@dataclass(frozen=True, slots=True)
class Exported:
    """``rows`` by sheet and column; ``unmapped`` are headings nothing was made of, ``lost`` cells whose digits are."""

    rows: Mapping[SheetKey, tuple[Mapping[str, object], ...]]
    unmapped: tuple[str, ...]
    lost: tuple[str, ...]


def read_export(path: Path, law: WorkbookLaw) -> Exported:
    """Read an export: households, and inspectors and items where it has their columns. Households without a number
    are numbered in their order.

    Raises:
        RecordError: it cannot be read, or has no heading row with the names of households.
    """
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise RecordError(f"读不到 {path}（{system_cause(fault)}）", "请核对路径；文件若已打开，请关闭。") from fault
    words = {key: column_vocabulary(law.sheet[key].column) for key in _FILLED}
    rows: dict[SheetKey, list[dict[str, object]]] = {key: [] for key in _FILLED}
    unmapped: dict[str, None] = {}
    lost: list[str] = []
    for sheet in read_workbook(data, path.name):
        top = heading_row(([str(cell) for cell in row if cell is not None] for row in sheet.cells), *words.values())
        if top is None:
            continue
        headers = {at: str(cell).strip() for at, cell in enumerate(sheet.cells[top]) if cell is not None}
        columns = {key: _columns(headers, words[key], name) for key, name in _FILLED.items()}
        used = {at for each in columns.values() for at in each}
        unmapped |= dict.fromkeys(header for at, header in headers.items() if at not in used)
        lost += _lost(sheet, top, used)
        for key, mapped in columns.items():
            rows[key] += _rows(sheet, top, mapped)
    if not rows["households"]:
        labels = "、".join(law.sheet["households"].column["name"].label[1:5])
        remedy = "请核对是否为检查对象名单；可把列名改为上述之一后重试。"
        raise RecordError(f"{path.name} 中找不到检查对象：没有叫 {labels} 的列", remedy)
    if not any("serial" in row for row in rows["households"]):
        rows["households"] = [{"serial": str(number), **row} for number, row in enumerate(rows["households"], 1)]
    unique = {key: tuple({tuple(row.items()): row for row in listed}.values()) for key, listed in rows.items()}
    return Exported({**unique, "households": tuple(rows["households"])}, tuple(unmapped), tuple(lost))


def _columns(headers: Mapping[int, str], words: Vocabulary, name: str) -> dict[int, str]:
    """Column → the law's column, none twice; none at all where the one it must have, or any beside it, is missing."""
    mapped: dict[int, str] = {}
    for at, header in sorted(headers.items()):
        key = words.field_of(header)
        if key is not None and key not in mapped.values():
            mapped[at] = key
    return mapped if name in mapped.values() and len(mapped) >= 2 else {}


def _rows(sheet: Sheet, top: int, columns: Mapping[int, str]) -> Iterator[dict[str, object]]:
    for cells in sheet.cells[top + 1 :] if columns else ():
        values = {key: cells[at] for at, key in columns.items() if at < len(cells) and not damage(cells[at])}
        values = {key: value for key, value in values.items() if value is not None}
        if set(values) - {"serial"}:
            yield values


def _lost(sheet: Sheet, top: int, used: Sequence[int] | set[int]) -> Iterator[str]:
    """Cells that were damaged before they came here, left out."""
    for number, cells in enumerate(sheet.cells[top + 1 :], top + 2):
        for at, cell in enumerate(cells):
            if at in used and (why := damage(cell)):
                yield f"“{sheet.name}”{column_letters(at)}{number}：{why}"
