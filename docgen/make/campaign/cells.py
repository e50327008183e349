"""Values written into cells of a sheet of an .xlsx; everything else of the workbook stays as it lies there.

Only the sheet's own part is parsed and written again (ECMA-376 Part 1 §18.3.1): drop-downs, comments, widths, the other
sheets and what no program of ours knows keep their bytes. A cell keeps its style; one that was not there takes that of
the nearest cell above it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from docgen.errors import RecordError, TemplateError
from docgen.make.package import Member, head_of, package, read_members
from docgen.view.sheets import column_letters

Address = tuple[int, int]
"""Row and column, both counted from 1."""

_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_REFERENCE: Final = re.compile(r"([A-Z]+)(\d+)")
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def with_values(data: bytes, source: str, sheet: str, values: Mapping[Address, str | int]) -> bytes:
    """The workbook with these values in these cells of the sheet of that name.

    Raises:
        RecordError: not an .xlsx, or without the sheet.
    """
    members = _members(data, source)
    name = _part_of(members, source, sheet)
    root = etree.fromstring(members[name].data, _PARSER)
    rows = _SheetRows(root)
    for (row, column), value in sorted(values.items()):
        rows.write(row, column, value)
    rows.widen()
    members[name] = Member.deflated(name, etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
    return package(head_of(()), members.values())


def last_row(data: bytes, source: str, sheet: str) -> int:
    """The last row of a sheet that has something in it, counted from 1; 0 of an empty one. Raises as `with_values`."""
    members = _members(data, source)
    root = etree.fromstring(members[_part_of(members, source, sheet)].data, _PARSER)
    return max((number for number, row in _SheetRows(root).rows.items() if any(map(_filled, row))), default=0)


class _SheetRows:
    """The rows of a sheet by number; a row or cell without an address of its own follows the one before it."""

    def __init__(self, root: etree._Element) -> None:
        data = root.find(f"{_S}sheetData")
        self._data = etree.SubElement(root, f"{_S}sheetData") if data is None else data
        self._dimension = root.find(f"{_S}dimension")
        self.rows: dict[int, etree._Element] = {}
        number = 0
        for row in self._data.iterchildren(f"{_S}row"):
            number = int(row.get("r") or number + 1)
            row.set("r", str(number))
            self.rows[number] = row

    def write(self, number: int, column: int, value: str | int) -> None:
        cell = self._cell(self._row(number), number, column)
        for child in list(cell):
            cell.remove(child)
        if isinstance(value, int):
            cell.attrib.pop("t", None)
            etree.SubElement(cell, f"{_S}v").text = str(value)
            return
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{_S}is"), f"{_S}t")
        text.text = value
        text.set(_SPACE, "preserve")

    def _row(self, number: int) -> etree._Element:
        if number not in self.rows:
            row = etree.Element(f"{_S}row", r=str(number))
            before = max((known for known in self.rows if known < number), default=None)
            if before is None:
                self._data.insert(0, row)
            else:
                self.rows[before].addnext(row)
            self.rows[number] = row
        return self.rows[number]

    def _cell(self, row: etree._Element, number: int, column: int) -> etree._Element:
        place, last = 0, 0
        for place, cell in enumerate(row.iterchildren(f"{_S}c"), 1):
            last = _column_of(cell) or last + 1
            if last == column:
                return cell
            if last > column:
                place -= 1
                break
        made = etree.Element(f"{_S}c", r=f"{column_letters(column - 1)}{number}")
        if style := self._style_above(number, column):
            made.set("s", style)
        row.insert(place, made)
        row.attrib.pop("spans", None)
        return made

    def _style_above(self, number: int, column: int) -> str | None:
        above = max((known for known in self.rows if known < number), default=None)
        cells = [] if above is None else [cell for cell in self.rows[above] if _column_of(cell) == column]
        return cells[0].get("s") if cells else None

    def widen(self) -> None:
        """The used range, which some programs read no further than, to the last row."""
        if self._dimension is None or not self.rows:
            return
        found = _REFERENCE.findall(self._dimension.get("ref") or "")
        if found:
            last = max(max(self.rows), *(int(row) for _, row in found))
            self._dimension.set("ref", f"{found[0][0]}{found[0][1]}:{found[-1][0]}{last}")


def _filled(cell: etree._Element) -> bool:
    return any(str(child.tag) in (f"{_S}v", f"{_S}f", f"{_S}is") for child in cell)


def _column_of(cell: etree._Element) -> int:
    match = _REFERENCE.fullmatch(cell.get("r") or "")
    column = 0
    for letter in match[1] if match else "":
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _members(data: bytes, source: str) -> dict[str, Member]:
    try:
        return {member.name: member for member in read_members(data)}
    except TemplateError as fault:
        raise RecordError(f"{source} 不是完整的 .xlsx", "请用 Excel 或 WPS 打开后另存为 .xlsx。") from fault


def _part_of(members: Mapping[str, Member], source: str, sheet: str) -> str:
    """The part that holds the sheet of that name (§18.2.19, Part 2 §9.3)."""
    if _WORKBOOK in members and _RELATIONS in members:
        workbook = etree.fromstring(members[_WORKBOOK].data, _PARSER)
        relations = etree.fromstring(members[_RELATIONS].data, _PARSER)
        targets = {relation.get("Id"): relation.get("Target") or "" for relation in relations}
        for found in workbook.iter(f"{_S}sheet"):
            if found.get("name") == sheet and (target := targets.get(found.get(_R_ID))):
                part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
                if part in members:
                    return part
    raise RecordError(f"{source} 中找不到工作表“{sheet}”", "请用 Excel 或 WPS 打开后另存为 .xlsx。")
