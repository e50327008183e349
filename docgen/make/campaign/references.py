"""What one sheet says of another: the rows that others refer to, by the words they are referred to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docgen.errors import Problem
from docgen.make.campaign.model import words_of
from docgen.make.rows import Row
from docgen.spec import suggest
from docgen.wording import squeezed


@dataclass(slots=True)
class Index:
    """The rows of one sheet by the words in one of its columns. ``faulty``: words whose row cannot be used."""

    title: str
    label: str
    rows: dict[str, Row] = field(default_factory=dict)
    faulty: dict[str, int] = field(default_factory=dict)

    def add(self, word: str, row: Row) -> Problem | None:
        """Enter a row; a word that is there already means neither row, and is told."""
        key = folded(word)
        other = self.rows.get(key)
        if other is None:
            self.rows[key] = row
            return None
        self.faulty[key] = other.number
        return Problem(row.source, f"“{self.title}”第{row.number}行“{self.label}”", f"与第{other.number}行重复", word)

    def enter(self, row: Row, key: str, faults: Sequence[Problem]) -> list[Problem]:
        """Enter a checked row by its column ``key``. Returns all that is wrong with it: then it is not found."""
        problems, word = list(faults), row.values.get(key)
        if word is not None and not problems and (twice := self.add(str(word), row)):
            problems.append(twice)
        if problems and word is not None:
            self.spoil(str(word), row)
        return problems

    def spoil(self, word: str, row: Row) -> None:
        """A row that is there and has faults: what refers to it cannot be used either."""
        self.faulty.setdefault(folded(word), row.number)

    def find(self, word: str) -> Row | None:
        key = folded(word)
        return None if key in self.faulty else self.rows.get(key)

    def why_not(self, word: str) -> str:
        """Why a word leads to no row."""
        if (number := self.faulty.get(folded(word))) is not None:
            return f"“{self.title}”第{number}行有错误或重复，改正后才能使用"
        near = suggest(folded(word), self.rows)
        hint = f"，最接近的是“{self.rows[near].values.get(self._key(near))}”" if near else ""
        return f"“{self.title}”表中没有这个{self.label}{hint}"

    def _key(self, word: str) -> str:
        row = self.rows[word]
        return next((key for key, value in row.values.items() if folded(str(value)) == word), "")


def folded(word: str) -> str:
    """How two references are held to be the same: width, case and white space do not matter."""
    return squeezed(word).casefold()


def serial_of(value: object) -> int | None:
    """A serial number; the width of its digits and zeros before it do not matter."""
    text = unicodedata.normalize("NFKC", str(value)).strip()
    return int(text) if text.isascii() and text.isdigit() else None


def found_of(
    row: Row, keys: Sequence[tuple[str, str]], index: Index, problems: list[Problem]
) -> Iterator[tuple[str, Row]]:
    """The rows that cells refer to, several to a cell: each with the column it stands in; what leads nowhere is told.

    ``keys`` are columns with what they are called.
    """
    for key, label in keys:
        for word in words_of(row.values[key]) if row.values.get(key) is not None else ():
            for name in (word,) if index.find(word) else re.split(r"[、，,]", word):
                found = index.find(name)
                if found is not None:
                    yield key, found
                elif name.strip():
                    problems.append(Problem(row.source, row.place(key, label), index.why_not(name), name.strip()))
