"""``docgen launch``: what the launchers run. Makes from, or checks, a dropped file, and opens what came of it.

Windows hands a dropped path over unquoted where it has no space, so that ``&`` in it would end the command; the whole
line Explorer ran is therefore handed on in :data:`DROPPED` and read here.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final

import click

from docgen.app.chinese import ChineseGroup
from docgen.app.config import find_settings

DROPPED: Final = "DOCGEN_DROPPED"
_LINE: Final = re.compile(r'\.bat"\s+(?P<paths>.+?)"?\s*$', re.IGNORECASE)
_PATH: Final = re.compile(r'"([^"]+)"|((?:[A-Za-z]:|\\\\)\S.*?)(?=\s+(?:"|[A-Za-z]:\\|\\\\)|$)')
_PROFILE: Final = "changchun"
_MADE: Final = "文书"
_REPORT: Final = "核对报告.txt"
_MEDIA: Final = ("/media", "/run/media", "/Volumes")
_REMOVABLE: Final = (2, 5)  # DRIVE_REMOVABLE, DRIVE_CDROM of GetDriveTypeW
_SUFFIXES: Final = (".bat", ".desktop", ".txt")


@click.group("launch", cls=ChineseGroup)
def launch_command() -> None:
    """供“制作”“核对”两个启动文件调用：处理拖来的文件，打开结果，按键后结束。"""


@launch_command.command("make")
@click.argument("paths", nargs=-1, metavar="[台账]…")
def launch_make(paths: tuple[str, ...]) -> int:
    """由台账制作文书，写在台账旁边的“文书”文件夹，并打开它。"""
    return _each(paths, _make)


@launch_command.command("check")
@click.argument("paths", nargs=-1, metavar="[文件或文件夹]…")
def launch_check(paths: tuple[str, ...]) -> int:
    """核对文书、户文件夹或压缩包，报告写在旁边（优盘、只读处则写在临时文件夹），并打开它。"""
    return _each(paths, _check)


def _each(paths: Sequence[str], work: Callable[[Path], int]) -> int:
    given = [Path(path).absolute() for path in dropped(os.environ.get(DROPPED, "")) or paths]
    if not given:
        click.echo("请把文件或文件夹拖到启动文件上。", err=True)
    code = max((work(path) for path in given), default=2)
    if DROPPED not in os.environ:  # a .bat waits by itself, after whatever went wrong
        click.pause("按任意键结束……")
    return code


def dropped(line: str) -> list[str]:
    """The paths in the line Explorer ran a .bat with: ``cmd.exe /c ""D:\\制作.bat" D:\\a&b.xlsx "D:\\c d.xlsx""``."""
    found = _LINE.search(line)
    return [quoted or bare.strip() for quoted, bare in _PATH.findall(found["paths"])] if found else []


def _make(path: Path) -> int:
    from docgen.app.cli import main

    output = path.parent / _MADE
    code = main(["make", _profile(path), str(path), "-o", str(output)])
    if output.is_dir():
        show(output)
    return code


def _check(path: Path) -> int:
    from docgen.app.cli import main

    report = _beside(path) / _REPORT
    code = main(["check", str(path), "--profile", _profile(path), "-o", str(report)])
    if report.is_file():
        click.echo(f"报告：{report}")
        show(report)
    return code


def _profile(path: Path) -> str:
    """The jurisdiction of the nearest ``docgen.toml`` above the file, else above the working directory."""
    nearest = find_settings(path.parent).profile or find_settings(Path.cwd()).profile
    return nearest or _PROFILE


def _beside(path: Path) -> Path:
    """Where the report goes: beside what is checked, but never on a medium somebody handed in."""
    folder = path.parent
    if os.access(folder, os.W_OK) and not is_handed_in(folder):
        return folder
    return Path(tempfile.mkdtemp(prefix="docgen-"))


def is_handed_in(folder: Path) -> bool:
    """Whether a folder lies on a stick, a disc or another medium that was put into the machine."""
    windows = getattr(ctypes, "windll", None)
    if windows is not None:
        return windows.kernel32.GetDriveTypeW(folder.anchor) in _REMOVABLE
    return any(folder.is_relative_to(media) for media in _MEDIA)


def show(path: Path) -> None:
    """Open a file or a folder with whatever this machine opens it with; where that is nothing, it is only named."""
    opener = getattr(os, "startfile", None)
    if opener is not None:
        opener(path)
        return
    command = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if command is None:
        click.echo(f"请打开：{path}")
    else:
        subprocess.run([command, str(path)], check=False)


def write_launchers(folder: Path) -> Iterator[Path]:
    """Write the launchers into a folder, those for this kind of machine and the other. Raises OutputError."""
    from docgen.make.output import write_file

    packaged = [file for file in files("docgen.launchers").iterdir() if file.name.endswith(_SUFFIXES)]
    for file in sorted(packaged, key=lambda file: file.name):
        target = folder / file.name
        write_file(target, file.read_bytes())
        if target.suffix == ".desktop":
            target.chmod(0o755)
        yield target
