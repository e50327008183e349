"""Numbers are read as people write them into tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docgen.validators.content.numerals import ordinal, points


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1", 1), ("３", 3), ("2.", 2), ("4、", 4), ("（5）", 5), ("(6)", 6), ("⑦", 7), ("第8项", 8), (" 12 ", 12),
        ("一", 1), ("二、", 2), ("（十）", 10), ("十二", 12), ("二十", 20), ("三十五", 35),
    ],
)  # fmt: skip
def test_the_number_of_an_item_is_read_however_it_is_written(written: str, number: int) -> None:
    assert ordinal(written) == number


@pytest.mark.parametrize("written", ["", "合计", "1-1", "1.2", "十十", "一二", "{{ item.number }}", "1项目"])
def test_what_is_no_number_of_an_item_is_none(written: str) -> None:
    assert ordinal(written) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2.0分", "2.0"),
        ("2分", "2"),
        ("１．５分", "1.5"),
        ("0.5", "0.5"),
        ("两分", "2"),
        ("十分", "10"),
        ("-0.2分", "-0.2"),
    ],
)
def test_points_are_read_with_or_without_their_unit(written: str, value: str) -> None:
    assert points(written) == Decimal(value)


@pytest.mark.parametrize("written", ["", "见附件", "1～2分", "2.0分/项", "—"])
def test_what_is_no_number_of_points_is_none(written: str) -> None:
    assert points(written) is None
