"""The set-up keeps its promises: a lock without hosts, targets that install what they need, tests that cannot clash."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = ("run", "venv", "system", "fonts")

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def locked() -> dict[str, str]:
    """Each requirement of the lock with the lines that belong to it, by its normalised name."""
    entries = re.split(r"^(?=[A-Za-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    return {re.split(r"[=\[ ]", entry)[0].lower().replace("_", "-"): entry for entry in entries}


def test_the_lock_names_no_host_but_the_public_index() -> None:
    assert re.findall(r"\S+://\S+", LOCK) == []
    assert re.findall(r"^\s*(?:-i|-f|--\S*(?:index|find-links|host)\S*)\b.*", LOCK, re.MULTILINE) == []
    assert re.findall(r" @ ", LOCK) == []


def test_the_lock_pins_every_requirement_with_its_hashes() -> None:
    entries = locked()
    assert len(entries) > 20
    assert [name for name, entry in entries.items() if not re.match(r"\S+==\S+", entry)] == []
    assert [name for name, entry in entries.items() if "--hash=sha256:" not in entry] == []


def test_the_lock_holds_every_dependency_the_project_declares() -> None:
    declared = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=!~;\[ ]", requirement)[0].lower() for requirement in declared}
    assert names - set(locked()) == set()


def test_no_index_is_configured_in_the_project() -> None:
    assert "uv" not in PROJECT["tool"]
    assert [path.name for path in ROOT.iterdir() if path.name in ("uv.toml", "pip.conf", "pip.ini")] == []


def test_the_version_is_said_once() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "docgen.__version__"}


@pytest.mark.parametrize("target", ["demo", "test", "check", "office", "coverage", "bench", "lock"])
def test_every_target_that_runs_python_makes_its_environment_first(target: str) -> None:
    needs = re.search(rf"^{target}:(.*?)##", MAKEFILE, re.MULTILINE)
    assert needs is not None
    assert "$(VENV)" in needs[1]


@pytest.mark.parametrize("target", ["demo", "test", "check", "office", "coverage", "bench"])
def test_every_target_that_prints_installs_packages_and_fonts_first(target: str) -> None:
    needs = re.search(rf"^{target}:(.*?)##", MAKEFILE, re.MULTILINE)
    assert needs is not None
    assert {"system", "fonts"} <= set(needs[1].split())


def test_every_target_is_explained_by_help() -> None:
    shown = subprocess.run(["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, check=True)
    phony = re.search(r"^\.PHONY:(.*)", MAKEFILE, re.MULTILINE)
    assert phony is not None
    assert set(re.findall(r"^  make (\w+)\t", shown.stdout.decode(), re.MULTILINE)) == set(phony[1].split())


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_executable_and_stops_at_the_first_failure(script: str) -> None:
    path = ROOT / ".ci" / script
    assert path.stat().st_mode & 0o111
    assert re.search(r"^set -eu", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_ci_runs_the_tests_and_then_the_checks() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("make ")][:2] == ["make test", "make check"]


def test_an_unknown_part_of_the_system_is_a_usage_error() -> None:
    answer = subprocess.run([ROOT / ".ci" / "system", "unknown"], capture_output=True, check=False)
    assert answer.returncode == 2
    assert "用法" in answer.stderr.decode()


def test_test_files_have_names_of_their_own() -> None:
    """Without packages a module is known by its file name alone: two of one name would hide each other from mypy."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py")
    assert [name for name, times in names.items() if times > 1] == []
    assert list((ROOT / "tests").rglob("__init__.py")) == []
