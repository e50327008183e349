"""The lists of an office as papers: what each must carry, room to sign, many pages, told from each other."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from sample_papers import CHANGCHUN, law

from docgen.codes import check_digit
from docgen.dates import read_moment
from docgen.make.papers import make_docx, make_pdf
from docgen.make.rows import Row, read_rows
from docgen.validators.run import check_document
from docgen.validators.submission.classify import classify
from docgen.view import read_document
from docgen.view.model import DocumentView
from docgen.view.text import normalised_text

LISTS = (
    "leaflet_register", "annual_plan", "item_list", "target_roster", "inspector_roster", "draw_record",
    "result_publication",
)  # fmt: skip
every_list = pytest.mark.parametrize("name", LISTS)


@cache
def sample(name: str) -> Row:
    (row,) = read_rows(law(name).sample, law(name))
    return row


def entries(name: str) -> list[dict[str, object]]:
    given = sample(name).given(law(name), str(law(name).register_))
    assert isinstance(given, list)
    return given


@cache
def made(name: str) -> bytes:
    return make_docx(law(name), sample(name))


def seen(name: str) -> DocumentView:
    return read_document(made(name), f"{name}.docx")


@every_list
def test_a_list_is_landscape_and_its_sample_holds_three_entries_and_more(name: str) -> None:
    page = seen(name).sections[0].page
    assert page.width.value is not None
    assert page.height.value is not None
    assert page.width.value > page.height.value
    assert len(entries(name)) >= 3


@every_list
def test_samples_name_nobody_and_every_code_has_the_region_that_is_never_given_out(name: str) -> None:
    codes = [str(entry["credit_code"]) for entry in entries(name) if entry.get("credit_code")]
    assert all(code[2:8] == "000000" and check_digit(code) == code[-1] for code in codes)
    phones = [str(entry["phone"]) for entry in entries(name) if entry.get("phone")]
    assert all(phone.startswith("0000-") for phone in phones)


@every_list
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_list_is_known_among_all_papers_without_the_mark_of_its_template(name: str, kind: str) -> None:
    data = made(name) if kind == "docx" else make_pdf(law(name), made(name))
    view = read_document(data, f"a.{kind}")
    found = classify(replace(view, facts=replace(view.facts, mark=None)), CHANGCHUN)
    assert found.document is law(name)


@pytest.mark.parametrize("key", sorted(CHANGCHUN.documents))
def test_no_other_paper_is_taken_for_a_list(key: str) -> None:
    spec = CHANGCHUN.documents[key]
    (row,) = read_rows(spec.sample, spec)
    view = read_document(make_docx(spec, row), "a.docx")
    found = classify(replace(view, facts=replace(view.facts, mark=None)), CHANGCHUN).document
    assert found is spec or found is None or found.name not in LISTS


@pytest.mark.parametrize("name", ["leaflet_register", "draw_record"])
def test_a_list_of_many_pages_repeats_its_headings_and_breaks_no_rule(name: str) -> None:
    spec, row = law(name), sample(name)
    many = replace(row, values={**row.values, str(spec.register_): entries(name) * 12})
    docx = make_docx(spec, many)
    pdf = make_pdf(spec, docx)
    for file, data in (("a.docx", docx), ("a.pdf", pdf)):
        report = check_document(data, CHANGCHUN, as_document=spec, name=file)
        told = {finding.code for finding in report.findings} - {"TYP106"}
        assert told == {"ROS105"}, "the same households twelve times over, and nothing else"
    printed = read_document(pdf, "a.pdf")
    assert (printed.facts.pages or 0) > 2
    assert normalised_text(printed) == normalised_text(read_document(docx, "a.docx"))


@pytest.mark.parametrize(
    ("name", "clause", "columns"),
    [
        ("item_list", "CC-3-2", {"implementation_code"}),
        ("item_list", "CC-3-7", {"importance"}),
        ("inspector_roster", "CC-5-1", {"rosters"}),
        ("annual_plan", "CC-2-3", {"ratio"}),
    ],
)
def test_a_column_the_rubric_asks_for_by_name_cites_it(name: str, clause: str, columns: set[str]) -> None:
    laws = law(name).field[str(law(name).register_)].columns
    assert {key for key, column in laws.items() if column.clause == clause} == columns
    assert law(name).clauses[clause].basis == "authority"


def test_the_three_rosters_of_the_rubric_are_labels_of_one_and_a_person_may_bear_two() -> None:
    column = law("inspector_roster").field["inspectors"].columns["rosters"]
    sentence = law("inspector_roster").clauses["CC-5-1"].sentence
    assert [label for label in column.choices if f"{label}名录库" in sentence] == list(column.choices)
    assert len(column.choices) == 3
    assert "行政执法类公务员、具备行政执法资格人员" in normalised_text(seen("inspector_roster"))


def test_the_item_list_is_filed_before_it_is_published() -> None:
    filed, published = (read_moment(str(sample("item_list").values[key])) for key in ("filed_on", "list_published_on"))
    assert filed is not None
    assert published is not None
    assert filed.high is not None
    assert published.low is not None
    assert filed.high < published.low


def test_a_list_not_yet_filed_leaves_room_for_the_days() -> None:
    row = sample("item_list")
    open_yet = {key: value for key, value in row.values.items() if key not in ("filed_on", "list_published_on")}
    text = [p.text for p in read_document(make_docx(law("item_list"), replace(row, values=open_yet)), "a").paragraphs()]
    assert sum(line.count("年　　月　　日") for line in text) == 2


@pytest.mark.parametrize(("name", "centimetres"), [("leaflet_register", 1.0), ("draw_record", 0.8)])
def test_rows_leave_room_to_sign_where_they_are_signed(name: str, centimetres: float) -> None:
    table = list(seen(name).tables())[-1]
    heights = [row.height.cm for row in table.rows[1:] if row.height]
    assert len(heights) == len(table.rows) - 1
    assert min(heights) >= centimetres - 0.001


@pytest.mark.parametrize(("name", "who"), [("leaflet_register", "发放人（签字）"), ("draw_record", "监督人（签字）")])
def test_whoever_hands_out_draws_or_watches_signs_below_the_last_row(name: str, who: str) -> None:
    lines = [paragraph for paragraph in seen(name).paragraphs() if paragraph.place.table is None]
    (line,) = [paragraph for paragraph in lines if who in paragraph.text]
    assert line.format.before is not None
    assert line.format.before.value is not None
    assert line.format.before.value.cm >= 0.7


def test_the_publication_says_when_the_task_ended_and_where_it_is_published() -> None:
    required = {name for name, field in law("result_publication").field.items() if field.required}
    assert {"finished_on", "published_on", "channel", "results"} <= required
    assert law("result_publication").published


def test_a_plan_of_one_department_needs_no_other() -> None:
    plan, row = law("annual_plan"), sample("annual_plan")
    alone = [{key: value for key, value in task.items() if key != "participants"} for task in entries("annual_plan")]
    docx = make_docx(plan, replace(row, values={**row.values, "kind": "部门内抽查计划", "tasks": alone}))
    assert list(check_document(docx, CHANGCHUN, as_document=plan, name="a.docx").findings) == []
    assert "部门内抽查计划" in normalised_text(read_document(docx, "a.docx"))
