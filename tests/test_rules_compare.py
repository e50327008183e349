"""A reading held against the law says what was found, what it should be, and by how much."""

from __future__ import annotations

import pytest

from docgen.reading import Outcome, Reading
from docgen.spec.model import Clause
from docgen.spec.written import parse_amount
from docgen.units import Length
from docgen.validators.format.compare import POINT, compare, named_size, outcome_of

CLAUSE = Clause(key="CC-format", sentence="页边距均为2.7cm。", source="考核细则注", edition="未注明", basis="authority")
TWELVE_TWIPS = Length.parse("12twips")


def declared(text: str) -> Reading[Length]:
    return Reading.exact(Length.parse(text), within=TWELVE_TWIPS)


def test_a_declared_margin_that_differs_is_said_aloud() -> None:
    check = compare("上边距", declared("2.0cm"), parse_amount("2.7cm"), clause=CLAUSE)
    assert check.outcome is Outcome.VIOLATES
    assert check.message == "上边距为2.0厘米，应为2.7厘米"
    assert (check.expected, check.actual, check.margin) == ("2.7cm", "2.0cm", "少0.7厘米")
    assert check.clause == CLAUSE


def test_a_margin_that_is_too_wide_says_by_how_much() -> None:
    check = compare("左边距", declared("3.17cm"), parse_amount("2.7cm"), clause=CLAUSE)
    assert (check.message, check.margin) == ("左边距为3.17厘米，应为2.7厘米", "多0.47厘米")


def test_a_value_within_what_the_file_can_state_conforms() -> None:
    check = compare("上边距", declared("1531twips"), parse_amount("2.7cm"), clause=CLAUSE)
    assert (check.outcome, check.message) == (Outcome.CONFORMS, "")


def test_the_law_may_name_a_tolerance_of_its_own() -> None:
    want = parse_amount({"value": "37mm", "within": "1mm"})
    assert outcome_of(declared("3.61cm"), want) is Outcome.CONFORMS
    assert outcome_of(declared("3.59cm"), want) is Outcome.VIOLATES


def test_ink_only_bounds_a_margin_from_above() -> None:
    ink_at_3_07 = Reading(Length(0), Length.parse("3.07cm"), "ink on page 1")
    check = compare("上边距", ink_at_3_07, parse_amount("2.7cm"), clause=CLAUSE)
    assert (check.outcome, check.reason) == (Outcome.UNDETERMINED, "format")
    assert check.why == "只能看出上边距至多3.07厘米，不能确定是否为2.7厘米"


def test_ink_inside_the_margin_violates_it() -> None:
    ink_at_2 = Reading(Length(0), Length.parse("2cm"), "ink on page 1", within=Length.parse("0.3mm"))
    check = compare("上边距", ink_at_2, parse_amount("2.7cm"), clause=CLAUSE)
    assert check.outcome is Outcome.VIOLATES
    assert (check.message, check.actual) == ("上边距至多2.0厘米，应为2.7厘米", "≤2.0cm")


def test_what_a_file_cannot_show_is_undetermined() -> None:
    check = compare("页眉距纸边", None, parse_amount("1.5cm"), clause=CLAUSE)
    assert (check.outcome, check.reason, check.why) == (Outcome.UNDETERMINED, "format", "从这种文件看不出页眉距纸边")


@pytest.mark.parametrize(
    ("want", "found", "said"),
    [
        ("at_least 1cm", "0.8cm", "行高为0.8厘米，应不少于1.0厘米"),
        ("3.4cm to 4.0cm", "3.0cm", "行高为3.0厘米，应为3.4厘米至4.0厘米"),
    ],
)
def test_bounds_of_the_law_are_said_as_bounds(want: str, found: str, said: str) -> None:
    assert compare("行高", declared(found), parse_amount(want), clause=CLAUSE).message == said


@pytest.mark.parametrize(("size", "said"), [("16pt", "16磅（三号）"), ("10.5pt", "10.5磅（五号）"), ("11pt", "11磅")])
def test_a_type_size_is_said_with_its_name(size: str, said: str) -> None:
    assert named_size(Length.parse(size)) == said


def test_points_are_said_without_needless_decimals() -> None:
    assert (POINT.say(Length.parse("22pt")), POINT.write(Length.parse("20.5pt"))) == ("22磅", "20.5pt")
