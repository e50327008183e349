"""What a made paper says of itself: its title, and which law and template it was made from; no author, no dates.

ECMA-376 Part 2 §11 (core properties), Part 1 §22.2 (extended properties). ``Template`` carries the mark
``<document> <edition> sha256:<template>``, by which a reader knows our own papers again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from docgen import __version__
from docgen.make.package import CONTENT_TYPES, Member
from docgen.spec.model import DocumentSpec

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_ROOT_RELATIONSHIPS: Final = "_rels/.rels"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class _PropertiesPart:
    name: str
    content_type: str
    relation: str
    id: str


_CORE: Final = _PropertiesPart(
    "docProps/core.xml",
    "application/vnd.openxmlformats-package.core-properties+xml",
    f"{_PACKAGE}/relationships/metadata/core-properties",
    "rIdCoreProperties",
)
_APPLICATION: Final = _PropertiesPart(
    "docProps/app.xml",
    "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    f"{_OFFICE}/relationships/extended-properties",
    "rIdExtendedProperties",
)


def mark_of(spec: DocumentSpec) -> str:
    """The law a paper is made by, and its edition."""
    return f"{spec.key} {spec.clause_of().edition}"


def with_properties(members: Iterable[Member], title: str, mark: str) -> tuple[Member, ...]:
    """The members with the properties of a made paper in place of whatever the template's own said."""
    kept = {member.name: member for member in members}
    for part, data in ((_CORE, _core(title)), (_APPLICATION, _application(mark))):
        name = _related(kept, part)
        if name is None:
            _declare(kept, part)
            name = part.name
        kept[name] = Member.deflated(name, data.encode())
    return tuple(kept.values())


def _core(title: str) -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )


def _application(mark: str) -> str:
    return (
        f'{_XML}<Properties xmlns="{_OFFICE}/extended-properties"><Template>{escape(mark)}</Template>'
        f"<Application>docgen {__version__}</Application></Properties>"
    )


def _related(kept: dict[str, Member], part: _PropertiesPart) -> str | None:
    """The member the package's own relationships name for this kind of properties."""
    if _ROOT_RELATIONSHIPS not in kept:
        return None
    for relation in etree.fromstring(kept[_ROOT_RELATIONSHIPS].data, _PARSER):
        if relation.get("Type") == part.relation:
            return str(relation.get("Target", "")).lstrip("/")
    return None


def _declare(kept: dict[str, Member], part: _PropertiesPart) -> None:
    """Add the relationship and the content type of a part the template did not have."""
    _append(
        kept, _ROOT_RELATIONSHIPS, f"{{{_PACKAGE}/relationships}}Relationship",
        {"Id": part.id, "Type": part.relation, "Target": part.name},
    )  # fmt: skip
    _append(
        kept, CONTENT_TYPES, f"{{{_PACKAGE}/content-types}}Override",
        {"PartName": f"/{part.name}", "ContentType": part.content_type},
    )  # fmt: skip


def _append(kept: dict[str, Member], name: str, tag: str, attributes: dict[str, str]) -> None:
    if name not in kept:
        return
    root = etree.fromstring(kept[name].data, _PARSER)
    if not any(child.get("PartName", "") == attributes.get("PartName") for child in root):
        etree.SubElement(root, tag, attributes)
    kept[name] = Member.deflated(name, etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
