"""Pages of fixed layout for tests: lines of characters put where a test wants them, and what the view makes of them."""

from __future__ import annotations

from docgen.limits import DEFAULT_LIMITS
from docgen.reading import Reading
from docgen.spec.measures import load_measures
from docgen.units import Length
from docgen.view.look import CharacterFormat, PageSetup
from docgen.view.model import Paragraph
from docgen.view.pages import laid_out
from docgen.view.pages.sheet import Glyph, Sheet
from docgen.view.pages.strokes import Rule

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 80.0, 528.0
"""Where the text of these pages runs: 28 characters of 16 points."""
SIZE = 16.0
PITCH = 29.0
Glyphs = tuple[Glyph, ...]


def look(size: float = SIZE) -> CharacterFormat:
    return CharacterFormat(size=Reading.exact(Length.of_pt(size)), colour="000000")


BODY = look()


def line(text: str, left: float, baseline: float, *, size: float = SIZE, spacing: float = 0.0, page: int = 1) -> Glyphs:
    """Characters one after the other, each as wide as it is high, ``spacing`` apart."""
    shared = BODY if size == SIZE else look(size)
    places = (left + number * (size + spacing) for number in range(len(text)))
    return tuple(
        Glyph(one, at, at + size, baseline, baseline - 0.8 * size, baseline + 0.1 * size, size, shared, page)
        for one, at in zip(text, places, strict=True)
    )


def centred(text: str, baseline: float, *, size: float = SIZE, middle: float = (LEFT + RIGHT) / 2) -> Glyphs:
    return line(text, middle - len(text) * size / 2, baseline, size=size)


def lines(*texts: str, top: float, first: float = 2 * SIZE, pitch: float = PITCH, spacing: float = 0.0) -> Glyphs:
    """The lines of a paragraph whose first one is indented so far."""
    indents = [first, *(0.0 for _ in texts[1:])]
    placed = enumerate(zip(texts, indents, strict=True))
    return sum((line(text, LEFT + i, top + n * pitch, spacing=spacing) for n, (text, i) in placed), ())


def running(top: float, number: int = 2) -> Glyphs:
    """Paragraphs of three lines, which show where text begins and ends."""
    texts = ("文" * 26, "文" * 28, "文" * 9 + "。")
    return sum((lines(*texts, top=top + 3 * PITCH * n) for n in range(number)), ())


def sheet(*parts: Glyphs, number: int = 1, rules: tuple[Rule, ...] = ()) -> Sheet:
    glyphs = tuple(glyph._replace(page=number) for part in parts for glyph in part)
    return Sheet(number, WIDTH, HEIGHT, glyphs, (), rules, 0, 0.0, 0)


def seen(*sheets: Sheet) -> tuple[PageSetup, dict[str, Paragraph]]:
    """The setup of the first section, and the paragraphs outside tables by how they begin."""
    sections, blocks = laid_out(sheets, load_measures().tolerance("pdf"), DEFAULT_LIMITS)
    return sections[0].page, {block.text[:4]: block for block in blocks if isinstance(block, Paragraph)}


def points(reading: Reading[Length] | None) -> float | None:
    """The one value of a reading, in points."""
    return None if reading is None or reading.value is None else reading.value.pt
