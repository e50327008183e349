"""``docgen doctor``: what this machine has, thing by thing, and what to do about what it lacks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from openpyxl import Workbook
from pdf_builder import needs_fonts
from sample_papers import paper

from docgen.app.cli import main
from docgen.make import faces
from docgen.spec import font_folders as places
from docgen.spec.fonts import load_fonts

ROOT = Path(__file__).parents[1]
HIEROGLYPH = "\U00013000"


@pytest.fixture(autouse=True)
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice takes its time to say its version: here it is as if it were not there."""
    monkeypatch.setattr("docgen.convert.find_office", lambda: None)


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(["doctor", *arguments]) == code
    return capsys.readouterr().out


def font(path: Path, postscript: str, characters: str) -> None:
    """A font of this name that draws these characters, all alike."""
    path.parent.mkdir(parents=True, exist_ok=True)
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "any"])
    builder.setupCharacterMap({ord(character): "any" for character in characters})
    builder.setupCFF(postscript, {}, {".notdef": _charstring(), "any": _charstring()}, {})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "any": (1000, 0)})
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": postscript, "styleName": "Regular", "psName": postscript})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


def _charstring() -> Any:
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    return T2CharStringPen(1000, None).getCharString()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose only font folder is WPS's own, still empty."""
    folder = tmp_path / "office6" / "fonts"
    folder.mkdir(parents=True)
    monkeypatch.setattr(places, "font_folders", lambda: [places.FontFolder(folder, "WPS 的字体")])
    monkeypatch.setattr(faces, "cabinet", lambda: faces.FaceCabinet((folder,), load_fonts()))
    return folder


def test_every_line_says_whether_it_is_there_and_what_is_missing_has_a_remedy(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = said(capsys).splitlines()
    things = [line for line in lines if re.match(r"  (有|缺)  ", line)]
    for heading in ("【制作和核对】", "【字体】", "【印 PDF】", "【其他程序】", "【工作日历】"):
        assert heading in lines
    for line in things:
        if line.startswith("  缺"):
            assert lines[lines.index(line) + 1].startswith("      ")
    assert lines[-1] == "制作 .docx、核对所需俱全。"


def test_each_edition_of_the_law_is_told_with_its_hash(capsys: pytest.CaptureFixture[str]) -> None:
    printed = said(capsys)
    for key in ("national", "jilin", "changchun", "wugang"):
        assert re.search(rf"有  \S+（{key}，.+）：\d+种文书，校验值 [0-9a-f]{{16}}", printed)


def test_a_font_is_told_with_the_folder_it_was_found_in(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    font(machine / "FZXBSJW.TTF", "FZXBSJW--GB1-0", "甲")
    assert f"有  方正小标宋简体：WPS 的字体 {machine / 'FZXBSJW.TTF'}" in said(capsys)


def test_a_stand_in_is_named_as_what_prints_instead(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    font(machine / "FandolSong-Bold.otf", "FandolSong-Bold", "甲")
    printed = said(capsys)
    assert "缺  方正小标宋简体：没有原字体" in printed
    assert "印 PDF 以 FandolSong-Bold 代替" in printed
    assert "缺  黑体：没有，也没有可替代的" in printed


def test_without_any_font_papers_are_made_all_the_same(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert machine.is_dir()
    assert said(capsys, code=0).count("没有，也没有可替代的") == 5


def test_without_pango_the_line_to_install_it_is_given_and_papers_are_made_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent() -> str:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr("docgen.make.pdf.pango_version", absent)
    printed = said(capsys, code=0)
    assert "缺  Pango：没有（cannot load library" in printed
    assert "apt-get install libpango-1.0-0" in printed


def test_libreoffice_is_told_with_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "缺  LibreOffice：没有" in said(capsys)
    office = tmp_path / "soffice"
    office.write_text("#!/bin/sh\necho LibreOffice 24.2.1.2\n")
    office.chmod(0o755)
    monkeypatch.setattr("docgen.convert.find_office", lambda: office)
    assert f"有  LibreOffice 24.2.1.2（{office}）" in said(capsys)
    office.write_text("cut off")
    assert f"缺  LibreOffice：{office} 不能运行" in said(capsys)


def test_a_pango_too_old_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("docgen.make.pdf.pango_version", lambda: "1.42.4")
    assert "缺  Pango 1.42.4：过旧，应不低于1.44" in said(capsys)


@needs_fonts
def test_characters_no_font_has_are_told_with_their_cells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "检查对象"
    sheet["B3"] = f"示例{HIEROGLYPH}店"
    sheet["C7"] = f"{HIEROGLYPH}路1号"
    book.save(tmp_path / "台账.xlsx")
    printed = said(capsys, str(tmp_path / "台账.xlsx"))
    assert f"没有字体能印“{HIEROGLYPH}”（U+13000），见于检查对象!B3、检查对象!C7" in printed


@needs_fonts
@pytest.mark.parametrize("name", ["通知书.docx", "台账.csv", "数据.toml"])
def test_papers_and_files_of_data_are_looked_through_too(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    whole = f'unit_name = "示例{HIEROGLYPH}店"\n'.encode()
    file.write_bytes(paper("inspection_notice", unit_name=f"示例{HIEROGLYPH}店") if name.endswith("docx") else whole)
    assert "U+13000" in said(capsys, str(file))


@needs_fonts
def test_a_file_whose_characters_are_all_there_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert "个字符都能印出" in said(capsys, str(ROOT / "specimens/households/households.xlsx"))


def test_a_file_that_cannot_be_read_is_told_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "读不出" in said(capsys, str(tmp_path / "没有.xlsx"))


def test_a_law_with_faults_prevents_making(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "profile.toml").write_text('name = "本县"\nedition = ""\nextends = "nowhere"\n', "utf-8")
    assert "缺  ours 的规定有误" in said(capsys, "--profiles", str(tmp_path), code=2)


@pytest.mark.parametrize(
    ("free", "code", "sentence"),
    [(10_000_000, 2, "磁盘将满"), (300_000_000, 0, "约需1GB"), (5_000_000_000, 0, "可写入，磁盘剩余5,000MB")],
)
def test_the_room_on_the_disk_is_weighed(
    free: int, code: int, sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = type("Usage", (), {"free": free})
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    assert sentence in said(capsys, code=code)


def test_a_folder_that_cannot_be_written_to_prevents_making(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(**_: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refused)
    assert "不能写入（没有访问权限）" in said(capsys, code=2)


def test_a_chinese_console_that_lacks_the_signs_is_told_and_shown_the_rest() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "docgen.app.cli", "doctor"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=False)
    printed = done.stdout.decode("gbk")
    assert done.returncode == 0
    assert "缺  控制台编码gbk，显示不了 ? ? 等符号" in printed


def test_the_years_whose_holidays_are_known_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert re.search(r"已知2004至20\d\d年的节假日安排", said(capsys))


def test_folders_of_fonts_stand_for_any_version_and_those_without_a_variable_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("11.8", "12.1"):
        (tmp_path / "Kingsoft/WPS Office" / version / "office6/fonts").mkdir(parents=True)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    for name in ("WINDIR", "APPDATA", "PROGRAMFILES", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    found = [folder for folder in places.font_folders("win32") if folder.owner.startswith("WPS")]
    assert [folder.path.parts[-3] for folder in found] == ["11.8", "12.1"]


def test_the_launchers_are_written_on_demand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "--launchers", str(tmp_path / "桌面"))
    assert (tmp_path / "桌面" / "核对.bat").exists()
