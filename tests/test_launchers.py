"""The launchers: a file dropped on them is made or checked, and what came of it opens."""

from __future__ import annotations

import configparser
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.app import launch
from docgen.app.cli import main

ROOT = Path(__file__).parents[1]
LAUNCHERS = ROOT / "launchers"
VERBS = {"制作": "make", "核对": "check"}
each_launcher = pytest.mark.parametrize(("name", "verb"), VERBS.items())


def desktop_entry(name: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment]  # keys of a desktop entry have capitals
    parser.read(LAUNCHERS / f"{name}.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder as somebody has it, with blanks, brackets and Chinese, and a workbook of households in it."""
    folder = tmp_path / "2026年 第二批（甲&乙）"
    folder.mkdir()
    shutil.copyfile(ROOT / "specimens/households/households.xlsx", folder / "台账 一.xlsx")
    return folder


@pytest.fixture
def opened(tmp_path: Path) -> Path:
    """Programs put first on the search path: docgen itself, and an opener that writes down what it is to open."""
    programs = tmp_path / "programs"
    programs.mkdir()
    scripts = {
        "docgen": f'exec "{sys.executable}" -m docgen.app.cli "$@"',
        "xdg-open": f'printf "%s\\n" "$1" >> "{tmp_path}/opened"',
    }
    for name, line in scripts.items():
        (programs / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    return tmp_path / "opened"


def run(name: str, dropped: Path, opened: Path) -> subprocess.CompletedProcess[str]:
    """What a desktop does with an entry: its command, ``%f`` being the one file dropped on it."""
    command = [str(dropped) if word == "%f" else word for word in shlex.split(desktop_entry(name)["Exec"])]
    search = f"{opened.parent / 'programs'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": search, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [str(opened.parent / "programs" / command[0]), *command[1:]],
        cwd=opened.parent, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


# ---- as files


@each_launcher
def test_a_batch_file_ends_its_lines_as_windows_does_and_sets_the_code_page_first(name: str, verb: str) -> None:
    data = (LAUNCHERS / f"{name}.bat").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n")
    lines = data.decode("utf-8").split("\r\n")
    assert lines[:2] == ["@echo off", "chcp 65001 >nul"]
    assert all(line.isascii() for line in lines[:2])
    assert f"%DOCGEN% launch {verb} %*" in lines
    assert lines[-3:] == ["pause", "exit", ""]


@each_launcher
def test_what_a_batch_file_says_can_be_shown_by_a_chinese_console(name: str, verb: str) -> None:
    text = (LAUNCHERS / f"{name}.bat").read_text(encoding="utf-8")
    assert text.encode("gbk").decode("gbk") == text
    assert f"launch {verb}" in text
    assert name.encode("gbk")


@each_launcher
def test_the_dropped_path_is_handed_on_whole(name: str, verb: str) -> None:
    """Only delayed expansion keeps the ``&`` of an unquoted path; where a ``!`` would be lost it is off again."""
    lines = (LAUNCHERS / f"{name}.bat").read_text(encoding="utf-8").splitlines()
    taken = lines.index(f'set "{launch.DROPPED}=!CMDCMDLINE!"')
    assert "EnableDelayedExpansion" in lines[taken - 1]
    assert "DisableDelayedExpansion" in lines[taken + 1]
    assert lines.index(f"%DOCGEN% launch {verb} %*") > taken + 1


@each_launcher
def test_a_desktop_entry_runs_in_a_terminal_and_takes_one_file(name: str, verb: str) -> None:
    entry = desktop_entry(name)
    assert entry["Name"] == name
    assert entry["Type"] == "Application"
    assert entry["Terminal"] == "true"
    assert shlex.split(entry["Exec"]) == ["docgen", "launch", verb, "%f"]


@pytest.mark.parametrize(
    ("line", "paths"),
    [
        (r'C:\Windows\system32\cmd.exe /c ""D:\工具\制作.bat" "D:\a b\台账 1.xlsx""', [r"D:\a b\台账 1.xlsx"]),
        (r'C:\Windows\system32\cmd.exe /c ""D:\制作.bat" D:\甲&乙（一）.xlsx"', [r"D:\甲&乙（一）.xlsx"]),
        (r'cmd.exe /c ""D:\核对.bat" D:\甲&乙 "E:\丙 丁""', [r"D:\甲&乙", r"E:\丙 丁"]),
        (r'cmd.exe /c ""D:\核对.bat" "E:\丙 丁" \\服务器\共享\戊"', [r"E:\丙 丁", r"\\服务器\共享\戊"]),
        (r'cmd.exe /c ""D:\制作.bat" "', []),
        (r"C:\Windows\system32\cmd.exe", []),
        ("", []),
    ],
)  # fmt: skip
def test_the_paths_of_the_line_explorer_ran_are_read(line: str, paths: list[str]) -> None:
    assert launch.dropped(line) == paths


# ---- run


def test_a_workbook_dropped_on_make_gives_a_folder_beside_it_that_opens(desk: Path, opened: Path) -> None:
    done = run("制作", desk / "台账 一.xlsx", opened)
    assert done.returncode == 0, done.stderr
    assert len(list((desk / "文书").glob("*/02_行政检查通知书.docx"))) == 3
    assert opened.read_text(encoding="utf-8") == f"{desk / '文书'}\n"


def test_a_folder_dropped_on_check_gives_a_report_beside_it_that_opens(desk: Path, opened: Path) -> None:
    main(["make", "changchun", str(desk / "台账 一.xlsx"), "-o", str(desk / "文书")])
    done = run("核对", desk / "文书", opened)
    assert done.returncode in (0, 1), done.stderr
    report = desk / "核对报告.txt"
    assert "示例一食品店" in report.read_text(encoding="utf-8")
    assert opened.read_text(encoding="utf-8") == f"{report}\n"
    assert str(report) in done.stdout


def test_the_profile_is_that_of_the_settings_above_the_file(desk: Path, opened: Path) -> None:
    (desk / "docgen.toml").write_text('profile = "wugang"\n', encoding="utf-8")
    done = run("制作", desk / "台账 一.xlsx", opened)
    assert done.returncode == 2
    assert "舞钢" in done.stderr


def test_a_report_is_never_written_onto_a_medium_that_was_handed_in(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(launch, "_MEDIA", (str(desk),))
    monkeypatch.setattr(launch, "show", shown.append)
    stick = desk / "报送"
    main(["make", "changchun", str(desk / "台账 一.xlsx"), "-o", str(stick)])
    main(["launch", "check", str(stick)])
    (report,) = shown
    assert report.name == "核对报告.txt"
    assert not report.is_relative_to(desk)
    assert not (desk / "核对报告.txt").exists()
    assert f"报告：{report}" in capsys.readouterr().out
    shutil.rmtree(report.parent)


def test_nothing_dropped_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["launch", "make"]) == 2
    assert "拖到启动文件上" in capsys.readouterr().err


def test_whoever_installed_the_program_gets_the_launchers_from_it(tmp_path: Path) -> None:
    written = list(launch.write_launchers(tmp_path / "桌面"))
    assert {path.name for path in written} == {"制作.bat", "核对.bat", "制作.desktop", "核对.desktop", "说明.txt"}
    for path in written:
        assert path.read_bytes() == (LAUNCHERS / path.name).read_bytes()
    assert os.access(tmp_path / "桌面" / "制作.desktop", os.X_OK)
