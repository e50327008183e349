"""What the standard asks of official documents: levels, parts, number, date, the name over its date."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from official_builder import CHARACTER, LINE, ROLES, STANDARD, checks, official, said, text
from paper_builder import HOUSE, spec

from docgen.reading import Outcome
from docgen.view.facts import Facts
from docgen.view.roles import assign

# --- levels


@pytest.mark.parametrize(
    "lines",
    [
        ("一、甲", "（一）乙", "1.丙", "（1）丁", "（2）戊", "2.己", "（二）庚", "二、辛", "（一）壬"),
        ("一、甲", "（一）乙", "1．丙"),
        ("一、甲", "1.5万户。", "2026.3.5前。", "①圈码是列举。"),
        ("一、甲", "（一）乙", "1.丙", "2.丁", "其他：", "1.戊"),
    ],
)
def test_levels_as_the_standard_writes_them(lines: tuple[str, ...]) -> None:
    assert said("STR104", official(*lines)) == []


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("（一）、乙", "（一）"),
        ("(一)乙", "（一）"),
        ("（一)乙", "（一）"),
        ("1、乙", "1."),
        ("⑴乙", "（1）"),
        ("(1)乙", "（1）"),
    ],
)
def test_what_is_commonly_written_instead_is_named_with_what_it_should_be(found: str, wanted: str) -> None:
    mark = found.removesuffix("乙")
    assert f"“{found}”的层次序数写作“{mark}”，应写作“{wanted}”" in said("STR104", official("一、甲", found))


def test_arabic_digits_with_a_pause_are_the_first_level_where_there_is_none_above() -> None:
    assert said("STR104", official("1、甲", "（一）乙", "二、丙")) == ["“1、甲”的层次序数写作“1、”，应写作“一、”"]


def test_a_level_passed_over_is_said_once() -> None:
    found = official("一、甲", "（1）乙", "（2）丙", "（二）丁")
    assert said("STR104", found) == ["“（1）乙”的层次序数“（1）”之上没有“（一）”、“1.”一层"]


def test_of_two_levels_the_second_may_be_written_1() -> None:
    (check,) = checks("STR104", official("一、甲", "1.乙", "2.丙"))
    assert (check.message, check.severity) == ("“1.乙”的层次序数“1.”之上没有“（一）”一层", "note")


def test_a_number_left_out_or_written_twice_is_said() -> None:
    assert said("STR104", official("一、甲", "三、乙", "三、丙")) == [
        "“三、乙”的层次序数为“三、”，应为“二、”",
        "“三、丙”的层次序数为“三、”，应为“四、”",
    ]


def test_automatic_numbers_are_levels_too() -> None:
    assert said("STR104", official(text("甲", label="一、"), text("乙", label="三、"))) == [
        "“三、乙”的层次序数为“三、”，应为“二、”"
    ]


def test_an_annex_counts_anew() -> None:
    assert said("STR104", official("一、甲", "二、乙", "附件1", "抽查办法", "一、丙", "二、丁")) == []


# --- the parts


def test_a_part_out_of_its_place_is_named_with_the_part_it_should_follow() -> None:
    paper = official("关于抽查的通知", "示市监〔2026〕5号", "示例县市场监督管理局")
    assert said("STR105", paper) == ["“标题”在“发文字号”之前，应在其后"]


def test_a_missing_part_is_said_once_and_by_this_rule_alone() -> None:
    paper = official("关于抽查的通知", "示例县市场监督管理局")
    assert said("STR105", paper) == ["未见发文字号"]
    assert said("STR101", paper) == []


def test_what_a_scanned_page_may_hold_is_not_missing() -> None:
    paper = official("关于抽查的通知")
    scanned = replace(paper, view=replace(paper.view, facts=Facts("pdf", scanned=(2,))))
    (check,) = checks("STR105", scanned)
    assert (check.outcome, check.why) == (Outcome.UNDETERMINED, "有无文字的扫描页，发文字号可能在其中")


# --- number and date


NUMBERED = {"field": {"document_number": {"label": "发文字号", "type": "document_number"}}}


@pytest.mark.parametrize(
    ("number", "faults"),
    [
        ("舞双随机〔2021〕7号", ""),
        ("舞双随机〔2021〕第7号", "序号加了“第”字，应不加"),
        ("舞双随机[2021]07号", "年份用“[]”括入，应用六角括号“〔〕”；序号为“07”，应不编虚位"),
        ("舞双随机（21）7号", "年份用“（）”括入，应用六角括号“〔〕”；年份为“21”，应标全四位"),
        ("舞双随机2021年7号", "年份没有用六角括号“〔〕”括入"),
        ("舞双随机〔2021〕7", "序号后没有“号”字"),
        ("舞双随机〔2021〕号", "没有序号"),
        ("〔2021〕7号", "没有机关代字"),
        ("待编", "不是“机关代字〔年份〕序号”的写法"),
    ],
)
def test_the_number_of_an_official_document(number: str, faults: str) -> None:
    paper = official(values={"document_number": number}, **NUMBERED)
    assert said("FLD104", paper) == ([f"“发文字号”写作“{number}”：{faults}"] if faults else [])


def test_the_numbers_of_enforcement_papers_follow_their_own_rules() -> None:
    law = {"field": {"notice_number": {"label": "文号"}}}
    assert checks("FLD104", official(values={"notice_number": "长市监检通字〔2026〕第001号"}, **law)) == []


@pytest.mark.parametrize(("number", "right"), [("示例公抽查〔2026〕第001号", True), ("示例公抽查2026-1", False)])
def test_a_number_whose_law_says_how_it_is_written_is_held_to_that_alone(number: str, right: bool) -> None:
    kind = {"label": "任务编号", "type": "document_number", "pattern": r"\S+公抽查〔\d{4}〕第\d{3}号"}
    found = said("FLD104", official(values={"task_number": number}, field={"task_number": kind}))
    assert found == ([] if right else [f"“任务编号”写作“{number}”：与本类编号规定的写法不符"])


@pytest.mark.parametrize(
    ("date", "faults"),
    [
        ("2021年4月23日", ""),
        ("2021年04月23日", "月、日补了零，应不编虚位"),
        ("2021年4月03日", "月、日补了零，应不编虚位"),
        ("2021.4.23", "没有标“年”“月”“日”"),
        ("2021-4-23", "没有标“年”“月”“日”"),
        ("二〇二一年四月二十三日", "用了汉字数字，应用阿拉伯数字"),
        ("2021 年 4 月 23 日", "数字或间隔的写法与规定不符"),
    ],
)
def test_the_date_of_an_official_document(date: str, faults: str) -> None:
    law = {
        "clauses": {STANDARD.key: STANDARD, HOUSE.key: HOUSE, "C-1": HOUSE},
        "field": {"date": {"label": "成文日期", "type": "date", "clause": "GB"}},
    }
    paper = official(values={"date": date}, **law)
    assert said("FLD105", paper) == ([f"“成文日期”写作“{date}”：{faults}"] if faults else [])


def test_the_form_of_a_date_is_judged_only_where_the_law_states_one() -> None:
    free = {"field": {"date": {"label": "填表日期", "type": "date"}}}
    stated = {"field": {"date": {"label": "填表日期", "type": "date", "pattern": r"\d{4}-\d\d-\d\d"}}}
    assert checks("FLD105", official(values={"date": "2021.4.23"}, **free)) == []
    assert said("FLD105", official(values={"date": "2021.4.23"}, **stated)) == [
        "“填表日期”写作“2021.4.23”：写法与规定不符"
    ]
    assert said("FLD102", official(values={"date": "2021.4.23"}, **stated)) == []


# --- the name over its date


NAME, DATE = "示例县市场监督管理局", "2026年4月10日"


def signed(name: dict[str, Any], date: dict[str, Any]) -> list[str]:
    return said("TYP104", official(text(NAME, **name), text(DATE, **date)))


def room(**characters: float) -> dict[str, Any]:
    return {f"indent_{side}_characters": value for side, value in characters.items()}


def test_under_a_seal_the_name_is_centred_on_a_date_four_characters_from_the_right() -> None:
    """Ten characters over six and a half: the name reaches 1.75 characters further on either side."""
    date = {"align": "right", **room(right=4)}
    assert signed({"align": "right", **room(right=2.25)}, date) == []
    assert signed({"align": "right", **room(right=2.7)}, date) == []
    assert len(signed({"align": "right", **room(right=4)}, date)) == 1


def test_without_a_seal_the_date_begins_two_characters_after_the_name() -> None:
    left = LINE / CHARACTER - 2 - 10
    assert signed({"align": "right", **room(right=2)}, {"align": "left", **room(left=left + 2)}) == []
    assert len(signed({"align": "right", **room(right=2)}, {"align": "left", **room(left=left)})) == 1


def test_a_misplaced_name_is_told_where_it_stands_and_where_it_should() -> None:
    (sentence,) = signed({"align": "right", **room(right=4)}, {"align": "right", **room(right=4)})
    assert "署名右空4.0字，日期右空4.0字" in sentence
    assert "加盖印章的，应日期右空4字" in sentence


def test_where_no_date_is_the_name_is_not_measured_over_what_comes_next() -> None:
    law = spec("notice", role={**ROLES, "date": {"find": 'text matching "日$"', "optional": True}})
    paper = official("通知", "示例局", "抄送：乙局")
    paper = replace(paper, spec=law, roles=assign(paper.view, law))
    assert paper.roles.found["agency"]
    assert said("TYP104", paper) == []
