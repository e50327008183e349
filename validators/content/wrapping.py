"""Whether the further lines of an annex's name begin below its first character (GB/T 9704-2012 7.3.4)."""

from __future__ import annotations

from typing import Final

from docgen.reading import Outcome
from docgen.signature_block import text_width
from docgen.spec.model import Page
from docgen.validators.format.standing import advance_of, indents, measured
from docgen.view.model import DocumentView, Paragraph

_WITHIN: Final = 0.5


def hangs_right(paragraph: Paragraph, name: str, view: DocumentView, law: Page) -> Outcome:
    """Conforms where the text fits one line, or wraps below the name's first character, to half a character. What tabs
    or forced breaks do to a line, and where a print broke it, is not told here."""
    text = paragraph.full_text
    known, advance = measured(paragraph, view, law), advance_of(paragraph)
    if (
        known is None
        or advance is None
        or paragraph.place.page is not None
        or name not in text
        or set(text) & {"\t", "\n"}
    ):
        return Outcome.UNDETERMINED
    left, right, first = indents(paragraph, advance[0])
    if known.width <= known.line - left - right - first:
        return Outcome.CONFORMS
    before = text_width(text[: text.index(name)], *advance)
    off = abs(first + before)
    return Outcome.CONFORMS if off <= _WITHIN * known.character else Outcome.VIOLATES


def wraps_unseen(paragraph: Paragraph, name: str) -> bool:
    """Whether a print shows that a name runs over several lines, and not where each of them begins: it ends outside its
    paragraph, or that is wider than its ink."""
    if paragraph.place.page is None:
        return False
    inks = [run.bounds for run in paragraph.runs if run.bounds is not None]
    sizes = [run.format.size.value for run in paragraph.runs if run.format.size is not None]
    if name not in paragraph.full_text or not inks or not sizes or sizes[0] is None:
        return True
    width = max(right for _, _, right, _ in inks) - min(left for left, _, _, _ in inks)
    return text_width(paragraph.text, sizes[0]) > width + sizes[0]
