"""PDFs whose pages are not all there is: layers switched off, larger units, files within, forms drawn elsewhere."""

from __future__ import annotations

from datetime import date

import pikepdf
import pytest
from pdf_builder import bare_pdf, saved, shown, texts
from pikepdf import Array, Dictionary, Name, String

from docgen.spec import load_profile
from docgen.validators.finding import Report
from docgen.validators.run import check_document
from docgen.view.from_pdf import read_pdf


def judged(pdf: pikepdf.Pdf) -> Report:
    return check_document(saved(pdf), load_profile("changchun"), as_of=date(2026, 12, 8), name="paper.pdf")


def unread(pdf: pikepdf.Pdf) -> tuple[str, str]:
    """What is said of it that could not be read, and what to do."""
    (found,) = (one for one in judged(pdf).findings if one.code == "ARC103")
    return found.message, found.fix


def layered(*layers: str, off: tuple[int, ...] = (), base: str = "ON", on: tuple[int, ...] = ()) -> pikepdf.Pdf:
    """A page with a line of text on each layer, called as it, and one on none."""
    lines = (f"/OC /M{n} BDC {shown(name, 100, 600 - 30 * n)} EMC " for n, name in enumerate(layers))
    pdf = bare_pdf(shown("always", 100, 700) + "".join(lines))
    groups = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in layers]
    pdf.pages[0].Resources.Properties = Dictionary({f"/M{n}": group for n, group in enumerate(groups)})
    default = Dictionary(BaseState=Name(f"/{base}"), OFF=Array([groups[n] for n in off]))
    default.ON = Array([groups[n] for n in on])
    pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=default)
    return pdf


def test_what_lies_on_a_layer_that_is_off_is_not_on_the_paper() -> None:
    assert texts(read_pdf(saved(layered("draft", "final", off=(0,))))) == ["always", "final"]
    assert texts(read_pdf(saved(layered("draft", "final", base="OFF", on=(1,))))) == ["always", "final"]
    assert texts(read_pdf(saved(layered("draft", "final")))) == ["always", "draft", "final"]


def test_a_layer_that_shares_its_name_with_one_that_is_on_is_not_taken_for_off() -> None:
    assert texts(read_pdf(saved(layered("same", "same", off=(0,))))) == ["always", "same", "same"]


@pytest.mark.parametrize("unit", [2, 0.5])
def test_a_page_that_counts_in_other_units_is_as_large_as_it_prints(unit: float) -> None:
    pdf = bare_pdf(shown("Text", 100, 700))
    pdf.pages[0].UserUnit = unit
    view = read_pdf(saved(pdf))
    (run,) = (run for paragraph in view.paragraphs() for run in paragraph.runs)
    width = view.sections[0].page.width.value
    size = run.format.size.value if run.format.size else None
    assert width is not None
    assert size is not None
    assert (round(width.pt), round(size.pt)) == (round(595 * unit), round(12 * unit))


@pytest.mark.parametrize("unit", [0, -1, 10**12])
def test_a_senseless_unit_counts_as_none(unit: float) -> None:
    pdf = bare_pdf(shown("Text", 100, 700))
    pdf.pages[0].UserUnit = unit
    width = read_pdf(saved(pdf)).sections[0].page.width.value
    assert width is not None
    assert round(width.pt) == 595


def test_a_package_of_files_is_only_a_cover() -> None:
    pdf = bare_pdf(shown("For the best experience, open this PDF portfolio in Acrobat", 50, 700))
    pdf.attachments["notice.pdf"] = b"%PDF-1.7"
    pdf.Root.Collection = Dictionary(Type=Name.Collection)
    said, remedy = unread(pdf)
    assert said.startswith("是PDF文件包，页面只是封面，包内的1个文件没有读")
    assert "逐个另存" in remedy


def test_files_attached_to_a_paper_are_said_not_to_be_read() -> None:
    pdf = bare_pdf(shown("Notice", 50, 700))
    pdf.attachments["annex.docx"] = b"PK"
    said, _ = unread(pdf)
    assert said.startswith("文件内另附有1个文件，没有读")
    blank = bare_pdf("")
    blank.attachments["annex.docx"] = b"PK"
    assert unread(blank)[0].startswith("1页全是空白，没有文字，也没有图片；文件内另附有1个文件")


def test_a_form_that_its_own_program_draws_is_not_read_by_its_notice_to_wait() -> None:
    pdf = bare_pdf(shown("Please wait... If this message is not eventually replaced", 50, 700))
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([String("template"), pdf.make_stream(b"<template/>")]))
    told = bare_pdf("")
    told.Root.NeedsRendering = True
    assert unread(told)[0].startswith("是由专用软件显示的动态表单（XFA）")
    said, remedy = unread(pdf)
    assert said.startswith("是由专用软件显示的动态表单（XFA）")
    assert "打印为 PDF" in remedy


def test_a_form_with_fields_on_its_pages_is_read_as_it_stands() -> None:
    pdf = bare_pdf(shown("Notice", 50, 700))
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("name")))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=Array([]))
    assert [one.code for one in judged(pdf).findings if one.code == "ARC103"] == []


def test_a_page_of_lines_alone_is_no_scan() -> None:
    lines = "".join(f"100 {y} m 300 {y} l S " for y in range(100, 400, 100))
    assert unread(bare_pdf(lines))[0].startswith("只有线条、图形（1页），没有可以识读的文字")


def test_a_tree_of_files_that_bites_its_tail_ends() -> None:
    pdf = bare_pdf(shown("Notice", 50, 700))
    tree = pdf.make_indirect(Dictionary())
    tree.Kids = Array([tree, tree])
    pdf.Root.Names = Dictionary(EmbeddedFiles=tree)
    assert texts(read_pdf(saved(pdf))) == ["Notice"]
