"""Give a template the formats its law states: page, distances, and a paragraph style for each role.

An official edits wording in Word or WPS freely; the stamp puts back what drifted and touches nothing else. Stamping
twice is stamping once, and a template that has everything is returned as the bytes it came as.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from docx import Document
from docx.document import Document as OpenDocument
from docx.enum.section import WD_ORIENTATION
from docx.section import Section
from docx.shared import Emu

from docgen.errors import TemplateError, Unreadable
from docgen.make.package import Member, head_of, package, read_members
from docgen.make.styled import StyleSheet, mended, position_of, positions, said, written
from docgen.make.wordml import Element, child, each, qualified
from docgen.spec.measures import Tolerance, load_measures
from docgen.spec.model import DocumentSpec, Page
from docgen.spec.words import ORIENTATION_WORDS, SIDE_WORDS
from docgen.spec.written import Amount
from docgen.units import Length
from docgen.view import read_document
from docgen.view.model import DocumentView
from docgen.view.roles import assign

_FURNITURE: Final = ("header", "footer")


@dataclass(frozen=True, slots=True)
class StampResult:
    """``changes`` says what was put back, in Chinese, one sentence each; empty when ``data`` is as it came."""

    data: bytes
    changes: tuple[str, ...]


def stamp(spec: DocumentSpec, data: bytes) -> StampResult:
    """Make a template conform to its law.

    Args:
        spec: the law of the document.
        data: the template's bytes.

    Raises:
        TemplateError: the bytes are no readable .docx.
    """
    view, document = _opened(data)
    measures = load_measures()
    changes = [
        *_pages(document, spec.page, measures.tolerance("docx")),
        *mended(spec.role, _claimed(document, view, spec), StyleSheet(document.styles.element)),
    ]
    if not changes:
        return StampResult(data, ())
    return StampResult(_saved(document), tuple(dict.fromkeys(changes)))


def _opened(data: bytes) -> tuple[DocumentView, OpenDocument]:
    read_members(data)
    try:
        return read_document(data), Document(io.BytesIO(data))
    except (Unreadable, KeyError, ValueError) as fault:
        what = fault.what if isinstance(fault, Unreadable) else "不是完整的 .docx 文件"
        raise TemplateError(f"模板无法读取：{what}", "请用 Word 或 WPS 打开后另存为 .docx。") from fault


def _saved(document: OpenDocument) -> bytes:
    """The package in our own reproducible form: the saving library writes today's date into it."""
    buffer = io.BytesIO()
    document.save(buffer)
    members = read_members(buffer.getvalue())
    return package(head_of(Member.deflated(member.name, member.data) for member in members), ())


def _pages(document: OpenDocument, page: Page, tolerance: Tolerance) -> Iterator[str]:
    for number, (section, element) in enumerate(zip(document.sections, document.element.sectPr_lst, strict=True), 1):
        changes = (
            *_paper(section, page, tolerance.page), *_distances(section, page, tolerance.margin),
            *_grid(section, element, page), *_first_page(section, page),
        )  # fmt: skip
        yield from (f"第{number}节：{change}" for change in changes)
    wanted = page.odd_even
    if wanted is not None and document.settings.odd_and_even_pages_header_footer != wanted:
        document.settings.odd_and_even_pages_header_footer = wanted
        yield f"奇偶页页眉页脚改为{'不同' if wanted else '相同'}"


def _paper(section: Section, page: Page, tolerance: Length) -> Iterator[str]:
    now = (section.page_width or Emu(0), section.page_height or Emu(0))
    upright = load_measures().paper(page.paper) if page.paper else (Length(min(now)), Length(max(now)))
    turned = page.orientation == "landscape" if page.orientation else now[0] > now[1]
    wanted = upright[::-1] if turned else upright
    if any(abs(have - want) > tolerance for have, want in zip(now, wanted, strict=True)):
        section.page_width, section.page_height = Emu(wanted[0]), Emu(wanted[1])
        section.orientation = WD_ORIENTATION.LANDSCAPE if turned else WD_ORIENTATION.PORTRAIT
        yield f"纸张改为{page.paper or ''}{ORIENTATION_WORDS['landscape' if turned else 'portrait']}"


def _distances(section: Section, page: Page, tolerance: Length) -> Iterator[str]:
    stated = [(f"{side}_margin", f"{SIDE_WORDS[side]}边距", amount) for side, amount in page.margin.items()]
    further = (
        ("header_distance", "页眉距", page.header),
        ("footer_distance", "页脚距", page.footer),
        ("gutter", "装订线", page.gutter),
    )
    for attribute, label, amount in (*stated, *further):
        if amount is not None and _off(getattr(section, attribute), amount, tolerance):
            setattr(section, attribute, Emu(amount.length))
            yield f"{label}改为{amount.written}"


def _off(now: int | None, amount: Amount, tolerance: Length) -> bool:
    slack = tolerance if amount.within is None else amount.within
    low = amount.low if amount.low is not None else float("-inf")
    high = amount.high if amount.high is not None else float("inf")
    return now is None or not low - slack <= now <= high + slack


def _grid(section: Section, element: Element, page: Page) -> Iterator[str]:
    """Lines a page as exact pitch; never a grid of characters, which programs set differently."""
    if page.grid is None or not page.grid.lines:
        return
    room = (section.page_height or 0) - (section.top_margin or 0) - (section.bottom_margin or 0)
    wanted = {"type": "lines", "linePitch": str(Length(room).twips // page.grid.lines)}
    grid = child(element, "docGrid")
    if any(grid.get(qualified(name)) != value for name, value in wanted.items()):
        grid.attrib.clear()
        for name, value in wanted.items():
            grid.set(qualified(name), value)
        yield f"文档网格改为每页{page.grid.lines}行"


def _first_page(section: Section, page: Page) -> Iterator[str]:
    wanted = page.different_first
    if wanted is not None and section.different_first_page_header_footer != wanted:
        section.different_first_page_header_footer = wanted
        yield f"首页页眉页脚改为{'不同' if wanted else '相同'}"


def _claimed(document: OpenDocument, view: DocumentView, spec: DocumentSpec) -> dict[str, list[tuple[str, Element]]]:
    """The XML paragraphs of every role with their places: those the reader assigns, those of headers and footers."""
    body = positions(document.element.body)
    found = assign(view, spec).found
    claimed: dict[str, list[tuple[str, Element]]] = {}
    for name, role in spec.role.items():
        if role.find.kind in _FURNITURE:
            claimed[name] = list(_furniture(document, role.find.kind))
            continue
        at = (position_of(paragraph) for paragraph in found.get(name, ()) if not paragraph.aside)
        claimed[name] = [(said(position), body[position]) for position in at if position in body]
    return claimed


def _furniture(document: OpenDocument, kind: str) -> Iterator[tuple[str, Element]]:
    """The paragraphs with text of every header or footer part, in the order of their relationships."""
    where = "页眉" if kind == "header" else "页脚"
    for _, related in sorted(document.part.rels.items()):
        if related.reltype.endswith(f"/{kind}") and not related.is_external:
            for paragraph in each(related.target_part.element, "p"):
                if written(paragraph):
                    yield where, paragraph
