"""An Open Packaging Conventions package: parts found by relationship, whatever they are called (ECMA-376 Part 2).

External relationships are listed and never followed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.remedies import SAVE_AS_DOCX
from docgen.view.bounded_zip import BoundedZip, ZipMember
from docgen.view.from_docx.xml import parse
from docgen.view.safe_xml import Element

_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_MAIN_CONTENT: Final = ("wordprocessingml", "ms-word")


@dataclass(frozen=True, slots=True)
class Relationship:
    """``kind`` is the last segment of the type's URI, the same in Strict and Transitional; ``target`` is a part name
    as written from the package's root, or the URI itself when ``external``."""

    key: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of one package. Raises Unreadable: ARC101 damaged, ARC104 beyond bounds, ARC105 encrypted."""

    def __init__(self, data: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._zip = BoundedZip(data, limits)
        self._members = _by_part_name(self._zip.members)
        self._read = 0
        self._relationships: dict[str, Mapping[str, Relationship]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, lower case, without a leading slash."""
        return tuple(self._members)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, or None when there is none of this name."""
        member = self._members.get(part_key(name))
        if member is None:
            return None
        self._read += member.size
        if self._read > self._limits.package_bytes:
            raise Unreadable("ARC104", "文件解开后过大", "请删去文件中不需要的内容后另存为 .docx，再提交")
        return self._zip.read(member, self._limits.part_bytes)

    def tree(self, name: str) -> Element | None:
        """The root of an XML part, or None when there is none of this name."""
        data = self.part(name)
        return None if data is None else parse(data, name, self._limits)

    def relationships(self, source: str = "") -> Mapping[str, Relationship]:
        """The relationships of a part (default: of the package itself) by their ids."""
        if source not in self._relationships:
            self._relationships[source] = MappingProxyType(self._read_relationships(source))
        return self._relationships[source]

    def _read_relationships(self, source: str) -> dict[str, Relationship]:
        folder, _, name = source.rpartition("/")
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return {}
        found = (_relationship(element, folder) for element in root.iter(_RELATIONSHIP))
        return {relationship.key: relationship for relationship in found}

    def related(self, source: str, kind: str) -> Iterator[Relationship]:
        """The relationships of one kind whose targets lie in the package."""
        for relationship in self.relationships(source).values():
            if relationship.kind == kind and not relationship.external:
                yield relationship

    def related_part(self, source: str, kind: str) -> str | None:
        """The name of the first part related by ``kind`` that is there."""
        return next((r.target for r in self.related(source, kind) if part_key(r.target) in self._members), None)

    def main_part(self) -> str:
        """The document part: by relationship, else by content type. Raises ARC101 when the package has none."""
        name = self.related_part("", "officeDocument") or self._main_by_content_type()
        if name is None:
            raise Unreadable("ARC101", "文件缺少正文部分，打不开", SAVE_AS_DOCX)
        return name

    def _main_by_content_type(self) -> str | None:
        root = self.tree(_CONTENT_TYPES)
        overrides = () if root is None else root.iter(f"{_TYPES}Override")
        for override in overrides:
            name = override.get("PartName", "")
            if is_main_content(override.get("ContentType", "")) and part_key(name) in self._members:
                return name.lstrip("/")
        return None


def is_main_content(content_type: str) -> bool:
    """Whether a content type is that of a word-processing document or template, with or without macros."""
    return content_type.endswith("main+xml") and any(mark in content_type for mark in _MAIN_CONTENT)


def part_key(name: str) -> str:
    """Part names are equal whatever their case and percent-encoding (ECMA-376 Part 2 §6.2.2.3)."""
    return unquote(name).lstrip("/").lower()


def _by_part_name(members: tuple[ZipMember, ...]) -> dict[str, ZipMember]:
    """The members by part name; two parts of one name contradict each other, so the file is refused."""
    found: dict[str, ZipMember] = {}
    for member in members:
        key = part_key(member.name)
        if key in found and not member.directory:
            raise Unreadable("ARC101", f"文件内部有两个同名部分“{member.name}”，无法确定以哪个为准", SAVE_AS_DOCX)
        found[key] = member
    return found


def _relationship(element: Element, folder: str) -> Relationship:
    target = element.get("Target", "")
    external = element.get("TargetMode", "").lower() == "external"
    if not external:
        path = unquote(target.partition("#")[0].partition("?")[0])
        target = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
    return Relationship(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, external)
