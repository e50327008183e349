"""The package of an OFD: what producers write beside the standard is read, what cannot be read is refused by name."""

from __future__ import annotations

import hashlib
import zipfile
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from handed_in import zipped
from ofd_builder import SPACE, ofd, repacked, text

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.units import Length
from docgen.view import read_document
from docgen.view.facts import Stamp
from docgen.view.model import DocumentView

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "ofd"
PAGE = "Doc_0/Pages/Page_1/Content.xml"


def texts(view: DocumentView) -> list[str]:
    return [paragraph.text for paragraph in view.paragraphs()]


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read(name)


PLAIN = ofd(text("正文", 30, 60))
MAIN = part(PLAIN, "OFD.xml").decode()


def beside_the_standard() -> dict[str, bytes]:
    page = part(PLAIN, PAGE).decode()
    return {
        "another namespace": repacked(PLAIN, OFD=MAIN.replace("ofdspec.org/2016", "ofdspec.org")),
        "no namespace at all": repacked(PLAIN, OFD=MAIN.replace("ofd:", "").replace(SPACE, "")),
        "backslashes": repacked(PLAIN, OFD=MAIN.replace("/Doc_0/Document.xml", "Doc_0\\Document.xml")),
        "no DocRoot": repacked(PLAIN, OFD=MAIN.replace("<ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot>", "")),
        "GBK, said": repacked(PLAIN, **{PAGE[:-4]: f'<?xml version="1.0" encoding="GBK"?>{page}'.encode("gbk")}),
        "GBK, not said": repacked(PLAIN, **{PAGE[:-4]: page.encode("gbk")}),
        "UTF-16": repacked(PLAIN, **{PAGE[:-4]: page.encode("utf-16")}),
        "names in other letters": zipped({"ofd.XML": MAIN} | {
            name.lower(): part(PLAIN, name) for name in zipfile.ZipFile(BytesIO(PLAIN)).namelist() if name != "OFD.xml"
        }),
    }  # fmt: skip


@pytest.mark.parametrize("how", beside_the_standard())
def test_what_producers_write_beside_the_standard_is_read(how: str) -> None:
    assert texts(read_document(beside_the_standard()[how], "a.ofd")) == ["正文"]


def test_the_current_version_of_a_document_is_read() -> None:
    version = f"<ofd:DocVersion {SPACE}><ofd:DocRoot>/Doc_0/Second.xml</ofd:DocRoot></ofd:DocVersion>"
    listed = '<ofd:Versions><ofd:Version ID="1" BaseLoc="V1.xml"/><ofd:Version ID="2" Current="true" BaseLoc="V2.xml"/>'
    second = part(PLAIN, "Doc_0/Document.xml").decode().replace("Page_1/Content", "Page_2/Content")
    page = part(PLAIN, PAGE).decode().replace("正文", "新版")
    data = repacked(
        PLAIN,
        OFD=MAIN.replace("</ofd:DocBody>", f"{listed}</ofd:Versions></ofd:DocBody>"),
        V2=version,
        Doc_0__Second=second,
        Doc_0__Pages__Page_2__Content=page,
    )
    assert texts(read_document(data)) == ["新版"]


def test_the_documents_of_one_package_follow_each_other() -> None:
    body = MAIN[MAIN.index("<ofd:DocBody>") : MAIN.index("</ofd:OFD>")]
    view = read_document(repacked(PLAIN, OFD=MAIN.replace(body, body + body)))
    assert (view.facts.pages, texts(view)) == (2, ["正文", "正文"])


def refused() -> dict[str, tuple[bytes, str, str]]:
    large = part(PLAIN, "Doc_0/Document.xml").decode().replace("0 0 210 297", "0 0 25000 297")
    locked = bytearray(PLAIN)
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    return {
        "a page that is not there": (repacked(PLAIN, **{PAGE[:-4]: None}), "ARC101", "缺少第1页"),
        "a document that is not there": (repacked(PLAIN, Doc_0__Document=None), "ARC101", "Document.xml"),
        "no way to the document": (
            zipped({"OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody/></ofd:OFD>"}), "ARC101", "DocRoot",
        ),
        "encrypted by the standard": (repacked(PLAIN, Encryptions="<e/>"), "ARC105", "加密"),
        "encrypted, said in its own part": (
            repacked(PLAIN, OFD=MAIN.replace("</ofd:OFD>", "<ofd:Encryptions>/e.xml</ofd:Encryptions></ofd:OFD>")),
            "ARC105", "加密",
        ),
        "encrypted as a zip": (bytes(locked), "ARC105", "加密"),
        "a page 25 m wide": (repacked(PLAIN, Doc_0__Document=large), "ARC104", "20米"),
        "ten thousand parts": (zipped({"OFD.xml": MAIN} | {f"a/{n}": "" for n in range(10_001)}), "ARC104", "超过"),
        "a way out of the package": (zipped({"OFD.xml": MAIN, "../../etc/passwd": ""}), "ARC104", ""),
        "entities": (repacked(PLAIN, OFD=f'<!DOCTYPE a [<!ENTITY b "c">]>{MAIN}'), "ARC104", "文档类型"),
        "cut off": (PLAIN[: len(PLAIN) // 2], "ARC101", ""),
    }  # fmt: skip


@pytest.mark.parametrize("how", refused())
def test_what_cannot_be_read_is_refused_by_its_name(how: str) -> None:
    data, code, said = refused()[how]
    with pytest.raises(Unreadable) as refusal:
        read_document(data, "通知书.ofd", Limits(members=10_000))
    assert (refusal.value.code, said in refusal.value.what) == (code, True)
    assert ".docx" not in refusal.value.remedy


def test_a_page_5_m_wide_is_read_and_said_to_be_so() -> None:
    wide = read_document(ofd(text("正文", 30, 60), size="5000 297")).sections[0].page.width
    assert wide.value is not None
    assert abs(wide.value - Length.of_mm(5000)) < Length.of_mm(1)


def test_files_attached_are_told() -> None:
    document = part(PLAIN, "Doc_0/Document.xml").decode()
    listed = f'<ofd:Attachments {SPACE}><ofd:Attachment ID="1" Name="台账.xlsx"><ofd:FileLoc>a.xlsx</ofd:FileLoc>'
    data = repacked(
        PLAIN,
        Doc_0__Document=document.replace("</ofd:Document>", "<ofd:Attachments>A.xml</ofd:Attachments></ofd:Document>"),
        Doc_0__A=f"{listed}</ofd:Attachment></ofd:Attachments>",
    )
    assert read_document(data).facts.attached == ("台账.xlsx",)


def signed(
    data: bytes, digest: str, method: str = "1.2.156.10197.1.401", algorithm: str = "1.2.156.10197.1.501"
) -> bytes:
    """The package with one seal on its first page, over the page's content."""
    listed = f'<ofd:Signatures {SPACE}><ofd:Signature ID="1" Type="Seal" BaseLoc="S/Signature.xml"/></ofd:Signatures>'
    signature = (
        f"<ofd:Signature {SPACE}><ofd:SignedInfo><ofd:SignatureMethod>{algorithm}</ofd:SignatureMethod>"
        "<ofd:SignatureDateTime>20260615093000Z</ofd:SignatureDateTime>"
        f'<ofd:References CheckMethod="{method}"><ofd:Reference FileRef="/{PAGE}"><ofd:CheckValue>{digest}'
        '</ofd:CheckValue></ofd:Reference></ofd:References><ofd:StampAnnot ID="2" PageRef="1" '
        'Boundary="100 200 40 40" Clip="0 0 20 40"/><ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>'
        "</ofd:SignedInfo></ofd:Signature>"
    )
    main = MAIN.replace("</ofd:DocBody>", "<ofd:Signatures>/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>")
    return repacked(data, OFD=main, Signs__Signatures=listed, Signs__S__Signature=signature)


def of_page(data: bytes, method: str) -> str:
    return b64encode(hashlib.new(method, part(data, PAGE), usedforsecurity=False).digest()).decode()


@pytest.mark.parametrize("method", ["sm3", "sha1", "md5"])
def test_a_seal_is_told_with_its_page_its_time_and_that_it_is_not_validated_here(method: str) -> None:
    if method not in hashlib.algorithms_available:
        pytest.skip("this OpenSSL has no SM3")
    (found,) = read_document(signed(PLAIN, of_page(PLAIN, method), method.upper())).facts.signatures
    box = (Length.of_mm(side) for side in (100, 200, 120, 240))
    assert (found.state, found.stated_time, found.stamps) == (
        "unsupported", "2026年6月15日9时30分", (Stamp(1, *box),),
    )  # fmt: skip
    assert "国密" in found.why
    assert "杂凑值相符" in found.why


def test_a_seal_by_another_algorithm_is_not_called_a_national_one() -> None:
    (found,) = read_document(signed(PLAIN, "AAAA", "9.9.9", "1.2.840.113549.1.1.11")).facts.signatures
    assert (found.state, "国密" in found.why) == ("unverified", False)


def test_a_part_changed_after_it_was_sealed_is_told() -> None:
    if "sm3" not in hashlib.algorithms_available:
        pytest.skip("this OpenSSL has no SM3")
    digest = of_page(PLAIN, "sm3")
    (found,) = read_document(signed(ofd(text("改文", 30, 60)), digest)).facts.signatures
    assert (found.state, PAGE in found.why) == ("changed", True)


def test_a_digest_this_machine_does_not_know_says_nothing_against_the_file() -> None:
    (found,) = read_document(signed(PLAIN, "AAAA", "9.9.9")).facts.signatures
    assert found.state == "unsupported"


def test_a_seal_is_neither_text_nor_ink() -> None:
    plain, sealed = read_document(PLAIN), read_document(signed(PLAIN, "AAAA"))
    assert sealed.blocks == plain.blocks
    assert sealed.sections == plain.sections
    assert sealed.facts.signed


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there")
def test_seals_of_real_files_are_told_with_their_names() -> None:
    (found,) = read_document(CORPUS / "ofdrw__V4RideRight.ofd").facts.signatures
    assert (found.signer, found.state) == ("OFD R&W 测试用印章", "unsupported")
    assert [stamp.page for stamp in found.stamps] == [1, 2, 3, 4, 5]
    (anonymised,) = read_document(CORPUS / "ofdrw__n.ofd").facts.signatures
    assert (anonymised.signer, anonymised.state) == ("某某省人力资源和社会测试章", "changed")
