"""The points of an assessment sheet: its rows against its own 权重 line, deductions and scores within their item."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sheet_builder import Manner, docx
from sheet_content import Sheet

from docgen.spec import load_profile
from docgen.validators.finding import Report
from docgen.validators.run import check_document

SHEET = Sheet()
CHANGCHUN = load_profile("changchun")


def judged(sheet: Sheet) -> Report:
    spec = CHANGCHUN.document("rubric_sheet")
    return check_document(docx(sheet, Manner()), CHANGCHUN, as_document=spec, as_of=date(2026, 12, 8), name="细则.docx")


def messages(sheet: Sheet, code: str) -> list[str]:
    return [finding.message for finding in judged(sheet).findings if finding.code == code]


def reasons(sheet: Sheet, code: str) -> list[str]:
    return [entry.why for entry in judged(sheet).undetermined if entry.code == code]


def with_points(*points: str) -> Sheet:
    """The sheet with these points of its three items; the second row continues the first item."""
    first, continued, second, third = SHEET.rows
    rows = [(row[0], row[1], value, row[3]) for row, value in zip((first, second, third), points, strict=True)]
    return replace(SHEET, rows=(rows[0], continued, rows[1], rows[2]))


def with_column(heading: str, *values: str | None) -> Sheet:
    rows = tuple((*row, value) for row, value in zip(SHEET.rows, values, strict=True))
    return replace(SHEET, columns=(*SHEET.columns, heading), rows=rows)


@pytest.mark.parametrize("points", [("4.0分", "3分", "3.0分"), ("４", "3.50", "2.5分"), ("四分", "3分", "3分")])
def test_points_that_add_up_to_the_weight_give_no_finding(points: tuple[str, ...]) -> None:
    assert messages(with_points(*points), "RUB101") == []


def test_a_wrong_sum_shows_its_addends() -> None:
    assert messages(with_points("4.0分", "3分", "2.5分"), "RUB101") == [
        "各项分值相加为9.5分（4.0+3+2.5），应等于本表写明的权重10分"
    ]


def test_a_sum_that_already_exceeds_the_weight_is_wrong_whatever_a_blank_may_hold() -> None:
    assert messages(with_points("8分", "3分", ""), "RUB101") == ["各项分值相加为11分（8+3），应等于本表写明的权重10分"]


def test_points_that_are_no_number_leave_the_sum_open() -> None:
    assert messages(with_points("4分", "见附件", "3分"), "RUB101") == []
    assert reasons(with_points("4分", "见附件", "3分"), "RUB101") == ["有的分值不是数字（“见附件”），无法求和"]


def test_a_sheet_without_a_weight_of_its_own_is_held_to_that_of_the_rubric() -> None:
    sheet = replace(with_points("4分", "3分", "2分"), weight="考核单位：示例县监管工作领导小组办公室")
    assert messages(sheet, "RUB101") == ["各项分值相加为9分（4+3+2），应等于考核细则的权重10分"]


def test_a_total_in_the_last_row_is_no_item() -> None:
    assert messages(replace(SHEET, rows=(*SHEET.rows, ("合计", "", "10分", ""))), "RUB101") == []


def test_a_deduction_above_its_item_is_named_with_its_item() -> None:
    first, continued, *others = SHEET.rows
    heavy = (*continued[:3], "3.未对辖区部门进行督导检查的扣5分；")
    report = judged(replace(SHEET, rows=(first, heavy, *others)))
    (finding,) = [finding for finding in report.findings if finding.code == "RUB102"]
    assert finding.message == "第1项扣5分，超过本项分值4.0分"
    assert (finding.address.place.row, finding.address.place.column) == (3, 4)
    assert (finding.clause, finding.severity) == (None, "error")


@pytest.mark.parametrize(
    ("heading", "value", "said"),
    [
        ("得分", "3.5分", "第2项得分为3.5分，超过本项分值3分"),
        ("考核得分", "-1", "第2项考核得分为-1分，应不少于0分"),
        ("扣分", "3.2", "第2项扣分为3.2分，超过本项分值3分"),
        ("扣分", "-3.2", "第2项扣分为3.2分，超过本项分值3分"),
    ],
)
def test_a_score_outside_its_item_is_found(heading: str, value: str, said: str) -> None:
    assert messages(with_column(heading, "4", None, value, "3"), "RUB102") == [said]


@pytest.mark.parametrize(
    ("heading", "value"), [("得分", "3"), ("得分", "0"), ("得分", ""), ("扣分", "-0.2"), ("扣分", "无")]
)
def test_a_score_within_its_item_or_none_at_all_gives_no_finding(heading: str, value: str) -> None:
    assert messages(with_column(heading, "4", None, value, "3"), "RUB102") == []
