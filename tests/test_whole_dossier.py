"""A household's whole file after everything, thirteen papers: nothing is found; a planted fault is found alone."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from docgen.make import make_docx
from docgen.spec import load_profile
from docgen.validators.finding import Report
from docgen.validators.run import check_paths

CHANGCHUN = load_profile("changchun")
ENTERED = datetime(2026, 5, 20, 9, 10)
ITEMS = ["食品经营许可情况的检查", "食品经营过程的检查"]
WRITTEN: Mapping[str, Mapping[str, Any]] = {
    "advance_notice": {"acknowledged_at": datetime(2026, 4, 11, 9, 0)},
    "approval_form": {"approved_on": date(2026, 5, 14)},
    "inspection_notice": {"received_at": datetime(2026, 5, 15, 10, 0)},
    "registration_form": {"ended": datetime(2026, 5, 20, 11, 0), "unit_signed_on": date(2026, 5, 20)},
    "site_record": {"items": ITEMS, "joint_agencies": []},
    "delivery_receipt": {"delivered": datetime(2026, 5, 15, 10, 0)},
    "result_feedback": {"feedback_received_at": datetime(2026, 5, 22, 9, 0)},
    "rectification_order": {},
    "reinspection_record": {"reinspection_started": datetime(2026, 6, 6, 9, 0), "reinspection_result": "已按要求改正"},
    "result_publication": {},
    "dossier_cover": {},
    "draw_record": {},
    "inquiry_record": {},
}


def made(name: str, more: Mapping[str, Any]) -> bytes:
    spec = CHANGCHUN.document(name)
    assert spec is not None, name
    sample = tomllib.loads(spec.sample.read_text(encoding="utf-8")) | {"started": ENTERED} | dict(more)
    return make_docx(spec, {key: value for key, value in sample.items() if key in spec.field}, strict=False)


@cache
def as_it_should_be(name: str) -> bytes:
    return made(name, WRITTEN[name])


def judged(folder: Path, changed: Mapping[str, Mapping[str, Any] | None]) -> Report:
    """The whole file with some papers otherwise, or left out (None)."""
    for name, usual in WRITTEN.items():
        change = changed.get(name, {})
        if change is not None:
            data = made(name, {**usual, **change}) if change else as_it_should_be(name)
            (folder / f"{name}.docx").write_bytes(data)
    report = check_paths([folder], CHANGCHUN, as_of=date(2026, 12, 8), household="one")
    assert not report.crashes
    return report


def test_a_whole_file_is_complete_and_of_one_mind(tmp_path: Path) -> None:
    report = judged(tmp_path, {})
    assert [finding.message for finding in report.findings] == []
    assert [entry.why for entry in report.undetermined] == []
    assert list(report.households.values()) == ["齐全"]


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"rectification_order": None}, ["DOS101"]),
        ({"reinspection_record": None}, ["DOS101"]),
        ({"approval_form": None}, ["DOS101"]),
        ({"result_feedback": None}, ["DOS101"]),
        ({"registration_form": {"address": "示例县示例路9号"}}, ["AGR301"]),
        ({"result_feedback": {"unit_name": "示例二食品店"}}, ["AGR301"]),
        ({"dossier_cover": {"started": datetime(2026, 5, 21, 9, 0)}}, ["AGR301"]),
        ({"site_record": {"items": [*ITEMS, "特种设备使用情况的检查"]}}, ["AGR302"]),
        ({"site_record": {"result": "未发现问题"}}, ["AGR303"]),
        ({"registration_form": {"inspectors": ["检查员甲（示例001）", "检查员戊（示例005）"]}}, ["AGR304"]),
        ({"reinspection_record": {"reinspection_started": datetime(2026, 6, 1, 9, 0)}}, ["DAT305"]),
        ({"approval_form": {"approved_on": date(2026, 5, 16)}}, ["DAT305"]),
        ({"inquiry_record": {"agency": "示例县专项整治工作专班"}}, ["ROS108"]),
    ],
    ids=lambda given: "、".join(given),
)
def test_a_planted_fault_is_found_and_nothing_else(
    tmp_path: Path, changed: Mapping[str, Mapping[str, Any] | None], codes: list[str]
) -> None:
    report = judged(tmp_path, changed)
    found = [(finding.code, finding.message) for finding in report.findings if finding.severity != "note"]
    assert [code for code, _ in found] == codes, found


def test_an_unreadable_scan_beside_it_adds_no_fault_and_hides_none(tmp_path: Path) -> None:
    (tmp_path / "扫描.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
    report = judged(tmp_path, {"registration_form": {"address": "示例县示例路9号"}})
    assert {finding.code for finding in report.findings if finding.severity != "note"} == {"AGR301"}
