"""What receipts, leaflets and records prove, and which of two papers that do the same a household is given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sample_papers import CHANGCHUN, law, sample

from docgen.make import make_docx
from docgen.make.dossiers import make_dossiers
from docgen.reading import Outcome
from docgen.spec.dossier import DossierLaw
from docgen.spec.dossier_references import dossier_problems
from docgen.spec.references import Known
from docgen.validators.finding import Report
from docgen.validators.run import check_paths

AFTERWARDS = date(2026, 12, 8)


def judged(folder: Path, papers: Mapping[str, bytes]) -> Report:
    for name, data in papers.items():
        (folder / f"{name}.docx").write_bytes(data)
    report = check_paths([folder], CHANGCHUN, as_of=AFTERWARDS, household="one")
    assert not report.crashes
    return report


def outcome(report: Report, code: str) -> Outcome:
    (check,) = [check for check in report.checks if check.code == code]
    return check.outcome


def household(entry: datetime, **papers: Mapping[str, Any]) -> dict[str, bytes]:
    """The papers of a household entered at this hour, told a month before; ``papers`` fills or adds."""
    told = datetime(2026, 4, 1, 9, 0)
    filled: dict[str, Mapping[str, Any]] = {
        "advance_notice": {"acknowledged_at": told, "notified_on": told.date()},
        "approval_form": {},
        "inspection_notice": {},
        "registration_form": {"started": entry},
        "result_feedback": {"result": "未发现问题"},
        **papers,
    }
    return {name: make_docx(law(name), sample(name) | dict(data)) for name, data in filled.items()}


ENTRY = datetime(2026, 5, 20, 9, 0)


@pytest.mark.parametrize(
    ("delivered", "expected"),
    [(datetime(2026, 5, 18, 9, 0), Outcome.CONFORMS), (datetime(2026, 5, 19, 9, 0), Outcome.VIOLATES)],
)
def test_the_receipt_of_the_notice_shows_when_it_was_delivered(
    tmp_path: Path, delivered: datetime, expected: Outcome
) -> None:
    papers = household(ENTRY, delivery_receipt={"delivered": delivered}, site_record={"started": ENTRY})
    assert outcome(judged(tmp_path, papers), "DAT302") == expected


def test_the_receipt_of_another_paper_proves_nothing_about_the_notice(tmp_path: Path) -> None:
    receipt = {"served_papers": ["责令改正通知书（示例3号）"], "delivered": datetime(2026, 5, 21, 9, 0)}
    assert outcome(judged(tmp_path, household(ENTRY, delivery_receipt=receipt)), "DAT302") == Outcome.UNDETERMINED


def test_a_receipt_of_the_advance_notice_counts_for_the_month_and_not_for_the_hours(tmp_path: Path) -> None:
    receipt = {"served_papers": ["检查前1个月告知书"], "delivered": datetime(2026, 4, 25, 9, 0)}
    papers = household(ENTRY, advance_notice={"notified_on": date(2026, 4, 25)}, delivery_receipt=receipt)
    report = judged(tmp_path, papers)
    assert outcome(report, "DAT301") == Outcome.VIOLATES
    assert outcome(report, "DAT302") == Outcome.UNDETERMINED


def test_what_a_receipt_must_be_about_is_a_field_that_there_is() -> None:
    interval = {
        "code": "DAT302", "begins": "送达", "ends": "进入检查", "from": "delivery_receipt.delivered",
        "to": "site_record.started", "at_least": "48 hours",
        "about": {"field": "served_paper", "says": "行政检查通知书"},
    }  # fmt: skip
    documents = {spec.name: spec for spec in CHANGCHUN.documents.values()}
    known = Known(CHANGCHUN.clauses, documents, (), (), lambda name: name)
    problems = dossier_problems("p/dossier.toml", DossierLaw.model_validate({"interval": (interval,)}), known)
    assert [(problem.key, problem.expected) for problem in problems] == [
        ("interval[1].about.field", "各文书中没有这个字段，最接近的是 served_papers")
    ]


@pytest.mark.parametrize(
    ("printed", "expected"), [(date(2026, 4, 15), Outcome.UNDETERMINED), (date(2026, 5, 4), Outcome.VIOLATES)]
)
def test_a_leaflet_stands_for_the_notice_and_its_day_can_only_show_that_it_was_late(
    tmp_path: Path, printed: date, expected: Outcome
) -> None:
    papers = household(ENTRY, leaflet={"printed_on": printed})
    del papers["advance_notice"]
    report = judged(tmp_path, papers)
    assert "DOS101" not in {finding.code for finding in report.findings}
    assert outcome(report, "DAT301") == expected


# ---- a household's papers


def row_for(*names: str) -> dict[str, Any]:
    return {field: value for name in names for field, value in sample(name).items()}


@pytest.mark.parametrize(
    ("columns", "first"),
    [(("advance_notice",), "一个月告知"), (("leaflet",), "宣传单"), (("leaflet", "advance_notice"), "一个月告知")],
)
def test_of_papers_that_do_the_same_a_household_is_given_the_first_its_row_has_the_columns_of(
    tmp_path: Path, columns: tuple[str, ...], first: str
) -> None:
    row = row_for(*columns, "inspection_notice", "registration_form")
    if "advance_notice" not in columns:
        row.pop("notified_on", None)
    rows = tmp_path / "rows.json"
    rows.write_text(json.dumps([row], ensure_ascii=False, default=str), "utf-8")
    report = make_dossiers(CHANGCHUN, rows, tmp_path / "out")
    assert report.troubles == ()
    assert [path.stem for path in report.paths] == [
        f"01_{first}",
        "02_行政检查通知书",
        "03_执法检查登记表",
        "04_行政检查审批表",
    ]


def test_a_row_that_is_enough_for_neither_says_what_the_first_of_them_lacks(tmp_path: Path) -> None:
    rows = tmp_path / "rows.json"
    rows.write_text(json.dumps([row_for("inspection_notice")], ensure_ascii=False, default=str), "utf-8")
    troubles = make_dossiers(CHANGCHUN, rows, tmp_path / "out").troubles
    columns = {trouble.what.partition("：")[0]: [problem.key for problem in trouble.problems] for trouble in troubles}
    assert columns == {
        "《“双随机、一公开”检查前1个月告知书》未制作": ["“检查标准”栏", "“告知日期”栏"],
        "《行政检查审批表》未制作": ["“检查类别”栏"],
    }
