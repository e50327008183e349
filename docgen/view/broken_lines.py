"""Centred lines of a print that are one text, a title or a mark: a page shows where lines end, and not whether by a
break or because their paragraph does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from docgen.dates import is_date
from docgen.units import Length
from docgen.view.look import CharacterFormat
from docgen.view.model import Paragraph, Run

_APART: Final = 1.5
"""How far below a line, in parts of its type size, the next one of the same text stands at most."""


def texts_of(lines: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, ...]]:
    """The lines outside tables text by text: those set alike and centred under each other together, others alone."""
    text: list[Paragraph] = []
    for line in lines:
        if text and not _one_text(text[-1], line):
            yield tuple(text)
            text = []
        text.append(line)
    if text:
        yield tuple(text)


def _one_text(upper: Paragraph, lower: Paragraph) -> bool:
    """Whether two lines that follow each other on a page are centred, of one look, and no further apart than lines. The
    date under a name is a line of its own."""
    if upper.place.page is None or upper.place.page != lower.place.page:
        return False
    if (upper.format.align, lower.format.align) != ("center", "center"):
        return False
    if any(is_date(line.text) for line in (upper, lower)):
        return False
    first, second = _inked(upper), _inked(lower)
    if not first or not second or _look(first[-1]) != _look(second[0]):
        return False
    gap = min(run.bounds[1] for run in second if run.bounds) - max(run.bounds[3] for run in first if run.bounds)
    size = first[-1].format.size
    return size is not None and size.value is not None and gap <= _APART * size.value


def _inked(paragraph: Paragraph) -> list[Run]:
    return [run for run in paragraph.runs if run.bounds and run.text.strip()]


def _look(run: Run) -> tuple[str | None, Length | None, object]:
    look: CharacterFormat = run.format
    face = look.east_asian.name if look.east_asian else None
    return face, look.size.value if look.size else None, look.colour
