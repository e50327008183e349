"""Digital signatures as facts: who signed, and whether the file is as it was signed. Nothing is fetched, nothing saved.

A PDF's are validated by pyHanko where it is installed (the extra ``signatures``); those of a .docx and an OFD are only
seen. That no root is trusted here is said and is no fault: whom an office trusts it knows itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from docgen.dates import format_moment
from docgen.units import Length
from docgen.view.facts import Signature, Stamp

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_NATIONAL: Final = bytes.fromhex("2a811ccf55")
"""1.2.156.10197 in DER: the arc of the state's own algorithms and forms (SM2, SM3, SES; GB/T 33560, GM/T 0010)."""
_STANDARD: Final = ("/adbe.", "/ETSI.")
_MOST: Final = 20
_MOST_PAGES: Final = 4_000
_DEEPEST: Final = 50
NOT_INSTALLED: Final = '有数字签名，本机未装验证组件（pip install "yihu[signatures]"），未验证'
NOT_VALIDATED: Final = "有数字签名，此类文件的签名不在本机验证"
NATIONAL_WHY: Final = "使用国密算法，本机不能验证，请用签发单位的阅读器核验"
_STRANGE: Final = "签名格式不是通用格式（可能为国密签章），本机不能验证，请用签发单位的阅读器核验"
UNREAD: Final = "签名数据不完整或格式特殊，未能验证"


def seen_only() -> tuple[Signature, ...]:
    """The signature of a kind of file that is not validated here."""
    return (Signature("unverified", NOT_VALIDATED),)


def said(signature: Signature) -> str:
    """A signature in a sentence: who, when, on which pages it is seen, and what of it is known."""
    pages = "、".join(str(page) for page in dict.fromkeys(stamp.page for stamp in signature.stamps))
    parts = (
        signature.signer,
        signature.stated_time and f"自述时间{signature.stated_time}",
        pages and f"见于第{pages}页",
        signature.why,
    )
    return "，".join(filter(None, parts))


def signatures_of(data: bytes) -> tuple[Signature, ...]:
    """The signatures of a PDF that has some, in the order of its fields, the first twenty."""
    try:
        from pyhanko.pdf_utils.reader import PdfFileReader
        from pyhanko.sign.fields import enumerate_sig_fields
    except ImportError:
        return (Signature("unverified", NOT_INSTALLED),)
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what it grumbles about is told as a fact below
    try:
        reader = PdfFileReader(BytesIO(data), strict=False)
        if reader.encrypted:
            reader.decrypt(b"")
        fields = list(islice(enumerate_sig_fields(reader, filled_status=True), _MOST))
        pages = _page_numbers(reader)
    except _failures():
        return (Signature("unverified", UNREAD),)
    told = tuple(_signature(reader, name, field, pages) for name, _, field in fields)
    return told or (Signature("unsupported", _STRANGE),)


def _failures() -> tuple[type[Exception], ...]:
    """What pyHanko raises for files and signatures that are damaged, or of a kind of their own."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import CMSExtractionError
    from pyhanko.sign.validation.errors import SignatureValidationError

    return (
        PdfError, CMSExtractionError, SignatureValidationError, UnsupportedAlgorithm, ValueError, KeyError, TypeError,
        NotImplementedError, AttributeError, AssertionError, IndexError, ArithmeticError, RecursionError,
    )  # fmt: skip


def _signature(reader: PdfFileReader, name: str, field: Any, pages: Mapping[int, int]) -> Signature:
    """One filled field: what of its signature is known, and where it is seen."""
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    stamps: tuple[Stamp, ...] = ()
    form = ""
    try:
        stamps = tuple(_stamps(field.get_object(), pages))
        value = field.get_object()["/V"]
        form = str(value.get("/SubFilter", ""))
        if _NATIONAL in _contents(value):
            return Signature("unsupported", NATIONAL_WHY, stamps=stamps)
        if not form.startswith(_STANDARD):
            return Signature("unsupported", _STRANGE, stamps=stamps)
        found = _validated(EmbeddedPdfSignature(reader, field, name))
    except _failures():
        found = Signature("unverified", UNREAD)
    return replace(found, stamps=stamps)


def _contents(value: Any) -> bytes:
    """The bytes of a signature, which no encryption of the file covers (ISO 32000-1 §7.6.1)."""
    from pyhanko.pdf_utils.generic import EncryptedObjAccess

    written = value.raw_get("/Contents", decrypt=EncryptedObjAccess.RAW)
    return bytes(getattr(written, "original_bytes", written))


def _validated(embedded: EmbeddedPdfSignature) -> Signature:
    from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=[], allow_fetching=False)
    if embedded.sig_object_type == "/DocTimeStamp":
        return _stamped(validate_pdf_timestamp(embedded, context))
    return _told(validate_pdf_signature(embedded, context), _signer(embedded))


def _stamped(status: Any) -> Signature:
    """A time stamp of the whole file: nobody's signature."""
    from pyhanko.sign.diff_analysis import ModificationLevel

    when = format_moment(status.timestamp) if status.timestamp else ""
    if not status.intact or status.modification_level == ModificationLevel.OTHER:
        return Signature("changed", "是时间戳，不是签名；此后文件内容被改动", "", when)
    if not status.valid:
        return Signature("unverified", "是时间戳，不是签名；数据与证书不符", "", when)
    return Signature("untrusted", "是时间戳，不是签名，不说明是谁签的；此后未改动", "", when)


def _told(status: Any, signer: str) -> Signature:
    """What pyHanko found out, in the order that matters to a reader."""
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    moment = status.signer_reported_dt
    when = format_moment(moment) if moment else ""
    if not status.intact:
        return Signature("changed", "签名之后文件内容被改动", signer, when)
    if not status.valid:
        return Signature("unverified", "签名数据与证书不符，不能说明是谁签的", signer, when)
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return Signature("unverified", "签名没有覆盖签名时的整个文件，未覆盖的内容不在签名之内", signer, when)
    if status.docmdp_ok is False:
        return Signature("changed", "签名之后文件又有增改，增改的内容不在签名之内", signer, when)
    if not status.trusted:
        return Signature("untrusted", "签名后未改动；签发证书的根证书不在本机信任之列", signer, when)
    return Signature("intact", "签名后未改动", signer, when)


def _signer(embedded: EmbeddedPdfSignature) -> str:
    """Who the certificate says signed: its common name."""
    subject = embedded.signer_cert.subject.native
    return str(subject.get("common_name") or subject.get("organization_name") or "")


def _page_numbers(reader: PdfFileReader) -> dict[int, int]:
    """Object numbers of the pages, and of what is annotated on them → the page's number, from 1."""
    found: dict[int, int] = {}
    waiting, seen, number = [reader.root.raw_get("/Pages")], set[int](), 0
    while waiting and len(seen) < _MOST_PAGES:
        node = waiting.pop()
        identifier = getattr(node, "idnum", -1)
        if identifier in seen:
            continue
        seen.add(identifier)
        entries = node.get_object()
        if "/Kids" in entries:
            waiting += reversed(list(_raw_items(entries["/Kids"])))
            continue
        number += 1
        marks = (getattr(mark, "idnum", -1) for mark in _raw_items(_of(entries, "/Annots")))
        found |= dict.fromkeys((identifier, *marks), number)
    return found


def _of(entries: Any, key: str) -> Any:
    """An array, nothing where there is none; ``get`` would give it as it lies, encrypted."""
    try:
        return entries[key]
    except KeyError:
        return ()


def _raw_items(array: Any) -> Iterator[Any]:
    """The entries of an array, those that stand elsewhere as references."""
    return (array.raw_get(index) for index in range(len(array)))


def _stamps(field: Any, pages: Mapping[int, int]) -> Iterator[Stamp]:
    """Where a signature field is seen: its own box or those of its kids (ISO 32000-1 §12.7.4.5), none where it has no
    extent. Boxes are on upright pages that begin at the origin, as word processors write them."""
    widgets = [field] if "/Rect" in field else [kid.get_object() for kid in _of(field, "/Kids")]
    for widget in widgets:
        left, bottom, right, top = (float(side) for side in widget["/Rect"])
        page = pages.get(getattr(widget.raw_get("/P"), "idnum", -1)) if "/P" in widget else None
        if page and right != left and top != bottom:
            height = float(_inherited(widget["/P"], "/MediaBox")[3])
            box = (min(left, right), height - max(top, bottom), max(left, right), height - min(top, bottom))
            yield Stamp(page, *map(Length.of_pt, box))


def _inherited(page: Any, key: str) -> Any:
    for _ in range(_DEEPEST):
        if key in page:
            return page[key]
        page = page["/Parent"]
    raise KeyError(key)
