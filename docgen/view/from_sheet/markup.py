"""XML of spreadsheets, read as a stream without trust: no tree is built, no entity resolved, no document type borne."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Protocol, cast

from lxml import etree

from docgen.errors import Unreadable
from docgen.remedies import CHECK_SOURCE_XLSX, SAVE_AS_XLSX

_PIECE: Final = 65_536  # bytes fed at once: libxml2 refuses to hold more than some millions that are not yet parsed


class Listener(Protocol):
    """What hears of a stream of elements; names come without their namespace."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


class _Target:
    """The parser's end of a stream (lxml's target interface)."""

    def __init__(self, listener: Listener, part: str) -> None:
        self._listener, self._part = listener, part

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._listener.start(local(tag), {local(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        self._listener.end(local(tag))

    def data(self, text: str) -> None:
        self._listener.text(text)

    def doctype(self, *_: object) -> None:
        raise Unreadable("ARC104", f"文件内部的“{self._part}”含有文档类型声明，可能用于攻击", CHECK_SOURCE_XLSX)

    def close(self) -> None: ...


def stream(data: bytes, part: str, listener: Listener) -> None:
    """Tell ``listener`` of every element of one part. Raises Unreadable: ARC101 not well-formed, ARC104 with a document
    type, too deep, or with a text too long."""
    target = cast("etree.ParserTarget[None]", _Target(listener, part))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, target=target)
    try:
        for start in range(0, len(data), _PIECE):
            parser.feed(data[start : start + _PIECE])
        parser.close()
    except etree.XMLSyntaxError as fault:
        if fault.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise Unreadable("ARC104", f"文件内部的“{part}”层次过深或过大", CHECK_SOURCE_XLSX) from fault
        raise Unreadable("ARC101", f"文件已损坏：内部的“{part}”不完整", SAVE_AS_XLSX) from fault


@lru_cache(maxsize=256)
def local(name: str) -> str:
    """A name without its namespace, so that Strict and Transitional files read alike."""
    return name.rpartition("}")[2]


@dataclass(frozen=True, slots=True)
class Seen:
    """An element of a small part: its name, its attributes, the name of what it stands in."""

    name: str
    attributes: Mapping[str, str]
    within: str


@dataclass(slots=True)
class _Everything:
    """Every element of a part, in order."""

    seen: list[Seen] = field(default_factory=list)
    path: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.seen.append(Seen(name, attributes, self.path[-1] if self.path else ""))
        self.path.append(name)

    def end(self, name: str) -> None:
        closed = self.path.pop()
        assert closed == name, "the parser closes what it opened"

    def text(self, text: str) -> None: ...


def elements(data: bytes, part: str, name: str, within: str = "") -> Iterator[Seen]:
    """The elements of this name, within one of that name where it is given, in order."""
    everything = _Everything()
    stream(data, part, everything)
    return (seen for seen in everything.seen if seen.name == name and within in ("", seen.within))
