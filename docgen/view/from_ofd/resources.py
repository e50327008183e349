"""What the pages of an OFD share: fonts, colours, drawing parameters, composite objects and page templates
(GB/T 33190-2016 §7.9, §8.2, §8.3, §11.1, §13)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from docgen.view.from_ofd.colours import USUAL, ColourSpace, colour_space
from docgen.view.from_ofd.package import Package, beside, children, local
from docgen.view.safe_xml import Element

_MOST_RELATIVES: Final = 16


@dataclass(frozen=True, slots=True)
class Font:
    """``embedded``: the glyphs lie in the package."""

    name: str
    bold: bool
    italic: bool
    embedded: bool


@dataclass(frozen=True, slots=True)
class Resources:
    """By the identifier other parts name them with."""

    fonts: dict[str, Font] = field(default_factory=dict)
    parameters: dict[str, Element] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)
    units: dict[str, Element] = field(default_factory=dict)
    spaces: dict[str, ColourSpace] = field(default_factory=dict)
    usual_space: list[str] = field(default_factory=list)

    def parameter(self, identifier: str | None, name: str) -> str | None:
        """A drawing parameter's attribute, its own or that of the one it stands on (§8.2.2)."""
        return next((value for each in self._chain(identifier) if (value := each.get(name)) is not None), None)

    def painted(self, element: Element, name: str, parameter: str | None) -> Element | None:
        """The colour an object is drawn in: its own, or that of its drawing parameter."""
        own = next(children(element, name), None)
        shared = (colour for each in self._chain(parameter) for colour in children(each, name))
        return own if own is not None else next(shared, None)

    def space_of(self, colour: Element | None) -> ColourSpace:
        """The space of a colour: the one it names, or the document's (§7.5)."""
        named = "" if colour is None else colour.get("ColorSpace", "")
        return self.spaces.get(named or next(iter(self.usual_space), ""), USUAL)

    def _chain(self, identifier: str | None) -> Iterator[Element]:
        for _ in range(_MOST_RELATIVES):
            found = self.parameters.get(identifier or "")
            if found is None:
                return
            yield found
            identifier = found.get("Relative")


def resources_of(package: Package, document: Element, path: str) -> Resources:
    """The resources a document names, public ones first."""
    found = Resources()
    for common in children(document, "CommonData"):
        for child in common:
            if local(child) in ("PublicRes", "DocumentRes"):
                add_resources(package, beside(path, child.text or ""), found)
            elif local(child) == "TemplatePage" and (identifier := child.get("ID")):
                found.templates[identifier] = beside(path, child.get("BaseLoc", ""))
            elif local(child) == "DefaultCS":
                found.usual_space.append((child.text or "").strip())
    return found


def add_resources(package: Package, path: str, found: Resources) -> None:
    """What one part of resources holds, added to what was found."""
    root = package.root(path)
    folder = posixpath.join(posixpath.dirname(path), root.get("BaseLoc", "") if root is not None else "")
    for font in children(root, "Fonts", "Font"):
        files = [file.text or "" for file in children(font, "FontFile")]
        embedded = any(package.has(beside(f"{folder}/", file)) for file in files)
        name = font.get("FontName") or font.get("FamilyName") or ""
        found.fonts[font.get("ID", "")] = Font(name, font.get("Bold") == "true", font.get("Italic") == "true", embedded)
    for parameter in children(root, "DrawParams", "DrawParam"):
        found.parameters[parameter.get("ID", "")] = parameter
    for unit in children(root, "CompositeGraphicUnits", "CompositeGraphicUnit"):
        found.units[unit.get("ID", "")] = unit
    for space in children(root, "ColorSpaces", "ColorSpace"):
        found.spaces[space.get("ID", "")] = colour_space(space)
