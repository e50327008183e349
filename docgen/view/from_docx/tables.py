"""``w:tbl`` as a grid: spans resolved, merged cells once, every cell with its own lines and margins (§17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, Literal

from docgen.errors import Unreadable
from docgen.spec.model import SIDES, Side
from docgen.units import Length
from docgen.view.from_docx.borders import drawn
from docgen.view.from_docx.cell_borders import BorderedCell, Edges, effective_borders
from docgen.view.from_docx.frames import table_frame
from docgen.view.from_docx.looks import Looks
from docgen.view.from_docx.styles import TableStyle
from docgen.view.from_docx.table_slots import (
    Look,
    TablePart,
    conditions,
    read_look,
    read_table_slots,
)
from docgen.view.from_docx.wrappers import flattened
from docgen.view.from_docx.xml import VAL, W, child_val, has_on, integer, leading, twips
from docgen.view.model import Block, Cell, Place, Row, Table
from docgen.view.safe_xml import Element

Slots = dict[str, Any]
ReadContent = Callable[[Element, int, int, TablePart], tuple[Block, ...]]
"""Reads a cell's blocks, given its element, its grid row and column, and its part of the table style."""

_WIDEST: Final = 1000
"""Grid columns; Word allows 63. A larger span is an attack on whoever lays the grid out."""
_SIDE_MARGIN: Final = Length.of_twips(115)
"""The default of left and right cell margins (§17.4.34, §17.4.38)."""
_VERTICAL: Final[dict[str | None, Literal["top", "center", "bottom"]]] = {"center": "center", "bottom": "bottom"}
_MARGINS: Final = frozenset(f"margin.{side}" for side in SIDES)
_ROW: Final = f"{W}tr"
_CELL: Final = f"{W}tc"
_ROW_PROPERTIES: Final = f"{W}trPr"
_CELL_PROPERTIES: Final = f"{W}tcPr"
_EXCEPTIONS: Final = f"{W}tblPrEx"


@dataclass(slots=True)
class _Cell:
    """A cell while the grid is laid: ``row`` and ``column`` from 1."""

    element: Element
    row: int
    column: int
    span: int
    slots: Slots
    exceptions: Slots
    rows: int = 1


@dataclass(slots=True)
class _Grid:
    """The grid so far: cells in reading order, rows, and the cell each column's vertical merge goes on from."""

    looks: Looks
    cells: list[_Cell] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    merging: dict[int, _Cell] = field(default_factory=dict)
    columns: int = 0


@dataclass(frozen=True, slots=True)
class _Ground:
    """What holds for the cells of one part of a table that say nothing themselves: the part, the table's slots over
    it, the cells' margins."""

    part: TablePart
    table: Slots
    margins: tuple[tuple[Side, Length], ...]


def read_table(table: Element, looks: Looks, place: Place, most_cells: int, content: ReadContent) -> Table:
    """One table. Raises Unreadable ARC104 when it has more than ``most_cells`` cells or an absurd grid."""
    properties = table.find(f"{W}tblPr")
    direct = read_table_slots(properties)
    sheet = looks.cascade.sheet
    style = sheet.table_style(direct.get("style"))
    widths = [twips(column.get(f"{W}w")) or Length(0) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    grid = _lay(table, looks, most_cells)
    columns = max(len(widths), grid.columns)
    grounds = _grounds(style, read_look(_look_of(properties)), grid, columns, direct)
    borders = _borders(grid, grounds, columns)
    whole = style.layer(()).table | direct
    return Table(
        widths=tuple(_filled(widths, grid, columns)),
        rows=tuple(grid.rows),
        cells=tuple(map(partial(_read_cell, widths, content), grid.cells, grounds, borders)),
        place=place,
        align=whole.get("align"),
        indent=whole.get("indent", Length(0)),
        layout="fixed" if whole.get("layout") == "fixed" else "auto",
        style=sheet.name(sheet.style_or_default(direct.get("style"), "table")),
        frame=table_frame(properties),
    )


def has_rows(table: Element) -> bool:
    """Whether anything is left of a table; one whose rows were all deleted is none."""
    rows = (row for row in flattened(table) if row.tag == _ROW)
    return any(not _is_deleted(row.find(_ROW_PROPERTIES)) for row in rows)


def _is_deleted(properties: Element | None) -> bool:
    """Whether a row was deleted while changes were tracked (§17.13.5.12)."""
    return properties is not None and properties.find(f"{W}del") is not None


def _look_of(properties: Element | None) -> Element | None:
    return None if properties is None else properties.find(f"{W}tblLook")


# --- laying the grid


def _lay(table: Element, looks: Looks, most_cells: int) -> _Grid:
    grid = _Grid(looks)
    for row in flattened(table):
        if row.tag == _ROW:
            _lay_row(row, grid)
        if len(grid.cells) > most_cells or grid.columns > _WIDEST:
            raise Unreadable("ARC104", f"表格超过{most_cells}个单元格或{_WIDEST}栏", "请拆分表格后另存，再提交")
    return grid


def _lay_row(row: Element, grid: _Grid) -> None:
    properties: Element | None = None
    exceptions: Slots = {}
    cells: list[Element] = []
    for child in flattened(row):
        tag = child.tag
        if tag == _CELL:
            cells.append(child)
        elif tag == _ROW_PROPERTIES:
            properties = child
        elif tag == _EXCEPTIONS:
            exceptions = read_table_slots(child)
    if _is_deleted(properties):
        return
    grid.rows.append(_read_row(properties))
    column = 1 + _count(properties, "gridBefore")
    last: _Cell | None = None
    for element in cells:
        slots = grid.looks.cell(leading(element, _CELL_PROPERTIES))
        span = max(1, min(slots.get("span") or 1, _WIDEST))
        if slots.get("hMerge") == "continue" and last is not None:
            last.span += span
        else:
            last = _put(grid, _Cell(element, len(grid.rows), column, span, slots, exceptions))
        column += span
    grid.columns = max(grid.columns, column - 1 + _count(properties, "gridAfter"))


def _put(grid: _Grid, cell: _Cell) -> _Cell:
    """A new cell, or the vertical merge it goes on with (§17.4.84); only a merge's first cell is seen."""
    above = grid.merging.get(cell.column)
    merge = cell.slots.get("vMerge")
    if merge == "continue" and above is not None and above.row + above.rows == cell.row and above.span == cell.span:
        above.rows += 1
        if "border.bottom" in cell.slots:
            above.slots = {**above.slots, "border.bottom": cell.slots["border.bottom"]}
        return above
    if merge is None:
        grid.merging.pop(cell.column, None)
    else:
        grid.merging[cell.column] = cell
    grid.cells.append(cell)
    return cell


def _count(properties: Element | None, name: str) -> int:
    count = None if properties is None else integer(child_val(properties, name))
    return max(0, min(count or 0, _WIDEST))


def _read_row(properties: Element | None) -> Row:
    """A height without a rule is a least height in every program, whatever its default says (§17.4.80)."""
    if properties is None:
        return Row()
    height = properties.find(f"{W}trHeight")
    amount = None if height is None else twips(height.get(VAL))
    rule = None if height is None else height.get(f"{W}hRule")
    return Row(
        height=amount,
        height_rule="auto" if not amount else "exact" if rule == "exact" else "at_least",
        header=has_on(properties, "tblHeader"),
        may_split=not has_on(properties, "cantSplit"),
    )


# --- looks


def _grounds(style: TableStyle, look: Look, grid: _Grid, columns: int, direct: Slots) -> list[_Ground]:
    """Each cell's ground; cells where the same conditions of the style hold share one."""
    known: dict[int, _Ground] = {}
    found: list[_Ground] = []
    for cell in grid.cells:
        part = _part(style, look, cell, len(grid.rows), columns)
        if cell.exceptions:
            found.append(_ground(part, {**part.table, **direct, **cell.exceptions}))
            continue
        if id(part) not in known:
            known[id(part)] = _ground(part, {**part.table, **direct})
        found.append(known[id(part)])
    return found


def _part(style: TableStyle, look: Look, cell: _Cell, rows: int, columns: int) -> TablePart:
    """The part of the table style a cell is in; conditions matter only where the style has any."""
    if len(style.parts) == 1:
        return style.layer(())
    across = (cell.column - 1, cell.column - 1 + cell.span, columns)
    return style.layer(conditions(look, cell.row - 1, rows, across, (style.row_band, style.column_band)))


def _ground(part: TablePart, table: Slots) -> _Ground:
    return _Ground(part, table, tuple(_margins(part.cell, table)))


def _margins(cell: Slots, table: Slots) -> Iterator[tuple[Side, Length]]:
    """A cell's own margins, else the table's, else the default."""
    for side in SIDES:
        name = f"margin.{side}"
        default = _SIDE_MARGIN if side in ("left", "right") else Length(0)
        yield side, cell[name] if name in cell else table.get(name, default)


def _borders(grid: _Grid, grounds: list[_Ground], columns: int) -> list[Edges]:
    bordered = [
        BorderedCell(
            cell.row,
            cell.row + cell.rows,
            cell.column,
            cell.column + cell.span,
            cell.slots,
            ground.part.cell,
            ground.table,
        )
        for cell, ground in zip(grid.cells, grounds, strict=True)
    ]
    return effective_borders(bordered, len(grid.rows), columns)


def _read_cell(widths: list[Length], content: ReadContent, cell: _Cell, ground: _Ground, borders: Edges) -> Cell:
    slots = {**ground.part.cell, **cell.slots} if ground.part.cell else cell.slots
    width = slots.get("width")
    if width is None:
        width = sum(widths[cell.column - 1 : cell.column - 1 + cell.span], Length(0)) or None
    direction = slots.get("direction")
    return Cell(
        cell.row,
        cell.column,
        cell.rows,
        cell.span,
        content(cell.element, cell.row, cell.column, ground.part),
        width,
        _VERTICAL.get(slots.get("vertical_align"), "top"),
        None if direction in ("lrTb", "tb") else direction,
        slots["shading"] if "shading" in slots else ground.table.get("shading"),
        tuple(_margins(slots, ground.table)) if slots.keys() & _MARGINS else ground.margins,
        borders,
        drawn(slots.get("border.tl2br")) or drawn(slots.get("border.tr2bl")),
    )


def _filled(widths: list[Length], grid: _Grid, columns: int) -> list[Length]:
    """The grid's columns; those it does not state are as wide as a cell that stands in that one alone says."""
    stated = {cell.column: cell.slots["width"] for cell in grid.cells if cell.span == 1 and cell.slots.get("width")}
    missing = [stated.get(column, Length(0)) for column in range(len(widths) + 1, columns + 1)]
    return [*widths, *missing]
