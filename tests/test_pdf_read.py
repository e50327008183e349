"""What a PDF shows: text with size and font, tables by their lines, margins by their ink, and what it hides."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from docx_builder import tbl, tc, tr
from pdf_builder import PAGE, bare_pdf, line, needs_fonts, printed, read_back, run, saved, shown, text, texts

from docgen.reading import Outcome
from docgen.spec.font_names import plain_name
from docgen.units import Length
from docgen.view.from_pdf import read_pdf
from docgen.view.from_pdf.fonts import program_name
from docgen.view.look import PageSetup
from docgen.view.model import DocumentView, Opaque, Paragraph, Table


def seen(*pages: str, **options: object) -> DocumentView:
    return read_pdf(saved(bare_pdf(*pages, **options)))  # type: ignore[arg-type]


def page_of(view: DocumentView) -> PageSetup:
    return view.sections[0].page


def first(view: DocumentView) -> Paragraph:
    return next(view.paragraphs())


def table_of(view: DocumentView) -> Table:
    (found,) = view.tables()
    return found


def box(left: float, bottom: float, right: float, top: float) -> str:
    return f"{left} {bottom} {right - left} {top - bottom} re S "


def rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1} {y1} m {x2} {y2} l S "


# Pages and margins


def test_the_size_of_the_page_is_exact() -> None:
    page = page_of(seen(shown("x", 100, 700), size=(841.89, 595.28)))
    assert page.width.equals(Length.parse("297mm")) is Outcome.CONFORMS
    assert page.height.equals(Length.parse("210mm")) is Outcome.CONFORMS
    assert page.width.equals(Length.parse("210mm")) is Outcome.VIOLATES


def test_a_margin_is_at_most_what_the_ink_leaves() -> None:
    page = page_of(seen(shown("Text", 87, 700)))
    left = page.margin["left"]
    assert (left.low, left.high) == (Length(0), Length.of_pt(87))
    assert left.equals(Length.parse("2.7cm")) is Outcome.UNDETERMINED
    assert left.equals(Length.parse("4cm")) is Outcome.VIOLATES
    assert "第1页" in left.seen_in


def test_the_tightest_page_bounds_the_margin() -> None:
    page = page_of(seen(shown("a", 100, 700), shown("b", 80, 700)))
    assert page.margin["left"].high == Length.of_pt(80)
    assert "第2页" in page.margin["left"].seen_in


def test_what_a_pdf_cannot_show_is_none() -> None:
    view = seen(shown("Text", 87, 700))
    page, paragraph = page_of(view), first(view)
    assert (page.header, page.footer, page.grid_type) == (None, None, None)
    shape = paragraph.format
    assert (shape.before, shape.after, shape.align, shape.line, shape.first_line) == (None, None, None, None, None)


def test_pages_of_another_size_are_another_section() -> None:
    pdf = bare_pdf(shown("a", 100, 700), shown("b", 100, 700), shown("c", 100, 500))
    pdf.pages[2].MediaBox = pikepdf.Array([0, 0, 842, 595])
    view = read_pdf(saved(pdf))
    assert [round(section.page.width.value.pt) for section in view.sections if section.page.width.value] == [595, 842]
    assert [(block.place.section, block.place.page) for block in view.blocks] == [(1, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_displayed(turn: int) -> None:
    matrices = {0: "1 0 0 1 100 700", 90: "0 1 -1 0 142 100", 180: "-1 0 0 -1 495 142", 270: "0 -1 1 0 453 742"}
    upright = f"BT /F 12 Tf {matrices[turn]} Tm (Turned) Tj ET"
    view = seen(upright, rotate=turn)
    (found,) = view.paragraphs()
    assert found.text == "Turned"
    assert page_of(view).width.value == Length.of_pt(842 if turn in (90, 270) else 595)
    bounds = found.runs[0].bounds
    assert bounds is not None
    assert bounds[0].pt == pytest.approx(100, abs=1)


def test_the_crop_box_is_the_page() -> None:
    pdf = bare_pdf(shown("in", 120, 700) + shown("out", 10, 10))
    pdf.pages[0].CropBox = pikepdf.Array([100, 100, 500, 800])
    view = read_pdf(saved(pdf))
    assert (page_of(view).width.value, page_of(view).height.value) == (Length.of_pt(400), Length.of_pt(700))
    assert texts(view) == ["in"]
    assert page_of(view).margin["left"].high == Length.of_pt(20)


# Text


def test_the_size_of_type_includes_the_matrix() -> None:
    view = seen(f"q 0.75 0 0 0.75 0 0 cm {shown('Title', 200, 900, 29.333)} Q")
    size = first(view).runs[0].format.size
    assert size is not None
    assert size.equals(Length.parse("22pt")) is Outcome.CONFORMS


def test_a_font_that_is_not_embedded_is_the_one_the_file_names() -> None:
    face = first(seen(shown("x", 100, 700))).runs[0].format.east_asian
    assert face is not None
    assert (face.name, face.claimed, face.embedded, face.printed) == ("Helvetica", "Helvetica", False, True)


@needs_fonts
def test_the_name_inside_the_program_wins_over_the_name_the_file_claims() -> None:
    with pikepdf.open(BytesIO(printed(text("正文")))) as pdf:
        for element in pdf.objects:
            if isinstance(element, pikepdf.Dictionary) and "/BaseFont" in element:
                element.BaseFont = pikepdf.Name("/ABCDEF+方正小标宋简体")
        view = read_pdf(saved(pdf))
    face = first(view).runs[0].format.east_asian
    assert face is not None
    assert face.claimed == "方正小标宋简体"
    assert face.name == first(read_back(text("正文"))).runs[0].format.east_asian.name  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"ABCDEF+SimHei", "SimHei"),
        (b"\xb7\xc2\xcb\xce_GB2312", "仿宋_GB2312"),
        ("LNUHNF+黑体".encode(), "黑体"),
        (b"SimSu", "SimSu"),
    ],
)
def test_a_claimed_name_is_read_in_the_encoding_it_was_written_in(written: bytes, meant: str) -> None:
    assert plain_name(written.decode("latin-1")) == meant


@pytest.mark.parametrize("program", [b"", b"OTTO", b"\1\0\4\4", b"\0\1\0\0\xff\xff" + b"\0" * 40, b"%!PS-AdobeFont"])
def test_a_font_program_without_a_name_has_none(program: bytes) -> None:
    assert program_name(program) is None


def test_a_type_1_program_says_its_name() -> None:
    assert program_name(b"%!PS-AdobeFont-1.0\n/FontName /ABCDEF+NimbusRoman def") == "NimbusRoman"


def test_runs_end_where_size_or_colour_change() -> None:
    view = seen(shown("one", 100, 700) + "1 0 0 rg " + shown("two", 130, 700) + "0 g " + shown("three", 160, 700, 16))
    assert [(run.text, run.format.colour) for run in first(view).runs] == [
        ("one", "000000"), (" two", "FF0000"), (" three", "000000"),
    ]  # fmt: skip


def test_invisible_and_transparent_text_is_hidden_and_white_text_is_white() -> None:
    (paragraph,) = seen(
        shown("a", 100, 700) + shown("bcd", 120, 700, before="3 Tr") + "0 Tr 1 g " + shown("e", 160, 700)
    ).blocks
    assert isinstance(paragraph, Paragraph)
    assert [(run.text.strip(), run.format.hidden, run.format.colour) for run in paragraph.runs] == [
        ("a", False, "000000"), ("bcd", True, "000000"), ("e", False, "FFFFFF"),
    ]  # fmt: skip
    assert "bcd" not in paragraph.text


def test_characters_stand_in_lines_however_the_file_orders_them() -> None:
    view = seen(shown("World", 140, 700) + shown("below", 100, 680) + shown("Hello", 100, 700))
    assert " ".join(texts(view)).split() == ["Hello", "World", "below"]


@needs_fonts
def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_not() -> None:
    long, short = "检查人员不少于两人检查时应当主动出示行政执法证件。" * 4, "短的一段。"
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    view = read_back(text(long, indent) + text(short, indent) + text(long, indent))
    assert texts(view) == [long, short, long]


@needs_fonts
def test_a_paragraph_goes_on_over_the_page() -> None:
    long = "检查人员不少于两人，检查时应当主动出示行政执法证件。" * 40
    view = read_back(text(long))
    assert texts(view) == [long]
    assert page_of(view).width.value is not None


@needs_fonts
def test_lines_that_end_together_at_the_right_are_two_texts() -> None:
    right = '<w:jc w:val="right"/>'
    view = read_back(text("正文" * 60) + text("示例县市场监督管理局", right) + text("2026年5月15日", right))
    assert texts(view)[1:] == ["示例县市场监督管理局", "2026年5月15日"]


@needs_fonts
def test_the_pitch_is_measured_inside_a_paragraph() -> None:
    several, single = read_back(text("字" * 90) + text("一行")).paragraphs()
    assert several.format.line is not None
    assert several.format.line.rule == "exact"
    assert several.format.line.amount.equals(Length.parse("28pt")) is Outcome.CONFORMS
    assert several.format.line.amount.equals(Length.parse("29pt")) is Outcome.VIOLATES
    assert single.format.line is None


@needs_fonts
def test_boxes_are_read_as_boxes() -> None:
    (found,) = read_back(text("☐同意　☑不同意")).paragraphs()
    assert [(run.text, run.box) for run in found.runs if run.box] == [("☐", "empty"), ("☑", "ticked")]


def test_what_was_filled_into_a_form_is_read() -> None:
    pdf = bare_pdf(shown("Name:", 100, 700))
    look = pdf.make_stream(b"/Tx BMC BT /F 12 Tf 2 4 Td (Filled) Tj ET EMC")
    look.update(
        pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=pikepdf.Array([0, 0, 100, 20]),
            Resources=pdf.pages[0].Resources,
        )
    )
    widget = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="name", V="Filled", F=4,
        Rect=pikepdf.Array([150, 695, 250, 715]), AP=pikepdf.Dictionary(N=look),
    )  # fmt: skip
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(widget)])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pdf.pages[0].Annots)
    assert "Filled" in " ".join(texts(read_pdf(saved(pdf))))


# Tables


def test_lines_that_are_missing_make_spans() -> None:
    lines = box(100, 600, 400, 700) + rule(200, 600, 200, 700) + rule(200, 650, 400, 650) + rule(300, 600, 300, 650)
    words = shown("A", 110, 640) + shown("B", 210, 670) + shown("C", 210, 620) + shown("D", 310, 620)
    table = table_of(seen(lines + words))
    assert [width.pt for width in table.widths] == [100, 100, 100]
    assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells] == [
        (1, 1, 2, 1, "A"), (1, 2, 1, 2, "B"), (2, 2, 1, 1, "C"), (2, 3, 1, 1, "D"),
    ]  # fmt: skip


def test_lines_drawn_as_filled_boxes_or_cell_by_cell_are_lines() -> None:
    bars = "".join(f"{x} 600 0.5 100 re f " for x in (100, 200, 300)) + "".join(
        f"100 {y} 200 0.5 re f " for y in (600, 650)
    )
    pieces = rule(100, 700, 200, 700) + rule(200, 700, 300, 700)
    table = table_of(seen(bars + pieces + shown("x", 110, 660)))
    assert len(table.cells) == 4


def test_a_frame_around_one_text_and_a_line_below_one_are_no_tables() -> None:
    view = seen(
        box(90, 600, 400, 720) + shown("Framed", 100, 700) + rule(100, 500, 400, 500) + shown("Ruled", 100, 510)
    )
    assert list(view.tables()) == []
    assert texts(view) == ["Framed", "Ruled"]


def test_white_lines_are_not_there() -> None:
    view = seen("1 1 1 RG " + box(100, 600, 300, 700) + rule(200, 600, 200, 700) + shown("x", 110, 650))
    assert list(view.tables()) == []


def test_text_before_between_and_after_tables_keeps_its_place() -> None:
    one = box(100, 600, 300, 640) + rule(200, 600, 200, 640)
    two = box(100, 400, 300, 440) + rule(200, 400, 200, 440)
    view = seen(one + two + shown("top", 100, 700) + shown("mid", 100, 500) + shown("end", 100, 300))
    assert [block.text if isinstance(block, Paragraph) else "table" for block in view.blocks] == [
        "top", "table", "mid", "table", "end",
    ]  # fmt: skip
    assert [(block.place.paragraph, block.place.table) for block in view.blocks] == [
        (1, None), (None, 1), (2, None), (None, 2), (3, None),
    ]  # fmt: skip


BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def printed_table(*rows: str, grid: tuple[int, ...] = (1500, 7000)) -> Table:
    properties = f'<w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    return table_of(read_back(tbl(*rows, properties=properties, grid=grid)))


def cell(written: str, properties: str = "") -> str:
    return tc(text(written), properties)


@needs_fonts
def test_a_row_cut_by_the_page_is_one_row_and_repeated_headings_are_one_heading() -> None:
    heading = tr(cell("序号"), cell("内容"), properties="<w:tblHeader/>")
    long = "检查人员不少于两人，检查时应当主动出示行政执法证件。" * 12
    table = printed_table(heading, *(tr(cell(str(n)), cell(long)) for n in (1, 2, 3, 4)))
    assert [(c.row, c.column, c.text) for c in table.cells if c.column == 1] == [
        (1, 1, "序号"), (2, 1, "1"), (3, 1, "2"), (4, 1, "3"), (5, 1, "4"),
    ]  # fmt: skip
    assert {c.text for c in table.cells if c.column == 2} == {"内容", long}
    assert [row.header for row in table.rows] == [True, False, False, False, False]


@needs_fonts
def test_a_merged_cell_cut_by_the_page_is_one_cell() -> None:
    rows = [
        tr(cell("一" if n == 0 else "", f'<w:vMerge w:val="{"restart" if n == 0 else "continue"}"/>'), cell("字" * 130))
        for n in range(6)
    ]
    table = printed_table(*rows)
    assert [(c.row, c.row_span, c.text) for c in table.cells if c.column == 1] == [(1, 6, "一")]
    assert [c.text for c in table.cells if c.column == 2] == ["字" * 130] * 6


@needs_fonts
def test_two_forms_of_one_make_are_two_tables() -> None:
    properties = f'<w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    form = text("登记表", "<w:pageBreakBefore/>") + tbl(
        tr(cell("单位"), cell("甲")), properties=properties, grid=(1500, 7000)
    )
    assert len(list(read_back(form + form).tables())) == 2


def test_a_heading_row_that_a_page_cut_off_is_a_row_of_the_table_on_the_next() -> None:
    heading = "80 100 m 480 100 l 480 130 l 80 130 l h S " + shown("heading", 200, 110)
    rows = "".join(f"80 {y} m 480 {y} l S " for y in (700, 730, 760))
    rows += "".join(f"{x} 700 m {x} 760 l S " for x in (80, 200, 480)) + shown("a", 100, 740) + shown("b", 100, 710)
    (table,) = seen(heading, rows).tables()
    assert [(c.row, c.column, c.column_span, c.text) for c in table.cells if c.text] == [
        (1, 1, 2, "heading"), (2, 1, 1, "a"), (3, 1, 1, "b"),
    ]  # fmt: skip
    below = shown("text below the frame", 100, 80)
    assert [len(table.rows) for table in seen(heading + below, rows).tables()] == [2]


@needs_fonts
def test_a_row_of_labels_above_a_page_break_is_no_row_cut_in_two() -> None:
    fill = text("检查") * 22
    rows = (tr(cell("签收日"), cell("　年　月　日")), tr(cell("签收人"), cell("")))
    properties = f'<w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    (table,) = read_back(
        fill + tbl(tr(cell("送达"), cell("回执")), *rows, properties=properties, grid=(1500, 7000))
    ).tables()
    assert len(table.rows) == 3


@needs_fonts
def test_a_form_in_parts_is_one_form_wherever_the_page_breaks() -> None:
    def part(name: str, rows: int) -> list[str]:
        return [tr(cell(name, '<w:gridSpan w:val="2"/>')), *(tr(cell(f"{name}{n}"), cell("甲")) for n in range(rows))]

    table = printed_table(*part("一", 3), *part("二", 17), *part("三", 3))
    assert [cell.text for cell in table.cells if cell.column_span == 2] == ["一", "二", "三"]


# What stands in the margins


def paged(*bodies: str, foot: str = "{n}", head: str = "") -> DocumentView:
    pages = []
    for n, body in enumerate(bodies, start=1):
        written = "".join(shown(body, 100, 700 - 20 * number) for number in range(3))
        written += shown(foot.format(n=n, total=len(bodies)), 290, 30, 9)
        pages.append(written + (shown(head, 250, 805, 9) if head else ""))
    return seen(*pages)


def footer_text(view: DocumentView) -> list[tuple[str, str | None]]:
    (block,) = view.sections[0].footers["default"]
    assert isinstance(block, Paragraph)
    return [(run.text, run.field) for run in block.runs]


@pytest.mark.parametrize("foot", ["{n}", "- {n} -", "Page {n} of {total}", "{n}/{total}"])
def test_page_numbers_are_no_text_of_the_body(foot: str) -> None:
    view = paged("a", "b", "c", foot=foot)
    assert set("".join(texts(view))) == {"a", "b", "c"}
    assert ("1", "PAGE") in footer_text(view)


def test_a_number_that_counts_no_pages_is_text() -> None:
    view = paged("a", "b", foot="2026")
    assert all(run.field is None for section in view.sections for blocks in section.footers.values() for b in blocks
               if isinstance(b, Paragraph) for run in b.runs)  # fmt: skip


def test_what_every_page_repeats_in_its_margin_is_a_header() -> None:
    view = paged("a", "b", head="Header")
    (block,) = view.sections[0].headers["default"]
    assert isinstance(block, Paragraph)
    assert block.text == "Header"
    assert "Header" not in " ".join(texts(view))
    top = page_of(view).margin["top"].high
    assert top is not None
    assert top.pt > 100


def test_what_pages_repeat_right_above_their_number_is_footer_however_far_up_it_stands() -> None:
    pages = (shown(body, 100, 700) + shown("Signed", 250, 84, 9) + shown(f"{n}", 290, 70, 9) for n, body in
             enumerate(("a", "b"), start=1))  # fmt: skip
    view = seen(*pages)
    assert texts(view) == ["a", "b"]
    assert view.sections[0].footers


def test_a_title_on_top_of_the_only_page_is_no_header() -> None:
    view = seen(shown("Title", 250, 790, 22) + shown("Body", 100, 740) + shown("Body", 100, 720))
    assert texts(view)[0] == "Title"


# Facts


def test_the_mark_of_a_template_is_read_from_the_keywords() -> None:
    assert (
        seen(shown("x", 1, 1), info={"Keywords": "changchun/rubric_sheet 2026"}).facts.mark == "changchun/rubric_sheet"
    )
    assert seen(shown("x", 1, 1), info={"Keywords": "检查 and/or 通知"}).facts.mark is None


def test_scripts_and_actions_are_named() -> None:
    pdf = bare_pdf(shown("x", 100, 700))
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array()))
    assert set(read_pdf(saved(pdf)).facts.active) == {"JavaScript", "Launch"}
    assert seen(shown("x", 100, 700)).facts.active == ()


def test_a_signature_field_signs_only_when_it_holds_a_signature() -> None:
    for value, signed in ((None, False), (pikepdf.Dictionary(Type=pikepdf.Name.Sig), True)):
        pdf = bare_pdf(shown("x", 100, 700))
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="sign")
        if value is not None:
            field.V = value
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([pdf.make_indirect(field)]))
        assert read_pdf(saved(pdf)).facts.signed is signed


@pytest.mark.parametrize(("marked", "structured"), [(True, True), (True, False), (False, True)])
def test_a_text_is_tagged_when_it_says_so_and_has_a_structure(marked: bool, structured: bool) -> None:
    pdf = bare_pdf(shown("x", 100, 700))
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=marked)
    if structured:
        pdf.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot)
    assert read_pdf(saved(pdf)).facts.tagged is (marked and structured)


def picture_page(pdf: pikepdf.Pdf, extra: str = "") -> None:
    image = pdf.make_stream(b"\x80")
    image.update(
        pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=1,
            Height=1,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray,
        )
    )
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image), Font=pikepdf.Dictionary(F=font))
    page.Contents = pdf.make_stream(f"q 595 0 0 842 0 0 cm /I Do Q {extra}".encode())


def test_a_page_that_is_a_picture_is_a_scan_and_opaque() -> None:
    pdf = bare_pdf(shown("typed", 100, 700))
    picture_page(pdf)
    view = read_pdf(saved(pdf))
    assert view.facts.scanned == (2,)
    assert [block.place.page for block in view.blocks if isinstance(block, Opaque)] == [2]
    assert view.has_text


def test_the_invisible_layer_of_a_scanner_is_not_the_papers_text() -> None:
    pdf = pikepdf.new()
    picture_page(pdf, shown("guess", 100, 700, before="3 Tr"))
    view = read_pdf(saved(pdf))
    assert view.facts.scanned == (1,)
    assert not view.has_text
    assert list(view.paragraphs()) == []


def test_a_blank_page_is_no_scan() -> None:
    view = seen("")
    assert (view.facts.scanned, view.facts.pages, view.blocks) == ((), 1, ())
    assert page_of(view).margin["left"].equals(Length(0)) is Outcome.UNDETERMINED


@needs_fonts
def test_margins_are_those_of_the_text_and_not_of_the_page_number() -> None:
    page = page_of(read_back("".join(text("字" * 60) for _ in range(12)), PAGE))
    for side in ("left", "right", "top"):
        high = page.margin[side].high
        assert high is not None
        assert 0 <= high.cm - Length.of_twips(1531).cm < 0.8


@needs_fonts
def test_a_table_that_ends_a_line_of_tabbed_text_stays_apart() -> None:
    tab = "<w:r><w:tab/></w:r>"
    stops = '<w:tabs><w:tab w:val="right" w:pos="8800"/></w:tabs>'
    view = read_back(line(run("权重：10分"), tab, run("考核单位：示例"), properties=stops) + text("下一段" + "字" * 60))
    assert [found[:4] for found in texts(view)] == ["权重：1", "下一段字"]


@needs_fonts
def test_a_hyphen_at_a_line_s_end_is_read_as_it_is_drawn() -> None:
    written = ["字" * before + "仿宋-GB2312及其他字体" for before in range(20, 30)]
    assert "".join(texts(read_back("".join(map(text, written))))) == "".join(written)


@needs_fonts
def test_entries_of_a_list_stay_apart_however_full_their_lines_are() -> None:
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    entries = [f"{number}.{'字' * (15 + number)}（5分）；" for number in range(1, 10)]
    assert texts(read_back("".join(text(entry, indent) for entry in entries))) == entries


def shading_of(*content: str) -> str | None:
    """What the one text of a page of these operators stands on."""
    (paragraph,) = seen(" ".join(content)).paragraphs()
    return paragraph.runs[0].format.shading


def test_text_stands_on_the_rectangle_last_filled_under_it() -> None:
    white = shown("a", 100, 700, before="1 g")
    assert shading_of("0.2 g 90 690 50 50 re f", white) == "333333"
    assert shading_of("0.2 g 90 690 50 50 re f 1 g 95 695 30 30 re f", white) is None
    assert shading_of("0.2 g 300 690 50 50 re f", white) is None


def test_a_frame_is_no_ground_and_a_line_is_none() -> None:
    black = shown("a", 100, 700, before="0 g")
    assert shading_of("0 g 90 690 50 50 re 92 692 46 46 re f*", black) is None
    assert shading_of("0 g 90 702 50 1 re f", black) is None


# What was clipped away


def test_what_was_clipped_away_is_not_read() -> None:
    away = "q 0 0 100 100 re W n " + shown("away", 200, 700) + rule(200, 690, 300, 690) + "Q "
    cut = "q 100 590 60 100 re W n " + shown("cut at its end", 100, 600) + "Q "
    assert texts(seen(away + cut)) == ["cut at its end"]


def test_a_table_whose_lines_were_clipped_away_is_text() -> None:
    grid = box(100, 600, 300, 700) + rule(100, 650, 300, 650) + rule(200, 600, 200, 700)
    view = seen(f"q 0 0 50 50 re W n {grid}Q " + shown("text", 110, 660))
    assert (texts(view), list(view.tables())) == (["text"], [])


def test_what_a_form_within_the_page_clips_away_is_not_read() -> None:
    pdf = bare_pdf("q 1 0 0 1 20 20 cm /X Do Q")
    page = pdf.pages[0]
    inside = shown("seen", 10, 10) + "q 0 0 5 5 re W n " + shown("away", 50, 50) + "Q"
    form = pdf.make_stream(inside.encode(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.BBox, form.Matrix, form.Resources = [0, 0, 200, 200], [2, 0, 0, 2, 100, 100], page.Resources
    page.Resources.XObject = pikepdf.Dictionary(X=form)
    assert texts(read_pdf(saved(pdf))) == ["seen"]
