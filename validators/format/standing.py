"""Where the text of a paragraph stands between the ends of its line: from its indents and the text's own width in a
.docx, from the ink in print, where the ends are those the law's margins give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from docgen.reading import Reading
from docgen.signature_block import Stand, text_width
from docgen.spec.model import Page, Side
from docgen.units import Length
from docgen.validators.format.characters import visible
from docgen.view.look import PageSetup
from docgen.view.model import DocumentView, Paragraph, Section

_SIDES: Final[tuple[Side, ...]] = ("left", "right")


@dataclass(frozen=True, slots=True)
class Measured:
    """A paragraph's text in EMU: its width, the advance of one character, the width of its line, and the room left and
    right of it."""

    width: float
    character: float
    line: float
    stand: Stand


def measured(paragraph: Paragraph, view: DocumentView, law: Page) -> Measured | None:
    """None where this kind of file does not tell."""
    section = next((one for one in view.sections if one.place.section == paragraph.place.section), view.sections[-1])
    if paragraph.place.page is not None:
        return _printed(paragraph, section, law)
    line, advance = _line(section.page), advance_of(paragraph)
    if line is None or advance is None:
        return None
    size, spacing = advance
    width, character = text_width(paragraph.full_text, size, spacing), size + spacing
    return Measured(width, character, line, _stand(paragraph, line, width, size))


def advance_of(paragraph: Paragraph) -> tuple[Length, Length] | None:
    """The size of a paragraph's own text and the space added to each character."""
    run = next((run for run in paragraph.runs if visible(run.text)), None)
    if run is None or run.format.size is None or run.format.size.value is None:
        return None
    return run.format.size.value, run.format.spacing or Length(0)


def indents(paragraph: Paragraph, size: Length) -> tuple[float, float, float]:
    """Left, right and of the first line; what is given in characters wins (ECMA-376 Part 1 §17.3.1.12)."""
    look = paragraph.format
    return (
        _indent(look.indent_left, look.indent_left_characters, size),
        _indent(look.indent_right, look.indent_right_characters, size),
        _indent(look.first_line, look.first_line_characters, size),
    )


def _indent(reading: Reading[Length] | None, characters: float | None, size: Length) -> float:
    if characters is not None:
        return characters * size
    return (reading.value or 0) if reading is not None else 0


def _line(page: PageSetup) -> float | None:
    left, right = page.margin.get("left"), page.margin.get("right")
    if page.width.value is None or left is None or right is None or left.value is None or right.value is None:
        return None
    gutter = page.gutter.value if page.gutter else None
    return page.width.value - left.value - right.value - (gutter or 0)


def _stand(paragraph: Paragraph, line: float, width: float, size: Length) -> Stand:
    left, right, first = indents(paragraph, size)
    free = line - left - right - first - width
    if paragraph.format.align == "right":
        return Stand(left + first + free, right)
    if paragraph.format.align == "center":
        return Stand(left + first + free / 2, right + free / 2)
    return Stand(left + first, right + free)


def _begins_there(margin: Reading[Length] | None, wanted: Length, character: Length) -> bool:
    """Whether the ink of a print leaves as much room as the law does, to a character."""
    return margin is not None and margin.high is not None and abs(margin.high - wanted) <= character


def _printed(paragraph: Paragraph, section: Section, law: Page) -> Measured | None:
    """Ends of the line as the law's margins give them: ink shows where a text stands, not where its line ends."""
    bounds = [run.bounds for run in paragraph.runs if run.bounds and visible(run.text)]
    advance, width = advance_of(paragraph), section.page.width.value
    if not bounds or advance is None or width is None or not {"left", "right"} <= set(law.margin):
        return None
    left, right = min(box[0] for box in bounds), max(box[2] for box in bounds)
    begin, end = law.margin["left"].length, width - law.margin["right"].length
    if not all(_begins_there(section.page.margin.get(side), law.margin[side].length, advance[0]) for side in _SIDES):
        return None  # the margins are others, and which ones is not shown
    return Measured(right - left, advance[0], end - begin, Stand(left - begin, end - right))
