"""Where a value may stand beside its label, one way at a time; no value is lost, and none leaks into another's."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_read_fields import paragraph, read, table

from docgen.view.fields import FieldReading
from docgen.view.model import Block

UNIT: dict[str, Any] = {
    "unit_name": {"label": ["被检查单位", "名称"], "block": "unit_name"},
    "address": {"label": "地址", "block": "unit_name"},
    "agency": {"label": ["检查机关", "名称"], "block": "agency"},
    "phone": {"label": ["联系电话", "电话"], "type": "phone", "block": "agency"},
    "contact": {"label": "联系人"},
    "code": {"label": "统一社会信用代码", "type": "credit_code"},
    "day": {"label": "检查日期", "type": "date"},
}


def texts(*blocks: Block, laws: dict[str, Any] = UNIT) -> dict[str, str]:
    fields: dict[str, FieldReading] = read(laws, *blocks)
    return {name: reading.text for name, reading in fields.items() if reading.text}


def test_the_part_of_the_form_decides_whose_name_it_is() -> None:
    form = table([
        [("被检查单位基本情况", 2)], ["名　称", "示例一食品店"], ["地址", "示例路1号"],
        [("检查机关基本情况", 2)], ["名　称", "示例县局"], ["地址", "示例路100号"], ["电话", "0000-0000001"],
    ])  # fmt: skip
    assert texts(form) == {
        "unit_name": "示例一食品店",
        "address": "示例路1号",
        "agency": "示例县局",
        "phone": "0000-0000001",
    }


def test_where_no_part_decides_a_label_is_the_field_that_names_it_sooner() -> None:
    laws = {"agency": {"label": ["检查机关", "检查部门", "名称"], "block": "agency"}, "unit_name": UNIT["unit_name"]}
    assert texts(table([["名称", "示例一食品店"]]), laws=laws) == {"unit_name": "示例一食品店"}


def test_lines_under_a_heading_of_a_part_belong_to_it() -> None:
    lines = ("一、检查机关", "名称：示例县局", "二、被检查单位", "名称：示例一食品店")
    assert texts(*map(paragraph, lines)) == {"agency": "示例县局", "unit_name": "示例一食品店"}


@pytest.mark.parametrize(
    "label", ["被检查单位（盖章）", "1.被检查单位", "被 检 查\n单 位", "被检查单位：", "（一）被检查单位"]
)
def test_a_label_may_be_numbered_spaced_or_have_a_note(label: str) -> None:
    assert texts(table([[label, "示例一食品店"]])) == {"unit_name": "示例一食品店"}


@pytest.mark.parametrize("label", ["联系人及电话", "联系人/联系电话", "联系人、电话"])
def test_two_labels_in_one_share_their_cell(label: str) -> None:
    shared = {"contact": "检查员甲", "phone": "0000-0000001"}
    assert texts(table([[label, "检查员甲 0000-0000001"]])) == shared
    assert texts(paragraph(f"{label}：检查员甲（0000-0000001）")) == shared


def test_a_label_above_takes_the_cell_below_even_beside_a_label_nobody_knows() -> None:
    form = table([["被检查单位", "主体类型", "地址"], ["示例一食品店", "个体工商户", "示例路1号"]])
    assert texts(form) == {"unit_name": "示例一食品店", "address": "示例路1号"}


def test_a_value_written_on_a_ruled_blank_ends_with_it() -> None:
    assert texts(paragraph("被检查单位：__示例一食品店__ ，地址：__示例路__1__号__")) == {
        "unit_name": "示例一食品店",
        "address": "示例路1号",
    }


def test_a_date_in_pieces_on_ruled_blanks_is_one_date() -> None:
    assert texts(paragraph("检查日期：__2026__年__6__月__1__日")) == {"day": "2026年6月1日"}


def test_a_label_within_brackets_ends_with_them() -> None:
    assert texts(paragraph("示例一食品店（统一社会信用代码：92000000MA00000154）：")) == {"code": "92000000MA00000154"}


def test_what_is_written_for_a_seal_is_no_value() -> None:
    assert texts(table([["检查机关", "示例县局（公章）"], ["地址", "（盖章）"]])) == {"agency": "示例县局"}


def test_a_sentence_says_it_where_no_label_does() -> None:
    laws = {"day": {"label": "检查日期", "type": "date", "said": r"定于(?P<value>\d{4}年\d+月\d+日)"}}
    sentence = paragraph("本机关定于__2026__年__6__月__1__日对你单位进行检查。")
    assert texts(sentence, laws=laws) == {"day": "2026年6月1日"}
    assert texts(sentence, table([["检查日期", "2026年6月2日"]]), laws=laws) == {"day": "2026年6月2日"}


PERSONS = {
    "inspectors": {
        "label": "检查人员",
        "type": "persons",
        "grid": {"name": {"label": "姓名"}, "number": {"label": "执法证号"}},
    }
}
BOTH = {"inspectors": "甲甲（001）\n乙乙（002）"}


def test_persons_may_stand_in_rows_of_their_own() -> None:
    assert texts(table([["姓名", "执法证号"], ["甲甲", "001"], ["乙乙", "002"]]), laws=PERSONS) == BOTH


def test_persons_in_several_cells_are_all_of_them() -> None:
    assert texts(table([["检查人员一", "甲甲（001）"], ["检查人员二", "乙乙（002）"]]), laws=PERSONS) == BOTH


def test_a_lone_sign_is_itself_the_value_and_other_words_for_a_choice_are_the_laws() -> None:
    law = {"checked": {"label": "是否检查", "type": "choice", "choices": ["是", "否"], "wordings": {"是": "√"}}}
    assert texts(table([["是否检查", "√"]]), laws=law) == {"checked": "是"}
    assert texts(table([["是否检查", "□是　☑否"]]), laws=law) == {"checked": "否"}
    assert texts(table([["是否检查", "部分"]]), laws=law) == {"checked": "部分"}


VALUES = st.text("甲乙丙丁示例食品店有限公司AB12（）() ：:，、·-—", min_size=1, max_size=20).filter(
    lambda text: (
        any(character in "甲乙丙丁示例食品店有限公司AB12" for character in text)
        and text == text.strip(" ：:，、-—")
        and text.count("（") == text.count("）")
        and text.count("(") == text.count(")")
    )
)
FREE = {
    name: {"label": label}
    for name, label in (("a", "被检查单位"), ("b", "检查机关"), ("c", "联系人"), ("d", "检查依据"))
}


@given(st.tuples(VALUES, VALUES, VALUES, VALUES), st.sampled_from(["beside", "pairs", "above"]))
def test_in_cells_no_value_is_lost_and_none_leaks(values: tuple[str, ...], shape: str) -> None:
    a, b, c, d = values
    labels = [law["label"] for law in FREE.values()]
    shapes = {
        "beside": [[label, value] for label, value in zip(labels, values, strict=True)],
        "pairs": [[labels[0], a, labels[1], b], [labels[2], c, labels[3], d]],
        "above": [labels, list(values)],
    }
    assert texts(table(shapes[shape]), laws=FREE) == dict(zip(FREE, values, strict=True))


@given(
    st.lists(VALUES.filter(lambda text: not set(text) & set("：: （）()，、")), min_size=4, max_size=4),
    st.sampled_from("　\t；"),
)
def test_on_one_line_every_value_ends_where_the_next_label_begins(values: list[str], between: str) -> None:
    pairs = (f"{law['label']}：{value}" for law, value in zip(FREE.values(), values, strict=True))
    assert texts(paragraph(between.join(pairs)), laws=FREE) == dict(zip(FREE, values, strict=True))
