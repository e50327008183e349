"""Changchun's papers made from their own samples, or other data, and what a reader sees in them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any, Final

import pytest

from docgen.errors import FontMissing
from docgen.make import make_docx, make_pdf
from docgen.spec import load_profile
from docgen.spec.model import DocumentSpec
from docgen.view import read_document
from docgen.view.fields import read_fields
from docgen.view.model import DocumentView, Table

CHANGCHUN: Final = load_profile("changchun")

every_form = pytest.mark.parametrize("form", ["docx", "pdf"])


def law(name: str) -> DocumentSpec:
    found = CHANGCHUN.document(name)
    assert found is not None
    return found


def sample(name: str) -> dict[str, Any]:
    return tomllib.loads(law(name).sample.read_text(encoding="utf-8"))


def paper(name: str, form: str = "docx", **data: Any) -> bytes:
    docx = make_docx(law(name), sample(name) | data)
    if form == "docx":
        return docx
    try:
        return make_pdf(law(name), docx)
    except FontMissing as fault:
        pytest.skip(str(fault))


@cache
def made(name: str, form: str = "docx") -> DocumentView:
    return read_document(paper(name, form), f"{name}.{form}")


def values(name: str, view: DocumentView) -> dict[str, str]:
    return {field: reading.text for field, reading in read_fields(view, law(name)).items()}


def text(view: DocumentView) -> str:
    return "\n".join(paragraph.text for paragraph in view.paragraphs())


def table_with(name: str, heading: str) -> Table:
    return next(table for table in made(name).tables() if heading in table_row(table))


def table_row(table: Table, number: int = 1) -> list[str]:
    return [re.sub(r"\s", "", cell.text) for cell in table.row(number)]
