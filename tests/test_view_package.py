"""Packages as they really are: odd part names, Strict, UTF-16, other encodings; and what a file really is."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx_builder import NAMESPACES, content_types, docx, docx_parts, first, p, packed, r, relationships, style

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.view import read_document, sniff
from docgen.view.bounded_zip import BoundedZip
from docgen.view.from_docx import read_docx
from docgen.view.from_docx.package import Package
from docgen.view.kinds import KINDS, claimed_kind


def text_of(parts: dict[str, str | bytes]) -> str:
    return first(read_docx(packed(parts))).text


def renamed(parts: dict[str, str | bytes], old: str, new: str) -> dict[str, str | bytes]:
    return {new if name == old else name: content for name, content in parts.items()}


# --- parts by relationship


@pytest.mark.parametrize(
    ("part", "target"),
    [
        ("word/document.xml", "/word/document.xml"),
        ("正文.xml", "%E6%AD%A3%E6%96%87.xml"),
        ("word/main.xml", "word/main.xml"),
        ("word/Document.XML", "WORD/document.xml"),
        ("a/b.xml", "./a/../a/b.xml#top"),
    ],
)
def test_the_document_is_found_by_relationship_whatever_it_is_called(part: str, target: str) -> None:
    parts = renamed(docx_parts(p(r("文"))), "word/document.xml", part)
    parts["_rels/.rels"] = relationships({"rId1": f"officeDocument {target}"})
    assert text_of(parts) == "文"


def test_parts_of_the_document_are_found_relative_to_it() -> None:
    styles = style("a", '<w:rPr><w:sz w:val="30"/></w:rPr>', default=True)
    parts = renamed(docx_parts(p(r("文")), styles=styles), "word/styles.xml", "s/x.xml")
    parts["word/_rels/document.xml.rels"] = relationships({"rId1": "styles ../s/x.xml"})
    size = first(read_docx(packed(parts))).runs[0].format.size
    assert size is not None
    assert size.value is not None
    assert size.value.pt == 15


def test_without_a_relationship_the_content_type_tells_the_document() -> None:
    parts = docx_parts(p(r("文")))
    del parts["_rels/.rels"]
    assert text_of(parts) == "文"


def test_backslashes_in_part_names_are_slashes() -> None:
    parts = renamed(docx_parts(p(r("文"))), "word/document.xml", "word\\document.xml")
    assert text_of(parts) == "文"


def test_an_external_document_is_not_followed() -> None:
    parts = docx_parts(p())
    parts["_rels/.rels"] = relationships({"rId1": "officeDocument http://127.0.0.1/x.xml external"})
    parts["[Content_Types].xml"] = content_types("/gone.xml")
    with pytest.raises(Unreadable, match="缺少正文部分"):
        read_docx(packed(parts))


def test_relationships_of_a_package_are_listed_with_their_kinds() -> None:
    package = Package(packed(docx_parts(p(), related={"rId5": "image http://x.example/a.png external"})))
    relationship = package.relationships("word/document.xml")["rId5"]
    assert (relationship.kind, relationship.external, relationship.target) == ("image", True, "http://x.example/a.png")


# --- forms of XML


def strict(content: str) -> str:
    for old, new in (
        (
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    ):
        content = content.replace(old, new)
    return content


def test_a_strict_package_is_read_under_the_transitional_names() -> None:
    styles = style("a", '<w:rPr><w:sz w:val="12pt"/></w:rPr><w:pPr><w:ind w:start="1cm"/></w:pPr>', default=True)
    parts = {
        name: strict(content) if isinstance(content, str) else content
        for name, content in docx_parts(p(r("文")), styles=styles).items()
    }
    paragraph = first(read_docx(packed(parts)))
    size, indent = paragraph.runs[0].format.size, paragraph.format.indent_left
    assert size is not None
    assert indent is not None
    assert size.value is not None
    assert indent.value is not None
    assert (paragraph.text, size.value.pt, round(indent.value.cm, 2)) == ("文", 12, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_parts_may_be_utf_8_or_utf_16(encoding: str) -> None:
    parts = docx_parts("")
    body = f"<w:document {NAMESPACES}><w:body>{p(r('喆镕堃'))}</w:body></w:document>"
    declared = "utf-8" if encoding.startswith("utf-8") else "utf-16"
    parts["word/document.xml"] = f'<?xml version="1.0" encoding="{declared}"?>{body}'.encode(encoding)
    assert text_of(parts) == "喆镕堃"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str) -> None:
    parts = docx_parts(p(r("文")))
    written = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "甲">]>{parts["word/document.xml"]!s}'
    parts["word/document.xml"] = written.encode(encoding)
    with pytest.raises(Unreadable, match="文档类型声明") as refusal:
        read_docx(packed(parts))
    assert refusal.value.code == "ARC104"


def test_a_damaged_part_is_named() -> None:
    parts = docx_parts(p(r("文")), styles=style("a"))
    parts["word/styles.xml"] = str(parts["word/styles.xml"])[:-5]
    with pytest.raises(Unreadable, match=r"styles\.xml") as refusal:
        read_docx(packed(parts))
    assert refusal.value.code == "ARC101"


def test_a_part_with_more_markup_than_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match="过大") as refusal:
        read_docx(docx(p() * 300), Limits(xml_marks=200))
    assert refusal.value.code == "ARC104"


def test_a_document_with_more_characters_than_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match="字") as refusal:
        read_docx(docx(p(r("文" * 300))), Limits(characters=200))
    assert refusal.value.code == "ARC104"


# --- zips


def zipped(*names: str, size: int = 1) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"x" * size)
    return stream.getvalue()


def inflated(data: bytes, limits: Limits) -> list[bytes]:
    with BoundedZip(data, limits) as archive:
        return [archive.read(member) for member in archive.members]


def with_raw_name(name: bytes) -> bytes:
    """A zip whose one member's name is these bytes, without the UTF-8 flag."""
    return zipped("n" * len(name)).replace(b"n" * len(name), name)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_the_utf_8_flag_are_read_as_they_were_meant(encoding: str) -> None:
    name = "关于开展检查工作的通知.docx"
    assert [member.name for member in BoundedZip(with_raw_name(name.encode(encoding))).members] == [name]


@pytest.mark.parametrize("name", ["../evil.txt", "/evil.txt", "C:/evil.txt", "a/../../evil.txt", "..\\evil.txt"])
def test_a_name_that_points_out_of_the_archive_is_refused(name: str) -> None:
    with pytest.raises(Unreadable, match="包外") as refusal:
        BoundedZip(zipped(name))
    assert refusal.value.code == "ARC104"


@pytest.mark.parametrize(
    ("data", "limits"),
    [
        pytest.param(zipped("a", "b", "c"), Limits(members=2), id="members"),
        pytest.param(zipped("a", size=50), Limits(member_bytes=40), id="a member's size"),
        pytest.param(zipped("a", "b", size=50), Limits(archive_bytes=90), id="the archive's size"),
        pytest.param(zipped("a", size=100_000), Limits(ratio_from=1000), id="the ratio"),
    ],
)
def test_an_archive_beyond_a_limit_is_refused(data: bytes, limits: Limits) -> None:
    with pytest.raises(Unreadable) as refusal:
        inflated(data, limits)
    assert refusal.value.code == "ARC104"


def test_a_small_member_that_packs_well_is_no_bomb() -> None:
    with BoundedZip(zipped("白.bmp", size=1_000_000)) as archive:
        assert len(archive.read(archive.members[0])) == 1_000_000


def test_a_directory_that_declares_more_than_it_may_is_refused_before_it_is_read() -> None:
    data = bytearray(zipped("a"))
    end = data.rfind(b"PK\x05\x06")
    data[end + 12 : end + 16] = (1 << 30).to_bytes(4, "little")
    with pytest.raises(Unreadable) as refusal:
        BoundedZip(bytes(data))
    assert refusal.value.code == "ARC104"


def test_two_parts_of_one_name_are_refused() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in docx_parts(p(r("一"))).items():
            archive.writestr(name, content)
        archive.writestr("Word/Document.xml", "二")
    with pytest.raises(Unreadable, match="同名") as refusal:
        read_docx(stream.getvalue())
    assert refusal.value.code == "ARC101"


# --- what a file really is


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"", "a.docx", "empty"),
        (b"%PDF-1.7\n", "a.docx", "pdf"),
        (b"\xef\xbb\xbf\n%PDF-1.4", "a.pdf", "pdf"),
        (b"{\\rtf1 x}", "a.doc", "rtf"),
        (b"<!DOCTYPE html><html></html>", "a.doc", "html"),
        (
            b'<?xml version="1.0"?><p:package xmlns:p="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
            "a.doc",
            "flat",
        ),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><x/>', "a.doc", "xml"),
        (b'<?xml version="1.0"?><x/>', "a.xml", "xml"),
        (b"\xff\xd8\xff\xe0", "a.docx", "image"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "image"),
        (b"BM\x36\0\0\0\0\0\0\0", "a.bmp", "image"),
        (b"Rar!\x1a\x07\x00", "a.zip", "rar"),
        (b"7z\xbc\xaf\x27\x1c", "a.7z", "7z"),
        (b"\0\0\0\x18ftypmp42", "a.mp4", "video"),
        ("检查情况".encode(), "a.txt", "text"),
        ("检查情况".encode("gb18030"), "a.txt", "text"),
        (bytes(range(32)) * 8, "a.bin", "unknown"),
        (b"\x07\x00user" + bytes(156), "~$告知书.docx", "lock"),
        (zipped("a.docx"), "a.zip", "zip"),
        (zipped("OFD.xml"), "a.ofd", "ofd"),
        (docx(p()), "a.zip", "docx"),
        (b"PK\x03\x04broken", "a.docx", "docx"),
        (b"PK\x03\x04broken", "a.zip", "zip"),
    ],
)
def test_a_file_is_what_its_content_says(data: bytes, name: str, kind: str) -> None:
    assert sniff(data, name) == kind


def compound(*streams: str) -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"".join(stream.encode("utf-16-le") for stream in streams)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (compound("WordDocument"), "a.docx", "doc"),
        (compound("WordDocument"), "a.wps", "wps"),
        (compound("Workbook"), "a.et", "xls"),
        (compound("EncryptionInfo", "EncryptedPackage"), "a.docx", "encrypted"),
        (compound("__substg1.0_0037001F"), "a.msg", "msg"),
        (compound(), "a.dat", "ole"),
    ],
)
def test_compound_files_are_told_by_their_streams(data: bytes, name: str, kind: str) -> None:
    assert sniff(data, name) == kind


def test_an_opendocument_is_told_by_its_mimetype() -> None:
    odt = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
    assert sniff(odt) == "odt"


def test_every_kind_has_a_name_and_a_remedy() -> None:
    assert all(kind.name and kind.remedy for kind in KINDS.values())


def test_a_suffix_claims_a_kind() -> None:
    assert [claimed_kind(name) for name in ("a.DOCM", "a.wps", "无后缀", "a.b/c")] == ["docx", "wps", None, None]


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", "ARC101", "空文件"),
        (compound("WordDocument"), "ARC101", "旧版 Word 文档已损坏"),
        (compound("EncryptedPackage"), "ARC105", "密码"),
        (zipped("a.txt"), "ARC102", "压缩包"),
        (b"PK\x03\x04broken", "ARC102", "压缩包"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_real_kind(data: bytes, code: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refusal:
        read_document(data)
    assert refusal.value.code == code
    assert refusal.value.remedy


def refused(data: bytes, name: str) -> Unreadable:
    with pytest.raises(Unreadable) as refusal:
        read_document(data, name)
    return refusal.value


def test_a_name_is_said_to_belie_the_content_only_where_it_does() -> None:
    assert refused(b"{\\rtf1 x}", "a.rtf").what == "文件类型不支持：RTF 文档"
    assert refused(b"{\\rtf1 x}", "a.docx").what == "文件类型不支持：实为RTF 文档"
    assert "LibreOffice" in refused(b"{\\rtf1 x}", "a.rtf").remedy


def test_a_web_page_is_read_when_it_is_called_as_platforms_call_it_and_not_when_called_docx() -> None:
    page = "<html><body><p>文</p></body></html>".encode()
    assert [paragraph.text for paragraph in read_document(page, "a.doc").paragraphs()] == ["文"]
    assert refused(page, "a.docx").what == "文件类型不支持：实为网页（HTML）"


def test_an_encrypted_workbook_is_to_be_saved_as_a_workbook() -> None:
    encrypted = compound("EncryptionInfo", "EncryptedPackage")
    assert ".xlsx" in refused(encrypted, "a.xlsx").remedy
    assert ".docx" in refused(encrypted, "a.docx").remedy


def test_a_file_that_is_too_big_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    path.write_bytes(docx(p()))
    with pytest.raises(Unreadable, match="超过") as refusal:
        read_document(path, limits=Limits(file_bytes=10))
    assert refusal.value.code == "ARC104"


def test_a_file_that_is_not_there_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="打不开"):
        read_document(tmp_path / "没有.docx")


def test_a_path_and_its_bytes_give_the_same_view(tmp_path: Path) -> None:
    path = tmp_path / "文.docx"
    path.write_bytes(docx(p(r("文"))))
    assert read_document(path) == read_document(path.read_bytes())
