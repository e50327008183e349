"""The signatures of an OFD (GB/T 33190-2016 §18): who, when, on which pages the seal stands, and whether what was
signed is still what it was. The signature itself, SM2 in a certificate of the state's, is not validated here.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from docgen.dates import format_moment
from docgen.units import Length
from docgen.view.facts import Signature, Stamp
from docgen.view.from_ofd.package import Package, beside, children, numbers, text_at
from docgen.view.safe_xml import Element
from docgen.view.signatures import NATIONAL_WHY, UNREAD

_MOST: Final = 20
_DIGESTS: Final[Mapping[str, str]] = {
    "sm3": "sm3", "1.2.156.10197.1.401": "sm3", "1.2.156.10197.1.401.1": "sm3", "1.2.156.10197.1.401.2": "sm3",
    "sha1": "sha1", "1.3.14.3.2.26": "sha1", "sha256": "sha256", "2.16.840.1.101.3.4.2.1": "sha256",
    "md5": "md5", "1.2.840.113549.2.5": "md5",
}  # fmt: skip
_TIMES: Final = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y%m%d%H%M%S", "%Y/%m/%d %H:%M:%S")
_NOT_HERE: Final = "不在本机验证，请用签发单位的阅读器核验"
_NATIONAL: Final = ("1.2.156.10197.", "sm")
_SEQUENCE, _TEXT = 0x30, 0x0C


def signatures_of(package: Package, body: Element, pages: Mapping[str, int]) -> tuple[Signature, ...]:
    """The signatures a document names, the first twenty; ``pages`` are its pages' numbers by their identifiers."""
    listed = text_at(body, "Signatures")
    place = beside("", listed) if listed else ""
    found = children(package.root(place), "Signature") if place else iter(())
    named = [each for _, each in zip(range(_MOST), found, strict=False)]
    return tuple(map(_Reader(package, place, pages).read, named))


@dataclass(frozen=True, slots=True)
class _Reader:
    """``digests`` of the parts that were asked for, by path and method: each is made once."""

    package: Package
    listed: str
    pages: Mapping[str, int]
    digests: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def read(self, named: Element) -> Signature:
        """One signature, as far as its part tells."""
        place = beside(self.listed, named.get("BaseLoc", ""))
        root = self.package.root(place)
        info = next(children(root, "SignedInfo"), None)
        if info is None:
            return Signature("unverified", UNREAD)
        changed = next(self._changed(place, info), None)
        national = text_at(info, "SignatureMethod").lower().startswith(_NATIONAL)
        unsaid = NATIONAL_WHY if national else _NOT_HERE
        stamps = tuple(stamp for each in children(info, "StampAnnot") if (stamp := self._stamp(each)))
        seal = self.package.content(beside(place, text_at(info, "Seal", "BaseLoc")))
        return Signature(
            "changed" if changed else "unsupported" if national else "unverified",
            f"签名之后文件内容被改动（{changed}）" if changed else f"{self._agreement(info)}{unsaid}",
            seal_name(seal),
            _moment(text_at(info, "SignatureDateTime")),
            stamps,
        )

    def _changed(self, place: str, info: Element) -> Iterator[str]:
        """The parts that are not as they were signed. The list of signatures grows with every one that follows."""
        for references in children(info, "References"):
            method = _DIGESTS.get(references.get("CheckMethod", "md5").lower(), "")
            for reference in children(references, "Reference"):
                path = beside(place, reference.get("FileRef", ""))
                if path != self.listed and not self._as_signed(path, method, text_at(reference, "CheckValue")):
                    yield path

    def _agreement(self, info: Element) -> str:
        """That every part is as it was signed, where that could be told."""
        methods = [_DIGESTS.get(each.get("CheckMethod", "md5").lower(), "") for each in children(info, "References")]
        told = methods and all(method in hashlib.algorithms_available for method in methods)
        return "所签各部分与签名所载的杂凑值相符；签名本身" if told else "数字签名"

    def _as_signed(self, path: str, method: str, stated: str) -> bool:
        """Whether a part has the digest it was signed with; one that cannot be made here says nothing against it."""
        if method not in hashlib.algorithms_available:
            return True
        try:
            wanted = b64decode(stated, validate=True)
        except (NotBase64, ValueError):
            return True
        key = path.casefold(), method
        if key not in self.digests:
            self.digests[key] = hashlib.new(method, self.package.content(path), usedforsecurity=False).digest()
        return self.digests[key] == wanted

    def _stamp(self, element: Element) -> Stamp | None:
        """Where the seal stands: its boundary, of which its clip leaves a part."""
        box, clip = numbers(element.get("Boundary")), numbers(element.get("Clip"))
        page = self.pages.get(element.get("PageRef", ""))
        if page is None or len(box) != 4:
            return None
        left, top, width, height = box
        if len(clip) == 4:
            left, top, width, height = left + clip[0], top + clip[1], clip[2], clip[3]
        return Stamp(page, *map(Length.of_mm, (left, top, left + width, top + height)))


def seal_name(seal: bytes) -> str:
    """What an electronic seal is called (GB/T 38540-2020 §7.1.1: the seal's information, its properties, its name)."""
    with suppress(IndexError, UnicodeDecodeError):
        information = _inside(_inside(seal)[0][1])[0]
        for kind, content in _inside(information[1]):
            names = [each for tag, each in _inside(content) if tag == _TEXT] if kind == _SEQUENCE else []
            if names:
                return names[0].decode()
    return ""


def _inside(data: bytes) -> list[tuple[int, bytes]]:
    """The elements of DER (X.690 §8.1), each its tag and its content; nothing behind what is cut off."""
    found: list[tuple[int, bytes]] = []
    at = 0
    while at + 2 <= len(data):
        tag, size, at = data[at], data[at + 1], at + 2
        if size & 0x80:
            count = size & 0x7F
            size, at = int.from_bytes(data[at : at + count], "big"), at + count
        if at + size > len(data):
            break
        found.append((tag, data[at : at + size]))
        at += size
    return found


def _moment(stated: str) -> str:
    """The time a signature states, in the house's words where it is written in a usual way."""
    plain = stated.removesuffix("Z").partition(".")[0]
    for form in _TIMES:
        with suppress(ValueError):
            return format_moment(datetime.strptime(plain, form))  # it states no zone
    return stated
