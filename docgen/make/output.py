"""Writing files: whole or not at all, and never over one that somebody has open."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Final

from docgen.errors import OutputError, system_cause

_REMEDIES: Final = MappingProxyType(
    {
        errno.ENOSPC: "磁盘已满，请腾出空间后重试。",
        errno.EDQUOT: "磁盘配额已满，请腾出空间后重试。",
        errno.EACCES: "没有写入权限，或文件正被打开；请关闭文件，或换一个文件夹。",
        errno.EPERM: "没有写入权限，或文件正被打开；请关闭文件，或换一个文件夹。",
        errno.EBUSY: "文件正被打开，请关闭后重试。",
        errno.EROFS: "该处只能读取，请换一个文件夹。",
        errno.ENAMETOOLONG: "路径过长，请换一个层级较浅的文件夹。",
        errno.EISDIR: "该处已有同名的文件夹，请改名或移走。",
        errno.ENOTDIR: "路径中间有一个同名的文件，请改名或移走。",
        errno.EEXIST: "路径中间有一个同名的文件，请改名或移走。",
    }
)


def write_file(path: Path, data: bytes) -> None:
    """Write a file, its folders too, through a temporary file beside it.

    Raises:
        OutputError: it cannot be written, or Word, WPS or LibreOffice has it open; whatever stood there stays.
    """
    with taking_the_place_of(path) as beside:
        beside.write_bytes(data)


@contextmanager
def taking_the_place_of(path: Path) -> Iterator[Path]:
    """A temporary file beside ``path``, its folders too, that takes its place when the block ends well.

    Raises:
        OutputError: as :func:`write_file`.
    """
    _refuse_open(path)
    beside = path.with_name(f".docgen-{os.getpid()}-{os.urandom(4).hex()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield beside
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as fault:
        remedy = _REMEDIES.get(fault.errno or 0, "请核对路径和磁盘后重试。")
        raise OutputError(f"不能写入 {path}（{system_cause(fault)}）", remedy) from fault


def write_unless_changed(path: Path, data: bytes) -> bool:
    """Write a file that is not there yet; one that holds the same bytes stays as it is.

    Returns:
        Whether it was written.

    Raises:
        OutputError: it cannot be written, or it is there with other content, as after an edit by
            hand, and is left alone.
    """
    if not _exists(path):
        write_file(path, data)
        return True
    if not _holds(path, data):
        remedy = "改动过的请先另存；要用新做的换掉它，请加 --overwrite 覆盖。"
        raise OutputError(f"{path} 已存在且内容不同，没有改动", remedy)
    return False


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError as fault:
        raise OutputError(
            f"读不出已有的 {path}（{system_cause(fault)}）", _REMEDIES.get(fault.errno or 0, "")
        ) from fault


def lock_beside(path: Path) -> Path | None:
    """The file that says an office program has this one open, if there is one."""
    return next((lock for lock in _locks(path) if _exists(lock)), None)


def _refuse_open(path: Path) -> None:
    if _exists(path) and (lock := lock_beside(path)):
        remedy = f"请关闭该文件后重试；如并未打开，请删除残留的 {lock.name}。"
        raise OutputError(f"不能写入 {path}：文件正在 Word 或 WPS 中打开", remedy)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long to be there
        return False


def _locks(path: Path) -> Iterator[Path]:
    """The files that office programs lay beside an open one: Word ``~$``, over the first two characters of a longer
    name; WPS ``.~``; LibreOffice ``.~lock.…#``."""
    name = path.name
    for lock in (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~{name}", f".~lock.{name}#"):
        yield path.with_name(lock)
