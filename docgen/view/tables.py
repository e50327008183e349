"""``w:tbl`` as a grid: spans resolved, merged cells once, every cell with its own lines and margins (§17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from docgen.errors import Unreadable
from docgen.units import Length
from docgen.view.cascade import Cascade
from docgen.view.cell_borders import BorderedCell, Edges, effective_borders
from docgen.view.model import Block, Cell, Place, Row, Side, Table
from docgen.view.styles import TableStyle
from docgen.view.table_slots import (
    SIDES,
    Look,
    TablePart,
    conditions,
    read_cell_slots,
    read_look,
    read_table_slots,
)
from docgen.view.wrappers import flattened
from docgen.view.xml import VAL, Element, W, child_val, has_on, integer, twips

Slots = dict[str, Any]
ReadContent = Callable[[Element, int, int, TablePart], tuple[Block, ...]]
"""Reads a cell's blocks, given its element, its grid row and column, and its part of the table style."""

_WIDEST: Final = 1000
"""Grid columns; Word allows 63. A larger span is an attack on whoever lays the grid out."""
_SIDE_MARGIN: Final = Length.of_twips(115)
"""The default of left and right cell margins (§17.4.34, §17.4.38)."""
_VERTICAL: Final[dict[str | None, Literal["top", "center", "bottom"]]] = {"center": "center", "bottom": "bottom"}
_DIAGONALS: Final = ("border.tl2br", "border.tr2bl")


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

    cells: list[_Cell] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    merging: dict[int, _Cell] = field(default_factory=dict)
    columns: int = 0


def read_table(table: Element, cascade: Cascade, place: Place, most_cells: int, content: ReadContent) -> Table:
    """One table. Raises Unreadable ARC104 when it has more than ``most_cells`` cells."""
    properties = table.find(f"{W}tblPr")
    direct = read_table_slots(properties)
    style = cascade.sheet.table_style(direct.get("style"))
    look = read_look(None if properties is None else properties.find(f"{W}tblLook"))
    widths = [twips(column.get(f"{W}w")) or Length(0) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    grid = _lay(table, most_cells)
    columns = max(len(widths), grid.columns)
    parts = [_part(style, look, cell, grid, columns) for cell in grid.cells]
    borders = _borders(grid, parts, direct, columns)
    cells = tuple(
        _read_cell(cell, part, direct, edges, widths, content)
        for cell, part, edges in zip(grid.cells, parts, borders, strict=True)
    )
    whole = style.layer(()).table | direct
    return Table(
        widths=tuple(_filled(widths, grid, columns)),
        rows=tuple(grid.rows),
        cells=cells,
        place=place,
        align=whole.get("align"),
        indent=whole.get("indent", Length(0)),
        layout="fixed" if whole.get("layout") == "fixed" else "auto",
        style=cascade.sheet.name(cascade.sheet.style_or_default(direct.get("style"), "table")),
    )


# --- laying the grid


def _lay(table: Element, most_cells: int) -> _Grid:
    grid = _Grid()
    for row in flattened(table):
        if row.tag == f"{W}tr" and row.find(f"{W}trPr/{W}del") is None:
            _lay_row(row, grid)
            if len(grid.cells) > most_cells:
                raise Unreadable("ARC104", f"表格超过{most_cells}个单元格", "请拆分表格后另存，再提交")
    return grid


def _lay_row(row: Element, grid: _Grid) -> None:
    properties = row.find(f"{W}trPr")
    exceptions = read_table_slots(row.find(f"{W}tblPrEx"))
    grid.rows.append(_read_row(properties))
    number, column = len(grid.rows), 1 + _count(properties, "gridBefore")
    last: _Cell | None = None
    for element in flattened(row):
        if element.tag != f"{W}tc":
            continue
        slots = read_cell_slots(element.find(f"{W}tcPr"))
        span = max(1, min(slots.get("span") or 1, _WIDEST))
        if slots.get("hMerge") == "continue" and last is not None:
            last.span += span
        else:
            last = _put(grid, _Cell(element, number, column, span, slots, exceptions))
        column += span
    grid.columns = max(grid.columns, min(column - 1 + _count(properties, "gridAfter"), _WIDEST))


def _put(grid: _Grid, cell: _Cell) -> _Cell:
    """A new cell, or the vertical merge it goes on with (§17.4.84); only a merge's first cell is seen."""
    above = grid.merging.get(cell.column)
    merge = cell.slots.get("vMerge")
    if merge == "continue" and above is not None and above.row + above.rows == cell.row and above.span == cell.span:
        above.rows += 1
        if "border.bottom" in cell.slots:
            above.slots["border.bottom"] = cell.slots["border.bottom"]
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
    height = None if properties is None else properties.find(f"{W}trHeight")
    amount = None if height is None else twips(height.get(VAL))
    rule = None if height is None else height.get(f"{W}hRule")
    return Row(
        height=amount,
        height_rule="auto" if not amount else "exact" if rule == "exact" else "at_least",
        header=has_on(properties, "tblHeader"),
        may_split=not has_on(properties, "cantSplit"),
    )


# --- looks


def _part(style: TableStyle, look: Look, cell: _Cell, grid: _Grid, columns: int) -> TablePart:
    """The part of the table style a cell is in; conditions matter only where the style has any."""
    if len(style.parts) == 1:
        return style.layer(())
    across = (cell.column - 1, cell.column - 1 + cell.span, columns)
    bands = (style.row_band, style.column_band)
    return style.layer(conditions(look, cell.row - 1, len(grid.rows), across, bands))


def _borders(grid: _Grid, parts: list[TablePart], direct: Slots, columns: int) -> list[Edges]:
    bordered = [
        BorderedCell(
            cell.row,
            cell.row + cell.rows,
            cell.column,
            cell.column + cell.span,
            cell.slots,
            part.cell,
            {**part.table, **direct, **cell.exceptions} if cell.exceptions else {**part.table, **direct},
        )
        for cell, part in zip(grid.cells, parts, strict=True)
    ]
    return effective_borders(bordered, len(grid.rows), columns)


def _read_cell(
    cell: _Cell, part: TablePart, direct: Slots, borders: Edges, widths: list[Length], content: ReadContent
) -> Cell:
    slots = {**part.cell, **cell.slots}
    columns = widths[cell.column - 1 : cell.column - 1 + cell.span]
    direction = slots.get("direction")
    return Cell(
        row=cell.row,
        column=cell.column,
        row_span=cell.rows,
        column_span=cell.span,
        blocks=content(cell.element, cell.row, cell.column, part),
        width=slots.get("width") or (Length(sum(columns)) if columns else None),
        vertical_align=_VERTICAL.get(slots.get("vertical_align"), "top"),
        direction=None if direction in ("lrTb", "tb") else direction,
        shading=slots["shading"] if "shading" in slots else {**part.table, **direct}.get("shading"),
        margins=tuple(_margins(slots, {**part.table, **direct, **cell.exceptions})),
        borders=borders,
        diagonal=any(_is_line(slots.get(name)) for name in _DIAGONALS),
    )


def _is_line(border: Any) -> bool:
    return border is not None and border.style not in ("nil", "none")


def _margins(cell: Slots, table: Slots) -> Iterator[tuple[Side, Length]]:
    """A cell's own margins, else the table's, else the default."""
    for side in SIDES:
        name = f"margin.{side}"
        default = _SIDE_MARGIN if side in ("left", "right") else Length(0)
        yield side, cell[name] if name in cell else table.get(name, default)


def _filled(widths: list[Length], grid: _Grid, columns: int) -> list[Length]:
    """The grid's columns; those it does not state are as wide as a cell that stands in that one alone says."""
    stated = {cell.column: cell.slots["width"] for cell in grid.cells if cell.span == 1 and cell.slots.get("width")}
    missing = [stated.get(column, Length(0)) for column in range(len(widths) + 1, columns + 1)]
    return [*widths, *missing]
