"""What closes a household's file and a year: cover, catalogue, the feedback of the assessors."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from sample_papers import CHANGCHUN, every_form, law, made, paper, table_row, text, values

from docgen.make import make_docx, read_rows
from docgen.validators.submission.classify import classify
from docgen.view import read_document
from docgen.view.model import paragraphs_of

# ---- the file's own papers


@every_form
def test_the_cover_is_one_sheet_without_a_page_number(form: str) -> None:
    view = made("dossier_cover", form)
    assert not [p for section in view.sections for blocks in section.footers.values() for p in paragraphs_of(blocks)]
    assert {p.place.page for p in view.paragraphs()} <= {None, 1}


@every_form
def test_the_catalogue_is_none_of_the_papers_it_lists(form: str) -> None:
    titles = [title for spec in CHANGCHUN.documents.values() for title in spec.identify.title[:1]]
    listed = [{"name": title, "pages": str(page)} for page, title in enumerate(titles, 1)]
    view = read_document(paper("dossier_catalogue", form, entries=listed), f"paper.{form}")
    found = classify(replace(view, facts=replace(view.facts, mark=None)), CHANGCHUN).document
    assert found is not None
    assert found.name == "dossier_catalogue"


def test_a_sheet_of_pieces_is_one_catalogue(tmp_path: Path) -> None:
    sheet = tmp_path / "卷内目录.csv"
    head = "被检查单位：示例一食品店\n统一社会信用代码：92000000MA00000154\n件数：2\n页数：5\n"
    sheet.write_text(
        f"{head}文件名称及编号,日期,页号\n告知书,2026-04-15,1—2\n通知书,2026-05-15,3—5\n", encoding="utf-8"
    )
    (row,) = read_rows(sheet, law("dossier_catalogue"))
    (table,) = read_document(make_docx(law("dossier_catalogue"), row), "catalogue.docx").tables()
    assert table_row(table, 3) == ["2", "通知书", "2026年5月15日", "3—5", ""]


# ---- what the assessors found


@every_form
def test_feedback_is_read_back_whole(form: str) -> None:
    found = values("issue_feedback", made("issue_feedback", form))
    assert found["assessed_unit"] == "示例县市场监督管理局"
    assert found["assessor"] == "示例市“双随机、一公开”监管工作考核组"
    assert (found["checked_until"], found["plea_by"]) == ("2026年12月8日", "2026年12月15日")
    assert len(found["issues"].splitlines()) >= 3
    assert found["plea"] == found["review_opinion"] == ""


def test_feedback_shows_the_answer_and_what_came_of_it_beside_each_clue() -> None:
    clue = {"clause": "第7项第3条", "target": "示例一食品店", "found": "间隔不足48小时"}
    heard = clue | {"plea": "另有短信送达记录", "review": "属实，不计"}
    view = read_document(paper("issue_feedback", issues=[clue, heard]), "feedback.docx")
    found = values("issue_feedback", view)
    assert (found["plea"], found["review_opinion"]) == ("另有短信送达记录", "属实，不计")


def test_feedback_states_clues_and_no_verdict() -> None:
    said = text(made("issue_feedback"))
    assert "所列均为线索，不是考核结论" in said
    assert not re.search("错误|非法|不合格|得分", said)
