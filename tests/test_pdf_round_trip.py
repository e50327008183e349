"""Everything we make reads back: for every template, the PDF says and shows what the .docx does."""

from __future__ import annotations

from functools import cache
from itertools import accumulate

import pytest
from pdf_builder import needs_fonts, no_complaint
from same_content import cells, has_upright_lines, values

from docgen.make import make_docx, make_pdf, read_rows
from docgen.reading import Outcome, Reading
from docgen.spec import load_fonts, load_profile
from docgen.spec.folders import profiles
from docgen.spec.model import SIDES, DocumentSpec, Role
from docgen.spec.written import Amount
from docgen.units import Length
from docgen.view import read_document
from docgen.view.model import DocumentView, Paragraph, Run, Table
from docgen.view.roles import Roles, assign
from docgen.view.text import furniture_text, normalised_text

pytestmark = needs_fonts

PAPERS = {key: spec for name in profiles() for key, spec in load_profile(name).documents.items()}
DOCUMENTS = sorted(PAPERS)
every_document = pytest.mark.parametrize("key", DOCUMENTS)


def law(key: str) -> DocumentSpec:
    return PAPERS[key]


@cache
def papers(key: str) -> tuple[bytes, bytes]:
    """The sample as .docx and as PDF."""
    (row,) = read_rows(law(key).sample, law(key))
    docx = make_docx(law(key), row)
    with no_complaint():
        return docx, make_pdf(law(key), docx)


@cache
def views(key: str) -> tuple[DocumentView, DocumentView]:
    docx, pdf = papers(key)
    return read_document(docx, "paper.docx"), read_document(pdf, "paper.pdf")


@cache
def roles(key: str) -> Roles:
    return assign(views(key)[1], law(key))


def judged_runs(key: str) -> list[tuple[str, Role, Run]]:
    found = roles(key).found.items()
    runs = [(name, run) for name, paragraphs in found for paragraph in paragraphs for run in paragraph.runs]
    return [(name, law(key).role[name], run) for name, run in runs if run.text.strip()]


@every_document
def test_the_text_is_the_same(key: str) -> None:
    docx, pdf = views(key)
    assert normalised_text(pdf) == normalised_text(docx)


@every_document
def test_every_role_is_found_again(key: str) -> None:
    docx, pdf = views(key)
    there, here = assign(docx, law(key)), assign(pdf, law(key))
    assert here.absent == there.absent
    squeezed = {name: "".join("".join(p.text.split()) for p in found) for name, found in there.found.items()}
    for name, found in here.found.items():
        if law(key).role[name].find.kind not in ("header", "footer"):
            assert "".join("".join(p.text.split()) for p in found) == squeezed[name], name


@every_document
def test_every_font_is_the_law_s_or_its_stand_in_and_a_rare_character_s_the_fallback(key: str) -> None:
    book = load_fonts()
    faces = {
        (name, role.font[0], run.format.east_asian.name, bool(run.text.encode("gb2312", "ignore").strip()))
        for name, role, run in judged_runs(key)
        if role.font and run.format.east_asian is not None
    }
    assert faces
    for name, font, face, common in faces:
        accepted = {font, book.stand_in(font)} if common else {font, book.stand_in(font), *book.fallbacks(font)}
        assert book.canonical(face) in {book.canonical(each) for each in accepted if each}, name


def of_size(seen: Reading[Length], wanted: Amount) -> Outcome:
    least, most = (None if bound is None else Length(round(bound)) for bound in (wanted.low, wanted.high))
    slack = seen.within
    return seen.between(None if least is None else least - slack, None if most is None else most + slack)


@every_document
def test_every_size_is_the_law_s(key: str) -> None:
    sizes = {
        (name, run.format.size.value, of_size(run.format.size, role.size))
        for name, role, run in judged_runs(key)
        if role.size is not None and run.format.size is not None
    }
    assert sizes
    assert {outcome for _, _, outcome in sizes} == {Outcome.CONFORMS}


@every_document
def test_every_pitch_that_shows_is_the_law_s(key: str) -> None:
    pitches = [
        (name, paragraph.format.line.amount)
        for name, paragraphs in roles(key).found.items()
        for paragraph in paragraphs
        if paragraph.format.line is not None and law(key).role[name].line is not None
    ]
    for name, amount in pitches:
        pitch = law(key).role[name].line
        assert pitch is not None
        assert amount.equals(Length(round(pitch.low))) is Outcome.CONFORMS, name


@every_document
def test_page_and_margins_conform_or_cannot_be_told(key: str) -> None:
    docx, pdf = views(key)
    for seen, declared in zip(pdf.sections, docx.sections, strict=True):
        width, height = declared.page.width.value, declared.page.height.value
        assert width is not None
        assert height is not None
        assert seen.page.width.equals(width) is Outcome.CONFORMS
        assert seen.page.height.equals(height) is Outcome.CONFORMS
        for side in SIDES:
            margin = declared.page.margin[side].value
            assert margin is not None
            assert seen.page.margin[side].equals(margin) is not Outcome.VIOLATES, side


def drawn(table: Table) -> tuple[list[int], list[tuple[int, int, int, int]]]:
    """The column lines a reader sees, in twips, and the cells between them: a grid may be finer than what it draws."""
    lines = sorted({edge for cell in table.cells for edge in (cell.column - 1, cell.column - 1 + cell.column_span)})
    reached = list(accumulate((width.twips for width in table.widths), initial=0))
    cells = [
        (c.row, lines.index(c.column - 1), c.row_span, lines.index(c.column - 1 + c.column_span)) for c in table.cells
    ]
    return [reached[line] for line in lines], cells


@every_document
def test_tables_keep_their_columns_and_cells(key: str) -> None:
    docx, pdf = views(key)
    ruled = (table for table in docx.tables() if has_upright_lines(table))
    for seen, made in zip(map(drawn, pdf.tables()), map(drawn, ruled), strict=True):
        assert seen[0] == pytest.approx(made[0], abs=20)
        assert seen[1] == made[1]


@every_document
def test_every_cell_says_the_same(key: str) -> None:
    docx, pdf = views(key)
    assert cells(pdf) == cells(docx)


@every_document
def test_every_field_says_the_same(key: str) -> None:
    docx, pdf = views(key)
    assert values(pdf, law(key)) == values(docx, law(key))


@every_document
def test_page_numbers_are_fields_again(key: str) -> None:
    docx, pdf = views(key)
    fields = [
        {run.field for section in view.sections for blocks in section.footers.values() for block in blocks
         if isinstance(block, Paragraph) for run in block.runs}
        for view in (docx, pdf)
    ]  # fmt: skip
    assert fields[0] == fields[1]
    assert bool(furniture_text(pdf)) == bool(furniture_text(docx))


@every_document
def test_the_print_names_the_template_it_came_from(key: str) -> None:
    docx, pdf = views(key)
    assert pdf.facts.mark == docx.facts.mark == key


@pytest.mark.parametrize("key", ["changchun/rubric_sheet", "changchun/inspection_notice"])
def test_printing_again_gives_the_same_bytes(key: str) -> None:
    docx, pdf = papers(key)
    assert make_pdf(law(key), docx) == pdf
