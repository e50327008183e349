"""A file is what it holds, whatever it is called: what platforms and word processors hand out under other names."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode

import pytest
from docx_builder import docx, docx_parts, p, r
from handed_in import zipped

from docgen.limits import Limits
from docgen.validators.rules.archive import extension_tells_the_kind
from docgen.validators.submission.archive import Handed
from docgen.validators.submission.members import member_of
from docgen.view import read_document, sniff
from docgen.view.model import DocumentView

FORM = (
    "<tr><td rowspan=2>当事人</td><td>名称</td><td colspan=2>示例一食品店</td></tr>"
    "<tr><td>电话</td><td>甲</td><td>乙</td></tr>"
)
WORD_PAGE = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta charset="gbk"><title>不是正文</title><style>p {{ margin: 0 }}</style></head>
<body><p>行政检查
通知书<o:p></o:p></p>先生：<br>你好<table>{FORM}</table><div style="display:none">看不见</div></body></html>"""
FLAT_ODT = """<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">
<office:meta/><office:scripts><office:script/></office:scripts><office:body><office:text><text:p>通知书</text:p><table:table>
<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>当事人</text:p></table:table-cell>
<table:table-cell><text:p>名称</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell><text:p>电话</text:p></table:table-cell></table:table-row>
</table:table></office:text></office:body></office:document>"""
WORD_2003 = """<?xml version="1.0"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" w:macrosPresent="yes"><w:body><w:sect>
<w:p><w:pPr/><w:r><w:rPr/><w:t>通知</w:t></w:r><w:r><w:tab/><w:instrText>PAGE</w:instrText><w:t>书</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>名称</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>店</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:sect></w:body></w:wordDocument>"""
UOF = '<?xml version="1.0"?><uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof"><uof:文字处理/></uof:UOF>'


def texts(view: DocumentView) -> list[str]:
    return [paragraph.text for paragraph in view.paragraphs()]


def flat(parts: dict[str, str]) -> bytes:
    """A package in one XML file, one of its parts in base 64 as pictures are."""
    kinds = {"word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"}
    said = ""
    for name, xml in parts.items():
        if name == "[Content_Types].xml":
            continue
        kind = kinds.get(name, "application/vnd.openxmlformats-package.relationships+xml")
        body = xml.partition("?>")[2] if xml.startswith("<?xml") else xml
        said += f'<pkg:part pkg:name="/{name}" pkg:contentType="{kind}"><pkg:xmlData>{body}</pkg:xmlData></pkg:part>'
    picture = f"<pkg:binaryData>{b64encode(b'PNG').decode()}</pkg:binaryData>"
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    said += f'<pkg:part pkg:name="/word/media/1.png" pkg:contentType="image/png">{picture}</pkg:part>'
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="{space}">{said}</pkg:package>'.encode()


def test_a_web_page_called_doc_is_read_for_its_words_and_tables() -> None:
    view = read_document(WORD_PAGE.encode("gbk"), "通知书.doc")
    assert texts(view)[:3] == ["行政检查 通知书", "先生：\n你好", "当事人"]
    assert "看不见" not in texts(view)
    (table,) = view.tables()
    assert [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells] == [
        (1, 1, 2, 1, "当事人"), (1, 2, 1, 1, "名称"), (1, 3, 1, 2, "示例一食品店"),
        (2, 2, 1, 1, "电话"), (2, 3, 1, 1, "甲"), (2, 4, 1, 1, "乙"),
    ]  # fmt: skip


@pytest.mark.parametrize("first", ["MIME-Version: 1.0", "From: <Saved by WPS>\nSubject: 1\nMIME-Version: 1.0"])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_web_page_in_one_file_is_read_like_a_page(first: str, encoding: str) -> None:
    body = b64encode(WORD_PAGE.encode(encoding)).decode()
    part = f"Content-Type: text/html; charset={encoding}\nContent-Transfer-Encoding: base64\n\n{body}"
    whole = f'{first}\nContent-Type: multipart/related; boundary="x"\n\n--x\n{part}\n--x--\n'.encode()
    assert sniff(whole, "通知书.doc") == "mht"
    assert texts(read_document(whole, "通知书.doc"))[:2] == ["行政检查 通知书", "先生：\n你好"]


@pytest.mark.parametrize("charset", ["undefined", "idna", "rot13", "nobody-knows"])
def test_a_page_that_names_senseless_characters_is_read_all_the_same(charset: str) -> None:
    page = f"MIME-Version: 1.0\nContent-Type: text/html; charset={charset}\n\n<p>通知书 .. 你好</p>"
    assert texts(read_document(page.encode(), "a.mht")) == ["通知书 .. 你好"]


def test_a_package_in_one_xml_file_is_the_docx_it_was() -> None:
    data = flat({name: str(part) for name, part in docx_parts(p(r("甲"))).items()})
    assert sniff(data, "a.xml") == "flat"
    assert read_document(data, "a.xml").blocks == read_document(docx(p(r("甲")))).blocks


def test_word_2003_xml_is_read_for_its_words() -> None:
    view = read_document(WORD_2003.encode(), "a.doc")
    assert (texts(view), view.facts.active) == (["通知\t书", "名称", "店"], ("宏",))


def test_an_opendocument_text_in_one_file_is_read_with_its_merges() -> None:
    view = read_document(FLAT_ODT.encode(), "a.xml")
    (table,) = view.tables()
    assert [(cell.row, cell.column, cell.row_span) for cell in table.cells] == [(1, 1, 2), (1, 2, 1), (2, 2, 1)]
    assert (texts(view), view.facts.active) == (["通知书", "当事人", "名称", "电话"], ())


CALLED = {
    "an .docx called .wps": (docx(p(r("甲"))), "a.wps", None),
    "an .docx called .doc": (docx(p(r("甲"))), "a.doc", ".docx"),
    "a web page called .doc": (WORD_PAGE.encode("gbk"), "a.doc", ".html"),
    "Word 2003 XML called .xml": (WORD_2003.encode(), "a.xml", None),
    "Word 2003 XML called .doc": (WORD_2003.encode(), "a.doc", ".xml"),
}


@pytest.mark.parametrize("what", CALLED)
def test_a_name_that_hides_what_the_file_is_is_noted(what: str) -> None:
    data, name, rightly = CALLED[what]
    (check,) = extension_tells_the_kind(member_of(Handed(name, data)))
    assert check.expected == rightly


REFUSED = {
    "a standard office format of old": (UOF.encode(), "a.uof", "ARC102", "标文通"),
    "its packed form": (zipped({"uof.xml": UOF}), "a.uof", "ARC102", "标文通"),
    "a .doc cut off": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4000), "a.doc", "ARC101", "损坏"),
    "a compound file of no known program": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4000), "a", "ARC102", "复合"),
    "a mail without a page": (b"MIME-Version: 1.0\nContent-Type: text/plain\n\nno", "a.mht", "ARC101", "没有网页"),
    "parts of a mail nested beyond measure": (
        b"MIME-Version: 1.0\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1000)),
        "a.mht", "ARC104", "层次过深",
    ),
    "papers in a zip called .docx": (zipped({"a.docx": "", "b.docx": ""}), "a.docx", "ARC102", "压缩包"),
    "entities": (b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + WORD_2003[21:].encode(), "a.xml", "ARC104", "文档类型"),
    "a page nested beyond measure": (b"<html><body>" + b"<div>" * 500 + b"a", "a.doc", "ARC104", "层次过深"),
    "cells beyond measure": (
        b"<html><table>" + b"<tr><td rowspan=999 colspan=999>a</td></tr>" * 9, "a.doc", "ARC104", "单元格超过",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_refused_for_its_reason(what: str) -> None:
    data, name, code, said = REFUSED[what]
    trouble = member_of(Handed(name, data), Limits()).trouble
    assert trouble is not None
    assert (trouble.code, said in trouble.what) == (code, True)


def test_a_workbook_that_holds_a_word_object_is_a_workbook() -> None:
    """The names of both kinds' streams stand in such a file; the outermost one tells."""
    from xls_sample import xls

    data = xls()
    padding = "WordDocument".encode("utf-16-le") + bytes(488)
    assert sniff(data + padding, "a.xls") == "xls"


def test_a_package_says_by_its_parts_what_it_is() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(p(r("甲"))))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
            plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
            new.writestr(name, old.read(name).replace(plain, macro))
    assert texts(read_document(out.getvalue(), "a.docm")) == ["甲"]
