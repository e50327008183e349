"""作废, 更正, 改期: the last valid paper counts, and the report says which and why."""

from __future__ import annotations

from paper_builder import AS_OF, paper, profile, spec

from docgen.reading import Outcome
from docgen.validators.finding import Check
from docgen.validators.paper import Paper
from docgen.validators.rules.filing import one_paper_of_a_kind
from docgen.validators.submission.chains import counting
from docgen.validators.submission.corrections import corrected
from docgen.validators.submission.dossier import dossier_of

FIELDS = {
    "notice_number": {"label": "编号"},
    "task_number": {"label": "任务编号"},
    "agency": {"label": "检查机关"},
    "issued_on": {"label": "制发日期", "type": "date"},
    "reason": {"label": "说明"},
}
NOTICE = spec("notice", "行政检查通知书", FIELDS)
CORRECTION = spec(
    "correction",
    "更正（作废）说明",
    {
        "correction_number": {"label": "编号"},
        "original_number": {"label": "原文书编号"},
        "original_title": {"label": "原文书名称"},
        "treatment": {"label": "处理方式"},
    },
)
WITHDRAWN = {
    "says": ["作废"],
    "instead": ["改期"],
    "document": "correction",
    "number": "original_number",
    "title": "original_title",
    "treatment": "treatment",
}
LAW = profile(NOTICE, CORRECTION, dossier={"require": [{"document": "notice"}], "withdrawn": [WITHDRAWN]})


def notice(path: str, number: str, day: str = "2026年5月15日", **values: str) -> Paper:
    return paper(NOTICE, path, notice_number=number, issued_on=day, **values)


def correction(treatment: str, number: str = "1号", title: str = "") -> Paper:
    return paper(CORRECTION, "更正.docx", original_number=number, original_title=title, treatment=treatment)


def aside(*papers: Paper) -> dict[str, str]:
    return {one.paper.file: one.why for one in counting(papers, LAW.dossier).set_aside}


def test_a_file_named_void_counts_no_longer() -> None:
    assert aside(notice("通知书_作废.docx", "1号"), notice("b.docx", "2号")) == {"通知书_作废.docx": "文件名标明“作废”"}


def test_a_stamp_over_the_title_or_beside_it_makes_a_paper_void() -> None:
    assert aside(notice("a.docx", "作废"), notice("b.docx", "2号")) == {"a.docx": "文书上标明“作废”"}


def test_a_text_that_only_speaks_of_void_papers_stays() -> None:
    assert (
        aside(notice("a.docx", "1号", reason="本通知书送达后，此前口头通知的检查时间一律不再执行，原件作废后应当收回"))
        == {}
    )


def test_a_correction_notice_declares_the_paper_of_that_number_void() -> None:
    papers = (notice("a.docx", "1号"), notice("b.docx", "2号"), correction("作废并重新制发"))
    assert aside(*papers) == {"a.docx": "《更正（作废）说明》（更正.docx）已声明作废"}
    assert aside(*papers[:2], correction("更正")) == {}


def test_without_a_number_it_declares_the_only_paper_of_that_name_void() -> None:
    named = correction("作废", number="", title="行政检查通知书")
    assert list(aside(notice("a.docx", "1号"), named)) == ["a.docx"]
    assert aside(notice("a.docx", "1号"), notice("b.docx", "2号"), named) == {}


def test_a_second_notice_that_names_the_first_takes_its_place() -> None:
    second = notice("b.docx", "2号", reason="原1号通知书的检查时间有变化")
    assert aside(notice("a.docx", "1号"), second) == {
        "a.docx": "后一份《行政检查通知书》（b.docx）写明了原文号，以后一份为准"
    }


def test_a_later_notice_that_says_the_day_was_changed_takes_the_earlier_ones_place() -> None:
    later = notice("b.docx", "2号", "2026年5月17日", reason="因停电改期")
    assert list(aside(notice("a.docx", "1号"), later)) == ["a.docx"]
    assert aside(notice("a.docx", "1号", "2026年5月18日"), later) == {}


def test_a_notice_of_another_task_takes_no_ones_place() -> None:
    later = notice("b.docx", "2号", "2026年5月17日", reason="因停电改期", task_number="乙")
    assert aside(notice("a.docx", "1号", task_number="甲"), later) == {}


def contradictions(*papers: Paper) -> list[Check]:
    dossier = dossier_of("某店", tuple(one.member for one in papers), papers, LAW, AS_OF)
    checks = (check for inspection in dossier.inspections for check in one_paper_of_a_kind(inspection))
    return [check for check in checks if check.outcome is Outcome.VIOLATES]


def test_two_valid_papers_that_contradict_are_named_side_by_side() -> None:
    (check,) = contradictions(*(notice(f"{n}.docx", f"{n}号", task_number="甲") for n in (1, 2)))
    assert "“编号”一份为“1号”，一份为“2号”" in check.message
    assert check.evidence == ("1.docx", "2.docx")


def test_a_chain_copies_and_the_papers_of_two_agencies_do_not_contradict() -> None:
    assert contradictions(notice("a_作废.docx", "1号"), notice("b.docx", "2号")) == []
    assert contradictions(notice("a.docx", "1号"), notice("b.docx", "1号")) == []
    assert contradictions(notice("a.docx", "1号", agency="甲局"), notice("b.docx", "2号", agency="乙局")) == []


def test_the_inspection_keeps_what_was_set_aside_with_what_replaced_it() -> None:
    papers = (notice("a.docx", "1号"), notice("b.docx", "2号", reason="原1号改期"))
    (inspection,) = dossier_of("某店", tuple(one.member for one in papers), papers, LAW, AS_OF).inspections
    assert [one.file for one in inspection.papers] == ["b.docx"]
    (one,) = inspection.set_aside
    assert (one.paper.file, one.by.file if one.by else "") == ("a.docx", "b.docx")


def test_a_slip_that_a_correction_puts_right_counts_as_corrected_and_is_said() -> None:
    law = {
        **WITHDRAWN,
        "changes": "changes",
        "change": "“(?P<place>[^”]+)”栏，原为“(?P<was>[^”]*)”，更正为“(?P<now>[^”]*)”",
    }
    correcting = spec(
        "correction", "更正（作废）说明", {"original_number": {"label": "原文书编号"}, "changes": {"label": "更正内容"}}
    )
    jurisdiction = profile(NOTICE, correcting, dossier={"withdrawn": [law]})
    slip = notice("a.docx", "1号", agency="示例县局", reason="乙")
    note = paper(
        correcting,
        "更正.docx",
        original_number="1号",
        changes="1. “检查机关”栏，原为“示例县局”，更正为“示例市局”。\n2. “说明”栏，原为“甲”，更正为“丙”。",
    )
    (found, _) = corrected((slip, note), jurisdiction.dossier)
    assert (found.value("agency"), found.value("reason")) == ("示例市局", "乙")
    assert found.corrected == ("“检查机关”已按《更正（作废）说明》（更正.docx）更正为“示例市局”",)
    assert corrected((notice("b.docx", "2号", agency="示例县局"), note), jurisdiction.dossier)[0].corrected == ()
