"""The command: what it prints, what it refuses and how, and its exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.app.cli import main

ROOT = Path(__file__).parents[1]
RUBRIC = "changchun/rubric_sheet"


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Changchun's own rubric sheet, made by the command."""
    folder = tmp_path_factory.mktemp("made")
    assert main(["make", RUBRIC, str(ROOT / "templates" / RUBRIC / "sample.toml"), "-o", str(folder)]) == 0
    return next(folder.glob("*.docx"))


@pytest.mark.parametrize(
    "command",
    [[], ["make"], ["check"], ["view"], ["rules"], ["documents"], ["specimen"], ["print"], ["catalogue"],
     ["doctor"], ["launch"], ["workbook"], ["number"],
     ["template"], ["template", "check"], ["template", "stamp"], ["template", "draft"]],
    ids=" ".join,
)  # fmt: skip
def test_help_fits_a_screen_and_is_chinese(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--help"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("用法：docgen")
    assert len(printed.splitlines()) <= 30
    assert "Show this message" not in printed
    assert "required" not in printed


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["chek"], "没有命令“chek”，是否为 check？"),
        (["check"], "缺少参数 PATH…"),
        (["check", "--frmat", "json", "x"], "没有选项 --frmat"),
        (["check", "--format", "yaml", "x"], "参数 --format 不对：应为 text、json 之一"),
        (["check", "--strict=1", "x"], "选项 --strict 后面不写内容"),
        (["make", "changchun", "x.toml", "y", "-o", "out"], "多余的参数 y"),
        (["make", "changchun", "nowhere.xlsx", "-o", "out"], "（文件不存在）"),
        (["check", "nowhere.docx", "--profile", "changchun"], "找不到 nowhere.docx"),
        (["check", str(ROOT / "README.md")], "可用的有"),
        (["check", str(ROOT / "README.md"), "--profile", "changchum"], "changchun"),
        (["check", str(ROOT / "README.md"), "--profile", "changchun", "--as-of", "2月30日"], "“2月30日”不是日期"),
        (["make", "changchun/rubric_shet", "x.toml", "-o", "out"], "最接近的是 rubric_sheet"),
        (["rules", "PAG1O2"], "最接近的是 PAG102"),
        (["specimen", "nothing", "-o", "x"], "可用的有"),
        (["template", "draft", "rubric_sheet"], "请写成 地区/文书"),
    ],
)
def test_what_is_asked_wrongly_is_refused_with_what_to_do(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert sentence in capsys.readouterr().err


def test_a_conforming_paper_gives_exit_0(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(sheet), "--profile", "changchun"]) == 0
    assert "未发现问题" in capsys.readouterr().out


def test_on_request_it_says_by_what_a_paper_was_recognised(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(sheet), "--profile", "changchun", "--explain"]) == 0
    assert "由标题“考核细则”、“考核内容”、“分值”、“评分标准”识别" in capsys.readouterr().out


def test_json_goes_to_stdout_alone_and_to_a_file_when_asked(
    sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(sheet), "--profile", "changchun", "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    target = tmp_path / "report.json"
    assert main(["check", str(sheet), "--profile", "changchun", "--format", "json", "-o", str(target)]) == 0
    assert json.loads(target.read_text("utf-8")) == printed
    assert capsys.readouterr().out == ""
    assert printed["documents"][0]["document"] == RUBRIC


def test_a_finding_gives_exit_1_and_fail_on_moves_the_bar(tmp_path: Path, sheet: Path) -> None:
    stray = tmp_path / "户"
    stray.mkdir()
    (stray / "细则.docx").write_bytes(sheet.read_bytes())
    assert main(["check", str(stray), "--profile", "changchun", "--as-of", "2026-12-31"]) in (0, 1)
    empty = tmp_path / "空"
    (empty / "一户").mkdir(parents=True)
    assert main(["check", str(empty), "--profile", "changchun"]) == 1


def test_settings_within_the_submission_are_ignored_and_named(
    sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / sheet.name).write_bytes(sheet.read_bytes())
    (tmp_path / "docgen.toml").write_text('profile = "wugang"', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", str(tmp_path), "--household", "--profile", "changchun", "--format", "json"]) != 2
    assert main(["check", str(tmp_path), "--household"]) == 2
    assert "没有指明地区规定" in capsys.readouterr().err


def test_settings_above_the_working_directory_give_defaults(
    sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docgen.toml").write_text('profile = "changchun"\nas_of = 2026-06-30\n', "utf-8")
    work = tmp_path / "工作"
    work.mkdir()
    monkeypatch.chdir(work)
    assert main(["check", str(sheet)]) == 0


def test_a_settings_file_with_several_faults_names_them_all(
    tmp_path: Path, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "docgen.toml"
    settings.write_text('profil = "x"\nyear = "二〇二六"\nprofiles = 3\n', "utf-8")
    assert main(["check", str(sheet), "--config", str(settings)]) == 2
    printed = capsys.readouterr().err
    assert all(key in printed for key in ("profil：", "year：", "profiles："))


@pytest.mark.parametrize("encoding", ["cp936", "gb18030", "cp1252", "ascii"])
def test_output_never_fails_on_a_code_page(sheet: Path, encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "docgen.app.cli", "view", str(sheet)],
        env={"PYTHONIOENCODING": encoding, "PATH": ""}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert done.stdout


def test_machines_get_utf8_on_every_console(sheet: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "docgen.app.cli", "check", str(sheet), "--profile", "changchun", "--format", "json"],
        env={"PYTHONIOENCODING": "gbk", "PATH": ""}, capture_output=True, check=False,
    )  # fmt: skip
    (entry,) = json.loads(done.stdout.decode("utf-8"))["documents"]
    assert entry["file"] == sheet.name


def test_every_rule_is_explained_by_its_docstring(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "dat302"]) == 0
    printed = capsys.readouterr().out
    assert "为何：" in printed
    assert "如何改：" in printed
    assert "不得更改、补签、倒签" in printed


def test_documents_are_listed_with_their_basis(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", "changchun"]) == 0
    printed = capsys.readouterr().out
    for key in (RUBRIC, "changchun/inspection_notice", "changchun/advance_notice", "jilin/registration_form"):
        assert key in printed
    assert "考核条款" in printed
    assert "本单位模板" in printed


def test_the_last_line_of_a_report_is_its_conclusion(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(sheet), "--profile", "changchun"]) == 0
    assert capsys.readouterr().out.split("\n")[-2].startswith("未发现问题。")
