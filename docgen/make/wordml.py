"""WordprocessingML as we write it: qualified names and children in the order the schema wants (ECMA-376 Part 1 §17)."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PREFIXES: Final = MappingProxyType({"w": W, "r": R})

_ORDER: Final = MappingProxyType(
    {
        "pPr": (
            "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
            "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
            "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
            "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
        ),
        "rPr": (
            "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
            "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl "
            "cs em lang eastAsianLayout specVanish oMath"
        ),
        "pBdr": "top left bottom right between bar",
        "style": (
            "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
            "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
        ),
        "sectPr": (
            "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
            "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
        ),
        "p": "pPr",
        "r": "rPr",
    }
)


def qualified(name: str) -> str:
    """``jc`` or ``r:id`` as lxml names it; without a prefix it is WordprocessingML's own."""
    prefix, _, local = name.rpartition(":")
    return f"{{{PREFIXES[prefix or 'w']}}}{local}"


def local(element: Element) -> str:
    return etree.QName(element).localname


def element(name: str, /, *children: Element, text: str = "", **attributes: str) -> Element:
    """A new element; attribute names are WordprocessingML's, ``r_id`` stands for ``r:id``."""
    made = etree.Element(qualified(name), nsmap=dict(PREFIXES))
    for key, value in attributes.items():
        made.set(qualified(key.replace("r_", "r:", 1) if key.startswith("r_") else key), value)
    if text:
        made.text = text
        if text != text.strip():
            made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.extend(children)
    return made


def found(parent: Element, path: str) -> Element | None:
    """The element at ``pBdr/bottom`` below ``parent``, if it is there."""
    return parent.find("/".join(qualified(step) for step in path.split("/")))


def child(parent: Element, path: str) -> Element:
    """The element at ``path`` below ``parent``, put where the schema wants it when it is not there yet."""
    for step in path.split("/"):
        existing = found(parent, step)
        if existing is None:
            existing = element(step)
            parent.insert(_position(parent, step), existing)
        parent = existing
    return parent


def _position(parent: Element, name: str) -> int:
    """Before the first child that the schema wants after ``name``. ``p`` and ``r`` hold their properties first."""
    order = _ORDER[local(parent)].split()
    if local(parent) in ("p", "r"):
        return 0
    later = set(order[order.index(name) + 1 :])
    return next((at for at, other in enumerate(parent) if local(other) in later), len(parent))


def remove(found_element: Element) -> None:
    parent = found_element.getparent()
    if parent is not None:
        parent.remove(found_element)


def each(parent: Element, name: str) -> Iterator[Element]:
    """Every descendant of that name, in document order."""
    return parent.iter(qualified(name))


def serialised(root: Element) -> bytes:
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
