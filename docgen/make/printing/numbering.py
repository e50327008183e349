"""Automatic numbers of joined papers: every paper counts from the start again.

Paragraphs count on in one list as long as they name the same ``w:num`` (ECMA-376 Part 1 §17.9.15), by themselves or by
their style. Each paper after the first therefore gets numberings of its own, which restart every level (§17.9.26).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from docgen.make.package import Member
from docgen.make.printing.sections import W

PART: Final = "word/numbering.xml"
_STYLES: Final = "word/styles.xml"
_BEFORE: Final = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
"""What comes before the numbering in a paragraph's properties (CT_PPrBase, ECMA-376 Part 1 §17.3.1.26)."""
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)


class Numbering:
    """The numberings of the joined file, beginning with those all papers share."""

    def __init__(self, members: Mapping[str, Member]) -> None:
        self._root = etree.fromstring(members[PART].data, _PARSER) if PART in members else None
        self._of_style = dict(_numbered_styles(members[_STYLES])) if _STYLES in members and PART in members else {}
        self._last = max((int(_id(number)) for number in self._numbers()), default=0)

    def begin_again(self, root: etree._Element) -> None:
        """Give the paragraphs of a further paper numberings of their own."""
        given: dict[str, str] = {}
        for paragraph in root.iter(f"{W}p") if self._root is not None else ():
            found = self._numbered_by(paragraph)
            if found is None or found.get(f"{W}val") in (None, "0"):
                continue
            old = found.get(f"{W}val", "")
            if old not in given:
                given[old] = self._restarted(old)
            found.set(f"{W}val", given[old])

    def member(self) -> Member | None:
        """The part, with what was added to it; None where the papers number nothing."""
        if self._root is None:
            return None
        data = etree.tostring(self._root, encoding="UTF-8", xml_declaration=True, standalone=True)
        return Member.deflated(PART, data)

    def _numbers(self) -> Iterator[etree._Element]:
        return iter(()) if self._root is None else self._root.iterchildren(f"{W}num")

    def _numbered_by(self, paragraph: etree._Element) -> etree._Element | None:
        """The ``w:numId`` of a paragraph; one that only its style numbers is given it to its own properties."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        own = properties.find(f"{W}numPr/{W}numId")
        style = properties.find(f"{W}pStyle")
        if own is not None or style is None or style.get(f"{W}val", "") not in self._of_style:
            return own
        number, level = self._of_style[style.get(f"{W}val", "")]
        written = etree.Element(f"{W}numPr")
        etree.SubElement(written, f"{W}ilvl", {f"{W}val": level})
        own = etree.SubElement(written, f"{W}numId", {f"{W}val": number})
        properties.insert(sum(etree.QName(child).localname in _BEFORE for child in properties), written)
        return own

    def _restarted(self, old: str) -> str:
        """A new numbering that is the old one with every level at its start."""
        number = next((each for each in self._numbers() if _id(each) == old), None)
        if number is None or self._root is None:
            return old
        self._last += 1
        abstract = number.find(f"{W}abstractNumId")
        again = etree.Element(f"{W}num", {f"{W}numId": str(self._last)})
        if abstract is not None:
            again.append(etree.Element(f"{W}abstractNumId", dict(abstract.attrib)))
            for level, start in self._starts(abstract.get(f"{W}val", "")):
                override = etree.SubElement(again, f"{W}lvlOverride", {f"{W}ilvl": level})
                etree.SubElement(override, f"{W}startOverride", {f"{W}val": start})
        [*self._numbers()][-1].addnext(again)
        return str(self._last)

    def _starts(self, abstract: str) -> Iterator[tuple[str, str]]:
        """Every level of a list and the number it starts with."""
        for each in self._root.iterchildren(f"{W}abstractNum") if self._root is not None else ():
            if each.get(f"{W}abstractNumId") == abstract:
                for level in each.iterchildren(f"{W}lvl"):
                    start = level.find(f"{W}start")
                    yield level.get(f"{W}ilvl", "0"), "1" if start is None else start.get(f"{W}val", "1")


def _id(number: etree._Element) -> str:
    return number.get(f"{W}numId", "0")


def _numbered_styles(part: Member) -> Iterator[tuple[str, tuple[str, str]]]:
    """Paragraph style → the numbering and level it gives, its own or of the style it is based on."""
    styles = {style.get(f"{W}styleId", ""): style for style in etree.fromstring(part.data, _PARSER).iter(f"{W}style")}
    for name, style in styles.items():
        chain = [name]
        at: etree._Element | None = style
        while at is not None:
            number = at.find(f"{W}pPr/{W}numPr/{W}numId")
            if number is not None:
                level = at.find(f"{W}pPr/{W}numPr/{W}ilvl")
                yield name, (number.get(f"{W}val", "0"), "0" if level is None else level.get(f"{W}val", "0"))
                break
            based = at.find(f"{W}basedOn")
            parent = "" if based is None else based.get(f"{W}val", "")
            at = None if parent in chain else styles.get(parent)
            chain.append(parent)
