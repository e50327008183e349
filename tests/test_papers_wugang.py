"""Wugang's own papers: the score sheet, the measures, the rules of the rosters and the two rosters."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

import pytest
from pdf_builder import needs_fonts

from docgen.make.papers import make_docx, make_pdf
from docgen.make.rows import read_rows
from docgen.spec import load_document, load_profile
from docgen.spec.model import DocumentSpec
from docgen.spec.rubric import Rubric
from docgen.view import read_document
from docgen.view.model import Cell, DocumentView, Table

OWN = ("assessment_measures", "score_sheet", "roster_rules", "target_roster", "inspector_roster")
every_paper_of_its_own = pytest.mark.parametrize("name", OWN)


@cache
def law(name: str) -> DocumentSpec:
    return load_document(f"wugang/{name}")


@cache
def sample(name: str) -> bytes:
    (row,) = read_rows(law(name).sample, law(name))
    return make_docx(law(name), row)


@cache
def made(name: str) -> DocumentView:
    return read_document(sample(name))


def table_of(name: str) -> Table:
    (table,) = made(name).tables()
    return table


def column(table: Table, number: int) -> list[Cell]:
    return [cell for cell in table.cells if cell.column == number]


def lines(name: str) -> list[str]:
    return [paragraph.full_text for paragraph in made(name).paragraphs() if paragraph.full_text.strip()]


@every_paper_of_its_own
def test_the_layout_is_said_to_be_ours(name: str) -> None:
    spec = law(name)
    assert spec.clauses[spec.clause].basis == "house"
    assert {spec.clause_of(role.clause).basis for role in spec.role.values()} == {"house"}


# ---- the score sheet


@cache
def rubric() -> Rubric:
    found = law("score_sheet").rubric
    assert found is not None
    return found


def test_the_parts_of_the_score_sheet_sum_to_a_hundred_and_each_to_its_rows() -> None:
    assert [item.points for item in rubric().items] == ["20", "70", "10"]
    assert sum(Decimal(item.points) for item in rubric().items) == Decimal(rubric().weight) == 100
    rows = [sum(Decimal(clause.points or 0) for clause in item.clauses) for item in rubric().items]
    assert rows == [20, 70, 10]


def test_the_score_sheet_awards_and_never_deducts() -> None:
    clauses = [clause for item in rubric().items for clause in item.clauses]
    assert len(clauses) == 12
    assert [clause.id for clause in clauses if clause.deductions] == []
    assert [clause.id for clause in clauses if f"{clause.points}分" not in (clause.name or "")] == []


def test_every_standard_of_the_score_sheet_can_be_cited() -> None:
    clauses = load_profile("wugang").clauses
    for item in rubric().items:
        for number, standard in enumerate(item.clauses, 1):
            cited = clauses[f"WG-{item.id}-{number}"]
            assert cited.sentence == standard.text
            assert cited.source == f"舞双随机〔2021〕7号附件2第{item.id}项第{number}条"


def test_a_project_of_the_score_sheet_is_one_merged_cell_beside_its_rows() -> None:
    table = table_of("score_sheet")
    assert [cell.text for cell in table.row(1)] == ["项目", "考核内容", "考核标准", "得分"]
    assert [cell.row_span for cell in column(table, 1)] == [1, 4, 5, 3, 1]
    last = table.row(len(table.rows))
    assert [(cell.text, cell.column_span) for cell in last] == [("汇总得分", 3), ("", 1)]


def test_the_score_sheet_says_whom_it_is_about_and_leaves_the_marks_to_the_assessors() -> None:
    assert any(line.startswith("被考核单位") for line in lines("score_sheet"))
    assert {cell.text for cell in column(table_of("score_sheet"), 4)[1:]} == {""}


@needs_fonts
def test_a_merged_cell_stretches_no_row_of_the_print() -> None:
    """The last row beside a merged cell is as high as its own three lines, not as the merged cell's five."""
    (table,) = read_document(make_pdf(law("score_sheet"), sample("score_sheet")), "print.pdf").tables()
    lasts = [cell.row + cell.row_span - 1 for cell in column(table, 1) if cell.row_span > 1]
    heights = [row.height.pt if row.height else 0 for row in table.rows]
    assert len(lasts) == 3
    assert [heights[row - 1] for row in lasts if not 40 <= heights[row - 1] < 60] == []


# ---- the measures and the rules


def test_the_points_of_the_measures_are_those_of_the_score_sheet() -> None:
    told = lines("assessment_measures")
    parts = [line for line in told if line.startswith("（")]
    assert [f"（共{item.points}分）" in line for item, line in zip(rubric().items, parts, strict=True)] == [True] * 3
    points = [f"（{clause.points}分）" for item in rubric().items for clause in item.clauses]
    rows = [line for line in told if line[0].isdecimal()]
    assert [shown in line for shown, line in zip(points, rows, strict=True)] == [True] * 12


def test_the_rules_run_from_article_one_to_seven() -> None:
    articles = [line for line in lines("roster_rules") if line.startswith("第")]
    assert [line[:3] for line in articles] == [f"第{number}条" for number in "一二三四五六七"]


# ---- the rosters


def entries(name: str) -> list[list[str]]:
    """The rows of a roster without heading, end line and 序号."""
    table = table_of(name)
    return [[cell.text for cell in table.row(number)][1:] for number in range(2, len(table.rows))]


def columns_in_order(name: str, wanted: Sequence[str]) -> bool:
    headings = [cell.text for cell in table_of(name).row(1)]
    return [heading for heading in headings if heading in wanted] == list(wanted)


@pytest.mark.parametrize(
    ("name", "clause", "wanted"),
    [
        ("target_roster", "WG-rosters-4", ("市场主体名称", "法定代表人", "经常居住地", "联络人", "联系方式")),
        ("inspector_roster", "WG-rosters-5", ("执法人员姓名", "执法证号", "业务专长", "执法区域")),
    ],
)
def test_a_roster_has_the_columns_its_article_names_and_says_so(
    name: str, clause: str, wanted: tuple[str, ...]
) -> None:
    spec = law(name)
    assert columns_in_order(name, wanted)
    assert "、".join(wanted) in spec.clauses[clause].sentence
    columns = spec.field[spec.register_ or ""].columns.values()
    assert tuple(column.label[0] for column in columns if column.clause == clause)[: len(wanted)] == wanted


def test_a_target_need_be_no_unit_with_a_code() -> None:
    named = [(name, code) for name, code, *_ in entries("target_roster")]
    assert [name for name, code in named if not code] == ["示例牌面制品（示例三商贸有限公司经销）"]


def test_inspectors_are_sorted_by_the_three_labels_of_article_three() -> None:
    choices = law("inspector_roster").field["inspectors"].columns["rosters"].choices
    sentence = law("inspector_roster").clauses["WG-rosters-3"].sentence
    assert [choice for choice in choices if choice not in sentence] == []
    assert {kind for *_, kind, _reason, _period, _remarks in entries("inspector_roster")} == set(choices)


def test_a_roster_ends_so_that_nobody_can_be_added() -> None:
    for name in ("target_roster", "inspector_roster"):
        table = table_of(name)
        assert [cell.text for cell in table.row(len(table.rows))] == ["（以下空白）"]
        assert table.rows[0].header
