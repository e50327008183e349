"""A list laid out on a grid of cells, before any program's format: what stands where, how wide, how high.

Widths are in digits of a sheet's default font (ECMA-376 Part 1 §18.3.1.13), a Chinese character counting two; heights
are in lines of text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Final

from docgen.make.record import Record
from docgen.spec.datum import Datum
from docgen.spec.model import DocumentSpec

_BESIDE: Final = 3  # things said once that may stand side by side above the headings
_NARROWEST, _WIDEST, _NUMBERS = 6, 20, 6
_AIR: Final = 2  # beside the text of a cell


@dataclass(frozen=True)
class Tabular:
    """The list of ``spec`` (its field ``register``) with the values of a record. Rows and columns count from 1."""

    spec: DocumentSpec
    record: Record
    register: str

    @property
    def columns(self) -> Mapping[str, Datum]:
        return self.spec.field[self.register].columns

    @property
    def breadth(self) -> int:
        """How many columns there are: one for the numbers, then the law's."""
        return len(self.columns) + 1

    @cached_property
    def entries(self) -> list[list[str]]:
        """The texts of every entry, in the order of the columns."""
        entries = self.record.values[self.register]
        listed = entries if isinstance(entries, tuple) else ()
        return [[printed(getattr(entry, name)) for name in self.columns] for entry in listed]

    @cached_property
    def widths(self) -> list[int]:
        """Every column as wide as its longest line, within bounds; a heading may take two lines."""
        found = [_NUMBERS]
        for column, law in enumerate(self.columns.values()):
            longest = max((measure(entry[column]) for entry in self.entries), default=0)
            found.append(min(max(longest, ceil(measure(law.label[0]) / 2), _NARROWEST) + _AIR, _WIDEST))
        return found

    @cached_property
    def lines(self) -> list[list[str]]:
        """What is said once, as ``标签：值``: three beside each other, one too long for that by itself."""
        beside = sum(self.widths) // _BESIDE - _AIR
        lines: list[list[str]] = []
        for name, law in self.spec.field.items():
            if law.filled or name == self.register:
                continue
            text = f"{law.label[0]}：{printed(self.record.values[name])}"
            if lines and len(lines[-1]) < _BESIDE and max(map(measure, (text, *lines[-1]))) <= beside:
                lines[-1].append(text)
            else:
                lines.append([text])
        return lines

    @property
    def heading(self) -> int:
        """The row of the headings: below the title and the lines."""
        return len(self.lines) + 2

    def height(self, texts: Sequence[str], widths: Sequence[int]) -> int:
        """The lines that texts beside each other need, each broken at its width."""
        pairs = zip(texts, widths, strict=True)
        return max(
            sum(max(ceil(measure(line) / (width - _AIR + 1)), 1) for line in text.split("\n")) for text, width in pairs
        )


def printed(value: object) -> str:
    """A value in one cell: persons of a list beside each other."""
    return "；".join(map(str, value)) if isinstance(value, tuple) else str(value)


def measure(text: str) -> int:
    """The width of the longest line."""
    wide = ("W", "F", "A")
    lines = (sum(2 if unicodedata.east_asian_width(mark) in wide else 1 for mark in line) for line in text.split("\n"))
    return max(lines, default=0)
