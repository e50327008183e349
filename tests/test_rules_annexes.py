"""The annexes of an official document: the form of the note that lists them, and where else they are named."""

from __future__ import annotations

from typing import Any

import pytest
from official_builder import official, said, text


@pytest.mark.parametrize(
    "lines",
    [
        ("附件：抽查事项清单",),
        ("附件：1.抽查事项清单", "2.检查对象名单"),
        ("附件：1. 《考核办法》（试行）", "2．评分表"),
        ("附件：1.抽查事项清单及其说明、", "填报要求", "2.名单"),
        ("附件：1.抽查事项清单\n2.检查对象名单",),
    ],
)
def test_an_annex_note_in_its_form(lines: tuple[str, ...]) -> None:
    assert said("STR106", official(*lines)) == []


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("附件:抽查事项清单",), "“附件”后半角冒号，应为全角冒号“：”"),
        (("附件：抽查事项清单。",), "附件名称“抽查事项清单。”后有标点“。”，应不加标点"),
        (("附件：1.清单", "2.名单；"), "附件名称“名单；”后有标点“；”，应不加标点"),
        (("附件：1、清单", "2.名单"), "附件“清单”的顺序号写作“1、”，应写作“1.”"),
        (("附件：1.清单", "3.名单"), "附件“名单”的顺序号写作“3.”，应写作“2.”"),
        (("附件：清单", "2.名单"), "附件“清单”的顺序号没有标，应写作“1.”"),
    ],
)
def test_what_is_amiss_with_an_annex_note_is_said(lines: tuple[str, ...], sentence: str) -> None:
    assert said("STR106", official(*lines)) == [sentence]


LONG = "示例县市场监督管理局关于二〇二六年度第二批抽查任务安排的一览表"


@pytest.mark.parametrize(
    ("look", "faults"),
    [
        ({"indent_left": 6, "first_line": -4}, 0),
        ({"indent_left": 6, "first_line": -4.5}, 0),
        ({"indent_left": 0, "first_line": 2}, 1),
        ({"indent_left": 5, "first_line": -3}, 1),
    ],
)
def test_a_long_name_wraps_below_its_first_character(look: dict[str, float], faults: int) -> None:
    """“附件：1.” is four characters wide: two of them in half, four whole."""
    indents: dict[str, Any] = {f"{name}_characters": value for name, value in look.items()}
    note = text(f"附件：1.{LONG}", **indents)
    assert len(said("STR106", official(note, "2.名单"))) == faults


def test_what_fits_its_line_wraps_nowhere() -> None:
    assert said("STR106", official(text("附件：1.清单", first_line_characters=2), "2.名单")) == []


def test_the_notice_of_wugang_issues_two_papers_and_lists_three() -> None:
    paper = official(
        "制定了《绩效考核办法(试行)》和《名录库管理制度》，现印发你们，请认真执行。",
        "附件：1. 《绩效考核办法》(试行)",
        "2. 《绩效考核评分表》（试行）",
        "3. 《名录库管理制度》（试行）",
    )
    assert said("STR107", paper) == [
        "附件说明列有附件2“《绩效考核评分表》（试行）”，正文所印发的2件中没有",
        "附件3的名称，附件说明作“《名录库管理制度》（试行）”，正文作“《名录库管理制度》”",
    ]


def test_to_the_one_paper_it_issues_a_notice_may_annex_more() -> None:
    paper = official("制定了《考核办法》，现印发你们。", "附件：1.《考核办法》", "2.进度表")
    assert said("STR107", paper) == []


def test_what_the_text_rests_on_is_not_what_it_issues() -> None:
    paper = official("根据《示例条例》，制定了《考核办法》，现印发你们。", "附件：《考核办法》")
    assert said("STR107", paper) == []


def test_annexes_in_the_same_file_bear_the_numbers_and_names_of_the_note() -> None:
    lines = ("附件：1.抽查清单", "2.检查名单", "示例县市场监督管理局")
    assert said("STR107", official(*lines, "附件1", "抽查清单", "附件 2", "检 查 名 单")) == []
    assert said("STR107", official(*lines, "附件1", "抽查事项清单", "附件3", "检查名单")) == [
        "附件1的名称，附件说明作“抽查清单”，附件标题作“抽查事项清单”",
        "附件说明列有附件2“检查名单”，文中没有标明“附件2”的附件",
        "文中有“附件3”，附件说明没有列",
    ]
