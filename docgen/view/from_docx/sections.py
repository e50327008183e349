"""Sections: each one's own page, and the headers and footers it states or inherits (ECMA-376 Part 1 §17.6, §17.10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from docgen.reading import Reading
from docgen.spec.measures import Tolerance
from docgen.spec.model import SIDES
from docgen.units import Length
from docgen.view.from_docx.xml import R, W, child_val, has_on, integer, twips
from docgen.view.look import Columns, PageSetup
from docgen.view.model import Block, FurnitureKind, Place, Section
from docgen.view.safe_xml import Element

Furniture = dict[FurnitureKind, tuple[Block, ...]]
ReadFurniture = Callable[[str, int], tuple[Block, ...]]
"""Reads the header or footer behind a relationship id, first seen in the numbered section."""

_KINDS: Final[dict[str, FurnitureKind]] = {"default": "default", "first": "first", "even": "even"}
_DEFAULT_COLUMN_SPACE: Final = 720
_SPACE_UNITS: Final = 4096
_IDLE_HEADER: Final[Reading[Length]] = Reading(None, None, "w:pgMar/@w:header（无页眉，为0）")
_IDLE_FOOTER: Final[Reading[Length]] = Reading(None, None, "w:pgMar/@w:footer（无页脚，为0）")


@dataclass(frozen=True, slots=True)
class Binding:
    """What holds for the pages of every section: settings (§17.15.1), and the size of the default paragraph's text."""

    odd_even: bool = False
    gutter_at_top: bool = False
    size: Length | None = None


def section_properties(body: Element) -> list[Element]:
    """The ``w:sectPr`` of every section in order; those of paragraphs close a section, the body's is the last."""
    in_paragraphs = [found for found in body.iter(f"{W}sectPr") if _closes_a_section(found)]
    last = body.find(f"{W}sectPr")
    return in_paragraphs if last is None else [*in_paragraphs, last]


def _closes_a_section(properties: Element) -> bool:
    """Not the copy kept of a tracked change, nor one within a table, which programs pass over."""
    paragraph = properties.getparent()
    if paragraph is None or paragraph.tag != f"{W}pPr":
        return False
    return next(paragraph.iterancestors(f"{W}tc", f"{W}txbxContent"), None) is None


def read_sections(
    properties: list[Element], binding: Binding, tolerance: Tolerance, read_furniture: ReadFurniture
) -> Iterator[Section]:
    """The sections in order. A kind of header a section does not state is that of the section before it."""
    headers: Furniture = {}
    footers: Furniture = {}
    for number, section in enumerate(properties, start=1):
        headers = headers | _furniture(section, "headerReference", number, read_furniture)
        footers = footers | _furniture(section, "footerReference", number, read_furniture)
        page = _without_idle_distances(read_page(section, binding, tolerance), headers, footers)
        yield Section(page, Place(section=number), headers, footers)


def _furniture(section: Element, name: str, number: int, read_furniture: ReadFurniture) -> Furniture:
    found: Furniture = {}
    for reference in section.iterfind(f"{W}{name}"):
        kind = _KINDS.get(reference.get(f"{W}type", "default"), "default")
        found[kind] = read_furniture(reference.get(f"{R}id", ""), number)
    return found


def _without_idle_distances(page: PageSetup, headers: Furniture, footers: Furniture) -> PageSetup:
    """LibreOffice writes a distance of zero where there is no header: that states none."""
    return replace(
        page,
        header=page.header if headers or not _is_zero(page.header) else _IDLE_HEADER,
        footer=page.footer if footers or not _is_zero(page.footer) else _IDLE_FOOTER,
    )


def _is_zero(distance: Reading[Length] | None) -> bool:
    return distance is not None and distance.value == 0


def read_page(section: Element | None, binding: Binding, tolerance: Tolerance) -> PageSetup:
    """One section's page. What the file does not state is the program's choice: a reading without bounds."""
    size, margin = _child(section, "pgSz"), _child(section, "pgMar")
    grid, number = _child(section, "docGrid"), _child(section, "pgNumType")

    def measured(element: Element | None, name: str, within: Length) -> Reading[Length]:
        amount = None if element is None else twips(element.get(f"{W}{name}"))
        amount = None if amount is None else Length(abs(amount))
        where = f"w:{'pgSz' if element is size else 'pgMar'}/@w:{name}"
        return Reading(amount, amount, where if amount is not None else f"{where}（未设置）", within)

    return PageSetup(
        width=measured(size, "w", tolerance.page),
        height=measured(size, "h", tolerance.page),
        margin={side: measured(margin, side, tolerance.margin) for side in SIDES},
        header=measured(margin, "header", tolerance.margin),
        footer=measured(margin, "footer", tolerance.margin),
        gutter=measured(margin, "gutter", tolerance.margin),
        gutter_at_top=binding.gutter_at_top,
        grid_type=None if grid is None else grid.get(f"{W}type", "default"),
        grid_pitch=None if grid is None else twips(grid.get(f"{W}linePitch")),
        grid_cell=_cell(grid, binding.size),
        number_format="decimal" if number is None else number.get(f"{W}fmt", "decimal"),
        number_start=None if number is None else integer(number.get(f"{W}start")),
        different_first=has_on(section, "titlePg"),
        odd_even=binding.odd_even,
        columns=_columns(_child(section, "cols")),
        direction=_direction(section),
    )


def _direction(section: Element | None) -> str | None:
    """How the section's text runs (§17.6.20); None: from left to right, as usual."""
    direction = None if section is None else child_val(section, "textDirection")
    return None if direction in ("lrTb", "tb") else direction


def _cell(grid: Element | None, size: Length | None) -> tuple[Length, Length] | None:
    """A grid of characters states what the default size is widened by, in 4096ths of a point (§17.6.5)."""
    if grid is None or size is None or grid.get(f"{W}type") not in ("linesAndChars", "snapToChars"):
        return None
    wider = integer(grid.get(f"{W}charSpace")) or 0
    return size, Length(size + Length.of_pt(wider / _SPACE_UNITS))


def _child(section: Element | None, name: str) -> Element | None:
    return None if section is None else section.find(f"{W}{name}")


def _columns(columns: Element | None) -> Columns:
    if columns is None:
        return Columns()
    space = twips(columns.get(f"{W}space"))
    count = integer(columns.get(f"{W}num")) or len(columns.findall(f"{W}col")) or 1
    return Columns(count, Length.of_twips(_DEFAULT_COLUMN_SPACE) if space is None else space)


def grid_line(properties: list[Element], plain: Length) -> Length:
    """How high a line of the last section's grid is; ``plain`` where it has none (§17.6.5)."""
    grid = _child(properties[-1], "docGrid") if properties else None
    if grid is None or grid.get(f"{W}type") not in ("lines", "linesAndChars", "snapToChars"):
        return plain
    return twips(grid.get(f"{W}linePitch")) or plain
