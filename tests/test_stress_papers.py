"""Every paper filled as full as an office fills one: long names, three inspectors, lists of twelve. What we make from
such data is in order, as a .docx and in print."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import cycle, islice
from typing import Any, Final

import pytest
from pdf_builder import needs_fonts

from docgen.make import make_docx, make_pdf
from docgen.make.rows import read_rows
from docgen.spec import load_profile
from docgen.spec.folders import profiles
from docgen.spec.model import DocumentSpec, FieldLaw, Profile
from docgen.validators import check_document
from docgen.view import read_document
from docgen.view.model import Table, paragraphs_of

LONG: Final = {
    "unit_name": "示例省示例市示例县示例街道示例社区示例农副产品批发零售综合交易市场有限责任公司第二十三分公司（筹建）",
    "name": "示例省示例市示例县示例农副产品批发零售综合交易市场有限责任公司第二十三分公司",
    "address": "示例省示例市示例县示例街道示例社区示例路一百二十八号示例商务中心B座十七层1701室至1715室（自主申报）",
    "agency": "示例市示例县市场监督管理局（知识产权局、综合行政执法大队）",
    "representative": "买买提·阿卜杜热西提·艾合麦提",
    "basis": "《中华人民共和国食品安全法》第一百一十条、《中华人民共和国行政许可法》第六十一条第一款、"
    "《企业信息公示暂行条例》第十四条",
}
THREE: Final = [{"name": f"检查员{sign}", "number": f"示例00{n}"} for n, sign in enumerate("甲乙丙", 1)]
ENTRIES: Final = 12
FIXED_LISTS: Final = {"changchun/rubric_sheet"}
"""Papers whose list the law itself writes: another number of entries would be another rubric."""
NO_FAULT_OF_THE_PAPER: Final = frozenset({"TYP106", "ROS105", "AGR305"})
"""Stand-in fonts, and entries that repeat because the sample's few make up the twelve."""


@cache
def profile(name: str) -> Profile:
    return load_profile(name)


PAPERS: Mapping[str, DocumentSpec] = {
    key: spec for name in sorted(profiles()) for key, spec in load_profile(name).documents.items()
}
every_paper = pytest.mark.parametrize("key", PAPERS)


@cache
def full(key: str) -> bytes:
    """The paper made from its sample with every value as long and every list as full as they come."""
    spec = PAPERS[key]
    given = read_rows(spec.sample, spec)[0].values
    lists = key not in FIXED_LISTS
    return make_docx(spec, {name: _filled(name, value, spec.field[name], lists) for name, value in given.items()})


def _filled(name: str, value: Any, law: FieldLaw, lists: bool) -> Any:
    if law.type == "persons":
        return THREE
    if law.type == "items" and isinstance(value, list):
        entries = islice(cycle(value), ENTRIES) if lists else value
        return [_long_entry(entry) for entry in entries]
    return LONG.get(name, value) if isinstance(value, str) else value


def _long_entry(entry: Any) -> Any:
    if not isinstance(entry, Mapping):
        return entry
    return {name: LONG.get(name, value) if isinstance(value, str) else value for name, value in entry.items()}


def findings(key: str, data: bytes, form: str) -> list[str]:
    report = check_document(data, profile(PAPERS[key].profile), name=f"paper.{form}")
    assert [document.document for document in report.documents] == [key]
    return [
        f"{finding.code} {finding.message}" for finding in report.findings if finding.code not in NO_FAULT_OF_THE_PAPER
    ]


@every_paper
def test_a_full_paper_is_in_order(key: str) -> None:
    assert findings(key, full(key), "docx") == []


@needs_fonts
@every_paper
def test_a_full_paper_is_in_order_in_print(key: str) -> None:
    assert findings(key, make_pdf(PAPERS[key], full(key)), "pdf") == []


RECEIPTS: Final = ("advance_notice", "correction_notice", "inspection_notice", "rectification_order", "result_feedback")


def receipt(data: bytes, form: str) -> Table:
    """The table in which the unit signs for the paper."""
    tables = read_document(data, f"paper.{form}").tables()
    return next(table for table in tables if table.cells[0].text.strip() in ("签收", "送达签收"))


@pytest.mark.parametrize("name", RECEIPTS)
def test_every_row_of_a_receipt_but_the_last_is_kept_with_the_next(name: str) -> None:
    table = receipt(full(f"changchun/{name}"), "docx")
    kept = {cell.row for cell in table.cells if all(p.format.keep_next for p in paragraphs_of(cell.blocks))}
    assert kept == set(range(1, len(table.rows)))


@needs_fonts
@pytest.mark.parametrize("name", RECEIPTS)
def test_a_receipt_is_printed_on_one_page(name: str) -> None:
    key = f"changchun/{name}"
    table = receipt(make_pdf(PAPERS[key], full(key)), "pdf")
    assert {paragraph.place.page for cell in table.cells for paragraph in paragraphs_of(cell.blocks)} - {None} == {
        table.place.page
    }
