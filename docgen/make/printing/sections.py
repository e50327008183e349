"""A paper's sections as they must be between others: begun on a new page, counted from 1, closed in a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING_ID: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BEFORE_TYPE: Final = ("headerReference", "footerReference", "footnotePr", "endnotePr")
_BEFORE_NUMBERS: Final = (*_BEFORE_TYPE, "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")
"""What comes before in a section's properties (CT_SectPr, ECMA-376 Part 1 §17.6.17)."""
_LEAST: Final = (("spacing", {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}),)


def sections_of(root: etree._Element) -> list[etree._Element]:
    """The properties of the sections, in order; the last one's stand at the end of the body."""
    return list(root.iter(f"{W}sectPr"))


def begin_on_a_new_page(root: etree._Element, *, odd: bool) -> None:
    """Let the first section begin on a new page (on an odd one) and count its pages from 1."""
    section = sections_of(root)[0]
    _child(section, "type", _BEFORE_TYPE).set(f"{W}val", "oddPage" if odd else "nextPage")
    _child(section, "pgNumType", _BEFORE_NUMBERS).set(f"{W}start", "1")


def _child(section: etree._Element, name: str, after: tuple[str, ...]) -> etree._Element:
    """The child of that name, put in its place where it is not there."""
    found = section.find(f"{W}{name}")
    if found is None:
        place = sum(etree.QName(child).localname in after for child in section)
        found = etree.Element(f"{W}{name}")
        section.insert(place, found)
    return found


def close_with_a_section(root: etree._Element) -> None:
    """Move the last section's properties into the last paragraph, so that another section may follow; where the paper
    does not end with a paragraph that is free, into one as low as a line can be."""
    body = root[0]
    final = body[-1]
    last = final.getprevious()
    if last is None or last.tag != f"{W}p" or last.find(f"{W}pPr/{W}sectPr") is not None:
        last = _lowest_paragraph()
        final.addprevious(last)
    properties = last.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        last.insert(0, properties)
    place = next((at for at, child in enumerate(properties) if child.tag == f"{W}pPrChange"), len(properties))
    properties.insert(place, deepcopy(final))
    body.remove(final)


def _lowest_paragraph() -> etree._Element:
    paragraph = etree.Element(f"{W}p")
    properties = etree.SubElement(paragraph, f"{W}pPr")
    for name, values in _LEAST:
        etree.SubElement(properties, f"{W}{name}", {f"{W}{key}": value for key, value in values.items()})
    return paragraph


def number_again(root: etree._Element, numbers: Iterator[int]) -> None:
    """Give drawings and bookmarks ids no other paper's have; the two ends of a bookmark keep the same."""
    for drawing in root.iter(_DRAWING_ID):
        drawing.set("id", str(next(numbers)))
    given: dict[str, str] = {}
    for mark in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        old = mark.get(f"{W}id", "")
        if old not in given:
            given[old] = str(next(numbers))
        mark.set(f"{W}id", given[old])
