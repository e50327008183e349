"""Where name and date stand under an official document, in characters (GB/T 9704-2012 7.3.5)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docgen.signature_block import SignatureBlock, sealed, text_width, unsealed

LINE = 28.0


def test_a_chinese_character_is_as_wide_as_its_type_and_a_digit_half() -> None:
    assert text_width("2026年5月15日", 16) == 3 * 16 + 7 * 8
    assert text_width("局，“室”", 16) == 5 * 16


def test_every_character_is_moved_apart_or_together_by_the_spacing() -> None:
    assert text_width("示例县", 16, -0.25) == 3 * 15.75


def test_of_several_lines_the_longest_counts() -> None:
    assert text_width("示例市\n联席会议办公室", 1) == 7
    assert text_width("", 1) == 0


def test_under_a_seal_the_date_ends_four_characters_from_the_right_with_the_name_centred_over_it() -> None:
    block = sealed(name=10, date=6.5, line=LINE, character=1)
    assert block.date.right == 4
    assert block.date.left + 6.5 + block.date.right == LINE
    assert block.name.left + 5 == block.date.left + 3.25


def test_a_short_name_under_a_seal_is_centred_too() -> None:
    block = sealed(name=4, date=6.5, line=LINE, character=1)
    assert (block.date.right, block.name.right) == (4, 4 + 3.25 - 2)


def test_a_name_too_wide_for_its_place_under_a_seal_moves_the_date_in() -> None:
    block = sealed(name=17, date=6.5, line=LINE, character=1)
    assert block.name.right == 0.5
    assert block.date.right > 4
    assert block.name.left + 8.5 == block.date.left + 3.25


def test_a_name_wider_than_the_line_is_centred_on_it() -> None:
    block = sealed(name=40, date=6.5, line=LINE, character=1)
    assert block.name.left == block.name.right == -6
    assert block.date.left == block.date.right


def test_without_a_seal_the_name_ends_two_characters_from_the_right_and_the_date_begins_two_after_it() -> None:
    block = unsealed(name=10, date=6.5, line=LINE, character=1)
    assert block.name.right == 2
    assert block.date.left - block.name.left == 2


def test_without_a_seal_a_date_longer_than_the_name_ends_two_characters_from_the_right_instead() -> None:
    block = unsealed(name=4, date=6.5, line=LINE, character=1)
    assert block.date.right == 2
    assert block.date.left - block.name.left == 2


@pytest.mark.parametrize("rule", [sealed, unsealed])
@pytest.mark.parametrize("name", [2.0, 6.5, 10.0, 14.0])
def test_what_stands_on_a_line_fills_it(rule: Callable[..., SignatureBlock], name: float) -> None:
    block = rule(name, 6.5, LINE, 1)
    assert block.name.left + name + block.name.right == LINE
    assert block.date.left + 6.5 + block.date.right == LINE
