"""The parts of a .docx, parsed without trust (:mod:`docgen.view.safe_xml`), their names and their measures.

Strict packages (ISO/IEC 29500-1) are read under the Transitional names, so that one reader serves both.
"""

from __future__ import annotations

import re
from typing import Final

from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.units import Length
from docgen.view.safe_xml import Element, bounded, parsed

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V: Final = "{urn:schemas-microsoft-com:vml}"
O: Final = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
VAL: Final = f"{W}val"

_STRICT: Final = re.compile(rb"([\"'])http://purl\.oclc\.org/ooxml/([A-Za-z]+)/([A-Za-z]+)")
_STRICT_MARK: Final = b"purl.oclc.org/ooxml"
_UNIVERSAL_MEASURE: Final = re.compile(r"(-?\d+(?:\.\d+)?)(pc|pi)")
_POINTS_A_PICA: Final = 12
_ABSURD: Final = 10**15
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_XML_BLANKS: Final = " \t\r\n"


def prepared(data: bytes, part: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of a part in UTF-8 under Transitional names. Raises Unreadable ARC104 for too much markup."""
    data = bounded(data, part, limits)
    if _STRICT_MARK in data:
        data = _STRICT.sub(rb"\1http://schemas.openxmlformats.org/\2/2006/\3", data)
    return data


def parse(data: bytes, part: str, limits: Limits = DEFAULT_LIMITS) -> Element:
    """The root of one part. Raises Unreadable: ARC101 not well-formed, ARC104 with a DTD, too deep or too big."""
    return parsed(prepared(data, part, limits), part)


def tag_of(element: Element) -> str:
    """The qualified name. Comments and instructions, whose tag is no name, are not in the tree."""
    return element.tag  # type: ignore[return-value]  # the parser drops what has no name


def local_name(element: Element) -> str:
    """The name without its namespace."""
    return tag_of(element).rpartition("}")[2]


def leading(parent: Element, tag: str) -> Element | None:
    """The first child where it has this name: properties stand before all content."""
    child = parent[0] if len(parent) else None
    return child if child is not None and child.tag == tag else None


def val(element: Element | None) -> str | None:
    """The ``w:val`` of an element that may be absent."""
    return None if element is None else element.get(VAL)


def child_val(parent: Element, name: str) -> str | None:
    """The ``w:val`` of the first child ``w:name``."""
    return val(parent.find(f"{W}{name}"))


def spaced(text: str, element: Element) -> str:
    """A text as it is set: blanks at its ends count only where ``xml:space`` preserves them, line ends are blanks."""
    if text[0] in _XML_BLANKS or text[-1] in _XML_BLANKS:
        preserved = element.get(_SPACE) == "preserve"
        text = text if preserved else text.strip(_XML_BLANKS)
    return text.replace("\n", " ") if "\n" in text else text


def is_on(element: Element) -> bool:
    """ST_OnOff: an element without a value means on (ECMA-376 Part 1 §17.17.4)."""
    return element.get(VAL, "1") not in ("0", "false", "off")


def has_on(parent: Element | None, name: str) -> bool:
    """Whether the child ``w:name`` is there and on."""
    child = None if parent is None else parent.find(f"{W}{name}")
    return child is not None and is_on(child)


def integer(text: str | None) -> int | None:
    """A whole number; some programs write “20.0”. None when there is none, or one no measure of a paper needs."""
    if text is None:
        return None
    try:
        number: int | None = int(text)
    except ValueError:
        number = _rounded(text)
    return number if number is not None and abs(number) < _ABSURD else None


def _rounded(text: str) -> int | None:
    try:
        return round(float(text.strip().removesuffix("%")))
    except (ValueError, OverflowError):
        return None


def twips(text: str | None) -> Length | None:
    """ST_TwipsMeasure: a number of twentieths of a point, or a universal measure (“2.7cm”, §22.9.2.14)."""
    number = integer(text)
    if number is not None:
        return Length.of_twips(number)
    return universal(text)


def half_points(text: str | None) -> Length | None:
    """ST_HpsMeasure: a number of half-points, or a universal measure (§17.18.42)."""
    number = integer(text)
    if number is not None:
        return Length.of_pt(number / 2)
    return universal(text)


def universal(text: str | None) -> Length | None:
    """ST_UniversalMeasure, or None."""
    if text is None:
        return None
    if match := _UNIVERSAL_MEASURE.fullmatch(text):
        return Length.of_pt(float(match[1]) * _POINTS_A_PICA)
    try:
        return Length.parse(text)
    except ValueError:
        return None
