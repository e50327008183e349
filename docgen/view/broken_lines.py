"""Centred lines of a print that are one text, a title or a mark: a page shows where lines end, and not whether by a
break or because their paragraph does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from docgen.units import Length
from docgen.view.model import CharacterFormat, Paragraph, Run

_APART: Final = 1.5
"""How far below a line, in parts of its type size, the next one of the same text stands at most."""


def whole_text(part: Paragraph, lines: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraph and, where it is one of these, the lines above and below it that are set as it is and centred."""
    at = next((number for number, line in enumerate(lines) if line is part), None)
    if at is None:
        yield part
        return
    above = takewhile(
        lambda pair: _one_text(*pair), zip(lines[at - 1 :: -1] if at else (), lines[at::-1], strict=False)
    )
    below = takewhile(lambda pair: _one_text(*pair[::-1]), zip(lines[at + 1 :], lines[at:], strict=False))
    yield from reversed([line for line, _ in above])
    yield part
    yield from (line for line, _ in below)


def _one_text(upper: Paragraph, lower: Paragraph) -> bool:
    """Whether two lines that follow each other on a page are centred, of one look, and no further apart than lines."""
    if upper.place.page is None or upper.place.page != lower.place.page:
        return False
    if (upper.format.align, lower.format.align) != ("center", "center"):
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
