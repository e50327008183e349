"""Sheets of .xls (BIFF, [MS-XLS]): how far they reach and what is hidden from their records, the values by calamine."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final

import olefile
import python_calamine as calamine

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.remedies import ENCRYPTED, SAVE_AS_XLSX, UNLOCK_XLSX
from docgen.view.from_sheet.grid import Grid, Merged, Sheet, exceeded, within

_BOF, _BOUNDSHEET, _ROW, _COLINFO, _MERGE, _FILEPASS = 0x0809, 0x0085, 0x0208, 0x007D, 0x00E5, 0x002F
_CELLS: Final = frozenset((0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E))
"""FORMULA MULRK MULBLANK RSTRING LABELSST NUMBER LABEL BOOLERR RK ([MS-XLS] 2.3)."""
_WORKSHEET: Final = 0x0010
_DAMAGED: Final = "文件已损坏，打不开"
_FORMULA, _BOOL_OR_ERROR, _FAILED = 0x0006, 0x0205, 0x02
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
"""[MS-XLS] 2.5.10 BErr; the reader of values leaves such cells empty."""
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x0020, 0x0001


def read_xls(data: bytes, limits: Limits) -> list[Sheet]:
    """The visible sheets. Raises Unreadable: ARC101 damaged, ARC104 too big, ARC105 encrypted."""
    shapes = _shapes(_stream(data, limits))
    if sum(shape.area for shape in shapes) > limits.sheet_cells:
        raise exceeded(f"表格过大：所占单元格超过{limits.sheet_cells}个")
    with _Panics():
        sheets = _sheets(data, limits)
    visible = [shape for shape in shapes if shape.visible]
    return [shape.on(sheet, limits) for shape, sheet in zip(visible, sheets, strict=False)] + sheets[len(visible) :]


def _sheets(data: bytes, limits: Limits) -> list[Sheet]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [_sheet(book, meta.name, limits) for meta in book.sheets_metadata if _is_shown(meta)]
    except calamine.PasswordError as fault:
        raise Unreadable("ARC105", ENCRYPTED, UNLOCK_XLSX) from fault
    except calamine.CalamineError as fault:
        raise Unreadable("ARC101", _DAMAGED, SAVE_AS_XLSX) from fault


class _Panics:
    """Tells a damaged file where calamine panics over one: what it raises then has no name that could be caught, and no
    handler for exceptions would stop it."""

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and kind.__name__ == "PanicException":
            raise Unreadable("ARC101", _DAMAGED, SAVE_AS_XLSX) from fault


def _is_shown(sheet: calamine.SheetMetadata) -> bool:
    return sheet.visible is calamine.SheetVisibleEnum.Visible and sheet.typ is calamine.SheetTypeEnum.WorkSheet


def _sheet(book: calamine.CalamineWorkbook, name: str, limits: Limits) -> Sheet:
    grid = Grid(limits)
    for row, cells in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False)):
        for column, value in enumerate(cells):
            grid.put(row, column, value)
    return Sheet(name, grid.cells())


@dataclass(slots=True)
class _Shape:
    """How far one sheet reaches and what of it is not shown; it grows while its records are read."""

    visible: bool = True
    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def area(self) -> int:
        return self.rows * self.columns

    def on(self, sheet: Sheet, limits: Limits) -> Sheet:
        hidden = frozenset(self.hidden_rows), frozenset(self.hidden_columns)
        cells = self._with_errors(sheet.cells, limits) if self.errors else sheet.cells
        return Sheet(sheet.name, cells, *hidden, within(self.merged, limits))

    def _with_errors(self, cells: Sequence[Sequence[object]], limits: Limits) -> Sequence[Sequence[object]]:
        grid = Grid(limits)
        values = {(row, column): value for row, line in enumerate(cells) for column, value in enumerate(line)}
        for (row, column), value in (values | self.errors).items():
            grid.put(row, column, value)
        return grid.cells()

    def hear(self, kind: int, body: bytes) -> None:
        """One record ([MS-XLS] 2.4.90 Cell, 2.4.221 Row, 2.4.53 ColInfo, 2.4.168 MergeCells)."""
        if kind in _CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind in (0x00BD, 0x00BE) else column
            self.rows, self.columns = max(self.rows, row + 1), max(self.columns, min(last, 255) + 1)
            if (error := _error_in(kind, body)) is not None:
                self.errors[row, column] = error
        elif kind == _ROW and len(body) >= 16:
            if struct.unpack_from("<H", body, 12)[0] & _ROW_HIDDEN:
                self.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLINFO and len(body) >= 10:
            first, last, _, _, flags = struct.unpack_from("<5H", body)
            if flags & _COLUMN_HIDDEN:
                self.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind == _MERGE and len(body) >= 2:
            for number in range(min(struct.unpack_from("<H", body)[0], (len(body) - 2) // 8)):
                top, bottom, left, right = struct.unpack_from("<4H", body, 2 + 8 * number)
                self.merged.append(Merged(top, left, bottom, right))


def _error_in(kind: int, body: bytes) -> str | None:
    """What an error cell or a formula that failed shows ([MS-XLS] 2.4.24 BoolErr, 2.5.133 FormulaValue)."""
    if kind == _BOOL_OR_ERROR and len(body) >= 8 and body[7]:
        return _ERRORS.get(body[6])
    if kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == _FAILED:
        return _ERRORS.get(body[8])
    return None


def _stream(data: bytes, limits: Limits) -> bytes:
    """The workbook's stream of the compound file ([MS-XLS] 2.1.7.20)."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            name = next((name for name in ("Workbook", "Book") if compound.exists(name)), None)
            if name is None:
                raise Unreadable("ARC101", "文件已损坏，打不开：没有工作簿", SAVE_AS_XLSX)
            return bytes(compound.openstream(name).read(limits.part_bytes))
    except (OSError, struct.error, IndexError, ValueError) as fault:
        raise Unreadable("ARC101", "文件已损坏，打不开", SAVE_AS_XLSX) from fault


def _shapes(stream: bytes) -> list[_Shape]:
    """The worksheets in their order. Raises Unreadable ARC105 for an encrypted workbook."""
    worksheets: list[bool] = []
    shapes: list[_Shape] = []
    inside: _Shape | None = None
    for kind, body in _records(stream):
        if kind == _FILEPASS:
            raise Unreadable("ARC105", ENCRYPTED, UNLOCK_XLSX)
        if kind == _BOUNDSHEET and len(body) >= 6 and body[5] == 0:
            worksheets.append(body[4] & 3 == 0)
        elif kind == _BOF and len(body) >= 4:
            inside = None
            if struct.unpack_from("<H", body, 2)[0] == _WORKSHEET and len(shapes) < len(worksheets):
                inside = _Shape(visible=worksheets[len(shapes)])
                shapes.append(inside)
        elif inside is not None:
            inside.hear(kind, body)
    return shapes


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of every record, as far as the stream is whole ([MS-XLS] 2.1.4)."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
