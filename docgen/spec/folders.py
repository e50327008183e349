"""Where jurisdictions lie: the packaged ones, those of installed packages, and folders handed over.

A folder handed over is data only and never executes. Of two of one name the later source stands: packaged, then
installed, then handed over, so that an office's newer law replaces the one it came with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from typing import Final

from docgen.errors import UsageError

ENTRY_POINTS: Final = "docgen.profiles"
"""An installed package names, under any key, an importable package whose folder is a profile or holds profiles."""


def templates() -> Path:
    """The packaged law: fonts.toml, measures.toml and one folder per jurisdiction."""
    return Path(str(files("docgen.templates")))


def profiles(extra: Sequence[Path] = ()) -> dict[str, Path]:
    """The folder of every jurisdiction by name. Raises UsageError for a folder of ``extra`` that holds none."""
    found = {key: folder for place in (templates(), *_installed()) for key, folder in _within(place)}
    for place in extra:
        handed_over = dict(_within(place))
        if not handed_over:
            raise UsageError(f"{place} 中没有辖区（含 profile.toml 的文件夹）", "请检查 --profiles 后的路径。")
        found |= handed_over
    return found


def _installed() -> Iterator[Path]:
    for point in entry_points(group=ENTRY_POINTS):
        try:
            yield Path(str(files(point.module)))
        except ImportError as fault:
            raise UsageError(
                f"已安装的辖区数据包 {point.name} 无法载入：{fault}", "请重新安装或卸载该数据包。"
            ) from None


def _within(place: Path) -> Iterator[tuple[str, Path]]:
    if (place / "profile.toml").is_file():
        yield place.resolve().name, place
    elif place.is_dir():
        yield from ((file.parent.name, file.parent) for file in sorted(place.glob("*/profile.toml")))
