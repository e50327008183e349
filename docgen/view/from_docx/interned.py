"""Properties that repeat, parsed once.

A paper says the same ``w:rPr`` for hundreds of runs, and most of its XML is such repetition. Before a part is parsed,
every property element that can be told from its bytes alone is replaced by an empty one that carries a number, and
each distinct one is parsed by itself; equal numbers are equal properties, so that what is known of one need not be
looked at again. Where a part cannot be treated so, it is parsed as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.view.from_docx.xml import W, parse, prepared
from docgen.view.safe_xml import Element

NUMBER: Final = "docgen-number"
"""The attribute that carries the number; a part that has it already is not treated."""

_NAMES: Final = (b"rPr", b"pPr", b"tcPr")
"""Inner ones first: paragraph properties hold those of their mark."""
_NAMESPACE: Final = W[1:-1].encode()
_BINDING: Final = re.compile(rb"xmlns:([\w.-]+)=[\"']" + re.escape(_NAMESPACE) + rb"[\"']")
_ROOT: Final = re.compile(rb"\s*(?:<\?[^>]*\?>\s*)?(<([\w.:-]+)[^>]*[^/]>)")
_OTHER_ENCODING: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8|us-ascii)", re.IGNORECASE)
_NOT_PLAIN: Final = (b"<!", NUMBER.encode())
"""Comments, literal text and document types may hold what only looks like an element."""


@dataclass(frozen=True, slots=True)
class InternedPart:
    """A part's root, and its distinct property elements by number."""

    root: Element
    distinct: tuple[Element, ...] = ()

    def number(self, properties: Element | None) -> str | None:
        """The number that stands for these properties, or None where they stand for themselves."""
        return properties.get(NUMBER) if properties is not None and self.distinct else None

    def whole(self, properties: Element) -> Element:
        """The properties themselves, where only their number stands in the tree."""
        number = self.number(properties)
        return properties if number is None else self.distinct[int(number)]


def parse_interned(data: bytes, part: str, limits: Limits) -> InternedPart:
    """A part of WordprocessingML, its repeated properties interned. Raises what
    :func:`docgen.view.from_docx.xml.parse` does."""
    data = prepared(data, part, limits)
    prefix, start = _prefix(data), _ROOT.match(data)
    if prefix is None or start is None:
        return InternedPart(parse(data, part, limits))
    shortened, distinct = _shortened(data, prefix)
    listed = b"".join((start[1], *distinct, b"</", start[2], b">"))
    try:
        properties, root = tuple(parse(listed, part, limits)), parse(shortened, part, limits)
    except Unreadable:
        return InternedPart(parse(data, part, limits))
    return InternedPart(root, properties)


def _prefix(data: bytes) -> bytes | None:
    """The prefix of WordprocessingML, with its colon; None where bytes alone do not tell elements apart."""
    binding = _BINDING.search(data)
    if binding is None or any(mark in data for mark in _NOT_PLAIN) or _OTHER_ENCODING.match(data):
        return None
    # Bound again and again to the same is harmless, bound to anything else it would lie.
    return binding[1] + b":" if data.count(b"xmlns:%s=" % binding[1]) == data.count(binding[0]) else None


def _shortened(data: bytes, prefix: bytes) -> tuple[bytes, list[bytes]]:
    """The part with numbers in place of properties, and the properties the numbers stand for."""
    distinct: list[bytes] = []
    for local in _NAMES:
        name = prefix + local
        opening, closing = b"<" + name + b">", b"</" + name + b">"
        numbered: dict[bytes, bytes] = {}
        pieces = data.split(opening)
        for index in range(1, len(pieces)):
            inner, end, after = pieces[index].partition(closing)
            # Without an end of its own it holds another (the copy kept of a tracked change); a section is no format.
            if not end or b"sectPr" in inner:
                pieces[index] = opening + pieces[index]
                continue
            number = numbered.get(inner)
            if number is None:
                number = numbered[inner] = b'<%s %s="%d"/>' % (name, NUMBER.encode(), len(distinct))
                distinct.append(opening + inner + closing)
            pieces[index] = number + after
        data = b"".join(pieces)
    return data, distinct
