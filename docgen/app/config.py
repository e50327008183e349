"""Settings: ``docgen.toml``, found upwards from the working directory and never inside what is judged."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from docgen.errors import UsageError

FILE: Final = "docgen.toml"
_KEYS: Final = ("profile", "unit", "year", "as_of", "profiles", "rosters")


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``docgen.toml`` may say. ``profiles`` are folders of law, made absolute from the file's own folder.
    ``ignored`` names a settings file that lies within the submission and was passed over."""

    profile: str | None = None
    unit: str | None = None
    year: int | None = None
    as_of: date | None = None
    profiles: tuple[Path, ...] = ()
    rosters: Path | None = None
    ignored: tuple[str, ...] = ()


def find_settings(here: Path, judged: Sequence[Path] = (), named: Path | None = None) -> Settings:
    """The settings of ``--config``, else of the nearest ``docgen.toml`` upwards.

    Raises UsageError with every fault of the file at once.
    """
    if named is not None:
        return _read(named)
    for folder in (here, *here.parents):
        file = folder / FILE
        if file.is_file():
            if _lies_within(file, judged):
                return Settings(ignored=(str(file),))
            return _read(file)
    return Settings()


def _lies_within(file: Path, judged: Iterable[Path]) -> bool:
    return any(file.resolve().is_relative_to(path.resolve()) for path in judged if path.is_dir())


def _read(file: Path) -> Settings:
    try:
        values = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise UsageError(f"不能读取设置文件 {file}：{fault}", "请改正后重试，或用 --config 指定另一个。") from fault
    faults = [f"{key}：未知的键，可用的有 {'、'.join(_KEYS)}" for key in values if key not in _KEYS]
    faults += [f"{key}：应为文字" for key in ("profile", "unit", "rosters") if not isinstance(values.get(key, ""), str)]
    if not isinstance(values.get("year", 0), int):
        faults.append("year：应为年份数字，如 2026")
    if not isinstance(values.get("as_of", date.min), date):
        faults.append("as_of：应为日期，如 2026-12-08")
    folders = values.get("profiles", [])
    if not (isinstance(folders, list) and all(isinstance(folder, str) for folder in folders)):
        faults.append('profiles：应为文件夹列表，如 ["地方规定"]')
    if faults:
        raise UsageError(f"设置文件 {file} 有误：\n" + "\n".join(f"  {fault}" for fault in faults))
    return Settings(
        profile=values.get("profile"),
        unit=values.get("unit"),
        year=values.get("year"),
        as_of=values.get("as_of"),
        profiles=tuple(file.parent / folder for folder in folders),
        rosters=file.parent / values["rosters"] if "rosters" in values else None,
    )
