"""Rubric sheets as offices really write them: what conforms gives no finding, whichever way it is said; each single
deviation, in any of these ways of saying it, gives its code and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from sheet_builder import MANNERS, Manner, docx
from sheet_content import TITLE, Look, Odd, Sheet

from docgen.spec import load_profile
from docgen.validators.finding import Finding, Report
from docgen.validators.run import check_document

SHEET = Sheet()
CELL = (3, 3)  # the 评分标准 of item 2
CHANGCHUN = load_profile("changchun")


def judged(sheet: Sheet, manner: Manner) -> Report:
    spec = CHANGCHUN.document("rubric_sheet")
    report = check_document(
        docx(sheet, manner), CHANGCHUN, as_document=spec, as_of=date(2026, 12, 8), name="考核细则.docx"
    )
    assert not report.crashes, report.crashes[0].traceback
    return report


def said(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{finding.code} {finding.address.place} {finding.message}" for finding in findings]


every_manner = pytest.mark.parametrize("manner", MANNERS.values(), ids=MANNERS)


@every_manner
def test_a_conforming_sheet_gives_no_finding(manner: Manner) -> None:
    report = judged(SHEET, manner)
    assert said(report.findings) == []
    assert [entry for entry in report.undetermined if entry.reason == "format"] == []


@every_manner
def test_a_conforming_sheet_of_two_sections_gives_no_finding(manner: Manner) -> None:
    assert said(judged(replace(SHEET, margins=(1531, 1531)), manner).findings) == []


def look(sheet: Sheet, part: str, **different: float | str | None) -> Sheet:
    return sheet.with_look(part, replace(sheet.looks[part], **different))  # type: ignore[index, arg-type]


DEVIATIONS: dict[str, tuple[str, Callable[[Sheet], Sheet]]] = {
    "one cell in another font": ("TYP101", lambda sheet: replace(sheet, odd_cell=(CELL, "宋体"))),
    "one run in another font": ("TYP101", lambda sheet: replace(sheet, odd_run=(CELL, Odd("（略）", font="宋体")))),
    "no East Asian font, only a Latin one": (
        "TYP101",
        lambda sheet: sheet.with_look("title", Look(None, 16, 22, latin=TITLE)),
    ),
    "a title of another size": ("TYP102", lambda sheet: look(sheet, "title", size=18)),
    "one run of another size": ("TYP102", lambda sheet: replace(sheet, odd_run=(CELL, Odd("（略）", size=15)))),
    "a title of another line pitch": ("TYP103", lambda sheet: look(sheet, "title", pitch=28)),
    "a body of another line pitch": ("TYP103", lambda sheet: look(sheet, "body", pitch=18)),
    "hidden text": ("TYP105", lambda sheet: replace(sheet, odd_run=(CELL, Odd("另有约定", hidden=True)))),
    "white text": ("TYP105", lambda sheet: replace(sheet, odd_run=(CELL, Odd("另有约定", colour="FFFFFF")))),
    "the second section's margin": ("PAG102", lambda sheet: replace(sheet, margins=(1531, 1134))),
    "portrait": ("PAG101", lambda sheet: replace(sheet, page=(11906, 16838))),
    "a column gone": ("STR102", lambda sheet: sheet.without_column(1)),
    "a wrong sum": (
        "RUB101",
        lambda sheet: replace(sheet, rows=(*sheet.rows[:-1], (*sheet.rows[-1][:2], "3.5分", sheet.rows[-1][3]))),
    ),
}


@pytest.mark.parametrize(("manner", "deviation"), tuple(product(MANNERS, DEVIATIONS)))
def test_each_single_deviation_gives_its_code_and_nothing_else(manner: str, deviation: str) -> None:
    code, spoil = DEVIATIONS[deviation]
    report = judged(spoil(SHEET), MANNERS[manner])
    assert {finding.code for finding in report.findings} == {code}, said(report.findings)


@pytest.mark.parametrize("manner", [name for name, manner in MANNERS.items() if manner.where == "chain"])
def test_a_style_changed_three_levels_up_is_seen_in_every_cell(manner: str) -> None:
    report = judged(look(SHEET, "body", font="楷体_GB2312"), MANNERS[manner])
    cells = {(finding.address.place.row, finding.address.place.column) for finding in report.findings}
    assert {finding.code for finding in report.findings} == {"TYP101"}
    with_chinese = {(row, column) for row in (2, 4, 5) for column in (2, 3, 4)}  # 序号 are digits
    assert cells == {*with_chinese, (3, 4)}


def test_a_finding_names_its_section() -> None:
    (finding,) = judged(replace(SHEET, margins=(1531, 1134)), Manner()).findings
    assert (finding.address.place.section, finding.message) == (2, "上边距为2.0厘米，应为2.7厘米")


def test_a_deviating_cell_is_one_finding_that_quotes_it() -> None:
    (finding,) = judged(replace(SHEET, odd_cell=((1, 3), "宋体")), Manner()).findings
    place = finding.address.place
    assert (place.table, place.row, place.column, place.role) == (1, 2, 4, "body")
    assert finding.message == "“1.未建立组织领导机构的…”（共35字）的字体为宋体，应为仿宋_GB2312"
