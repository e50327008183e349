"""Pages as CSS: named pages, margin boxes for headers and footers, counters for page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from docgen.make.css import low, pt
from docgen.reading import Reading
from docgen.spec.measures import load_measures
from docgen.units import Length
from docgen.view.look import PageSetup


@dataclass(frozen=True, slots=True)
class Counter:
    """A counted number: the class that prints it and every symbol it may be printed with."""

    name: str
    symbols: str


_DIGITS: Final = "0123456789"
_NUMBERS: Final = MappingProxyType(
    {
        "upperRoman": ("upper-roman", "IVXLCDM"),
        "lowerRoman": ("lower-roman", "ivxlcdm"),
        "upperLetter": ("upper-alpha", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "lowerLetter": ("lower-alpha", "abcdefghijklmnopqrstuvwxyz"),
        "decimalZero": ("decimal-leading-zero", _DIGITS),
        "chineseCounting": ("cjk-decimal", "〇一二三四五六七八九"),
        "ideographDigital": ("cjk-decimal", "〇一二三四五六七八九"),
    }
)
"""``w:pgNumType/@w:fmt`` (ECMA-376 Part 1 §17.18.59) → style of the counter, its symbols."""

_DASHED: Final = "numberInDash"
_KINDS: Final = MappingProxyType({"PAGE": "page", "NUMPAGES": "pages"})


def counter_class(kind: str | None, number_format: str | None) -> Counter | None:
    """The counter of a field, None of a field that counts no pages; only ``PAGE`` follows the section's form."""
    if kind not in _KINDS:
        return None
    if kind == "NUMPAGES":
        return Counter("pages", _DIGITS)
    if number_format == _DASHED:
        return Counter(f"page-{_DASHED}", f"- {_DIGITS}")
    style, symbols = _NUMBERS.get(number_format or "", ("decimal", _DIGITS))
    return Counter(f"page-{style}", symbols)


def counter_rules() -> Iterator[str]:
    """The classes of :func:`counter_class`."""
    for style in sorted({"decimal", *(style for style, _ in _NUMBERS.values())}):
        yield f".page-{style}::before{{content:counter(page,{style})}}"
    yield f'.page-{_DASHED}::before{{content:"- " counter(page) " -"}}'
    yield ".pages::before{content:counter(pages)}"


_EDGES: Final = MappingProxyType({"header": "top", "footer": "bottom"})
_PAPER: Final = "A4"
_MARGIN: Final = Length.of_twips(1440)
"""What a word processor takes where a paper states no page of its own (ECMA-376 Part 1 §17.6 leaves it open)."""


def page_rules(number: int, page: PageSetup, furniture: Iterable[tuple[str, str, bool]]) -> Iterator[str]:
    """The ``@page`` rules of a section: its size, its margins, its headers and footers at their distance.

    ``furniture`` are triples of place (``header`` or ``footer``), kind (``default``, ``first``, ``even``) and whether
    there is anything in it: an empty first or even page has none, not the default's.
    """
    sides = {side: _stated(page.margin.get(side), _MARGIN) for side in ("top", "right", "bottom", "left")}
    sides["left"] += low(page.gutter)
    distances = {"header": low(page.header), "footer": low(page.footer)}
    furniture = tuple(furniture)
    for place, _, filled in furniture:
        if filled:  # the text makes room for a header or footer that reaches into it (ECMA-376 Part 1 §17.6.11)
            sides[_EDGES[place]] = max(sides[_EDGES[place]], distances[place])
    width, height = load_measures().paper(_PAPER)
    size = f"size:{pt(_stated(page.width, width))} {pt(_stated(page.height, height))}"
    yield f"@page section-{number}{{{size};margin:{' '.join(pt(value) for value in sides.values())}}}"
    if page.number_start is not None:
        yield f"@page :nth(1 of section-{number}){{counter-reset:page {page.number_start}}}"
    pseudo = {"default": f"section-{number}", "even": f"section-{number}:left", "first": f":nth(1 of section-{number})"}
    for place, kind, filled in furniture:
        edge = _EDGES[place]
        element = f"element({place}-{number}-{kind})" if filled else "none"
        content = f"content:{element};width:100%;vertical-align:{edge}"
        yield f"@page {pseudo[kind]}{{@{edge}-center{{{content};padding-{edge}:{pt(distances[place])}}}}}"


def _stated(reading: Reading[Length] | None, otherwise: Length) -> int:
    return int(otherwise if reading is None or reading.low is None else reading.low)
