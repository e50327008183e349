"""The name of the issuing body set over its date, by the standard's rule and the texts' own widths.

A role whose law says ``align = "signature over DATE"`` is the name; the paragraph after it is the date. A template says
by the date's indent whether a seal goes over both: four characters from the right mean a seal, else there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from lxml import etree

from docgen.make.styled import StyleSheet
from docgen.make.wordml import Element, child, each, found, qualified
from docgen.signature_block import SignatureBlock, sealed, text_width, unsealed
from docgen.spec.model import DocumentSpec, Role

_OVER: Final = "signature over "
_SEALED: Final = "400"
_INDENTS: Final = ("left", "leftChars", "start", "startChars", "right", "rightChars", "end", "endChars",
                   "firstLine", "firstLineChars", "hanging", "hangingChars")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placing:
    """Which paragraph styles are names to be set over a date, with their roles."""

    roles: tuple[tuple[str, Role], ...]

    def placed(self, document: bytes) -> bytes:
        """The main part of a filled paper with every name and date in its place."""
        root = etree.fromstring(document)
        for name, date in pairwise(each(root, "p")):
            if (role := dict(self.roles).get(_style(name))) is not None:
                _place(name, date, role, _line(root))
        return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


def placing_of(spec: DocumentSpec, styles: bytes) -> Placing | None:
    """What the law of a paper sets over a date, None when it sets nothing; ``styles`` is the template's styles part."""
    roles = [(name, role) for name, role in spec.role.items() if (role.align or "").startswith(_OVER)]
    if not roles:
        return None
    sheet = StyleSheet(etree.fromstring(styles))
    return Placing(tuple((_id_of(sheet, name), role) for name, role in roles))


def _id_of(sheet: StyleSheet, name: str) -> str:
    style = sheet.named(name)
    return name if style is None else style.get(qualified("styleId"), name)


def _style(paragraph: Element) -> str:
    style = found(paragraph, "pPr/pStyle")
    return "" if style is None else style.get(qualified("val"), "")


def _line(root: Element) -> int:
    """The width of the text area in twips, of the last section."""
    *_, section = each(root, "sectPr")
    paper, margin = found(section, "pgSz"), found(section, "pgMar")
    width, left, right = (
        int(holder.get(qualified(name), "0")) if holder is not None else 0
        for holder, name in ((paper, "w"), (margin, "left"), (margin, "right"))
    )
    return width - left - right


def _place(name: Element, date: Element, role: Role, line: int) -> None:
    size = role.size.length.twips if role.size is not None else 0
    spacing = role.character_spacing.length.twips if role.character_spacing is not None else 0
    over, under = (text_width(_text(paragraph), size, spacing) for paragraph in (name, date))
    indent = found(date, "pPr/ind")
    if indent is not None and indent.get(qualified("rightChars")) == _SEALED:
        block = sealed(over, under, line, size + spacing)
        _centre(name, block)
        _indent(date, "right", right=block.date.right)
        return
    block = unsealed(over, under, line, size + spacing)
    _indent(name, "left", block.name.left)
    _indent(date, "left", block.date.left)


def _centre(name: Element, block: SignatureBlock) -> None:
    """The name centred in a column as wide as can be about the date's middle: it never breaks for a hair's breadth."""
    beside = block.date.left - block.date.right
    _indent(name, "center", max(0.0, beside), max(0.0, -beside))


def _indent(paragraph: Element, align: str, left: float = 0, right: float = 0) -> None:
    indent = child(paragraph, "pPr/ind")
    for name in _INDENTS:
        indent.attrib.pop(qualified(name), None)
    for name, amount in (("left", left), ("right", right), ("firstLine", 0)):
        indent.set(qualified(name), str(round(amount)))
    child(paragraph, "pPr/jc").set(qualified("val"), align)


def _text(paragraph: Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Element) -> Iterator[str]:
    for piece in paragraph.iter(qualified("t"), qualified("br")):
        yield (piece.text or "") if piece.tag == qualified("t") else "\n"
