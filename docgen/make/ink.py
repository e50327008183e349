"""Which face draws which character: the main face of its slot, else the first fallback that has it.

Chosen character by character, so that a print never depends on what a text engine would fall back to, and a character
no face has is refused before anything is drawn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from docgen.errors import Problem
from docgen.make.faces import FaceCabinet, PrintFace
from docgen.view.model import Place


@dataclass(frozen=True, slots=True)
class Slot:
    """What one font of a paper is printed with: its face, and the faces for what that one lacks."""

    face: PrintFace
    fallbacks: tuple[PrintFace, ...]

    def drawing(self, character: str) -> PrintFace | None:
        """The first face that has the character, None when none has."""
        if needs_no_glyph(character):
            return self.face
        return next((face for face in (self.face, *self.fallbacks) if face.covers(character)), None)


@dataclass(slots=True)
class Ink:
    """The faces of one print. It keeps what was drawn with each, and what none of them has."""

    cabinet: FaceCabinet
    substitute: bool = True
    drawn: dict[PrintFace, set[str]] = field(default_factory=dict)
    missing: dict[tuple[str, str], Problem] = field(default_factory=dict)
    _slots: dict[str | None, Slot] = field(default_factory=dict)

    def slot(self, wanted: str | None) -> Slot:
        """For a font the paper calls for; None: a paper that calls for no font at all.

        Raises FontMissing when there is none on this machine.
        """
        if wanted not in self._slots:
            face = self.cabinet.face(wanted, substitute=self.substitute)
            self._slots[wanted] = Slot(face, self.cabinet.fallbacks(wanted))
        return self._slots[wanted]

    def draw(self, text: str, east_asian: Slot, latin: Slot, place: Place) -> Iterator[tuple[PrintFace, str]]:
        """Cuts a text into pieces of one face each."""
        faces = [self._face(character, east_asian if is_east_asian(character) else latin, place) for character in text]
        for face, piece in groupby(zip(faces, text, strict=True), key=lambda pair: pair[0]):
            characters = "".join(character for _, character in piece)
            self.drawn.setdefault(face, set()).update(characters)
            yield face, characters

    def _face(self, character: str, slot: Slot, place: Place) -> PrintFace:
        face = slot.drawing(character)
        if face is None:
            where = location(place)
            said = f"没有一种字体能印出“{character}”（U+{ord(character):04X}）"
            self.missing.setdefault((character, where), Problem(where or "全文", "", said))
        return face or slot.face


def is_east_asian(character: str) -> bool:
    """Whether Word sets the character in the East Asian slot (ECMA-376 Part 1 §17.3.2.26).

    Quotes, dashes and dots that Word decides by ``w:hint`` are Chinese punctuation in a Chinese paper.
    """
    return ord(character) > 0xFF and unicodedata.east_asian_width(character) in "WFA"


def needs_no_glyph(character: str) -> bool:
    """Line ends, tabs and the controls and joiners that are never drawn."""
    return unicodedata.category(character) in ("Cc", "Cf") or unicodedata.category(character) in ("Zl", "Zp")


def location(place: Place) -> str:
    """Where in the paper, as a person looks it up: 第1表第2行第3列, or 第4段."""
    steps = ((place.table, "表"), (place.row, "行"), (place.column, "列"), (place.paragraph, "段"))
    return "".join(f"第{number}{name}" for number, name in steps if number is not None)
