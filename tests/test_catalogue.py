"""The catalogue of a household's file, from what really lies in its folder: pieces, pages, remarks."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest
from campaign_builder import household as campaign_household
from campaign_builder import write_workbook
from pdf_builder import needs_fonts
from sample_papers import CHANGCHUN, paper, values

from docgen.app.cli import main
from docgen.make import make_dossiers
from docgen.make.campaign.ledger import RECORD
from docgen.view import read_document
from docgen.view.model import Table

ROOT = Path(__file__).parents[1]
PAPERS = ("一个月告知", "行政检查通知书", "执法检查登记表")
CATALOGUE, COVER = "00_卷内目录.docx", "00_案卷封面.docx"
NOTICE = "长春市人民政府“双随机一公开”行政检查通知书（示例检通〔2026〕1号）"
JPEG = b"\xff\xd8\xff\xe0"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    make_dossiers(CHANGCHUN, ROOT / "specimens/households/households.xlsx", folder)
    for path in folder.glob("*/*"):
        if not path.stem.endswith(PAPERS):
            path.unlink()
    return folder


@pytest.fixture
def household(made: Path, tmp_path: Path) -> Path:
    """One household's folder within an archive: three papers."""
    first = min(made.iterdir())
    return Path(shutil.copytree(first, tmp_path / "archive" / first.name))


def scan(path: Path, pages: int) -> None:
    path.parent.mkdir(exist_ok=True)
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(path)


def catalogues(folder: Path, *options: str) -> int:
    return main(["catalogue", str(folder), "--profile", "changchun", *options])


def entries(catalogue: Path) -> list[list[str]]:
    """The rows of the catalogue: name, date, pages, remark."""
    table = next(block for block in read_document(catalogue).blocks if isinstance(block, Table))
    rows = [[cell.text for cell in table.row(number)] for number in range(2, len(table.rows) + 1)]
    return [row[1:] for row in rows if len(row) == 5]


@needs_fonts
def test_every_paper_is_listed_with_its_number_its_date_and_the_pages_it_takes(household: Path) -> None:
    assert catalogues(household.parent) == 0
    assert entries(household / CATALOGUE) == [
        ["“双随机、一公开”检查前1个月告知书", "2026年5月6日", "1—2", ""],
        [NOTICE, "2026年6月8日", "3—4", ""],
        ["吉林省行政执法机关执法检查登记表", "", "5", ""],
    ]
    said = values("dossier_catalogue", read_document(household / CATALOGUE))
    assert (said["piece_count"], said["page_count"]) == ("3件", "5页")


@needs_fonts
def test_a_paper_and_its_signed_scan_are_one_piece_as_long_as_the_scan(household: Path) -> None:
    scan(household / "02_行政检查通知书_签收.pdf", 4)
    scan(household / "03_登记表（签字）.pdf", 1)
    assert catalogues(household) == 0
    listed = entries(household / CATALOGUE)
    assert [(row[2], row[3]) for row in listed] == [("1—2", ""), ("3—6", "扫描件"), ("7", "扫描件")]


@needs_fonts
def test_photographs_of_a_folder_are_one_piece_and_a_named_picture_is_its_own(household: Path) -> None:
    (household / "90_照片").mkdir()
    for name in ("IMG_0001.jpg", "IMG_0002.jpg", "门头.jpg"):
        (household / "90_照片" / name).write_bytes(JPEG)
    (household / "08_公示截图.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    scan(household / "09_营业执照.pdf", 1)
    assert catalogues(household) == 0
    assert entries(household / CATALOGUE)[3:] == [
        ["公示截图", "", "6", "图片"],
        ["营业执照", "", "7", "扫描件"],
        ["照片", "", "8—10", "照片3张"],
    ]


@needs_fonts
def test_pages_nobody_can_count_leave_the_numbers_behind_them_open_and_say_so(
    household: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (household / "01_情况说明.txt").write_text("停业", "utf-8")
    (household / "02_附表.xlsx").write_bytes(b"PK\x05\x06" + bytes(18))
    assert catalogues(household) == 0
    listed = entries(household / CATALOGUE)
    assert [row[2] for row in listed] == ["1—2", "", "", "", ""]
    assert [row[3] for row in listed] == ["", "未识别", "", "未识别", ""]
    assert "01_情况说明.txt、02_附表.xlsx 的页数无法得知" in capsys.readouterr().err
    counted = values("dossier_catalogue", read_document(household / CATALOGUE)).get("page_count", "")
    assert not any(character.isdigit() for character in counted)


@needs_fonts
def test_the_cover_says_of_the_household_what_its_papers_say(household: Path) -> None:
    assert catalogues(household) == 0
    said = values("dossier_cover", read_document(household / COVER))
    assert said["agency"] == "示例县市场监督管理局"
    assert said["unit_name"] == "示例一食品店"
    assert said["dossier_size"] == "共3件5页"


@needs_fonts
def test_nothing_in_the_folder_changes_but_the_two(household: Path) -> None:
    scan(household / "04_送达回证.pdf", 1)
    before = {path.name: path.read_bytes() for path in household.iterdir()}
    assert catalogues(household) == 0
    after = {path.name: path.read_bytes() for path in household.iterdir()}
    assert {name: after.pop(name) for name in before} == before
    assert set(after) - {RECORD} == {CATALOGUE, COVER}


@needs_fonts
def test_cataloguing_again_changes_nothing_and_a_new_piece_is_taken_up(
    household: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert catalogues(household.parent) == 0
    before = (household / CATALOGUE).read_bytes()
    assert catalogues(household.parent) == 0
    assert "2个未变" in capsys.readouterr().out
    assert (household / CATALOGUE).read_bytes() == before
    scan(household / "04_送达回证.pdf", 1)
    assert catalogues(household.parent) == 0
    assert len(entries(household / CATALOGUE)) == 4


@needs_fonts
def test_a_catalogue_somebody_changed_is_left_alone(household: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogues(household) == 0
    with zipfile.ZipFile(household / CATALOGUE) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(household / CATALOGUE, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    changed = (household / CATALOGUE).read_bytes()
    scan(household / "04_送达回证.pdf", 1)
    assert catalogues(household) == 2
    assert f"{household / CATALOGUE} 制作后改动过" in capsys.readouterr().err
    assert (household / CATALOGUE).read_bytes() == changed
    assert catalogues(household, "--overwrite") == 0
    assert len(entries(household / CATALOGUE)) == 4


@needs_fonts
def test_the_print_of_the_catalogue_says_what_the_catalogue_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook, out = write_workbook(tmp_path / "台账.xlsx", [campaign_household(1)]), tmp_path / "out"
    for only in ("卷内目录", "行政检查通知书"):
        assert main(["make", "changchun", str(workbook), "-o", str(out), "--pdf", "--only", only]) == 0
    (folder,) = out.glob("001_*")
    printed = (folder / CATALOGUE).with_suffix(".pdf")
    assert catalogues(out) == 0
    assert "1—2" in " ".join(text.text for text in read_document(printed).paragraphs())
    capsys.readouterr()
    assert catalogues(out) == 0
    assert "制作0个文件" in capsys.readouterr().out
    printed.write_bytes(b"%PDF-1.4 somebody's own")
    scan(folder / "04_送达回证.pdf", 1)
    assert catalogues(out) == 0
    assert f"{printed} 不是记录中制作的" in capsys.readouterr().err
    assert printed.read_bytes() == b"%PDF-1.4 somebody's own"


@needs_fonts
def test_what_was_written_on_the_cover_by_its_maker_stays(household: Path) -> None:
    cover = {"retention": "30年", "archive_number": "20260015"}
    (household / COVER).write_bytes(paper("dossier_cover", unit_name="示例一食品店", **cover))
    assert catalogues(household) == 0
    said = values("dossier_cover", read_document(household / COVER))
    assert (said["retention"], said["archive_number"]) == ("30年", "20260015")
    assert said["dossier_size"] == "共3件5页"


@needs_fonts
def test_it_can_be_written_elsewhere(household: Path, tmp_path: Path) -> None:
    assert catalogues(household.parent, "-o", str(tmp_path / "out")) == 0
    assert (tmp_path / "out" / household.name / CATALOGUE).exists()
    assert not (household / CATALOGUE).exists()
    assert not (household.parent / RECORD).exists()


@needs_fonts
def test_what_is_kept_once_for_many_households_is_no_household(household: Path) -> None:
    shared = household.parent / "公共材料"
    shared.mkdir()
    (shared / "01_宣传单.docx").write_bytes(paper("leaflet"))
    assert catalogues(household.parent) == 0
    assert [path.name for path in shared.iterdir()] == ["01_宣传单.docx"]
    assert (household / CATALOGUE).exists()


def test_a_folder_without_anything_is_refused(tmp_path: Path) -> None:
    assert catalogues(tmp_path) == 2
