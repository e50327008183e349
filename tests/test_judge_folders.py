"""Whose file is whose, told by what the papers say: folders above the households, folders by kind of paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from paper_builder import member, paper, spec

from docgen.spec.model import DocumentSpec
from docgen.validators.paper import Taken
from docgen.validators.submission.folders import by_household

NAMED = {"unit_name": {"label": "名称"}, "credit_code": {"label": "信用代码"}}
TOLD, NOTICE, FORM = (
    spec(name, title, NAMED) for name, title in (("told", "告知书"), ("notice", "通知书"), ("form", "登记表"))
)
KINDS = (TOLD, NOTICE, FORM)
JIA, YI, BING = ("A", "甲店"), ("B", "乙店"), ("C", "丙店")


def said(path: str, kind: DocumentSpec, who: tuple[str, str]) -> Taken:
    one = paper(kind, path, credit_code=who[0], unit_name=who[1])
    return Taken(path, one.member, (one,))


def whole(folder: str, who: tuple[str, str]) -> tuple[Taken, ...]:
    return tuple(said(f"{folder}/{kind.name}.docx", kind, who) for kind in KINDS)


def letter(path: str) -> Taken:
    return Taken(path, member(path, "说明", unrecognised="不含任何规定文书的标志"))


def told(*files: Taken, folders: tuple[str, ...] = ()) -> Mapping[str | None, list[str]]:
    """The files by household folder, each given out once."""
    parts = list(by_household(files, folders))
    assert len({folder for folder, _ in parts if folder is not None}) == sum(folder is not None for folder, _ in parts)
    return {folder: [file.path for file in part] for folder, part in parts}


def test_a_folder_above_the_households_is_not_one() -> None:
    found = told(*whole("局/第二批/甲", JIA), *whole("局/第二批/乙", YI), *whole("局/第二批/丙", BING))
    assert {folder: len(files) for folder, files in found.items()} == dict.fromkeys(
        ("局/第二批/甲", "局/第二批/乙", "局/第二批/丙"), 3
    )


def test_folders_by_kind_of_paper_with_one_identity_stay_one_household() -> None:
    files = [said(f"甲/0{n}/a.docx", kind, JIA) for n, kind in enumerate(KINDS)]
    assert list(told(*files)) == [""]


def test_folders_by_kind_stay_together_below_a_folder_of_households() -> None:
    jia, yi = ([said(f"局/{who[1]}/0{n}/a.docx", kind, who) for n, kind in enumerate(KINDS)] for who in (JIA, YI))
    assert {folder: len(files) for folder, files in told(*jia, *yi).items()} == {"局/甲店": 3, "局/乙店": 3}


def test_households_may_lie_at_different_depths() -> None:
    found = told(*whole("局/一队/甲", JIA), *whole("局/一队/乙", YI), *whole("局/丙", BING))
    assert list(found) == ["局/一队/甲", "局/一队/乙", "局/丙"]


def test_papers_beside_the_households_belong_to_none() -> None:
    found = told(letter("局/说明.docx"), *whole("局/甲", JIA), *whole("局/乙", YI))
    assert found[None] == ["局/说明.docx"]
    assert set(found) == {None, "局/甲", "局/乙"}


def test_what_names_nobody_stays_with_its_folder() -> None:
    scan = Taken("局/甲/附件/扫描.pdf", member("局/甲/附件/扫描.pdf", could_be_paper=True))
    found = told(*whole("局/甲", JIA), scan, *whole("局/乙", YI), letter("局/丙/信.docx"))
    assert [len(files) for files in found.values()] == [4, 3, 1]
    assert list(found) == ["局/甲", "局/乙", "局/丙"]


def test_an_empty_folder_beside_households_is_one_too() -> None:
    folders = ("局/", "局/甲/", "局/丁/")
    assert told(*whole("局/甲", JIA), *whole("局/乙", YI), folders=folders)["局/丁"] == []
    assert told(folders=("局/",)) == {"": []}


@pytest.mark.parametrize("slip", [("A1", "甲店"), ("A", "甲点")])
def test_a_slip_in_name_or_code_does_not_part_the_papers_of_one_household(slip: tuple[str, str]) -> None:
    files = [said("甲/01/a.docx", TOLD, JIA), said("甲/02/b.docx", NOTICE, slip), said("甲/03/c.docx", FORM, JIA)]
    assert list(told(*files)) == [""]


def test_two_branches_of_one_name_are_two_households() -> None:
    assert list(told(*whole("局/一店", ("A", "甲店")), *whole("局/二店", ("B", "甲店")))) == ["局/一店", "局/二店"]


def test_where_no_code_is_written_the_name_tells() -> None:
    assert list(told(*whole("局/甲", ("", "甲店")), *whole("局/乙", ("", "乙店")))) == ["局/甲", "局/乙"]


def test_one_paper_of_another_household_in_its_own_folder_does_not_part_the_rest() -> None:
    files = [said("甲/01/a.docx", TOLD, JIA), said("甲/02/b.docx", NOTICE, JIA), said("甲/03/c.docx", FORM, YI)]
    assert list(told(*files)) == [""]


def test_one_stray_paper_does_not_change_whose_folder_it_is() -> None:
    found = told(*whole("局/甲", JIA), said("局/甲/错放.docx", NOTICE, YI), *whole("局/乙", YI))
    assert {folder: len(files) for folder, files in found.items()} == {"局/甲": 4, "局/乙": 3}


def test_a_household_is_given_out_before_the_next_but_one_is_read() -> None:
    read: list[str] = []

    def files() -> Iterator[Taken]:
        for who in (JIA, YI, BING):
            for file in whole(f"局/{who[1]}", who):
                read.append(file.path)
                yield file

    first, _ = next(iter(by_household(files())))
    assert first == "局/甲店"
    assert read[-1] == "局/丙店/told.docx"
