"""Papers of other word processors where there is no LibreOffice: words and tables are read, the look is not."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import pytest

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.reading import Outcome
from docgen.units import Length
from docgen.view import read_document
from docgen.view.from_doc.header import FileHeader, file_header
from docgen.view.from_doc.layout import laid_out
from docgen.view.from_doc.marks import Mark, paragraph_marks
from docgen.view.from_doc.merges import merged_table, shapes_of
from docgen.view.from_doc.pieces import pieces_of, text_of
from docgen.view.model import DocumentView
from docgen.view.plain import PlainTable

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "doc-legacy"
UTF16, CP1252 = "utf-16-le", "cp1252"


def pieced(*texts: tuple[str, str], paragraphs: tuple[int, int] = (0, 0), behind: bytes = b"") -> FileHeader:
    """A header whose text lies in pieces, each in its encoding; ``behind`` the piece table stands what else is in
    the table stream."""
    main, bounds, entries = bytearray(512), [0], b""
    for text, encoding in texts:
        offset = len(main)
        main += text.encode(encoding)
        bounds.append(bounds[-1] + len(text))
        entries += struct.pack("<HIH", 0, offset if encoding == UTF16 else offset * 2 | 0x4000_0000, 0)
    table = struct.pack(f"<{len(bounds)}I", *bounds) + entries
    clx = b"\x01\x02\x00xx" + b"\x02" + struct.pack("<I", len(table)) + table
    return FileHeader(bytes(main), clx + behind, 0, bounds[-1], 0, paragraphs, (0, len(clx)))


def said(header: FileHeader) -> list[object]:
    pieces = pieces_of(header)
    return list(laid_out(text_of(header, pieces), paragraph_marks(header, pieces)))


def test_text_is_read_piece_by_piece_each_in_its_own_encoding() -> None:
    assert said(pieced(("行政检查", UTF16), ("No. 7\r", CP1252), ("通知书\r", UTF16))) == ["行政检查No. 7", "通知书"]


def test_of_a_field_its_result_is_read_and_not_its_code() -> None:
    assert said(pieced(("第\x13 PAGE \x14 3 \x15页\r", UTF16), ("\x13 TOC \x15\x01甲\x1e乙\x0b丙\r", UTF16))) == [
        "第 3 页",
        "甲-乙\n丙",
    ]


def test_characters_beyond_the_basic_plane_are_whole() -> None:
    text = "".join(map(chr, struct.unpack("<3H", "𠮷店".encode(UTF16))))
    assert laid_out(f"{text}\r", None) == ["𠮷店"]


def marked(text: str, marks: dict[int, Mark]) -> list[object]:
    return list(laid_out(text, lambda position: marks.get(position, Mark())))


def test_cells_and_rows_are_told_by_the_marks_of_their_paragraphs() -> None:
    text = "题\r名称\x07店\r二\x07\x07代码\x07\x07\x07后\r"
    inside, end = Mark(in_table=True), Mark(in_table=True, row_end=True)
    marks = dict.fromkeys(range(2, len(text)), inside) | {9: end, 14: end, 16: Mark()}
    assert text[9] == text[14] == "\x07"
    assert marked(text, marks) == ["题", PlainTable(((("名称",), ("店", "二")), (("代码",), ("",)))), "后"]


def test_without_marks_an_empty_cell_end_ends_the_row() -> None:
    assert laid_out("甲\x07乙\x07\x07丙\x07丁\x07\x07尾\r", None) == [
        PlainTable(((("甲",), ("乙",)), (("丙",), ("丁",)))),
        "尾",
    ]


def row_of(*cells: tuple[int, int], first: int = 0) -> bytes:
    """A row's definition: of each cell its right edge in twips and its flags."""
    edges = struct.pack(f"<{len(cells) + 1}h", first, *(right for right, _ in cells))
    return bytes((len(cells),)) + edges + b"".join(struct.pack("<H18x", flags) for _, flags in cells)


BEGINS_DOWN, GOES_ON_DOWN = 0x60, 0x20


def test_merged_cells_of_rows_are_one() -> None:
    rows = [(("当事人",), ("名称",), ("店",)), (("",), ("电话", "二"), ("1",)), (("备注",), ("无",))]
    shapes = [
        shapes_of(row_of((1000, BEGINS_DOWN), (2000, 0), (4000, 0))),
        shapes_of(row_of((1005, GOES_ON_DOWN), (2000, 0), (4000, 0))),
        shapes_of(row_of((1000, 0), (3990, 0))),
    ]
    table = merged_table(rows, shapes)
    assert table.rows == ((("当事人",), ("名称",), ("店",)), (("电话", "二"), ("1",)), (("备注",), ("无",)))
    assert table.spans == (((2, 1), (1, 1), (1, 1)), ((1, 1), (1, 1)), ((1, 1), (1, 2)))


def test_cells_merged_across_are_one_and_a_definition_of_other_cells_is_not_believed() -> None:
    rows = [(("标题",), ("",)), (("甲",), ("乙",))]
    across, plain = shapes_of(row_of((1000, 1), (2000, 2))), shapes_of(row_of((1000, 0), (2000, 0)))
    assert merged_table(rows, [across, plain]).spans == (((1, 2),), ((1, 1), (1, 1)))
    assert merged_table(rows, [across, ()]) == PlainTable(tuple(rows))
    assert shapes_of(row_of((1000, 0))[:3]) == shapes_of(b"") == ()


def test_a_text_box_stands_where_it_is_anchored() -> None:
    text = "题\r\x08前\r格\x07\x07后\r"
    assert laid_out(text, None, ["框中\r文字\r"])[:4] == ["题", "框中", "文字", "前"]
    assert laid_out("前\r后\r", None, ["框\r"]) == ["前", "后", "框"]


def test_what_is_no_word_file_has_no_header() -> None:
    assert file_header(b"", {}) is None
    assert file_header(bytes(600), {}) is None
    assert file_header(struct.pack("<HH", 0xA5EC, 0xC1), {}) is None


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_a_piece_table_that_is_cut_off_gives_what_is_there(cut: int) -> None:
    whole = pieced(("行政\r", UTF16), ("检查\r", UTF16))
    header = FileHeader(whole.main, whole.table[:cut], 0, whole.characters, 0, (0, 0), (0, cut))
    assert "".join(map(str, said(header))) in {"", "行政", "行政检查"}


def odt(body: str, **members: bytes) -> bytes:
    names = ("office", "text", "table", "drawing")
    spaces = " ".join(
        f'xmlns:{name.replace("drawing", "draw")}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names
    )
    content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", f"{content}</office:document-content>")
        for name, data in members.items():
            package.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def test_of_an_odt_paragraphs_and_cells_are_read_in_order() -> None:
    seen = read_document(
        odt(
            "<text:h>行政<text:s text:c='2'/>检查</text:h><text:p>一<text:line-break/>二<text:tab/>三</text:p>"
            "<table:table><table:table-row><table:table-cell><text:p>名称</text:p></table:table-cell>"
            "<table:table-cell table:number-columns-repeated='2'><text:p>店</text:p></table:table-cell>"
            "</table:table-row></table:table>"
        )
    )
    assert [each.text for each in seen.paragraphs()] == ["行政  检查", "一\n二\t三", "名称", "店", "店"]
    (table,) = seen.tables()
    assert [(cell.row, cell.column) for cell in table.cells] == [(1, 1), (1, 2), (1, 3)]


def test_absurd_counts_of_an_odt_count_once() -> None:
    many = "9" * 5000
    cell = f"<table:table-cell table:number-columns-repeated='{many}'><text:p>甲<text:s text:c='{many}'/>乙</text:p>"
    table = f"<table:table><table:table-row>{cell}</table:table-cell></table:table-row></table:table>"
    assert [each.text for each in read_document(odt(table)).paragraphs()] == ["甲 乙"]


def test_text_boxes_and_tables_within_cells_of_an_odt_are_read_once() -> None:
    box = "<draw:frame><draw:text-box><text:p>框中</text:p></draw:text-box></draw:frame>"
    row = "<table:table-row><table:table-cell>{}</table:table-cell></table:table-row>"
    inner = f"<table:table>{row.format('<text:p>内</text:p>')}</table:table>"
    head = f"<table:table-header-rows>{row.format('<text:p>头</text:p>')}</table:table-header-rows>"
    table = f"<table:table>{head}{row.format(f'<text:p>外{box}</text:p>{inner}')}</table:table>"
    seen = read_document(odt(f"<text:p>题{box}目</text:p>{table}"))
    assert [each.text for each in seen.paragraphs()] == ["框中", "题目", "头", "框中", "外", "内"]
    assert [len(table.rows) for table in seen.tables()] == [2]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (odt("<text:p>甲</text:p>", **{"META-INF__manifest.xml": b"<m><encryption-data/></m>"}), "ARC105"),
        (odt("<text:p>甲"), "ARC101"),
        (odt("&x;"), "ARC101"),
    ],
)
def test_an_odt_that_cannot_be_read_is_refused_for_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_document(data)
    assert refusal.value.code == code


def test_the_look_of_a_paper_read_for_its_words_is_never_told() -> None:
    page = seen_in(odt("<text:p>甲</text:p>")).sections[0].page
    assert {page.margin[side].equals(Length(0)) for side in page.margin} == {Outcome.UNDETERMINED}


def seen_in(data: bytes) -> DocumentView:
    return read_document(data)


EXPECTED = MappingProxyType(
    {
        "gen__公文-LibreOffice.doc": "关于",
        "poi__61490.doc": "居中的大标题",
        "poi__SampleDoc.doc": "I am a test document",
        "poi__Word6.doc": "The quick brown fox",
        "poi__Word95.doc": "The quick brown fox",
        "poi__simple-table.doc": "This is a Word document",
        "poi__PasswordProtected.doc": "ARC105",
        "poi__password_tika_binaryrc4.doc": "ARC105",
        "poi__Bug51944.doc": "ARC101",
    }
)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there")
@pytest.mark.parametrize("name", EXPECTED)
def test_real_files_of_every_age_are_read_or_refused_for_their_reason(name: str) -> None:
    data = (CORPUS / name).read_bytes()
    if EXPECTED[name].startswith("ARC"):
        with pytest.raises(Unreadable) as refusal:
            read_document(data, name)
        assert refusal.value.code == EXPECTED[name]
        return
    assert EXPECTED[name] in "".join(each.text for each in read_document(data, name).paragraphs())


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there")
def test_tables_and_macros_of_a_real_file_are_seen() -> None:
    (table,) = read_document(CORPUS / "poi__simple-table.doc").tables()
    assert (len(table.rows), len(table.cells)) == (2, 6)
    assert read_document(CORPUS / "poi__SimpleMacro.doc").facts.active == ("宏",)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not there")
def test_more_text_than_the_limits_allow_is_refused() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_document(CORPUS / "poi__61490.doc", limits=Limits(characters=10))
    assert refusal.value.code == "ARC104"
