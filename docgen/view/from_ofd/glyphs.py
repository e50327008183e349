"""Text objects as characters where they stand (GB/T 33190-2016 §11.2, §11.3): millimetres become points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from math import hypot
from typing import Final
from unicodedata import east_asian_width

from docgen.reading import Reading
from docgen.units import Length
from docgen.view.from_ofd.package import children, numbers
from docgen.view.from_ofd.resources import Font
from docgen.view.model import CharacterFormat, Face
from docgen.view.pages.matrix import IDENTITY, Matrix, at, times
from docgen.view.pages.sheet import Glyph
from docgen.view.safe_xml import Element

POINTS_A_MILLIMETRE: Final = 72 / 25.4

_BOLD_FROM: Final = 600
_ABOVE: Final = 0.86
_BELOW: Final = 0.14
"""Of a character's size, how much of its box lies above and below the baseline: a file of fixed layout without its
fonts does not state the ink."""
_NARROW: Final = 0.5
_APART: Final = 1.25
"""A step of more than this part of the size leaves room between two characters."""
_MOST_REPEATED: Final = 10_000
_LEVEL: Final = 0.5


@dataclass(frozen=True, slots=True)
class Written:
    """What all characters of a text object share; ``matrix`` goes from the object's space to the page's millimetres."""

    look: CharacterFormat
    size: float
    scale: float
    matrix: Matrix

    @property
    def upright(self) -> bool:
        return self.matrix[0] > 0 and abs(self.matrix[1]) <= _LEVEL * self.matrix[0]

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the object's space in points of the page."""
        return in_points(self.matrix, x, y)

    @property
    def points(self) -> float:
        """The size as it is seen."""
        return round(self.size * hypot(self.matrix[2], self.matrix[3]) * POINTS_A_MILLIMETRE, 2)


def in_points(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point of a space of millimetres in points of the page."""
    across, down = at(matrix, x, y)
    return across * POINTS_A_MILLIMETRE, down * POINTS_A_MILLIMETRE


def placed(element: Element, outer: Matrix) -> Matrix:
    """From an object's own space to the page: its matrix, then the corner of its boundary (§8.5)."""
    own = numbers(element.get("CTM"))
    box = numbers(element.get("Boundary"))
    matrix: Matrix = (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) == 6 else IDENTITY
    corner: Matrix = (1, 0, 0, 1, box[0], box[1]) if len(box) == 4 else IDENTITY
    return times(times(matrix, corner), outer)


def look_of(element: Element, font: Font | None, points: float, colour: str | None, within: Length) -> CharacterFormat:
    """How a text object's characters look."""
    weight = numbers(element.get("Weight"))
    bold = (font is not None and font.bold) or bool(weight and weight[0] >= _BOLD_FROM)
    invisible = element.get("Visible") == "false" or element.get("Alpha") == "0"
    invisible = invisible or (element.get("Fill") == "false" and element.get("Stroke") != "true")
    face = Face(font.name, printed=True, embedded=font.embedded) if font and font.name else None
    size = Reading.exact(Length.of_pt(points), "OFD字号", within)
    italic = font.italic if font else None
    return CharacterFormat(face, face, size, bold, italic, colour=colour, hidden=invisible)


def glyphs_of(element: Element, written: Written, page: int) -> Iterator[Glyph]:
    """The characters of one text object, in the order it writes them."""
    x = y = 0.0
    for code in children(element, "TextCode"):
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        text = code.text or ""
        across, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
        left, top = x, y
        for character, step_x, step_y in zip(text, across, down, strict=False):
            yield _glyph(character, left, top, step_x, written, page)
            left, top = left + step_x, top + step_y


def _glyph(character: str, x: float, y: float, step: float, written: Written, page: int) -> Glyph:
    whole = written.size * written.scale
    width = whole if east_asian_width(character) in "WFA" else whole * _NARROW
    start, baseline = written.at(x, y)
    end, _ = written.at(x + (step if 0 < step <= whole * _APART else width), y)
    points = written.points
    left, right = min(start, end), max(start, end)
    return Glyph(
        character,
        left,
        right,
        baseline,
        baseline - _ABOVE * points,
        baseline + _BELOW * points,
        points,
        written.look,
        page,
    )


def _deltas(text: str | None, count: int) -> Sequence[float]:
    """The steps from each character to the next; ``g n v`` says v n times (§11.3). Without any, characters stand on
    one spot, as the standard has it."""
    parts = (text or "").split()
    steps: list[float] = []
    at = 0
    while at < len(parts) and len(steps) < count:
        if parts[at] == "g" and at + 2 < len(parts) and parts[at + 1].isdecimal():
            steps += [_number(parts[at + 2], 0.0)] * min(int(parts[at + 1]), _MOST_REPEATED)
            at += 3
        else:
            steps.append(_number(parts[at], 0.0))
            at += 1
    return list(chain(steps[:count], repeat(0.0, max(0, count - len(steps)))))


def _number(text: str | None, otherwise: float) -> float:
    found = numbers(text)
    return found[0] if found else otherwise
