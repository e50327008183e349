"""Where fonts lie on a machine (``templates/font_folders.toml``)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from docgen.errors import Problem, SpecError
from docgen.spec.folders import templates
from docgen.spec.law import Law
from docgen.spec.load import checked, read_toml

_FILE: Final = "font_folders.toml"


class FontFolders(Law):
    """One block: what the folders are called, and where they are under each system (``sys.platform``)."""

    owner: str
    linux: tuple[str, ...] = ()
    darwin: tuple[str, ...] = ()
    win32: tuple[str, ...] = ()


class FontFolder(NamedTuple):
    """A folder that is there, and what it is called."""

    path: Path
    owner: str


@lru_cache(maxsize=1)
def font_folder_law() -> tuple[FontFolders, ...]:
    """The packaged blocks in their order. Raises SpecError with every fault of the file."""
    problems: list[Problem] = []
    data = read_toml(templates() / _FILE, _FILE, problems) or {}
    blocks = [checked(FontFolders, block, _FILE, problems, name) for name, block in data.items()]
    if problems:
        raise SpecError("字体文件夹的数据有误：", "请按 templates/README.md 所列写法改正。", problems)
    return tuple(block for block in blocks if block is not None)


def font_folders(system: str = sys.platform) -> Iterator[FontFolder]:
    """The folders of this machine that are there, nearer ones first."""
    for block in font_folder_law():
        for written in getattr(block, system, block.linux):
            yield from (FontFolder(path, block.owner) for path in _there(written))


def _there(written: str) -> Iterator[Path]:
    place = Path(os.path.expandvars(written)).expanduser()
    if "$" in str(place) or not place.is_absolute():
        return
    pattern = str(place.relative_to(place.anchor))
    matches = sorted(Path(place.anchor).glob(pattern)) if "*" in pattern else [place]
    yield from (path for path in matches if path.is_dir())
