"""Digital signatures as facts: who signed, and whether the file is as it was signed. Nothing is ever re-saved."""

from __future__ import annotations

import importlib.util
import sys
from io import BytesIO

import pikepdf
import pytest
from docx_builder import docx_parts, p, packed, r
from signed_papers import (
    added_to,
    blank,
    national_message,
    signed,
    signer,
    time_stamped,
    with_an_empty_field,
    with_contents,
)

from docgen.units import Length
from docgen.view import read_document
from docgen.view.facts import Signature, Stamp
from docgen.view.signatures import said

pytestmark = pytest.mark.skipif(importlib.util.find_spec("pyhanko") is None, reason='pip install "yihu[signatures]"')


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


@pytest.mark.parametrize(
    ("data", "state", "said"),
    [
        (with_contents(b"\x30\x03\x02\x01\x01", None), "unsupported", "不是通用格式"),
        (with_contents(b"\x30\x03\x02\x01\x01", "adbe.pkcs7.detached"), "unverified", "未能验证"),
        (with_contents(b"", "adbe.pkcs7.detached"), "unverified", "未能验证"),
        (with_contents(b"SES", "GM.PKILite", "SESeal"), "unsupported", "不是通用格式"),
    ],
    ids=["no form", "damaged", "nothing", "a program's own form"],
)
def test_a_signature_of_no_known_form_is_not_called_changed(data: bytes, state: str, said: str) -> None:
    (found,) = facts(data)
    assert (found.state, said in found.why) == (state, True)


@pytest.mark.parametrize("form", ["adbe.pkcs7.detached", "ETSI.CAdES.detached", "GM.PKILite", None])
@pytest.mark.parametrize("own_name", [False, True])
def test_a_national_signature_is_said_to_be_one(form: str | None, own_name: bool) -> None:
    (found,) = facts(with_contents(national_message(own_name=own_name), form))
    assert (found.state, "国密" in found.why, "签发单位" in found.why) == ("unsupported", True, True)


def test_a_place_that_nobody_has_signed_is_no_signature() -> None:
    assert facts(with_an_empty_field(blank())) == ()
    assert not read_document(with_an_empty_field(blank()), "a.pdf").facts.signed


def test_a_certified_file_is_as_it_was_until_something_is_added() -> None:
    certified = signed(blank(), certifies=True)
    assert [found.state for found in facts(certified)] == ["untrusted"]
    assert [found.state for found in facts(added_to(certified))] == ["changed"]


def test_a_time_stamp_is_nobodys_signature() -> None:
    (found,) = facts(time_stamped(blank()))
    assert (found.state, found.signer, found.stated_time) == ("untrusted", "", "2026年6月15日1时30分")
    assert "不是签名" in found.why
    assert [found.state for found in facts(added_to(time_stamped(blank())))] == ["changed"]


def test_each_of_several_is_told_though_one_cannot_be_read() -> None:
    states = [found.state for found in facts(signed(with_contents(national_message(), None)))]
    assert sorted(states) == ["unsupported", "untrusted"]


def test_where_a_signature_is_seen_is_told() -> None:
    (found,) = facts(signed(blank(), seen_at=(300, 100, 400, 200)))
    assert found.stamps == (Stamp(1, *map(Length.of_pt, (300, 842 - 200, 400, 842 - 100))),)
    assert "见于第1页" in said(found)


def test_an_encrypted_file_that_opens_without_a_password_is_validated() -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    out = BytesIO()
    with pikepdf.open(BytesIO(blank())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="甲", user=""))
    writer = IncrementalPdfFileWriter(BytesIO(out.getvalue()))
    writer.encrypt(b"")
    metadata = signers.PdfSignatureMetadata(field_name="签名1", md_algorithm="sha256")
    (found,) = facts(bytes(signers.sign_pdf(writer, metadata, signer=signer()).getvalue()))
    assert found.state == "untrusted"


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
