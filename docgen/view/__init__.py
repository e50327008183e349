"""A paper, seen: one reader for submissions, templates and our own papers, one shape for .docx and PDF.

A file format is one reader here and one line in :data:`docgen.view.kinds.SUFFIXES`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

from docgen.errors import Unreadable, system_cause
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.remedies import COPY_AGAIN, ENCRYPTED, UNLOCK_XLSX
from docgen.view.from_sheet import is_sheet
from docgen.view.kinds import KINDS, claimed_kind, sniff
from docgen.view.model import DocumentView
from docgen.view.pages.scans import ScanReader

__all__ = ["DocumentView", "read_document", "sniff"]

_WEB_PAGES: Final = ("html", "mht")
"""Platforms hand them out as .doc, and Word opens them; called .docx, no program does."""
_Reader = Callable[[bytes, Limits], DocumentView]


def read_document(
    source: Path | bytes,
    name: str = "",
    limits: Limits = DEFAULT_LIMITS,
    begins: Collection[int] = (),
    read_scan: ScanReader | None = None,
) -> DocumentView:
    """The view of a file or of its bytes; what it is its content says, ``name`` (default: the path's) only helps.
    ``begins`` are the pages, from 1, on which another paper of a print begins; ``read_scan`` reads the pages of a PDF
    that are pictures, where there is somebody who can.

    Raises Unreadable: ARC101 damaged, ARC102 a type no reader here reads, ARC104 unsafe or beyond ``limits``,
    ARC105 encrypted.
    """
    data = source if isinstance(source, bytes) else read_bytes(source, limits)
    if len(data) > limits.file_bytes:
        raise _too_big(limits)
    name = name or (source.name if isinstance(source, Path) else "")
    kind = sniff(data, name)
    if is_sheet(data, name):
        from docgen.view.from_sheet.paper import read_sheet_paper

        return read_sheet_paper(data, name, limits)
    claimed = claimed_kind(name)
    reader = _reader(kind)
    if reader is None or (kind in _WEB_PAGES and claimed == "docx"):
        if kind in ("unknown", "ole") and claimed and _reader(claimed):
            raise Unreadable(
                "ARC101", f"文件打不开：内容不是{KINDS[claimed].name}，可能已损坏或由其他程序写成", COPY_AGAIN
            )
        raise _refusal(kind, claimed)
    if kind in ("pdf", "ofd") and (begins or read_scan):
        return _printed(kind, data, limits, begins, read_scan)
    return reader(data, limits)


def _printed(
    kind: str, data: bytes, limits: Limits, begins: Collection[int], read_scan: ScanReader | None
) -> DocumentView:
    """A print that holds several papers, or scans somebody reads."""
    if kind == "ofd":
        from docgen.view.from_ofd import read_ofd

        return read_ofd(data, limits, begins)
    from docgen.view.from_pdf import read_pdf

    return read_pdf(data, limits, begins, read_scan)


def _reader(kind: str) -> _Reader | None:
    """The reader of a kind, loaded when first needed: checking a .docx loads no PDF library."""
    if kind == "docx":
        from docgen.view.from_docx import read_docx

        return lambda data, limits: read_docx(data, limits)
    if kind == "pdf":
        from docgen.view.from_pdf import read_pdf

        return lambda data, limits: read_pdf(data, limits)
    if kind in ("doc", "wps"):
        from docgen.view.from_doc import read_doc

        return lambda data, limits: read_doc(data, limits)
    if kind == "ofd":
        from docgen.view.from_ofd import read_ofd

        return lambda data, limits: read_ofd(data, limits)
    return _reader_of_words(kind)


def _reader_of_words(kind: str) -> _Reader | None:
    """The readers of what other programs write: its words, or the package it was made of."""
    if kind == "flat":
        from docgen.view.flat_package import packed
        from docgen.view.from_docx import read_docx

        return lambda data, limits: read_docx(packed(data, limits), limits)
    if kind == "wordml":
        from docgen.view.from_wordml import read_wordml

        return lambda data, limits: read_wordml(data, limits)
    if kind in ("odt", "fodt"):
        from docgen.view.from_odt import read_flat_odt, read_odt

        return lambda data, limits: (read_odt if kind == "odt" else read_flat_odt)(data, limits)
    if kind in ("html", "mht"):
        from docgen.view.from_html import read_html, read_mht

        return lambda data, limits: (read_html if kind == "html" else read_mht)(data, limits)
    return None


def _refusal(kind: str, claimed: str | None) -> Unreadable:
    """Why a file is not read; that its name says something else only where it does."""
    about = KINDS[kind]
    if kind == "encrypted":
        return Unreadable("ARC105", ENCRYPTED, UNLOCK_XLSX if claimed in ("xlsx", "xls", "et") else about.remedy)
    if kind == "empty":
        return Unreadable("ARC101", f"文件打不开：是{about.name}", about.remedy)
    belied = claimed is not None and claimed != kind and claimed not in about.called
    return Unreadable("ARC102", f"文件类型不支持：{'实为' if belied else ''}{about.name}", about.remedy)


def read_bytes(path: Path, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """What a file holds. Raises Unreadable: ARC101 it cannot be opened, ARC104 it is larger than ``limits`` allow."""
    try:
        if path.stat().st_size > limits.file_bytes:
            raise _too_big(limits)
        return path.read_bytes()
    except OSError as fault:
        raise Unreadable("ARC101", f"文件打不开（{system_cause(fault)}）", "请核对文件是否存在、能否打开") from fault


def _too_big(limits: Limits) -> Unreadable:
    return Unreadable("ARC104", f"文件超过{limits.file_bytes // 1_000_000}MB", "请拆分或压缩其中的图片后再提交")
