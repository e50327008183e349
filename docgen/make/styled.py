"""Paragraphs made to follow the style of their role: the stamp's work inside one part's XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from docgen.make.formats import Setting, contradicted, impose, paragraph_style, release, settings_of
from docgen.make.wordml import Element, child, each, found, qualified, remove
from docgen.spec.model import Role
from docgen.view.from_docx.wrappers import flattened
from docgen.view.model import Paragraph

Position = tuple[int | None, int | None, int | None, int | None]
"""Table, row, grid column, paragraph: how a view and its XML name the same paragraph (:class:`Place`)."""

_PROPERTIES: Final = ("pPr", "rPr")


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """The styles part, looked into by name and by id. ``root`` is edited in place."""

    root: Element

    def named(self, name: str, kind: str = "paragraph") -> Element | None:
        """By name, which office programs keep, then by id, which they may rewrite."""
        of_kind = [s for s in self.root.findall(qualified("style")) if s.get(qualified("type")) == kind]
        by_name = (s for s in of_kind if _val(s, "name").lower() == name.lower())
        return next(by_name, next((s for s in of_kind if s.get(qualified("styleId")) == name), None))

    def chain(self, style_id: str, kind: str = "paragraph") -> Iterator[Element]:
        """The style and those it is based on, nearest first; without an id the default style of its kind."""
        seen: set[str] = set()
        current = self._by_id(style_id) if style_id else self._default(kind)
        while current is not None and (key := current.get(qualified("styleId"), "")) not in seen:
            seen.add(key)
            yield current
            current = self._by_id(_val(current, "basedOn"))

    def _by_id(self, style_id: str) -> Element | None:
        return next((s for s in self.root.findall(qualified("style")) if s.get(qualified("styleId")) == style_id), None)

    def _default(self, kind: str) -> Element | None:
        defaults = (s for s in self.root.findall(qualified("style")) if s.get(qualified("default")) in ("1", "true"))
        return next((s for s in defaults if s.get(qualified("type")) == kind), None)


def role_style(sheet: StyleSheet, name: str, role: Role) -> tuple[Element, tuple[str, ...]]:
    """The paragraph style of a role, made or mended, and what had to change."""
    existing = sheet.named(name)
    if existing is None:
        made = paragraph_style(name, role)
        sheet.root.append(made)
        return made, (f"样式“{name}”：新建",)
    return existing, tuple(f"样式“{name}”：{change}" for change in impose(existing, settings_of(role)))


def follow(paragraph: Element, styled: Element, role: Role, sheet: StyleSheet) -> tuple[str, ...]:
    """Make a paragraph look as its role's style says: by that style or one based on it, and nothing against it."""
    settings = settings_of(role)
    changes = [] if _follows(paragraph, styled, settings, sheet) else ["改用本角色的样式"]
    if changes:
        child(paragraph, "pPr/pStyle").set(qualified("val"), styled.get(qualified("styleId"), ""))
    labels: dict[str, None] = {}
    for properties in _direct(paragraph):
        labels |= dict.fromkeys(release(properties, settings))
        labels |= dict.fromkeys(_without_character_style(properties, settings, sheet))
    return (*changes, *([f"去掉直接设置的{'、'.join(labels)}"] if labels else []))


def _follows(paragraph: Element, styled: Element, settings: tuple[Setting, ...], sheet: StyleSheet) -> bool:
    for ancestor in sheet.chain(_val(found(paragraph, "pPr"), "pStyle")):
        if ancestor is styled:
            return True
        if any(contradicted(found(ancestor, part), settings) for part in _PROPERTIES):
            return False
    return False


def _without_character_style(properties: Element, settings: tuple[Setting, ...], sheet: StyleSheet) -> Iterator[str]:
    """Drop a character style that says otherwise; its other formats go with it, as one style cannot be half used."""
    reference = found(properties, "rStyle")
    if reference is None:
        return
    chain = sheet.chain(reference.get(qualified("val"), ""), "character")
    if labels := [s.label for each_style in chain for s in contradicted(found(each_style, "rPr"), settings)]:
        remove(reference)
        yield from labels


def _direct(paragraph: Element) -> Iterator[Element]:
    """The paragraph's own properties, its mark's, and those of each run, text boxes left out."""
    own = found(paragraph, "pPr")
    if own is not None:
        yield own
        mark = found(own, "rPr")
        if mark is not None:
            yield mark
    for run in each(paragraph, "r"):
        properties = found(run, "rPr")
        if properties is not None and next(run.iterancestors(qualified("p"))) is paragraph:
            yield properties


def positions(body: Element) -> dict[Position, Element]:
    """Every paragraph of a body by where a view says it stands, nested tables left out."""
    located: dict[Position, Element] = {}
    paragraphs = tables = 0
    for block in flattened(body):
        if block.tag == qualified("p"):
            paragraphs += 1
            located[None, None, None, paragraphs] = block
        elif block.tag == qualified("tbl"):
            tables += 1
            for (row, column, number), paragraph in _cells(block):
                located[tables, row, column, number] = paragraph
    return located


def _cells(table: Element) -> Iterator[tuple[tuple[int, int, int], Element]]:
    rows = (block for block in flattened(table) if block.tag == qualified("tr"))
    for row_number, row in enumerate(rows, start=1):
        column = 1 + int(_val(found(row, "trPr"), "gridBefore") or 0)
        for cell in (block for block in flattened(row) if block.tag == qualified("tc")):
            paragraphs = (block for block in flattened(cell) if block.tag == qualified("p"))
            for number, paragraph in enumerate(paragraphs, start=1):
                yield (row_number, column, number), paragraph
            column += int(_val(found(cell, "tcPr"), "gridSpan") or 1)


def position_of(paragraph: Paragraph) -> Position:
    place = paragraph.place
    return place.table, place.row, place.column, place.paragraph


def said(position: Position) -> str:
    table, row, column, number = position
    return f"第{number}段" if table is None else f"第{table}表第{row}行第{column}列"


def written(paragraph: Element) -> bool:
    """Whether a paragraph holds any text, or a field that will."""
    fields = (*each(paragraph, "instrText"), *each(paragraph, "fldSimple"))
    return bool(fields) or any((text.text or "").strip() for text in each(paragraph, "t"))


def _val(parent: Element | None, path: str) -> str:
    target = None if parent is None else found(parent, path)
    return "" if target is None else target.get(qualified("val"), "")


def mended(
    roles: Mapping[str, Role], claimed: Mapping[str, list[tuple[str, Element]]], sheet: StyleSheet
) -> Iterator[str]:
    """Mend the styles and paragraphs of every role that is there; ``claimed`` pairs each paragraph with its place."""
    for name, paragraphs in claimed.items():
        if not paragraphs:
            continue
        styled, changes = role_style(sheet, name, roles[name])
        yield from changes
        for where, paragraph in paragraphs:
            yield from (f"{where}（{name}）：{change}" for change in follow(paragraph, styled, roles[name], sheet))
