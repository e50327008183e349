"""The pieces of a household's file in their order, with the pages they take: what its catalogue lists.

A paper and its signed scan, or its print, are one piece; the photographs of a folder are one. Pages run on from piece
to piece; behind a piece whose pages nobody can count they are not known any more, and stay empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from docgen.app.contents import Piece
from docgen.app.particulars import date_of, number_of

_LEADING: Final = re.compile(r"^(\d+)[_\-.、\s]+")
_CAMERA: Final = re.compile(r"(?i)(?:img|dsc|pic|image|mmexport|wx|微信图片|照片|图片|截图|photo)?[\W_\d]*")
"""How cameras and telephones name their pictures: nothing a catalogue could say."""
_ALBUM: Final = re.compile("照片|图片|影像|拍照")
_PHOTOGRAPHS: Final = "照片"

Counting = Callable[[Piece], int | None]


@dataclass(slots=True)
class Entry:
    """One piece of the catalogue. ``main`` is what names it, ``others`` what lies there of it too; ``pages`` None:
    not known, 0: it has none (a film)."""

    main: Piece
    others: list[Piece] = field(default_factory=list)
    name: str = ""
    remark: str = ""
    pages: int | None = None

    @property
    def date(self) -> str:
        return date_of(self.main)

    @property
    def title(self) -> str:
        number = number_of(self.main)
        return f"{self.name}（{number}）" if number else self.name


def entries_of(pieces: Sequence[Piece], counting: Counting) -> list[Entry]:
    """The entries of a file, in the order its files lie in; ``counting`` tells the pages of a piece, None: unknown."""
    entries: list[Entry] = []
    for piece in sorted(pieces, key=lambda piece: piece.spec is None):
        paper = _paper_of(piece, entries)
        if paper is not None:
            paper.others.append(piece)
        else:
            entries.append(Entry(piece))
    order = {piece.path: place for place, piece in enumerate(pieces)}
    entries.sort(key=lambda entry: order[entry.main.path])
    for entry in entries:
        _describe(entry, counting)
    return entries


def _paper_of(piece: Piece, entries: Iterable[Entry]) -> Entry | None:
    """The entry a file belongs to: the paper it is the scan or print of, or the other photographs beside it."""
    if piece.spec is not None:
        return next((entry for entry in entries if _is_a_print(piece, entry.main)), None)
    if piece.kind == "image" or piece.scanned:
        papers = [entry for entry in entries if entry.main.spec is not None]
        if (found := _scanned_paper(piece, papers)) is not None:
            return found
    if piece.kind == "image":
        return next((entry for entry in entries if _is_one_more_photograph(piece, entry.main)), None)
    return None


def _is_a_print(piece: Piece, main: Piece) -> bool:
    """Whether both are the same paper: side by side under one name, or one kind with one number."""
    if piece.spec is not main.spec:
        return False
    same_name = piece.path.with_suffix("") == main.path.with_suffix("")
    number = number_of(piece)
    return same_name or (piece.kind != main.kind and (not number or number == number_of(main)))


def _scanned_paper(piece: Piece, papers: Sequence[Entry]) -> Entry | None:
    """The paper whose name a scan's begins with, or the only one of its leading number."""
    beside = [entry for entry in papers if entry.main.path.parent == piece.path.parent]
    named = [entry for entry in beside if piece.path.stem.startswith(entry.main.path.stem)]
    number = _LEADING.match(piece.path.stem)
    numbered = [entry for entry in beside if number and _leads(entry.main.path, number[1])]
    return next(iter(named), numbered[0] if len(numbered) == 1 else None)


def _leads(path: Path, number: str) -> bool:
    found = _LEADING.match(path.stem)
    return found is not None and int(found[1]) == int(number)


def _is_one_more_photograph(piece: Piece, main: Piece) -> bool:
    beside = main.kind == "image" and main.path.parent == piece.path.parent
    return beside and _is_a_photograph(piece.path) and _is_a_photograph(main.path)


def _is_a_photograph(path: Path) -> bool:
    """One of many, by its folder or by a name that says nothing; any other picture is a piece of its own."""
    return bool(_ALBUM.search(path.parent.name) or _CAMERA.fullmatch(path.stem))


def _describe(entry: Entry, counting: Counting) -> None:
    """Name, pages and remark: of a paper and its signed scan the scan is what was filed."""
    main = entry.main
    scans = [piece for piece in entry.others if piece.scanned or piece.kind == "image"]
    if main.spec is not None:
        entry.name = main.spec.title
        entry.remark = "扫描件" if scans or main.scanned else ""
        entry.pages = _sum(map(counting, scans)) if scans else _first(map(counting, [*entry.others, main]))
    elif main.kind == "image":
        taken = [main, *entry.others]
        photographs = _is_a_photograph(main.path)
        entry.name = _album(main.path) if photographs else _plain(main.path)
        entry.remark = f"{_PHOTOGRAPHS}{len(taken)}张" if photographs else "图片"
        entry.pages = _sum(map(counting, taken))
    else:
        entry.name = _plain(main.path)
        entry.remark = "扫描件" if main.scanned else _unknown(main)
        entry.pages = counting(main)


def _unknown(piece: Piece) -> str:
    if piece.trouble:
        return "打不开"
    return "音像" if piece.kind == "video" else "未识别"


def _plain(path: Path) -> str:
    """A file's name as a title: without the number it begins with."""
    return _LEADING.sub("", path.stem) or path.stem


def _album(path: Path) -> str:
    """What photographs are called: as their folder, where it is one of photographs."""
    folder = path.parent.name
    return _LEADING.sub("", folder) if _ALBUM.search(folder) else f"现场{_PHOTOGRAPHS}"


def _sum(counts: Iterable[int | None]) -> int | None:
    total = 0
    for count in counts:
        if count is None:
            return None
        total += count
    return total


def _first(counts: Iterable[int | None]) -> int | None:
    return next((count for count in counts if count is not None), None)


def page_numbers(entries: Sequence[Entry]) -> Iterator[str]:
    """For each entry ``3``, ``3—4``, or nothing: it has no pages, or they are not known any more."""
    begins: int | None = 1
    for entry in entries:
        if begins is None or entry.pages == 0:
            yield ""
        elif entry.pages is None:
            yield ""
            begins = None
        else:
            last = begins + entry.pages - 1
            yield f"{begins}—{last}" if last > begins else str(begins)
            begins = last + 1
