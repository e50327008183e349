"""Line pitch, spaces and indents against the law: every rule of spacing, and what print can and cannot show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from docgen.reading import Outcome, Reading
from docgen.spec import load_fonts, load_measures
from docgen.spec.model import Format, Role
from docgen.units import Length
from docgen.validators.format.aspects import Eye
from docgen.validators.format.characters import Ground
from docgen.validators.format.deviation import ASPECTS, Deviation
from docgen.view.look import CharacterFormat, Face, LineRule, LineSpacing, ParagraphFormat
from docgen.view.model import Paragraph, Place, Run

EYE = Eye(load_fonts(), Ground({}), load_measures().tolerance("docx"))
DECLARED = Place(paragraph=1)
PRINTED = Place(page=1, paragraph=1)


def points(value: float) -> Reading[Length]:
    return Reading.exact(Length.of_pt(value), within=Length.parse("2twips"))


def line(rule: LineRule, value: float) -> LineSpacing:
    return LineSpacing(rule, Reading.exact(Length(round(value * 240))) if rule == "multiple" else points(value))


def paragraph(place: Place = DECLARED, font: str = "仿宋_GB2312", **look: Any) -> Paragraph:
    run = Run("按规定填写", CharacterFormat(east_asian=Face(font), size=points(16)))
    return Paragraph((run,), ParagraphFormat(**look), place)


def judged(paragraph: Paragraph, **law: Any) -> list[Deviation]:
    role = Role.model_validate({"find": "first text", **law})
    return [deviation for aspect in ASPECTS for deviation in EYE.judged(paragraph, role, aspect)]


def outcomes(paragraph: Paragraph, **law: Any) -> list[Outcome]:
    return [deviation.outcome for deviation in judged(paragraph, **law)]


def said(paragraph: Paragraph, **law: Any) -> str:
    (one,) = judged(paragraph, **law)
    return f"{one.name}为{one.found}，应为{one.wanted}{one.remark}"


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (line("exact", 22), "exactly 22pt"),
        (line("exact", 22.1), "exactly 22pt"),
        (line("exact", 28.5), "28pt to 28.95pt"),
        (line("at_least", 14), "at_least 14pt"),
        (line("exact", 16), "at_least 14pt"),
        (line("multiple", 1), "single"),
        (line("multiple", 1.5), "1.5 lines"),
    ],
)
def test_a_pitch_that_conforms(found: LineSpacing, wanted: str) -> None:
    assert outcomes(paragraph(line=found), line=wanted) == []


@pytest.mark.parametrize(
    ("found", "wanted", "sentence"),
    [
        (line("exact", 20), "exactly 22pt", "行距为20磅，应为固定值22磅"),
        (line("at_least", 22), "exactly 22pt", "行距为最小值22磅，应为固定值22磅"),
        (line("multiple", 1), "exactly 22pt", "行距为单倍行距，应为固定值22磅"),
        (line("multiple", 1.15), "exactly 22pt", "行距为1.15倍行距，应为固定值22磅"),
        (line("exact", 12), "at_least 14pt", "行距为12磅，应为最小值14磅"),
        (line("exact", 20), "1.5 lines", "行距为20磅，应为1.5倍行距"),
        (line("exact", 30), "28pt to 28.95pt", "行距为30磅，应为固定值28磅至28.95磅"),
    ],
)
def test_a_pitch_that_deviates_is_said(found: LineSpacing, wanted: str, sentence: str) -> None:
    assert said(paragraph(line=found), line=wanted) == sentence


LITERAL = [{"after": "22pt"}, {"before": "22pt"}, {"before": "11pt", "after": "11pt"}]


@pytest.mark.parametrize(("before", "after"), [(0, 22), (22, 0), (11, 11), (6, 22)])
def test_the_literal_reading_is_accepted(before: float, after: float) -> None:
    spaced = paragraph(line=line("multiple", 1), before=points(before), after=points(after))
    assert outcomes(spaced, line="exactly 22pt", also=LITERAL) == []


def test_a_space_that_fits_no_reading_is_said_with_all_of_them() -> None:
    spaced = paragraph(line=line("multiple", 1), before=points(0), after=points(20))
    assert said(spaced, line="exactly 22pt", also=LITERAL) == (
        "行距为单倍行距（段前间距0磅、段后间距20磅），应为固定值22磅"
        "（或段后间距22磅，或段前间距22磅，或段前间距11磅、段后间距11磅）"
    )


def test_a_printed_pitch_conforms_when_it_is_the_wanted_one() -> None:
    assert outcomes(paragraph(PRINTED, line=line("exact", 22)), line="exactly 22pt", also=LITERAL) == []


def test_a_printed_pitch_may_come_of_spaces_that_print_does_not_show() -> None:
    assert outcomes(paragraph(PRINTED, line=line("exact", 20)), line="exactly 22pt", also=LITERAL) == [
        Outcome.UNDETERMINED
    ]


def test_a_printed_pitch_with_no_other_reading_is_judged() -> None:
    assert said(paragraph(PRINTED, line=line("exact", 20)), line="exactly 22pt") == "行距为20磅，应为固定值22磅"


def test_a_single_printed_line_shows_no_pitch() -> None:
    assert outcomes(paragraph(PRINTED), line="exactly 22pt") == [Outcome.UNDETERMINED]
    assert outcomes(paragraph(PRINTED, line=line("exact", 20)), line="single") == [Outcome.UNDETERMINED]


def test_automatic_space_is_the_programs_to_choose() -> None:
    assert outcomes(paragraph(after=points(14), auto_after=True), after="22pt") == [Outcome.UNDETERMINED]


def test_another_reading_is_taken_whole() -> None:
    """A reading of another font and size accepts both together, not one of them."""
    other = [{"font": "楷体_GB2312", "size": "14pt"}]
    law = {"font": "仿宋_GB2312", "size": "16pt", "also": other}
    large = paragraph(font="楷体_GB2312")
    run = replace(large.runs[0], format=replace(large.runs[0].format, size=points(14)))
    assert outcomes(replace(large, runs=(run,)), **law) == []
    assert [one.aspect for one in judged(large, **law)] == ["font"]


def test_a_tolerated_form_is_a_note() -> None:
    law = {"font": "仿宋_GB2312", "tolerated": [{"font": "楷体_GB2312"}]}
    (tolerated,) = judged(paragraph(font="楷体_GB2312"), **law)
    (refused,) = judged(paragraph(font="宋体"), **law)
    assert (tolerated.severity, refused.severity) == ("note", None)


@pytest.mark.parametrize(
    ("look", "law"),
    [
        ({"first_line": points(32)}, {"first_line": "2 characters"}),
        ({"first_line": points(30)}, {"first_line": "2 characters"}),
        ({"first_line": points(21), "first_line_characters": 2.0}, {"first_line": "2 characters"}),
        ({"indent_left": points(0)}, {"indent": "0pt"}),
        ({"align": "center"}, {"align": "center"}),
    ],
)
def test_an_indent_or_alignment_that_conforms(look: dict[str, Any], law: dict[str, str]) -> None:
    assert outcomes(paragraph(**look), **law) == []


@pytest.mark.parametrize(
    ("look", "law", "sentence"),
    [
        ({"first_line": points(0)}, {"first_line": "2 characters"}, "首行缩进为0字，应为2字"),
        ({"first_line": points(21)}, {"first_line": "2 characters"}, "首行缩进为1.31字，应为2字"),
        ({"indent_left": points(32)}, {"indent": "0pt"}, "左缩进为32磅，应为0磅"),
        ({"align": "left"}, {"align": "center"}, "对齐方式为左对齐，应为居中"),
    ],
)
def test_an_indent_or_alignment_that_deviates(look: dict[str, Any], law: dict[str, str], sentence: str) -> None:
    assert said(paragraph(**look), **law) == sentence


def test_what_print_does_not_show_of_a_setting_is_undetermined() -> None:
    assert outcomes(paragraph(PRINTED), align="center", first_line="2 characters") == [Outcome.UNDETERMINED] * 2


def test_a_law_that_says_nothing_is_never_deviated_from() -> None:
    assert EYE.deviations(paragraph(line=line("exact", 3), align="right"), Format()) == []
