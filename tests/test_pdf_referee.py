"""A second reader as referee: pdfplumber, which shares no code with ours, sees the same cells in what we print."""

from io import BytesIO

import pdfplumber
import pytest

from docgen.make import make_docx, make_pdf, read_rows
from docgen.spec import load_profile
from docgen.view import read_document
from docgen.wording import squeezed

GRIDS = ("changchun/rubric_sheet", "changchun/inspection_notice", "changchun/advance_notice", "jilin/registration_form")


@pytest.mark.parametrize("key", GRIDS)
def test_every_cell_we_read_from_a_print_is_a_cell_to_another_reader(key: str) -> None:
    spec = load_profile("changchun").documents[key]
    printed = make_pdf(spec, make_docx(spec, read_rows(spec.sample, spec)[0]))
    ours = {
        squeezed(cell.text)
        for table in read_document(printed, "print.pdf").tables()
        for cell in table.cells
        if cell.text.strip()
    }
    with pdfplumber.open(BytesIO(printed)) as pdf:
        rows = [row for page in pdf.pages for table in page.extract_tables() for row in table]
    theirs = {squeezed(cell) for row in rows for cell in row if cell and cell.strip()}
    assert ours == theirs
