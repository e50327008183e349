"""What a .docx says of itself: program, template mark, revisions, signature, active content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from docgen.units import Length
from docgen.view.facts import Facts
from docgen.view.from_docx.package import Package
from docgen.view.from_docx.xml import W
from docgen.view.model import Block, Picture, Section, paragraphs_of
from docgen.view.safe_xml import Element
from docgen.view.signatures import seen_only

_EXTENDED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_REVISIONS: Final = tuple(
    f"{W}{name}"
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange",
        "sectPrChange", "cellIns", "cellDel", "numberingChange",
    )
)  # fmt: skip
_LOADED: Final = {
    "attachedTemplate": "外部模板",
    "oleObject": "外部 OLE 对象",
    "subDocument": "外部子文档",
    "frame": "外部框架",
    "image": "外部图片",
    "aFChunk": "外部内容",
    "mailMergeSource": "外部数据源",
}
"""External relationships a program would follow by itself, when the file is opened."""
_FILLS_A_PAGE: Final = 0.5


def read_facts(package: Package, main: str, roots: Iterable[Element], dynamic: Iterable[str], pictures: int) -> Facts:
    """Everything but ``scanned`` and ``page_pictures``, which the view tells. ``roots`` are all of the document."""
    properties = package.related_part("", "extended-properties") or package.related_part("", "extendedProperties")
    root = None if properties is None else package.tree(properties)
    program = " ".join(filter(None, (_said(root, "Application"), _said(root, "AppVersion"))))
    template = _said(root, "Template").split()
    signed = any(name.startswith("_xmlsignatures/") for name in package.names)
    return Facts(
        kind="docx",
        mark=template[0] if template and "/" in template[0] else None,
        producer=program or None,
        active=tuple(sorted(set(_active(package, main, dynamic)))),
        pictures=pictures,
        signed=signed,
        tracked=any(next(root.iter(*_REVISIONS), None) is not None for root in roots),
        signatures=seen_only() if signed else (),
    )


def _said(root: Element | None, name: str) -> str:
    return "" if root is None else (root.findtext(f"{_EXTENDED}{name}") or "").strip()


def _active(package: Package, main: str, dynamic: Iterable[str]) -> Iterator[str]:
    settings = package.related_part(main, "settings")
    for source in (main, settings) if settings else (main,):
        for relationship in package.relationships(source).values():
            if relationship.kind == "vbaProject":
                yield "宏"
            elif relationship.external and relationship.kind in _LOADED:
                yield f"{_LOADED[relationship.kind]}：{relationship.target}"
            elif relationship.kind in ("oleObject", "package") and not relationship.external:
                yield "嵌入的对象"
            elif relationship.kind == "control":
                yield "ActiveX 控件"
    yield from (f"{kind} 域" for kind in dynamic)


def is_scan(blocks: tuple[Block, ...], sections: tuple[Section, ...], opaque: bool) -> bool:
    """No text anywhere, and a picture that fills most of its page: a scan put into a .docx."""
    if opaque or any(paragraph.full_text.strip() for paragraph in paragraphs_of(blocks)):
        return False
    pictures = (picture for paragraph in paragraphs_of(blocks) for picture in paragraph.pictures)
    return any(_fills(picture, sections) for picture in pictures)


def page_pictures(blocks: tuple[Block, ...], sections: tuple[Section, ...]) -> int:
    """How many pictures are of a page's shape and fill most of theirs: what may be a scanned page beside some text."""
    pictures = (picture for paragraph in paragraphs_of(blocks) for picture in paragraph.pictures)
    return sum(_upright(picture) and _fills(picture, sections) for picture in pictures)


def _upright(picture: Picture) -> bool:
    return picture.width is not None and picture.height is not None and picture.height > picture.width


def _fills(picture: Picture, sections: tuple[Section, ...]) -> bool:
    """A picture whose size is not known may fill the page."""
    if picture.width is None or picture.height is None:
        return True
    page = sections[0].page if sections else None
    if page is None or page.width.value is None or page.height.value is None:
        return True
    sides = (page.margin[side].value or Length(0) for side in ("left", "right", "top", "bottom"))
    left, right, top, bottom = sides
    area = (page.width.value - left - right) * (page.height.value - top - bottom)
    return picture.width * picture.height >= area * _FILLS_A_PAGE
