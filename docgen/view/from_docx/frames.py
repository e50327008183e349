"""What stands apart from the text: frames of paragraphs (``w:framePr``) and floating tables (``w:tblpPr``)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from docgen.units import Length
from docgen.view.from_docx.xml import W, twips
from docgen.view.look import Anchor, Frame
from docgen.view.safe_xml import Element

_ANCHORS: Final[Mapping[str, Anchor]] = MappingProxyType({"text": "text", "margin": "margin", "page": "page"})


def paragraph_frame(element: Element) -> Frame | None:
    """``w:framePr`` (ECMA-376 Part 1 §17.3.1.11); None of a drop cap, which is text like other text."""
    if element.get(f"{W}dropCap", "none") != "none":
        return None
    return Frame(
        across=_anchor(element, "hAnchor"),
        down=_anchor(element, "vAnchor"),
        left=twips(element.get(f"{W}x")),
        top=twips(element.get(f"{W}y")),
        width=twips(element.get(f"{W}w")),
        across_align=element.get(f"{W}xAlign"),
        down_align=element.get(f"{W}yAlign"),
    )


def table_frame(properties: Element | None) -> Frame | None:
    """``w:tblpPr`` of a table's properties (§17.4.57); None of a table in the text."""
    element = None if properties is None else properties.find(f"{W}tblpPr")
    if element is None:
        return None
    return Frame(
        across=_anchor(element, "horzAnchor"),
        down=_anchor(element, "vertAnchor"),
        left=_distance(element, "tblpX"),
        top=_distance(element, "tblpY"),
        across_align=element.get(f"{W}tblpXSpec"),
        down_align=element.get(f"{W}tblpYSpec"),
    )


def _anchor(element: Element, name: str) -> Anchor:
    """What nothing is said of is anchored to the page."""
    return _ANCHORS.get(element.get(f"{W}{name}", ""), "page")


def _distance(element: Element, name: str) -> Length | None:
    return twips(element.get(f"{W}{name}"))
