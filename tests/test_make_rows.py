"""Rows of data as offices keep them: any usual file, headers by field or label, nothing lost on the way."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from sample_papers import law

from docgen.errors import RecordError, UsageError
from docgen.make.rows import Row, read_rows, row_of

NOTICE = law("inspection_notice")
ADVANCE = law("advance_notice")
FORM = law("registration_form")
HEADERS = ["被检查单位", "统一社会信用代码", "制发日期"]
CODE = "92000000MA00000154"


def workbook(path: Path, *rows: Sequence[object], title: str = "台账") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def table(path: Path, *rows: Sequence[str], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def values(rows: list[Row]) -> list[dict[str, object]]:
    return [dict(row.values) for row in rows]


def test_a_workbook_gives_its_rows_by_field_with_the_numbers_the_user_sees(tmp_path: Path) -> None:
    path = workbook(tmp_path / "台账.xlsx", HEADERS, [" 示例一食品店 ", CODE, date(2026, 5, 15)], [None, None, None])
    (row,) = read_rows(path, NOTICE)
    assert dict(row.values) == {"unit_name": "示例一食品店", "credit_code": CODE, "issued_on": date(2026, 5, 15)}
    assert (row.number, row.source) == (2, "台账.xlsx")
    assert row.place("credit_code", "") == "第2行“统一社会信用代码”（B2）"


@pytest.mark.parametrize(
    "header",
    ["统一社会信用代码", "统一 社会\n信用代码", "*信用代码", "信用代码：", "credit_code", "ＣＲＥＤＩＴ＿ＣＯＤＥ"],
)
def test_headers_are_matched_without_regard_to_width_space_and_case(tmp_path: Path, header: str) -> None:
    path = workbook(tmp_path / "a.xlsx", [header, "被检查单位"], [CODE, "示例一食品店"])
    assert values(read_rows(path, NOTICE)) == [{"credit_code": CODE, "unit_name": "示例一食品店"}]


def test_titles_above_the_headers_and_sheets_before_the_data_are_passed_over(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(["填表说明"])
    sheet = book.create_sheet("名单")
    for line in (["2026年第二批抽查名单"], [], HEADERS, ["示例一食品店", CODE, None], [], ["示例二食品店", CODE, None]):
        sheet.append(line)
    book.save(tmp_path / "a.xlsx")
    assert [row.number for row in read_rows(tmp_path / "a.xlsx", NOTICE)] == [4, 6]


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.create_sheet("旧", 0)
    hidden.append(HEADERS)
    hidden.append(["旧店", CODE, None])
    hidden.sheet_state = "hidden"
    visible = book.worksheets[1]
    visible.append(HEADERS)
    visible.append(["示例一食品店", CODE, None])
    book.save(tmp_path / "a.xlsx")
    assert [row.values["unit_name"] for row in read_rows(tmp_path / "a.xlsx", NOTICE)] == ["示例一食品店"]


def test_dates_and_times_of_a_workbook_are_dates_and_times(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", ["制发日期", "计划开始时间"], [datetime(2026, 5, 15), datetime(2026, 5, 20, 9, 10)]
    )
    (row,) = read_rows(path, NOTICE)
    assert row.values["planned_start"] == datetime(2026, 5, 20, 9, 10)
    assert row.values["issued_on"] == date(2026, 5, 15)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [(220102000000000012, "数值"), (9.2e17, "数值"), ("9.22E+17", "科学计数")],
)
def test_a_cell_that_lost_its_digits_is_refused_by_its_address(tmp_path: Path, cell: object, reason: str) -> None:
    path = workbook(tmp_path / "a.xlsx", HEADERS, ["示例一食品店", CODE], ["示例二食品店", cell])
    with pytest.raises(RecordError) as refused:
        read_rows(path, NOTICE)
    (problem,) = refused.value.problems
    assert (problem.path, problem.key) == ("a.xlsx", "台账!B3")
    assert reason in problem.expected


@pytest.mark.parametrize(("cell", "reason"), [("9.22E+17", "科学计数"), ("#N/A", "公式出错")])
def test_what_a_csv_kept_of_a_damaged_cell_is_refused_too(tmp_path: Path, cell: str, reason: str) -> None:
    path = table(tmp_path / "a.csv", HEADERS, ["示例一食品店", cell, ""])
    with pytest.raises(RecordError, match=f"a.csv: B2: .*{reason}"):
        read_rows(path, NOTICE)


def test_every_damaged_cell_is_listed_and_columns_nobody_needs_are_not_looked_at(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [*HEADERS, "平台流水号"], *[["店", 1e17, None, 1e17]] * 3)
    with pytest.raises(RecordError) as refused:
        read_rows(path, NOTICE)
    assert [problem.key for problem in refused.value.problems] == ["台账!B2", "台账!B3", "台账!B4"]


def test_whole_numbers_of_a_workbook_have_no_decimal_point(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["被检查单位", "任务编号"], ["示例一食品店", 220102.0])
    assert read_rows(path, NOTICE)[0].values["task_number"] == 220102


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_csv_is_read_in_every_encoding_offices_save_it_in(tmp_path: Path, encoding: str) -> None:
    path = table(tmp_path / "a.csv", HEADERS, ["示例一食品店\n（二楼）", CODE, "2026-05-15"], encoding=encoding)
    (row,) = read_rows(path, NOTICE)
    assert row.values["unit_name"] == "示例一食品店\n（二楼）"
    assert row.number == 2


def test_characters_beyond_gbk_survive_a_csv(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", HEADERS, ["喆镕堃𠮷😀", CODE, ""], encoding="gb18030")
    assert read_rows(path, NOTICE)[0].values["unit_name"] == "喆镕堃𠮷😀"


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_a_csv_may_be_separated_by_tabs_or_semicolons(tmp_path: Path, delimiter: str) -> None:
    path = table(tmp_path / "a.csv", HEADERS, ["示例一食品店", CODE, ""], delimiter=delimiter)
    assert read_rows(path, NOTICE)[0].values["credit_code"] == CODE


@pytest.mark.parametrize("rows", [1, 2])
def test_json_and_toml_hold_one_object_or_a_list_of_them(tmp_path: Path, rows: int) -> None:
    objects = [{"被检查单位": f"示例{n}", "items": ["一", "二"]} for n in range(rows)]
    (tmp_path / "a.json").write_text(json.dumps(objects if rows > 1 else objects[0]), "utf-8")
    head = "[[row]]\n" if rows > 1 else ""
    lines = (f'{head}"被检查单位" = "示例{n}"\nitems = ["一", "二"]\n' for n in range(rows))
    (tmp_path / "a.toml").write_text("".join(lines), "utf-8")
    expected = [{"unit_name": f"示例{n}", "items": ["一", "二"]} for n in range(rows)]
    for name in ("a.json", "a.toml"):
        found = read_rows(tmp_path / name, NOTICE)
        assert values(found) == expected
        assert [row.number for row in found] == list(range(1, rows + 1))


def test_numbers_of_json_and_toml_keep_their_written_digits(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"任务编号": 1.10, "编号": 91220102000000012345}', "utf-8")
    row = read_rows(tmp_path / "a.json")[0]
    assert row.values == {"任务编号": Decimal("1.10"), "编号": 91220102000000012345}


def test_a_column_that_is_no_field_is_remembered_as_such(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [*HEADERS, "备注栏", "备注栏"], ["示例一食品店", CODE, None, "x", "y"])
    assert read_rows(path, NOTICE)[0].unknown == ("备注栏",)


def test_the_same_field_in_two_columns_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["被检查单位", "统一社会信用代码", "信用代码", "被检查单位"], ["a"])
    with pytest.raises(RecordError) as refused:
        read_rows(path, NOTICE)
    assert [problem.key for problem in refused.value.problems] == [
        "表头“被检查单位”", "表头“统一社会信用代码”、“信用代码”",
    ]  # fmt: skip


def test_a_header_that_could_be_several_fields_is_refused_and_told_how_to_say_which(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["被检查单位", "检查时间"], ["示例一食品店", "2026年5月20日9时00分"])
    assert "planned_start" in read_rows(path, NOTICE)[0].values
    with pytest.raises(RecordError, match=r"行政检查通知书\.检查时间.*执法检查登记表\.检查时间"):
        read_rows(path, NOTICE, FORM)


@pytest.mark.parametrize("header", ["行政检查通知书.检查时间", "inspection_notice.planned_start"])
def test_a_header_that_names_its_paper_is_that_papers_alone(tmp_path: Path, header: str) -> None:
    path = workbook(tmp_path / "a.xlsx", ["被检查单位", header], ["示例一食品店", "2026年5月20日9时00分"])
    (row,) = read_rows(path, NOTICE, FORM)
    assert row.given(NOTICE, "planned_start") == "2026年5月20日9时00分"
    assert row.given(FORM, "started") is None


def test_the_first_label_of_a_field_goes_before_the_synonym_of_another(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["被检查单位", "签收时间"], ["示例一食品店", "2026年5月16日9时10分"])
    (row,) = read_rows(path, NOTICE, ADVANCE)
    assert row.given(NOTICE, "received_at") == "2026年5月16日9时10分"
    assert row.given(ADVANCE, "acknowledged_at") is None


def test_a_table_named_like_a_paper_holds_that_papers_own_values() -> None:
    row = row_of({"unit_name": "示例一食品店", "registration_form": {"basis": "丙"}, "basis": "甲"}, NOTICE, FORM)
    assert (row.given(NOTICE, "basis"), row.given(FORM, "basis")) == ("甲", "丙")


def test_a_file_whose_headers_name_no_field_is_refused_with_the_nearest(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["统一社会信用代号", "其他"], ["a", "b"])
    with pytest.raises(RecordError, match="统一社会信用代码"):
        read_rows(path, NOTICE)


def test_another_kind_of_file_is_a_usage_error_that_names_the_kinds(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.xlsx"):
        read_rows(tmp_path / "a.docx", NOTICE)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.xlsx", b""),
        ("a.xls", b"\xd0\xcf\x11\xe0 broken"),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.csv", b"\x81\x00\xff,"),
        ("a.csv", '"没有结束'.encode()),
        ("a.json", b"{"),
        ("a.json", b'{"a": 1, "a": 2}'),
        ("a.json", b"[1, 2]"),
        ("a.json", b"[" * 100_000),
        ("a.toml", b"a = "),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error_that_names_it(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(RecordError, match=name):
        read_rows(tmp_path / name, NOTICE)


def test_a_file_that_is_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"没有\.xlsx"):
        read_rows(tmp_path / "没有.xlsx", NOTICE)


def test_a_file_with_headers_only_has_no_rows(tmp_path: Path) -> None:
    assert read_rows(workbook(tmp_path / "a.xlsx", HEADERS), NOTICE) == []
