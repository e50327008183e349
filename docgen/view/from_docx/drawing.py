"""What is drawn within a run: pictures, text boxes, and what no reader of text can know (ECMA-376 Part 1 §20.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from docgen.units import Length
from docgen.view.from_docx.package import Relationship
from docgen.view.from_docx.xml import MC, WP, A, O, R, V, W, integer, tag_of, universal
from docgen.view.look import Anchor
from docgen.view.model import Picture
from docgen.view.safe_xml import Element

_UNDERSTOOD: Final = (
    "http://schemas.microsoft.com/office/word/2010/",
    "http://schemas.microsoft.com/office/word/2012/",
    "http://schemas.microsoft.com/office/drawing/2010/",
    "http://schemas.openxmlformats.org/",
)
"""Namespaces whose content this reader reads as well as its fallback."""
_OPAQUE: Final[Mapping[str, str]] = MappingProxyType({"chart": "图表", "chartex": "图表", "diagram": "SmartArt 图形"})
_BOX: Final = f"{W}txbxContent"
_ANCHORS: Final[Mapping[str, Anchor]] = MappingProxyType(
    {"page": "page", "leftMargin": "page", "topMargin": "page", "margin": "margin", "column": "text",
     "character": "text", "paragraph": "text", "line": "text"}
)  # fmt: skip
"""What a position is from (§20.4.3.4, §20.4.3.5). The areas of the left and top margin begin where the page does."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a drawing holds: pictures, the contents of its text boxes, and the names of what is opaque."""

    pictures: tuple[Picture, ...] = ()
    boxes: tuple[Element, ...] = ()
    opaque: tuple[str, ...] = ()


def chosen(alternatives: Element) -> Element | None:
    """The branch of ``mc:AlternateContent`` to read: the first choice understood, else the fallback (Part 3 §7.6)."""
    for choice in alternatives.iterfind(f"{MC}Choice"):
        prefixes = choice.get("Requires", "").split()
        namespaces = (choice.nsmap.get(prefix) or "" for prefix in prefixes)
        if all(namespace.startswith(_UNDERSTOOD) for namespace in namespaces):
            return choice
    return alternatives.find(f"{MC}Fallback")


def read_drawing(drawing: Element, relationships: Mapping[str, Relationship]) -> Drawn:
    """A ``w:drawing``: inline with the text or anchored, with all it groups."""
    pictures: list[Picture] = []
    boxes: list[Element] = []
    opaque: list[str] = []
    for frame in drawing.iterchildren(f"{WP}inline", f"{WP}anchor"):
        for data in frame.iter(f"{A}graphicData"):
            what = _OPAQUE.get(data.get("uri", "").rpartition("/")[2])
            if what is not None:
                opaque.append(what)
        boxes += _outermost_boxes(frame)
        fills = (blip for blip in frame.iter(f"{A}blip") if not _within_box(blip, frame))
        pictures += (_picture(frame, blip, relationships) for blip in fills)
    return Drawn(tuple(pictures), tuple(boxes), tuple(opaque))


def _outermost_boxes(root: Element) -> Iterator[Element]:
    """The text boxes in ``root`` that lie in no other; those within are read with the box they lie in."""
    return (box for box in root.iter(_BOX) if not _within_box(box, root) and _in_chosen_branch(box, root))


def _within_box(element: Element, root: Element) -> bool:
    return any(above.tag == _BOX for above in _between(element, root))


def _in_chosen_branch(element: Element, root: Element) -> bool:
    """Whether every AlternateContent between ``root`` and the element chose the branch it stands in."""
    for above in _between(element, root):
        parent = above.getparent()
        if parent is not None and parent.tag == f"{MC}AlternateContent" and chosen(parent) is not above:
            return False
    return True


def _between(element: Element, root: Element) -> Iterator[Element]:
    for above in element.iterancestors():
        if above is root:
            return
        yield above


def _picture(frame: Element, blip: Element, relationships: Mapping[str, Relationship]) -> Picture:
    extent, name = frame.find(f"{WP}extent"), frame.find(f"{WP}docPr")
    key = blip.get(f"{R}embed") or blip.get(f"{R}link") or ""
    related = relationships.get(key)
    across, down = (_from(frame, f"position{way}") for way in "HV")
    return Picture(
        width=_emu(extent, "cx"),
        height=_emu(extent, "cy"),
        anchor="inline" if tag_of(frame) == f"{WP}inline" else "floating",
        description="" if name is None else name.get("descr", ""),
        part=None if related is None or related.external else related.target,
        left=_offset(frame, "positionH"),
        top=_offset(frame, "positionV"),
        across=across or "text",
        down=down or "text",
        across_align=frame.findtext(f"{WP}positionH/{WP}align"),
        down_align=frame.findtext(f"{WP}positionV/{WP}align"),
        behind=frame.get("behindDoc") in ("1", "true", "on"),
        apart=frame.find(f"{WP}wrapTopAndBottom") is not None,
        altered=_altered(frame, blip) or (None if across and down else "按页边区域定位"),
    )


def _from(frame: Element, name: str) -> Anchor | None:
    """What a position is from; None for what has no fixed place on the page."""
    position = frame.find(f"{WP}{name}")
    return "text" if position is None else _ANCHORS.get(position.get("relativeFrom", "page"))


def _altered(frame: Element, blip: Element) -> str | None:
    """How a picture is shown otherwise than it is stored: cut, turned, or one of a group drawn together."""
    cut = next(blip.itersiblings(f"{A}srcRect"), None)
    if cut is not None and any(integer(part) for part in cut.attrib.values()):
        return "裁剪过"
    if any(integer(shape.get("rot")) or shape.get("flipH") or shape.get("flipV") for shape in frame.iter(f"{A}xfrm")):
        return "旋转或翻转过"
    return "在组合图形中" if len(list(frame.iter(f"{A}blip"))) > 1 else None


def _emu(element: Element | None, name: str) -> Length | None:
    amount = None if element is None else integer(element.get(name))
    return None if amount is None else Length(amount)


def _offset(frame: Element, name: str) -> Length | None:
    amount = integer(frame.findtext(f"{WP}{name}/{WP}posOffset"))
    return None if amount is None else Length(amount)


def read_vml(picture: Element, relationships: Mapping[str, Relationship]) -> Drawn:
    """A ``w:pict`` or ``w:object``: shapes of Word 2003, text boxes, embedded objects."""
    pictures = tuple(_vml_picture(data, relationships) for data in picture.iter(f"{V}imagedata"))
    embedded = picture.find(f"{O}OLEObject")
    if embedded is None or _is_icon(embedded):
        return Drawn(pictures, tuple(_outermost_boxes(picture)), ())
    return Drawn((), tuple(_outermost_boxes(picture)), ("嵌入对象",))


def _is_icon(embedded: Element) -> bool:
    """An attachment shown as an icon: its content is no text of the page."""
    return embedded.get("DrawAspect") == "Icon"


def _vml_picture(data: Element, relationships: Mapping[str, Relationship]) -> Picture:
    shape = data.getparent()
    style = dict(_declarations("" if shape is None else shape.get("style", "")))
    related = relationships.get(data.get(f"{R}id", ""))
    return Picture(
        width=universal(style.get("width")),
        height=universal(style.get("height")),
        anchor="floating" if style.get("position") == "absolute" else "inline",
        description="" if shape is None else shape.get("alt", ""),
        part=None if related is None or related.external else related.target,
        left=universal(style.get("margin-left")),
        top=universal(style.get("margin-top")),
        across=_ANCHORS.get(style.get("mso-position-horizontal-relative", "text"), "text"),
        down=_ANCHORS.get(style.get("mso-position-vertical-relative", "text"), "text"),
        across_align=_vml_alignment(style.get("mso-position-horizontal")),
        down_align=_vml_alignment(style.get("mso-position-vertical")),
        behind=style.get("z-index", "").startswith("-"),
        altered="旋转过" if style.get("rotation", "0") != "0" else None,
    )


def _vml_alignment(word: str | None) -> str | None:
    return None if word == "absolute" else word


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            yield name.strip().lower(), value.strip()
