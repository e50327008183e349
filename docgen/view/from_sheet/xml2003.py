"""SpreadsheetML 2003 (“XML 表格 2003”), which platforms export under .xml and .xls alike: one XML file, no package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Final

from docgen.limits import Limits
from docgen.view.from_sheet.grid import Grid, Merged, Sheet, within
from docgen.view.from_sheet.markup import stream

_HIDDEN: Final = "1"


def read_xml2003(data: bytes, limits: Limits) -> list[Sheet]:
    """The visible sheets. Raises Unreadable ARC101 when it is not well-formed, ARC104 when it is unsafe or too big."""
    listener = _Listener(limits)
    stream(data, "表格", listener)
    return listener.sheets


@dataclass(slots=True)
class _Listener:
    """Worksheet › Table › Row › Cell › Data; ``ss:Index`` skips, ``ss:MergeAcross`` and ``ss:MergeDown`` widen."""

    limits: Limits
    sheets: list[Sheet] = field(default_factory=list)
    name: str = ""
    grid: Grid | None = None
    shown: bool = True
    row: int = -1
    column: int = -1
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)
    across: int = 0
    kind: str = ""
    pieces: list[str] = field(default_factory=list)
    reading: bool = False
    visibility: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Worksheet":
            self.name, self.grid, self.shown = attributes.get("Name", ""), Grid(self.limits), True
            self.row, self.columns = -1, 0
            self.hidden_rows, self.hidden_columns, self.merged = set(), set(), []
        elif name == "Column":
            self.columns = _index(attributes, self.columns)
            if attributes.get("Hidden") == _HIDDEN:
                self.hidden_columns.update(range(self.columns, self.columns + 1 + _span(attributes, "Span")))
            self.columns += 1 + _span(attributes, "Span")
        elif name == "Row":
            self.row, self.column, self.across = _index(attributes, self.row + 1), -1, 0
            if attributes.get("Hidden") == _HIDDEN:
                self.hidden_rows.add(self.row)
        elif name == "Cell":
            self._open(attributes)
        elif name == "Data":
            self.kind, self.pieces, self.reading = attributes.get("Type", "String"), [], True
        elif name == "Visible":
            self.visibility, self.pieces = True, []

    def end(self, name: str) -> None:
        if name == "Data" and self.grid is not None:
            self.reading = False
            self.grid.put(self.row, self.column, _value(self.kind, "".join(self.pieces)))
        elif name == "Visible":
            self.visibility = False
            self.shown = not "".join(self.pieces).strip().startswith("Sheet")
        elif name == "Worksheet" and self.grid is not None and self.shown:
            hidden = frozenset(self.hidden_rows), frozenset(self.hidden_columns)
            self.sheets.append(Sheet(self.name, self.grid.cells(), *hidden, within(self.merged, self.limits)))

    def text(self, text: str) -> None:
        if self.reading or self.visibility:
            self.pieces.append(text)

    def _open(self, attributes: Mapping[str, str]) -> None:
        self.column = _index(attributes, self.column + 1 + self.across)
        self.across, down = _span(attributes, "MergeAcross"), _span(attributes, "MergeDown")
        if self.across or down:
            self.merged.append(Merged(self.row, self.column, self.row + down, self.column + self.across))


def _index(attributes: Mapping[str, str], following: int) -> int:
    index = attributes.get("Index", "")
    return int(index) - 1 if index.isascii() and index.isdigit() and 0 < len(index) < 10 else following


def _span(attributes: Mapping[str, str], name: str) -> int:
    """How many cells, rows or columns more; a damaged file may say anything."""
    span = attributes.get(name, "")
    return int(span) if span.isascii() and span.isdigit() and len(span) < 6 else 0


def _value(kind: str, text: str) -> object:
    if kind == "DateTime":
        return _moment(text)
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    return {"1": True, "0": False}.get(text) if kind == "Boolean" else text


def _moment(text: str) -> object:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment.date() if moment.time() == time() else moment
