"""The papers that follow an inspection: room for the hand, the pen and the seal, copies, signed pages."""

from __future__ import annotations

import pytest
from sample_papers import every_form, law, made, table_row, table_with, text

from docgen.units import Length
from docgen.view.model import paragraphs_of

SEAL = 4.499


def height(name: str, label: str) -> Length:
    """The least height of the row whose label cell says this."""
    for table in made(name).tables():
        for row in range(1, len(table.rows) + 1):
            if label in table_row(table, row):
                return table.rows[row - 1].height or Length(0)
    raise AssertionError(f"no row {label}")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("rectification_order", "签收时间"),
        ("correction_notice", "签收时间"),
        ("unreachable_record", "审核意见"),
        ("reinspection_record", "复查开始时间"),
        ("reinspection_record", "复查结束时间"),
        ("reinspection_record", "复查意见"),
        ("reinspection_record", "后续处理"),
        ("reinspection_record", "被复查单位意见"),
        ("key_area_filing", "备案单位意见"),
        ("key_area_filing", "备案机关意见"),
        ("key_area_filing", "备案编号"),
        ("case_lead_filing", "平台录入编号"),
        ("case_lead_filing", "审核意见"),
    ],
)
def test_there_is_room_to_write(name: str, label: str) -> None:
    assert height(name, label).cm >= 0.999


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("rectification_order", "签收人(签字盖章)"),
        ("rectification_order", "送达人(签字)"),
        ("correction_notice", "签收人(签字盖章)"),
        ("unreachable_record", "检查人员签名"),
        ("unreachable_record", "见证人签名"),
        ("unreachable_record", "审核人签名"),
        ("reinspection_record", "被复查单位签字(盖章)"),
        ("reinspection_record", "复查人员签字"),
        ("key_area_filing", "备案单位负责人签字"),
        ("case_lead_filing", "检查人员签字"),
        ("case_lead_filing", "审核人签名"),
        ("issue_feedback", "签收人(签字盖章)"),
        ("issue_feedback", "被考核单位(签字盖章)"),
        ("issue_feedback", "复核人签字"),
    ],
)
def test_there_is_room_to_sign(name: str, label: str) -> None:
    assert height(name, label.replace("(", "（").replace(")", "）")).cm >= 1.999


@pytest.mark.parametrize("label", ["备案单位（盖章）", "备案机关（盖章）"])
def test_both_seals_of_a_filing_have_room(label: str) -> None:
    assert height("key_area_filing", label).cm >= SEAL


@pytest.mark.parametrize("name", ["rectification_order", "correction_notice", "issue_feedback"])
def test_the_seal_has_room_over_agency_and_date(name: str) -> None:
    block = [p for p in made(name).paragraphs() if p.format.style in ("sign_agency", "sign_date")]
    spaces = [reading.value for p in block for reading in (p.format.before, p.format.after) if reading]
    lines = [p.format.line.amount.value for p in block if p.format.line]
    assert len(block) == 2
    assert sum(length.cm for length in (*spaces, *lines) if length) >= SEAL


@pytest.mark.parametrize(
    ("name", "signers"),
    [
        ("unreachable_record", ("检查人员签名：", "见证人签名：")),
        ("reinspection_record", ("被复查单位签名：", "复查人员签名：")),
    ],
)
@every_form
def test_every_page_of_a_record_is_signed(name: str, signers: tuple[str, ...], form: str) -> None:
    view = made(name, form)
    lines = [p.text for section in view.sections for blocks in section.footers.values() for p in paragraphs_of(blocks)]
    assert any(all(signer in line for signer in signers) for line in lines)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("unreachable_record", "核查时间"),
        ("reinspection_record", "复查情况"),
        ("key_area_filing", "检查对象"),
        ("dossier_catalogue", "页号"),
        ("issue_feedback", "单位申辩"),
    ],
)
def test_a_list_repeats_its_headings_and_ends_with_nothing_below(name: str, heading: str) -> None:
    table = table_with(name, heading)
    assert [row.header for row in table.rows] == [True] + [False] * (len(table.rows) - 1)
    assert table_row(table, len(table.rows)) == ["（以下空白）"]
    assert len(table.rows) >= 5


@pytest.mark.parametrize("name", ["rectification_order", "correction_notice", "key_area_filing", "issue_feedback"])
def test_what_is_made_in_two_copies_says_so(name: str) -> None:
    assert law(name).copies == 2
    assert "一式两份" in text(made(name))
