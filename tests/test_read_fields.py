"""Label → value, wherever a value stands."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docgen.spec.model import DocumentSpec, FieldLaw, Identify, TableLaw
from docgen.units import Length
from docgen.view.facts import Facts
from docgen.view.fields import FieldReading, read_fields
from docgen.view.look import CharacterFormat, ParagraphFormat
from docgen.view.model import Block, Cell, DocumentView, Paragraph, Place, Row, Run, Table


def paragraph(text: str, number: int = 1) -> Paragraph:
    return Paragraph((Run(text, CharacterFormat()),), ParagraphFormat(), Place(section=1, paragraph=number))


def table(rows: Sequence[Sequence[tuple[str, int] | str]]) -> Table:
    """A grid; ``("text", 3)`` spans three columns."""
    cells = []
    for number, row in enumerate(rows, start=1):
        column = 1
        for entry in row:
            text, span = (entry, 1) if isinstance(entry, str) else entry
            cells.append(Cell(number, column, 1, span, (paragraph(text),)))
            column += span
    return Table((Length(0),) * 4, (Row(),) * len(rows), tuple(cells), Place(section=1, table=1))


def read(laws: dict[str, Any], *blocks: Block, columns: tuple[str, ...] = ()) -> dict[str, FieldReading]:
    spec = DocumentSpec(
        key="p/d", profile="p", title="d", clause="c", identify=Identify(), clauses={}, folder=Path(),
        field={name: FieldLaw(**law) for name, law in laws.items()},
        table={1: TableLaw(columns=columns)} if columns else {},
    )  # fmt: skip
    return read_fields(DocumentView(Facts("docx"), (), blocks), spec)


NAME = {"unit_name": {"label": ["被检查单位", "名称"]}}
TWO = NAME | {"code": {"label": "统一社会信用代码", "type": "credit_code"}}


def test_the_value_stands_right_of_its_label_several_pairs_in_a_row() -> None:
    fields = read(TWO, table([["被检查单位：", ("示例一食品店", 1), "统一社会 信用代码", "000"]]))
    assert fields["unit_name"].text == "示例一食品店"
    assert fields["code"].text == "000"
    assert fields["code"].place == Place(section=1, table=1, row=1, column=4, field="code")


def test_the_value_stands_below_a_column_heading() -> None:
    fields = read(TWO, table([["名称", "统一社会信用代码"], ["示例一食品店", "000"]]))
    assert (fields["unit_name"].text, fields["code"].text) == ("示例一食品店", "000")


COLUMNS = ("检查事项", "是否检查", "发现问题")
GRID: list[list[tuple[str, int] | str]] = [
    ["检查事项", "是否检查", "发现问题"],
    ["甲", "是", ""],
    ["乙", "是", "丙"],
    [("（以下空白）", 3)],
]


def test_a_list_is_the_whole_column_below_its_heading_and_ends_where_nothing_follows() -> None:
    laws = {"items": {"label": "检查事项", "type": "items"}, "problem": {"label": "发现问题"}}
    fields = read(laws, table(GRID), columns=COLUMNS)
    assert fields["items"].text == "甲\n乙"
    assert fields["items"].place == Place(section=1, table=1, row=2, column=1, field="items")
    assert fields["problem"].text == "丙"


def test_an_empty_column_is_a_blank_with_its_place() -> None:
    fields = read({"problem": {"label": "发现问题"}}, table([GRID[0], ["甲", "是", ""]]), columns=COLUMNS)
    assert fields["problem"].blank
    assert fields["problem"].place == Place(section=1, table=1, row=2, column=3, field="problem")


def test_a_line_holds_several_labels_and_values() -> None:
    fields = read(TWO, paragraph("被检查单位：示例一食品店　　统一社会信用代码:０００"))
    assert (fields["unit_name"].text, fields["code"].text) == ("示例一食品店", "０００")


def test_paragraphs_under_a_heading_are_its_value() -> None:
    laws = {"items": {"label": "抽查事项", "type": "items"}, "contents": {"label": "检查内容", "type": "items"}}
    fields = read(
        laws, paragraph("一、抽查事项"), paragraph("甲"), paragraph("乙"), paragraph("二、检查内容"), paragraph("丙")
    )
    assert fields["items"].text == "甲\n乙"
    assert fields["contents"].text == "丙"


def test_a_blank_for_writing_by_hand_is_there_and_empty() -> None:
    laws = {"received_at": {"label": "签收时间", "type": "datetime", "filled": "by hand"}}
    for blank in ("", "　　年　月　日　时　分", "＿＿＿＿", "____年__月__日"):
        assert read(laws, table([["签收时间", blank]]))["received_at"].blank


def test_ticked_boxes_are_the_value_of_a_choice() -> None:
    laws = {"method": {"label": "送达方式", "type": "choice"}}
    assert read(laws, table([["送达方式", "☑直接送达　☐留置送达　☑邮寄"]]))["method"].text == "直接送达；邮寄"
    assert read(laws, table([["送达方式", "☐直接送达　☐留置送达"]]))["method"].blank


def test_a_place_of_its_own_is_cut_out_by_its_pattern() -> None:
    laws = {
        "issued_on": {"label": "日期", "type": "date", "where": r'text matching "^\s*(?P<value>\d{4}年\d+月\d+日)$"'}
    }
    assert read(laws, paragraph("正文2026年5月1日起"), paragraph("　2026年5月2日"))["issued_on"].text == "2026年5月2日"


def test_of_two_places_the_filled_one_counts() -> None:
    fields = read(NAME, table([["名称", ""]]), paragraph("名称：示例一食品店"))
    assert fields["unit_name"].text == "示例一食品店"


def test_a_label_that_is_not_there_gives_no_field() -> None:
    assert "code" not in read(TWO, paragraph("名称：示例一食品店"))


def test_what_was_struck_through_is_no_value() -> None:
    old, new = Run("2026年6月10日9时", CharacterFormat(strike=True)), Run("2026年6月14日9时", CharacterFormat())
    law = {"received_at": {"label": "签收时间", "type": "datetime"}}
    (cell,) = table([["签收时间"]]).cells
    value = replace(cell, column=2, blocks=(replace(paragraph(""), runs=(old, new)),))
    fields = read(law, replace(table([["签收时间"]]), cells=(cell, value)))
    assert fields["received_at"].text == "2026年6月14日9时"
    line = replace(paragraph("签收时间："), runs=(Run("签收时间：", CharacterFormat()), old))
    assert read(law, line)["received_at"].blank


@pytest.mark.parametrize("sign", "☑☒√✓✔✗✘■●")
def test_every_sign_of_a_chosen_box_is_one(sign: str) -> None:
    laws = {"method": {"label": "送达方式", "type": "choice"}}
    assert read(laws, table([["送达方式", f"☐直接送达　{sign}邮寄"]]))["method"].text == "邮寄"


@pytest.mark.parametrize("blank", ["", "　　年　　月　　日", "    年    月    日"])
def test_a_blank_date_ends_where_a_label_starts_that_is_no_field(blank: str) -> None:
    fields = read({"filed_on": {"label": "备案日期", "type": "date"}}, paragraph(f"备案日期：{blank}\t合计：3人"))
    assert fields["filed_on"].blank


def test_a_written_date_ends_where_a_label_starts_that_is_no_field() -> None:
    fields = read({"filed_on": {"label": "备案日期", "type": "date"}}, paragraph("备案日期：2026年6月22日 合计：3人"))
    assert fields["filed_on"].text == "2026年6月22日"


def test_a_free_text_may_hold_words_that_look_like_a_label() -> None:
    fields = read({"facts": {"label": "检查情况"}}, paragraph("检查情况：　　经查：该店持证经营。"))
    assert fields["facts"].text == "经查：该店持证经营。"


LIST = {
    "items": {
        "label": "检查事项",
        "type": "items",
        "grid": {
            "item": {"label": "检查事项"},
            "checked": {"label": "是否检查"},
            "problem": {"label": ["发现问题", "发现问题情况"]},
        },
    }
}


def rows_of(reading: FieldReading) -> list[list[str]]:
    return [[column.text for column in row.values()] for row in reading.entries]


def test_what_stands_beside_an_entry_stays_with_it() -> None:
    items = read(
        LIST, table([["序号", "检查事项", "是否检查", "发现问题情况"], ["1", "甲", "是", "丙"], ["2", "乙", "否", ""]])
    )["items"]
    assert items.text == "甲\n乙"
    assert [list(row) for row in items.entries] == [["item", "checked", "problem"]] * 2
    assert rows_of(items) == [["甲", "是", "丙"], ["乙", "否", ""]]
    assert items.entries[1]["problem"].place == Place(section=1, table=1, row=3, column=4, field="problem")


def test_a_list_goes_on_in_a_table_of_the_same_columns_without_a_heading() -> None:
    rest = replace(table([["丁", "是", "戊"]]), place=Place(section=1, table=2))
    items = read(LIST, table([list(GRID[0]), ["甲", "是", ""], ["乙", "是", "丙"]]), rest)["items"]
    assert items.text == "甲\n乙\n丁"
    assert rows_of(items) == [["甲", "是", ""], ["乙", "是", "丙"], ["丁", "是", "戊"]]


def test_a_list_ends_where_labels_and_values_begin() -> None:
    laws = LIST | {"result": {"label": "检查结果"}, "contact": {"label": "联系人"}, "phone": {"label": "电话"}}
    fields = read(
        laws,
        table(
            [
                [*GRID[0], "处置"],
                ["甲", "是", "", "无"],
                ["检查结果", ("未发现问题", 3)],
                ["联系人", "乙", "电话", "丙"],
            ]
        ),
    )
    assert rows_of(fields["items"]) == [["甲", "是", ""]]
    assert (fields["result"].text, fields["contact"].text, fields["phone"].text) == ("未发现问题", "乙", "丙")
