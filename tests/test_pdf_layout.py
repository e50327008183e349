"""Where things stand on a page, and in what order a reader takes them: columns, margins, turned text."""

from __future__ import annotations

from pdf_builder import bare_pdf, saved, shown, texts

from docgen.view.from_pdf import read_pdf
from docgen.view.model import DocumentView

FULL = "Every line of this text fills its own column"
"""About 230 points wide in 12 point Helvetica; the first word of the next line has no room beside it."""
END = "and ends."


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


def test_entries_of_a_table_of_contents_stay_apart() -> None:
    page = "".join(shown(f"{n}. Chapter {'.' * 100} {n}", 60, 700 - 16 * n) for n in range(1, 5))
    assert len(texts(seen(page))) == 4


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
