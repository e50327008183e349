"""Where a campaign's papers lie: a folder for each household and for what is shared, several tasks apart.

A household's folder is named by the office's own pattern (``{serial:03}_{name}_{code}``), a paper's file by its law and
by its fixed number. Windows opens no path of 260 characters or more, the drive and all folders above counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Final

from docgen.errors import Problem, RecordError
from docgen.make.campaign.model import Campaign, Household
from docgen.make.campaign.patterns import PLACE
from docgen.make.names import sanitised
from docgen.spec import suggest
from docgen.spec.model import Profile

LONGEST_PATH: Final = 259
_GAPS: Final = re.compile(r"(?<=_)_+|^_+|_+$")
_WORDS: Final = MappingProxyType(
    {"serial": "serial", "name": "name", "code": "code", "task": "task", "序号": "serial", "名称": "name",
     "代码": "code", "任务编号": "task"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """``several``: the workbook holds several tasks, so each has a folder of its own; ``shared`` is the folder of what
    the households of a task have together."""

    pattern: str
    several: bool
    shared: str

    def task_folder(self, number: str) -> PurePosixPath:
        """Where a task's households lie, relative to the output."""
        return PurePosixPath(sanitised(number)) if self.several else PurePosixPath()

    def household_folder(self, household: Household) -> PurePosixPath:
        """A household's folder, relative to the output."""

        def value(match: re.Match[str]) -> str:
            word = _WORDS[match[1]]
            if word == "serial":
                return str(household.serial).zfill(int(match[2] or 1))
            return {"name": name_of(household), "code": code_of(household), "task": household.task}[word]

        name = _GAPS.sub("", PLACE.sub(value, self.pattern))
        return self.task_folder(household.task) / sanitised(name)


def layout_of(campaign: Campaign, profile: Profile) -> Layout:
    """The layout the workbook's settings ask for.

    Raises:
        RecordError: the pattern names something else than serial, name, code and task, or nothing of these.
    """
    law = profile.workbook.sheet["settings"]
    column = law.column["folder_name"]
    pattern = campaign.settings.get("folder_name") or column.otherwise
    named = [match[1] for match in PLACE.finditer(pattern)]
    unknown = [word for word in named if word not in _WORDS]
    if unknown or not named:
        near = next((f"，最接近的是 {word}" for each in unknown if (word := suggest(each, tuple(_WORDS)))), "")
        place = f"“{law.title[0]}”的“{column.label[0]}”"
        problem = Problem(campaign.source.name, place, f"可用 {'、'.join(_braced())}{near}", pattern)
        raise RecordError(f"{column.label[0]}的写法有误", f"请改正后重试；不填则为 {column.otherwise}。", [problem])
    shared = next((folder for law in profile.dossier.shared for folder in law.folder), "")
    return Layout(pattern, len(campaign.tasks) > 1, shared)


def _braced() -> list[str]:
    return [f"{{{word}}}" for word in _WORDS]


def name_of(household: Household) -> str:
    """What a household is called: its name, else its representative's (a 个体工商户 may have none of its own)."""
    given = (household.row.values.get(key) for key in ("unit_name", "representative"))
    return next((str(value).strip() for value in given if value), "")


def code_of(household: Household) -> str:
    """Its credit code or registration number as written."""
    return str(household.row.values.get("credit_code") or "").strip()


def too_long(root: Path, names: Sequence[str]) -> list[str]:
    """Those of these relative paths that, below this folder, Windows would not open (length in UTF-16 units)."""
    above = _units(str(root.absolute())) + 1
    return [name for name in names if above + _units(name) > LONGEST_PATH]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
