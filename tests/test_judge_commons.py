"""公共材料: papers kept once for all households of a task; the ladder of unit, task and household around them."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from handed_in import laid_out
from sample_papers import CHANGCHUN, paper

from docgen.validators.finding import Report
from docgen.validators.run import check_paths

AS_OF = date(2026, 1, 5)
OTHER = {"unit_name": "示例二食品店", "credit_code": "92000000MA0000023Y"}


@cache
def dossier(second: bool = False) -> Mapping[str, bytes]:
    """The papers of one household that no leaflet replaces."""
    data = OTHER if second else {}
    return {f"{name}.docx": paper(name, **data) for name in ("inspection_notice", "approval_form")}


def below(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{folder}/{name}": data for name, data in files.items()}


def judged(path: Path) -> Report:
    report = check_paths([path], CHANGCHUN, as_of=AS_OF)
    assert report.crashes == ()
    return report


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    task = {
        **below("001_示例一食品店", dossier()),
        **below("002_示例二食品店", dossier(second=True)),
        "公共材料/宣传单.docx": paper("leaflet"),
        "公共材料/现场.jpg": b"\xff\xd8\xff\xe0" + bytes(40),
    }
    return laid_out(tmp_path / "2026_示例县市场监督管理局", below("第二批_任务", task))


def test_a_folder_of_shared_material_is_no_household_and_is_judged_once(unit: Path) -> None:
    report = judged(unit)
    assert list(report.households) == ["第二批_任务/001_示例一食品店", "第二批_任务/002_示例二食品店"]
    assert report.papers == {}
    shared = [one for one in report.documents if "公共材料" in str(one.address.file)]
    assert [one.document for one in shared] == ["changchun/leaflet", None]
    assert {one.address.household for one in shared} == {None}


def test_wherever_the_ladder_is_handed_in_its_households_are_the_same(unit: Path) -> None:
    assert list(judged(unit / "第二批_任务").households) == ["001_示例一食品店", "002_示例二食品店"]
    assert list(judged(unit.parent).households) == [
        f"{unit.name}/第二批_任务/001_示例一食品店",
        f"{unit.name}/第二批_任务/002_示例二食品店",
    ]


def test_a_task_with_a_single_household_is_that_household(tmp_path: Path) -> None:
    files = {**below("一批/001_某店", dossier()), "一批/公共材料/宣传单.docx": paper("leaflet")}
    assert list(judged(laid_out(tmp_path / "单位", files)).households) == ["一批/001_某店"]


def test_a_file_of_the_shared_folder_that_cannot_be_read_may_be_any_households_paper(unit: Path) -> None:
    (unit / "第二批_任务" / "公共材料" / "宣传单.docx").unlink()
    (unit / "第二批_任务" / "公共材料" / "扫描.pdf").write_bytes(blank_page())
    open_ones = [one for one in judged(unit).undetermined if one.code == "DOS101"]
    assert {one.address.household for one in open_ones if "公共材料/扫描.pdf" in one.why} == {
        "第二批_任务/001_示例一食品店",
        "第二批_任务/002_示例二食品店",
    }


def test_two_copies_of_shared_material_are_evidence_once(unit: Path) -> None:
    register = paper("leaflet_register")
    laid_out(unit / "第二批_任务/公共材料", {"登记表.docx": register, "登记表_原件.docx": register})
    report = check_paths([unit], CHANGCHUN, as_of=date(2026, 4, 20))
    (told,) = [one for one in report.not_due if one.code == "DAT301" and "001_示例一" in (one.address.household or "")]
    assert told.why.count("宣传单发放登记表") == 1


def test_such_a_folder_within_one_households_folder_is_its_own(tmp_path: Path) -> None:
    files = {**dossier(), "公共材料/宣传单.docx": paper("leaflet")}
    report = judged(laid_out(tmp_path / "某店", files))
    assert list(report.households) == ["某店"]
    assert {one.address.household for one in report.documents} == {"某店"}


def test_shared_material_without_a_household_is_judged_all_the_same(tmp_path: Path) -> None:
    report = judged(laid_out(tmp_path / "任务", {"公共材料/宣传单.docx": paper("leaflet")}))
    assert [one.document for one in report.documents] == ["changchun/leaflet"]


def blank_page() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.save(out)
    return out.getvalue()


def test_one_print_of_everything_is_its_papers_each_on_its_own_pages(tmp_path: Path) -> None:
    names = ("advance_notice", "inspection_notice", "approval_form")
    prints = [paper(name, "pdf") for name in names]
    bound = io.BytesIO()
    with pikepdf.new() as whole:
        for one in prints:
            with pikepdf.open(io.BytesIO(one)) as source:
                whole.pages.extend(source.pages)
        whole.save(bound)
    report = judged(laid_out(tmp_path / "某店", {"全部.pdf": bound.getvalue()}))
    assert [(one.document or "").rpartition("/")[2] for one in report.documents] == list(names)
    assert report.files == 1
    assert [one.message for one in report.findings if one.severity != "note"] == []


def test_folders_that_carry_a_code_are_households_though_there_is_only_one(tmp_path: Path) -> None:
    coded = "001_示例一食品店_92000000MA00000154"
    root = laid_out(tmp_path / "单位", below(f"第二批/{coded}", dossier()))
    (root / "第二批" / "002_示例二食品店_92000000MA0000023Y").mkdir()
    report = judged(root)
    assert list(report.households) == [f"第二批/{coded}", "第二批/002_示例二食品店_92000000MA0000023Y"]
    assert [one.address.household for one in report.findings if one.code == "DOS104"] == [
        "第二批/002_示例二食品店_92000000MA0000023Y"
    ]


def test_a_task_handed_in_as_a_zip_has_its_shared_material_too(unit: Path) -> None:
    with zipfile.ZipFile(unit / "第二批_任务.zip", "w") as archive:
        for file in sorted((unit / "第二批_任务").rglob("*.*")):
            archive.write(file, file.relative_to(unit / "第二批_任务").as_posix())
    shutil.rmtree(unit / "第二批_任务")
    report = judged(unit)
    assert list(report.households) == ["第二批_任务/001_示例一食品店", "第二批_任务/002_示例二食品店"]
    shared = [one for one in report.documents if "公共材料" in str(one.address.file)]
    assert {one.address.household for one in shared} == {None}


def test_a_paper_beside_coded_folders_and_their_shared_material_belongs_to_none(tmp_path: Path) -> None:
    one, two = "001_示例一食品店_92000000MA00000154", "002_示例二食品店_92000000MA0000023Y"
    files = {
        **below(one, dossier()),
        **below(two, dossier(second=True)),
        "公共材料/宣传单.docx": paper("leaflet"),
        "审批表.docx": paper("approval_form", unit_name="示例三食品店", credit_code="92000000MA0000031R"),
    }
    report = judged(laid_out(tmp_path / "第二批", files))
    assert list(report.households) == [one, two]
    assert list(report.papers) == ["第二批/审批表.docx"]
