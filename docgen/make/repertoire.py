"""What this machine can print: the faces of the official fonts, and the characters none of them has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.errors import FontMissing
from docgen.make.faces import FaceCabinet, PrintFace
from docgen.make.ink import Slot


@dataclass(frozen=True, slots=True)
class Printing:
    """What a font the law calls for is printed with: its own face, else a stand-in; None where there is neither."""

    font: str
    face: PrintFace | None
    original: bool


def printings(faces: FaceCabinet) -> Iterator[Printing]:
    """The fonts of official papers: those for which the law names a stand-in."""
    for font in faces.book.names:
        if faces.book.stand_in(font) is None:
            continue
        original = faces.original(font)
        yield Printing(font, original or _substitute(faces, font), original is not None)


def _substitute(faces: FaceCabinet, font: str) -> PrintFace | None:
    try:
        return faces.face(font)
    except FontMissing:
        return None


def undrawable(text: str, faces: FaceCabinet) -> Iterator[str]:
    """The characters of a text, each once, that one of the official fonts and all that may help it lack."""
    slots = [Slot(each.face, faces.fallbacks(each.font)) for each in printings(faces) if each.face is not None]
    for character in dict.fromkeys(text):
        if any(slot.drawing(character) is None for slot in slots):
            yield character
