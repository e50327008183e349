"""Numbers given into the workbook's register: once, after the last, and nothing else of the file touched."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from campaign_builder import CHANGCHUN, ORDER, household, inspected, numbered, write_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from docgen.errors import OutputError, RecordError, UsageError
from docgen.make.campaign.numbering import NumberReport, number_papers
from docgen.make.campaign.patterns import pattern_of
from docgen.make.campaign.reading import read_campaign

TODAY = date(2026, 7, 1)
NOTICE = "行政检查通知书"


def number(book: Path, kind: str = NOTICE, year: int | None = None) -> NumberReport:
    return number_papers(book, CHANGCHUN, kind, year, TODAY)


def book(folder: Path, *serials: int, **sheets: Any) -> Path:
    return write_workbook(folder / "台账.xlsx", [household(serial) for serial in serials], **sheets)


def register(path: Path) -> list[tuple[int | None, str, str, str]]:
    campaign = read_campaign(path, CHANGCHUN, TODAY)
    return [(row.serial, row.document, row.number, row.status) for row in campaign.register]


def test_empty_cells_go_on_from_the_last_number_of_the_year(tmp_path: Path) -> None:
    rows = [numbered(1, number="示市监双随机通〔2026〕41号"), numbered(2, number=None), numbered(3, number=None)]
    path = book(tmp_path, 1, 2, 3, register=rows)
    assert [(each.row, each.number, each.added) for each in number(path).given] == [
        (3, "示市监双随机通〔2026〕42号", None), (4, "示市监双随机通〔2026〕43号", None),
    ]  # fmt: skip
    assert [row[2] for row in register(path)] == [f"示市监双随机通〔2026〕{n}号" for n in (41, 42, 43)]


def test_households_without_a_row_get_one_in_the_order_of_their_serials(tmp_path: Path) -> None:
    path = book(tmp_path, 3, 1, 2, register=[numbered(2)])
    assert len(number(path).given) == 2
    notice = "inspection_notice"
    assert register(path)[1:] == [
        (1, notice, "示市监双随机通〔2026〕3号", "拟制"), (3, notice, "示市监双随机通〔2026〕4号", "拟制"),
    ]  # fmt: skip


def test_numbers_are_given_once(tmp_path: Path) -> None:
    path = book(tmp_path, 1, 2)
    assert len(number(path).given) == 2
    before = path.read_bytes()
    assert number(path).given == ()
    assert path.read_bytes() == before


def test_a_void_number_is_passed_over_and_its_row_kept(tmp_path: Path) -> None:
    void = numbered(1, number="示市监双随机通〔2026〕5号", status="作废")
    path = book(tmp_path, 1, 2, register=[void])
    assert [each.number for each in number(path).given] == ["示市监双随机通〔2026〕6号"]
    assert register(path)[0] == (1, "inspection_notice", "示市监双随机通〔2026〕5号", "作废")


def test_each_year_begins_anew_and_what_was_not_counted_is_said(tmp_path: Path) -> None:
    path = book(tmp_path, 1, 2, register=[numbered(1, number="示市监双随机通〔2025〕300号")])
    report = number(path)
    assert [each.number for each in report.given] == ["示市监双随机通〔2026〕1号"]
    assert "〔2025〕300号" in report.notices[0]
    assert number(book(tmp_path, 3), year=2027).given[0].number == "示市监双随机通〔2027〕1号"


def test_papers_that_share_a_pattern_share_the_order(tmp_path: Path) -> None:
    rows = [numbered(1, "案件移送函", number="示市监函〔2026〕7号"), numbered(2, "通报函", number=None)]
    path = book(tmp_path, 1, 2, register=rows)
    assert [each.number for each in number(path, "通报函").given] == ["示市监函〔2026〕8号"]


def test_only_households_whose_result_calls_for_the_paper_get_a_number(tmp_path: Path) -> None:
    results = [inspected(1), inspected(2, result="发现问题已责令改正", rectify_by="2026-06-05")]
    path = book(tmp_path, 1, 2, results=results, problems=[{"serial": 2, **ORDER}])
    (given,) = number(path, "责令改正通知书").given
    assert given.added is not None
    assert given.added.serial == 2


def test_the_office_s_own_pattern_is_used(tmp_path: Path) -> None:
    path = book(tmp_path, 1, settings=[{"notice_pattern": "示检通字〔{year}〕第{number:03}号"}])
    assert number(path).given[0].number == "示检通字〔2026〕第001号"


@pytest.mark.parametrize("pattern", ["通〔{year}〕号", "{code}{number}{number}号", "{nubmer}号"])
def test_a_pattern_that_gives_no_number_is_refused(pattern: str) -> None:
    with pytest.raises(RecordError, match="没有编任何文号"):
        pattern_of(pattern, "通知书文号格式", {"agency_code": "示市监"}, 2026, "台账.xlsx")


def test_numbers_are_known_again_however_they_are_typed() -> None:
    pattern = pattern_of("{code}通〔{year}〕{number}号", "", {"agency_code": "示市监"}, 2026, "台账.xlsx")
    assert [pattern.counted(text) for text in ("示市监通[2026] ０12号", "示市监通〔2025〕12号", "通〔2026〕12号")] == [
        12, None, None,
    ]  # fmt: skip


def test_hidden_rows_and_rows_of_households_with_faults_keep_their_numbers(tmp_path: Path) -> None:
    rows = [numbered(1), numbered(2, number="示市监双随机通〔2026〕9号")]
    households = [household(1), household(2, inspector_1="无此人"), household(3)]
    path = write_workbook(tmp_path / "台账.xlsx", households, register=rows)
    whole = openpyxl.load_workbook(path)
    whole["文书登记"].row_dimensions[3].hidden = True
    whole.save(path)
    report = number(path)
    assert [each.number for each in report.given] == ["示市监双随机通〔2026〕10号"]
    assert any("检查对象" in notice for notice in report.notices)


def test_where_the_last_number_is_not_certain_nothing_is_written(tmp_path: Path) -> None:
    twice = book(tmp_path, 1, 2, 3, register=[numbered(1), numbered(2, number=numbered(1)["number"])])
    unread = write_workbook(
        tmp_path / "坏行.xlsx", [household(1)], register=[numbered(1, document="没有的文书"), numbered(1)]
    )
    for path in (twice, unread):
        before = path.read_bytes()
        with pytest.raises(RecordError, match="下一个文号无法确定"):
            number(path)
        assert path.read_bytes() == before


def test_what_cannot_be_numbered_is_told(tmp_path: Path) -> None:
    path = book(tmp_path, 1)
    with pytest.raises(UsageError, match="没有文书"):
        number(path, "行政检查通知")
    with pytest.raises(UsageError, match="不能在"):
        number(path.with_suffix(".xls"))


def test_a_workbook_open_elsewhere_is_left_alone(tmp_path: Path) -> None:
    path = book(tmp_path, 1)
    before = path.read_bytes()
    (tmp_path / ".~lock.台账.xlsx#").write_text("")
    with pytest.raises((OutputError, RecordError), match="打开"):
        number(path)
    assert path.read_bytes() == before


def test_the_workbook_as_it_was_is_kept_beside(tmp_path: Path) -> None:
    path = book(tmp_path, 1)
    before = path.read_bytes()
    report = number(path)
    assert report.backup == tmp_path / "台账.xlsx.bak"
    assert report.backup.read_bytes() == before


def test_nothing_of_the_workbook_changes_but_the_cells_that_get_a_number(tmp_path: Path) -> None:
    path = book(tmp_path, 1, 2, register=[numbered(1), numbered(2, number=None)])
    whole = openpyxl.load_workbook(path)
    sheet = whole["文书登记"]
    sheet["D1"].comment = Comment("文号编定后不再改动", "示例")
    rule = DataValidation(type="list", formula1='"拟制,作废"')
    sheet.add_data_validation(rule)
    rule.add("J2:J400")
    sheet.column_dimensions["D"].width = 33
    sheet["D3"].number_format = "@"
    whole.save(path)
    before = path.read_bytes()
    number(path)
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(path) as new:
        assert sorted(old.namelist()) == sorted(new.namelist())
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert len(changed) == 1
    again = openpyxl.load_workbook(path)["文书登记"]
    assert again["D3"].value == "示市监双随机通〔2026〕2号"
    assert (again["D3"].number_format, again.column_dimensions["D"].width) == ("@", 33)
    assert again["D1"].comment.text.startswith("文号编定后")
    assert [str(each.sqref) for each in again.data_validations.dataValidation] == ["J2:J400"]
    old_values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    new_values = [[cell.value for cell in row] for row in again.iter_rows()]
    old_values[2][3] = "示市监双随机通〔2026〕2号"
    assert new_values == old_values
