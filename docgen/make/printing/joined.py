"""Papers of one template joined into one .docx, for offices that print from WPS or Word.

Each paper becomes sections of its own (ECMA-376 Part 1 §17.6): it begins on a new page, an odd one where both sides are
printed on, and its pages are counted from 1. What the papers share (styles, settings, fonts) is taken once, so only
papers in which it is the same can be joined.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from lxml import etree

from docgen.errors import TemplateError
from docgen.limits import DEFAULT_LIMITS
from docgen.make.package import Member, head_of, package, read_members
from docgen.make.printing.furniture import FURNITURE, Furniture
from docgen.make.printing.numbering import PART, Numbering
from docgen.make.printing.sections import W, begin_on_a_new_page, close_with_a_section, number_again

_BODY: Final = "word/document.xml"
_OF_ITS_OWN: Final = re.compile(rf"{re.escape(_BODY)}|docProps/.*|{FURNITURE.pattern}")
_BODY_STARTS: Final = b"<w:body>"
_BODY_ENDS: Final = b"</w:body></w:document>"
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)
_FAST: Final = 1


class Unjoined(NamedTuple):
    """A paper left out of the joined file, and why."""

    path: Path
    why: str


def joinable(papers: Sequence[Path]) -> tuple[list[Path], list[Unjoined]]:
    """The papers that can be joined, and those that cannot: the most that are alike in all they would share."""
    shared: dict[Path, tuple[tuple[str, int], ...]] = {}
    refused: list[Unjoined] = []
    for path in papers:
        try:
            shared[path] = _shared(path)
        except TemplateError as fault:
            refused.append(Unjoined(path, fault.what))
    usual = [parts for parts, _ in Counter(shared.values()).most_common(1)]
    why = "样式等与其余各份不同，多因另存过"
    refused += [Unjoined(path, why) for path, parts in shared.items() if [parts] != usual]
    return [path for path, parts in shared.items() if [parts] == usual], refused


def _shared(path: Path) -> tuple[tuple[str, int], ...]:
    """Name and checksum of every part that must be the same in all, and how the text's part begins."""
    try:
        members = _members_of(path)
        beginning, found, _ = members[_BODY].data.partition(_BODY_STARTS)
    except (TemplateError, OSError, KeyError) as fault:
        raise TemplateError("打不开") from fault
    if not found:
        raise TemplateError("另存过，正文的写法与原来不同")
    alike = sorted((name, member.crc) for name, member in members.items() if not _OF_ITS_OWN.fullmatch(name))
    return (*alike, (_BODY, zlib.crc32(beginning)))


def join(papers: Sequence[tuple[Path, int | None]], *, duplex: bool) -> bytes:
    """One .docx of papers that :func:`joinable` found alike; the same papers give the same bytes.

    Args:
        papers: each with its number of pages, where that is known.
        duplex: whether each begins on an odd page.

    Raises:
        TemplateError: together they are longer than a document may be.
    """
    first = _members_of(papers[0][0])
    text, drawings, furniture, numbering = _Text(), count(1), Furniture(), Numbering(first)
    text.add(first[_BODY].data.partition(_BODY_STARTS)[0] + _BODY_STARTS)
    for place, (path, pages) in enumerate(papers):
        members = _members_of(path)
        root = etree.fromstring(members[_BODY].data, _PARSER)
        begin_on_a_new_page(root, odd=duplex)
        number_again(root, drawings)
        furniture.take(members, root, pages)
        if place > 0:
            numbering.begin_again(root)
        if place < len(papers) - 1:
            close_with_a_section(root)
        text.add(_inside(root))
    text.add(_BODY_ENDS)
    kept = [member for name, member in first.items() if name not in (_BODY, PART) and not FURNITURE.fullmatch(name)]
    numbered = numbering.member()
    return package(head_of(furniture.declared(kept)), [*furniture.parts, *filter(None, [numbered]), text.member()])


def _members_of(path: Path) -> dict[str, Member]:
    return {member.name: member for member in read_members(path.read_bytes())}


def _inside(root: etree._Element) -> bytes:
    """What stands between the tags of the body."""
    body = root[0]
    if body.tag != f"{W}body":
        raise TemplateError("正文的写法与原来不同")
    written = etree.tostring(root, encoding="UTF-8")
    return written[written.index(_BODY_STARTS) + len(_BODY_STARTS) : written.rindex(b"</w:body>")]


class _Text:
    """The text's part, packed as it comes, so that only its packed form is held."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(_FAST, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._packed: list[bytes] = []
        self._crc = self._size = 0

    def add(self, data: bytes) -> None:
        self._packed.append(self._packer.compress(data))
        self._crc = zlib.crc32(data, self._crc)
        self._size += len(data)
        if self._size > DEFAULT_LIMITS.part_bytes:
            raise TemplateError("合并的 .docx 过长，没有制作", "请分批打印（如按乡镇分文件夹），或用 PDF 打印。")

    def member(self) -> Member:
        self._packed.append(self._packer.flush())
        return Member(_BODY, 8, self._crc, self._size, b"".join(self._packed))
