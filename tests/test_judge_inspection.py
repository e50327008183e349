"""The papers of a household as an inspection: its name, its stages, its law's day, and papers that are another's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from paper_builder import AS_OF, member, paper, profile, spec

from docgen.spec.dossier import DossierLaw, Stage
from docgen.validators.paper import Paper
from docgen.validators.submission.dossier import dossier_of
from docgen.validators.submission.inspection import law_date, name_of, stages_shown, stages_up_to

NAMED = {"unit_name": {"label": "名称"}, "credit_code": {"label": "信用代码"}, "task_number": {"label": "任务编号"}}
NOTICE = spec(
    "notice",
    "行政检查通知书",
    {
        **NAMED,
        "notice_number": {"label": "编号"},
        "issued_on": {"label": "落款日期", "type": "date"},
        "planned_start": {"label": "计划检查时间", "type": "datetime"},
        "received_at": {"label": "签收时间", "type": "datetime", "due": "delivered"},
    },
)
FORM = spec("form", "登记表", {**NAMED, "started": {"label": "检查时间", "type": "datetime", "due": "inspected"}})
INTERVAL = {
    "code": "DAT302",
    "begins": "送达",
    "ends": "进入",
    "from": "notice.received_at",
    "to": "form.started",
    "planned": "notice.planned_start",
    "at_least": "48 hours",
}
LAW = profile(NOTICE, FORM, dossier={"interval": [INTERVAL]})


def shown(*papers: Paper, as_of: date = AS_OF) -> Mapping[Stage, str]:
    return stages_shown(papers, LAW.dossier, as_of)


def test_a_paper_that_is_there_was_made() -> None:
    assert shown(paper(NOTICE)) == {"made": "文书已制作"}


def test_a_filled_receipt_shows_delivery() -> None:
    assert shown(paper(NOTICE, received_at="2026年6月1日9时10分")) == {
        "made": "文书已制作",
        "delivered": "《行政检查通知书》“签收时间”栏：2026年6月1日9时10分",
    }


def test_a_blank_receipt_shows_nothing() -> None:
    assert "delivered" not in shown(paper(NOTICE, received_at=""))


def test_a_filled_entry_shows_the_inspection() -> None:
    assert shown(paper(FORM, started="2026年6月3日"))["inspected"] == "《登记表》“检查时间”栏：2026年6月3日"


def test_a_planned_time_that_has_passed_counts_where_nothing_shows_the_entry() -> None:
    notice = paper(NOTICE, planned_start="2026年12月7日9时")
    assert shown(notice)["inspected"] == "计划检查时间已过（《行政检查通知书》“计划检查时间”栏：2026年12月7日9时）"
    assert "inspected" not in shown(notice, as_of=date(2026, 12, 7))
    assert "登记表" in shown(notice, paper(FORM, started="2026年12月7日"))["inspected"]


def test_a_plan_without_a_day_shows_nothing() -> None:
    assert "inspected" not in shown(paper(NOTICE, planned_start="另行通知"))


def test_a_stage_that_is_shown_brings_those_before_it() -> None:
    assert stages_up_to({"made": "", "inspected": ""}) == {"made", "delivered", "inspected"}
    assert stages_up_to({}) == {"made"}


def test_an_inspection_is_called_by_its_task_else_its_notice_else_its_number() -> None:
    assert name_of((paper(NOTICE, notice_number="7号"), paper(FORM, task_number="第二批"))) == "第二批"
    assert name_of((paper(NOTICE, notice_number="7号"), paper(FORM))) == "7号"
    assert name_of((paper(NOTICE),)) == "第1次"
    assert (
        name_of((paper(NOTICE, task_number="甲"), paper(FORM, task_number="乙"), paper(FORM, task_number="乙"))) == "乙"
    )


def test_the_law_is_that_of_the_entry_else_of_the_papers_own_date_else_of_the_as_of_date() -> None:
    dossier: DossierLaw = LAW.dossier
    notice = paper(NOTICE, issued_on="2026年5月20日", planned_start="2026年6月3日9时")
    entered = paper(FORM, started="2026年6月4日10时")
    assert law_date((notice, entered), dossier, AS_OF) == (date(2026, 6, 4), "进入检查的日期")
    assert law_date((notice,), dossier, AS_OF) == (date(2026, 5, 20), "文书自身的日期")
    planned = paper(NOTICE, planned_start="2021年6月3日9时")
    assert law_date((planned,), dossier, AS_OF) == (date(2021, 6, 3), "计划检查的日期")
    assert law_date((paper(NOTICE),), dossier, AS_OF) == (AS_OF, "核对截至日")


def stranger_dossier(*identities: tuple[str, str]) -> tuple[int, tuple[str, ...]]:
    papers = tuple(
        paper(NOTICE, f"{number}.docx", credit_code=code, unit_name=name, notice_number=f"{number}号")
        for number, (code, name) in enumerate(identities, start=1)
    )
    dossier = dossier_of("某店", tuple(one.member for one in papers), papers, LAW, AS_OF)
    return len(dossier.inspections[0].papers), tuple(one.file for one in dossier.inspections[0].loose)


def test_a_paper_whose_name_and_code_are_anothers_stays_out_of_the_inspection() -> None:
    assert stranger_dossier(("A", "甲店"), ("A", "甲店"), ("B", "乙店")) == (2, ("3.docx",))


def test_a_single_difference_is_a_slip_and_stays_in() -> None:
    assert stranger_dossier(("A", "甲店"), ("A", "甲店"), ("B", "甲店"), ("A", "甲 店")) == (4, ())


def test_without_a_majority_nobody_is_a_stranger() -> None:
    assert stranger_dossier(("A", "甲店"), ("B", "乙店")) == (2, ())


def test_two_households_in_one_folder_are_told_apart_by_code_and_each_has_its_inspection() -> None:
    assert stranger_dossier(("A", "甲店"), ("A", "甲店"), ("B", "乙店"), ("B", "乙店")) == (2, ())


def test_unread_members_stay_with_the_inspection_that_may_need_them() -> None:
    scan = member("扫描.pdf", could_be_paper=True)
    dossier = dossier_of("某店", (scan,), (), LAW, AS_OF)
    assert (dossier.inspections[0].unread, dossier.inspections[0].members) == (("扫描.pdf",), (scan,))
    assert dossier.unread == (scan,)


def test_an_empty_dossier_has_no_inspection() -> None:
    assert dossier_of("某店", (), (), LAW, AS_OF).inspections == ()
