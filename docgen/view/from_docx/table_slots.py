"""``w:tblPr``, ``w:tcPr`` and their kin as slots, and the parts of a table style (ECMA-376 Part 1 §17.4, §17.7.6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from docgen.units import Length
from docgen.view.from_docx.borders import read_borders, read_shading, side_of
from docgen.view.from_docx.xml import VAL, W, integer, local_name, twips
from docgen.view.safe_xml import Element

Slots = dict[str, Any]

_FLAGS: Final = (
    ("first_row", 0x0020, "firstRow", False),
    ("last_row", 0x0040, "lastRow", False),
    ("first_column", 0x0080, "firstColumn", False),
    ("last_column", 0x0100, "lastColumn", False),
    ("row_bands", 0x0200, "noHBand", True),
    ("column_bands", 0x0400, "noVBand", True),
)


@dataclass(frozen=True, slots=True)
class Look:
    """Which conditional parts of its style a table uses (``w:tblLook``, §17.4.55)."""

    first_row: bool = False
    last_row: bool = False
    first_column: bool = False
    last_column: bool = False
    row_bands: bool = True
    column_bands: bool = True


def read_look(element: Element | None) -> Look:
    """The attributes of Word 2010 and later win over the bit mask, each alone."""
    if element is None:
        return Look()
    mask = _mask(element.get(VAL))
    flags = {}
    for name, bit, attribute, inverse in _FLAGS:
        stated = element.get(f"{W}{attribute}")
        on = bool(mask & bit) if stated is None else stated not in ("0", "false", "off")
        flags[name] = on is not inverse
    return Look(**flags)


def _mask(text: str | None) -> int:
    try:
        return int(text or "0", 16)
    except ValueError:
        return 0


@dataclass(frozen=True, slots=True)
class TablePart:
    """What a table style says where some of its conditions hold: of runs, paragraphs, the table and the cell."""

    run: Slots = field(default_factory=dict)
    paragraph: Slots = field(default_factory=dict)
    table: Slots = field(default_factory=dict)
    cell: Slots = field(default_factory=dict)

    def over(self, below: TablePart) -> TablePart:
        """This part laid over another."""
        return TablePart(
            below.run | self.run,
            below.paragraph | self.paragraph,
            below.table | self.table,
            below.cell | self.cell,
        )


def read_table_slots(properties: Element | None) -> Slots:
    """The slots of ``w:tblPr`` or ``w:tblPrEx``: lines, cell margins, fill, place."""
    slots: Slots = {}
    if properties is None:
        return slots
    read_borders(properties.find(f"{W}tblBorders"), slots)
    _margins(properties.find(f"{W}tblCellMar"), slots)
    shading = properties.find(f"{W}shd")
    if shading is not None:
        slots["shading"] = read_shading(shading)
    for slot, name in (("align", "jc"), ("layout", "tblLayout"), ("style", "tblStyle")):
        element = properties.find(f"{W}{name}")
        if element is not None:
            slots[slot] = element.get(f"{W}type") if name == "tblLayout" else element.get(VAL)
    indent = _width(properties.find(f"{W}tblInd"))
    if indent is not None:
        slots["indent"] = indent
    return slots


def read_cell_slots(properties: Element | None) -> Slots:
    """The slots of ``w:tcPr``: lines, margins, fill, vertical alignment, direction of text, width."""
    slots: Slots = {}
    for element in () if properties is None else properties:
        name = local_name(element)
        if name == "tcBorders":
            read_borders(element, slots)
        elif name == "tcMar":
            _margins(element, slots)
        elif name == "shd":
            slots["shading"] = read_shading(element)
        elif name == "vAlign":
            slots["vertical_align"] = element.get(VAL)
        elif name == "textDirection":
            slots["direction"] = element.get(VAL)
        elif name == "tcW":
            slots["width"] = _width(element)
        elif name == "gridSpan":
            slots["span"] = integer(element.get(VAL))
        elif name in ("vMerge", "hMerge"):
            slots[name] = element.get(VAL, "continue")
    return slots


def _margins(container: Element | None, slots: Slots) -> None:
    for element in () if container is None else container:
        width = _width(element)
        if width is not None:
            slots[f"margin.{side_of(element)}"] = width


def _width(element: Element | None) -> Length | None:
    """A width in twips; percentages and automatic widths say no length (§17.4.87)."""
    if element is None or element.get(f"{W}type", "dxa") not in ("dxa", "nil"):
        return None
    return twips(element.get(f"{W}w"))


def conditions(
    look: Look, row: int, rows: int, columns: tuple[int, int, int], bands: tuple[int, int]
) -> tuple[str, ...]:
    """The conditional parts that hold for a cell, weakest first (§17.7.6.6).

    ``row`` counts from 0 of ``rows``; ``columns`` are the cell's first column, the one after its last, and the
    table's count; ``bands`` the rows and the columns of one band.
    """
    first, after, count = columns
    top, bottom = look.first_row and row == 0, look.last_row and row == rows - 1
    left, right = look.first_column and first == 0, look.last_column and after >= count
    found: list[str] = []
    if look.column_bands and not left and not right:
        found.append(_band(first - look.first_column, bands[1], "Vert"))
    if look.row_bands and not top and not bottom:
        found.append(_band(row - look.first_row, bands[0], "Horz"))
    edges = (("firstRow", top), ("lastRow", bottom), ("firstCol", left), ("lastCol", right))
    corners = (
        ("nwCell", top and left),
        ("neCell", top and right),
        ("swCell", bottom and left),
        ("seCell", bottom and right),
    )
    return (*found, *(name for name, on in edges + corners if on))


def _band(index: int, size: int, direction: str) -> str:
    return f"band{1 + index // max(size, 1) % 2}{direction}"
