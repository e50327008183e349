"""What a page shows of how it was set: alignment, first lines, spacing, headers. What it leaves open is None."""

from __future__ import annotations

import pytest
from page_builder import (
    HEIGHT,
    LEFT,
    PITCH,
    RIGHT,
    SIZE,
    Glyphs,
    centred,
    line,
    lines,
    points,
    running,
    seen,
    sheet,
)

from docgen.limits import DEFAULT_LIMITS
from docgen.reading import Outcome
from docgen.spec.measures import load_measures
from docgen.units import Length
from docgen.validators.format.grid import Count, characters_a_line, lines_a_page
from docgen.view.model import Paragraph
from docgen.view.pages import laid_out
from docgen.view.pages.lines import Line
from docgen.view.pages.sheet import Sheet
from docgen.view.pages.spacing import apart

UNDER = 400.0
"""Below the running text."""


def shown(*parts: Glyphs, begins: str = "某某某某") -> Paragraph:
    """A paragraph on a page with running text above it."""
    return seen(sheet(running(100), *parts))[1][begins]


# Alignment


@pytest.mark.parametrize(
    ("placed", "align"),
    [
        (centred("某某某某某某某某", UNDER), "center"),
        (line("某某某某某某某某", LEFT, UNDER), "left"),
        (line("某某某某某某某某", LEFT + 2 * SIZE, UNDER), "left"),
        (line("某某某某某某某某", RIGHT - 8 * SIZE, UNDER), "right"),
        (centred("某某某某" * 7, UNDER), None),  # a full line stands everywhere at once
        (centred("某某某某某某某某", UNDER, middle=(LEFT + RIGHT) / 2 + SIZE), None),  # centred with an indent
        (line("　" * 10 + "某某某某某某某某", LEFT, UNDER), None),  # moved by typing
        (line("某" * round((RIGHT - LEFT) / SIZE - 4), LEFT + 2 * SIZE, UNDER), None),  # begins as first lines do
    ],
    ids=["centred", "left", "left with an indent", "right", "full", "off the middle", "typed", "as a first line"],
)
def test_a_line_shows_its_alignment_where_it_leaves_room(placed: Glyphs, align: str | None) -> None:
    page = seen(sheet(running(100), placed))[1]
    paragraph = next(one for start, one in page.items() if "某" in start or "　" in start)
    assert paragraph.format.align == align


def test_a_title_of_several_lines_is_centred_when_all_of_them_are() -> None:
    title = centred("某" * 20, 60, size=22) + centred("某" * 7, 90, size=22)
    assert seen(sheet(title, running(150)))[1]["某某某某"].format.align == "center"


def test_lines_of_several_labels_are_aligned_in_no_way() -> None:
    labels = line("某某某某", LEFT, UNDER) + line("某某某某", LEFT + 200, UNDER)
    assert shown(labels).format.align is None


def test_a_short_line_alone_on_its_page_shows_nothing() -> None:
    (only,) = seen(sheet(line("某某某某", LEFT, 100)))[1].values()
    assert (only.format.align, only.format.first_line) == (None, None)


def test_lines_drawn_out_to_the_margin_are_justified_and_others_begin_at_the_left() -> None:
    assert seen(sheet(drawn_out(0.0, 27, 100)))[1]["文文文文"].format.align == "justify"
    ragged = lines("某" * 25, "某" * 27, "某" * 9 + "。", top=UNDER)
    assert shown(ragged).format.align == "left"


# First lines


@pytest.mark.parametrize(("indent", "read"), [(2 * SIZE, 32.0), (0.0, 0.0), (-3 * SIZE, -48.0)])
def test_a_first_line_is_measured_against_the_lines_below_it(indent: float, read: float) -> None:
    left = LEFT + max(0.0, -indent)
    hanging = line("某某：" + "某" * 25, LEFT, UNDER) if indent < 0 else line("某" * 28, left + indent, UNDER)
    (paragraph,) = (
        one
        for start, one in seen(sheet(running(100), hanging, line("某某。", left, UNDER + PITCH)))[1].items()
        if "某" in start
    )
    assert points(paragraph.format.first_line) == read


def test_a_single_line_is_measured_against_where_text_begins() -> None:
    assert points(shown(line("某某某某某。", LEFT + 2 * SIZE, UNDER)).format.first_line) == 32
    assert points(shown(line("某某某某某。", LEFT, UNDER)).format.first_line) == 0


def test_no_first_line_is_read_where_nothing_shows_it() -> None:
    assert shown(centred("某某某某某某某某", UNDER)).format.first_line is None
    typed = line("　　某某某某某。", LEFT, UNDER)
    assert shown(typed, begins="　　某某").format.first_line is None
    unfinished = lines("文" * 26, "文" * 20, top=UNDER) + line("某某某某某。", LEFT, UNDER + 2 * PITCH)
    assert shown(unfinished).format.first_line is None  # it may belong to the line above


def test_full_lines_that_begin_further_in_may_be_a_paragraph_each() -> None:
    alike = line("某" * 25 + "。", LEFT + 2 * SIZE, UNDER) + line("某某某某某。", LEFT + 2 * SIZE, UNDER + PITCH)
    found = shown(alike).format.first_line
    assert found is None or points(found) == 32


def test_characters_on_a_wide_grid_measure_no_indent() -> None:
    wide = line("某" * 20, LEFT + 44, UNDER, spacing=6) + line("某某某某。", LEFT, UNDER + PITCH, spacing=6)
    assert shown(wide).format.first_line is None


# Spacing


@pytest.mark.parametrize("spacing", [-0.25, 0.0, 1.0])
def test_characters_are_as_far_apart_as_on_a_line_that_is_not_drawn_out(spacing: float) -> None:
    above = line("某" * 26, LEFT + 2 * SIZE, UNDER, spacing=0.6)  # justified
    last = line("某某某某某某。", LEFT, UNDER + PITCH, spacing=spacing)
    assert {run.format.spacing for run in shown(above + last).runs} == {Length.of_pt(spacing)}


def test_full_lines_and_distributed_names_show_no_spacing() -> None:
    assert shown(centred("某" * 28, UNDER)).runs[0].format.spacing is None
    assert shown(line("某某某某", LEFT, UNDER, spacing=8)).runs[0].format.spacing is None


def test_characters_half_of_which_stand_wide_apart_are_as_far_apart_as_some_of_them() -> None:
    wide, close = line("某某某", LEFT, UNDER, spacing=8), line("某某", LEFT + 3 * SIZE + 16, UNDER)
    assert apart(Line(wide + close)) in (0.0, 8.0)


def test_the_room_between_paragraphs_is_at_most_what_lies_between_their_lines() -> None:
    one = lines("某" * 26, "某某某。", top=UNDER, pitch=20)
    other = lines("别" * 26, "别别别。", top=UNDER + 20 + 34, pitch=20)
    page = seen(sheet(running(100), one, other))[1]
    after, before = page["某某某某"].format.after, page["别别别别"].format.before
    assert after is not None
    assert before is not None
    assert (after.low, after.high) == (before.low, before.high) == (Length(0), Length.of_pt(14))


def test_the_room_over_a_title_of_another_size_is_not_read() -> None:
    title = centred("某某某某某某", UNDER, size=22)
    assert shown(title).format.before is None


# Headers and footers


def numbered(page: int, baseline: float = HEIGHT - 45) -> Glyphs:
    return centred(f"—{page}—", baseline, size=14)


def test_a_footer_is_at_most_as_far_from_the_edge_as_its_ink() -> None:
    page, _ = seen(*(sheet(running(100), numbered(n), number=n) for n in (1, 2)))
    assert page.footer is not None
    assert (page.footer.low, page.footer.high) == (Length(0), Length.of_pt(45 - 1.4))
    assert page.footer.equals(Length.parse("1.5cm")) is Outcome.UNDETERMINED
    assert page.footer.equals(Length.parse("2cm")) is Outcome.VIOLATES
    assert page.header is None


def test_a_small_line_in_the_margin_of_one_page_bounds_no_distance() -> None:
    stamp = line("某某某某", LEFT, HEIGHT - 20, size=9)
    page, _ = seen(sheet(running(100), stamp), sheet(running(100), number=2))
    assert page.footer is None


# Room for text


def grid_of(*sheets: Sheet) -> tuple[Count | None, Count | None]:
    """Lines a page and characters a line."""
    sections, blocks = laid_out(sheets, load_measures().tolerance("pdf"), DEFAULT_LIMITS)
    text = [block for block in blocks if isinstance(block, Paragraph)]
    return lines_a_page(text, sections[0]), characters_a_line(text, sections[0])


def counted(count: Count | None) -> tuple[int | None, int | None]:
    assert count is not None
    return (None, None) if count.number is None else (count.number.low, count.number.high)


def drawn_out(spacing: float, characters: int, top: float) -> Glyphs:
    """A paragraph of five lines, the middle ones as wide as the column, the last one set with this spacing."""
    wide = (RIGHT - LEFT - characters * SIZE) / (characters - 1)
    full = [line("文" * characters, LEFT, top + n * PITCH, spacing=wide) for n in (1, 2, 3)]
    first = line("文" * 25, LEFT + 2 * SIZE, top)
    return sum((*full, line("文" * 12 + "。", LEFT, top + 4 * PITCH, spacing=spacing)), first)


@pytest.mark.parametrize(("spacing", "fit"), [(-0.25, 28), (0.4, 27), (1.0, 26)])
def test_text_drawn_out_to_the_margin_shows_how_many_characters_a_line_holds(spacing: float, fit: int) -> None:
    _, characters = grid_of(sheet(drawn_out(spacing, 27, 100), drawn_out(spacing, 27, 300)))
    assert counted(characters) == (fit, fit)


def test_text_with_a_ragged_margin_shows_it_by_where_it_wraps() -> None:
    texts = ("文" * 25, "文" * 27, "文" * 27, "文" * 27, "文" * 8 + "。")
    _, characters = grid_of(sheet(lines(*texts, top=100), lines(*texts, top=300)))
    assert counted(characters) == (27, 27)


def test_a_few_lines_show_only_that_what_stands_there_fits() -> None:
    _, characters = grid_of(sheet(lines("文" * 26, "文" * 9 + "。", top=100)))
    assert counted(characters) == (28, 37)  # for the margins may be as narrow as nothing


def over_two_pages(below: int) -> tuple[Sheet, Sheet]:
    """A page of 20 lines whose last paragraph goes on over leaf with so many more."""
    above = sum((line("文" * 26, LEFT + 2 * SIZE, 100 + 2 * n * PITCH) for n in range(10)), ())
    above += sum((line("文" * 28, LEFT, 100 + (2 * n + 1) * PITCH) for n in range(10)), ())
    over = sum((line("文" * 28, LEFT, 100 + n * PITCH) for n in range(below)), ())
    last = line("文" * 9 + "。", LEFT, 100 + below * PITCH)
    return sheet(above), sheet(over, last, number=2)


def test_a_paragraph_that_goes_on_over_leaf_shows_how_many_lines_a_page_holds() -> None:
    assert counted(grid_of(*over_two_pages(3))[0]) == (20, 20)


def test_a_single_line_over_leaf_may_have_taken_another_with_it() -> None:
    assert counted(grid_of(*over_two_pages(1))[0])[1] != 20
