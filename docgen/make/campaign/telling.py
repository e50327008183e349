"""What is said of a campaign once, for all the households it is true of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from docgen.errors import DocgenError, RecordError
from docgen.make.campaign.filling import Lacking
from docgen.make.headers import short_title

_MOST_NAMED: Final = 10
_MOST_PLACES: Final = 20


def serials(numbers: Iterable[int]) -> str:
    """``序号2、5``; of many the first, and how many households they are."""
    listed = sorted(set(numbers))
    named = "、".join(map(str, listed[:_MOST_NAMED]))
    return f"序号{named}" + (f"等{len(listed)}户" if len(listed) > _MOST_NAMED else "")


def lacking_told(lacking: Sequence[Lacking], workbook: str) -> Iterator[RecordError]:
    """One fault for every kind of paper some households lack the number for, or some of the values."""
    specs = {each.spec.name: each.spec for each in lacking}
    for spec in specs.values():
        unnumbered = [each for each in lacking if each.spec.name == spec.name and each.number]
        if unnumbered:
            what = f"《{spec.title}》没有文号，未制作（{serials(each.household.serial for each in unnumbered)}）"
            yield RecordError(what, f"请先运行 docgen number {workbook} --kind {short_title(spec)}，再制作。")
        others = [each for each in lacking if each.spec.name == spec.name and not each.number]
        if others:
            problems = list(dict.fromkeys(problem for each in others for problem in each.problems))
            more = f"，另有{len(problems) - _MOST_PLACES}处" if len(problems) > _MOST_PLACES else ""
            what = f"《{spec.title}》所需内容未填，未制作（{serials(each.household.serial for each in others)}）{more}"
            yield RecordError(what, "请填写后重新制作，其余文书已照常制作。", problems[:_MOST_PLACES])


def told_once(troubles: Iterable[DocgenError]) -> Iterator[DocgenError]:
    """The same troubles; those with the very same places, a task's or an item's that many households share, as one."""
    groups: dict[object, list[DocgenError]] = {}
    for trouble in troubles:
        groups.setdefault(trouble.problems or id(trouble), []).append(trouble)
    for first, *others in groups.values():
        yield RecordError(f"{first.what}；另有{len(others)}户同此", first.remedy, first.problems) if others else first


def left_over(names: Sequence[str]) -> Iterator[str]:
    """Files made before and not called for now, folder by folder."""
    folders: dict[str, list[str]] = {}
    for name in sorted(names):
        folder, _, file = name.rpartition("/")
        folders.setdefault(folder, []).append(file)
    for folder, files in folders.items():
        yield f"以前制作、这次没有制作的文件，未删除：{folder + '：' if folder else ''}{'、'.join(files)}"
