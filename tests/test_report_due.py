"""What falls due soon: its own block at the top of a report, day by day, and in the JSON beside the rest."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest

from docgen.app.cli import main
from docgen.validators.finding import Address, NotDue, Report
from docgen.validators.judging.assembly import Judged, report
from docgen.validators.judging.ledger import Entries
from docgen.validators.report.due import due_within
from docgen.validators.report.json import render_json
from docgen.validators.report.text import render_text

AS_OF = date(2026, 12, 8)


def awaiting(household: str, due: date | None, why: str, code: str = "DAT303", left: int | None = None) -> NotDue:
    return NotDue(code, Address(household=household, inspection="示例2026-002"), due, why, left)


def handed(*entries: NotDue) -> Report:
    judged = [
        Judged(entry.address.household or "", entry.address.household, Entries(not_due=(entry,)), (), Counter(), ())
        for entry in entries
    ]
    return report(judged, AS_OF, titles={})


LATER = awaiting("示例三商贸有限公司", date(2026, 12, 25), "公示应于2026年12月25日前完成，尚余13个工作日", left=13)
SOON = awaiting("示例一食品店", date(2026, 12, 10), "通知书送达应不晚于2026年12月10日9时00分", code="DAT302")
ALSO_SOON = awaiting("示例二小吃店", date(2026, 12, 10), "通知书送达应不晚于2026年12月10日9时00分", code="DAT302")
TODAY = awaiting("示例四便利店", AS_OF, "进入检查应于2026年12月8日前完成", code="DAT306")
UNDATED = awaiting("示例五食品店", None, "尚未见进入检查的凭证")
PAST = awaiting("示例六食品店", date(2026, 12, 7), "……")
ALL = handed(LATER, SOON, ALSO_SOON, TODAY, UNDATED, PAST)


@pytest.mark.parametrize(
    ("days", "whose"),
    [
        (0, ["示例四便利店"]),
        (1, ["示例四便利店"]),
        (2, ["示例四便利店", "示例一食品店", "示例二小吃店"]),
        (17, ["示例四便利店", "示例一食品店", "示例二小吃店", "示例三商贸有限公司"]),
        (10**9, ["示例四便利店", "示例一食品店", "示例二小吃店", "示例三商贸有限公司"]),
    ],
)
def test_what_is_due_from_today_until_then_comes_by_its_day(days: int, whose: list[str]) -> None:
    assert [entry.address.household for entry in due_within(ALL, days).entries] == whose


def test_the_block_stands_at_the_top_and_folds_what_is_the_same_thing() -> None:
    shown = render_text(ALL, within=20)
    block = shown.split("\n\n")[0]
    assert block.splitlines() == [
        "20日内到期（2026年12月8日至2026年12月28日）：4项",
        "　　2026年12月8日　示例四便利店：进入检查应于2026年12月8日前完成（DAT306）",
        "　　2026年12月10日　示例一食品店；示例二小吃店：通知书送达应不晚于2026年12月10日9时00分（DAT302）",
        "　　2026年12月25日　示例三商贸有限公司：公示应于2026年12月25日前完成，尚余13个工作日（DAT303）",
    ]


def test_nothing_due_is_said_too_and_unasked_there_is_no_block() -> None:
    assert render_text(handed(LATER), within=7).startswith("7日内到期（2026年12月8日至2026年12月15日）：无\n")
    assert "到期（" not in render_text(handed(LATER))


def test_the_day_is_not_said_twice() -> None:
    shown = render_text(handed(LATER))
    assert shown.count("2026年12月25日") == 1
    bare = render_text(handed(awaiting("示例一食品店", date(2026, 12, 25), "未到公示期限")))
    assert "【未到期】未到公示期限，应于2026年12月25日前完成（DAT303）" in bare


def told(within: int | None = None) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(render_json(ALL, within=within))
    return parsed


def test_for_machines_every_entry_says_how_many_days_are_left() -> None:
    left = {entry["household"]: (entry["days_left"], entry["working_days_left"]) for entry in told()["not_due"]}
    assert left["示例三商贸有限公司"] == (17, 13)
    assert left["示例四便利店"] == (0, None)
    assert left["示例五食品店"] == (None, None)


def test_for_machines_the_list_is_there_when_it_was_asked_for() -> None:
    assert told()["due_within"] is None
    asked = told(within=2)["due_within"]
    assert (asked["days"], asked["until"]) == (2, "2026-12-10")
    assert [entry["due"] for entry in asked["entries"]] == ["2026-12-08", "2026-12-10", "2026-12-10"]


def test_a_number_of_days_that_is_none_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "no-such-file", "--profile", "changchun", "--within", "一周"]) == 2
    assert "“一周”不是天数" in capsys.readouterr().err
