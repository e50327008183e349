"""What a file really is: by its first bytes and, for packages, by the parts inside; never by its name alone."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS
from docgen.remedies import CONVERT_OR_SAVE, SAVE_AS_DOCX, SAVE_AS_XLSX, UNLOCK_DOCX
from docgen.view.bounded_zip import BoundedZip

_EXPORT_PDF: Final = "请另存为 .docx 或导出为 PDF，再提交"


@dataclass(frozen=True, slots=True)
class KindOfFile:
    """The name an office uses for a kind of file, and what to do when it cannot be read as a paper. ``called``: the
    kinds a name may claim that are this one all the same. ``suffix``: what its name should end in, where that is not
    the kind itself."""

    name: str
    remedy: str = SAVE_AS_DOCX
    called: tuple[str, ...] = ()
    suffix: str = ""


KINDS: Final[Mapping[str, KindOfFile]] = MappingProxyType(
    {
        "docx": KindOfFile("Word 文档（.docx）", called=("wps",)),
        "pdf": KindOfFile("PDF 文档"),
        "doc": KindOfFile("旧版 Word 文档（.doc）"),
        "wps": KindOfFile("WPS 文字文档（.wps）"),
        "encrypted": KindOfFile("加密的 Office 文档", UNLOCK_DOCX),
        "xls": KindOfFile("旧版电子表格（.xls）", SAVE_AS_XLSX, ("et",)),
        "xlsx": KindOfFile("电子表格（.xlsx）", SAVE_AS_XLSX, ("et",)),
        "et": KindOfFile("WPS 表格（.et）", SAVE_AS_XLSX),
        "ppt": KindOfFile("旧版演示文稿（.ppt）", _EXPORT_PDF),
        "pptx": KindOfFile("演示文稿（.pptx）", _EXPORT_PDF),
        "ofd": KindOfFile("OFD 版式文档", "请用 OFD 阅读器导出为 PDF，再提交"),
        "odt": KindOfFile("OpenDocument 文字文档（.odt）"),
        "fodt": KindOfFile("单一 XML 文件形式的 OpenDocument 文字文档（.fodt）"),
        "ods": KindOfFile("OpenDocument 电子表格（.ods）", SAVE_AS_XLSX),
        "rtf": KindOfFile("RTF 文档", CONVERT_OR_SAVE),
        "uof": KindOfFile("标文通文档（UOF）", CONVERT_OR_SAVE),
        "uof2": KindOfFile("标文通文档（UOF 2.0）", called=("uof",), suffix="uof"),
        "html": KindOfFile("网页（HTML）"),
        "mht": KindOfFile("单个文件的网页（.mht）", called=("html",)),
        "flat": KindOfFile("单一 XML 文件形式的 Word 文档", called=("xml",), suffix="xml"),
        "wordml": KindOfFile("Word 2003 XML 文档", called=("xml",), suffix="xml"),
        "xml": KindOfFile("XML 文件"),
        "sheetml": KindOfFile("XML 表格（2003）", SAVE_AS_XLSX, ("xml",), "xml"),
        "csv": KindOfFile("逗号分隔的表格（.csv）", SAVE_AS_XLSX),
        "msg": KindOfFile("邮件", "请将邮件中的附件另存后提交"),
        "ole": KindOfFile("旧版 Office 复合文档"),
        "zip": KindOfFile("压缩包（.zip）", "请解压后提交其中的文件"),
        "rar": KindOfFile("压缩包（.rar）", "请解压，或改用 .zip 打包后提交"),
        "7z": KindOfFile("压缩包（.7z）", "请解压，或改用 .zip 打包后提交"),
        "gzip": KindOfFile("压缩包（.gz）", "请解压，或改用 .zip 打包后提交"),
        "image": KindOfFile("图片", "请提交文书的 .docx 或 PDF；照片、截图可作为凭证一并归档"),
        "video": KindOfFile("视频或音频", "请提交文书的 .docx 或 PDF；音像记录可作为凭证一并归档"),
        "text": KindOfFile("纯文本文件", called=("csv",), suffix="csv"),
        "lock": KindOfFile("打开文档时留下的临时文件", "可直接删除，不必提交"),
        "empty": KindOfFile("空文件（0字节）", "请从原处重新复制后提交"),
        "unknown": KindOfFile("无法识别的文件"),
    }
)

READ_AS_TEXT: Final = frozenset({"doc", "wps", "odt", "fodt", "wordml", "html", "mht"})
"""Kinds of which a reader here knows the words and tables, and not the look."""

SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
        **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic"), "image"),
        **dict.fromkeys((".mp4", ".mov", ".avi", ".wmv", ".mp3", ".wav", ".m4a", ".amr"), "video"),
        **dict.fromkeys((".doc", ".dot"), "doc"),
        **dict.fromkeys((".wps", ".wpt"), "wps"),
        **dict.fromkeys((".xls", ".xlt"), "xls"),
        **dict.fromkeys((".et", ".ett"), "et"),
        **dict.fromkeys((".xlsx", ".xlsm"), "xlsx"),
        **dict.fromkeys((".csv", ".tsv"), "csv"),
        **dict.fromkeys((".htm", ".html"), "html"),
        **dict.fromkeys((".mht", ".mhtml"), "mht"),
        **dict.fromkeys((".uof", ".uot"), "uof"),
        ".pdf": "pdf", ".ofd": "ofd", ".odt": "odt", ".fodt": "fodt", ".ods": "ods", ".rtf": "rtf", ".txt": "text",
        ".xml": "xml",
        ".zip": "zip", ".rar": "rar", ".7z": "7z", ".ppt": "ppt", ".pptx": "pptx",
    }
)  # fmt: skip
"""The kind of file a name claims."""

_STARTS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG\r\n", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"\xd7\xcd\xc6\x9a", "image"),
    (b"ID3", "video"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video"),
)
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_STREAMS: Final[tuple[tuple[str, str], ...]] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
    ("__substg1.0_", "msg"),
    ("Book", "xls"),
)
_PACKAGE_KINDS: Final[tuple[tuple[re.Pattern[bytes], str], ...]] = (
    (re.compile(rb"(?:wordprocessingml|ms-word)[^\"']*main\+xml"), "docx"),
    (re.compile(rb"(?:spreadsheetml|ms-excel)[^\"']*main(?:\+xml)?"), "xlsx"),
    (re.compile(rb"(?:presentationml|ms-powerpoint)[^\"']*main\+xml"), "pptx"),
)
_HEAD: Final = 4096
_PDF_WITHIN: Final = 1024
_LOCK_FILE: Final = re.compile(r"~\$[^/\\]*$|(^|[/\\])\.~[^/\\]*$")
_LOCK_FILE_BYTES: Final = 1024
_CONTENT_TYPE_BYTES: Final = 1_000_000
_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table)(?![\w:.-])", re.IGNORECASE)
_FLAT: Final = re.compile(rb"<(?:\w+:)?package\s[^>]*schemas\.microsoft\.com/office/2006/xmlPackage")
_WORD_ML: Final = re.compile(rb"<(?:\w+:)?wordDocument\b")
_FLAT_ODT: Final = re.compile(rb"<office:document\s")
_UOF: Final = re.compile(rb"<(?:\w+:)?UOF\s[^>]*schemas\.uof\.org")
_SHEET_ML: Final = re.compile(rb"progid=\"Excel\.Sheet\"|urn:schemas-microsoft-com:office:spreadsheet")
_XML_KINDS: Final = (
    (_FLAT, "flat"), (_WORD_ML, "wordml"), (_FLAT_ODT, "fodt"), (_UOF, "uof"), (_SHEET_ML, "sheetml"),
)  # fmt: skip
_MHT: Final = re.compile(rb"\s*(?:[\w-]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)*?MIME-Version:", re.IGNORECASE)
"""A mail's heading, in which that line may stand anywhere (RFC 2557)."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def claimed_kind(name: str) -> str | None:
    """The kind a file's name claims by its suffix, or None when the suffix is not a known one."""
    _, dot, suffix = name.rpartition(".")
    return SUFFIXES.get(f".{suffix.lower()}") if dot else None


def sniff(data: bytes, name: str = "") -> str:
    """The real kind of content, one of :data:`KINDS`; ``name`` only tells temporary files, and .wps from .doc."""
    if not data:
        return "empty"
    if _LOCK_FILE.search(name) and len(data) <= _LOCK_FILE_BYTES:
        return "lock"
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK00PK")):
        return _packed_kind(data, name)
    if data.startswith(_OLE):
        return _compound_kind(data, name)
    start = next((kind for magic, kind in _STARTS if data.startswith(magic)), None)
    return start or _container_kind(data) or _written_kind(data[:_HEAD])


def _container_kind(data: bytes) -> str | None:
    """Formats whose mark stands after a length or a family name."""
    if data[4:8] == b"ftyp":
        return "image" if data[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "video"
    if data[:4] == b"RIFF":
        return "image" if data[8:12] == b"WEBP" else "video"
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        return "image"
    return None


def _compound_kind(data: bytes, name: str) -> str:
    """An OLE compound file, told by the names of its streams ([MS-CFB] 2.6.1); where those of several kinds are there,
    one is an object within the other, and what stands outermost tells."""
    kinds = list(dict.fromkeys(kind for stream, kind in _STREAMS if stream.encode("utf-16-le") in data))
    kind = next(iter(kinds), "ole") if len(kinds) < 2 else _outermost(data, kinds[0])
    return "wps" if kind in ("doc", "ole") and claimed_kind(name) == "wps" else kind


def _outermost(data: bytes, otherwise: str) -> str:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            names = [path[0] for path in compound.listdir(streams=True, storages=True)]
    except (OSError, ValueError, IndexError):
        return otherwise
    return next((kind for stream, kind in _STREAMS if any(name.startswith(stream) for name in names)), otherwise)


def _packed_kind(data: bytes, name: str) -> str:
    """A zip, told by its parts; a damaged one is what its name claims, so that it is reported as that, damaged."""
    try:
        with BoundedZip(data, DEFAULT_LIMITS) as archive:
            members = {member.name.lstrip("/").lower(): member for member in archive.members}
            types = members.get("[content_types].xml")
            listed = archive.read(types, _CONTENT_TYPE_BYTES) if types else b""
            mimetype = archive.read(members["mimetype"], _HEAD) if "mimetype" in members else b""
    except Unreadable:
        return claimed_kind(name) or "zip"
    if "ofd.xml" in members:
        return "ofd"
    if "uof.xml" in members:
        return "uof2"
    if b"opendocument" in mimetype:
        return "ods" if b"spreadsheet" in mimetype else "odt"
    if types is None and "word/document.xml" not in members:
        return "zip"
    plain = listed.replace(b"\0", b"")
    found = next((kind for pattern, kind in _PACKAGE_KINDS if pattern.search(plain)), None)
    return found or ("docx" if claimed_kind(name) in (None, "docx") else "zip")


def _written_kind(head: bytes) -> str:
    """Text in one of its forms, told by its first characters."""
    plain = head.replace(b"\0", b"")
    if _MHT.match(plain):
        return "mht"
    kind = next((kind for pattern, kind in _XML_KINDS if pattern.search(plain)), None)
    if kind and b"<html" not in plain.lower():
        return kind
    if _HTML.search(plain):
        return "html"
    if plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<?xml"):
        return "xml"
    for encoding in ("utf-16",) if head.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8", "gb18030"):
        text = head.decode(encoding, "ignore")
        if len(text.encode(encoding)) + 4 >= len(head) and not _CONTROL.search(text):
            return "text"
    return "unknown"
