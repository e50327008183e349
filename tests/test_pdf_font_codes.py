"""Text of PDFs whose fonts are not embedded or draw their own characters: read where the file says which they are."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from decimal import Decimal

import pikepdf
import pytest
from pdf_builder import bare_pdf, saved
from pikepdf import Array, Dictionary, Name, Object, String

from docgen.spec import Likeness, load_fonts
from docgen.view.from_pdf import read_pdf
from docgen.view.from_pdf.fonts import program_name
from docgen.view.model import DocumentView, Run

WRITTEN = "检查通知书甲乙丙"
GB1_NUMBERS = (2143, 1200, 3673, 4521, 3456, 2122, 4185, 1124)
"""The numbers of these characters in the collection Adobe-GB1 (Adobe Technical Note 5079)."""


def composite(
    encoding: str, codes: bytes, name: bytes = b"FangSong_GB2312", ordering: str = "GB1", unicode: bytes = b""
) -> DocumentView:
    """A page that shows ``codes`` in a composite font which is not embedded (ISO 32000-1 §9.7)."""
    pdf = bare_pdf("")
    named = Object.parse(b"/" + name)
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=named, Flags=4, FontBBox=[0, -200, 1000, 900], ItalicAngle=0,
        Ascent=900, Descent=-200, CapHeight=900, StemV=80,
    )  # fmt: skip
    collection = Dictionary(Registry=String("Adobe"), Ordering=String(ordering), Supplement=2)
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=named, CIDSystemInfo=collection, DW=1000,
        FontDescriptor=descriptor,
    )  # fmt: skip
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=named, Encoding=Name(f"/{encoding}"))
    font.DescendantFonts = Array([descendant])
    if unicode:
        font.ToUnicode = pdf.make_stream(unicode)
    return shown_in(pdf, font, codes)


def drawn(codes: Sequence[int], unicode: bytes = b"", scale: str = "0.001") -> DocumentView:
    """A page that shows ``codes`` in a font whose characters are drawings (§9.6.5)."""
    pdf = bare_pdf("")
    shape = pdf.make_stream(b"500 0 0 0 500 700 d1 0 0 500 700 re f")
    names = [Name(f"/g{code}") for code in codes]
    differences = Array([part for code, name in zip(codes, names, strict=True) for part in (code, name)])
    step = Decimal(scale)
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 700], FontMatrix=[step, 0, 0, step, 0, 0],
        CharProcs=Dictionary({str(name): shape for name in names}), FirstChar=0, LastChar=255, Widths=[500] * 256,
        Encoding=Dictionary(Type=Name.Encoding, Differences=differences), Resources=Dictionary(),
    )  # fmt: skip
    if unicode:
        font.ToUnicode = pdf.make_stream(unicode)
    return shown_in(pdf, font, bytes(codes))


def shown_in(pdf: pikepdf.Pdf, font: Dictionary, codes: bytes) -> DocumentView:
    pdf.pages[0].Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    pdf.pages[0].Contents = pdf.make_stream(b"BT /F 16 Tf 1 0 0 1 80 700 Tm <" + codes.hex().encode() + b"> Tj ET")
    return read_pdf(saved(pdf))


def runs(view: DocumentView) -> list[Run]:
    return [run for paragraph in view.paragraphs() for run in paragraph.runs]


NUMBERED = b"".join(number.to_bytes(2, "big") for number in GB1_NUMBERS)


@pytest.mark.parametrize(
    ("encoding", "codes"),
    [
        ("UniGB-UCS2-H", WRITTEN.encode("utf-16-be")),
        ("UniGB-UTF16-H", WRITTEN.encode("utf-16-be")),
        ("GBK-EUC-H", WRITTEN.encode("gbk")),
        ("GBKp-EUC-H", WRITTEN.encode("gbk")),
        ("GBpc-EUC-H", WRITTEN.encode("gbk")),
        ("GB-EUC-H", WRITTEN.encode("gb2312")),
        ("GBK2K-H", WRITTEN.encode("gb18030")),
        ("Identity-H", NUMBERED),
    ],
)
def test_chinese_without_a_table_of_unicode_is_read_by_its_collection(encoding: str, codes: bytes) -> None:
    view = composite(encoding, codes)
    assert [run.text for run in runs(view)] == [WRITTEN]
    assert view.facts.uncoded == ()


@pytest.mark.parametrize(
    ("encoding", "ordering"),
    [("Identity-H", "Identity"), ("NoSuchTable-H", "GB1"), ("UniGB-UTF8-H", "GB1"), ("GB-H", "GB1")],
)
def test_codes_that_nothing_explains_are_pictures_to_us_and_never_an_empty_page(encoding: str, ordering: str) -> None:
    view = composite(encoding, NUMBERED, ordering=ordering)
    assert (view.facts.uncoded, view.facts.scanned, view.has_text) == ((1,), (1,), False)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        (b"FangSong_GB2312", "仿宋_GB2312"),
        (b"ABCDEF+FangSong_GB2312,Bold", "仿宋_GB2312"),
        (b"#B7#C2#CB#CE_GB2312", "仿宋_GB2312"),
        (b"#b7#c2#cb#ce#5fGB231", "仿宋_GB2312"),
        (b"#E4#BB#BF#E5#AE#8B_GB2312", "仿宋_GB2312"),
        (b"#FE#FF#4E#FF#5B#8B", "仿宋"),
        (b"#B7#BD#D5#FD#D0#A1#B1#EA#CB#CE", "方正小标宋简体"),
        (b"ABCDEF+GHIJKL+FZXBSJW--GB1-0", "方正小标宋简体"),
        (b"#CB#CE#CC#E5#2CBold", "宋体"),
        (b"SimSu", "宋体"),
    ],
)
def test_a_font_that_is_only_named_is_the_one_it_is_named(name: bytes, meant: str) -> None:
    """What stands in for it elsewhere the file cannot say: it is judged by its name, and said not to be embedded."""
    (run,) = runs(composite("GBK-EUC-H", WRITTEN.encode("gbk"), name=name))
    face = run.format.east_asian
    assert face is not None
    assert (load_fonts().canonical(face.name), face.embedded) == (meant, False)
    assert load_fonts().compare(face.name, face.printed, meant) is Likeness.ORIGINAL


def test_a_name_that_asks_for_bold_is_bold() -> None:
    named = [composite("GBK-EUC-H", WRITTEN.encode("gbk"), name=name) for name in (b"SimSun", b"#CB#CE#CC#E5,Bold")]
    assert [runs(view)[0].format.bold for view in named] == [None, True]


UNICODE = (
    b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <00> <FF> endcodespacerange "
    b"2 beginbfchar <01> <68C0> <02> <67E5> endbfchar end"
)


def test_characters_that_are_drawings_are_read_where_the_file_says_which_they_are() -> None:
    """They have no font whose name or size could be compared."""
    (run,) = runs(drawn([1, 2], UNICODE))
    assert (run.text, run.format.east_asian, run.format.size) == ("检查", None, None)


@pytest.mark.parametrize("codes", [range(1, 21), range(65, 90), range(161, 181)], ids=["low", "letters", "high"])
def test_drawings_that_are_only_numbered_are_no_letters(codes: range) -> None:
    assert drawn(codes).facts.uncoded == (1,)


@pytest.mark.parametrize("scale", ["0", "1000000", "-0.001", "0.0000001"])
def test_drawings_of_an_absurd_scale_end_in_a_view(scale: str) -> None:
    assert drawn([1, 2], UNICODE, scale).facts.pages == 1


def program(platform: int, name: bytes) -> bytes:
    """A TrueType program with nothing in it but its PostScript name (ISO/IEC 14496-22, the table ``name``)."""
    record = struct.pack(">6H", platform, 0, 0, 6, len(name), 0)
    table = struct.pack(">3H", 0, 1, 6 + len(record)) + record + name
    return b"\0\1\0\0" + struct.pack(">4H", 1, 0, 0, 0) + struct.pack(">4s3L", b"name", 0, 28, len(table)) + table


@pytest.mark.parametrize(
    ("platform", "name", "meant"),
    [
        (3, "FangSong_GB2312".encode("utf-16-be"), "仿宋_GB2312"),
        (3, "仿宋_GB2312".encode("utf-16-be"), "仿宋_GB2312"),
        (1, b"FZXBSJW--GB1-0", "方正小标宋简体"),
        (1, "楷体_GB2312".encode("gbk"), "楷体_GB2312"),
        (1, b"ABCDEF+SimHei", "黑体"),
        (3, "ＳＴＸｉｎｗｅｉ".encode("utf-16-be"), "华文新魏"),
    ],
)
def test_a_program_is_known_by_the_name_it_bears_in_whatever_bytes(platform: int, name: bytes, meant: str) -> None:
    assert load_fonts().canonical(program_name(program(platform, name)) or "") == meant
