"""The papers of a household by inspection: task number, else notice number, else nearest dates and items."""

from __future__ import annotations

from paper_builder import AS_OF, paper, profile, spec

from docgen.spec.model import DocumentSpec
from docgen.validators.paper import Dossier, Paper
from docgen.validators.submission.dossier import dossier_of
from docgen.validators.submission.grouping import grouped

COMMON = {
    "task_number": {"label": "任务编号"},
    "unit_name": {"label": "名称"},
    "credit_code": {"label": "信用代码"},
    "items": {"label": "检查事项", "type": "items"},
}
NOTICE = spec(
    "notice",
    "通知书",
    {**COMMON, "notice_number": {"label": "编号"}, "planned_start": {"label": "计划时间", "type": "datetime"}},
)
FORM = spec("form", "登记表", {**COMMON, "started": {"label": "检查时间", "type": "datetime", "due": "inspected"}})
ORDER = spec("order", "责令改正通知书", {**COMMON, "order_number": {"label": "文号"}})
AGAIN = spec(
    "again",
    "复查记录",
    {**COMMON, "again_number": {"label": "编号"}, "order_number": {"label": "原责令改正通知书编号"}},
)
LEAFLET = spec("leaflet", "宣传单", {"scope": {"label": "范围"}})
INTERVAL = {
    "code": "DAT302",
    "begins": "送达",
    "ends": "进入",
    "from": "notice.received_at",
    "to": "form.started",
    "planned": "notice.planned_start",
    "at_least": "48 hours",
}
LAW = profile(
    NOTICE, FORM, ORDER, AGAIN, LEAFLET,
    dossier={"interval": [INTERVAL], "require": [{"document": "notice"}, {"document": "form"}]},
)  # fmt: skip


def made(kind: DocumentSpec, path: str, **values: str) -> Paper:
    return paper(kind, path, **values)


def groups(*papers: Paper) -> list[list[str]]:
    return [[one.file for one in group] for group in grouped(papers, LAW.dossier).inspections]


def loose(*papers: Paper) -> list[str]:
    return [one.file for one in grouped(papers, LAW.dossier).loose]


def spring(task: str = "一") -> tuple[Paper, ...]:
    plan = {"notice_number": "1号", "planned_start": "2026年5月20日", "items": "许可检查"}
    return (
        made(NOTICE, "春/通知", task_number=task, **plan),
        made(FORM, "春/登记", task_number=task, started="2026年5月20日", items="许可检查"),
    )


def autumn(task: str = "二") -> tuple[Paper, ...]:
    plan = {"notice_number": "2号", "planned_start": "2026年9月22日", "items": "许可检查"}
    return (
        made(NOTICE, "秋/通知", task_number=task, **plan),
        made(FORM, "秋/登记", task_number=task, started="2026年9月22日", items="许可检查"),
    )


def test_papers_of_two_tasks_are_two_inspections_in_the_order_of_their_dates() -> None:
    assert groups(*autumn(), *spring()) == [["春/通知", "春/登记"], ["秋/通知", "秋/登记"]]


def test_one_number_two_inspections_share_does_not_make_them_one() -> None:
    def told(season: str, task: str, number: str) -> tuple[Paper, ...]:
        order = made(ORDER, f"{season}/责改", task_number=task, order_number="7号")
        return order, made(AGAIN, f"{season}/复查", task_number=task, again_number=number)

    assert len(groups(*spring(), *told("春", "一", "3号"), *autumn(), *told("秋", "二", "4号"))) == 2


def test_one_papers_odd_number_among_agreeing_facts_is_one_inspection() -> None:
    notice, form = spring()
    odd = made(FORM, "春/登记", task_number="—", started="2026年5月20日", items="许可检查")
    assert groups(notice, odd) == [["春/通知", "春/登记"]]
    assert groups(notice, made(FORM, "春/登记", task_number="九")) == [["春/通知", "春/登记"]]
    assert groups(
        notice, form, made(NOTICE, "另", task_number="九", notice_number="9号", planned_start="2026年9月1日")
    ) == [
        ["春/通知", "春/登记"],
        ["另"],
    ]


def test_without_task_numbers_notices_of_different_days_tell_them_apart() -> None:
    assert groups(*spring(""), *autumn("")) == [["春/通知", "春/登记"], ["秋/通知", "秋/登记"]]
    assert groups(*spring("")) == [["春/通知", "春/登记"]]


def test_a_blank_form_belongs_to_the_one_inspection_that_has_none() -> None:
    blank = made(FORM, "空白表", items="许可检查")
    assert groups(spring("")[0], *autumn(""), blank) == [["春/通知", "空白表"], ["秋/通知", "秋/登记"]]


def test_a_reinspection_belongs_to_the_inspection_whose_order_it_names() -> None:
    order = made(ORDER, "责令", task_number="一", order_number="改1号")
    again = made(AGAIN, "复查", order_number="改1号", again_number="复1号")
    assert groups(*spring(), order, *autumn(), again)[0] == ["春/通知", "春/登记", "责令", "复查"]


def test_what_no_inspection_can_be_told_for_is_left_over_and_may_be_any_ones() -> None:
    papers = (*spring(), *autumn(), made(LEAFLET, "宣传单", scope="全部餐饮店"))
    assert loose(*papers) == ["宣传单"]
    found = dossier_of("某店", tuple(one.member for one in papers), papers, LAW, AS_OF)
    assert [one.file for one in found.unfiled] == ["宣传单"]
    assert [[one.file for one in inspection.loose] for inspection in found.inspections] == [["宣传单"], ["宣传单"]]
    assert loose(*spring(), made(LEAFLET, "宣传单")) == []


def mixed() -> Dossier:
    jia, yi = ({"credit_code": "A", "unit_name": "甲店"}, {"credit_code": "B", "unit_name": "乙店"})
    papers = tuple(
        made(kind, f"{who['unit_name']}/{kind.name}", task_number="一", **who)
        for who in (jia, yi)
        for kind in (NOTICE, FORM)
    )
    return dossier_of("混放", tuple(one.member for one in papers), papers, LAW, AS_OF)


def test_two_households_in_one_folder_are_inspections_of_their_own_named_by_whose_they_are() -> None:
    assert {one.name: [paper.file for paper in one.papers] for one in mixed().inspections} == {
        "一（甲店）": ["甲店/notice", "甲店/form"],
        "一（乙店）": ["乙店/notice", "乙店/form"],
    }
