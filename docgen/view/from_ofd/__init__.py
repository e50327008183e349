"""An OFD as a view (GB/T 33190-2016): like a PDF, it states where every character stands and in which font and size.

What it cannot show is None; the ink of a character is taken from its box, since fonts need not lie in the package.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.spec.measures import load_measures
from docgen.view.bounded_zip import BoundedZip
from docgen.view.facts import Facts, Signature
from docgen.view.from_ofd.package import REMEDY, Package, beside, children, numbers, text_at
from docgen.view.from_ofd.page import Drawing, PageReader
from docgen.view.from_ofd.resources import Resources, add_resources, resources_of
from docgen.view.from_ofd.seals import signatures_of
from docgen.view.model import DocumentView
from docgen.view.pages import laid_out, scanned_pages, uncoded_pages
from docgen.view.pages.sheet import Box, Sheet
from docgen.view.safe_xml import Element

_A4: Final[Box] = (0.0, 0.0, 210.0, 297.0)
_PROGRAM: Final = ("Creator", "CreatorVersion")
_MOST_ATTACHED: Final = 100
_LARGEST: Final = 20_000.0
"""Millimetres: no sheet is wider or higher."""


def read_ofd(data: bytes, limits: Limits = DEFAULT_LIMITS, begins: Collection[int] = ()) -> DocumentView:
    """Read an OFD, every document of the package one after the other. ``begins`` are the pages, from 1, on which
    another paper begins.

    Raises:
        Unreadable: ARC101 damaged, ARC104 beyond ``limits``, ARC105 encrypted.
    """
    within = load_measures().tolerance("ofd")
    sheets: list[Sheet] = []
    signatures: list[Signature] = []
    attached: list[str] = []
    with BoundedZip(data, limits) as archive:
        package = Package(archive, limits)
        bodies = list(children(package.main, "DocBody"))
        for body in bodies:
            read = _sheets(package, body, limits)
            pages = {identifier: number for number, (identifier, _) in enumerate(read, len(sheets) + 1)}
            sheets += [_numbered(sheet, number) for number, (_, sheet) in enumerate(read, len(sheets) + 1)]
            signatures += signatures_of(package, body, pages)
            attached += _attached(package, body)
    if not sheets:
        raise Unreadable("ARC101", "OFD 文件已损坏：没有一页", REMEDY)
    sections, blocks = laid_out(sheets, within, limits, begins)
    return DocumentView(_facts(bodies, sheets, tuple(signatures), tuple(attached)), sections, blocks)


def _sheets(package: Package, body: Element, limits: Limits) -> list[tuple[str, Sheet]]:
    """The pages of one document, in order, each with its identifier."""
    path = package.document(body)
    document = package.root(path)
    if document is None:
        raise Unreadable("ARC101", f"OFD 文件已损坏：缺少“{path}”", REMEDY)
    resources = resources_of(package, document, path)
    reader = PageReader(resources, load_measures().tolerance("ofd").size, limits)
    usual = _box(next(children(document, "CommonData", "PageArea"), None)) or _A4
    notes = _annotations(package, document, path)
    pages = list(children(document, "Pages", "Page"))
    if len(pages) > limits.pages:
        raise Unreadable("ARC104", f"页数超过{limits.pages}页的上限", "请拆成几个文件后再提交")
    sheets = []
    for number, page in enumerate(pages, 1):
        place = beside(path, page.get("BaseLoc", ""))
        root = package.root(place)
        if root is None:
            raise Unreadable("ARC101", f"OFD 文件已损坏：缺少第{number}页（“{place}”）", REMEDY)
        for own in children(root, "PageRes"):
            add_resources(package, beside(place, own.text or ""), resources)
        identifier = page.get("ID", "")
        drawn = [*map(Drawing, _layers(package, root, resources)), *notes.get(identifier, [])]
        sheets.append((identifier, reader.read(number, _box(next(children(root, "Area"), None)) or usual, drawn)))
        package.forget(place)
    return sheets


def _layers(package: Package, page: Element, resources: Resources) -> Iterator[Element]:
    """What is drawn: the templates behind the page, its own content, the templates before it (§7.7)."""
    used = list(children(page, "Template"))
    for template in used:
        if template.get("ZOrder") != "Foreground":
            yield from children(package.root(resources.templates.get(template.get("TemplateID", ""), "")), "Content")
    yield from children(page, "Content")
    for template in used:
        if template.get("ZOrder") == "Foreground":
            yield from children(package.root(resources.templates.get(template.get("TemplateID", ""), "")), "Content")


def _annotations(package: Package, document: Element, path: str) -> dict[str, list[Drawing]]:
    """What was put on the pages, stamps and notes, by the page's identifier (§15). A watermark says nothing of the
    paper; a stamp that is text typed on the page is no stamp. Every part is one page's."""
    found: dict[str, list[Drawing]] = {}
    listed = text_at(document, "Annotations")
    place = beside(path, listed)
    parts: dict[str, str] = {}
    for page in children(package.root(place), "Page") if listed else ():
        parts.setdefault(beside(place, text_at(page, "FileLoc")), page.get("PageID", ""))
    for part, identifier in parts.items():
        root = package.root(part)
        for note in children(root, "Annot"):
            kinds = {note.get("Type"), note.get("Subtype")}
            if note.get("Visible") != "false" and "Watermark" not in kinds:
                stamp = "Stamp" in kinds and "FreeText" not in kinds
                looks = [Drawing(look, added=True, stamp=stamp) for look in children(note, "Appearance")]
                found.setdefault(identifier, []).extend(looks)
    return found


def _box(area: Element | None) -> Box | None:
    """The page's own size, or None where it states none. Raises Unreadable ARC104 for one that is no page's."""
    box = numbers(text_at(area, "PhysicalBox"))
    if len(box) != 4 or min(box[2:]) <= 0:
        return None
    if max(box[2:]) > _LARGEST:
        raise Unreadable("ARC104", f"页面尺寸超过{_LARGEST / 1000:g}米，不是可以打印的纸张", REMEDY)
    return box[0], box[1], box[2], box[3]


def _facts(
    bodies: list[Element], sheets: list[Sheet], signatures: tuple[Signature, ...], attached: tuple[str, ...]
) -> Facts:
    producers = (" ".join(filter(None, (text_at(body, "DocInfo", each) for each in _PROGRAM))) for body in bodies)
    return Facts(
        "ofd",
        pages=len(sheets),
        producer=next(filter(None, producers), None),
        scanned=scanned_pages(sheets),
        uncoded=uncoded_pages(sheets),
        pictures=sum(sheet.pictures for sheet in sheets),
        signed=bool(signatures),
        signatures=signatures,
        attached=attached,
    )


def _attached(package: Package, body: Element) -> list[str]:
    """The names of the files a document carries beside its pages (§20)."""
    path = package.document(body)
    listed = text_at(package.root(path), "Attachments")
    found = children(package.root(beside(path, listed)), "Attachment") if listed else iter(())
    return [each.get("Name") or text_at(each, "FileLoc") for each in islice(found, _MOST_ATTACHED)]


def _numbered(sheet: Sheet, number: int) -> Sheet:
    """A page counted through all documents of the package."""
    if sheet.number == number:
        return sheet
    glyphs = tuple(glyph._replace(page=number) for glyph in sheet.glyphs)
    return replace(sheet, number=number, glyphs=glyphs, slanted=tuple(g._replace(page=number) for g in sheet.slanted))
