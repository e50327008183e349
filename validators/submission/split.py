"""Where in a file another paper begins: one PDF may hold everything, one .docx three forms.

A paper begins at its title, in a line of its own, preferably the first on a page; the letterhead above it on that page
is its own. A line that only names a paper (a table of contents, a sentence, the label of an annex) begins none: what
follows must be of that kind and have some of its fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from docgen.spec.model import Profile
from docgen.validators.submission.classify import TITLE_WITHIN, classify
from docgen.validators.submission.titles import headings, heads, plain
from docgen.view.facts import Facts
from docgen.view.fields import read_fields
from docgen.view.model import Block, DocumentView, Opaque, Paragraph, paragraphs_of

_CONTINUED: Final = re.compile(r"续|附页|第\d+页")
"""What stands beside a title that is set again over a further page of the same paper."""
_ANNEX: Final = re.compile(r"附件[\d一二三四五六七八九十]*[:：]?")
_ANNEXED: Final = "annex_label"
"""The role of an annex's label: a paper whose law knows it keeps its annexes, whatever their titles."""
_FEWEST_FIELDS: Final = 2
_FEWEST_MIDPAGE: Final = 3
_SHARE_OF_FIELDS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Start:
    """Where a paper begins: the index of its first block, and the page it is the top of, where the file knows pages."""

    block: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class _Titled:
    """A line that may be a title: the block it stands in, and where its paper would begin (``top``: a page's top)."""

    block: int
    begins: int
    top: bool


def starts_in(view: DocumentView, profile: Profile) -> tuple[Start, ...]:
    """Where the papers after the first begin, in order; none in a file that is one paper."""
    titled = [one for one in _titled(view, profile) if one.begins > 0]
    if not titled:
        return ()
    accepted: list[int] = []
    for one in reversed(titled):
        end = accepted[0] if accepted else len(view.blocks)
        before = max((other.begins for other in titled if other.begins < one.begins), default=0)
        if one.begins < end and _is_a_paper(view, profile, one, before, end):
            accepted.insert(0, one.begins)
    tops = {one.begins for one in titled if one.top}
    return tuple(Start(at, _page(view.blocks[at]) if at in tops else None) for at in accepted)


def parts_of(view: DocumentView, starts: Sequence[Start]) -> tuple[DocumentView, ...]:
    """The view cut at ``starts``, each part with the sections it lies in and the places of the whole file. What has no
    text before the first paper stays with it."""
    cuts = [0, *(start.block for start in starts), len(view.blocks)]
    parts = [view.blocks[begin:end] for begin, end in pairwise(cuts)]
    if len(parts) > 1 and not any(one.text.strip() for one in paragraphs_of(parts[0])):
        parts[:2] = [parts[0] + parts[1]]
    if len(parts) == 1:
        return (view,)
    first, *others = (_part(view, blocks) for blocks in parts)
    return (first, *map(_without_mark, others))


def _titled(view: DocumentView, profile: Profile) -> Iterator[_Titled]:
    """Every line outside the first paper's head that stands as a title stands, in order."""
    blocks, last = view.blocks, -1
    titles = [
        (plain(title), spec.identify.lacks) for spec in profile.documents.values() for title in spec.identify.title
    ]
    lines = [tuple(headings((block,))) for block in blocks]
    any_title = re.compile("|".join(re.escape(title) for title, _ in titles) or "(?!)")
    for index, here in enumerate(lines):
        both = (*here, *_next_line(lines, index))
        if not here or not any_title.search("".join(both)):
            continue
        if not any(heads(title, lacks, both) and _is_here(title, here, both) for title, lacks in titles):
            continue
        if any(_CONTINUED.search(line) for line in here):
            continue
        begins, top = _beginning(blocks, index, last)
        yield _Titled(index, begins, top)
        last = index


def _next_line(lines: Sequence[tuple[str, ...]], index: int) -> tuple[str, ...]:
    """The line below, over which a title may be broken."""
    return lines[index + 1][:1] if index + 1 < len(lines) else ()


def _is_here(title: str, here: Sequence[str], both: Sequence[str]) -> bool:
    """Whether the title does not stand in the line below alone."""
    return any(title in line for line in here) or not any(title in line for line in both[len(here) :])


def _beginning(blocks: Sequence[Block], index: int, last: int) -> tuple[int, bool]:
    """The top of the page or of the file that the title at ``index`` is the head of; else the title itself."""
    seen = 0
    for at in range(index, last, -1):
        if at == 0 or _begins_a_page(blocks[at - 1], blocks[at]):
            return at, True
        seen += sum(bool(one.text.strip()) for one in paragraphs_of((blocks[at - 1],)))
        if seen >= TITLE_WITHIN:
            break
    return index, False


def _begins_a_page(above: Block, block: Block) -> bool:
    """Whether a block is the first on a page: by the pages a print knows, else by section, page break or format."""
    if block.place.page is not None:
        return block.place.page > _last_page(above)
    if block.place.section != above.place.section or (isinstance(block, Paragraph) and block.format.page_break_before):
        return True
    return _breaks(above, at_end=True) or _breaks(block, at_end=False)


def _breaks(block: Block, *, at_end: bool) -> bool:
    """Whether a page break is the last, or the first, that a paragraph holds."""
    runs = [run for run in block.runs if run.break_kind or run.text.strip()] if isinstance(block, Paragraph) else []
    return bool(runs) and runs[-1 if at_end else 0].break_kind == "page"


def _page(block: Block) -> int | None:
    return block.place.page


def _last_page(block: Block) -> int:
    pages = (one.place.page for one in paragraphs_of((block,)))
    return max((page for page in (block.place.page, *pages) if page is not None), default=0)


def _is_a_paper(view: DocumentView, profile: Profile, one: _Titled, before: int, end: int) -> bool:
    """Whether what lies from here to the next paper is a paper of its own and not a mention, an annex or a page that
    goes on."""
    part = _without_mark(_part(view, view.blocks[one.begins : end]))
    spec = classify(part, profile).document
    if spec is None:
        return False
    above = classify(_part(view, view.blocks[before : one.begins]), profile).document
    if above is not None and _ANNEXED in above.role and _is_annex(view.blocks[one.begins : one.block]):
        return False
    required = [name for name, law in spec.field.items() if law.required]
    found = read_fields(part, spec)
    share = sum(name in found for name in required) >= _SHARE_OF_FIELDS * len(required)
    fewest = min(len(spec.field), _FEWEST_FIELDS if one.top else _FEWEST_MIDPAGE)
    sure = one.top and (above is None or above.key != spec.key)
    return len(found) >= fewest and (sure or share)


def _without_mark(part: DocumentView) -> DocumentView:
    """A further paper of a file: the file's mark says only what its first one was made from."""
    return replace(part, facts=replace(part.facts, mark=None))


def _is_annex(above: Sequence[Block]) -> bool:
    lines = (plain(one.full_text) for one in paragraphs_of(tuple(above)))
    return any(_ANNEX.fullmatch(line) for line in lines)


def _part(view: DocumentView, blocks: tuple[Block, ...]) -> DocumentView:
    sections = {block.place.section for block in blocks}
    held = tuple(one for one in view.sections if one.place.section in sections) or view.sections
    return DocumentView(_facts(view.facts, blocks), held, blocks)


def _facts(facts: Facts, blocks: tuple[Block, ...]) -> Facts:
    """What the file says of itself, as far as it concerns these blocks."""
    pictures = sum(len(one.pictures) for one in paragraphs_of(blocks))
    if facts.pages is None:
        return replace(facts, pictures=pictures)
    opaque = [block.place.page for block in blocks if isinstance(block, Opaque) and block.place.page]
    first = min((block.place.page for block in blocks if block.place.page), default=1)
    last = max([*map(_last_page, blocks), *opaque], default=first)
    scanned, uncoded = (tuple(n for n in pages if first <= n <= last) for pages in (facts.scanned, facts.uncoded))
    return replace(facts, pages=last - first + 1, scanned=scanned, uncoded=uncoded)
