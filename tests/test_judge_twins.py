"""Copies of one paper: editable file, print, signed scan; and content filed as two papers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from paper_builder import AS_OF, member, paper, profile, spec, view

from docgen.reading import Outcome
from docgen.validators.judging.documents import documents_of
from docgen.validators.paper import Dossier, Member, Paper
from docgen.validators.rules.filing import filed_once
from docgen.validators.submission.dossier import dossier_of
from docgen.validators.submission.doubles import Contents, doubled_within
from docgen.validators.submission.twins import is_signed, joined
from docgen.view.look import CharacterFormat, ParagraphFormat
from docgen.view.model import Cell, DocumentView, Paragraph, Picture, Place, Row, Run, Table

FIELDS = {
    "unit_name": {"label": "名称"},
    "credit_code": {"label": "信用代码"},
    "received_at": {"label": "签收时间", "type": "datetime", "filled": "by hand", "due": "delivered"},
}
NOTICE, FORM = spec("notice", "通知书", FIELDS), spec("form", "登记表", FIELDS)
LAW = profile(NOTICE, FORM, dossier={"copies": [{"signed": ["签收", "盖章", "扫描"]}]})
OURS = {"unit_name": "甲店", "credit_code": "A"}


def scan(path: str, pages: int = 1) -> Member:
    seen = replace(view(kind="pdf", pages=pages, scanned=tuple(range(1, pages + 1))), blocks=())
    return Member(path, 1, "pdf", seen, could_be_paper=True)


def printed(one: Paper) -> Paper:
    seen = replace(one.view, facts=replace(one.view.facts, kind="pdf", pages=1))
    return replace(one, view=seen, signed=is_signed(seen, one.spec, one.fields))


def dossier(*papers: Paper, others: tuple[Member, ...] = ()) -> Dossier:
    return dossier_of("某店", (*(one.member for one in papers), *others), papers, LAW, AS_OF)


@pytest.mark.parametrize(
    "name",
    [
        "户/02_通知书.pdf",
        "户/02_通知书_签收.pdf",
        "户/02_通知书（盖章）.pdf",
        "户/02_通知书扫描件.pdf",
        "户/02_通知书_签收2.jpg",
    ],
)
def test_a_scan_that_bears_the_name_of_a_paper_is_its_signed_copy(name: str) -> None:
    found = dossier(paper(NOTICE, "户/02_通知书.docx", **OURS), others=(scan(name),))
    (notice,) = found.inspections[0].papers
    assert [twin.path for twin in notice.twins] == [name]
    assert (notice.signed, notice.hand_unread) == (True, True)
    assert found.unread == ()
    assert found.members[1].twin_of == "户/02_通知书.docx"


@pytest.mark.parametrize("name", ["户/03_登记表_签收.pdf", "旧/02_通知书_签收.pdf", "户/扫描.pdf"])
def test_any_other_scan_may_be_any_paper(name: str) -> None:
    found = dossier(paper(NOTICE, "户/02_通知书.docx", **OURS), others=(scan(name),))
    assert found.inspections[0].unread == (name,)
    assert found.inspections[0].papers[0].signed is False


def test_a_scan_of_many_more_pages_may_hold_other_papers_too() -> None:
    found = dossier(paper(NOTICE, "户/02_通知书.docx", **OURS), others=(scan("户/02_通知书_签收.pdf", pages=9),))
    assert found.inspections[0].unread == ("户/02_通知书_签收.pdf",)


def test_a_print_with_the_receipt_filled_in_is_the_same_paper_and_the_one_that_counts() -> None:
    editable = paper(NOTICE, "户/通知书.docx", **OURS, received_at="")
    signed = printed(paper(NOTICE, "户/通知书_签收.pdf", **OURS, received_at="2026年6月1日9时"))
    found = dossier(editable, signed)
    (notice,) = found.inspections[0].papers
    assert (notice.file, notice.value("received_at")) == ("户/通知书_签收.pdf", "2026年6月1日9时")
    assert (notice.signed, notice.hand_unread) == (True, False)
    assert [one.file for one in found.copies] == ["户/通知书.docx"]


def test_papers_that_say_different_things_are_no_copies() -> None:
    one = paper(NOTICE, "a.docx", **OURS)
    other = printed(paper(NOTICE, "a.pdf", unit_name="甲店", credit_code="B"))
    again = printed(paper(NOTICE, "b.pdf", **OURS, received_at="2026年6月1日"))
    later = printed(paper(NOTICE, "c.pdf", **OURS, received_at="2026年6月2日"))
    for pair in ((one, other), (again, later)):
        assert len(joined([paper.member for paper in pair], pair, LAW.dossier).papers) == 2


def test_two_files_of_equal_content_are_one_paper_in_silence() -> None:
    found = dossier(paper(NOTICE, "a.docx", **OURS), paper(NOTICE, "副本.docx", **OURS))
    assert len(found.inspections[0].papers) == 1
    assert [check.outcome for check in filed_once(found)] == [Outcome.CONFORMS]


def test_a_copy_under_the_name_of_another_kind_is_content_filed_twice() -> None:
    odd = paper(NOTICE, "登记表.docx", **OURS)
    odd = replace(odd, member=replace(odd.member, misnamed="文件名称为《登记表》，内容是《通知书》"))
    found = dossier(paper(NOTICE, "通知书.docx", **OURS), odd)
    found = replace(found, doubled=tuple(doubled_within(found.papers, found.copies)))
    (check,) = filed_once(found)
    assert (check.outcome, check.file) == (Outcome.VIOLATES, "登记表.docx")
    assert "通知书.docx" in check.message


def test_a_households_paper_in_the_folder_of_another_is_content_filed_twice() -> None:
    contents = Contents()
    mine, theirs = paper(NOTICE, "甲/a.docx", **OURS), paper(NOTICE, "乙/b.docx", **OURS)
    leaflet = paper(FORM, "甲/宣传.docx", unit_name="", credit_code="")
    assert list(contents.doubled("甲", (mine, leaflet))) == []
    (found,) = contents.doubled("乙", (theirs, leaflet))
    assert (found.paper.file, found.file, found.where) == ("乙/b.docx", "甲/a.docx", "另一户“甲”的档案中")


@pytest.mark.parametrize("trouble", [scan("户/扫描.pdf"), member("坏.docx", could_be_paper=True)])
def test_an_unread_file_never_takes_a_paper_out_of_its_inspection(trouble: Member) -> None:
    papers = (paper(NOTICE, "户/通知书.docx", **OURS), paper(FORM, "户/登记表.docx", **OURS))
    with_it, without = dossier(*papers, others=(trouble,)), dossier(*papers)
    assert [one.file for one in with_it.inspections[0].papers] == [one.file for one in without.inspections[0].papers]
    assert with_it.inspections[0].unread == (trouble.path,)


def test_every_copy_is_listed_with_its_inspection_and_the_paper_it_is_a_copy_of() -> None:
    editable = paper(NOTICE, "户/通知书.docx", **OURS, received_at="")
    signed = printed(paper(NOTICE, "户/通知书.pdf", **OURS, received_at="2026年6月1日9时"))
    listed = {
        one.address.file: one for one in documents_of(dossier(editable, signed, others=(scan("户/通知书_签收.pdf"),)))
    }
    assert {file: (one.state, one.address.inspection) for file, one in listed.items()} == {
        "户/通知书.docx": ("copy", "第1次"),
        "户/通知书.pdf": ("counts", "第1次"),
        "户/通知书_签收.pdf": ("copy", "第1次"),
    }
    assert listed["户/通知书.docx"].remark == "与户/通知书.pdf是同一份文书"
    assert set(listed["户/通知书.pdf"].twins) == {"户/通知书.docx", "户/通知书_签收.pdf"}


def test_a_picture_where_somebody_signs_makes_an_editable_file_a_signed_copy() -> None:
    law = spec("signed", "回执", FIELDS, signature=[{"who": "签收人"}])

    def form(label: str) -> DocumentView:
        blank, seen = ParagraphFormat(), view("回执")
        stroke = Paragraph((), blank, Place(), pictures=(Picture(None, None),))
        said = Paragraph((Run(label, CharacterFormat()),), blank, Place())
        cells = (Cell(1, 1, 1, 1, (said,)), Cell(1, 2, 1, 1, (stroke,)))
        return replace(seen, blocks=(*seen.blocks, Table((), (Row(),), cells, Place(table=1))))

    assert is_signed(form("签收人"), law, {})
    assert not is_signed(form("现场照片"), law, {})
