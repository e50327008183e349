"""The JSON report is a contract: these keys, in this order, every one always there."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest
from paper_builder import AS_OF, AUTHORITY

from docgen.reading import Outcome
from docgen.validators.finding import (
    Address,
    DocumentEntry,
    Exempt,
    Finding,
    LawUsed,
    NotDue,
    Relation,
    Report,
    Undetermined,
)
from docgen.validators.judging.assembly import Judged, report
from docgen.validators.judging.ledger import Entries
from docgen.validators.report.json import render_json
from docgen.view.model import Place

ADDRESS_KEYS = ["unit", "household", "inspection", "file", "document", "place"]
PLACE_KEYS = ["section", "page", "paragraph", "table", "row", "column", "role", "field"]
PHONE = "13812345678"
HOME = "示例路1号"


def address(file: str | None = "某店/a.docx", household: str | None = "某店", place: Place | None = None) -> Address:
    return Address(None, household, "第1次", file, "test/notice", place or Place(section=1))


def finding(where: Address | None = None, code: str = "PAG102", **said: Any) -> Finding:
    known: dict[str, Any] = {
        "message": "左边距不符",
        "expected": "甲",
        "actual": "乙",
        "clause": AUTHORITY,
        "fix": "照办",
        "mendable": "edit",
    }
    return Finding(code, said.pop("severity", "error"), where or address(), **{**known, **said})


def judged(*findings: Finding, household: str | None = "某店") -> Judged:
    fields = {"unit_name": "甲店", "phone": PHONE, "home": HOME, "note": "无"}
    whole = Entries(
        findings,
        (Undetermined("DAT302", address(), "time", f"电话{PHONE}无人接听"),),
        (NotDue("DAT303", address(None), date(2026, 12, 25), "未满20个工作日"),),
        (Exempt("DAT302", address(), "无法联系"),),
        (Relation("AGR301", address(None), Outcome.CONFORMS, {"a.docx": PHONE}, "一致", "无差", ("a.docx",)),),
    )
    entry = DocumentEntry(address(), 2, "test/notice", fields=fields, personal=("phone", "home", "note"))
    return Judged(household or "a.docx", household, whole, (entry,), Counter({"PAG102": 1}), ())


def shown(*findings: Finding, unmask: bool = False) -> dict[str, Any]:
    law = (LawUsed("test", "2026", "0" * 64),)
    parsed: dict[str, Any] = json.loads(render_json(report([judged(*findings)], AS_OF, law, "test"), unmask=unmask))
    return parsed


def test_the_report_has_exactly_these_keys_in_this_order() -> None:
    parsed = shown(finding())
    assert list(parsed) == [
        "format", "profile", "as_of", "law", "findings", "undetermined", "not_due", "exempt", "checks", "documents",
        "ran", "summary", "due_within",
    ]  # fmt: skip
    assert (parsed["format"], parsed["profile"], parsed["as_of"]) == (1, "test", "2026-12-08")
    assert parsed["law"] == [{"key": "test", "edition": "2026", "sha256": "0" * 64}]
    assert parsed["ran"] == {"PAG102": 1}


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("findings", ["message", "expected", "actual", "clause", "fix", "mendable", "deduct", "also"]),
        ("undetermined", ["reason", "why"]),
        ("not_due", ["due", "why", "days_left", "working_days_left"]),
        ("exempt", ["why"]),
        ("checks", ["outcome", "inputs", "limit", "margin", "evidence"]),
    ],
)
def test_every_object_carries_its_code_its_address_and_its_own_keys(name: str, own: list[str]) -> None:
    first = ["code", "severity"] if name == "findings" else ["code"]
    (entry,) = shown(finding())[name]
    assert list(entry) == [*first, *ADDRESS_KEYS, *own]
    assert list(entry["place"]) == PLACE_KEYS


def test_documents_carry_the_address_too() -> None:
    (entry,) = shown()["documents"]
    assert list(entry) == [
        "unit", "household", "inspection", "file", "pages", "twins", "document", "fields", "place",
        "part", "state", "remark", "why", "runner_up", "signatures", "converted",
    ]  # fmt: skip
    assert (entry["pages"], entry["twins"], entry["document"]) == (2, [], "test/notice")


def test_the_clause_is_verbatim_or_null() -> None:
    with_clause, without = shown(finding(), finding(code="TYP105", clause=None))["findings"]
    assert with_clause["clause"] == {
        "key": "C-1",
        "sentence": "未按规定的每户扣0.1分",
        "source": "考核细则",
        "basis": "authority",
    }
    assert without["clause"] is None


def test_the_summary_counts_what_is_listed() -> None:
    assert shown(finding(), finding(severity="note"), finding(severity="warning"))["summary"] == {
        "units": [],
        "households": {"齐全": 0, "有问题": 1, "未能核对": 0},
        "files": 1,
        "error": 1,
        "warning": 1,
        "note": 1,
        "undetermined": 1,
        "not_due": 1,
        "exempt": 1,
    }


def test_a_single_paper_counts_among_the_three_numbers() -> None:
    parsed = json.loads(render_json(report([judged(household=None)], AS_OF)))
    assert parsed["summary"]["households"] == {"齐全": 0, "有问题": 0, "未能核对": 1}


def test_findings_are_sorted_by_household_file_place_and_code() -> None:
    unsorted = (
        finding(address("某店/b.docx")),
        finding(address("某店/a.docx", place=Place(section=2))),
        finding(address("某店/a.docx"), code="TYP101"),
        finding(address("某店/a.docx"), code="PAG101"),
        finding(address(None)),
        finding(address("z.docx", household=None)),
    )
    for order in (unsorted, unsorted[::-1]):
        listed = [
            (one["household"], one["file"], one["place"]["section"], one["code"]) for one in shown(*order)["findings"]
        ]
        assert listed == [
            (None, "z.docx", 1, "PAG102"),
            ("某店", None, 1, "PAG102"),
            ("某店", "某店/a.docx", 1, "PAG101"),
            ("某店", "某店/a.docx", 1, "TYP101"),
            ("某店", "某店/a.docx", 2, "PAG102"),
            ("某店", "某店/b.docx", 1, "PAG102"),
        ]


def test_personal_fields_are_masked_wherever_they_are_quoted() -> None:
    parsed = shown(finding(message=f"“电话”栏应为11位，现为“{PHONE}”", actual=PHONE, also=(f"住所{HOME}",)))
    assert PHONE not in json.dumps(parsed, ensure_ascii=False)
    assert HOME not in json.dumps(parsed, ensure_ascii=False)
    assert parsed["documents"][0]["fields"] == {
        "unit_name": "甲店",
        "phone": "138****5678",
        "home": "示****",
        "note": "无",
    }
    assert parsed["findings"][0]["message"] == "“电话”栏应为11位，现为“138****5678”"
    assert parsed["undetermined"][0]["why"] == "电话138****5678无人接听"
    assert parsed["checks"][0]["inputs"] == {"a.docx": "138****5678"}


def test_short_personal_values_are_not_hidden_in_unrelated_words() -> None:
    assert shown(finding(message="无此栏"))["findings"][0]["message"] == "无此栏"


def test_unmasked_they_stand_in_full() -> None:
    assert shown(unmask=True)["documents"][0]["fields"]["phone"] == PHONE


def test_an_empty_report_still_has_every_key() -> None:
    empty: Report = report([], AS_OF)
    parsed = json.loads(render_json(empty))
    assert parsed["profile"] is None
    assert parsed["summary"]["households"] == {"齐全": 0, "有问题": 0, "未能核对": 0}
    assert parsed["findings"] == parsed["documents"] == []
