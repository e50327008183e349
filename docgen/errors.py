"""What goes wrong on our side, said in two halves: what is wrong, then what to do.

Findings about submitted papers are values (``docgen.validators.finding``); an exception is always about us,
the law files, the data or the machine. Readers raise :class:`Unreadable`; only the judge's runner turns it
into a finding.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

_SYSTEM_SAYS: Final[Mapping[int | None, str]] = MappingProxyType(
    {
        errno.ENOENT: "文件不存在",
        errno.ENOTDIR: "路径中有一段不是文件夹",
        errno.EISDIR: "是文件夹，不是文件",
        errno.EACCES: "没有访问权限",
        errno.EPERM: "没有操作权限",
        errno.ENAMETOOLONG: "文件名过长",
        errno.ELOOP: "链接循环",
        errno.EIO: "存储介质读取出错",
        errno.ENXIO: "设备不可用",
        errno.ESTALE: "网络文件夹已断开",
        errno.ETIMEDOUT: "网络文件夹没有响应",
        errno.EBUSY: "文件正被其他程序占用",
        errno.EMFILE: "同时打开的文件过多",
        errno.ENOMEM: "内存不足",
        errno.ENOSPC: "磁盘已满",
        errno.EDQUOT: "磁盘配额已满",
        errno.EROFS: "该处只能读取",
        errno.EEXIST: "已有同名的文件",
        errno.EINVAL: "文件名或路径无效",
    }
)


def system_cause(fault: OSError) -> str:
    """Why the operating system refused a file, in Chinese; for what is not listed, the number it gives."""
    return _SYSTEM_SAYS.get(fault.errno) or (f"系统错误{fault.errno}" if fault.errno else "原因不明")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a law file, a data row or a template, with its address.

    ``path`` is the file or sheet, ``key`` the dotted key, cell or row inside it.
    """

    path: str
    key: str
    expected: str
    found: str = ""

    def __str__(self) -> str:
        where = f"{self.path}: {self.key}" if self.key else self.path
        found = f"；现为 {self.found}" if self.found else ""
        return f"{where}: {self.expected}{found}"


class DocgenError(Exception):
    """The root of everything we raise on purpose.

    ``what`` is the fault, ``remedy`` the sentence that says what to do, ``problems`` every fault at once.
    """

    def __init__(self, what: str, remedy: str = "", problems: Iterable[Problem] = ()) -> None:
        self.what = what
        self.remedy = remedy
        self.problems = tuple(problems)
        super().__init__(what)

    def __str__(self) -> str:
        lines = [self.what, *(f"  {problem}" for problem in self.problems)]
        return "\n".join([*lines, self.remedy] if self.remedy else lines)


class UsageError(DocgenError):
    """The command or call was not given what it needs."""


class SpecError(DocgenError):
    """A law file is wrong; ``problems`` lists every fault of every file read."""


class RecordError(DocgenError):
    """The data rows are wrong; ``problems`` lists every fault with row and field."""


class TemplateError(DocgenError):
    """A template cannot be compiled, filled or printed."""


class FontMissing(DocgenError):  # noqa: N818  # it says what is the matter
    """No face found on this machine has a character or a font that is needed."""


class OutputError(DocgenError):
    """A file could not be written; nothing half-written is left behind."""


class Unreadable(DocgenError):  # noqa: N818  # it says what is the matter
    """A submitted file cannot be read.

    ``code`` is the archive rule it answers to (ARC101 corrupt, ARC102 type, ARC104 limits, ARC105 encrypted).
    """

    def __init__(self, code: str, what: str, remedy: str = "") -> None:
        self.code = code
        super().__init__(what, remedy)
