"""An OFD as a view (GB/T 33190-2016): like a PDF, it states where every character stands and in which font and size.

What it cannot show is None; the ink of a character is taken from its box, since fonts need not lie in the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.spec.measures import load_measures
from docgen.view.bounded_zip import BoundedZip
from docgen.view.from_ofd.package import REMEDY, Package, beside, children, numbers, text_at
from docgen.view.from_ofd.page import PageReader
from docgen.view.from_ofd.resources import Resources, resources_of
from docgen.view.model import DocumentView, Facts
from docgen.view.pages import laid_out, scanned_pages
from docgen.view.pages.sheet import Box, Sheet
from docgen.view.safe_xml import Element
from docgen.view.signatures import seen_only

_A4: Final[Box] = (0.0, 0.0, 210.0, 297.0)
_PROGRAM: Final = ("Creator", "CreatorVersion")
_LARGEST: Final = 20_000.0
"""Millimetres: no sheet is wider or higher."""


def read_ofd(data: bytes, limits: Limits = DEFAULT_LIMITS) -> DocumentView:
    """Read an OFD, every document of the package one after the other.

    Raises:
        Unreadable: ARC101 damaged, ARC104 beyond ``limits``, ARC105 encrypted.
    """
    within = load_measures().tolerance("ofd")
    with BoundedZip(data, limits) as archive:
        package = Package(archive, limits)
        bodies = list(children(package.main, "DocBody"))
        sheets = [sheet for body in bodies for sheet in _sheets(package, body, limits)]
        signed = any(_signed(package, body) for body in bodies)
    if not sheets:
        raise Unreadable("ARC101", "OFD 文件已损坏：没有一页", REMEDY)
    numbered = [_numbered(sheet, number) for number, sheet in enumerate(sheets, 1)]
    sections, blocks = laid_out(numbered, within, limits)
    return DocumentView(_facts(bodies, numbered, signed), sections, blocks)


def _sheets(package: Package, body: Element, limits: Limits) -> Iterator[Sheet]:
    """The pages of one document, in order."""
    path = beside("", text_at(body, "DocRoot"))
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
    for number, page in enumerate(pages, 1):
        place = beside(path, page.get("BaseLoc", ""))
        root = package.root(place)
        box = _box(next(children(root, "Area"), None)) or usual
        drawn = [*_layers(package, root, resources), *notes.get(page.get("ID", ""), [])]
        yield reader.read(number, box, drawn)
        package.forget(place)


def _layers(package: Package, page: Element | None, resources: Resources) -> Iterator[Element]:
    """What is drawn: the templates behind the page, its own content, the templates before it (§7.7)."""
    used = list(children(page, "Template"))
    for template in used:
        if template.get("ZOrder") != "Foreground":
            yield from children(package.root(resources.templates.get(template.get("TemplateID", ""), "")), "Content")
    yield from children(page, "Content")
    for template in used:
        if template.get("ZOrder") == "Foreground":
            yield from children(package.root(resources.templates.get(template.get("TemplateID", ""), "")), "Content")


def _annotations(package: Package, document: Element, path: str) -> dict[str, list[Element]]:
    """What was put on the pages, stamps and notes, by the page's identifier (§15)."""
    listed = text_at(document, "Annotations")
    found: dict[str, list[Element]] = {}
    if not listed:
        return found
    place = beside(path, listed)
    for page in children(package.root(place), "Page"):
        root = package.root(beside(place, text_at(page, "FileLoc")))
        shown = (note for note in children(root, "Annot") if note.get("Visible") != "false")
        found.setdefault(page.get("PageID", ""), []).extend(
            look for note in shown for look in children(note, "Appearance")
        )
    return found


def _box(area: Element | None) -> Box | None:
    box = numbers(text_at(area, "PhysicalBox"))
    return (box[0], box[1], box[2], box[3]) if len(box) == 4 and 0 < min(box[2:]) <= max(box[2:]) <= _LARGEST else None


def _signed(package: Package, body: Element) -> bool:
    """Whether the document names signatures and one of them is there (§18)."""
    listed = text_at(body, "Signatures")
    root = package.root(beside("", listed)) if listed else None
    return next(children(root, "Signature"), None) is not None


def _facts(bodies: list[Element], sheets: list[Sheet], signed: bool) -> Facts:
    producers = (" ".join(filter(None, (text_at(body, "DocInfo", each) for each in _PROGRAM))) for body in bodies)
    return Facts(
        "ofd",
        pages=len(sheets),
        producer=next(filter(None, producers), None),
        scanned=scanned_pages(sheets),
        pictures=sum(sheet.pictures for sheet in sheets),
        signed=signed,
        signatures=seen_only() if signed else (),
    )


def _numbered(sheet: Sheet, number: int) -> Sheet:
    """A page counted through all documents of the package."""
    if sheet.number == number:
        return sheet
    glyphs = tuple(glyph._replace(page=number) for glyph in sheet.glyphs)
    return replace(sheet, number=number, glyphs=glyphs, slanted=tuple(g._replace(page=number) for g in sheet.slanted))
