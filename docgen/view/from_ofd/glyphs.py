"""Text objects as characters where they stand (GB/T 33190-2016 §11.2, §11.3): millimetres become points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from math import hypot
from typing import Final
from unicodedata import east_asian_width

from docgen.reading import Reading
from docgen.units import Length
from docgen.view.from_ofd.package import children, numbers, whole
from docgen.view.from_ofd.resources import Font
from docgen.view.look import CharacterFormat, Face
from docgen.view.pages.matrix import IDENTITY, Matrix, at, times
from docgen.view.pages.sheet import Glyph
from docgen.view.safe_xml import Element

POINTS_A_MILLIMETRE: Final = 72 / 25.4

_BOLD_FROM: Final = 600
_LEAST: Final = 0.01
_ABOVE: Final = 0.86
_BELOW: Final = 0.14
"""Of a character's size, how much of its box lies above and below the baseline: a file of fixed layout without its
fonts does not state the ink."""
_NARROW: Final = 0.5
_APART: Final = 1.25
"""A step of more than this part of the size leaves room between two characters."""
_LEVEL: Final = 0.5
_BROKEN: Final = re.compile(r"\s*[\r\n]\s*")
_PLAIN: Final = CharacterFormat()
_LEVEL_DIRECTIONS: Final = ("", "0")


@dataclass(frozen=True, slots=True)
class Written:
    """What all characters of a text object share; ``matrix`` goes from the object's space to the page's millimetres."""

    size: float
    scale: float
    matrix: Matrix
    level: bool = True
    look: CharacterFormat = _PLAIN

    @classmethod
    def of(cls, element: Element, matrix: Matrix) -> Written:
        """``level``: neither its line nor its characters are turned (§11.2.1)."""
        size, scale = numbers(element.get("Size")), numbers(element.get("HScale"))
        turned = (element.get(name, "") for name in ("ReadDirection", "CharDirection"))
        level = all(way in _LEVEL_DIRECTIONS for way in turned) and not any(
            map(_runs_down, children(element, "TextCode"))
        )
        return cls(size[0] if size else 0, scale[0] if scale and scale[0] > 0 else 1, matrix, level)

    @property
    def upright(self) -> bool:
        """Whether it runs from left to right."""
        return self.level and self.matrix[0] > 0 and abs(self.matrix[1]) <= _LEVEL * self.matrix[0]

    def start(self, element: Element) -> tuple[float, float]:
        """Where the first character has its middle, in points of the page."""
        code = next(children(element, "TextCode"), None)
        x, y = (0.0, 0.0) if code is None else (_number(code.get("X"), 0.0), _number(code.get("Y"), 0.0))
        return self.at(x + self.size * self.scale / 2, y - self.size / 3)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the object's space in points of the page."""
        return in_points(self.matrix, x, y)

    @property
    def points(self) -> float:
        """The size as it is seen; text without any is still text, too small to be read."""
        return max(_LEAST, round(self.size * hypot(self.matrix[2], self.matrix[3]) * POINTS_A_MILLIMETRE, 2))


def in_points(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point of a space of millimetres in points of the page."""
    across, down = at(matrix, x, y)
    return across * POINTS_A_MILLIMETRE, down * POINTS_A_MILLIMETRE


def placed(element: Element, outer: Matrix) -> Matrix:
    """From an object's own space to the page: its matrix, then the corner of its boundary (§8.5)."""
    box = numbers(element.get("Boundary"))
    corner: Matrix = (1, 0, 0, 1, box[0], box[1]) if len(box) == 4 else IDENTITY
    return times(times(_own(element), corner), outer)


def _own(element: Element) -> Matrix:
    own = numbers(element.get("CTM"))
    return (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) == 6 else IDENTITY


@dataclass(frozen=True, slots=True)
class _Window:
    """What an object's boundary leaves of it (§8.5): ``matrix`` goes from its own space to that of the boundary."""

    matrix: Matrix
    width: float
    height: float
    spare: float

    @classmethod
    def of(cls, element: Element, size: float) -> _Window | None:
        """With the size of a character to spare, for many producers' boundaries are a little tight."""
        box, matrix = numbers(element.get("Boundary")), _own(element)
        spare = size * max(hypot(matrix[0], matrix[1]), hypot(matrix[2], matrix[3]))
        return cls(matrix, box[2], box[3], spare) if len(box) == 4 else None

    def hides(self, x: float, y: float) -> bool:
        across, down = at(self.matrix, x, y)
        beside = not -2 * self.spare <= across <= self.width + self.spare
        return beside or not -self.spare <= down <= self.height + 2 * self.spare


def look_of(
    element: Element, font: Font | None, points: float, colour: str | None, within: Length, *, seen: bool
) -> CharacterFormat:
    """How a text object's characters look; ``seen``: its colour is not wholly transparent."""
    weight = numbers(element.get("Weight"))
    bold = (font is not None and font.bold) or bool(weight and weight[0] >= _BOLD_FROM)
    invisible = not seen or (element.get("Fill") == "false" and element.get("Stroke") != "true")
    face = Face(font.name, printed=True, embedded=font.embedded) if font and font.name else None
    size = Reading.exact(Length.of_pt(points), "OFD字号", within)
    italic = (font is not None and font.italic) or element.get("Italic") == "true"
    return CharacterFormat(face, face, size, bold, italic, colour=colour, hidden=invisible)


def glyphs_of(element: Element, written: Written, page: int) -> Iterator[Glyph]:
    """The characters of one text object, in the order it writes them."""
    x = y = 0.0
    window, cut = _Window.of(element, written.size), replace(written, look=replace(written.look, hidden=True))
    for code in children(element, "TextCode"):
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        text = _BROKEN.sub(" ", (code.text or "").strip("\r\n"))
        across, down = (_deltas(code.get(name), len(text) - 1) for name in ("DeltaX", "DeltaY"))
        if not any(across) and not any(down):  # some producers leave the steps to the font
            across = [_advance(character, written) for character in text[:-1]]
        left, top = x, y
        for character, step_x, step_y in zip(text, (*across, 0.0), (*down, 0.0), strict=False):
            hidden = window is not None and window.hides(left, top)
            yield _glyph(character, left, top, step_x, cut if hidden else written, page)
            left, top = left + step_x, top + step_y


def _glyph(character: str, x: float, y: float, step: float, written: Written, page: int) -> Glyph:
    whole = written.size * written.scale
    width = _advance(character, written)
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


def _advance(character: str, written: Written) -> float:
    """How wide a character is where nothing says so."""
    whole = written.size * written.scale
    return whole if east_asian_width(character) in "WFA" else whole * _NARROW


def _runs_down(code: Element) -> bool:
    """Whether the characters of a line stand one below the other."""
    across, down = (_stated(code.get(name), len(code.text or "")) for name in ("DeltaX", "DeltaY"))
    return sum(map(abs, down)) > sum(map(abs, across))


def _deltas(text: str | None, count: int) -> Sequence[float]:
    """The steps from each character to the next; ``g n v`` says v n times (§11.3). Where there are too few, the last
    one goes on."""
    steps = _stated(text, count)
    return list(chain(steps[:count], repeat(steps[-1] if steps else 0.0, max(0, count - len(steps)))))


def _stated(text: str | None, count: int) -> list[float]:
    parts = (text or "").split()
    steps: list[float] = []
    at = 0
    while at < len(parts) and len(steps) < count:
        if parts[at] == "g" and at + 2 < len(parts) and (often := whole(parts[at + 1])) is not None:
            steps += [_number(parts[at + 2], 0.0)] * min(often, count - len(steps))
            at += 3
        else:
            steps.append(_number(parts[at], 0.0))
            at += 1
    return steps


def _number(text: str | None, otherwise: float) -> float:
    found = numbers(text)
    return found[0] if found else otherwise
