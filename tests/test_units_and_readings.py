"""Lengths and readings: the ground everything is measured on."""

import pytest

from docgen.reading import Outcome, Reading
from docgen.units import Length


@pytest.mark.parametrize(
    ("written", "twips"), [("2.7cm", 1531), ("16pt", 320), ("三号", 320), ("小四", 240), ("37mm", 2098), ("22磅", 440)]
)
def test_a_written_length_is_read_in_any_unit_an_office_uses(written: str, twips: int) -> None:
    assert Length.parse(written).twips == twips


@pytest.mark.parametrize("written", ["", "16", "pt", "16 points", "九号", "2.7 cm cm"])
def test_what_is_not_a_length_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a length"):
        Length.parse(written)


def test_a_declared_value_conforms_or_violates() -> None:
    declared = Reading.exact(100, within=5)
    assert declared.equals(103) is Outcome.CONFORMS
    assert declared.equals(106) is Outcome.VIOLATES
    assert declared.equals(103, within=0) is Outcome.VIOLATES


def test_a_bound_can_refute_but_not_prove() -> None:
    at_most = Reading(0, 307, "ink on page 1", within=3)
    assert at_most.equals(270) is Outcome.UNDETERMINED
    assert at_most.equals(320) is Outcome.VIOLATES
    assert at_most.at_most(307) is Outcome.CONFORMS
    assert at_most.at_least(308) is Outcome.VIOLATES


def test_an_unbounded_side_leaves_the_question_open() -> None:
    assert Reading(10, None).at_most(20) is Outcome.UNDETERMINED
    assert Reading(10, None).at_least(10) is Outcome.CONFORMS
    anything: Reading[int] = Reading(None, None)
    assert anything.equals(5) is Outcome.UNDETERMINED
