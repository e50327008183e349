"""What a PDF says of itself: pages, maker, mark, scripts, signatures (ISO 32000-1 §7.7, §12)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

import pikepdf

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.remedies import ENCRYPTED
from docgen.view.from_pdf.layers import layers_off
from docgen.view.from_pdf.weight import bounded, refuse_heavy
from docgen.view.from_pdf.withheld import Withheld, withheld_by

_MARK: Final = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")
_ACTING: Final = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition")
_MOST_FIELDS: Final = 5_000
_LARGEST_UNIT: Final = 75_000
_TOLD: Final = frozenset(
    {
        "/Names", "/OpenAction", "/AA", "/AcroForm", "/MarkInfo", "/StructTreeRoot", "/Collection", "/NeedsRendering",
        "/OCProperties",
    }
)  # fmt: skip
"""The entries of the catalog that say something here (ISO 32000-1 §7.7.2)."""

Entries = dict[str, Any]

DAMAGED: Final = "文件已损坏或不完整，打不开"
DAMAGED_REMEDY: Final = "请从原处重新导出、复制或下载，能打开后再提交"
ENCRYPTED_REMEDY: Final = "请解除密码后重新提交"


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """``mark``: the template a print was made from, stated in its keywords; ``active``: what would act when opened;
    ``tagged``: the structure of the text is stated (§14.8.1); ``units``: the pages, from 1, that count in others than
    points, and how many points theirs are; ``layers_off``: layers nobody sees, by name."""

    pages: int
    mark: str | None
    producer: str | None
    active: tuple[str, ...]
    signed: bool
    tagged: bool
    withheld: Withheld
    units: Mapping[int, float]
    layers_off: frozenset[str]


def read_facts(data: bytes, limits: Limits) -> PdfFacts:
    """Raises Unreadable: ARC101 damaged, ARC104 beyond the limits, ARC105 a password is needed."""
    try:
        with bounded(limits), pikepdf.open(BytesIO(data)) as pdf:
            pages = len(pdf.pages)
            if pages > limits.pages:
                raise Unreadable("ARC104", f"共{pages}页，超过{limits.pages}页的上限", "请拆成几个文件后再提交")
            refuse_heavy(pdf, limits)
            info = _dictionary(pdf.trailer.get("/Info"))  # Pdf.docinfo would write one where there is none
            root = pdf.Root
            catalog = {key: root[key] for key in _TOLD & root.keys()}
            return PdfFacts(
                pages, _mark(info), _producer(info), _active(catalog), _signed(catalog), _tagged(catalog),
                withheld_by(catalog), _units(pdf), layers_off(catalog.get("/OCProperties")),
            )  # fmt: skip
    except pikepdf.PasswordError:
        raise Unreadable("ARC105", ENCRYPTED, ENCRYPTED_REMEDY) from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, ValueError, KeyError, TypeError) as fault:
        if "encryption" in str(fault):  # to a certificate, or by a method no reader here knows
            raise Unreadable("ARC105", ENCRYPTED, ENCRYPTED_REMEDY) from None
        raise Unreadable("ARC101", DAMAGED, DAMAGED_REMEDY) from None


def _units(pdf: pikepdf.Pdf) -> dict[int, float]:
    """By page, where it is not one point, and no nonsense."""
    pages = ((number, page.obj) for number, page in enumerate(pdf.pages, start=1))
    stated: dict[int, Any] = {number: page["/UserUnit"] for number, page in pages if "/UserUnit" in page}
    found = {number: float(unit) for number, unit in stated.items() if isinstance(unit, (int, float, Decimal))}
    return {number: unit for number, unit in found.items() if unit != 1 and 0 < unit <= _LARGEST_UNIT}


def _stated(info: Entries, key: str) -> str:
    value = info.get(key)
    return str(value) if isinstance(value, pikepdf.String) else ""


def _mark(info: Entries) -> str | None:
    """The first word of the keywords, where it is the key of a document."""
    first = next(iter(_stated(info, "/Keywords").split()), "")
    return first if _MARK.fullmatch(first) else None


def _producer(info: Entries) -> str | None:
    names = (_stated(info, key).strip() for key in ("/Creator", "/Producer"))
    return "；".join(dict.fromkeys(name for name in names if name)) or None


def _active(catalog: Entries) -> tuple[str, ...]:
    """Scripts and actions of the document, named by kind. A jump to a page is none."""
    found = ["JavaScript"] if "/JavaScript" in _dictionary(catalog.get("/Names")) else []
    for action in (catalog.get("/OpenAction"), *_dictionary(catalog.get("/AA")).values()):
        kind = str(_dictionary(action).get("/S", ""))
        if kind in _ACTING:
            found.append(kind.removeprefix("/"))
    return tuple(dict.fromkeys(found))


def _signed(catalog: Entries) -> bool:
    """Whether a signature field holds a signature (ISO 32000-1 §12.7.4.5)."""
    waiting: list[Any] = list(_array(_dictionary(catalog.get("/AcroForm")).get("/Fields")))
    for _ in range(_MOST_FIELDS):
        if not waiting:
            return False
        field = _dictionary(waiting.pop())
        if field.get("/FT") == pikepdf.Name.Sig and "/V" in field:
            return True
        waiting += _array(field.get("/Kids"))
    return False


def _tagged(catalog: Entries) -> bool:
    marked = _dictionary(catalog.get("/MarkInfo")).get("/Marked")
    return marked is True and isinstance(catalog.get("/StructTreeRoot"), pikepdf.Dictionary)


def _dictionary(value: Any) -> Entries:
    return dict(value.items()) if isinstance(value, pikepdf.Dictionary) else {}


def _array(value: Any) -> list[Any]:
    return list(value) if isinstance(value, pikepdf.Array) else []
