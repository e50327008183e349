"""Digital signatures as facts: who signed, and whether the file is as it was signed. Nothing is fetched, nothing saved.

A PDF's are validated by pyHanko where it is installed (the extra ``signatures``); those of a .docx and an OFD are only
seen. That no root is trusted here is said and is no fault: whom an office trusts it knows itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from docgen.dates import format_moment
from docgen.view.model import Signature

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_NATIONAL: Final = "1.2.156.10197."
"""The arc of the state's own algorithms (SM2, SM3; GB/T 33560)."""
_MOST: Final = 20
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
    """The signatures of a PDF that has some, in the order they were made, the first twenty."""
    try:
        from pyhanko.pdf_utils.misc import PdfError
        from pyhanko.pdf_utils.reader import PdfFileReader
    except ImportError:
        return (Signature("unverified", NOT_INSTALLED),)
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what it grumbles about is told as a fact below
    try:
        embedded = PdfFileReader(BytesIO(data), strict=False).embedded_signatures[:_MOST]
    except (PdfError, ValueError, KeyError, TypeError, NotImplementedError):
        return (Signature("unverified", UNREAD),)
    return tuple(_signature(each) for each in embedded) or (Signature("unsupported", _STRANGE),)


def _signature(embedded: EmbeddedPdfSignature) -> Signature:
    from cryptography.exceptions import UnsupportedAlgorithm
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import CMSExtractionError
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko_certvalidator import ValidationContext

    failures = (
        PdfError, CMSExtractionError, SignatureValidationError, UnsupportedAlgorithm, ValueError, KeyError, TypeError,
        NotImplementedError, AttributeError,
    )  # fmt: skip
    try:
        if any(oid.startswith(_NATIONAL) for oid in _algorithms(embedded)):
            return Signature("unsupported", NATIONAL_WHY)
        status = validate_pdf_signature(embedded, ValidationContext(trust_roots=[], allow_fetching=False))
    except failures:
        return Signature("unverified", UNREAD)
    return _told(status, _signer(embedded))


def _told(status: Any, signer: str) -> Signature:
    """What pyHanko found out, in the order that matters to a reader."""
    moment = status.signer_reported_dt
    when = format_moment(moment) if moment else ""
    if not status.intact:
        return Signature("changed", "签名之后文件内容被改动", signer, when)
    if not status.valid:
        return Signature("unverified", "签名数据与证书不符，不能说明是谁签的", signer, when)
    if status.docmdp_ok is False:
        return Signature("changed", "签名之后文件又有增改，增改的内容不在签名之内", signer, when)
    if not status.trusted:
        return Signature("untrusted", "签名后未改动；签发证书的根证书不在本机信任之列", signer, when)
    return Signature("intact", "签名后未改动", signer, when)


def _algorithms(embedded: EmbeddedPdfSignature) -> Iterator[str]:
    signer = embedded.signer_info
    yield signer["digest_algorithm"]["algorithm"].dotted
    yield signer["signature_algorithm"]["algorithm"].dotted
    yield embedded.signer_cert.public_key["algorithm"]["algorithm"].dotted


def _signer(embedded: EmbeddedPdfSignature) -> str:
    """Who the certificate says signed: its common name."""
    subject = embedded.signer_cert.subject.native
    return str(subject.get("common_name") or subject.get("organization_name") or "")
