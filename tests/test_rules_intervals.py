"""DAT301 and DAT302 beyond a pair of dates: rows of lists, boundaries, and what is due before the inspection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from paper_builder import paper, profile, spec
from pydantic import ValidationError

from docgen.reading import Outcome
from docgen.spec.times import Interval
from docgen.validators.content.moments import moments
from docgen.validators.finding import Check
from docgen.validators.paper import Inspection, Paper
from docgen.validators.registers import RegisterRow
from docgen.validators.rules.intervals import forty_eight_hours, one_month_notice
from docgen.view.fields import FieldReading
from docgen.view.model import Place

TIME = {"type": "datetime"}
NOTICE = spec("notice", "通知书", {
    "unit_name": {"label": "被检查单位"}, "credit_code": {"label": "统一社会信用代码"},
    "received_at": {"label": "签收时间", **TIME}, "planned_start": {"label": "计划时间", **TIME},
})  # fmt: skip
RECEIPT = spec("receipt", "送达回证", {
    "served_papers": {"label": "送达文书", "type": "items", "grid": {
        "paper": {"label": "文书名称及文号"}, "delivered": {"label": "送达时间", **TIME},
    }},
    "delivered": {"label": "送达时间", **TIME},
})  # fmt: skip
REGISTER = spec("register_of_leaflets", "发放登记表", {
    "recipients": {"label": "发放对象", "type": "items", "columns": {
        "unit_name": {"label": "户名"}, "credit_code": {"label": "统一社会信用代码"},
        "handed_on": {"label": "发放日期", "type": "date"},
    }},
})  # fmt: skip
FORM = spec("form", "登记表", {"started": {"label": "检查时间", **TIME}})
HOURS = {
    "code": "DAT302", "begins": "送达", "ends": "进入检查", "at_least": "48 hours", "to": ["form.started"],
    "from": ["receipt.delivered", "notice.received_at", "register.delivered"], "planned": ["notice.planned_start"],
    "about": {"field": "served_papers", "says": "检查通知书"}, "clause": "C-1",
}  # fmt: skip
MONTH = {
    **HOURS, "code": "DAT301", "begins": "告知", "at_least": "1 month",
    "from": ["receipt.delivered", "register_of_leaflets.recipients.handed_on"],
    "about": {"field": "served_papers", "says": ["告知书"]},
}  # fmt: skip


def inspection(*papers: Paper, shared: tuple[Paper, ...] = (), strict: bool = False, as_of: str = "") -> Inspection:
    law = profile(NOTICE, RECEIPT, REGISTER, FORM, dossier={"interval": [HOURS, MONTH]})
    doubt = law.clauses["C-1"].model_copy(update={"doubt": "strict" if strict else "favour"})
    stages: Any = {"made": "文书已制作"} if as_of else {"inspected": "检查时间"}
    day = date.fromisoformat(as_of or "2026-12-08")
    return Inspection(None, papers, law.model_copy(update={"clauses": {"C-1": doubt}}), day, stages, shared=shared)


def hours(*papers: Paper, **how: Any) -> Check:
    (check,) = forty_eight_hours(inspection(*papers, **how))
    return check


def month(*papers: Paper, **how: Any) -> Check:
    (check,) = one_month_notice(inspection(*papers, **how))
    return check


def listed(held: Paper, name: str, *rows: Mapping[str, str]) -> Paper:
    """The paper with a list that stands in these rows of its table."""
    entries = tuple(
        {key: FieldReading(key, text, Place(page=1, table=2, row=number)) for key, text in row.items()}
        for number, row in enumerate(rows, 2)
    )
    text = "\n".join(next(iter(row.values())) for row in rows)
    return replace(held, fields={**held.fields, name: FieldReading(name, text, Place(), entries)})


def receipt(*rows: tuple[str, str]) -> Paper:
    every = "\n".join(delivered for _, delivered in rows)
    columns = ({"paper": served, "delivered": delivered} for served, delivered in rows)
    return listed(paper(RECEIPT, delivered=every), "served_papers", *columns)


ENTERED = paper(FORM, started="2026年6月15日9时00分")


def test_of_a_receipt_of_several_papers_each_has_its_own_time() -> None:
    served = receipt(
        ("检查告知书", "2026年5月10日9时00分"), ("行政检查通知书（示例通〔2026〕2号）", "2026年6月14日9时00分")
    )
    late = hours(served, ENTERED)
    assert late.outcome is Outcome.VIOLATES
    assert "送达 2026年6月14日9时00分（《送达回证》第1页 表2第3行“送达时间”栏）" in (late.actual or "")
    told = month(served, ENTERED)
    assert told.outcome is Outcome.CONFORMS
    assert "2026年5月10日" in told.inputs["告知"]


def test_a_row_of_this_paper_without_a_time_is_no_evidence_of_it() -> None:
    served = receipt(("检查告知书", "2026年5月10日9时00分"), ("行政检查通知书", ""))
    assert hours(served, ENTERED).reason == "missing"


def test_where_a_receipt_has_no_rows_its_one_time_is_of_all_it_names() -> None:
    served = paper(RECEIPT, served_papers="行政检查通知书；检查告知书", delivered="2026年6月10日9时00分")
    assert hours(served, ENTERED).outcome is Outcome.CONFORMS


def own(**values: str) -> Paper:
    return paper(NOTICE, unit_name="示例一食品店", credit_code="92000000MA00000154", **values)


def leaflets(*rows: Mapping[str, str]) -> Paper:
    return listed(paper(REGISTER), "recipients", *rows)


FIRST = {"unit_name": "示例一食品店", "credit_code": "92000000MA00000154", "handed_on": "2026年5月15日"}
SECOND = {"unit_name": "示例二小吃店", "credit_code": "92000000MA00000167", "handed_on": "2026年6月10日"}


def test_of_a_shared_register_only_this_households_row_counts() -> None:
    check = month(own(), ENTERED, shared=(leaflets(SECOND, FIRST),))
    assert check.outcome is Outcome.CONFORMS
    assert check.inputs["告知"] == "2026年5月15日（《发放登记表》第1页 表2第3行“发放日期”栏）"
    assert "发放登记表.docx" in check.evidence


def test_a_register_without_this_household_is_no_evidence() -> None:
    assert month(own(), ENTERED, shared=(leaflets(SECOND),)).reason == "missing"


def test_a_list_that_is_none_of_households_excludes_nobody() -> None:
    catalogue = spec("catalogue", "卷内目录", {
        "archived_on": {"label": "归档日期", "type": "date"},
        "entries": {"label": "目录", "type": "items", "columns": {"name": {"label": "文件名称"}}},
    })  # fmt: skip
    held = listed(paper(catalogue, archived_on="2026年6月30日"), "entries", {"name": "行政检查通知书"})
    (moment,) = moments(inspection(own(), held), ("catalogue.archived_on",))
    assert moment.written == "2026年6月30日"


def test_a_row_is_found_by_name_where_its_code_is_a_slip() -> None:
    slip = {**FIRST, "credit_code": "92000000MA00000145"}
    assert month(own(), ENTERED, shared=(leaflets(slip, SECOND),)).outcome is Outcome.CONFORMS


def test_a_day_a_spreadsheet_counts_is_read_as_that_day() -> None:
    counted = {**FIRST, "handed_on": "46157"}
    assert month(own(), ENTERED, shared=(leaflets(counted),)).outcome is Outcome.CONFORMS


@pytest.mark.parametrize(
    ("received", "favour", "strict"),
    [
        ("2026年6月13日9时00分", Outcome.CONFORMS, Outcome.VIOLATES),
        ("2026年6月13日8时59分", Outcome.CONFORMS, Outcome.CONFORMS),
        ("2026年6月13日9时01分", Outcome.VIOLATES, Outcome.VIOLATES),
    ],
)
def test_exactly_48_hours_hang_on_how_the_clause_reads_its_boundary(
    received: str, favour: Outcome, strict: Outcome
) -> None:
    assert hours(own(received_at=received), ENTERED).outcome is favour
    assert hours(own(received_at=received), ENTERED, strict=True).outcome is strict


def test_a_boundary_is_said_to_be_one() -> None:
    check = hours(own(received_at="2026年6月13日9时00分"), ENTERED)
    assert check.margin == "实际间隔48小时，应不少于48小时，恰为界限，从宽认定为合乎"
    assert check.limit == "不少于48小时（满时即为合乎）"
    strict = hours(own(received_at="2026年6月13日9时00分"), ENTERED, strict=True)
    assert strict.expected == "不少于48小时（满时不算）"
    assert (strict.actual or "").endswith("恰为界限，从严认定")
    day = month(own(), ENTERED, shared=(leaflets(FIRST),))
    assert (day.margin or "").endswith("从宽认定为合乎")
    assert month(own(), ENTERED, shared=(leaflets(FIRST),), strict=True).outcome is Outcome.VIOLATES


def test_before_delivery_the_planned_entry_says_by_when_it_is_due() -> None:
    check = hours(own(planned_start="2026年6月15日9时00分"), as_of="2026-06-10")
    assert (check.outcome, check.due) == (Outcome.NOT_DUE, date(2026, 6, 13))
    assert check.why == (
        "尚未见送达的时间；计划2026年6月15日9时00分（《通知书》“计划时间”栏）进入检查，"
        "送达应不晚于2026年6月13日9时00分（48小时）"
    )
    notice = month(own(planned_start="2026年6月15日9时00分"), as_of="2026-05-10")
    assert notice.due == date(2026, 5, 15)


def test_a_plan_that_leaves_too_little_time_says_so_and_names_no_day() -> None:
    check = hours(own(planned_start="2026年6月15日9时00分"), as_of="2026-06-14")
    assert (check.outcome, check.due) == (Outcome.NOT_DUE, None)
    assert check.why.endswith("距该计划时间已不足48小时")


def test_after_delivery_it_says_from_when_the_time_is_over() -> None:
    check = hours(own(received_at="2026年6月10日9时00分"), as_of="2026-06-11")
    assert (check.outcome, check.due) == (Outcome.NOT_DUE, None)
    assert check.why.endswith("自2026年6月12日9时00分起满48小时")


@pytest.mark.parametrize("day", ["9999年12月31日9时00分", "1年1月1日", "0001年1月1日0时00分"])
def test_the_ends_of_the_calendar_break_nothing(day: str) -> None:
    for check in (
        hours(own(received_at=day), ENTERED),
        hours(own(received_at="2026年6月1日"), paper(FORM, started=day)),
    ):
        assert check.outcome in (Outcome.VIOLATES, Outcome.CONFORMS, Outcome.UNDETERMINED)
    assert hours(own(planned_start=day), as_of="2026-06-11").outcome is Outcome.NOT_DUE
    assert month(own(planned_start=day), as_of="2026-06-11").outcome is Outcome.NOT_DUE


def test_what_the_unit_wrote_into_its_own_register_is_said_to_be_no_proof() -> None:
    row = RegisterRow(
        "抽查名单.xlsx", 5, {"delivered": FieldReading("delivered", "2026年6月14日9时00分", Place(row=5))}
    )
    (check,) = forty_eight_hours(replace(inspection(own(), ENTERED), register_row=row))
    assert check.outcome is Outcome.VIOLATES
    assert check.inputs["送达"] == "2026年6月14日9时00分（抽查名单第5行，台账自填，未附凭证）"
    (check,) = forty_eight_hours(
        replace(inspection(own(received_at="2026年6月10日9时00分"), ENTERED), register_row=row)
    )
    assert check.outcome is Outcome.UNDETERMINED
    assert "结论不同" in check.why


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"at_least": "20 working days"}, "at_least 应以 hours、days 或 months 计"),
        ({"at_least": None, "at_most": "20 days"}, "at_most 应以 working days 计"),
        ({"at_most": "20 working days"}, "应写 at_least 或 at_most 之一"),
        ({"at_least": None}, "应写 at_least 或 at_most 之一"),
    ],
)
def test_a_law_of_time_that_no_rule_would_judge_is_refused(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Interval.model_validate({**HOURS, **changed})
