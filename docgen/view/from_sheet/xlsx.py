"""Sheets of .xlsx (ECMA-376 Part 1 §18): the package within bounds, each sheet as a stream, nothing calculated."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.remedies import SAVE_AS_XLSX
from docgen.view.bounded_zip import BoundedZip
from docgen.view.from_sheet.grid import NOT_CALCULATED, Grid, Merged, Sheet, within
from docgen.view.from_sheet.markup import elements, stream
from docgen.view.from_sheet.number_format import Shown, shown_as, value_shown

_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,7})\$?(\d{1,9})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE: Final = ("1", "true")


def read_xlsx(data: bytes, limits: Limits) -> list[Sheet]:
    """The visible sheets, in their order. Raises Unreadable ARC101 damaged, ARC104 unsafe or too big, ARC105."""
    with BoundedZip(data, limits) as archive:
        package = _Package(archive, limits)
        book = package.related("", "/officeDocument") or "xl/workbook.xml"
        shared = _shared_texts(package, book)
        shown = _formats(package, book)
        content = package.part(book)
        since_1904 = any(seen.attributes.get("date1904") in _TRUE for seen in elements(content, book, "workbookPr"))
        paths = package.relations(book)
        sheets = []
        for seen in elements(content, book, "sheet", "sheets"):
            path = paths.get(seen.attributes.get("id", ""), ("", ""))
            if seen.attributes.get("state", "visible") == "visible" and path[0].endswith("/worksheet"):
                listener = _SheetListener(limits, Grid(limits), shared, shown, since_1904)
                stream(package.part(path[1]), path[1], listener)
                sheets.append(listener.sheet(seen.attributes.get("name", "")))
        return sheets


@dataclass(frozen=True, slots=True)
class _Package:
    archive: BoundedZip
    limits: Limits

    def part(self, path: str) -> bytes:
        """The bytes of a part that must be there."""
        found = self.optional(path)
        if found is None:
            raise Unreadable("ARC101", f"文件已损坏：缺少内部的“{path}”", SAVE_AS_XLSX)
        return found

    def optional(self, path: str) -> bytes | None:
        wanted = path.lower()
        member = next((one for one in self.archive.members if one.name.lstrip("/").lower() == wanted), None)
        return None if member is None else self.archive.read(member, self.limits.part_bytes)

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Relationships of a part by identifier: type and path of the target (ECMA-376 Part 2 §6.5)."""
        folder, name = posixpath.split(path)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        content = self.optional(rels)
        if content is None:
            return {}
        return {
            seen.attributes.get("Id", ""): (
                seen.attributes.get("Type", ""),
                posixpath.normpath(posixpath.join("/", folder, seen.attributes.get("Target", ""))).lstrip("/"),
            )
            for seen in elements(content, rels, "Relationship")
        }

    def related(self, path: str, kind: str) -> str | None:
        """The path of the first target of a relationship whose type ends so."""
        return next((target for type_, target in self.relations(path).values() if type_.endswith(kind)), None)


def _shared_texts(package: _Package, book: str) -> Sequence[str]:
    path = package.related(book, "/sharedStrings")
    content = package.optional(path) if path else None
    if path is None or content is None:
        return ()
    texts = _SharedTexts()
    stream(content, path, texts)
    return texts.texts


@dataclass(slots=True)
class _SharedTexts:
    """The texts of the shared string table (§18.4.8): of a rich text all its runs, of its reading aid nothing."""

    texts: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    reading: bool = False
    aside: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002  # as every listener is told
        if name == "si":
            self.pieces = []
        elif name == "rPh":
            self.aside = True
        self.reading = name == "t" and not self.aside

    def end(self, name: str) -> None:
        self.reading = False
        if name == "si":
            self.texts.append(_unescaped("".join(self.pieces)))
        elif name == "rPh":
            self.aside = False

    def text(self, text: str) -> None:
        if self.reading:
            self.pieces.append(text)


def _formats(package: _Package, book: str) -> Sequence[Shown]:
    """How each cell format (``s`` of a cell) shows a number (§18.8.10)."""
    path = package.related(book, "/styles")
    content = package.optional(path) if path else None
    if path is None or content is None:
        return ()
    stated = (seen.attributes for seen in elements(content, path, "numFmt"))
    codes = {attributes.get("numFmtId"): attributes.get("formatCode") for attributes in stated}
    used = (seen.attributes.get("numFmtId", "0") for seen in elements(content, path, "xf", "cellXfs"))
    return [shown_as(_whole(identifier), codes.get(identifier)) for identifier in used]


@dataclass(slots=True)
class _SheetListener:
    """One sheet as it streams by (§18.3.1): cells, hidden rows and columns, merged areas."""

    limits: Limits
    grid: Grid
    shared: Sequence[str]
    shown: Sequence[Shown]
    since_1904: bool
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)
    row: int = -1
    column: int = -1
    cell: Mapping[str, str] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)
    calculates: bool = False
    reading: bool = False
    aside: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._open(attributes)
        elif name in ("v", "t"):
            self.reading = not self.aside
        elif name == "f":
            self.calculates = True
        elif name == "row":
            self.row = _whole(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
            if attributes.get("hidden") in _TRUE and self.row < self.limits.sheet_rows:
                self.hidden_rows.add(self.row)
        elif name == "rPh":
            self.aside = True
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = (_whole(attributes.get(key, "0")) for key in ("min", "max"))
            self.hidden_columns.update(range(max(first - 1, 0), min(last, self.limits.sheet_columns)))
        elif name == "mergeCell":
            self.merged.extend(_areas(attributes.get("ref", "")))

    def end(self, name: str) -> None:
        self.reading = False
        if name == "rPh":
            self.aside = False
        elif name == "c":
            text = "".join(self.pieces)
            unknown = self.calculates and not text and self.cell.get("t") != "str"  # of a text, nothing is a result too
            self.grid.put(self.row, self.column, NOT_CALCULATED if unknown else self._value(text))

    def text(self, text: str) -> None:
        if self.reading:
            self.pieces.append(text)

    def _open(self, attributes: Mapping[str, str]) -> None:
        self.cell, self.pieces, self.calculates = attributes, [], False
        at = _REFERENCE.fullmatch(attributes.get("r", ""))
        if at:
            self.row, self.column = int(at[2]) - 1, _number_of(at[1])
        else:
            self.column += 1

    def _value(self, text: str) -> object:
        kind = self.cell.get("t", "n")
        if not text or kind == "b":
            return {"1": True, "0": False}.get(text)
        if kind == "s":
            index = _whole(text)
            return self.shared[index] if 0 <= index < len(self.shared) else None
        if kind == "d":
            return _iso_moment(text)
        if kind != "n":
            return _unescaped(text)
        style = _whole(self.cell.get("s", "0"))
        try:
            return value_shown(float(text), _at(self.shown, style), since_1904=self.since_1904)
        except (ValueError, OverflowError):
            return text

    def sheet(self, name: str) -> Sheet:
        hidden = frozenset(self.hidden_rows), frozenset(self.hidden_columns)
        return Sheet(name, self.grid.cells(), *hidden, within(self.merged, self.limits))


def _areas(reference: str) -> Iterator[Merged]:
    """The area of ``A1:C2``."""
    corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
    if len(corners) == 2 and (first := corners[0]) and (last := corners[1]):
        yield Merged(int(first[2]) - 1, _number_of(first[1]), int(last[2]) - 1, _number_of(last[1]))


def _number_of(letters: str) -> int:
    """``A → 0``, ``AA → 26``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _at(shown: Sequence[Shown], style: int) -> Shown:
    return shown[style] if 0 <= style < len(shown) else "number"


def _whole(text: str) -> int:
    """A whole number, or -1 where a damaged file has something else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _iso_moment(text: str) -> object:
    """A cell of type ``d`` (§18.18.11)."""
    try:
        moment = datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return text
    return date(moment.year, moment.month, moment.day) if "T" not in text else moment


def _unescaped(text: str) -> str:
    """``_x000D_`` and the like stand for characters that XML cannot hold (§22.9.2.19)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
