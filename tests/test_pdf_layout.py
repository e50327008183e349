"""Where things stand on a page, and in what order a reader takes them: columns, margins, turned text."""

from __future__ import annotations

from itertools import chain

from pdf_builder import bare_pdf, saved, shown, texts

from docgen.view.from_pdf import read_pdf
from docgen.view.look import CharacterFormat
from docgen.view.model import DocumentView, Paragraph
from docgen.view.pages.lines import TextColumn, lines_of
from docgen.view.pages.paragraphs import TextArea, paragraphs_of
from docgen.view.pages.sheet import Glyph
from docgen.view.pages.turned import turned_lines

FULL = "Every line of this text, fills its own column"
"""About 230 points wide in 12 point Helvetica; the first word of the next line has no room beside it."""
END = "and ends."
PLAIN = CharacterFormat()


def seen(*pages: str, size: tuple[float, float] = (595, 842)) -> DocumentView:
    return read_pdf(saved(bare_pdf(*pages, size=size)))


def column(left: float, top: float, *lines: str, pitch: float = 16) -> str:
    return "".join(shown(line, left, top - number * pitch) for number, line in enumerate(lines))


def paragraph(count: int) -> str:
    """What a paragraph of so many full lines and a short one says."""
    return " ".join([*[FULL] * count, END])


# Columns


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = column(60, 700, *[FULL] * 5, END), column(320, 700, *[FULL] * 5, END)
    assert texts(seen(left + right)) == [paragraph(5), paragraph(5)]


def test_columns_are_told_however_their_lines_are_staggered() -> None:
    left, right = column(60, 700, *[FULL] * 5, END), column(320, 707, *[FULL] * 6, END, pitch=14)
    assert texts(seen(left + right)) == [paragraph(5), paragraph(6)]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    left, right = column(60, 700, *[FULL] * 5), column(320, 700, FULL, END)
    assert texts(seen(left + right)) == [paragraph(6)]


def test_a_title_above_columns_and_a_line_below_them_are_none_of_them() -> None:
    title, below = shown("A title that stands above both of the columns", 130, 760, 16), shown("x" * 75, 60, 560)
    columns = column(60, 700, *[FULL] * 5, END) + column(320, 700, *[FULL] * 5, END)
    assert texts(seen(title + columns + below)) == [
        "A title that stands above both of the columns",
        paragraph(5),
        paragraph(5),
        "x" * 75,
    ]


def test_a_title_no_wider_than_the_column_under_it_is_above_all_of_them() -> None:
    narrow = ["Lines of one column, and"] * 5
    columns = "".join(column(left, 700, *narrow, END) for left in (60, 220, 380))
    view = seen(shown("The title of the page", 221, 716) + columns)
    text = " ".join([*narrow, END])
    assert texts(view) == ["The title of the page", text, text, text]


def test_labels_side_by_side_are_read_across() -> None:
    rows = [("Name: A", "Number: 1"), ("Place: B", "Date: 2"), ("Signed: C", "Signed: D"), ("Sealed: E", "Sealed: F")]
    page = "".join(column(60, 700 - 20 * n, one) + column(320, 700 - 20 * n, two) for n, (one, two) in enumerate(rows))
    assert texts(seen(page)) == [f"{one} {two}" for one, two in rows]


def test_signatures_side_by_side_are_read_across() -> None:
    text = column(60, 700, *[FULL + " " + FULL] * 5, END)
    signed = shown("Signed by the first of them:", 60, 560) + shown("Signed by the other one:", 320, 560)
    dated = shown("Date:", 60, 540) + shown("Date:", 320, 540)
    *_, first, second = texts(seen(text + signed + dated))
    assert (first, second) == ("Signed by the first of them: Signed by the other one:", "Date: Date:")


def test_names_and_their_page_numbers_are_read_across() -> None:
    names = [f"The name of a chapter of this paper, number {n}" for n in range(1, 8)]
    page = "".join(shown(name, 60, 700 - 16 * n) + shown(str(n), 520, 700 - 16 * n) for n, name in enumerate(names))
    assert texts(seen(page)) == [f"{name} {n}" for n, name in enumerate(names)]


def test_a_list_of_names_and_numbers_of_one_length_is_read_across() -> None:
    rows = [(f"A company of the district {n}", f"Registered under 0000{n}") for n in range(8)]
    page = "".join(shown(one, 60, 700 - 20 * n) + shown(two, 320, 700 - 20 * n) for n, (one, two) in enumerate(rows))
    assert texts(seen(page)) == [f"{one} {two}" for one, two in rows]


def test_entries_of_a_table_of_contents_stay_apart() -> None:
    page = "".join(shown(f"{n}. Chapter {'.' * 100} {n}", 60, 700 - 16 * n) for n in range(1, 5))
    assert len(texts(seen(page))) == 4


# Headers


def test_a_header_is_one_though_it_stands_a_little_higher_on_one_page() -> None:
    heads = (shown("Head of every page", 200, 773.2, 9), shown("Head of every page", 200, 774.6, 9))
    view = seen(*(head + shown(f"Text of page {n}", 60, 700) for n, head in enumerate(heads, start=1)))
    assert texts(view) == ["Text of page 1", "Text of page 2"]
    assert [block.text for block in view.sections[0].headers["default"] if isinstance(block, Paragraph)] == [
        "Head of every page"
    ]


# Tables ruled across only


def ruled(*heights: float, left: float = 60, right: float = 535) -> str:
    return "".join(f"{left} {y} m {right} {y} l S " for y in heights)


def rows_of(view: DocumentView) -> list[list[str]]:
    (table,) = view.tables()
    return [[cell.text for cell in table.cells if cell.row == number + 1] for number in range(len(table.rows))]


def test_a_three_line_table_has_columns_and_a_row_for_each_of_its_lines() -> None:
    heads = shown("Number", 70, 685) + shown("Name", 200, 685) + shown("Result", 400, 685)
    body = "".join(
        shown(str(n), 70, 685 - 20 * n) + shown(f"Name {n}", 200, 685 - 20 * n) + shown("good", 400, 685 - 20 * n)
        for n in (1, 2, 3)
    )
    view = seen(shown("Table 1", 250, 720) + heads + body + ruled(700, 680, 610) + shown("After it.", 60, 580))
    assert rows_of(view) == [["Number", "Name", "Result"], *([str(n), f"Name {n}", "good"] for n in (1, 2, 3))]
    assert texts(view) == ["Table 1", "After it."]


def test_cells_side_by_side_that_wrap_are_read_each_by_itself() -> None:
    heads = shown("No.", 70, 685) + shown("What was seen", 200, 685) + shown("What was said", 400, 685)
    first = shown("1", 70, 665) + shown("the first half", 200, 665) + shown("words of the", 400, 665)
    rest = shown("and the other", 200, 649) + shown("one and the other", 400, 649)
    (head, row) = rows_of(seen(heads + first + rest + ruled(700, 680, 640)))
    assert head == ["No.", "What was seen", "What was said"]
    assert [cell.replace("\n", " ") for cell in row] == [
        "1", "the first half and the other", "words of the one and the other",
    ]  # fmt: skip


def test_cells_that_wrap_side_by_side_are_not_read_across_though_nothing_is_ruled() -> None:
    heads = shown("No.", 60, 700) + shown("Seen", 100, 700) + shown("Said", 330, 700)
    first = shown("1", 60, 680) + column(100, 680, FULL, END, pitch=14) + column(330, 680, FULL, END, pitch=14)
    second = shown("2", 60, 650) + column(100, 650, FULL, END, pitch=14) + column(330, 650, FULL, END, pitch=14)
    cells = [paragraph(1)] * 2
    assert texts(seen(heads + first + second)) == ["No. Seen Said", "1", *cells, "2", *cells]


def test_the_lines_below_a_letter_rule_no_table() -> None:
    sent = shown("Copies to: The first office, the second office and all the others.", 70, 140)
    by = shown("Office of the first", 70, 120) + shown("printed on 1 July 2026", 380, 120)
    view = seen(shown("Text.", 60, 700) + sent + by + ruled(155, 135, 112))
    assert not list(view.tables())
    assert texts(view)[-1] == "Office of the first printed on 1 July 2026"


# Margins


def test_a_page_narrower_than_the_others_has_its_lines_joined() -> None:
    wide = column(60, 700, *[FULL + " " + FULL] * 5, END)
    some = FULL + ", and a few words more"
    narrow = shown(some[:-5], 90, 700) + column(60, 684, *[some] * 4, END)
    *_, last = texts(seen(wide, narrow))
    assert last == " ".join([some[:-5], *[some] * 4, END])


def test_entries_of_one_length_show_no_margin() -> None:
    wide = column(60, 700, *[FULL + " " + FULL] * 5, END)
    assert texts(seen(wide, column(60, 700, *[FULL] * 5)))[1:] == [FULL] * 5


def test_a_word_ends_at_a_gap_that_no_space_fills() -> None:
    """As TeX sets it: what could not be parted at the start of a line is a word, not the line."""
    first = shown("Short.", 60, 700)
    words = "".join(shown("word", 60 + 30 * n, 684) for n in range(15))
    assert texts(seen(first + words))[0] == "Short."


# Turned text


def turned(written: str, x: float, y: float, matrix: str = "0 1 -1 0") -> str:
    return f"BT /F 12 Tf {matrix} {x} {y} Tm ({written}) Tj ET "


def test_turned_text_is_read_whole_whatever_its_looks() -> None:
    red = f"1 0 0 rg {turned('red ', 100, 400)}0 g {turned('and black', 100, 422)}"
    assert texts(seen(red + shown("level", 200, 700))) == ["level", "red and black"]


def test_turned_text_stands_in_its_cell() -> None:
    grid = "100 500 300 200 re S 150 500 m 150 700 l S "
    view = seen(grid + turned("Result", 130, 550) + shown("none", 200, 600))
    (table,) = view.tables()
    assert [cell.text for cell in table.cells] == ["Result", "none"]


def test_turned_columns_of_one_text_are_joined() -> None:
    down = "0 -1 1 0"
    page = turned("A column of turned text that goes ", 300, 700, down) + turned("on in the next one.", 280, 700, down)
    assert texts(seen(page)) == ["A column of turned text that goes on in the next one."]


# Characters one under the other


def upright(written: str, x: float, top: float, pitch: float, size: float = 16) -> list[Glyph]:
    """Chinese characters set upright, one under the other."""
    return [
        Glyph(character, x, x + size, baseline, baseline - 0.88 * size, baseline + 0.12 * size, size, PLAIN, 1)
        for number, character in enumerate(written)
        for baseline in [top + number * pitch]
    ]


def test_vertical_text_is_read_down_its_columns_from_the_right() -> None:
    columns = [
        upright("竖排的文字一列到底", 300, 100, 16),
        upright("再接下一列", 272, 100, 16),
        upright("另起", 244, 100, 16),
    ]
    flowing, lines = turned_lines(chain.from_iterable(columns), [])
    assert (flowing, [line.text for line in lines]) == ([], ["竖排的文字一列到底再接下一列", "另起"])


def test_text_in_lines_is_no_vertical_text_though_its_characters_stand_under_one_another() -> None:
    rows = [
        Glyph(character, 100 + 16 * n, 116 + 16 * n, baseline, baseline - 14, baseline + 2, 16, PLAIN, 1)
        for baseline in (100, 116, 132)
        for n, character in enumerate("横排的文字")
    ]
    assert turned_lines(rows, []) == (rows, [])


def test_a_number_turned_in_a_column_of_vertical_text_is_part_of_it() -> None:
    year = [
        Glyph(digit, 301, 315, 140 + 8 * n, 141 + 8 * n, 147 + 8 * n, 16, PLAIN, 1) for n, digit in enumerate("2026")
    ]
    flowing, lines = turned_lines([*upright("检查", 300, 120, 16), *upright("年", 300, 186, 16)], year)
    assert (flowing, [line.text for line in lines]) == ([], ["检查2026年"])


def test_a_title_typed_downwards_is_one_title_and_a_list_of_numerals_is_none() -> None:
    area = TextArea(TextColumn(90, 500))
    title, numerals = (lines_of(upright(text, 280, 200, 60, 42)) for text in ("竞争性磋商文件", "一二三四"))
    assert ["".join(line.text for line in one) for one in paragraphs_of(title, area)] == ["竞争性磋商文件"]
    assert len(paragraphs_of(numerals, area)) == 4


def test_a_title_broken_by_sense_goes_on_until_it_has_named_its_kind() -> None:
    area = TextArea(TextColumn(80, 512))

    def centred(text: str, baseline: float) -> list[Glyph]:
        start = 296 - 11 * len(text)
        boxes = ((character, start + 22 * n) for n, character in enumerate(text))
        return [Glyph(c, x, x + 22, baseline, baseline - 19, baseline + 3, 22, PLAIN, 1) for c, x in boxes]

    lines = lines_of([*centred("关于开展联合", 100), *centred("抽查的通知", 128), *centred("示例市办公室", 156)])
    assert ["".join(line.text for line in one) for one in paragraphs_of(lines, area)] == [
        "关于开展联合抽查的通知",
        "示例市办公室",
    ]
