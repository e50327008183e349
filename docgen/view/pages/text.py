"""Lines as paragraphs of the view: text, and runs of one look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from docgen.units import Length
from docgen.view.boxes import split_boxes
from docgen.view.look import CharacterFormat, ParagraphFormat
from docgen.view.model import Paragraph, Place, Run
from docgen.view.pages.lines import Line, parted_by_space, space_between
from docgen.view.pages.sheet import Glyph

_SPACE: Final = " "


@dataclass(slots=True)
class _Stretch:
    """Text of one look, all of it the result of one kind of field or of none: its characters, each with the glyph it
    comes from or stands beside."""

    look: CharacterFormat
    kind: str | None
    texts: list[str] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)


def paragraph_of(
    lines: Sequence[Line],
    place: Place,
    shape: ParagraphFormat,
    fields: Mapping[int, str] | None = None,
    looks: Mapping[int, CharacterFormat] | None = None,
) -> Paragraph:
    """At least one line as a paragraph. ``fields`` says which glyphs, by identity, are the result of a field; ``looks``
    what a look, by identity, is known to be in this paragraph."""
    stretches = _stretches(_pieces(lines), fields or {})
    return Paragraph(tuple(_runs(stretches, looks or {})), shape, place)


def _stretches(pieces: Iterable[tuple[str, Glyph]], fields: Mapping[int, str]) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    look: CharacterFormat | None = None
    for text, glyph in pieces:
        kind = fields.get(id(glyph)) if fields else None
        if not stretches or (glyph.look is not look and glyph.look != look) or kind != stretches[-1].kind:
            look = glyph.look
            stretches.append(_Stretch(look, kind))
        stretches[-1].texts.append(text)
        stretches[-1].glyphs.append(glyph)
    return stretches


def _pieces(lines: Sequence[Line]) -> Iterator[tuple[str, Glyph]]:
    """The characters of the text, with the glyph each comes from; a space, with the one it stands beside."""
    edge = max(line.right for line in lines)
    for number, line in enumerate(lines):
        glyphs = _trimmed(line.glyphs) if len(lines) > 1 else line.glyphs
        if number and parted_by_space(lines[number - 1], line, edge):
            yield _SPACE, glyphs[0]
        before: Glyph | None = None
        for glyph in glyphs:
            if before is not None and space_between(before, glyph):
                yield _SPACE, glyph
            yield glyph.text, glyph
            before = glyph


def _trimmed(glyphs: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """Without the white space a line was broken at; that of its start is an indent a writer typed."""
    end = len(glyphs)
    while end > 1 and glyphs[end - 1].blank:
        end -= 1
    return glyphs[:end]


def _runs(stretches: Iterable[_Stretch], looks: Mapping[int, CharacterFormat]) -> Iterator[Run]:
    for held in stretches:
        look = looks.get(id(held.look), held.look)
        whole = "".join(held.texts)
        start = 0
        for text, box in split_boxes(whole):
            end = start + len(text)
            part = held.glyphs[start:end] if len(whole) == len(held.texts) else held.glyphs
            yield Run(text, look, held.kind, box=box, bounds=_bounds(part))
            start = end


def _bounds(glyphs: Sequence[Glyph]) -> tuple[Length, Length, Length, Length]:
    """Left, top, right, bottom of the ink on the page of the first glyph."""
    page = glyphs[0].page
    _, lefts, rights, _, tops, bottoms, *_ = zip(*(glyph for glyph in glyphs if glyph.page == page), strict=True)
    return Length.of_pt(min(lefts)), Length.of_pt(min(tops)), Length.of_pt(max(rights)), Length.of_pt(max(bottoms))
