"""Persons with certificates and entries of lists, in every way papers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.listing import listed
from docgen.persons import CertifiedPerson, read_persons, without_number

TWO = (CertifiedPerson("检查员甲", ("示例001",)), CertifiedPerson("检查员乙", ("示例002",)))


@pytest.mark.parametrize(
    "written",
    [
        "检查员甲（示例001）、检查员乙（示例002）",
        "检查员甲(示例001),检查员乙(示例002)",
        "检查员甲 示例001；检查员乙 示例002",
        "检查员甲（执法证号：示例001）\n检查员乙（执法证号：示例002）",
        "检查员甲（执法证号示例001）、检查员乙（执法证号示例002）",
        "姓名：检查员甲　执法证号：示例001\n姓名：检查员乙　执法证号：示例002",
        "检查员甲、检查员乙（示例001、示例002）",
        "组长：检查员甲（示例001） 组员：检查员乙（示例002）",
        "检查员甲（组长）（示例001）、检查员乙（示例002）",
        "检查员甲（示例001）、检查员乙（示例002）、检查员甲（示例001）",
        "检查员甲（示例001）、检查员乙（示例002）　2026年5月20日",
    ],
)
def test_persons_are_the_same_however_they_are_written(written: str) -> None:
    assert read_persons(written) == TWO


def test_a_person_may_hold_two_certificates_or_none() -> None:
    assert read_persons("检查员甲（省政府执法证编号：示例A1；部门执法证编号：002）") == (
        CertifiedPerson("检查员甲", ("示例A1", "002")),
    )
    assert read_persons("检查员甲、检查员乙（示例002）") == (CertifiedPerson("检查员甲"), TWO[1])
    assert read_persons("") == ()


@pytest.mark.parametrize(
    ("written", "lacking"),
    [
        ("检查员甲（示例001）\n检查员乙（）", ("检查员乙",)),
        ("检查员甲（执法证号：    ）", ("检查员甲",)),
        ("检查员甲（示例001）、检查员乙", ("检查员乙",)),
        ("检查员甲、检查员乙（示例002）", ("检查员甲",)),
        ("检查员甲（示例001）\n检查员乙", ("检查员乙",)),
    ],
)
def test_a_number_left_out_beside_a_name_is_told(written: str, lacking: tuple[str, ...]) -> None:
    assert without_number(written) == lacking


@pytest.mark.parametrize(
    "written",
    [
        "检查员甲（示例001）\n检查员乙（示例002）",
        "检查员甲、检查员乙（示例001、示例002）",
        "检查员甲、检查员乙",
        "检查员甲 示例001；检查员乙 示例002",
        "检查员甲（组长）（示例001）、检查员乙（示例002）",
        "检查员甲（示例001）、检查员乙（示例002）等",
        "检查员甲（示例001）、检查员乙（示例002），长春市市场监督管理局",
        "检查员甲（示例001）、检查员乙（示例002）检查",
        "检查员\n甲（示例001）\n检查员乙（示例\n002）",
    ],
)
def test_numbers_that_stand_elsewhere_or_break_over_lines_are_not_missed(written: str) -> None:
    assert without_number(written) == ()


def test_a_name_spaced_out_is_one_name() -> None:
    assert [person.name for person in read_persons("甲　乙 示例001、丙　丁 示例002")] == ["甲乙", "丙丁"]


NAMES = st.text("甲乙丙丁戊己庚辛", min_size=2, max_size=4)
NUMBERS = st.from_regex(r"示例[0-9]{3,6}", fullmatch=True)


@given(st.dictionaries(NAMES, NUMBERS, min_size=1, max_size=6), st.sampled_from(["、", "；", "，", "\n", " "]))
def test_as_many_persons_are_read_as_were_written(persons: dict[str, str], between: str) -> None:
    written = between.join(f"{name}（{number}）" for name, number in persons.items())
    assert {person.name: person.numbers for person in read_persons(written)} == {
        name: (number,) for name, number in persons.items()
    }


@pytest.mark.parametrize(
    "written",
    [
        "甲\n乙",
        "1.甲\n2.乙",
        "1、甲2、乙",
        "（1）甲；（2）乙。",
        "①甲②乙",
        "甲；乙",
        "甲、乙",
        "1.甲 2.乙",
        "一、甲\n二、乙",
    ],
)
def test_entries_are_the_same_however_they_are_set_off(written: str) -> None:
    assert listed(written) == ("甲", "乙")


@pytest.mark.parametrize(
    "whole", ["食品（含保健食品）、药品的检查", "1.5米以下设备的检查", "《甲》、《乙》执行情况", "2026年甲"]
)
def test_an_entry_is_not_cut_in_itself(whole: str) -> None:
    assert listed(whole) == (whole,)


@given(st.lists(st.text("甲乙丙丁的检查（）", min_size=1).map(lambda s: f"查{s}查"), min_size=1, max_size=8))
def test_numbered_lines_give_their_entries_back(entries: list[str]) -> None:
    assert listed("\n".join(f"{at}.{entry}" for at, entry in enumerate(entries, 1))) == tuple(entries)
