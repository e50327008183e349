"""Headers, footers and page numbers: what stands in the margins, told from the body by place, repetition and form."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import Final

from docgen.view.pages.lines import Line, lines_of
from docgen.view.pages.sheet import Sheet
from docgen.view.pages.tables import Grid
from docgen.wording import squeezed

_BAND: Final = 62.0
"""Points from the page's edge (2.2 cm) within which a line may be a header or footer. Body text begins further in: the
narrowest margins of office papers leave their first baseline outside."""
_REPEATED_BAND: Final = 70.0
"""Within which the upper lines that pages repeat may stand."""
_NUMBER_BAND: Final = 0.16
"""The part of the page's height in which a page number may stand (GB/T 9704 sets it 7 mm below the text)."""
_MOST_LINES: Final = 40
"""What has more lines than these is no header or footer."""
_APART: Final = 1.5
_NEXT: Final = 2.5
"""In parts of the type size: how far lines of one footer are apart at most."""
_ALIKE: Final = 0.5
"""Points by which their sizes differ at most."""
_SAME_HEIGHT: Final = 2.0
"""Points by which lines that pages repeat may stand higher on one than on another."""
Keys = frozenset[tuple[str, float]]

_NUMBER: Final = re.compile(
    r"[\W_]*(?:第|page)?[\W_]*(?P<page>\d{1,4})[\W_]*页?[\W_]*(?:(?:共|/|of)[\W_]*(?P<pages>\d{1,4})[\W_]*页?[\W_]*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """The lines of one page that are no body. ``fields``: glyph by identity → kind of the field it is a result of."""

    header: tuple[Line, ...] = ()
    footer: tuple[Line, ...] = ()
    fields: Mapping[int, str] = field(default_factory=dict)

    def glyphs(self) -> frozenset[int]:
        return frozenset(id(glyph) for line in (*self.header, *self.footer) for glyph in line.glyphs)


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page outside its tables, from the top, and where its tables begin and end."""

    sheet: Sheet
    lines: tuple[Line, ...]
    tables: tuple[tuple[float, float], ...]

    def top_lines(self) -> list[Line]:
        """Lines above everything else where headers may stand."""
        limit = min([_REPEATED_BAND, *(top for top, _ in self.tables)])
        return [line for line in self.lines if line.baseline < limit]

    def lowest_lines(self) -> list[Line]:
        """Where a page number may stand, and what stands over it."""
        limit = self.sheet.height - max(_BAND, self.sheet.height * _NUMBER_BAND)
        return [line for line in self.lines if line.baseline > limit]

    def bottom_lines(self) -> list[Line]:
        limit = max([self.sheet.height - _BAND, *(bottom for _, bottom in self.tables)])
        return [line for line in self.lines if line.baseline > limit]


@dataclass(frozen=True, slots=True)
class _Number:
    """A line that may be the page's number: its value, and where in the line it and the count of pages stand. One that
    is ``typed`` says the same on every page."""

    line: Line
    page: int
    value: int
    span: tuple[int, int]
    total: tuple[int, int]
    written_out: bool
    typed: bool = False


def furniture_of(sheets: Sequence[Sheet], grids: Sequence[Sequence[Grid]]) -> list[Furniture]:
    """One entry a page."""
    pages = [_page(sheet, found) for sheet, found in zip(sheets, grids, strict=True)]
    repeated = _repeated(pages)
    return [
        _furniture(page, number, repeated, len(pages)) for page, number in zip(pages, _numbered(pages), strict=True)
    ]


def _furniture(page: _Page, number: _Number | None, repeated: Keys, pages: int) -> Furniture:
    def chosen(lines: Sequence[Line], numbered_here: bool) -> tuple[Line, ...]:
        found = [line for line in lines if number is None or line is not number.line]
        found = found if len(found) <= _MOST_LINES else []
        below = number.line if number is not None and numbered_here else None
        found = [line for line in found if _is_furniture(line, page, repeated, below)]
        found += [line for line in _over(below, page, repeated) if line not in found] if below and not at_top else []
        return tuple(sorted([*found, *([number.line] if number and numbered_here else [])], key=lambda x: x.baseline))

    at_top = number is not None and number.line.baseline < page.sheet.height / 2
    fields = _fields(number, pages)
    return Furniture(chosen(page.top_lines(), at_top), chosen(page.bottom_lines(), not at_top), fields)


def _page(sheet: Sheet, grids: Sequence[Grid]) -> _Page:
    loose = sheet.glyphs
    for grid in grids:
        loose = tuple(one for one in loose if not grid.at((one.left + one.right) / 2, one.baseline - one.size / 3))
    return _Page(sheet, tuple(lines_of(loose)), tuple((grid.top, grid.bottom) for grid in grids))


def _key(line: Line) -> tuple[str, float]:
    """What a line says, its numbers apart, and at which height."""
    return re.sub(r"\d+", "#", squeezed(line.text)), line.baseline


def _repeated(pages: Sequence[_Page]) -> Keys:
    """The lines that stand on several pages: they say the same at the same height."""
    if len(pages) == 1:
        return frozenset()
    keys = sorted(_key(line) for page in pages for line in (*page.top_lines(), *page.lowest_lines()))
    alike = (pair for pair in pairwise(keys) if pair[0][0] == pair[1][0] and pair[1][1] - pair[0][1] <= _SAME_HEIGHT)
    return frozenset(key for pair in alike for key in pair)


def _is_furniture(line: Line, page: _Page, repeated: Keys, number: Line | None) -> bool:
    """A line of the margin that several pages repeat, or one that is small and stands apart from the text, not nearer
    to it than to the page number of the same margin: that is a note below a table."""
    if _key(line) in repeated:
        return True
    if _BAND < line.baseline < page.sheet.height - _BAND:
        return False
    others = [other for other in page.lines if other is not line and other is not number]
    body = [other.size for other in others if _BAND < other.baseline < page.sheet.height - _BAND]
    distances = [abs(other.baseline - line.baseline) for other in others]
    distances += [abs(edge - line.baseline) for table in page.tables for edge in table]
    if not body or line.size > median(body) or min(distances) <= _APART * line.size:
        return False
    return number is None or min(distances) >= abs(number.baseline - line.baseline)


def _over(number: Line, page: _Page, repeated: Keys) -> Iterator[Line]:
    """The lines right above a page number, as small as it, that several pages repeat: one footer, however far it
    reaches into the page."""
    last = number
    for line in reversed(page.lines[: page.lines.index(number)]):
        near = last.baseline - line.baseline <= _NEXT * last.size and abs(line.size - number.size) <= _ALIKE
        if not near or _key(line) not in repeated:
            return
        last = line
        yield line


def _numbered(pages: Sequence[_Page]) -> list[_Number | None]:
    """The line of each page that holds its number. A bare number must count up from page to page, or be the page's own;
    one written as page numbers are written is believed."""
    candidates = [_candidate(page) for page in pages]
    if _typed(candidates):
        return [found and replace(found, typed=True) for found in candidates]
    shifts = Counter(found.value - found.page for found in candidates if found is not None)
    shift, count = shifts.most_common(1)[0] if shifts else (0, 0)
    counted = count > 1 or shift == 0
    return [
        found if found and (found.written_out or (counted and found.value - found.page == shift)) else None
        for found in candidates
    ]


def _typed(candidates: Sequence[_Number | None]) -> bool:
    """Whether several pages bear one and the same number: it was typed, and numbers nothing."""
    values = [found.value for found in candidates if found is not None]
    return len(values) > 1 and len(set(values)) == 1


def _candidate(page: _Page) -> _Number | None:
    """The lowest line, else the highest, where it lies in the zone of page numbers, clear of the tables."""
    zone = page.sheet.height * _NUMBER_BAND
    lowest, highest = page.lines[-1:], page.lines[:1]
    below = [line for line in lowest if line.baseline > max([page.sheet.height - zone, *(b for _, b in page.tables)])]
    above = [line for line in highest if line.baseline < min([zone, *(t for t, _ in page.tables)])]
    for line in (*below, *above):
        text = unicodedata.normalize("NFKC", line.text)
        match = _NUMBER.fullmatch(text)
        if match is not None and len(text) == len(line.glyphs):
            written_out = bool(re.search(r"[第页—–\-]", text))
            return _Number(
                line, page.sheet.number, int(match["page"]), match.span("page"), match.span("pages"), written_out
            )
    return None


def _fields(number: _Number | None, pages: int) -> dict[int, str]:
    """The glyphs of a number that are the results of the fields PAGE and NUMPAGES."""
    if number is None or number.typed:
        return {}
    glyphs = number.line.glyphs
    fields = {id(glyph): "PAGE" for glyph in glyphs[slice(*number.span)]}
    start, end = number.total
    if start >= 0 and "".join(glyph.text for glyph in glyphs[start:end]) == str(pages):
        fields |= {id(glyph): "NUMPAGES" for glyph in glyphs[start:end]}
    return fields
