"""Digital signatures as facts: who signed, and whether the file is as it was signed. Nothing is ever re-saved."""

from __future__ import annotations

import importlib.util
import sys
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from docx_builder import docx_parts, p, packed, r

from docgen.view import read_document
from docgen.view.model import Signature

pytestmark = pytest.mark.skipif(importlib.util.find_spec("pyhanko") is None, reason='pip install "yihu[signatures]"')


@cache
def blank() -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(out, static_id=True)
    return out.getvalue()


@cache
def signer() -> Any:
    """A signer with a root of its own, which nobody trusts."""
    from asn1crypto import keys  # type: ignore[import-untyped]  # it ships no types
    from asn1crypto import x509 as asn1
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import NameOID
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "示例机关")])
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=3650))
        .add_extension(x509.KeyUsage(True, True, *[False] * 7), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate = asn1.Certificate.load(built.public_bytes(serialization.Encoding.DER))
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SimpleSigner(
        signing_cert=certificate, signing_key=keys.PrivateKeyInfo.load(private), cert_registry=SimpleCertificateStore()
    )


def signed(data: bytes, field: str = "签名1") -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    writer = IncrementalPdfFileWriter(BytesIO(data))
    metadata = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
    return bytes(signers.sign_pdf(writer, metadata, signer=signer()).getvalue())


def added_to(data: bytes) -> bytes:
    """The signed file with a page's content added by an incremental save, as a reader does that edits."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(data))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    stream = generic.StreamObject(stream_data=b"0 0 100 100 re f")
    page["/Contents"] = writer.add_object(stream)
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def facts(data: bytes, name: str = "a.pdf") -> tuple[Signature, ...]:
    return read_document(data, name).facts.signatures


def test_a_signed_print_names_its_signer_and_says_that_no_root_is_trusted_here() -> None:
    (found,) = facts(signed(blank()))
    assert (found.state, found.signer) == ("untrusted", "示例机关")
    assert "未改动" in found.why
    assert found.stated_time


def test_one_changed_byte_shows() -> None:
    whole = bytearray(signed(blank()))
    at = whole.index(b"/MediaBox")
    whole[at + 11] = ord("1") if whole[at + 11] != ord("1") else ord("0")
    (found,) = facts(bytes(whole))
    assert (found.state, "改动" in found.why) == ("changed", True)


def test_a_signature_its_certificate_did_not_make_says_nothing_of_the_content() -> None:
    whole = bytearray(signed(blank()))
    start = whole.index(b"/Contents <") + len(b"/Contents <")
    end = start + len(bytes(whole[start : whole.index(b">", start)]).rstrip(b"0"))
    whole[end - 40] = ord("1") if whole[end - 40] != ord("1") else ord("0")
    assert [found.state for found in facts(bytes(whole))] == ["unverified"]


def test_what_was_added_after_the_signature_shows() -> None:
    (found,) = facts(added_to(signed(blank())))
    assert (found.state, "签名之后" in found.why) == ("changed", True)


def test_a_second_signature_changes_nothing_in_the_first() -> None:
    assert [found.state for found in facts(signed(signed(blank()), "签名2"))] == ["untrusted", "untrusted"]


@pytest.mark.parametrize(("form", "state"), [(None, "unsupported"), ("adbe.pkcs7.detached", "unverified")])
def test_a_signature_of_no_known_form_is_not_called_changed(form: str | None, state: str) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(blank())) as pdf:
        value = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=b"\x30\x03\x02\x01\x01", ByteRange=[0, 1, 2, 3])
        if form:
            value.SubFilter = pikepdf.Name(f"/{form}")
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="甲", V=pdf.make_indirect(value))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.make_indirect(field)])
        pdf.save(out)
    assert [found.state for found in facts(out.getvalue())] == [state]


def test_without_the_extra_a_signature_is_said_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    data = signed(blank())
    monkeypatch.setitem(sys.modules, "pyhanko.pdf_utils.reader", None)
    (found,) = facts(data)
    assert (found.state, "未装" in found.why) == ("unverified", True)


def test_a_word_signature_is_seen_and_said_to_be_not_validated_here() -> None:
    parts = docx_parts(p(r("甲")))
    assert facts(packed(parts), "a.docx") == ()
    (found,) = facts(packed({**parts, "_xmlsignatures/sig1.xml": "<Signature/>"}), "a.docx")
    assert found.state == "unverified"


def test_a_print_without_a_signature_has_none() -> None:
    assert facts(blank()) == ()
