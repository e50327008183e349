"""The written forms of the law: amounts, line pitches, places, and what is refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from docgen.spec.dossier import RequiredIf
from docgen.spec.model import FieldLaw
from docgen.spec.written import parse_amount, parse_find, parse_line, parse_span
from docgen.units import Length


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("16pt", 16, 16),
        ("三号", 16, 16),
        ("exactly 22磅", 22, 22),
        ("26pt to 30pt", 26, 30),
        ("at_least 10pt", 10, None),
        ("-0.25pt", -0.25, -0.25),
    ],
)
def test_an_amount_is_a_range_of_lengths(written: str, low: float, high: float | None) -> None:
    amount = parse_amount(written)
    assert amount.low == Length.of_pt(low)
    assert amount.high == (None if high is None else Length.of_pt(high))
    assert (amount.unit, amount.written, amount.length) == ("emu", written, Length.of_pt(low))


@pytest.mark.parametrize(
    ("written", "count", "unit"),
    [
        ("2 characters", 2, "characters"),
        ("1 character", 1, "characters"),
        ("0.5 lines", 0.5, "lines"),
        ("1 line", 1, "lines"),
    ],
)
def test_an_amount_may_count_characters_or_lines(written: str, count: float, unit: str) -> None:
    amount = parse_amount(written)
    assert (amount.low, amount.high, amount.unit) == (count, count, unit)


def test_a_law_may_state_its_own_tolerance() -> None:
    assert parse_amount({"value": "37mm", "within": "1mm"}).within == Length.of_mm(1)
    assert parse_line({"value": "exactly 28pt", "within": "0.5pt"}).within == Length.of_pt(0.5)


@pytest.mark.parametrize(
    ("written", "rule", "low", "high"),
    [
        ("exactly 22pt", "exact", Length.of_pt(22), Length.of_pt(22)),
        ("28pt to 29pt", "exact", Length.of_pt(28), Length.of_pt(29)),
        ("at_least 14pt", "at_least", Length.of_pt(14), Length.of_pt(14)),
        ("single", "multiple", 1, 1),
        ("1.5 lines", "multiple", 1.5, 1.5),
    ],
)
def test_a_line_pitch_has_a_rule_and_bounds(written: str, rule: str, low: float, high: float) -> None:
    pitch = parse_line(written)
    assert (pitch.rule, pitch.low, pitch.high) == (rule, low, high)


@pytest.mark.parametrize(
    ("written", "kind", "pattern", "roles"),
    [
        ("first text", "first_text", "", ()),
        ('text matching "考核细则$"', "matching", "考核细则$", ()),
        ('paragraphs matching "^一、"', "paragraphs", "^一、", ()),
        ('rows matching "印发$"', "rows", "印发$", ()),
        ('cell "检查时间"', "cell", "检查时间", ()),
        ("after title", "after", "", ("title",)),
        ("between title and note", "between", "", ("title", "note")),
        ('between title and note matching "[^。]$"', "between", "[^。]$", ("title", "note")),
        ("before date", "before", "", ("date",)),
        ('before date or note matching "[^。]$"', "before", "[^。]$", ("date", "note")),
        ("every table, row 1", "heading_row", "", ()),
        ("every table, other rows", "other_rows", "", ()),
        ("header", "header", "", ()),
        ("footer", "footer", "", ()),
        ("the rest", "rest", "", ()),
    ],
)
def test_a_place_is_found_in_one_of_thirteen_ways(
    written: str, kind: str, pattern: str, roles: tuple[str, ...]
) -> None:
    place = parse_find(written)
    assert (place.kind, place.pattern, place.roles, place.written) == (kind, pattern, roles, written)


@pytest.mark.parametrize(
    "written", ["16", "16 px pt", "", "2 chars", "exactly", "a to b", 16, {"value": "16pt"}, ["16pt"]]
)
def test_what_is_no_amount_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="应为长度"):
        parse_amount(written)


@pytest.mark.parametrize("written", ["22pt", "double", "exactly 22", 1.5, {"value": 1, "within": "1pt"}])
def test_what_is_no_line_pitch_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="应为行距"):
        parse_line(written)


@pytest.mark.parametrize(
    "written", ["title", "after", "every table", "text matching 考核", "between a", "before", "before a and b", 1]
)
def test_what_is_no_place_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="应为定位语"):
        parse_find(written)


@pytest.mark.parametrize("written", ["48", "two days", "1.5 hours", "48hours", "-1 days", "20 workdays"])
def test_what_is_no_stretch_of_time_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="应为时长"):
        parse_span(written)


@pytest.mark.parametrize(
    ("wanted", "value", "met"),
    [
        (("责令改正",), "责令改正", True),
        (("责令改正",), "未发现问题；责令 改正", True),
        (("责令改正",), "未发现问题", False),
        ((), "任何值", True),
        ((), "", False),
    ],
)
def test_a_condition_is_met_by_any_of_several_values(wanted: tuple[str, ...], value: str, met: bool) -> None:
    assert RequiredIf.model_validate({"field": "result", "is": wanted}).met_by(value) is met


def test_a_field_has_a_name() -> None:
    with pytest.raises(ValidationError, match="至少应写一个名称"):
        FieldLaw.model_validate({"label": ()})
