"""Print sets: the papers of many households in list order, each beginning on an odd page, with a list in front; and
joined into one .docx that an office prints from WPS."""

from __future__ import annotations

import io
import os
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from docx_changes import changed
from handed_in import zipped
from openxml_audit import OpenXmlValidator
from pdf_builder import needs_fonts
from sample_papers import paper, sample

from docgen.app.cli import main
from docgen.make import make_dossiers
from docgen.make.campaign.ledger import Ledger, digest_of
from docgen.make.printing.joined import join, joinable
from docgen.spec import load_profile
from docgen.view import read_document
from docgen.view.text import normalised_text

ROOT = Path(__file__).parents[1]
PAPERS = ("一个月告知", "行政检查通知书", "执法检查登记表")
NAMES = ["示例一食品店", "示例二商贸有限公司", "示例三小吃店"]
NOTICE = "02_行政检查通知书"
ALONE = "01_行政检查通知书"
"""The print of the notices, where there is no other kind."""


@pytest.fixture(scope="module")
def households(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three households with three papers each."""
    folder = tmp_path_factory.mktemp("households")
    make_dossiers(load_profile("changchun"), ROOT / "specimens/households/households.xlsx", folder)
    for path in folder.glob("*/*"):
        if not path.stem.endswith(PAPERS):
            path.unlink()
    return folder


@pytest.fixture
def campaign(households: Path, tmp_path: Path) -> Path:
    """The same households with their notices only."""
    others = shutil.ignore_patterns("01*", "03*")
    return Path(shutil.copytree(households, tmp_path / "campaign", ignore=others))


@pytest.fixture(scope="module")
def printed(households: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("printed")
    assert prints(households, output, "--copies", "2", "--duplex") == 0
    return output


def prints(folder: Path, output: Path, *options: str) -> int:
    return main(["print", str(folder), "-o", str(output), "--profile", "changchun", *options])


def pages(pdf: Path) -> list[str]:
    """The text of each page, without white space."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]


def households_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir())


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def parts_of(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def change(parts: dict[str, bytes], part: str, old: str, new: str) -> None:
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode(), 1)


def rewritten(docx: Path, **changed_parts: bytes) -> None:
    """The same package with some parts changed, as another program leaves it."""
    parts = parts_of(docx.read_bytes())
    named = {name: name.rpartition("/")[2].partition(".")[0] for name in parts}
    docx.write_bytes(zipped({name: changed_parts.get(named[name], data) for name, data in parts.items()}))


# ---- one PDF for each kind


@needs_fonts
def test_there_is_one_print_and_one_docx_for_each_kind_of_paper(printed: Path) -> None:
    kinds = ("01_一个月告知", NOTICE, "03_执法检查登记表")
    made = sorted(path.name for path in printed.iterdir())
    assert made == sorted(f"{kind}{suffix}" for kind in kinds for suffix in (".docx", ".pdf"))


@needs_fonts
def test_every_copy_begins_on_an_odd_page_in_list_order_and_copies_follow_each_other(printed: Path) -> None:
    for kind, title in ((NOTICE, "行政检查通知书"), ("03_执法检查登记表", "执法检查登记表")):
        begins = [at for at, text in enumerate(pages(printed / f"{kind}.pdf"), 1) if title in text[:40] and at > 2]
        assert all(at % 2 for at in begins)
        whose = [next(n for n in NAMES if n in pages(printed / f"{kind}.pdf")[at - 1]) for at in begins]
        assert whose == [name for name in NAMES for _ in range(2)]


@needs_fonts
def test_the_list_in_front_says_whose_paper_begins_on_which_page(printed: Path) -> None:
    book = pages(printed / f"{NOTICE}.pdf")
    front = book[0]
    assert front.startswith("打印清单")
    assert "每份连印2份；双面，每份从单数页起" in front
    assert f"总页数：{len(book)}" in front
    for name in NAMES:
        number, first = re.findall(rf"{name}(示例检通〔2026〕\d号)2(\d+?)(?=\d示例|第1页)", front)[0]
        assert name in book[int(first) - 1]
        assert number in book[int(first) - 1]
        assert name not in book[int(first) - 2]


@needs_fonts
def test_a_blank_page_fills_up_only_where_both_sides_are_printed(
    printed: Path, households: Path, tmp_path: Path
) -> None:
    others = shutil.ignore_patterns("01*", "02*")
    shutil.copytree(households, tmp_path / "forms", ignore=others)
    assert "" in pages(printed / "03_执法检查登记表.pdf")
    assert prints(tmp_path / "forms", tmp_path / "out") == 0
    single = pages(tmp_path / "out" / "01_执法检查登记表.pdf")
    assert "" not in single
    assert len(single) == 1 + 3


@needs_fonts
def test_printing_again_gives_the_same_bytes_and_says_so(
    printed: Path, households: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in printed.iterdir()}
    assert prints(households, printed, "--copies", "2", "--duplex") == 0
    assert {path: path.read_bytes() for path in printed.iterdir()} == before
    assert capsys.readouterr().out.count("未变") == len(before)


@needs_fonts
def test_one_book_for_each_household_and_a_list_of_them_all(households: Path, tmp_path: Path) -> None:
    assert prints(households, tmp_path, "--by", "household") == 0
    books = sorted(path.name for path in tmp_path.iterdir())
    assert books == sorted([*(f"{folder.name}.pdf" for folder in households_in(households)), "00_打印清单.pdf"])
    for name, folder in zip(NAMES, households_in(households), strict=True):
        book = pages(tmp_path / f"{folder.name}.pdf")
        assert name in book[0]
        assert "告知书" in book[0]
        assert "登记表" in book[-1]
        assert name in pages(tmp_path / "00_打印清单.pdf")[0]


@needs_fonts
def test_a_household_s_papers_come_in_the_order_of_the_file_the_cover_first(campaign: Path, tmp_path: Path) -> None:
    first = households_in(campaign)[0]
    for name, kind in (("00_卷内目录", "dossier_catalogue"), ("00_案卷封面", "dossier_cover")):
        (first / f"{name}.docx").write_bytes(paper(kind))
    assert prints(first, tmp_path / "out", "--by", "household") == 0
    book = pages(tmp_path / "out" / f"{first.name}.pdf")
    assert [next(w for w in ("案卷名称", "卷内目录", "通知书") if w in text) for text in book[:3]] == [
        "案卷名称", "卷内目录", "通知书",
    ]  # fmt: skip


# ---- which files are printed


def blank_pdf(path: Path, count: int, *, text: bool = False) -> None:
    with pikepdf.new() as pdf:
        for _ in range(count):
            page = pdf.add_blank_page()
            if text:
                font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)
                page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        pdf.save(path)


@needs_fonts
@pytest.mark.parametrize(("age", "count"), [(-10, 2), (10, 5)], ids=["an older print", "a newer print"])
def test_a_print_that_lies_beside_is_taken_while_it_is_no_older_than_the_paper(
    campaign: Path, tmp_path: Path, age: int, count: int
) -> None:
    docx = households_in(campaign)[1] / f"{NOTICE}.docx"
    pdf = docx.with_suffix(".pdf")
    blank_pdf(pdf, 5, text=True)
    os.utime(pdf, (docx.stat().st_mtime + age,) * 2)
    assert prints(campaign, tmp_path / "out") == 0
    assert len(pages(tmp_path / "out" / f"{ALONE}.pdf")) == 1 + 2 + count + 2


@needs_fonts
def test_a_print_of_an_earlier_text_is_not_taken_however_new_it_is(campaign: Path, tmp_path: Path) -> None:
    """The record of making tells from which text each print was made."""
    docx = households_in(campaign)[1] / f"{NOTICE}.docx"
    with Ledger(campaign) as record:
        pdf = docx.with_suffix(".pdf")
        blank_pdf(pdf, 5, text=True)
        record.write(pdf.relative_to(campaign).as_posix(), pdf.read_bytes(), source=digest_of(b"another text"))
    os.utime(pdf, (docx.stat().st_mtime + 10,) * 2)
    assert prints(campaign, tmp_path / "out") == 0
    assert len(pages(tmp_path / "out" / f"{ALONE}.pdf")) == 1 + 6


@needs_fonts
def test_scans_and_what_is_no_paper_are_passed_over_by_name(
    campaign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = households_in(campaign)[0]
    blank_pdf(first / "02_行政检查通知书_签收.pdf", 2)
    blank_pdf(first / f"{NOTICE}.pdf", 2)  # a scan under the name of the paper: newer, and still no print of it
    (first / "90_照片").mkdir()
    (first / "90_照片" / "门头.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (first / "说明.docx").write_bytes(b"PK\x03\x04 cut off")
    assert prints(campaign, tmp_path / "out") == 0
    said = capsys.readouterr().err
    assert "02_行政检查通知书_签收.pdf：扫描件" in said
    assert "门头.jpg：不是文书" in said
    assert "说明.docx：文件已损坏" in said
    assert len(pages(tmp_path / "out" / f"{ALONE}.pdf")) == 1 + 6


@needs_fonts
def test_a_print_without_its_docx_is_the_paper_itself(campaign: Path, tmp_path: Path) -> None:
    first = households_in(campaign)[0]
    (first / f"{NOTICE}.docx").unlink()
    (first / "通知书.pdf").write_bytes(paper("inspection_notice", "pdf", unit_name=NAMES[0]))
    assert prints(campaign, tmp_path / "out") == 0
    assert NAMES[0] in pages(tmp_path / "out" / f"{ALONE}.pdf")[1]


@needs_fonts
def test_one_paper_that_cannot_be_printed_is_named_and_stops_no_other(
    campaign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = households_in(campaign)[1] / f"{NOTICE}.docx"
    second.write_bytes(paper("inspection_notice", unit_name="示例\U00013000店"))
    assert prints(campaign, tmp_path / "out") == 2
    said = capsys.readouterr().err
    assert f"{second} 未打印" in said
    assert "U+13000" in said
    assert len(pages(tmp_path / "out" / f"{ALONE}.pdf")) == 1 + 4


def test_a_folder_without_papers_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert prints(tmp_path, tmp_path / "out") == 2
    assert "没有可打印的文书" in capsys.readouterr().err


@needs_fonts
def test_what_somebody_saved_since_is_left_alone(
    campaign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert prints(campaign, tmp_path / "out") == 0
    joined = tmp_path / "out" / f"{ALONE}.docx"
    rewritten(joined, app=b"<Properties><Application>WPS Office</Application></Properties>")
    saved = joined.read_bytes()
    assert prints(campaign, tmp_path / "out", "--copies", "2") == 2
    assert "改动过" in capsys.readouterr().err
    assert joined.read_bytes() == saved
    assert prints(campaign, tmp_path / "out", "--copies", "2", "--overwrite") == 0
    assert joined.read_bytes() != saved


# ---- one .docx for each kind


def joined_of(folder: Path, *, duplex: bool = True) -> bytes:
    alike, _ = joinable([each / f"{NOTICE}.docx" for each in households_in(folder)])
    return join([(path, 2) for path in alike], duplex=duplex)


def test_the_joined_docx_holds_every_paper_in_sections_that_begin_on_an_odd_page(households: Path) -> None:
    joined = read_document(joined_of(households), "joined.docx")
    papers = [read_document(each / f"{NOTICE}.docx") for each in households_in(households)]
    assert normalised_text(joined) == "".join(map(normalised_text, papers))
    assert len(joined.sections) == len(papers)
    for section, one in zip(joined.sections, papers, strict=True):
        assert section.page.number_start == 1
        assert section.page.margin == one.sections[0].page.margin


@pytest.mark.parametrize(("duplex", "kind"), [(True, "oddPage"), (False, "nextPage")])
def test_sections_break_as_the_printer_prints(households: Path, duplex: bool, kind: str, tmp_path: Path) -> None:
    (tmp_path / "joined.docx").write_bytes(joined_of(households, duplex=duplex))
    with zipfile.ZipFile(tmp_path / "joined.docx") as package:
        text = package.read("word/document.xml").decode()
    assert re.findall(r'<w:type w:val="(\w+)"/>', text) == [kind] * 3


def test_the_footer_counts_the_pages_of_its_own_paper(households: Path, tmp_path: Path) -> None:
    (tmp_path / "joined.docx").write_bytes(joined_of(households))
    with zipfile.ZipFile(tmp_path / "joined.docx") as package:
        footers = [package.read(name).decode() for name in package.namelist() if "word/footer" in name]
    assert len(footers) == 1, "one footer for all papers of as many pages"
    assert "NUMPAGES" not in footers[0]
    assert "SECTIONPAGES" in footers[0]
    assert footers[0].rindex("<w:t>2</w:t>") > footers[0].index("SECTIONPAGES")


def test_the_joined_docx_keeps_the_schema_and_its_bytes(households: Path, tmp_path: Path) -> None:
    (tmp_path / "joined.docx").write_bytes(joined_of(households))
    found = OpenXmlValidator().validate(str(tmp_path / "joined.docx")).errors
    assert [fault.description for fault in found if "/theme'" not in fault.description] == []
    assert joined_of(households) == joined_of(households)


def test_a_paper_saved_with_other_styles_is_named_and_stays_in_the_print(
    campaign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = households_in(campaign)[1] / f"{NOTICE}.docx"
    with zipfile.ZipFile(second) as package:
        styles = package.read("word/styles.xml")
    rewritten(second, styles=styles.replace(b"</w:styles>", b"<!-- WPS --></w:styles>"))
    alike, refused = joinable([each / f"{NOTICE}.docx" for each in households_in(campaign)])
    assert len(alike) == 2
    assert [each.path for each in refused] == [second]
    assert prints(campaign, tmp_path / "out") == 0
    assert f"{second} 未合并进 .docx" in capsys.readouterr().err


def test_a_paper_that_ends_with_a_table_or_has_drawings_joins_too(tmp_path: Path) -> None:
    ending = changed(paper("inspection_notice"), ({"do": "remove", "of": "本文书一式两份"},))
    for name in "甲乙":
        (tmp_path / f"{name}.docx").write_bytes(ending)
    joined = join([(tmp_path / "甲.docx", None), (tmp_path / "乙.docx", None)], duplex=False)
    once = normalised_text(read_document(ending, "one.docx"))
    assert normalised_text(read_document(joined, "joined.docx")) == once * 2


def numbered(docx: bytes) -> bytes:
    """A paper in which two lines count by themselves, one by its own properties and one by its style."""
    lines = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="counted"/></w:pPr><w:r><w:t>乙</w:t></w:r></w:p>'
    )
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    counted = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    style = f'<w:style w:type="paragraph" w:styleId="counted">{counted}</w:style>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
    parts = parts_of(docx)
    change(parts, "word/document.xml", "<w:body>", f"<w:body>{lines}")
    change(parts, "word/styles.xml", "</w:styles>", f"{style}</w:styles>")
    change(
        parts,
        "[Content_Types].xml",
        "</Types>",
        f'<Override PartName="/word/numbering.xml" ContentType="{kind}"/></Types>',
    )
    change(
        parts,
        "word/_rels/document.xml.rels",
        "</Relationships>",
        f'<Relationship Id="n" Type="{relation}" Target="numbering.xml"/></Relationships>',
    )
    parts["word/numbering.xml"] = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    ).encode()
    return zipped(parts)


def test_automatic_numbers_begin_again_in_every_paper(tmp_path: Path) -> None:
    one = numbered(paper("inspection_notice"))
    for name in "甲乙丙":
        (tmp_path / f"{name}.docx").write_bytes(one)
    alike, refused = joinable([tmp_path / f"{name}.docx" for name in "甲乙丙"])
    assert refused == []
    (tmp_path / "joined.docx").write_bytes(join([(path, None) for path in alike], duplex=False))
    labels = [each.full_text for each in read_document(tmp_path / "joined.docx").paragraphs() if each.label]
    assert labels == ["1.甲", "2.乙"] * 3
    found = OpenXmlValidator().validate(str(tmp_path / "joined.docx")).errors
    assert [fault.description for fault in found if "numbering" in fault.description] == []


def test_without_pango_the_docx_and_the_lists_are_made_all_the_same(
    campaign: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent(*_: Any, **__: Any) -> bytes:
        raise OSError("cannot load library 'pango-1.0-0'")

    monkeypatch.setattr("docgen.make.printing.run.make_pdf", absent)
    assert prints(campaign, tmp_path / "out") == 2
    assert capsys.readouterr().err.count("本机不能印 PDF") == 1
    made = {path.name for path in (tmp_path / "out").iterdir()}
    assert made >= {f"{ALONE}.docx", f"{ALONE}_清单.docx"}
    assert not any(name.endswith(".pdf") for name in made)
    listed = normalised_text(read_document(tmp_path / "out" / f"{ALONE}_清单.docx"))
    assert all(name in listed for name in NAMES)


def test_the_sample_of_the_list_is_what_a_set_says() -> None:
    assert {"set_name", "arrangement", "paper_count", "entries"} <= set(sample("print_list"))
