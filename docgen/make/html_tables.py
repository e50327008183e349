"""Tables as HTML: fixed column widths, spans, and every border, margin and height as the view has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from docgen.make.css import Classes, border_style, colour, pt
from docgen.units import Length
from docgen.view.model import Cell, Paragraph, Table

_VERTICAL: Final = (("top", "top"), ("center", "middle"), ("bottom", "bottom"))


def table_html(table: Table, classes: Classes, inside: Callable[[Cell], str]) -> str:
    """A table; ``inside`` writes a cell's blocks. Leading heading rows are repeated on every page."""
    columns = "".join(f'<col class="{classes.name({"width": pt(width)})}">' for width in table.widths)
    heading = _heading_rows(table)
    head = "".join(_row(table, number, classes, inside) for number in range(1, heading + 1))
    body = "".join(_row(table, number, classes, inside) for number in range(heading + 1, len(table.rows) + 1))
    head = f"<thead>{head}</thead>" if head else ""
    name = classes.name(_table_style(table))
    return f'<table class="{name}"><colgroup>{columns}</colgroup>{head}<tbody>{body}</tbody></table>'


def _heading_rows(table: Table) -> int:
    """How many leading rows repeat; a table of headings only repeats none."""
    count = next((number for number, row in enumerate(table.rows) if not row.header), 0)
    reach = max((cell.row + cell.row_span - 1 for cell in table.cells if cell.row <= count), default=0)
    return count if reach == count else 0


def _table_style(table: Table) -> dict[str, str]:
    left = {"center": "auto", "right": "auto"}.get(table.align or "", pt(table.indent))
    right = "auto" if table.align in ("left", "center", None) else "0"
    width = sum(table.widths) or None
    return {"width": pt(width) if width else "100%", "margin-left": left, "margin-right": right}


def _row(table: Table, number: int, classes: Classes, inside: Callable[[Cell], str]) -> str:
    row = table.rows[number - 1]
    cells = [cell for cell in table.cells if cell.row == number]
    style = {"break-inside": "auto" if row.may_split else "avoid"}
    least = row.height if row.height_rule != "auto" else None
    if least and not _ends_a_merged_cell(table, number):
        style["height"] = pt(least)
        least = None
    if _opens_the_table(table, number) or (cells and all(_kept_with_next(cell) for cell in cells)):
        style["break-after"] = "avoid"
    written = "".join(_placed(table, number, _cells_of(cells, least, classes, inside)))
    return f'<tr class="{classes.name(style)}">{written}</tr>'


def _opens_the_table(table: Table, number: int) -> bool:
    """The first row, where others follow: a heading alone never ends a page."""
    return number == 1 < len(table.rows)


def _kept_with_next(cell: Cell) -> bool:
    paragraphs = [block for block in cell.blocks if isinstance(block, Paragraph)]
    return bool(paragraphs) and all(paragraph.format.keep_next for paragraph in paragraphs)


def _ends_a_merged_cell(table: Table, number: int) -> bool:
    """The printer stretches the last row of a merged cell to that cell's whole height where the row states its own:
    there the least height is stated by the row's other cells."""
    return any(cell.row_span > 1 and cell.row + cell.row_span - 1 == number for cell in table.cells)


def _cells_of(
    cells: list[Cell], least: Length | None, classes: Classes, inside: Callable[[Cell], str]
) -> dict[int, tuple[Cell, str]]:
    """The cells that start in a row by column, written; ``least``: the height they owe the row."""
    return {cell.column: (cell, _cell(cell, least, classes, inside)) for cell in cells}


def _placed(table: Table, number: int, starting: dict[int, tuple[Cell, str]]) -> Iterator[str]:
    """The cells of a row in order, with a bare cell wherever the grid has none (``w:gridBefore``, ragged rows)."""
    column = 1
    while column <= len(table.widths):
        cell, written = starting.get(column, (None, "<td></td>"))
        if cell is not None or table.at(number, column) is None:
            yield written
        column += cell.column_span if cell is not None else 1


def _cell(cell: Cell, least: Length | None, classes: Classes, inside: Callable[[Cell], str]) -> str:
    spans = (("rowspan", cell.row_span), ("colspan", cell.column_span))
    attributes = "".join(f' {name}="{count}"' for name, count in spans if count > 1)
    style = _cell_style(cell)
    if least and cell.row_span == 1:
        style |= {"box-sizing": "border-box", "height": pt(least)}
    return f'<td class="{classes.name(style)}"{attributes}>{inside(cell)}</td>'


def _cell_style(cell: Cell) -> dict[str, str]:
    margins = {str(side): margin for side, margin in cell.margins}
    style = {
        "padding": " ".join(pt(margins.get(side, Length(0))) for side in ("top", "right", "bottom", "left")),
        "vertical-align": dict(_VERTICAL)[cell.vertical_align],
    }
    if cell.shading not in (None, "auto"):
        style["background-color"] = colour(cell.shading)
    return style | border_style(dict(cell.borders))
