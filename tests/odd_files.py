"""The closed list of files a case may put beside the papers of a dossier, by ``kind``."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pikepdf
from handed_in import zipped


def odd_file(written: Mapping[str, Any], paper: bytes) -> bytes:
    """The bytes of one file; ``paper`` is a good .docx that some kinds are made of."""
    return KINDS[written["kind"]](paper, str(written.get("text", "")))


def _text(_: bytes, text: str) -> bytes:
    return text.encode("utf-8")


def _letter(_: bytes, text: str) -> bytes:
    """A .docx that holds some text and bears no mark of any paper."""
    office = "http://schemas.openxmlformats.org"
    main = f"{office}/wordprocessingml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="rId1" Type='
            f'"{office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{main}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
            "</w:body></w:document>",
        }
    )


def _noise(*_: object) -> bytes:
    """Bytes that are no kind of file."""
    return bytes((index * 151 + 97) % 251 for index in range(3000))


def _with_macro(paper: bytes, _: str) -> bytes:
    """The paper with a part of Visual Basic, named by its relationships ([MS-OFFMACRO2] 2.2.1)."""
    with zipfile.ZipFile(io.BytesIO(paper)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    named = b'<Relationship Id="rIdVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"'
    relationships = "word/_rels/document.xml.rels"
    members[relationships] = members[relationships].replace(
        b"</Relationships>", named + b' Target="vbaProject.bin"/></Relationships>'
    )
    return zipped({**members, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def _blank_pdf(**options: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.save(out, **options)
    return out.getvalue()


def _scanned_pdf(*_: object) -> bytes:
    """A page that is a picture."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        picture = document.make_stream(
            b"\x80", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1, BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray,
        )  # fmt: skip
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
        page.Contents = document.make_stream(b"595 0 0 842 0 0 cm /I Do")
        document.save(out)
    return out.getvalue()


def _photograph(_: bytes, text: str) -> bytes:
    """The head of a JPEG of ``text`` pixels (“4000×3000”): all that is read of a picture."""
    width, height = map(int, text.split("×"))
    frame = struct.pack(">HBHHB", 8 + 3, 8, height, width, 1) + bytes((1, 0x11, 0))
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0" + frame + b"\xff\xd9"


KINDS: Mapping[str, Callable[[bytes, str], bytes]] = {
    "the paper itself": lambda paper, _: paper,
    "the paper, cut in half": lambda paper, _: paper[: len(paper) // 2],
    "a text file": _text,
    "a letter": _letter,
    "noise": _noise,
    "an RTF file": lambda *_: rb"{\rtf1\ansi}",
    "the paper with a macro": _with_macro,
    "a PDF without text": _scanned_pdf,
    "a blank PDF": lambda *_: _blank_pdf(),
    "a PDF with a password": lambda *_: _blank_pdf(encryption=pikepdf.Encryption(owner="甲", user="乙")),
    "a zip that climbs out": lambda paper, _: zipped({"../../out.docx": paper}),
    "a photograph": _photograph,
}
