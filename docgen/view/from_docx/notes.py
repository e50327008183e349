"""Footnotes and endnotes: the marks that stand for them in the text, and their paragraphs (ECMA-376 Part 1 §17.11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from docgen.view.from_docx.numerals import numeral
from docgen.view.from_docx.xml import W, child_val, integer
from docgen.view.safe_xml import Element

NoteKind = Literal["footnote", "endnote"]

_FORMS: Final[Mapping[NoteKind, str]] = MappingProxyType({"footnote": "decimal", "endnote": "lowerRoman"})
"""How each kind is numbered where nothing is said (§17.11.17, §17.11.18)."""


class NoteReference(NamedTuple):
    """A note asked for in the text: ``mark`` is what stands for it there, None where only the program knows it."""

    kind: NoteKind
    key: str
    mark: str | None


@dataclass(frozen=True, slots=True)
class NoteNumbering:
    """How the notes of one section are numbered."""

    form: str
    start: int = 1
    restart: str = "continuous"


@dataclass(slots=True)
class NoteCount:
    """The notes of one document, counted in reading order. ``within`` is the mark of the note being read."""

    numberings: Mapping[NoteKind, tuple[NoteNumbering, ...]] = field(default_factory=dict)
    section: int = 1
    within: str | None = None
    _counted: dict[tuple[NoteKind, int], int] = field(default_factory=dict)

    def next_mark(self, kind: NoteKind) -> str | None:
        """The next note's mark; None where it begins anew on every page, which only a program that lays them knows."""
        stated = self.numberings.get(kind, ())
        numbering = stated[min(self.section, len(stated)) - 1] if stated else NoteNumbering(_FORMS[kind])
        if numbering.restart == "eachPage":
            return None
        scope = (kind, self.section if numbering.restart == "eachSect" else 0)
        count = self._counted.get(scope, numbering.start - 1) + 1
        self._counted[scope] = count
        return numeral(count, numbering.form)


def note_numberings(settings: Element | None, sections: Iterable[Element]) -> dict[NoteKind, tuple[NoteNumbering, ...]]:
    """How each section numbers its notes: as it says itself, else as the settings say (§17.11.11, §17.11.12)."""
    each = tuple(sections)
    return {kind: tuple(_numbering(kind, settings, section) for section in each) for kind in _FORMS}


def _numbering(kind: NoteKind, settings: Element | None, section: Element) -> NoteNumbering:
    said: dict[str, str] = {}
    for holder in (settings, section):
        properties = None if holder is None else holder.find(f"{W}{kind}Pr")
        for name in ("numFmt", "numStart", "numRestart"):
            value = None if properties is None else child_val(properties, name)
            if value is not None:
                said[name] = value
    start = integer(said.get("numStart"))
    return NoteNumbering(
        said.get("numFmt", _FORMS[kind]), 1 if start is None else start, said.get("numRestart", "continuous")
    )


def notes_of(root: Element, kind: NoteKind) -> dict[str, Element]:
    """The notes of a part by their ids, the lines that separate them from the text left out (§17.11.10)."""
    notes = (note for note in root.iterfind(f"{W}{kind}") if note.get(f"{W}type", "normal") == "normal")
    return {note.get(f"{W}id", ""): note for note in notes}
