"""A campaign checked as it goes along, its workbook beside it: before delivery, after delivery, after everything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from campaign_builder import CHANGCHUN, LAW, ORDER, TASK, household
from filled_workbook import fill, heading_row

from docgen.app.cli import main
from docgen.dates import read_moment
from docgen.make.campaign.choosing import Choice
from docgen.make.campaign.making import Manner, make_campaign
from docgen.spec.workbook import SheetKey
from docgen.validators.finding import Report
from docgen.validators.run import check_paths

NOTICE, FOUND, GONE = 1, 2, 3
"""Households by what comes of the inspection: nothing, something to put right, nobody there."""


def type_in(book: Path, key: SheetKey, values: Mapping[str, Any], **where: Any) -> None:
    """What an office types into the row that says ``where``, else into the next empty one."""
    whole = openpyxl.load_workbook(book)
    sheet, law = whole[LAW.sheet[key].title[0]], LAW.sheet[key].column
    at = {name: number for number, name in enumerate(law, 1)}
    row = heading_row(sheet, key) + 1
    while any(sheet.cell(row, number).value is not None for number in at.values()):
        if where and all(str(sheet.cell(row, at[name]).value) == str(value) for name, value in where.items()):
            break
        row += 1
    for name, value in (where | dict(values)).items():
        moment = None if law[name].several or law[name].type not in ("date", "datetime") else read_moment(str(value))
        sheet.cell(row, at[name]).value = moment.low if moment else value
    whole.save(book)


def made_and_checked(book: Path, out: Path, today: date) -> Report:
    made = make_campaign(CHANGCHUN, book, out, Manner(today), Choice())
    assert made.troubles == ()
    return check_paths([out], CHANGCHUN, as_of=today, register=book, rosters=book)


def told(report: Report) -> list[str]:
    """Crashes, errors and warnings."""
    found = [f"{one.code} {one.address.file}：{one.message}" for one in report.findings if one.severity != "note"]
    return [*(crash.traceback for crash in report.crashes), *found]


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """A workbook filled in for three households, its notices numbered."""
    book = fill(tmp_path / "台账.xlsx", [household(serial) for serial in (NOTICE, FOUND, GONE)])
    assert main(["number", str(book), "--kind", "行政检查通知书"]) == 0
    return book


def deliver(book: Path) -> None:
    served = {"method": "直接送达", "receiver": "经营者甲", "status": "已送达"}
    leaflet = {"task": TASK, "document": "宣传单", "delivered": "2026-04-16 10:00", **served}
    for serial in (NOTICE, FOUND, GONE):
        notice = {"delivered": "2026-05-15 10:20", **served}
        type_in(book, "register", notice, serial=serial, document="行政检查通知书")
        type_in(book, "register", leaflet, serial=serial, document="宣传单")


def inspect(book: Path) -> None:
    usual = {"task": TASK, "started": "2026-05-20 09:10", "fed_back_on": "2026-05-22"}
    order = {"rectify_by": "2026-06-05", "ordered_on": "2026-05-21", "reinspected_on": "2026-06-08"}
    gone = {
        "task": TASK, "result": "通过登记的住所（经营场所）无法联系",
        "contacted_at": "2026-05-19 09:00\n2026-05-20 09:30",
        "contacted_how": "电话\n现场核查", "contacted_where": "登记电话\n登记住所", "contacted_outcome": "空号\n无人",
        "proofs": "照片2张", "site_situation": "已搬空", "proposal": "列入经营异常名录",
    }  # fmt: skip
    type_in(book, "results", {**usual, "result": "未发现问题"}, serial=NOTICE)
    type_in(book, "results", {**usual, "result": "发现问题已责令改正", **order}, serial=FOUND)
    type_in(book, "results", gone, serial=GONE)
    type_in(book, "problems", ORDER, serial=FOUND)
    type_in(book, "tasks", {"finished_on": "2026-05-29", "published_on": "2026-06-12"}, number=TASK)
    assert main(["number", str(book), "--kind", "责令改正通知书"]) == 0


def test_a_campaign_is_in_order_at_every_stage(campaign: Path, tmp_path: Path) -> None:
    out = tmp_path / "文书"
    before = made_and_checked(campaign, out, date(2026, 5, 14))
    assert (told(before), len(before.households)) == ([], 3)
    deliver(campaign)
    delivered = made_and_checked(campaign, out, date(2026, 5, 18))
    assert told(delivered) == []
    inspect(campaign)
    after = made_and_checked(campaign, out, date(2026, 7, 10))
    assert told(after) == []
    assert len(after.documents) > len(delivered.documents)


def test_a_publication_the_workbook_dates_too_late_is_found(campaign: Path, tmp_path: Path) -> None:
    deliver(campaign)
    inspect(campaign)
    type_in(campaign, "tasks", {"published_on": "2026-07-03"}, number=TASK)
    report = made_and_checked(campaign, tmp_path / "文书", date(2026, 7, 10))
    assert {one.code for one in report.findings if one.severity == "error"} == {"DAT303"}
