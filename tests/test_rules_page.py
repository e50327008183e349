"""Page numbers, the grid of lines and characters, gutter and orientation, from the page's own values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from official_builder import checks, said
from paper_builder import AS_OF, paper, spec

from docgen.reading import Outcome, Reading
from docgen.units import Length
from docgen.validators.catalogue import catalogue
from docgen.validators.judging.docket import rules_on
from docgen.validators.paper import Member, Paper
from docgen.view.facts import Facts
from docgen.view.fields import read_fields
from docgen.view.look import CharacterFormat, Columns, Frame, LineSpacing, PageSetup, ParagraphFormat, Tab
from docgen.view.model import Block, DocumentView, FurnitureKind, Paragraph, Place, Run, Section
from docgen.view.roles import assign

Furniture = dict[FurnitureKind, tuple[Block, ...]]
MARGINS = {"top": "37mm", "bottom": "35mm", "left": "28mm", "right": "26mm"}
RULES = catalogue()


def exact(length: str) -> Reading[Length]:
    """As a .docx declares it, in whole twips, twelve of which are nothing."""
    return Reading.exact(Length.of_twips(Length.parse(length).twips), within=Length.of_twips(12))


def setup(**other: Any) -> PageSetup:
    known: dict[str, Any] = {
        "width": exact("210mm"),
        "height": exact("297mm"),
        "margin": {side: exact(length) for side, length in MARGINS.items()},
        "header": None,
        "footer": None,
        "gutter": Reading.exact(Length(0)),
        "odd_even": False,
        "different_first": False,
    }
    return PageSetup(**{**known, **other})


def printed(**other: Any) -> PageSetup:
    """What a print shows of its page: margins up to its ink, no settings."""
    margins = {side: Reading(Length(0), Length.parse(length)) for side, length in MARGINS.items()}
    return setup(**{"margin": margins, "odd_even": None, "different_first": None, "gutter": None, **other})


def number(before: str = "— ", after: str = " —", page: int | None = None, **look: Any) -> tuple[Block, ...]:
    """A paragraph with a page number, as furniture holds it."""
    face = CharacterFormat()
    runs = (Run(before, face), Run("1", face, field="PAGE"), Run(after, face))
    return (Paragraph(runs, ParagraphFormat(**look), Place(section=1, page=page)),)


def text(pitch: LineSpacing | None = None, size: float = 16, spacing: float | None = 0, **look: Any) -> Paragraph:
    space = None if spacing is None else Length.of_pt(spacing)
    face = CharacterFormat(size=Reading.exact(Length.of_pt(size)), spacing=space)
    return Paragraph((Run("按规定填写", face),), ParagraphFormat(line=pitch, **look), Place(section=1, paragraph=1))


def laid(page: dict[str, Any], section: Section, *blocks: Block, **facts: Any) -> Paper:
    """A paper of one section under a law of its page."""
    law = spec("notice", page=page)
    view = DocumentView(Facts(**{"kind": "docx", **facts}), (section,), blocks or (text(),))
    held = Member("通知.docx", 1, "docx", view, taken_for=law.key)
    return Paper(law, held, view, assign(view, law), read_fields(view, law), AS_OF)


def numbered(law: dict[str, Any], footers: Furniture, page: PageSetup | None = None, **facts: Any) -> Paper:
    section = Section(page or setup(), Place(section=1, page=1 if facts.get("pages") else None), footers=footers)
    return laid({"page_number": {"form": "— {page} —", **law}}, section, **facts)


def untold(code: str, paper: Paper) -> list[str]:
    return [check.why for check in checks(code, paper) if check.outcome is Outcome.UNDETERMINED]


OUTSIDE = {"odd": "right", "even": "left"}


# --- page numbers


def test_even_pages_with_a_footer_of_their_own_need_a_number_of_their_own() -> None:
    paper = numbered({}, {"default": number()}, setup(odd_even=True))
    assert said("PAG104", paper) == ["双页没有页码，应标页码“— 1 —”"]


def test_a_number_in_a_hidden_field_is_none() -> None:
    hidden = Paragraph((Run("1", CharacterFormat(hidden=True), field="PAGE"),), ParagraphFormat(), Place())
    assert said("PAG104", numbered({}, {"default": (hidden,)})) == ["没有页码，应标页码“— 1 —”"]


def test_what_pages_hold_that_were_scanned_is_not_known() -> None:
    paper = numbered({}, {}, printed(), pages=2, kind="pdf", scanned=(2,))
    assert (said("PAG104", paper), untold("PAG104", paper)) == ([], ["有无文字的扫描页，页码可能在其中"])


def test_a_letter_of_one_page_bears_no_number() -> None:
    paper = numbered({"first": False}, {}, printed(), pages=1, kind="pdf")
    assert [check.outcome for check in checks("PAG104", paper)] == [Outcome.CONFORMS]
    assert said("PAG105", paper) == []


def test_a_letter_that_does_not_tell_its_pages_may_have_one() -> None:
    assert untold("PAG104", numbered({"first": False}, {})) == ["看不出共几页，只有一页的不标页码"]


def test_a_letter_of_two_pages_numbers_the_second() -> None:
    paper = numbered({"first": False}, {}, printed(), pages=2, kind="pdf")
    assert said("PAG104", paper) == ["没有页码，应标页码“— 1 —”"]


def test_the_first_page_of_a_letter_bears_no_number() -> None:
    plain = numbered({"first": False}, {"default": number()})
    apart = numbered({"first": False}, {"default": number()}, setup(different_first=True))
    assert said("PAG105", plain) == ["首页标有页码，应不标"]
    assert said("PAG105", apart) == []


def test_a_print_shows_on_which_page_numbers_begin() -> None:
    begins: Furniture = {"default": number(page=2, align="left")}
    from_one: Furniture = {"default": number(page=1, align="right")}
    law = {"first": False, **OUTSIDE}
    assert said("PAG105", numbered(law, begins, printed(), pages=2, kind="pdf")) == []
    assert said("PAG105", numbered(law, from_one, printed(), pages=1, kind="pdf")) == ["首页标有页码，应不标"]


@pytest.mark.parametrize(
    ("before", "after", "written"), [("- ", " -", "- 1 -"), ("", "", "1"), ("第 ", " 页", "第 1 页")]
)
def test_a_number_in_another_form_is_shown_beside_the_right_one(before: str, after: str, written: str) -> None:
    paper = numbered({}, {"default": number(before, after)})
    assert said("PAG105", paper) == [f"页码写作“{written}”，应写作“— 1 —”"]


def test_what_stands_before_a_tab_is_no_part_of_the_form() -> None:
    assert said("PAG105", numbered({}, {"default": number("检查人员签名：\t— ")})) == []


@pytest.mark.parametrize(
    ("look", "sides"),
    [
        ({"align": "center"}, "单页居中，应居右；双页居中，应居左"),
        ({"align": "right"}, "双页居右，应居左"),
        ({"align": "justify"}, "单页居左，应居右"),
        ({"frame": Frame(across_align="left")}, "单页居左，应居右"),
    ],
)
def test_one_footer_for_all_pages_puts_the_number_on_one_side(look: dict[str, Any], sides: str) -> None:
    assert said("PAG105", numbered(OUTSIDE, {"default": number(**look)})) == [f"页码的位置：{sides}"]


def test_a_frame_at_the_outside_follows_the_pages() -> None:
    assert said("PAG105", numbered(OUTSIDE, {"default": number(frame=Frame(across_align="outside"))})) == []


def test_a_number_at_a_tab_stands_where_the_tab_does() -> None:
    tabs = (Tab(Length.of_cm(7), "center"), Tab(Length.of_cm(14), "right"))
    right = number("\t\t— ", tabs=tabs)
    middle = number("\t— ", tabs=tabs)
    assert said("PAG105", numbered({"odd": "right"}, {"default": right})) == []
    assert said("PAG105", numbered({"odd": "right"}, {"default": middle})) == ["页码的位置：单页居中，应居右"]


def test_where_a_number_in_a_text_box_stands_is_not_known() -> None:
    (inside,) = number(align="center")
    assert isinstance(inside, Paragraph)
    boxed = Paragraph(inside.runs, inside.format, inside.place, aside="text_box")
    paper = numbered(OUTSIDE, {"default": (boxed,)})
    assert (said("PAG105", paper), untold("PAG105", paper)) == ([], ["从这种文件看不出页码的位置"])


def test_a_number_in_the_header_is_not_in_its_place() -> None:
    section = Section(setup(), Place(section=1), headers={"default": number(align="right")})
    paper = laid({"page_number": {"form": "— {page} —", "odd": "right"}}, section)
    assert said("PAG105", paper) == ["页码的位置：单页在页眉，应在页脚居右"]


def test_what_two_sections_share_is_said_once() -> None:
    footers: Furniture = {"default": number("- ", " -")}
    sections = tuple(Section(setup(), Place(section=n), footers=footers) for n in (1, 2))
    law = spec("notice", page={"page_number": {"form": "— {page} —"}})
    view = DocumentView(Facts("docx"), sections, (text(),))
    held = Member("通知.docx", 1, "docx", view)
    paper = Paper(law, held, view, assign(view, law), {}, AS_OF)
    assert said("PAG105", paper) == ["页码写作“- 1 -”，应写作“— 1 —”"]


# --- lines and characters


def pitch(value: float) -> LineSpacing:
    return LineSpacing("exact", Reading.exact(Length.of_pt(value)))


def gridded(*blocks: Block, page: PageSetup | None = None, **grid: int) -> Paper:
    return laid({"grid": grid}, Section(page or setup(), Place(section=1)), *blocks)


@pytest.mark.parametrize(
    ("points", "lines"), [(27.7, 23), (27.75, 22), (28, 22), (28.95, 22), (29, 21), (30, 21), (30.4, 20)]
)
def test_lines_a_page_are_whole_to_the_very_pitch(points: float, lines: int) -> None:
    """A text area of 12756 twips holds 22 lines of more than 554.6 and at most 579.8 twips, no other."""
    wanted = [] if lines == 22 else [f"按行距{points:g}磅，每页排{lines}行，应为22行"]
    assert said("PAG106", gridded(text(pitch(points)), lines=22)) == wanted


def test_the_pitch_of_most_of_the_text_counts() -> None:
    heading = text(pitch(34), size=22)
    assert said("PAG106", gridded(heading, *[text(pitch(28.95))] * 3, lines=22)) == []


def test_a_single_line_snaps_to_the_grid() -> None:
    single = LineSpacing("multiple", Reading.exact(Length(240)))
    on_grid = setup(grid_type="lines", grid_pitch=Length.of_twips(579))
    assert said("PAG106", gridded(text(single), page=on_grid, lines=22)) == []
    assert untold("PAG106", gridded(text(single), page=on_grid, lines=22)) == []
    assert untold("PAG106", gridded(text(single), lines=22)) == ["从这种文件看不出每页的行数"]


@pytest.mark.parametrize(("spacing", "characters"), [(-0.25, 28), (0, 27), (1, 26)])
def test_characters_a_line_follow_from_size_and_spacing(spacing: float, characters: int) -> None:
    found = said("PAG106", gridded(text(spacing=spacing), characters=28))
    assert found == ([] if characters == 28 else [f"按字距{16 + spacing:g}磅，每行排{characters}字，应为28字"])


@pytest.mark.parametrize(("cell", "characters"), [(15.793, 28), (16, 27)])
def test_a_grid_of_characters_sets_the_characters_of_a_line(cell: float, characters: int) -> None:
    on_grid = setup(grid_type="linesAndChars", grid_cell=(Length.of_pt(16), Length.of_pt(cell)))
    found = said("PAG106", gridded(text(), page=on_grid, characters=28))
    assert found == ([] if characters == 28 else [f"按字距16磅，每行排{characters}字，应为28字"])
    assert untold("PAG106", gridded(text(), page=on_grid, characters=28)) == []


def test_what_a_grid_of_characters_makes_of_another_size_than_its_own_cannot_be_told() -> None:
    on_grid = setup(grid_type="linesAndChars", grid_cell=(Length.of_pt(10.5), Length.of_pt(15.793)))
    assert untold("PAG106", gridded(text(), page=on_grid, characters=28)) == ["从这种文件看不出每行的字数"]


def test_lines_of_vertical_text_are_not_counted() -> None:
    vertical = setup(direction="tbRl")
    assert untold("PAG106", gridded(text(pitch(28.95)), page=vertical, lines=22)) == ["从这种文件看不出每页的行数"]
    assert untold("PAG106", gridded(text(), page=vertical, characters=28)) == ["从这种文件看不出每行的字数"]


def test_a_paragraph_that_does_not_snap_is_not_on_the_grid() -> None:
    on_grid = setup(grid_type="linesAndChars", grid_cell=(Length.of_pt(10.5), Length.of_pt(15.793)))
    free = text(spacing=-0.25)
    loose = replace(free, format=replace(free.format, snap_to_grid=False))
    assert untold("PAG106", gridded(loose, page=on_grid, characters=28)) == []


def test_a_print_bounds_the_lines_of_a_page_by_its_ink() -> None:
    assert untold("PAG106", gridded(text(pitch(28.95)), page=printed(), lines=22)) == ["从这种文件看不出每页的行数"]
    assert said("PAG106", gridded(text(pitch(40)), page=printed(), lines=22)) == [
        "按行距40磅，每页排至多21行，应为22行"
    ]


def test_a_page_of_tables_alone_has_no_lines_to_count() -> None:
    law = spec("notice", page={"grid": {"lines": 22, "characters": 28}})
    view = DocumentView(Facts("docx"), (Section(setup(columns=Columns()), Place(section=1)),), ())
    paper = Paper(law, Member("表.docx", 1, "docx", view), view, assign(view, law), {}, AS_OF)
    assert checks("PAG106", paper) == []


# --- gutter and orientation


def test_a_gutter_is_a_margin_like_any_other() -> None:
    law = {"gutter": "0.5cm"}
    assert said("PAG102", laid(law, Section(setup(), Place(section=1)))) == ["装订线为0.0厘米，应为0.5厘米"]
    assert said("PAG102", laid(law, Section(setup(gutter=exact("0.5cm")), Place(section=1)))) == []
    assert untold("PAG102", laid(law, Section(printed(), Place(section=1)))) == ["从这种文件看不出装订线"]


def test_a_law_of_orientation_alone_asks_for_no_size() -> None:
    lying = setup(width=exact("297mm"), height=exact("210mm"))
    law = {"orientation": "portrait"}
    assert said("PAG101", laid(law, Section(lying, Place(section=1)))) == ["纸张方向为横向，应为纵向"]
    assert said("PAG101", laid(law, Section(setup(), Place(section=1)))) == []


# --- what is run at all


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        ({}, set()),
        ({"orientation": "portrait"}, {"PAG101"}),
        ({"gutter": "0.5cm"}, {"PAG102"}),
        ({"footer": "1.5cm"}, {"PAG103"}),
        ({"page_number": {"form": "{page}"}}, {"PAG104", "PAG105"}),
        ({"grid": {"lines": 22}}, {"PAG106"}),
    ],
)
def test_a_rule_runs_where_the_law_says_something_for_it(page: dict[str, Any], codes: set[str]) -> None:
    law = spec("notice", page=page)
    assert {rule.code for rule in rules_on(RULES, "paper", law) if rule.family == "PAG"} == codes


def test_a_paper_without_a_rubric_is_no_subject_of_the_rules_of_rubrics() -> None:
    law = paper(spec("notice")).spec
    assert [rule.code for rule in rules_on(RULES, "paper", law) if rule.family == "RUB"] == []
