"""A zip read within bounds: nothing is extracted to disk, nothing is inflated beyond what was allowed.

Used for the package of a .docx and for the archives of a submission. Names are decoded the way Chinese offices'
programs wrote them: UTF-8 where flagged or where it fits, else GBK (APPNOTE.TXT 4.4.4, 4.6.9).
"""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import BinaryIO, Final, Self

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits

_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, struct.error, ValueError, OverflowError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What the standard library raises on a damaged, truncated or exotic zip."""

_METHODS: Final[Mapping[int, str]] = MappingProxyType({0: "存储", 8: "Deflate", 12: "BZIP2", 14: "LZMA"})
_END_RECORD: Final = struct.Struct("<4s4H2LH")
_END_RECORD_64: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64: Final = struct.Struct("<4sLQL")
_DIRECTORY_BYTES_A_MEMBER: Final = 512
"""Far more than a directory entry with a long Chinese name and all usual extra fields needs."""
_SPANNED: Final = b"PK00"
"""The marker of an archive that was to be split and was not; its members follow (APPNOTE.TXT 8.5.4)."""
_ENCRYPTED: Final = 0x1
_UTF8: Final = 0x800
_UNICODE_PATH: Final = 0x7075
_THREE_BYTES_FROM: Final = "\u0800"
_UNSAFE: Final = re.compile(r"^/|^[A-Za-z]:|(^|/)\.\.(/|$)|[\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class ZipMember:
    """One entry of the directory. ``size`` and ``compressed`` are bytes as declared; ``name`` uses ``/``."""

    name: str
    size: int
    compressed: int
    directory: bool
    encrypted: bool
    info: zipfile.ZipInfo


class BoundedZip:
    """The members of a zip, to be listed and read one by one.

    Raises :class:`Unreadable`: ARC101 when the directory or a member is damaged, ARC104 when a bound is exceeded or
    a name points out of the archive, ARC105 when an encrypted member is read.
    """

    def __init__(self, source: Path | bytes, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._inflated = 0
        self._file: BinaryIO = BytesIO(source) if isinstance(source, bytes) else source.open("rb")
        try:
            _refuse_long_directory(self._file, limits)
            self._zip = zipfile.ZipFile(self._file)
            _refuse_a_part(self._zip, self._file)
        except _BROKEN as fault:
            self._file.close()
            raise _damaged(fault) from fault
        except Unreadable:
            self._file.close()
            raise
        self.members = tuple(_member(info) for info in self._zip.infolist())
        self._refuse_unsafe()

    def _refuse_unsafe(self) -> None:
        if len(self.members) > self._limits.members:
            raise _exceeded(f"压缩包内有{len(self.members)}个文件，超过{self._limits.members}个")
        if sum(member.size for member in self.members) > self._limits.archive_bytes:
            raise _exceeded(f"压缩包解开后超过{self._limits.archive_bytes // 1_000_000}MB")
        for member in self.members:
            if _UNSAFE.search(member.name):
                raise _exceeded(f"压缩包内有指向包外的文件名“{_printable(member.name)}”")

    def read(self, member: ZipMember, most: int | None = None) -> bytes:
        """The bytes of one member, at most ``most`` (default: the limit of a member)."""
        bound = self._limits.member_bytes if most is None else most
        if member.encrypted:
            raise Unreadable("ARC105", f"“{_printable(member.name)}”已加密", "请解除密码后重新打包提交")
        if member.info.compress_type not in _METHODS:
            raise Unreadable(
                "ARC101",
                f"“{_printable(member.name)}”的压缩方式（{member.info.compress_type}）不支持",
                "请用常用的压缩软件重新打包为 .zip",
            )
        if member.size > bound or self._is_bomb(member):
            raise _exceeded(f"“{_printable(member.name)}”解开后过大（{member.size // 1_000_000}MB）")
        try:
            with self._zip.open(member.info) as stream:
                data = stream.read(bound + 1)
        except _BROKEN as fault:
            raise _damaged(fault, member.name) from fault
        self._inflated += len(data)
        if len(data) > bound or self._inflated > self._limits.archive_bytes:
            raise _exceeded(f"“{_printable(member.name)}”解开后过大")
        return data

    def _is_bomb(self, member: ZipMember) -> bool:
        return member.size > self._limits.ratio_from and member.size > member.compressed * self._limits.ratio

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._zip.close()
        self._file.close()


def _member(info: zipfile.ZipInfo) -> ZipMember:
    name = decoded_name(info).replace("\\", "/")
    encrypted = bool(info.flag_bits & _ENCRYPTED)
    return ZipMember(name, info.file_size, info.compress_size, name.endswith("/"), encrypted, info)


def decoded_name(info: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: the Unicode path field, flagged UTF-8, unflagged UTF-8, else GBK."""
    flagged = bool(info.flag_bits & _UTF8)
    raw = info.orig_filename.encode("utf-8" if flagged else "cp437")
    stated = _unicode_path(info.extra, raw)
    if stated is not None or flagged or info.orig_filename.isascii():
        return stated or info.orig_filename
    return _utf8_name(raw) or _gbk_name(raw) or info.orig_filename


def _utf8_name(raw: bytes) -> str | None:
    """Unflagged UTF-8, as macOS writes it: Chinese takes three bytes there, and two-byte characters are GBK misread."""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return name if all(character.isascii() or character >= _THREE_BYTES_FROM for character in name) else None


def _gbk_name(raw: bytes) -> str | None:
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The Info-ZIP Unicode path field, valid only for the name it was written for (APPNOTE.TXT 4.6.9)."""
    while len(extra) >= 4:
        tag, size = struct.unpack_from("<HH", extra)
        value, extra = extra[4 : 4 + size], extra[4 + size :]
        if tag == _UNICODE_PATH and len(value) > 5 and struct.unpack_from("<BL", value) == (1, zlib.crc32(raw)):
            return value[5:].decode("utf-8", "replace")
    return None


def _refuse_long_directory(file: BinaryIO, limits: Limits) -> None:
    """Measure the directory before the standard library reads it whole: a hostile one alone may fill the memory."""
    end = file.seek(0, 2)
    start = max(0, end - (1 << 16) - _END_RECORD.size)
    file.seek(start)
    tail = file.read()
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or found + _END_RECORD.size > len(tail):
        raise zipfile.BadZipFile("no end of central directory")
    size = _END_RECORD.unpack_from(tail, found)[5]
    before = found - _LOCATOR_64.size
    if before >= 0 and tail[before:found].startswith(b"PK\x06\x07"):
        file.seek(_LOCATOR_64.unpack_from(tail, before)[2])
        record = file.read(_END_RECORD_64.size)
        if len(record) == _END_RECORD_64.size and record.startswith(b"PK\x06\x06"):
            size = _END_RECORD_64.unpack(record)[8]
    file.seek(0)
    if size > limits.members * _DIRECTORY_BYTES_A_MEMBER:
        raise _exceeded(f"压缩包内文件超过{limits.members}个")


def _refuse_a_part(archive: zipfile.ZipFile, file: BinaryIO) -> None:
    """Refuse a directory that is not the whole file's: of an archive cut off behind a stored document, the standard
    library takes that document's directory for the archive's, and the bytes before it for a prefix."""
    first = min((info.header_offset for info in archive.infolist()), default=archive.start_dir)
    file.seek(0)
    marked = file.read(len(_SPANNED)) == _SPANNED
    if first > (len(_SPANNED) if marked else 0):
        raise zipfile.BadZipFile("bytes before the first member")


def _damaged(fault: Exception, name: str = "") -> Unreadable:
    where = f"，损坏处：“{_printable(name)}”" if name else ""
    if isinstance(fault, RuntimeError) and "encrypted" in str(fault):
        return Unreadable("ARC105", f"压缩包已加密{where}", "请解除密码后重新打包提交")
    return Unreadable("ARC101", f"文件已损坏或不完整，打不开{where}", "请从原处重新复制或下载，能打开后再提交")


def _exceeded(what: str) -> Unreadable:
    return Unreadable("ARC104", what, "请核对文件来源；确为所需材料的，请重新打包后提交")


def _printable(name: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in name)[:120]
