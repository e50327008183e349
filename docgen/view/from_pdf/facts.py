"""What a PDF says of itself: pages, maker, mark, scripts, signatures (ISO 32000-1 §7.7, §12)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pikepdf

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.remedies import ENCRYPTED

_MARK: Final = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")
_ACTING: Final = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition")
_MOST_FIELDS: Final = 5_000

DAMAGED: Final = "文件已损坏或不完整，打不开"
DAMAGED_REMEDY: Final = "请从原处重新导出、复制或下载，能打开后再提交"
ENCRYPTED_REMEDY: Final = "请解除密码后重新提交"


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """``mark``: the template a print was made from, stated in its keywords; ``active``: what would act when opened."""

    pages: int
    mark: str | None
    producer: str | None
    active: tuple[str, ...]
    signed: bool


def read_facts(data: bytes, limits: Limits) -> PdfFacts:
    """Raises Unreadable: ARC101 damaged, ARC104 too many pages, ARC105 a password is needed."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            pages = len(pdf.pages)
            if pages > limits.pages:
                raise Unreadable("ARC104", f"共{pages}页，超过{limits.pages}页的上限", "请拆成几个文件后再提交")
            return PdfFacts(pages, _mark(pdf), _producer(pdf), _active(pdf), _signed(pdf))
    except pikepdf.PasswordError:
        raise Unreadable("ARC105", ENCRYPTED, ENCRYPTED_REMEDY) from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, ValueError, KeyError, TypeError) as fault:
        if "encryption" in str(fault):  # to a certificate, or by a method no reader here knows
            raise Unreadable("ARC105", ENCRYPTED, ENCRYPTED_REMEDY) from None
        raise Unreadable("ARC101", DAMAGED, DAMAGED_REMEDY) from None


def _stated(pdf: pikepdf.Pdf, key: str) -> str:
    value = _dictionary(pdf.docinfo).get(key)
    return str(value) if isinstance(value, pikepdf.String) else ""


def _mark(pdf: pikepdf.Pdf) -> str | None:
    """The first word of the keywords, where it is the key of a document."""
    first = next(iter(_stated(pdf, "/Keywords").split()), "")
    return first if _MARK.fullmatch(first) else None


def _producer(pdf: pikepdf.Pdf) -> str | None:
    names = (_stated(pdf, key).strip() for key in ("/Creator", "/Producer"))
    return "；".join(dict.fromkeys(name for name in names if name)) or None


def _active(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Scripts and actions of the document, named by kind. A jump to a page is none."""
    root = pdf.Root
    found = ["JavaScript"] if "/JavaScript" in _dictionary(root.get("/Names")) else []
    for action in (root.get("/OpenAction"), *_dictionary(root.get("/AA")).values()):
        kind = str(_dictionary(action).get("/S", ""))
        if kind in _ACTING:
            found.append(kind.removeprefix("/"))
    return tuple(dict.fromkeys(found))


def _signed(pdf: pikepdf.Pdf) -> bool:
    """Whether a signature field holds a signature (ISO 32000-1 §12.7.4.5)."""
    waiting: list[Any] = list(_array(_dictionary(pdf.Root.get("/AcroForm")).get("/Fields")))
    for _ in range(_MOST_FIELDS):
        if not waiting:
            return False
        field = _dictionary(waiting.pop())
        if field.get("/FT") == pikepdf.Name.Sig and "/V" in field:
            return True
        waiting += _array(field.get("/Kids"))
    return False


def _dictionary(value: Any) -> dict[str, Any]:
    return dict(value.items()) if isinstance(value, pikepdf.Dictionary) else {}


def _array(value: Any) -> list[Any]:
    return list(value) if isinstance(value, pikepdf.Array) else []
