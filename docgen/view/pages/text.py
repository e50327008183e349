"""Lines as paragraphs of the view: text, and runs of one look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from docgen.units import Length
from docgen.view.boxes import split_boxes
from docgen.view.model import CharacterFormat, Paragraph, ParagraphFormat, Place, Run
from docgen.view.pages.lines import Line, space_between
from docgen.view.pages.sheet import Glyph

_SPACE: Final = " "


@dataclass(frozen=True, slots=True)
class _Piece:
    """A character of the paragraph's text, with the glyph it comes from or stands beside, and its field."""

    text: str
    glyph: Glyph
    field: str | None = None


def paragraph_of(
    lines: Sequence[Line],
    place: Place,
    shape: ParagraphFormat,
    fields: Mapping[int, str] | None = None,
    looks: Mapping[int, CharacterFormat] | None = None,
) -> Paragraph:
    """At least one line as a paragraph. ``fields`` says which glyphs, by identity, are the result of a field; ``looks``
    what a look, by identity, is known to be in this paragraph."""
    pieces = [_Piece(piece.text, piece.glyph, (fields or {}).get(id(piece.glyph))) for piece in _pieces(lines)]
    return Paragraph(tuple(_runs(pieces, looks or {})), shape, place)


def _pieces(lines: Sequence[Line]) -> Iterator[_Piece]:
    edge = max(line.right for line in lines)
    for number, line in enumerate(lines):
        glyphs = _trimmed(line.glyphs) if len(lines) > 1 else line.glyphs
        if number and _parted_by_space(lines[number - 1], line, edge):
            yield _Piece(_SPACE, glyphs[0])
        before: Glyph | None = None
        for glyph in glyphs:
            if before is not None and space_between(before, glyph):
                yield _Piece(_SPACE, glyph)
            yield _Piece(glyph.text, glyph)
            before = glyph


def _trimmed(glyphs: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """Without the white space a line was broken at; that of its start is an indent a writer typed."""
    end = len(glyphs)
    while end > 1 and glyphs[end - 1].blank:
        end -= 1
    return glyphs[:end]


def _parted_by_space(above: Line, below: Line, edge: float) -> bool:
    """Whether two Latin words meet at a line's end: a space is there, or the line had room for one more letter."""
    last, first = above.inked[-1], below.glyphs[0]
    if not (last.text.isascii() and last.text.isalnum() and first.text.isascii() and first.text.isalnum()):
        return False
    return above.glyphs[-1].blank or edge - above.right >= first.right - first.left


def _runs(pieces: Iterable[_Piece], looks: Mapping[int, CharacterFormat]) -> Iterator[Run]:
    for (look, kind), group in groupby(pieces, key=lambda piece: (piece.glyph.look, piece.field)):
        held = list(group)
        start = 0
        for text, box in split_boxes("".join(piece.text for piece in held)):
            count = len(text)
            part = held[start : start + count] if sum(len(p.text) for p in held) == len(held) else held
            yield Run(text, looks.get(id(look), look), kind, box=box, bounds=_bounds([piece.glyph for piece in part]))
            start += count


def _bounds(glyphs: Sequence[Glyph]) -> tuple[Length, Length, Length, Length]:
    """Left, top, right, bottom of the ink on the page of the first glyph."""
    first = [glyph for glyph in glyphs if glyph.page == glyphs[0].page]
    return (
        Length.of_pt(min(glyph.left for glyph in first)), Length.of_pt(min(glyph.top for glyph in first)),
        Length.of_pt(max(glyph.right for glyph in first)), Length.of_pt(max(glyph.bottom for glyph in first)),
    )  # fmt: skip
