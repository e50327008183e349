"""The package of an OFD (GB/T 33190-2016 §6, §7): its parts by path, its document, its pages and what they share."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.remedies import ENCRYPTED
from docgen.view.bounded_zip import BoundedZip, ZipMember
from docgen.view.safe_xml import Element, bounded, parsed

REMEDY: Final = "请用 OFD 阅读器打开核对，能打开的导出为 PDF 后再提交"
_ROOT: Final = "OFD.xml"
_ENCRYPTED: Final = ("Encryptions.xml", "EncryptEntries.xml", "encryptions.xml")


def local(element: Element) -> str:
    """An element's name without its namespace, of which old and new producers write several."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, *path: str) -> Iterator[Element]:
    """The descendants along a path of names."""
    if element is None:
        return
    for child in element:
        if local(child) == path[0]:
            if len(path) == 1:
                yield child
            else:
                yield from children(child, *path[1:])


def text_at(element: Element | None, *path: str) -> str:
    return next(((child.text or "").strip() for child in children(element, *path)), "")


def numbers(text: str | None) -> tuple[float, ...]:
    """Numbers apart by white space; nothing where one of them is none."""
    try:
        found = tuple(float(part) for part in (text or "").split())
    except ValueError:
        return ()
    return found if all(abs(number) < _ABSURD for number in found) else ()


_ABSURD: Final = 1e7


@dataclass(slots=True)
class Package:
    """An OFD opened within ``limits``. Parts are found whatever case and slashes their names were written with."""

    archive: BoundedZip
    limits: Limits
    parts: dict[str, ZipMember] = field(default_factory=dict)
    _roots: dict[str, Element | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parts = {_key(member.name): member for member in self.archive.members if not member.directory}
        if any(path.rpartition("/")[2] in map(_key, _ENCRYPTED) for path in self.parts):
            raise Unreadable("ARC105", ENCRYPTED, "请用 OFD 阅读器取消加密，或导出为 PDF 后再提交")

    def root(self, path: str) -> Element | None:
        """The tree of a part; None where there is no such part. Raises Unreadable for one that is damaged."""
        key = _key(path)
        if key not in self._roots:
            member = self.parts.get(key)
            data = self.archive.read(member, self.limits.part_bytes) if member else b""
            self._roots[key] = parsed(bounded(data, path, self.limits), path) if member else None
        return self._roots[key]

    def forget(self, path: str) -> None:
        """Let go of a part's tree."""
        self._roots.pop(_key(path), None)

    @property
    def main(self) -> Element:
        """The package's own part. Raises Unreadable where there is none."""
        root = self.root(_ROOT)
        if root is None:
            raise Unreadable("ARC101", "OFD 文件已损坏：缺少 OFD.xml", REMEDY)
        return root

    def has(self, path: str) -> bool:
        return _key(path) in self.parts


def beside(base: str, path: str) -> str:
    """A path as a part at ``base`` names it: from the package's root with a slash, else from the part's folder."""
    path = path.replace("\\", "/").strip()
    return posixpath.normpath(
        path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(base), path)
    )


def _key(path: str) -> str:
    return posixpath.normpath(path.replace("\\", "/")).lstrip("/").casefold()
