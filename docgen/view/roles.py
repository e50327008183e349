"""The parts of a paper by role, found the way the law says (``find`` of ``templates/README.md``).

Empty paragraphs never count. A role is claimed in the order written, ``the rest`` last of all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from types import MappingProxyType
from typing import Final

from docgen.spec.model import DocumentSpec
from docgen.spec.written import Find, FindKind
from docgen.units import Length
from docgen.view.broken_lines import texts_of
from docgen.view.headings import heading_rows
from docgen.view.model import Block, DocumentView, FurnitureKind, Paragraph, Section, Table, paragraphs_of
from docgen.wording import squeezed

Furniture = Mapping[FurnitureKind, tuple[Block, ...]]

_COLONS: Final = "：:"


@dataclass(frozen=True, slots=True)
class Roles:
    """``found``: role → its paragraphs, in the law's order; ``absent``: roles without any; ``missing``: those of them
    that are not optional."""

    found: Mapping[str, tuple[Paragraph, ...]]
    absent: tuple[str, ...]
    missing: tuple[str, ...]
    _names: Mapping[int, str]

    def role_of(self, paragraph: Paragraph) -> str | None:
        """The role of this very paragraph (not of one like it)."""
        return self._names.get(id(paragraph))


def assign(view: DocumentView, spec: DocumentSpec) -> Roles:
    """Give every paragraph of ``view`` the first role of ``spec`` that claims it."""
    search = _Search(view, [law.columns for law in spec.table.values()])
    in_order = sorted(spec.role.items(), key=lambda item: item[1].find.kind == "rest")
    for name, role in in_order:
        search.claim(name, role.find)
    found = {name: search.found[name] for name in spec.role}
    absent = tuple(name for name, paragraphs in found.items() if not paragraphs)
    missing = tuple(name for name in absent if not spec.role[name].optional)
    return Roles(MappingProxyType(found), absent, missing, MappingProxyType(search.names))


def standing_before(view: DocumentView, spec: DocumentSpec, find: Find) -> tuple[Paragraph, ...]:
    """What stands before the roles of ``find``, whether or not it is a role itself."""
    search = _Search(view, [law.columns for law in spec.table.values()])
    for name in find.roles:
        search.claim(name, spec.role[name].find)
    return tuple(search.before(find))


@dataclass(slots=True)
class _Search:
    """The paragraphs of a view in the orders that finding needs, its tables with their heading rows, and what is
    claimed so far."""

    view: DocumentView
    columns: list[tuple[str, ...]]
    found: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    body: list[Paragraph] = field(init=False)
    outside_tables: list[Paragraph] = field(init=False)
    order: dict[int, int] = field(init=False)
    tables: list[tuple[Table, frozenset[int]]] = field(init=False)

    def __post_init__(self) -> None:
        self.body = [paragraph for paragraph in self.view.paragraphs() if _says_something(paragraph)]
        top = [block for block in self.view.blocks if isinstance(block, Paragraph)]
        self.outside_tables = [paragraph for paragraph in top if _says_something(paragraph) and not paragraph.aside]
        self.order = {id(block): number for number, block in enumerate(self.view.blocks)}
        self.tables = list(heading_rows(self.view.tables(), self.columns))

    def claim(self, name: str, find: Find) -> None:
        """A template's paragraph that only names a role, as its placeholder or as what a draft leaves to be worded, is
        that role's, whatever it will say."""
        named = (f"{{{{{name}}}}}", f"〔{name}〕")
        own = [p for p in self.outside_tables if squeezed(p.text) in named] if find.kind in _BY_WORDING else []
        free = (p for p in own or _FINDERS[find.kind](self, find) if id(p) not in self.names)
        claimed = tuple(free) if find.kind not in _ONE else tuple(_first(free))
        if find.kind in _BY_LINES:
            claimed = tuple(self._whole(claimed))
        self.found[name] = claimed
        self.names.update((id(paragraph), name) for paragraph in claimed)

    def _whole(self, parts: Iterable[Paragraph]) -> Iterable[Paragraph]:
        """With the lines they are broken into, as far as nobody has claimed them."""
        free = (p for p in self.outside_tables if id(p) not in self.names)
        texts = {id(line): text for text in texts_of(free) for line in text}
        return {id(line): line for part in parts for line in texts.get(id(part), (part,))}.values()

    def first_text(self, _: Find) -> Iterable[Paragraph]:
        return self.body

    def matching(self, find: Find) -> Iterator[Paragraph]:
        """Those outside tables first: a title stands there, the same words in a cell are only mentioned."""
        pattern = re.compile(find.pattern)
        outside = {id(paragraph) for paragraph in self.outside_tables}
        rest = [paragraph for paragraph in self.body if id(paragraph) not in outside]
        return (paragraph for paragraph in (*self.outside_tables, *rest) if _matches(pattern, paragraph))

    def paragraphs(self, find: Find) -> Iterator[Paragraph]:
        pattern = re.compile(find.pattern)
        return (paragraph for paragraph in self.body if _matches(pattern, paragraph))

    def rows(self, find: Find) -> Iterator[Paragraph]:
        """Such paragraphs, in a table with all that stands in the same row."""
        found = {id(paragraph) for paragraph in self.paragraphs(find)}
        for table in _tables_of(self.view):
            rows = {cell.row for cell in table.cells if any(id(p) in found for p in cell.paragraphs())}
            found |= {id(p) for cell in table.cells if cell.row in rows for p in cell.paragraphs()}
        return (paragraph for paragraph in self.body if id(paragraph) in found)

    def after(self, find: Find) -> Iterator[Paragraph]:
        """Of several paragraphs of the role, what follows each."""
        for place, following in pairwise([*self._places(find.roles[0]), len(self.outside_tables)]):
            yield from _first(p for p in self.outside_tables[place + 1 : following] if id(p) not in self.names)

    def before(self, find: Find) -> Iterable[Paragraph]:
        """Up from the first of these roles that is there, or from the end of the paper, as far as the lines follow each
        other and match."""
        end = next((places[0] for role in find.roles if (places := self._places(role))), len(self.outside_tables))
        above = _unbroken(self, self.outside_tables[end - 1 :: -1] if end else [])
        return tuple(takewhile(self._such_as(find.pattern), above))[::-1]

    def between(self, find: Find) -> Iterable[Paragraph]:
        """Up to the second role, as far as they match; where that one is not there, as far as the lines follow each
        other: the rest of the paper is something else."""
        first, last = find.roles
        starts, ends = self._places(first), self._places(last)
        start = starts[-1] + 1 if starts else len(self.outside_tables)
        free = [p for p in self.outside_tables[start : ends[0] if ends else None] if id(p) not in self.names]
        return takewhile(self._such_as(find.pattern), free if ends else _unbroken(self, free))

    def _places(self, role: str) -> list[int]:
        """Where the paragraphs of a role stand among those outside tables."""
        return [i for i, paragraph in enumerate(self.outside_tables) if self.names.get(id(paragraph)) == role]

    def _such_as(self, pattern: str) -> Callable[[Paragraph], bool]:
        """What is free and matches."""
        wanted = re.compile(pattern)
        return lambda p: id(p) not in self.names and wanted.search(p.full_text) is not None

    def heading_row(self, _: Find) -> Iterator[Paragraph]:
        return self._rows(heading=True)

    def other_rows(self, _: Find) -> Iterator[Paragraph]:
        return self._rows(heading=False)

    def _rows(self, heading: bool) -> Iterator[Paragraph]:
        for table, rows in self.tables:
            for cell in table.cells:
                if (cell.row in rows) is heading:
                    yield from filter(_says_something, cell.paragraphs())

    def cell(self, find: Find) -> Iterator[Paragraph]:
        """The cell right of the label, else the one below it."""
        label = squeezed(find.pattern).rstrip(_COLONS)
        for table in _tables_of(self.view):
            for cell in table.cells:
                if squeezed(cell.text).rstrip(_COLONS) == label:
                    right = table.at(cell.row, cell.column + cell.column_span)
                    value = right or table.at(cell.row + cell.row_span, cell.column)
                    if value is not None:
                        yield from filter(_says_something, value.paragraphs())

    def header(self, _: Find) -> Iterator[Paragraph]:
        return _furniture(self.view, lambda section: section.headers)

    def footer(self, _: Find) -> Iterator[Paragraph]:
        return _furniture(self.view, lambda section: section.footers)

    def rest(self, _: Find) -> Iterable[Paragraph]:
        return self.body


_FINDERS: Final[Mapping[FindKind, Callable[[_Search, Find], Iterable[Paragraph]]]] = MappingProxyType(
    {
        "first_text": _Search.first_text,
        "matching": _Search.matching,
        "paragraphs": _Search.paragraphs,
        "rows": _Search.rows,
        "after": _Search.after,
        "before": _Search.before,
        "between": _Search.between,
        "heading_row": _Search.heading_row,
        "other_rows": _Search.other_rows,
        "cell": _Search.cell,
        "header": _Search.header,
        "footer": _Search.footer,
        "rest": _Search.rest,
    }
)
_ONE: Final[frozenset[FindKind]] = frozenset({"first_text", "matching"})
"""Expressions that find one paragraph, the first that is free."""
_BY_LINES: Final[frozenset[FindKind]] = frozenset({"first_text", "matching", "paragraphs"})
"""Expressions that find what a line of a print says, though more of it stands on the next."""
_BY_WORDING: Final[frozenset[FindKind]] = frozenset({"matching", "paragraphs", "rows", "after", "before", "between"})
"""Expressions whose paragraphs are found by what a paper says, which its template does not say yet."""


def _says_something(paragraph: Paragraph) -> bool:
    """Whether a reader sees anything: text, a label, or a field whose result the file does not hold."""
    return bool(paragraph.full_text.strip()) or any(run.field and not run.format.hidden for run in paragraph.runs)


def _matches(pattern: re.Pattern[str], paragraph: Paragraph) -> bool:
    """As written, with its label, and with white space and width ignored (“考 核 细 则”)."""
    full = paragraph.full_text
    return any(pattern.search(text) for text in (paragraph.text, full, squeezed(full)))


def _first(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    for paragraph in paragraphs:
        yield paragraph
        return


def _unbroken(search: _Search, paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """From the first on, as long as nothing empty, no table and no change of size comes between one and the next."""
    last: Paragraph | None = None
    for paragraph in paragraphs:
        if last is not None:
            apart = abs(search.order[id(paragraph)] - search.order[id(last)]) > 1
            if apart or _size(paragraph) != _size(last):
                return
        last = paragraph
        yield paragraph


def _size(paragraph: Paragraph) -> Length | None:
    sizes = (run.format.size for run in paragraph.runs if run.text.strip())
    first = next(sizes, None)
    return first.value if first else None


def _furniture(view: DocumentView, kinds: Callable[[Section], Furniture]) -> Iterator[Paragraph]:
    """The paragraphs of the headers or footers of all sections, inherited ones once."""
    seen: set[int] = set()
    for section in view.sections:
        for blocks in kinds(section).values():
            for paragraph in paragraphs_of(blocks):
                if id(paragraph) not in seen and _says_something(paragraph):
                    seen.add(id(paragraph))
                    yield paragraph


def _tables_of(view: DocumentView) -> Iterator[Table]:
    """Every table, those in cells after the one they stand in."""
    waiting = list(view.tables())
    while waiting:
        table = waiting.pop(0)
        yield table
        waiting += [block for cell in table.cells for block in cell.blocks if isinstance(block, Table)]
