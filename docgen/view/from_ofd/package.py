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
_ENCRYPTED: Final = ("encryptions.xml", "encryptentries.xml", "decryptseed.dat", "entriesmap.dat")
"""What an encrypted package lists its keys and its parts in (GM/T 0099-2020)."""
_USUAL_DOCUMENT: Final = "Doc_0/Document.xml"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION: Final = 100
_ABSURD: Final = 1e7
_MOST_DIGITS: Final = 9


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


def whole(text: str | None) -> int | None:
    """A whole number in decimal; None for what is none, or has more digits than any has a use for."""
    return int(text) if text and text.isdecimal() and len(text) <= _MOST_DIGITS else None


@dataclass(slots=True)
class Package:
    """An OFD opened within ``limits``. Parts are found whatever case and slashes their names were written with."""

    archive: BoundedZip
    limits: Limits
    parts: dict[str, ZipMember] = field(default_factory=dict)
    _roots: dict[str, Element | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parts = {_key(member.name): member for member in self.archive.members if not member.directory}
        names = {path.rpartition("/")[2] for path in self.parts}
        if not names.isdisjoint(_ENCRYPTED) or next(children(self.root(_ROOT), "Encryptions"), None) is not None:
            raise Unreadable("ARC105", ENCRYPTED, "请用 OFD 阅读器取消加密，或导出为 PDF 后再提交")

    def root(self, path: str) -> Element | None:
        """The tree of a part; None where there is no such part. Raises Unreadable for one that is damaged."""
        key = _key(path)
        if key not in self._roots:
            member = self.parts.get(key)
            self._roots[key] = self._tree(self.content(path), path) if member else None
        return self._roots[key]

    def content(self, path: str) -> bytes:
        """The bytes of a part; none where there is no such part."""
        member = self.parts.get(_key(path))
        return self.archive.read(member, self.limits.part_bytes) if member else b""

    def _tree(self, data: bytes, path: str) -> Element:
        """Some producers write GBK and do not say so."""
        try:
            return parsed(bounded(_in_utf8(data), path, self.limits), path)
        except Unreadable as fault:
            raise Unreadable(fault.code, fault.what, REMEDY) from fault

    def document(self, body: Element) -> str:
        """The path of a document's root: that of its current version (§7.3), else the one it names, else the usual
        one. Raises Unreadable ARC101 where there is none."""
        for version in children(body, "Versions", "Version"):
            if version.get("Current") == "true" and (place := version.get("BaseLoc")):
                place = beside("", place)
                if stated := text_at(self.root(place), "DocRoot"):
                    return beside(place, stated)
        stated = text_at(body, "DocRoot")
        if not stated and not self.has(_USUAL_DOCUMENT):
            raise Unreadable("ARC101", "OFD 文件不合标准：没有写明文档在哪里（DocRoot）", REMEDY)
        return beside("", stated or _USUAL_DOCUMENT)

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


def _in_utf8(data: bytes) -> bytes:
    """XML that says nothing of its characters is UTF-8, or was meant to be."""
    if data[:2] in _UTF_16 or b"encoding" in data[:_DECLARATION]:
        return data
    try:
        data.decode()
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace").encode()
    return data


def _key(path: str) -> str:
    return posixpath.normpath(path.replace("\\", "/")).lstrip("/").casefold()
