"""Whether the further lines of an annex's name begin below its first character (GB/T 9704-2012 7.3.4)."""

from __future__ import annotations

from typing import Final

from docgen.reading import Outcome
from docgen.signature_block import text_width
from docgen.spec.model import Page
from docgen.units import Length
from docgen.validators.format.standing import advance_of, indents, measured
from docgen.view.model import DocumentView, Paragraph

_WITHIN: Final = 0.5


def hangs_right(paragraph: Paragraph, name: str, view: DocumentView, law: Page) -> Outcome:
    """Conforms where the text fits one line, or wraps below the name's first character, to half a character. What tabs
    or forced breaks do to a line is not told here; nor is a name of which a print shows no second line."""
    text, advance = paragraph.full_text, advance_of(paragraph)
    if advance is None or name not in text or set(text) & {"\t", "\n"}:
        return Outcome.UNDETERMINED
    first = _first_line(paragraph, view, law, *advance)
    if isinstance(first, Outcome):
        return first
    before = text_width(text[: text.index(name)], *advance)
    off = abs(first + before)
    return Outcome.CONFORMS if off <= _WITHIN * sum(advance) else Outcome.VIOLATES


def _first_line(paragraph: Paragraph, view: DocumentView, law: Page, size: Length, spacing: Length) -> float | Outcome:
    """By how much the first line is indented against the others, or what can be said without."""
    if paragraph.place.page is not None:
        inks = [run.bounds for run in paragraph.runs if run.bounds is not None]
        ink = max((right for _, _, right, _ in inks), default=0) - min((left for left, _, _, _ in inks), default=0)
        shown = paragraph.format.first_line
        if text_width(paragraph.text, size, spacing) <= ink + size:
            return Outcome.CONFORMS
        return Outcome.UNDETERMINED if shown is None or shown.value is None else shown.value
    known = measured(paragraph, view, law)
    if known is None:
        return Outcome.UNDETERMINED
    left, right, first = indents(paragraph, size)
    return Outcome.CONFORMS if known.width <= known.line - left - right - first else first


def wraps_unseen(paragraph: Paragraph, name: str, view: DocumentView, law: Page) -> bool:
    """Whether a print leaves open where the further lines of a name begin."""
    return paragraph.place.page is not None and hangs_right(paragraph, name, view, law) is Outcome.UNDETERMINED
