"""Headers and footers of joined papers: every different one once, referred to by the sections that have it.

“共 n 页” counts the pages of a whole file (``NUMPAGES``); of a paper among others it must count those of its section
(``SECTIONPAGES``, ECMA-376 Part 1 §17.16.5). The number last known stands in the field, for programs that do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from docgen.errors import TemplateError
from docgen.make.package import CONTENT_TYPES, Member
from docgen.make.printing.sections import W, sections_of

FURNITURE: Final = re.compile(r"word/(?:_rels/)?(?:header|footer)[^/]*\.xml(?:\.rels)?")
_RELATIONSHIPS: Final = "word/_rels/document.xml.rels"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCES: Final = (f"{W}headerReference", f"{W}footerReference")
_COUNT: Final = b"NUMPAGES"
_COUNTED: Final = re.compile(rb"(SECTIONPAGES(?:(?!</w:p>).)*?<w:t(?:\s[^>]*)?>)\d+", re.DOTALL)
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)


class Furniture:
    """The headers and footers met so far. ``parts`` are their members, in the order they were met."""

    def __init__(self) -> None:
        self.parts: list[Member] = []
        self._met: dict[tuple[str, bytes], str] = {}
        self._like: dict[str, str] = {}

    def take(self, members: Mapping[str, Member], root: etree._Element, pages: int | None) -> None:
        """Let the sections of a paper refer to its headers and footers here. ``pages``: how many it has, if known.

        Raises:
            TemplateError: it has several sections and counts the pages of them all, which no field can.
        """
        relations = _relations(members)
        sections = sections_of(root)
        for section in sections:
            for reference in section.iter(*_REFERENCES):
                part = relations[reference.get(_ID, "")]
                data = members[part].data
                if _COUNT in data and len(sections) > 1:
                    raise TemplateError("分为几节又印总页数的文书不能合并", "请用 PDF 打印。")
                reference.set(_ID, self._known(part, _counting_its_own(data, pages), members.get(_relations_of(part))))

    def _known(self, part: str, data: bytes, relations: Member | None) -> str:
        """The relationship of a header or footer, made known where it is new."""
        if (part, data) not in self._met:
            number = len(self._met) + 1
            kind = "header" if "/header" in part else "footer"
            name = f"word/{kind}_{number}.xml"
            self._met[part, data] = f"rIdFurniture{number}"
            self._like[name] = part
            self.parts.append(Member.deflated(name, data))
            if relations is not None:
                self.parts.append(replace(relations, name=_relations_of(name)))
        return self._met[part, data]

    def declared(self, members: Iterable[Member]) -> list[Member]:
        """The members, with relationships and content types of these parts instead of the first paper's own."""
        return [self._declared(member) for member in members]

    def _declared(self, member: Member) -> Member:
        if member.name not in (_RELATIONSHIPS, CONTENT_TYPES):
            return member
        root = etree.fromstring(member.data, _PARSER)
        attribute = "Target" if member.name == _RELATIONSHIPS else "PartName"
        before = {_part(child.get(attribute, "")): child for child in root}
        for name, relation in zip(self._like, self._met.values(), strict=True):
            described = etree.SubElement(root, before[self._like[name]].tag, dict(before[self._like[name]].attrib))
            described.set(attribute, name.removeprefix("word/") if attribute == "Target" else f"/{name}")
            if attribute == "Target":
                described.set("Id", relation)
        for part, child in before.items():
            if FURNITURE.fullmatch(part):
                root.remove(child)
        data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        return Member.deflated(member.name, data)


def _relations(members: Mapping[str, Member]) -> dict[str, str]:
    """Relationship id → part, of the document."""
    if _RELATIONSHIPS not in members:
        return {}
    root = etree.fromstring(members[_RELATIONSHIPS].data, _PARSER)
    return {str(child.get("Id")): _part(child.get("Target", "")) for child in root}


def _relations_of(part: str) -> str:
    return f"word/_rels/{part.removeprefix('word/')}.rels"


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"word/{target}"


def _counting_its_own(data: bytes, pages: int | None) -> bytes:
    data = data.replace(_COUNT, b"SECTIONPAGES")
    return data if pages is None else _COUNTED.sub(rb"\g<1>%d" % pages, data)
