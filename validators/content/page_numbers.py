"""The page numbers a paper bears: how they are written, on which side of which pages (GB/T 9704-2012 7.5).

A .docx says what each kind of page bears; a print shows the pages themselves, and of those only how the first that
bears anything differs from its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Final, Literal

from docgen.spec.model import Across
from docgen.view.model import Block, FurnitureKind, Paragraph, Place, Run, Section, paragraphs_of
from docgen.wording import squeezed

PageKind = Literal["odd", "even", "first"]

PAGE_NUMBER: Final = "page_number"
"""The role of page numbers."""
PAGE: Final = "{page}"
PAGES: Final = "{pages}"
_FIELDS: Final = {"PAGE": PAGE, "NUMPAGES": PAGES, "SECTIONPAGES": PAGES}
_SIDES: Final[dict[str, Across]] = {
    "left": "left",
    "center": "center",
    "right": "right",
    "start": "left",
    "end": "right",
}


@dataclass(frozen=True, slots=True)
class PageNumber:
    """``written`` has ``{page}`` and ``{pages}`` for the numbers; ``side`` None: it cannot be told; ``below``: it
    stands in the footer."""

    written: str
    side: Across | None
    below: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Numbering:
    """What each kind of page of a section bears (None: no number). ``own`` are the kinds that have headers and footers
    of their own; ``alike``: a print whose even pages show nothing else than the odd ones, or nothing."""

    numbers: Mapping[PageKind, PageNumber | None]
    own: tuple[PageKind, ...]
    alike: bool = False


def numbering_of(section: Section, pages: int | None = None) -> Numbering:
    """The page numbers of one section; ``pages`` is how many the paper has, where that is known."""
    page = section.page
    if page.odd_even is None:
        return _printed(section, pages or 1)
    kinds: dict[PageKind, FurnitureKind] = {
        "odd": "default",
        "even": "even" if page.odd_even else "default",
        "first": "first" if page.different_first else "default",
    }
    numbers = {kind: _number(section, furniture, odd=kind != "even") for kind, furniture in kinds.items()}
    return Numbering(numbers, tuple(kind for kind in kinds if kind == "odd" or kinds[kind] != "default"))


def _printed(section: Section, pages: int) -> Numbering:
    """A print: the first page that bears anything, and the first of the other pages where it differs."""
    shown = [block.place.page for _, block in _furniture(section, "default") if block.place.page]
    first = min(shown, default=1)
    one: PageKind = "odd" if first % 2 else "even"
    other: PageKind = "even" if first % 2 else "odd"
    numbers: dict[PageKind, PageNumber | None] = {one: _number(section, "default", odd=one == "odd")}
    differs = next(_furniture(section, "even"), None) is not None
    if differs:
        numbers[other] = _number(section, "even", odd=other == "odd")
    opens = first == (section.place.page or 1)
    numbers["first"] = numbers[one] if opens else None
    return Numbering(numbers, (one,) if opens else (one, "first"), alike=not differs and pages > first)


def typed_number(section: Section, form: str) -> str | None:
    """A page number typed as text, the same on every page, or None. In print that shows where several pages bear it."""
    typed = re.escape(squeezed(form)).replace(re.escape(PAGE), r"\d+").replace(re.escape(PAGES), r"\d+")
    kinds: tuple[FurnitureKind, ...] = ("default", "first", "even")
    every = (paragraph for kind in kinds for _, paragraph in _furniture(section, kind))
    plain = (paragraph.text for paragraph in every if not any(run.field for run in paragraph.runs))
    return next((text.strip() for text in plain if re.fullmatch(typed, squeezed(text))), None)


def _furniture(section: Section, kind: FurnitureKind) -> Iterator[tuple[bool, Paragraph]]:
    """The paragraphs below the text, then those above, with which they are."""
    for below, furniture in ((True, section.footers), (False, section.headers)):
        blocks: tuple[Block, ...] = furniture.get(kind, ())
        yield from ((below, paragraph) for paragraph in paragraphs_of(blocks))


def _number(section: Section, kind: FurnitureKind, *, odd: bool) -> PageNumber | None:
    for below, paragraph in _furniture(section, kind):
        shown = [run for run in paragraph.runs if not run.format.hidden]
        if any(run.field == "PAGE" for run in shown):
            return PageNumber(_written(shown), _side(paragraph, shown, odd=odd), below, paragraph.place)
    return None


def _written(runs: list[Run]) -> str:
    """The number with what stands around it, up to a tab or the end of its line."""
    pieces = (
        _FIELDS.get(kind or "") or "".join(run.text for run in group)
        for kind, group in groupby(runs, key=lambda run: run.field)
    )
    line = next(part for part in re.split(r"[\t\n]", "".join(pieces)) if PAGE in part)
    return line.strip()


def _side(paragraph: Paragraph, runs: list[Run], *, odd: bool) -> Across | None:
    """By the frame it stands in, else the tab it stands at, else its paragraph's alignment."""
    look = paragraph.format
    if look.frame is not None and look.frame.across_align:
        outside: Across = "right" if odd else "left"
        inside: Across = "left" if odd else "right"
        return {"outside": outside, "inside": inside, **_SIDES}.get(look.frame.across_align)
    if paragraph.aside or paragraph.place.table or look.frame is not None:
        return None
    before = "".join(run.text for run in takewhile(lambda run: run.field != "PAGE", runs))
    if tabs := before.count("\t"):
        return _SIDES.get(look.tabs[tabs - 1].align) if tabs <= len(look.tabs) else None
    if paragraph.place.page is None and look.align in ("justify", "distribute"):
        return "left"
    return _SIDES.get(look.align or "")
