"""XML parts, parsed without trust: no entities, no document type, no network, bounded depth and size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.remedies import CHECK_SOURCE_DOCX, SAVE_AS_DOCX

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Element = etree._Element

_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")


def bounded(data: bytes, part: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of a part in UTF-8. Raises Unreadable: ARC101 cut off, ARC104 too much markup."""
    data = _utf8(data, part)
    if data.count(b"<") + data.count(b"=") > limits.xml_marks:
        raise Unreadable("ARC104", f"文件内部的“{part}”过大", CHECK_SOURCE_DOCX)
    return data


def parsed(data: bytes, part: str) -> Element:
    """The root of one part, :func:`bounded` before. Raises Unreadable: ARC101 not well-formed, ARC104 with a DTD, too
    deep or too big."""
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as fault:
        if fault.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise Unreadable("ARC104", f"文件内部的“{part}”层次过深或过大", CHECK_SOURCE_DOCX) from fault
        raise Unreadable("ARC101", f"文件已损坏：内部的“{part}”不完整", SAVE_AS_DOCX) from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("ARC104", f"文件内部的“{part}”含有文档类型声明，可能用于攻击", CHECK_SOURCE_DOCX)
    return root


def written(element: Element) -> bytes:
    """An element with its namespaces as a part of its own, in UTF-8."""
    return etree.tostring(element, encoding="UTF-8", xml_declaration=True, standalone=True, with_tail=False)


def page_of(text: str) -> HtmlElement:
    """The root of a web page, however carelessly it is written. Raises Unreadable ARC101 where nothing is in it."""
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as fault:
        raise Unreadable("ARC101", "文件已损坏：网页打不开", SAVE_AS_DOCX) from fault


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _utf8(data: bytes, part: str) -> bytes:
    """UTF-16 parts as UTF-8, so that bounds and Strict names are seen in them too (ECMA-376 Part 2 §8.1.4)."""
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff") and data[:4] not in (b"<\0?\0", b"\0<\0?"):
        return data
    encoding = "utf-16" if data[:1] in (b"\xff", b"\xfe") else "utf-16-le" if data[:1] == b"<" else "utf-16-be"
    try:
        return _DECLARATION.sub("", data.decode(encoding)).encode()
    except UnicodeDecodeError as fault:
        raise Unreadable("ARC101", f"文件已损坏：内部的“{part}”不完整", SAVE_AS_DOCX) from fault
