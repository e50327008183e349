"""The files of a submission, in a folder or a zip: listed first, then taken one at a time, never written to disk.

Names are relative to the folder or zip, with ``/`` everywhere; a folder's own name ends with ``/``. Symbolic links
inside a submission are not followed.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from docgen.errors import Unreadable, system_cause
from docgen.limits import Limits
from docgen.view.bounded_zip import BoundedZip, ZipMember

_INSIDE: Final = "!/"
_ZIP_MAGIC: Final = b"PK"
_DOCUMENT_PARTS: Final = frozenset(("[content_types].xml", "mimetype", "ofd.xml", "_rels/.rels", "word/document.xml"))
"""A zip that holds one of these is a document (OOXML, OpenDocument, OFD), not an archive."""

_PACKAGES: Final = frozenset(
    (".docx", ".docm", ".dotx", ".dotm", ".xlsx", ".xlsm", ".pptx", ".ofd", ".odt", ".ods", ".wps", ".et", ".epub")
)
_SYSTEM: Final = re.compile(
    r"(?:^|/)(?:__MACOSX/.*|\._[^/]*|\.DS_Store|Thumbs\.db|ehthumbs\.db|desktop\.ini|\.docgen-[^/]*)$", re.IGNORECASE
)
_LOCK: Final = re.compile(r"(?:^|/)(?:~\$|\.~)[^/]*$")
_SETTINGS: Final = "docgen.toml"
_LOCKED: Final = "文书打开时留下的临时文件"
_LOCK_BYTES: Final = (162, 165)
"""Word's and Excel's owner files: the length of a name, the name, padding ([MS-OFFDIG] calls them lock files)."""
_LONGEST_OWNER: Final = 54


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a folder or zip, not read yet. ``passed_over`` says why it is not to be read at all.

    ``read`` raises Unreadable.
    """

    name: str
    read: Callable[[], bytes]
    passed_over: str = ""

    @property
    def is_folder(self) -> bool:
        return self.name.endswith("/")


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as handed in: its bytes, or why they could not be had. ``path`` is the report's file name."""

    path: str
    content: bytes | Unreadable


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that is no part of the submission (a lock file, our own settings, a link), and why."""

    path: str
    why: str


@contextmanager
def listed(path: Path, limits: Limits) -> Iterator[tuple[Entry, ...]]:
    """The entries of a folder or zip, readable while the context lasts. Raises Unreadable for a zip as a whole."""
    if path.is_dir():
        yield tuple(_folder_entries(path, limits))
    else:
        with BoundedZip(path, limits) as archive:
            yield tuple(_zip_entries(archive))


def whole_file(path: Path, limits: Limits) -> Handed | PassedOver:
    """A single file under its own name, an archive not unpacked."""
    why = _why_passed_over(path.name)
    if why:
        return PassedOver(path.name, why)
    try:
        content = _read_file(path, limits)
    except Unreadable as fault:
        return Handed(path.name, fault)
    return PassedOver(path.name, _LOCKED) if _is_lock(content) else Handed(path.name, content)


def is_archive(source: Path | bytes, name: str, limits: Limits) -> bool:
    """Whether this is an archive of files, by content: a zip that is no document itself. A damaged one is told by
    its name."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _PACKAGES or not _begins(source).startswith(_ZIP_MAGIC):
        return False
    try:
        with BoundedZip(source, limits) as archive:
            return not any(member.name.lower() in _DOCUMENT_PARTS for member in archive.members)
    except Unreadable:
        return suffix == ".zip"


def unpacked(
    path: str, entry: Entry, limits: Limits, first: Callable[[str], bool] | None = None, depth: int = 0
) -> Iterator[Handed | PassedOver]:
    """The file of one entry; of a zip within, its files (``外.zip!/内.docx``), down to ``limits.nesting``: those whose
    path asks for it ``first``."""
    if entry.is_folder:
        return
    if entry.passed_over:
        yield PassedOver(path, entry.passed_over)
        return
    try:
        content = entry.read()
    except Unreadable as fault:
        yield Handed(path, fault)
        return
    if _is_lock(content):
        yield PassedOver(path, _LOCKED)
    elif not is_archive(content, path, limits):
        yield Handed(path, content)
    elif depth >= limits.nesting:
        yield Handed(path, Unreadable("ARC104", f"压缩包套压缩包超过{limits.nesting}层", "请解压后重新打包提交"))
    else:
        yield from _unpacked_zip(path, content, limits, first, depth + 1)


def _unpacked_zip(
    path: str, content: bytes, limits: Limits, first: Callable[[str], bool] | None, depth: int
) -> Iterator[Handed | PassedOver]:
    try:
        archive = BoundedZip(content, limits)
    except Unreadable as fault:
        yield Handed(path, fault)
        return
    with archive:
        inside = [(f"{path}{_INSIDE}{entry.name}", entry) for entry in _zip_entries(archive)]
        for name, entry in sorted(inside, key=lambda one: not first(one[0])) if first else inside:
            yield from unpacked(name, entry, limits, first, depth)


def _folder_entries(root: Path, limits: Limits) -> Iterator[Entry]:
    """Every folder and file below ``root``, sorted by name, links named and not followed."""
    for folder, folders, files in os.walk(root):
        folders.sort()
        above = Path(folder)
        for name in list(folders):
            relative = (above / name).relative_to(root).as_posix()
            if (above / name).is_symlink():
                folders.remove(name)
                yield Entry(relative, bytes, "符号链接，未跟随")
            elif not _SYSTEM.search(f"{relative}/x"):
                yield Entry(f"{relative}/", bytes)
        for name in sorted(files):
            path = above / name
            relative = path.relative_to(root).as_posix()
            if not _SYSTEM.search(relative):
                yield Entry(relative, _reader(path, limits), _why_not_read(path))


def _reader(path: Path, limits: Limits) -> Callable[[], bytes]:
    return lambda: _read_file(path, limits)


def _read_file(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise Unreadable(
                "ARC104",
                f"文件过大（{size // 1_000_000}MB），超过{limits.file_bytes // 1_000_000}MB",
                "请核对文件来源；确为所需材料的，请压缩图片或分开提交",
            )
        return path.read_bytes()
    except OSError as fault:
        raise Unreadable("ARC101", f"文件读不出（{system_cause(fault)}）", "请检查文件的访问权限和存储介质") from fault


def _zip_entries(archive: BoundedZip) -> Iterator[Entry]:
    seen: set[str] = set()
    for member in sorted(archive.members, key=lambda member: member.name):
        if _SYSTEM.search(member.name + ("x" if member.directory else "")):
            continue
        if member.name in seen and not member.directory:
            yield Entry(member.name, _refusal("ARC104", "压缩包内有同名文件，无法分辨以何者为准"))
            continue
        seen.add(member.name)
        link = stat.S_ISLNK(member.info.external_attr >> 16)
        why = "符号链接，未跟随" if link else _why_passed_over(member.name)
        yield Entry(member.name, _member_reader(archive, member), why)


def _member_reader(archive: BoundedZip, member: ZipMember) -> Callable[[], bytes]:
    return lambda: archive.read(member)


def _refusal(code: str, what: str) -> Callable[[], bytes]:
    def refuse() -> bytes:
        raise Unreadable(code, what, "请核对文件来源，重新打包后提交")

    return refuse


def _why_not_read(path: Path) -> str:
    if path.is_symlink():
        return "符号链接，未跟随"
    return _why_passed_over(path.name) if path.is_file() else "不是普通文件"


def _why_passed_over(name: str) -> str:
    if _LOCK.search(name):
        return _LOCKED
    return "提交材料中的设置文件，不采用" if PurePosixPath(name).name == _SETTINGS else ""


def _is_lock(content: bytes) -> bool:
    """Whether this is an owner file under another name."""
    return (
        len(content) in _LOCK_BYTES
        and 0 < content[0] <= _LONGEST_OWNER
        and not content.startswith(_ZIP_MAGIC)
        and content.count(0) > len(content) // 4
    )


def _begins(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source[:2]
    try:
        with source.open("rb") as file:
            return file.read(2)
    except OSError:
        return b""
