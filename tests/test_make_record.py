"""A row becomes a record of typed values, or a list of everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from docgen.errors import RecordError
from docgen.make.record import Record, make_record
from docgen.make.rows import Row, row_of
from docgen.make.values import Person
from docgen.spec import load_profile
from docgen.spec.model import DocumentSpec, FieldLaw

TEMPLATE_SPEC = load_profile("changchun").document("inspection_notice")
assert TEMPLATE_SPEC is not None
CODE = "92000000MA00000154"


def paper(**fields: Mapping[str, Any]) -> DocumentSpec:
    """A paper that has just these fields, each labelled ``栏`` and its name."""
    assert TEMPLATE_SPEC is not None
    laws = {name: FieldLaw(**{"label": (f"栏{name}",), **law}) for name, law in fields.items()}
    return TEMPLATE_SPEC.model_copy(update={"field": laws, "folder": Path("不存在")})


def read(kind: str, given: object, **law: Any) -> object:
    return make_record(paper(value={"type": kind, **law}), row_of({"value": given}, paper(value={}))).values["value"]


def refusal(kind: str, given: object, **law: Any) -> str:
    with pytest.raises(RecordError) as refused:
        read(kind, given, **law)
    (problem,) = refused.value.problems
    return str(problem)


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("  示例一食品店　", "示例一食品店"),
        ("甲<乙>&丙“丁”", "甲<乙>&丙“丁”"),
        ("=1+1", "=1+1"),
        ("字" * 300, "字" * 300),
        ("第一行\r\n第二行\r第三行", "第一行\n第二行\n第三行"),
        ("甲\t乙", "甲\t乙"),
        ("喆镕堃😀𠮷", "喆镕堃😀𠮷"),
        (12, "12"),
        (12.5, "12.5"),
        (Decimal("1.10"), "1.10"),
        (date(2021, 9, 15), "2021年9月15日"),
    ],
)
def test_text_is_as_given(given: object, printed: str) -> None:
    assert read("text", given) == printed


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\ufffe", "\ud800"])
def test_a_character_no_document_can_hold_is_refused_and_named(character: str) -> None:
    assert f"U+{ord(character):04X}" in refusal("text", f"示例{character}店")


@pytest.mark.parametrize("given", [True, ["一"], {"a": "b"}])
def test_what_is_no_text_is_refused(given: object) -> None:
    assert "应为文字" in refusal("text", given)


@pytest.mark.parametrize(
    ("kind", "given", "printed"),
    [
        ("date", "2021-09-15", "2021年9月15日"),
        ("date", "二〇二一年九月十五日", "2021年9月15日"),
        ("date", date(2021, 9, 15), "2021年9月15日"),
        ("date", datetime(2021, 9, 15), "2021年9月15日"),
        ("datetime", "2021.9.15 09:10", "2021年9月15日9时10分"),
        ("datetime", datetime(2021, 9, 15, 9, 5), "2021年9月15日9时05分"),
        ("datetime", date(2021, 9, 15), "2021年9月15日"),
        ("datetime", "2021年9月15日上午9时", "2021年9月15日9时"),
        ("period", "2021-09-15至2021-09-18", "2021年9月15日至9月18日"),
        ("period", [date(2021, 9, 15), date(2021, 9, 18)], "2021年9月15日至9月18日"),
        ("period", "2021年9月", "2021年9月"),
    ],
)
def test_dates_are_read_in_every_form_and_printed_in_one(kind: str, given: object, printed: str) -> None:
    assert read(kind, given) == printed


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("date", "待定", "应为日期"),
        ("date", "2021年2月30日", "真实存在"),
        ("date", "2021年9月15日9时10分", "不写时刻"),
        ("datetime", "2021年9月15日25时", "真实存在"),
        ("period", "全年", "起止时间"),
        ("period", "2021年9月18日至15日", "先起后止"),
    ],
)
def test_what_is_no_such_date_is_refused(kind: str, given: str, expected: str) -> None:
    said = refusal(kind, given)
    assert expected in said
    assert given in said


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("９２００００００ma00000154", CODE),
        ("92000000 MA00-000154", CODE),
        ("220102000000001", "220102000000001"),
        (220102000000001, "220102000000001"),
    ],
)
def test_codes_are_printed_half_width_and_upper_case(given: object, printed: str) -> None:
    assert read("credit_code", given) == printed


@pytest.mark.parametrize("given", ["9200000MA00000154", "92000000MA0000015O", "92000000MA00000I54", "无"])
def test_a_code_of_another_length_or_alphabet_is_refused(given: str) -> None:
    assert "18位统一社会信用代码" in refusal("credit_code", given)


def test_a_wrong_check_digit_is_left_to_the_judge() -> None:
    assert read("credit_code", CODE[:-1] + "5") == CODE[:-1] + "5"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("检查员甲（示例001）", Person("检查员甲", "示例001")),
        ("检查员甲 (示例001)", Person("检查员甲", "示例001")),
        ("检查员甲", Person("检查员甲")),
        ({"name": "检查员甲", "number": "示例001"}, Person("检查员甲", "示例001")),
        ({"name": "检查员甲", "number": 1001}, Person("检查员甲", "1001")),
    ],
)
def test_a_person_is_a_name_and_a_number(given: object, expected: Person) -> None:
    assert read("person", given) == expected


@pytest.mark.parametrize(
    "given",
    [
        "检查员甲（示例001）；检查员乙（示例002）",
        "检查员甲(示例001);检查员乙(示例002)",
        "检查员甲（示例001）、检查员乙（示例002）",
        "检查员甲（示例001）\n检查员乙（示例002）\n",
        ["检查员甲（示例001）", {"name": "检查员乙", "number": "示例002"}],
    ],
)
def test_persons_are_one_a_line_or_set_apart_by_marks(given: object) -> None:
    people = read("persons", given)
    assert people == (Person("检查员甲", "示例001"), Person("检查员乙", "示例002"))
    assert isinstance(people, tuple)
    assert [str(person) for person in people] == ["检查员甲（示例001）", "检查员乙（示例002）"]


@pytest.mark.parametrize("given", ["检查员甲（示例001", "检查员甲）；检查员乙（示例002）", "（示例001）"])
def test_a_person_without_a_name_or_with_half_a_bracket_is_refused(given: str) -> None:
    assert "姓名（证号）" in refusal("persons", given)


@pytest.mark.parametrize("given", ["一；二；", "一\n二", "一;二", ["一", "二"], " 一 \n\n 二 "])
def test_items_are_lines_or_parts_between_semicolons(given: object) -> None:
    assert read("items", given) == ("一", "二")


def test_a_line_may_hold_semicolons_where_items_are_lines() -> None:
    assert read("items", "一；甲\n二；乙") == ("一；甲", "二；乙")


def test_items_that_are_tables_become_objects_with_the_tables_keys() -> None:
    items: Any = read("items", [{"序号": 1, "name": "甲<乙>", "rows": [["一", "二"]], "last": True, "note": None}])
    (row,) = items
    assert (row.序号, row.name, row.rows, row.last, row.note) == ("1", "甲<乙>", (("一", "二"),), True, "")


def test_a_fault_inside_a_list_is_named_by_its_place() -> None:
    assert "[2][1]" in refusal("items", ["一", ["\x00"]])


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("number", "12"), ("number", "1,234.50"), ("number", "3%"), ("amount", "1,234.50元"), ("amount", "3万元"),
        ("phone", "0000-0000001"), ("phone", "（0431）00000000转8"), ("phone", "12345、110"),
    ],
)  # fmt: skip
def test_numbers_amounts_and_phones_are_as_given(kind: str, given: str) -> None:
    assert read(kind, given) == given


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("number", "约3", "应为数字"), ("amount", "若干元", "应为金额"), ("phone", "无", "应为电话号码"),
        ("document_number", "7号", "机关代字"), ("picture", "a.png", "图片"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(kind: str, given: str, expected: str) -> None:
    assert expected in refusal(kind, given)


@pytest.mark.parametrize("given", ["舞双随机〔2021〕7号", "舞双随机[2021]7号", "舞双随机（2021） 7 号"])
def test_a_document_number_is_printed_with_its_own_brackets(given: str) -> None:
    assert read("document_number", given) == "舞双随机〔2021〕7号"


def test_choices_are_matched_by_width_and_space_and_printed_as_the_law_has_them() -> None:
    choices = ("未发现问题", "不配合检查情节严重", "公示信息隐瞒真实情况、弄虚作假")
    assert read("choice", " 未发现 问题", choices=choices) == "未发现问题"
    assert read("choice", "公示信息隐瞒真实情况,弄虚作假", choices=choices) == choices[2]
    assert read("choice", "未发现问题；不配合检查情节严重", choices=choices) == "未发现问题、不配合检查情节严重"
    assert "未发现问题、不配合" in refusal("choice", "很好", choices=choices)


def test_a_pattern_holds_for_the_whole_value() -> None:
    assert read("text", "示例2026-002", pattern=r"示例\d{4}-\d{3}") == "示例2026-002"
    assert "应符合格式" in refusal("text", "示例2026-0021", pattern=r"示例\d{4}-\d{3}")


@pytest.mark.parametrize("given", [None, "", "  ", "　", [], {}])
def test_what_was_not_given_prints_as_nothing(given: object) -> None:
    spec = paper(
        a={"filled": "by hand", "required": True}, b={"type": "date"}, c={"type": "person"}, d={"type": "persons"},
        e={"type": "items"},
    )  # fmt: skip
    record = make_record(spec, row_of({"a": given, "b": given, "c": given, "d": given, "e": given}, spec))
    assert record.values == {"a": "", "b": "", "c": Person(), "d": (), "e": ()}
    assert str(record.values["c"]) == ""


def test_a_required_field_that_is_blank_or_absent_is_an_error_unless_nobody_insists() -> None:
    spec = paper(a={"required": True}, b={"required": True}, c={})
    row = row_of({"a": " "}, spec)
    with pytest.raises(RecordError) as refused:
        make_record(spec, row)
    assert [problem.expected for problem in refused.value.problems] == ["必填，不能为空", "必填，数据中没有这一栏"]
    assert make_record(spec, row, strict=False).values == {"a": "", "b": "", "c": ""}


def test_a_field_is_required_where_another_says_so() -> None:
    spec = paper(result={}, deadline={"required_if": {"field": "result", "is": "责令改正"}})
    make_record(spec, row_of({"result": "未发现问题"}, spec))
    with pytest.raises(RecordError, match="栏deadline"):
        make_record(spec, row_of({"result": "责令改正"}, spec))


def test_all_faults_of_a_row_are_listed_with_row_column_and_what_was_found() -> None:
    spec = paper(code={"type": "credit_code"}, day={"type": "date"}, who={"type": "persons", "required": True})
    values = {"code": "9200", "day": "2021年2月30日", "who": None}
    row = Row(7, values, "台账.xlsx", {"code": "信用代码"}, {"code": "C", "day": "D", "who": "E"})
    with pytest.raises(RecordError) as refused:
        make_record(spec, row)
    assert [(problem.path, problem.key, problem.found) for problem in refused.value.problems] == [
        ("台账.xlsx", "第7行“信用代码”（C7）", '"9200"'),
        ("台账.xlsx", "第7行“栏day”（D7）", '"2021年2月30日"'),
        ("台账.xlsx", "第7行“栏who”（E7）", ""),
    ]
    assert "第7行有3处" in str(refused.value)


def test_a_missing_column_names_the_misspelt_one_that_may_be_meant() -> None:
    spec = paper(code={"label": ("统一社会信用代码",), "required": True}, name={})
    with pytest.raises(RecordError, match="“统一社会信用代号”是否就是它"):
        make_record(spec, row_of({"统一社会信用代号": CODE, "name": "甲"}, spec))


def test_a_record_cannot_be_changed() -> None:
    record = Record({}, row_of({}, paper()))
    with pytest.raises(AttributeError):
        record.values = {"a": "b"}  # type: ignore[misc]  # that is the point
