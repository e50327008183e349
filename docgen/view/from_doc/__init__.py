"""The words of a Word 97–2003 file ([MS-DOC]), and of Word 6 and 95: text and tables, never the look.

For machines without LibreOffice; where it is there, the file is converted and judged whole.
"""

from __future__ import annotations

import io

import olefile

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS, Limits
from docgen.remedies import ENCRYPTED, SAVE_AS_DOCX, UNLOCK_DOCX
from docgen.view.facts import Facts
from docgen.view.from_doc.header import ENCRYPTED_FLAG, FileHeader, file_header
from docgen.view.from_doc.layout import laid_out
from docgen.view.from_doc.marks import paragraph_marks
from docgen.view.from_doc.pieces import pieces_of, text_of
from docgen.view.model import DocumentView
from docgen.view.plain import Plain, plain_view
from docgen.view.signatures import seen_only

__all__ = ["read_doc"]

_DAMAGED = "旧版 Word 文档已损坏，打不开"
_MAIN = "WordDocument"
_OTHERS = ("0Table", "1Table", "Data")
_SIGNATURES = ("_signatures", "_xmlsignatures")


def read_doc(data: bytes, limits: Limits = DEFAULT_LIMITS) -> DocumentView:
    """The words of a .doc.

    Raises:
        Unreadable: ARC101 damaged, ARC102 another program's, ARC104 more text than ``limits`` allow, ARC105 encrypted.
    """
    main, others, facts = _streams(data)
    header = file_header(main, others)
    if header is None:
        raise Unreadable("ARC101", _DAMAGED, SAVE_AS_DOCX)
    if header.flags & ENCRYPTED_FLAG:
        raise Unreadable("ARC105", ENCRYPTED, UNLOCK_DOCX)
    if max((header.characters, *(last for _, last in header.boxes))) > limits.characters:
        raise Unreadable("ARC104", f"文字超过{limits.characters}字", "请拆分后再提交")
    return plain_view(facts, _content(header))


def _content(header: FileHeader) -> list[Plain]:
    pieces = pieces_of(header)
    text = text_of(header, pieces)
    boxes = [text[first:last] for first, last in header.boxes]
    return laid_out(text[: header.characters], paragraph_marks(header, pieces), boxes)


def _streams(data: bytes) -> tuple[bytes, dict[str, bytes], Facts]:
    """The main stream, the others by name, and what else the file holds: macros, signatures ([MS-OFFCRYPTO]
    2.5.1, 2.5.2.1)."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            if not compound.exists(_MAIN):
                raise Unreadable("ARC102", "文件类型不支持：没有 Word 的正文，可能是 Works 等程序的文档", SAVE_AS_DOCX)
            others = {name: compound.openstream(name).read() for name in _OTHERS if compound.exists(name)}
            active = ("宏",) if compound.exists("Macros") or compound.exists("_VBA_PROJECT_CUR") else ()
            signed = any(compound.exists(name) for name in _SIGNATURES)
            facts = Facts("doc", active=active, signed=signed, signatures=seen_only() if signed else ())
            return compound.openstream(_MAIN).read(), others, facts
    except (OSError, ValueError, IndexError) as fault:  # what olefile raises for files that only begin like one
        raise Unreadable("ARC101", _DAMAGED, SAVE_AS_DOCX) from fault
