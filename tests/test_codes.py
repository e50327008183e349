"""统一社会信用代码 (GB 32100-2015): length, alphabet, check digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.codes import ALPHABET, check_digit, is_credit_code, is_registration_number, normalise_code


@pytest.mark.parametrize("code", ["91350503MA31DNG762", "123502001549897397", "91440101MA5CJQ4N59"])
def test_the_check_digit_of_a_real_code_is_right(code: str) -> None:
    assert check_digit(code) == code[-1]


@pytest.mark.parametrize("code", ["91350100M0001TGQXM", "91350203M0001QAY9B"])
def test_an_early_pilot_code_has_the_form_though_its_check_digit_differs(code: str) -> None:
    assert is_credit_code(code)
    assert check_digit(code) != code[-1]


def test_full_width_lower_case_and_spaces_are_one_code() -> None:
    assert normalise_code("９１３５0503 ma31dng762") == "91350503MA31DNG762"


@pytest.mark.parametrize("code", ["91350503MA31DNG76", "91350503MA31DNG76I", "O1350503MA31DNG762", ""])
def test_wrong_length_or_alphabet_is_no_credit_code(code: str) -> None:
    assert not is_credit_code(code)


def test_an_old_registration_number_has_fifteen_digits() -> None:
    assert is_registration_number("220102000012345")
    assert not is_registration_number("22010200001234")


BODIES = st.text(ALPHABET, min_size=17, max_size=17)


@given(BODIES, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_always_shows_in_the_check_digit(body: str, at: int, wrong: str) -> None:
    code = body + check_digit(body)
    slipped = code[:at] + wrong + code[at + 1 :]
    assert (check_digit(slipped) == slipped[-1]) == (slipped == code)


@given(BODIES, st.integers(0, 15))
def test_two_neighbours_swapped_always_show_in_the_check_digit(body: str, at: int) -> None:
    swapped = body[:at] + body[at + 1] + body[at] + body[at + 2 :]
    assert (check_digit(swapped) == check_digit(body)) == (swapped == body)


@given(BODIES, st.sampled_from([" ", "-", "\u3000", ""]))
def test_a_code_is_the_same_in_full_width_lower_case_and_set_apart(body: str, between: str) -> None:
    code = body + check_digit(body)
    wide = "".join(chr(ord(character) + 0xFEE0) for character in code.lower())
    assert normalise_code(between.join(wide)) == code
    assert is_credit_code(normalise_code(wide))
