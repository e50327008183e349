"""DOS: what is missing, what an unread file may hide, what cannot be recognised, what is another household's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from paper_builder import AS_OF, AUTHORITY, member, paper, profile, spec

from docgen.errors import Unreadable
from docgen.reading import Outcome
from docgen.validators.finding import Check
from docgen.validators.paper import Dossier, Member, Paper
from docgen.validators.rules.filing import is_recognised, papers_are_its_own
from docgen.validators.rules.intervals import forty_eight_hours
from docgen.validators.rules.presence import is_not_empty, required_papers
from docgen.validators.submission.dossier import dossier_of
from docgen.validators.submission.holders import UNSURE

NAMED = {"unit_name": {"label": "名称"}, "credit_code": {"label": "信用代码"}}
NOTICE = spec("notice", "通知书", {**NAMED, "planned_start": {"label": "计划检查时间", "type": "datetime"}})
FORM = spec("form", "登记表", {**NAMED, "started": {"label": "检查时间", "type": "datetime", "due": "inspected"}})
LEAFLET = spec("leaflet", "宣传单")
RECORD = spec("record", "笔录", {"result": {"label": "结果"}})
REQUIRE = (
    {"any_of": ["notice", "leaflet"], "clause": AUTHORITY.key},
    {"document": "form", "clause": AUTHORITY.key, "due": "inspected"},
    {"document": "record", "if": {"field": "result", "is": ["有问题"]}},
)
ENTRY = {
    "code": "DAT302",
    "begins": "送达",
    "ends": "进入",
    "from": [],
    "to": "form.started",
    "planned": "notice.planned_start",
    "at_least": "48 hours",
}
LAW = profile(NOTICE, FORM, LEAFLET, RECORD, dossier={"require": REQUIRE, "interval": [ENTRY]})


def dossier(*papers: Paper, others: Iterable[Member] = ()) -> Dossier:
    members = (*(one.member for one in papers), *others)
    return dossier_of("某店", members, papers, LAW, AS_OF)


def presence(*papers: Paper, others: Iterable[Member] = ()) -> list[Check]:
    return list(required_papers(dossier(*papers, others=others).inspections[0]))


def test_a_paper_that_is_there_conforms_with_its_file_as_evidence() -> None:
    notice, form = presence(paper(NOTICE, "a.docx"), paper(FORM, "b.docx", started="2026年6月3日"))
    assert (notice.outcome, notice.evidence) == (Outcome.CONFORMS, ("a.docx",))
    assert (form.outcome, form.evidence) == (Outcome.CONFORMS, ("b.docx",))


def test_any_one_of_several_papers_will_do() -> None:
    assert presence(paper(LEAFLET, "l.docx"))[0].outcome is Outcome.CONFORMS


def test_a_missing_paper_says_what_was_searched() -> None:
    photo = Member("1.jpg", 1, "image", evidence=True)
    letter = member("c.docx", "情况说明", unrecognised="不含任何规定文书的标志")
    missing = presence(paper(FORM, "b.docx", started="2026年6月3日"), others=(photo, letter))[0]
    assert missing.outcome is Outcome.VIOLATES
    assert missing.message == "缺少《通知书》或《宣传单》"
    assert (
        missing.actual == "本户3个文件均已识读：《登记表》1份、照片、图片1个、其他文书1份，未见《通知书》或《宣传单》"
    )
    assert (missing.clause, missing.document) == (AUTHORITY, None)


def test_where_all_is_recognised_it_says_so_and_names_the_missing_document() -> None:
    missing = presence(paper(NOTICE, "a.docx", planned_start="2026年6月1日"), paper(NOTICE, "b.docx"))[1]
    assert missing.message == "缺少《登记表》"
    assert str(missing.actual).startswith("本户2个文件均已识别：《通知书》2份，")
    assert missing.document == "test/form"


def test_a_paper_whose_stage_has_not_come_is_not_due() -> None:
    form = presence(paper(NOTICE))[1]
    assert form.outcome is Outcome.NOT_DUE
    assert "尚未见检查的凭证" in form.why


def test_nothing_is_missing_past_an_unread_member() -> None:
    scan = Member("扫描.pdf", 1, "pdf", could_be_paper=True)
    missing = presence(paper(FORM, started="2026年6月3日"), others=(scan,))[0]
    assert (missing.outcome, missing.reason) == (Outcome.UNDETERMINED, "scan")
    assert "扫描.pdf" in missing.why


def test_a_paper_that_may_hold_the_missing_one_is_named() -> None:
    both = paper(NOTICE, "合订.docx", planned_start="2026年6月1日")
    both = replace(both, member=replace(both.member, resembles=("test/form",)))
    form = presence(both)[1]
    assert (form.outcome, form.reason) == (Outcome.UNDETERMINED, "missing")
    assert "含有多种文书的文件中，故不判为缺件：合订.docx" in form.why


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (Member("扫描.pdf", 1, "pdf", could_be_paper=True), "scan"),
        (Member("坏.docx", 1, "docx", trouble=Unreadable("ARC101", "损坏"), could_be_paper=True), "unreadable"),
        (member("草稿.docx", "登记", unrecognised="最接近《登记表》", resembles=("test/form",)), "missing"),
    ],
)
def test_what_may_have_come_already_is_not_said_to_be_due_later(other: Member, reason: str) -> None:
    form = presence(paper(NOTICE), others=(other,))[1]
    assert (form.outcome, form.reason) == (Outcome.UNDETERMINED, reason)
    assert other.path in form.why
    (entered,) = forty_eight_hours(dossier(paper(NOTICE), others=(other,)).inspections[0])
    assert (entered.outcome, entered.reason) == (Outcome.UNDETERMINED, reason)
    assert entered.why == f"尚未见进入的凭证，但凭证可能在以下{UNSURE}中：{other.path}"


def test_photos_and_letters_do_not_keep_an_entry_from_being_not_due() -> None:
    others = (Member("1.jpg", 1, "image", evidence=True), member("信.docx", "说明", unrecognised="无标志"))
    (entered,) = forty_eight_hours(dossier(paper(NOTICE), others=others).inspections[0])
    assert (entered.outcome, entered.why) == (Outcome.NOT_DUE, "尚未见进入的凭证")


def test_the_gravest_cause_is_given_for_what_may_be_missing() -> None:
    scan = Member("扫描.pdf", 1, "pdf", could_be_paper=True)
    broken = Member("坏.docx", 1, "docx", trouble=Unreadable("ARC101", "损坏"), could_be_paper=True)
    alike = member("草稿.docx", "通知", unrecognised="最接近《通知书》", resembles=("test/notice",))
    assert presence(others=(scan, alike))[0].reason == "scan"
    assert presence(others=(scan, broken))[0].reason == "unreadable"
    assert presence(others=(alike,))[0].reason == "missing"


def test_nothing_is_missing_past_a_text_that_bears_its_marks() -> None:
    alike = member("草稿.docx", "通知", unrecognised="最接近《宣传单》", resembles=("test/leaflet",))
    assert presence(paper(FORM), others=(alike,))[0].outcome is Outcome.UNDETERMINED
    assert presence(paper(NOTICE, planned_start="2026年6月1日"), others=(alike,))[1].outcome is Outcome.VIOLATES


def test_photos_hide_no_paper() -> None:
    photo = Member("1.jpg", 1, "image", evidence=True)
    assert presence(others=(photo,))[0].outcome is Outcome.VIOLATES


def test_a_conditional_paper_is_asked_for_only_on_its_condition() -> None:
    assert len(presence(paper(NOTICE))) == 2
    other = spec("other", "他表", {"result": {"label": "结果"}})
    assert len(presence(paper(NOTICE), paper(other, result="未发现问题"))) == 2
    assert (
        presence(paper(NOTICE), paper(other, result="有 问题"))[2].message
        == "缺少《笔录》（《他表》“结果”栏：有 问题）"
    )


def test_there_is_no_more_of_a_paper_than_the_law_lets_be() -> None:
    once = profile(NOTICE, dossier={"require": [{"document": "notice", "at_most": 1, "clause": AUTHORITY.key}]})
    papers = (paper(NOTICE, "a.docx"), paper(NOTICE, "b.docx"))
    (check,) = required_papers(replace(dossier(*papers).inspections[0], papers=papers, profile=once))
    assert check.message == "同一次检查有《通知书》2份，应不超过1份：a.docx、b.docx"


def recognised(one: Member) -> list[Check]:
    return list(is_recognised(one))


def test_a_text_of_no_known_kind_is_noted_with_the_nearest() -> None:
    check = recognised(member("a.docx", "文字", unrecognised="最接近《通知书》，未见其标题"))[0]
    assert check.outcome is Outcome.VIOLATES
    assert check.message == "未能识别为规定的文书：最接近《通知书》，未见其标题"


def test_an_unread_file_may_be_anything() -> None:
    broken = Member("a.docx", 1, "docx", trouble=Unreadable("ARC101", "文件已损坏"), could_be_paper=True)
    scan = member("b.pdf", could_be_paper=True)
    page = Member("c.jpg", 1, "image", evidence=True, could_be_paper=True)
    reasons = [recognised(one)[0].reason for one in (broken, scan, page)]
    assert reasons == ["unreadable", "scan", "scan"]
    assert recognised(broken)[0].why.startswith("文件已损坏，")


def test_photos_are_not_asked_what_paper_they_are() -> None:
    assert recognised(Member("1.jpg", 1, "image", evidence=True)) == []


def test_a_recognised_paper_conforms() -> None:
    assert recognised(member("a.docx", "通知书", taken_for="test/notice"))[0].outcome is Outcome.CONFORMS


def test_an_empty_dossier_is_a_finding() -> None:
    assert next(is_not_empty(dossier())).outcome is Outcome.VIOLATES
    assert next(is_not_empty(dossier(paper(NOTICE)))).outcome is Outcome.CONFORMS


def test_a_paper_of_another_household_is_named_with_both_identities() -> None:
    ours = {"credit_code": "92220100MA00000001", "unit_name": "甲店"}
    papers = (
        paper(NOTICE, "1", **ours),
        paper(FORM, "2", **ours),
        paper(NOTICE, "3", credit_code="X", unit_name="乙店"),
    )
    check = next(papers_are_its_own(dossier(*papers)))
    assert (check.outcome, check.file) == (Outcome.VIOLATES, "3")
    assert (check.expected, check.actual) == ("甲店（92220100MA00000001）", "乙店（X）")
    assert [one.outcome for one in papers_are_its_own(dossier(*papers[:2]))] == [Outcome.CONFORMS]
    assert list(papers_are_its_own(dossier(papers[0], papers[2]))) == []
