"""The papers of one inspection from leaflet to feedback: what each holds, how it is filled, what it proves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

import pytest
from sample_papers import CHANGCHUN, every_form, law, paper, sample, text, values

from docgen.errors import RecordError
from docgen.make import make_docx
from docgen.units import Length
from docgen.validators.submission.classify import classify
from docgen.view import read_document
from docgen.view.model import DocumentView, Table, paragraphs_of

PAPERS = ("leaflet", "site_record", "inquiry_record", "result_feedback", "delivery_receipt")
RECORDS = ("site_record", "inquiry_record")

every_paper = pytest.mark.parametrize("name", PAPERS)


@cache
def _made(name: str, form: str) -> DocumentView:
    return read_document(paper(name, form), f"{name}.{form}")


def made(name: str, form: str = "docx", **data: Any) -> DocumentView:
    return read_document(paper(name, form, **data), f"{name}.{form}") if data else _made(name, form)


def table_with(view: DocumentView, heading: str) -> Table:
    return next(table for table in view.tables() if heading in [cell.text for cell in table.row(1)])


# ---- each is known among the others


@every_paper
@every_form
def test_a_paper_is_known_by_what_it_says_and_not_by_our_mark(name: str, form: str) -> None:
    view = made(name, form)
    unmarked = replace(view, facts=replace(view.facts, mark=None))
    assert classify(unmarked, CHANGCHUN).document is law(name)


# ---- room for the hand


@pytest.mark.parametrize(
    ("name", "label", "least"),
    [
        ("site_record", "检查开始时间", 1.0),
        ("site_record", "检查地点", 1.0),
        ("site_record", "食品经营许可情况的检查", 1.0),
        ("site_record", "其他处置措施", 1.0),
        ("site_record", "检查情况", 3.0),
        ("site_record", "被检查单位签字", 2.0),
        ("site_record", "检查人员签字", 2.0),
        ("inquiry_record", "询问地点", 1.0),
        ("inquiry_record", "被询问人核对意见", 2.0),
        ("inquiry_record", "被询问人签字", 2.0),
        ("inquiry_record", "询问人签字", 2.0),
        ("inquiry_record", "记录人签字", 2.0),
        ("result_feedback", "签收时间", 1.0),
        ("result_feedback", "签收人", 2.0),
        ("delivery_receipt", "行政检查通知书", 2.0),
        ("delivery_receipt", "□邮寄送达", 1.0),
        ("delivery_receipt", "见证人（签字）", 2.0),
    ],
)
def test_there_is_room_to_write_and_to_sign(name: str, label: str, least: float) -> None:
    heights = [
        table.rows[cell.row - 1].height or Length(0)
        for table in made(name).tables()
        for cell in table.cells
        if cell.text.replace("\n", "").startswith(label)
    ]
    assert heights
    assert min(height.cm for height in heights) >= least - 0.001


@pytest.mark.parametrize("name", RECORDS)
def test_both_sides_sign_at_the_foot_of_every_page_of_a_record(name: str) -> None:
    (section,) = made(name).sections
    assert not section.page.different_first
    assert not section.page.odd_even
    signing, _number = paragraphs_of(section.footers["default"])
    assert signing.text.count("（签字）：") == 2


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("site_record", "是否检查"),
        ("inquiry_record", "询问内容"),
        ("result_feedback", "整改要求"),
        ("delivery_receipt", "送达地点"),
    ],
)
def test_nothing_can_be_added_below_the_last_entry(name: str, heading: str) -> None:
    table = table_with(made(name), heading)
    assert [cell.text for cell in table.row(len(table.rows))] == ["（以下空白）"]
    assert table.rows[0].header


def test_four_and_a_half_centimetres_are_free_for_the_seal_on_the_feedback() -> None:
    paragraphs = [p for p in made("result_feedback").paragraphs() if p.format.style in ("sign_agency", "sign_date")]
    spaces = [reading.value for p in paragraphs for reading in (p.format.before, p.format.after) if reading]
    lines = [p.format.line.amount.value for p in paragraphs if p.format.line]
    assert sum(length.cm for length in (*spaces, *lines) if length) >= 4.5


@every_paper
@every_form
def test_what_the_hand_will_write_reads_as_blank_until_then(name: str, form: str) -> None:
    by_hand = {field for field, written in law(name).field.items() if written.filled}
    assert {field: text for field, text in values(name, made(name, form)).items() if field in by_hand and text} == {}


# ---- the leaflet


def test_a_leaflet_tells_items_contents_and_standards_apart_to_a_whole_group() -> None:
    said, given = values("leaflet", made("leaflet")), sample("leaflet")
    assert said["scope"] == given["scope"]
    for field in ("items", "contents", "standards"):
        assert said[field] == "\n".join(f"{number}. {entry}" for number, entry in enumerate(given[field], 1))


def test_what_a_leaflet_need_not_say_leaves_no_empty_line() -> None:
    bare = made("leaflet", planned_period=None, task_number=None, basis=None, materials=None)
    for label in ("计划检查时间", "任务编号", "检查依据", "需准备的材料"):
        assert label in text(made("leaflet"))
        assert label not in text(bare)


# ---- the site record


@every_form
def test_what_was_chosen_is_ticked_and_nothing_else(form: str) -> None:
    chosen = {
        "verification_methods": ["实地检查", "网络监测"],
        "result": "公示信息隐瞒真实情况、弄虚作假",
        "follow_up": "违反其他部门相关规定，抄告相关部门",
        "informed": "已看清证件，知悉检查事项和权利义务，不申请回避",
    }
    said = values("site_record", made("site_record", form, **chosen))
    assert {name: said[name] for name in chosen} == chosen | {"verification_methods": "实地检查；网络监测"}


@pytest.mark.parametrize("result", law("site_record").field["result"].choices)
def test_every_result_has_a_box_of_its_own(result: str) -> None:
    assert values("site_record", made("site_record", result=result))["result"] == result


def test_a_record_made_afterwards_says_item_by_item_what_was_found() -> None:
    rows = [
        {"item": "食品经营许可情况的检查", "checked": "是", "problem": "无", "disposition": "无"},
        {"item": "登记事项的检查", "checked": "否", "problem": "", "disposition": ""},
    ]
    table = table_with(made("site_record", items=rows), "是否检查")
    assert [cell.text for cell in table.row(2)] == ["1", "食品经营许可情况的检查", "是", "无", "无"]
    assert [cell.text for cell in table.row(3)] == ["2", "登记事项的检查", "否", "", ""]


@every_form
def test_the_items_of_a_record_are_read_from_its_grid(form: str) -> None:
    assert values("site_record", made("site_record", form))["items"].split("\n") == sample("site_record")["items"]


@pytest.mark.parametrize("name", ["inspection_notice", "site_record"])
def test_a_joint_inspection_names_every_agency_with_its_items_and_inspectors(name: str) -> None:
    joint = [
        {
            "agency": "示例县消防救援大队",
            "items": ["消防安全的检查"],
            "inspectors": ["检查员丙（示例003）", "检查员丁"],
        },
        "示例县人力资源和社会保障局：劳动用工的检查；派出人员：检查员戊（示例005）、检查员己（示例006）",
    ]
    assert values(name, made(name, joint_agencies=joint))["joint_agencies"].split("\n") == [
        "示例县消防救援大队：消防安全的检查；派出人员：检查员丙（示例003）、检查员丁",
        joint[1],
    ]
    assert "联合检查" not in text(made(name, joint_agencies=[]))


# ---- the inquiry record


@every_form
def test_question_and_answer_stand_together(form: str) -> None:
    asked = [
        {"question": "进货查验记录保存在哪里？", "answer": "保存在店内。"},
        {"question": "为什么缺少三月的记录？", "answer": "没有登记。"},
    ]
    said = values("inquiry_record", made("inquiry_record", form, exchanges=asked))
    assert said["exchanges"].split("\n") == [
        "问：进货查验记录保存在哪里？", "答：保存在店内。", "问：为什么缺少三月的记录？", "答：没有登记。",
    ]  # fmt: skip


def test_without_questions_there_are_lines_to_write_on() -> None:
    table = table_with(made("inquiry_record"), "询问内容")
    blank = [cell for cell in table.cells if not cell.text]
    assert len(blank) >= 10
    assert min((table.rows[cell.row - 1].height or Length(0)).cm for cell in blank) >= 1


def test_whom_an_inquiry_names_is_personal() -> None:
    named = [name for name in law("inquiry_record").field if name.startswith("respondent")]
    privacy = {name: law("inquiry_record").field[name].privacy for name in named}
    acts = {"respondent_informed", "respondent_signed_on"}
    assert {name for name, kind in privacy.items() if kind != "personal"} == acts


# ---- the feedback


def test_where_the_items_do_not_differ_the_result_of_the_whole_stands_at_each() -> None:
    view = made("result_feedback", items=["甲项检查", "乙项检查"], result="未发现问题", handling="无需后续处置")
    table = table_with(view, "整改要求")
    assert [[cell.text for cell in table.row(row)] for row in (2, 3)] == [
        ["1", "甲项检查", "未发现问题", "无需后续处置", ""],
        ["2", "乙项检查", "未发现问题", "无需后续处置", ""],
    ]


def test_what_must_be_put_right_must_be_so_by_a_day() -> None:
    with pytest.raises(RecordError, match="整改期限"):
        make_docx(law("result_feedback"), {k: v for k, v in sample("result_feedback").items() if k != "rectify_by"})
    assert "无需整改" in text(made("result_feedback", result="未发现问题", rectify_by=None))


# ---- the receipt of delivery


@pytest.mark.parametrize("manner", ["直接送达", "留置送达", "邮寄送达", "电子送达", "公告送达"])
def test_every_manner_of_delivery_has_its_proof(manner: str) -> None:
    view = made("delivery_receipt", delivery_method=manner)
    ticked = [cell for cell in table_with(view, "应附的凭证").cells if cell.text.startswith("☑")]
    assert [cell.text for cell in ticked] == [f"☑{manner}"]
    assert all(table_with(view, "应附的凭证").at(cell.row, 2) for cell in ticked)
    assert values("delivery_receipt", view)["delivery_method"] == manner


@every_form
def test_a_receipt_is_read_back_with_every_paper_it_lists(form: str) -> None:
    listed = ["行政检查通知书（示例1号）", "权利义务告知书（示例2号）"]
    view = made(
        "delivery_receipt", form, served_papers=listed, delivered=datetime(2026, 5, 15, 10, 5), refusal="不在店内"
    )
    said = values("delivery_receipt", view)
    assert said["served_papers"].split("\n") == listed
    assert said["delivered"].replace("\n", "") == "2026年5月15日10时05分"
    assert said["refusal"] == "不在店内"
