"""PDFs signed in every way that departments' programs sign them, by a signer nobody trusts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf

SM3, SM2_WITH_SM3, SM2_CURVE = "1.2.156.10197.1.401", "1.2.156.10197.1.501", "1.2.156.10197.1.301"
_NATIONAL_SIGNED_DATA = bytes.fromhex("060a2a811ccf550601040202")
"""1.2.156.10197.6.1.4.2.2, what GM/T 0010 calls a signed message, in DER."""


@cache
def blank() -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(out, static_id=True)
    return out.getvalue()


@cache
def _key_and_certificate(*, stamps: bool = False) -> tuple[Any, Any]:
    """A key, and the certificate of a root of its own."""
    from asn1crypto import keys  # type: ignore[import-untyped]  # it ships no types
    from asn1crypto import x509 as asn1
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "示例机关")])
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=3650))
        .add_extension(x509.KeyUsage(True, True, *[False] * 7), critical=True)
    )
    if stamps:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    built = builder.sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    certificate = asn1.Certificate.load(built.public_bytes(serialization.Encoding.DER))
    return keys.PrivateKeyInfo.load(private), certificate


@cache
def signer() -> Any:
    """A signer with a root of its own, which nobody trusts."""
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key, certificate = _key_and_certificate()
    return SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=SimpleCertificateStore())


def signed(
    data: bytes, field: str = "签名1", *, certifies: bool = False, seen_at: tuple[int, int, int, int] | None = None
) -> bytes:
    """The file with a signature more; one that certifies allows nothing after it but more signatures; ``seen_at`` is
    the box of its field on the first page, in points from below."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    writer = IncrementalPdfFileWriter(BytesIO(data))
    if seen_at:
        fields.append_signature_field(writer, fields.SigFieldSpec(field, on_page=0, box=seen_at))
    metadata = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", certify=certifies, docmdp_permissions=fields.MDPPerm.NO_CHANGES
    )
    return bytes(signers.sign_pdf(writer, metadata, signer=signer()).getvalue())


def with_an_empty_field(data: bytes) -> bytes:
    """The file with a place for a signature that nobody has signed."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields

    writer = IncrementalPdfFileWriter(BytesIO(data))
    fields.append_signature_field(writer, fields.SigFieldSpec("待签"))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def time_stamped(data: bytes) -> bytes:
    """The file with a time stamp of the whole of it, and no signature."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
    from pyhanko.sign.timestamps import DummyTimeStamper

    key, certificate = _key_and_certificate(stamps=True)
    moment = datetime(2026, 6, 15, 1, 30, tzinfo=UTC)
    stamper = DummyTimeStamper(tsa_cert=certificate, tsa_key=key, fixed_dt=moment)
    writer = IncrementalPdfFileWriter(BytesIO(data))
    return bytes(PdfTimeStamper(stamper).timestamp_pdf(writer, "sha256").getvalue())


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


def with_contents(contents: bytes, form: str | None, filter_: str = "Adobe.PPKLite") -> bytes:
    """A file whose only signature holds these bytes, in the form its dictionary names."""
    out = BytesIO()
    with pikepdf.open(BytesIO(blank())) as pdf:
        value = pikepdf.Dictionary(
            Type=pikepdf.Name.Sig, Filter=pikepdf.Name(f"/{filter_}"), Contents=contents, ByteRange=[0, 10, 20, 10]
        )
        if form:
            value.SubFilter = pikepdf.Name(f"/{form}")
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="甲", V=pdf.make_indirect(value))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.make_indirect(field)])
        pdf.save(out)
    return out.getvalue()


def national_message(*, own_name: bool = False) -> bytes:
    """A CMS message as programs with SM2 certificates write it: every algorithm one of the state's own, and with
    ``own_name`` the message's kind too. Nobody signed it."""
    from asn1crypto import algos, cms, core, keys, x509

    name = x509.Name.build({"common_name": "示例机关"})
    curve = {"algorithm": "ec", "parameters": keys.ECDomainParameters(name="named", value=SM2_CURVE)}
    public = keys.PublicKeyInfo({"algorithm": curve, "public_key": b"\x04" + bytes(64)})
    algorithm = algos.SignedDigestAlgorithm({"algorithm": SM2_WITH_SM3})
    moment = x509.Time({"utc_time": datetime(2026, 1, 1, tzinfo=UTC)})
    body = x509.TbsCertificate(
        {
            "version": "v3", "serial_number": 7, "signature": algorithm, "issuer": name, "subject": name,
            "validity": {"not_before": moment, "not_after": moment}, "subject_public_key_info": public,
        }
    )  # fmt: skip
    certificate = x509.Certificate(
        {"tbs_certificate": body, "signature_algorithm": algorithm, "signature_value": bytes(70)}
    )
    info = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": {"issuer": name, "serial_number": 7}}),
            "digest_algorithm": {"algorithm": SM3}, "signature_algorithm": algorithm, "signature": bytes(70),
        }
    )  # fmt: skip
    inner = cms.SignedData(
        {
            "version": "v1", "digest_algorithms": [{"algorithm": SM3}],
            "encap_content_info": {"content_type": "data", "content": core.OctetString(b"")},
            "certificates": [certificate], "signer_infos": [info],
        }
    )  # fmt: skip
    if own_name:
        return _element(0x30, _NATIONAL_SIGNED_DATA + _element(0xA0, inner.dump()))
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": inner}).dump())


def _element(tag: int, content: bytes) -> bytes:
    """An element of DER (X.690 §8.1)."""
    size = len(content).to_bytes(2, "big")
    return bytes((tag, 0x82)) + size + content
