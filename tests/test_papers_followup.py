"""What comes after an inspection, or instead of it: orders, reinspections, corrections, filings."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from sample_papers import CHANGCHUN, every_form, law, made, paper, sample, table_row, table_with, text, values

from docgen.errors import RecordError
from docgen.make import make_docx
from docgen.validators.finding import Finding
from docgen.validators.run import check_document
from docgen.view import read_document

AFTERWARDS = date(2026, 12, 8)


@pytest.mark.parametrize(
    ("name", "field"),
    [("correction_notice", "treatment"), ("unreachable_record", "result"), ("case_lead_filing", "lead_source")],
)
def test_a_tick_is_read_from_print(name: str, field: str) -> None:
    assert values(name, made(name, "pdf"))[field] == sample(name)[field]


# ---- an order to put right


def test_an_order_states_its_ground_each_time() -> None:
    without = {name: value for name, value in sample("rectification_order").items() if name != "order_basis"}
    with pytest.raises(RecordError, match="责令改正依据"):
        make_docx(law("rectification_order"), without)


def test_no_ground_of_an_order_stands_in_its_template() -> None:
    template = read_document(law("rectification_order").template, "template.docx")
    assert not re.search("《|第.{1,6}条", text(template))


@every_form
def test_an_order_names_where_to_go_against_it(form: str) -> None:
    found = values("rectification_order", made("rectification_order", form))
    assert (found["review_agency"], found["court"]) == ("示例县人民政府", "示例县人民法院")


@every_form
def test_a_reinspection_answers_to_its_order(form: str) -> None:
    order = values("rectification_order", made("rectification_order", form))
    record = values("reinspection_record", made("reinspection_record", form))
    assert order["order_number"] == record["order_number"]
    assert order["ordered_on"] == record["ordered_on"]
    assert order["rectify_by"].startswith(record["rectify_by"])


def test_a_reinspection_leaves_blank_what_is_found_on_the_spot() -> None:
    found = values("reinspection_record", made("reinspection_record"))
    assert found["correction_found"] == found["corrected"] == found["reinspection_result"] == ""


def test_a_reinspection_made_afterwards_shows_what_was_found() -> None:
    point = {"problem": "货架上3种预包装食品无合格证明", "found": "已补齐", "corrected": "是"}
    view = read_document(paper("reinspection_record", corrections=[point]), "record.docx")
    found = values("reinspection_record", view)
    assert (found["correction_found"], found["corrected"]) == ("已补齐", "是")


# ---- a correction


@pytest.mark.parametrize("treatment", ["更正", "作废", "作废并重新制发"])
def test_the_way_of_a_correction_is_ticked(treatment: str) -> None:
    made_so = paper("correction_notice", treatment=treatment, replacement="示例双随机通〔2026〕9号")
    found = values("correction_notice", read_document(made_so, "paper.docx"))
    assert found["treatment"] == treatment
    assert found["replacement"] == "示例双随机通〔2026〕9号"


@pytest.mark.parametrize(
    ("treatment", "lacking", "label"),
    [("更正", "changes", "更正内容"), ("作废并重新制发", "replacement", "替代文书")],
)
def test_a_correction_says_what_it_puts_in_place(treatment: str, lacking: str, label: str) -> None:
    data = sample("correction_notice") | {"treatment": treatment}
    data.pop(lacking, None)
    with pytest.raises(RecordError, match=label):
        make_docx(law("correction_notice"), data)


@every_form
def test_the_day_of_a_correction_is_not_the_day_of_the_paper_it_corrects(form: str) -> None:
    found = values("correction_notice", made("correction_notice", form))
    assert (found["original_dated"], found["corrected_on"]) == ("2026年5月15日", "2026年5月16日")


def test_what_a_correction_touches_is_told_word_for_word() -> None:
    assert "“地址”栏，原为“示例县示例路7号”，更正为“示例县示例路1号”。" in text(made("correction_notice"))


# ---- nothing could be inspected


@pytest.mark.parametrize("reason", ["通过登记的住所（经营场所）无法联系", "注销", "迁出"])
def test_why_nothing_was_inspected_is_ticked(reason: str) -> None:
    view = read_document(paper("unreachable_record", result=reason), "paper.docx")
    assert values("unreachable_record", view)["result"] == reason


def test_no_problem_found_is_no_reason_for_not_inspecting() -> None:
    with pytest.raises(RecordError, match="通过登记的住所（经营场所）无法联系"):
        paper("unreachable_record", result="未发现问题")


def test_what_was_tried_to_reach_a_household_is_listed_with_time_and_way() -> None:
    table = table_with("unreachable_record", "核查时间")
    assert table_row(table, 2)[:3] == ["1", "2026年5月13日10时20分", "电话联系"]


# ---- filings


def signed(docx: bytes) -> bytes:
    """The same file with a digital signature beside it: what is blank now stays blank."""
    buffer = io.BytesIO(docx)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("_xmlsignatures/origin.sigs", b"")
    return buffer.getvalue()


def unfilled(docx: bytes) -> list[Finding]:
    report = check_document(docx, CHANGCHUN, as_of=AFTERWARDS, as_document=law("key_area_filing"))
    return [finding for finding in report.findings if finding.code == "FLD101"]


def test_a_filing_that_nobody_approved_is_not_filed() -> None:
    found = unfilled(signed(paper("key_area_filing")))
    assert {finding.message for finding in found} == {"“备案机关意见”栏未填写", "“备案机关意见日期”栏未填写"}
    assert {(finding.severity, finding.clause.key if finding.clause else None) for finding in found} == {
        ("error", "CC-1-C-2")
    }


def test_an_approved_filing_is_filed() -> None:
    approved = paper("key_area_filing", filing_approval="同意备案", filing_approved_on=date(2026, 8, 12))
    assert unfilled(signed(approved)) == []


def test_a_filing_on_the_way_to_approval_is_no_fault() -> None:
    assert unfilled(paper("key_area_filing")) == []


@pytest.mark.parametrize("source", ["特殊重点领域", "投诉举报", "转办交办", "数据监测"])
def test_a_lead_comes_from_one_of_the_four_sources_of_the_rubric(source: str) -> None:
    sentence = CHANGCHUN.clauses["CC-1-C-3"].sentence
    view = read_document(paper("case_lead_filing", lead_source=source), "paper.docx")
    assert source in sentence
    assert values("case_lead_filing", view)["lead_source"] == source


def test_the_entry_in_the_platform_rests_on_the_rubric() -> None:
    fields = law("case_lead_filing").field
    assert {fields[name].clause for name in ("platform_number", "platform_entered_on")} == {"CC-1-C-3"}
