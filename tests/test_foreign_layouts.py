"""Other offices' layouts of the core papers: known for what they are and read like our own, in .docx and in print."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from foreign_papers import Layout, as_docx, as_pdf, layouts
from sample_papers import CHANGCHUN, every_form

from docgen.dates import read_moment
from docgen.listing import listed
from docgen.persons import read_persons
from docgen.spec.model import DocumentSpec
from docgen.validators.submission.classify import classify
from docgen.view import read_document
from docgen.view.fields import FieldReading, read_fields
from docgen.view.model import DocumentView
from docgen.wording import squeezed

DOCUMENTS = ("inspection_notice", "registration_form", "result_feedback", "delivery_receipt")
LIST_OF = {"delivery_receipt": "served_papers", "site_record": "items"}
ALL = [layout for document in (*DOCUMENTS, "site_record") for layout in layouts(document)]
LISTS = [layout for layout in ALL if layout.rows]

every_layout = pytest.mark.parametrize("layout", ALL, ids=str)


def law(layout: Layout) -> DocumentSpec:
    found = CHANGCHUN.document(layout.document)
    assert found is not None
    return found


@cache
def seen(layout_name: str, form: str) -> DocumentView:
    layout = next(one for one in ALL if str(one) == layout_name)
    data = as_docx(layout) if form == "docx" else as_pdf(layout)
    return read_document(data, f"paper.{form}")


def meaning(text: str, kind: str) -> object:
    """What a value says, however it is written."""
    if kind == "persons":
        return read_persons(text)
    if kind == "items":
        return listed(text)
    moment = read_moment(text) if kind in ("date", "datetime") else None
    return (moment.low, moment.high) if moment else squeezed(text)


def misread(layout: Layout, fields: Mapping[str, FieldReading]) -> dict[str, str | None]:
    """The fields read otherwise than they were written, with what was read."""
    laws = law(layout).field
    found = {name: fields[name].text if name in fields else None for name in layout.values}
    return {
        name: found[name]
        for name, value in layout.values.items()
        if found[name] is None or meaning(found[name] or "", laws[name].type) != meaning(value, laws[name].type)
    }


def test_there_are_ten_layouts_of_each_core_paper() -> None:
    assert [len(layouts(document)) for document in DOCUMENTS] == [10, 10, 10, 10]
    assert len(set(map(str, ALL))) == len(ALL)


@every_form
@every_layout
def test_a_foreign_layout_is_known_for_what_it_is(layout: Layout, form: str) -> None:
    taken_for = classify(seen(str(layout), form), CHANGCHUN).document
    assert taken_for is not None
    assert taken_for.name == layout.document


@every_form
@every_layout
def test_a_foreign_layout_is_read_like_our_own(layout: Layout, form: str) -> None:
    assert misread(layout, read_fields(seen(str(layout), form), law(layout))) == {}


@every_form
@pytest.mark.parametrize("layout", LISTS, ids=str)
def test_the_rows_of_a_foreign_list_keep_what_belongs_together(layout: Layout, form: str) -> None:
    rows = read_fields(seen(str(layout), form), law(layout))[LIST_OF[layout.document]].entries
    kinds = {"delivered": "datetime"}
    read = [{name: meaning(row[name].text, kinds.get(name, "text")) for name in row} for row in rows]
    wanted = [{name: meaning(text, kinds.get(name, "text")) for name, text in row.items()} for row in layout.rows]
    assert [{name: row[name] for name in want} for row, want in zip(read, wanted, strict=True)] == wanted


@pytest.mark.office
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_foreign_layouts_written_by_another_program_are_read_alike(tmp_path: Path, form: str) -> None:
    """All at once, for starting the program takes longer than converting them."""
    written = {f"{number:02}": layout for number, layout in enumerate(ALL)}
    for name, layout in written.items():
        (tmp_path / f"{name}.docx").write_bytes(as_docx(layout))
    resaved = tmp_path / "resaved"
    _convert(tmp_path, sorted(tmp_path.glob("*.docx")), form, resaved)
    troubles = {}
    for name, layout in written.items():
        view = read_document((resaved / f"{name}.{form}").read_bytes(), f"{name}.{form}")
        taken_for = classify(view, CHANGCHUN).document
        wrong = misread(layout, read_fields(view, law(layout)))
        if wrong or taken_for is None or taken_for.name != layout.document:
            troubles[str(layout)] = wrong
    assert troubles == {}


def _convert(home: Path, papers: list[Path], form: str, into: Path) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", form]
    subprocess.run([*command, "--outdir", into, *papers], check=True, capture_output=True, timeout=240)
