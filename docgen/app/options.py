"""What several commands take: the profile, its folders, the day; and how output is written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.app.config import find_settings
from docgen.errors import UsageError
from docgen.spec import load_profile, profiles
from docgen.spec.model import DocumentSpec, Profile

if TYPE_CHECKING:
    from docgen.convert import Converter


class Day(click.ParamType[date]):
    """A day as offices write it: 2026-12-08, 2026.12.8, 2026年12月8日."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from docgen.dates import ImpossibleDate, read_moment

        if isinstance(value, date):
            return value
        try:
            moment = read_moment(str(value))
        except ImpossibleDate:
            moment = None
        if moment is None or moment.low is None:
            self.fail(f"“{value}”不是日期，请写成 2026-12-08", param, ctx)
        return moment.low.date()


class Days(click.ParamType[int]):
    """A number of days, none or more."""

    name = "天数"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        if not (value.isdecimal() and value.isascii()):
            self.fail(f"“{value}”不是天数，请写成 7", param, ctx)
        return int(value)


FILE = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path)


def law_folders(given: tuple[Path, ...]) -> tuple[Path, ...]:
    """Folders of law handed over: those of ``docgen.toml`` above the working directory, then those of the command."""
    return (*find_settings(Path.cwd()).profiles, *given)


def profile_named(key: str | None, extra: tuple[Path, ...]) -> Profile:
    """The profile of that name. Raises UsageError listing them all when none is named or the name is unknown."""
    known = profiles(extra)
    if key is None:
        raise UsageError("没有指明地区规定（--profile）", f"可用的有：{'、'.join(known)}")
    return load_profile(key, extra)


def profile_or_default(key: str | None, folders: tuple[Path, ...]) -> Profile:
    """The profile of the command line, else of ``docgen.toml``. Raises UsageError where neither names one."""
    settings = find_settings(Path.cwd())
    return profile_named(key or settings.profile, (*settings.profiles, *folders))


def document_named(address: str, profile: Profile) -> DocumentSpec:
    """A document by bare name or by ``profile/name``. Raises UsageError with the nearest name."""
    from docgen.spec import suggest

    spec = profile.document(address)
    if spec is None:
        names = [*profile.documents, *(spec.name for spec in profile.documents.values())]
        nearest = suggest(address, names)
        hint = f"最接近的是 {nearest}。" if nearest else ""
        raise UsageError(f"“{profile.name}”没有文书“{address}”", f"{hint}全部文书见 docgen documents {profile.key}")
    return spec


def progress() -> Callable[[str], None] | None:
    """Where progress is told: on stderr, only on a terminal, each line over the last; None elsewhere."""
    return _over_the_last_line if sys.stderr.isatty() else None


def _over_the_last_line(line: str) -> None:
    sys.stderr.write(f"\r\033[K{line}")
    sys.stderr.flush()


def converter() -> Converter | None:
    """LibreOffice, where this machine has it."""
    from docgen.convert import Converter, find_office

    office = find_office()
    return Converter(office) if office else None
