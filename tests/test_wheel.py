"""What is packed is what is in the tree: built from ``git archive``, without a network, and compared both ways."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from mypy.fscache import FileSystemCache
from mypy.modulefinder import FindModuleCache, SearchPaths
from mypy.options import Options

ROOT = Path(__file__).parents[1]
LINKED = ("validators", "templates", "specimens", "launchers")
PACKED = frozenset({".py", ".typed", ".toml", ".docx", ".txt", ".xlsx", ".json", ".css", ".bat", ".desktop"})

# One worker builds the wheel, once.
pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The last commit as a plain tree, links kept."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("不在 git 检出的目录中，无从比较")
    folder = tmp_path_factory.mktemp("tree")
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True)
    subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
    return folder


@pytest.fixture(scope="module")
def packed(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the wheel's members, without its metadata."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(tree)]
    built = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("yihu-*.whl")
    return [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name]


def belonging(tree: Path) -> set[str]:
    """Every file of the tree that belongs into the wheel, by the name it has there."""
    own = {path for path in (tree / "docgen").rglob("*") if path.relative_to(tree).parts[1] not in LINKED}
    linked = {path for folder in LINKED for path in (tree / folder).rglob("*")}
    names = {path: path.relative_to(tree).as_posix() for path in own | linked if path.suffix in PACKED}
    return {names[path] if path in own else f"docgen/{names[path]}" for path in names}


def test_the_links_are_kept_in_git_as_relative_links(tree: Path) -> None:
    assert {name: str((tree / "docgen" / name).readlink()) for name in LINKED} == {
        name: f"../{name}" for name in LINKED
    }


def test_the_wheel_holds_the_tree_whole_and_nothing_else(tree: Path, packed: list[str]) -> None:
    assert {"in the tree only": belonging(tree) - set(packed), "in the wheel only": set(packed) - belonging(tree)} == {
        "in the tree only": set(),
        "in the wheel only": set(),
    }


def test_the_wheel_holds_nothing_twice(packed: list[str]) -> None:
    assert [name for name, times in Counter(packed).items() if times > 1] == []
    assert {name.partition("/")[0] for name in packed} == {"docgen"}


def test_the_wheel_holds_no_tests_and_no_compiled_files(packed: list[str]) -> None:
    assert [name for name in packed if "__pycache__" in name or "tests" in name.split("/")] == []


def test_mypy_sees_every_source_file(tree: Path) -> None:
    """``mypy -p docgen`` must not skip a folder behind a link: its own module finder is asked what it will read."""
    finder = FindModuleCache(SearchPaths((str(tree),), (), (), ()), FileSystemCache(), Options())
    seen = {Path(source.path) for source in finder.find_modules_recursive("docgen") if source.path}
    read = {path.relative_to(tree).as_posix() for path in seen if path.suffix == ".py"}
    assert read == {name for name in belonging(tree) if name.endswith(".py")}
