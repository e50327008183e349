"""Rows to papers: every field where it belongs, bad rows told and passed over, the same bytes for the same data."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from sample_papers import CHANGCHUN, law

from docgen.errors import FontMissing, Problem, RecordError, TemplateError, UsageError
from docgen.make import make_docx, make_dossiers, make_papers, make_record, read_rows
from docgen.make.compile import placeholders
from docgen.make.papers import with_fields
from docgen.make.rows import row_of
from docgen.spec.dossier import DossierLaw, Require
from docgen.spec.model import DocumentSpec, Profile

ALL = tuple(CHANGCHUN.documents.values())
CODE = "92000000MA00000154"

every_paper = pytest.mark.parametrize("spec", ALL, ids=lambda spec: spec.key)


NOTICE = law("inspection_notice")


def sample(spec: DocumentSpec) -> dict[str, Any]:
    return dict(read_rows(spec.sample, spec)[0].values)


def household(**changes: Any) -> dict[str, Any]:
    """The union of the fields of one household's papers, with the wishes of a test."""
    union: dict[str, Any] = {}
    for name in ("registration_form", "inspection_notice", "advance_notice"):
        union |= sample(law(name))
    return union | changes


def rows_file(path: Path, *rows: Mapping[str, Any]) -> Path:
    path.write_text(json.dumps(rows, ensure_ascii=False, default=str), "utf-8")
    return path


def read_text(data: bytes) -> str:
    """Everything a reader reads, cells included, merged ones once."""
    document = docx.Document(io.BytesIO(data))
    cells = {cell._tc: cell.text for table in document.tables for row in table.rows for cell in row.cells}
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells.values()])


def tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@every_paper
def test_a_template_asks_for_the_fields_of_its_law_and_nothing_else(spec: DocumentSpec) -> None:
    asked = {placeholder.name for placeholder in placeholders(spec.template)}
    by_hand = {name for name, law in spec.field.items() if law.filled}
    assert set(spec.field) - by_hand <= asked <= set(spec.field)


@every_paper
def test_every_sample_becomes_a_paper_with_all_its_values(spec: DocumentSpec) -> None:
    record = make_record(spec, read_rows(spec.sample, spec)[0])
    text = read_text(make_docx(spec, sample(spec)))
    assert "{{" not in text
    assert "None" not in text
    for name, value in record.values.items():
        for piece in value if isinstance(value, tuple) else (value,):
            if isinstance(piece, str) or type(piece).__name__ == "Person":
                assert str(piece) in text, name


@every_paper
def test_what_is_written_by_hand_is_blank_in_a_made_paper(spec: DocumentSpec) -> None:
    by_hand = {name for name, law in spec.field.items() if law.filled}
    record = make_record(spec, row_of(sample(spec), spec))
    assert all(str(record.values[name]) in ("", "()") for name in by_hand)


@pytest.mark.parametrize(
    "name",
    ["甲<乙>&丙“丁”", "=1+1", "字" * 300, "第一行\n第二行", "喆镕堃翀昇𠮷", "示例😀店", "{{ agency }}", "甲\t乙"],
)
def test_a_hard_name_stands_in_every_paper_exactly_as_given(name: str) -> None:
    for document in ("inspection_notice", "advance_notice", "registration_form"):
        assert name in read_text(make_docx(law(document), household(unit_name=name)))


def test_a_value_that_cannot_stand_in_a_paper_is_refused_and_not_repaired() -> None:
    with pytest.raises(RecordError, match=r"U\+0007"):
        make_docx(NOTICE, household(unit_name="示例\a店"))


@pytest.mark.parametrize("unseen", "\u200b\u200f\u202e\u2060\u2066\u2069\ufeff\u2028\u2029")
def test_a_character_that_nobody_sees_is_refused_by_its_code_point(unseen: str) -> None:
    code = f"U+{ord(unseen):04X}"
    with pytest.raises(RecordError) as refused:
        make_docx(NOTICE, household(unit_name=f"甲{unseen}乙", items=[f"检{unseen}查"]))
    assert [code in problem.expected and f"[{code}]" in problem.found for problem in refused.value.problems] == [
        True
    ] * 2


def test_a_paper_can_be_made_without_its_required_fields_when_nobody_insists() -> None:
    with pytest.raises(RecordError):
        make_docx(NOTICE, {})
    assert "行政检查通知书" in read_text(make_docx(NOTICE, {}, strict=False))


def test_a_made_paper_says_which_law_and_template_it_was_made_from() -> None:
    with zipfile.ZipFile(io.BytesIO(make_docx(NOTICE, sample(NOTICE)))) as archive:
        application = archive.read("docProps/app.xml").decode()
    digest = hashlib.sha256(NOTICE.template.read_bytes()).hexdigest()[:16]
    assert (
        f"<Template>changchun/inspection_notice {NOTICE.clause_of().edition} sha256:{digest}</Template>" in application
    )


HASHES = """
import hashlib, sys
from pathlib import Path
from docgen.make import make_docx, read_rows
from docgen.spec import load_profile
for spec in load_profile("changchun").documents.values():
    print(spec.key, hashlib.sha256(make_docx(spec, read_rows(spec.sample, spec)[0])).hexdigest())
"""


def test_the_same_data_gives_the_same_bytes_in_every_process() -> None:
    outputs = [
        subprocess.run(
            [sys.executable, "-c", HASHES], capture_output=True, check=True, encoding="utf-8",
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York"))
    ]  # fmt: skip
    assert outputs[0] == outputs[1]
    assert len(outputs[0].splitlines()) == len(ALL)


def test_a_dossier_is_a_folder_per_household_with_its_papers_in_order(tmp_path: Path) -> None:
    second = household(unit_name="示例二/小吃店", credit_code="92000000MA0000023Y")
    path = rows_file(tmp_path / "rows.json", household(), second)
    made = make_dossiers(CHANGCHUN, path, tmp_path / "out")
    papers = ["01_一个月告知.docx", "02_行政检查通知书.docx", "03_执法检查登记表.docx", "04_行政检查审批表.docx"]
    folders = [f"001_示例一食品店_{CODE}", "002_示例二／小吃店_92000000MA0000023Y"]
    assert tree(tmp_path / "out") == [f"{folder}/{paper}" for folder in folders for paper in papers]
    assert [path.relative_to(tmp_path / "out").as_posix() for path in made.paths] == tree(tmp_path / "out")
    assert (made.rows, made.troubles, made.notices) == (2, (), ())


def test_a_workbook_of_households_gives_what_the_same_json_gives(tmp_path: Path) -> None:
    flat = {
        name: "\n".join(
            f"{each['name']}（{each['number']}）" if isinstance(each, dict) else each for each in value
        ) if isinstance(value, list) else value
        for name, value in household().items()
    }  # fmt: skip
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "面积", *flat])
    sheet.append([1, "60", *flat.values()])
    book.save(tmp_path / "rows.xlsx")
    make_dossiers(CHANGCHUN, rows_file(tmp_path / "rows.json", household()), tmp_path / "json")
    made = make_dossiers(CHANGCHUN, tmp_path / "rows.xlsx", tmp_path / "xlsx")
    assert tree(tmp_path / "xlsx") == tree(tmp_path / "json")
    assert all(
        (tmp_path / "xlsx" / name).read_bytes() == (tmp_path / "json" / name).read_bytes()
        for name in tree(tmp_path / "json")
    )
    assert made.notices == ("“面积”不是文书的栏目，未用",)


def test_a_bad_row_is_told_with_all_its_faults_once_and_the_others_are_made(tmp_path: Path) -> None:
    bad = household(credit_code="9200", issued_on="2026年2月30日", agency="", inspectors=["检查员甲（示例001"])
    made = make_dossiers(CHANGCHUN, rows_file(tmp_path / "rows.json", bad, household()), tmp_path / "out")
    assert [path.parent.name for path in made.paths] == [f"002_示例一食品店_{CODE}"] * 4
    (trouble,) = made.troubles
    assert [problem.key.partition("“")[2].partition("”")[0] for problem in trouble.problems] == [
        "统一社会信用代码", "检查机关", "检查人员", "制发日期",
    ]  # fmt: skip
    assert "第1行有4处" in str(trouble)


def test_a_paper_whose_columns_are_not_there_is_left_out_and_said(tmp_path: Path) -> None:
    row = household()
    del row["standards"]
    made = make_dossiers(CHANGCHUN, rows_file(tmp_path / "rows.json", row), tmp_path / "out")
    names = ["01_行政检查通知书.docx", "02_执法检查登记表.docx", "03_行政检查审批表.docx"]
    assert [path.name for path in made.paths] == names
    (trouble,) = made.troubles
    assert "告知书》未制作" in trouble.what
    assert [problem.key for problem in trouble.problems] == ["“检查标准”栏"]


def test_a_paper_left_out_names_the_column_that_may_have_been_meant(tmp_path: Path) -> None:
    row = household()
    row["检查标准要求"] = row.pop("standards")
    rows = rows_file(tmp_path / "rows.json", row, row, household())
    (trouble,) = make_dossiers(CHANGCHUN, rows, tmp_path / "out").troubles
    assert "（第1、2行）" in trouble.what
    assert [problem.expected for problem in trouble.problems] == ["必填，数据中没有这一栏；“检查标准要求”是否就是它"]


def test_a_row_that_meets_no_condition_is_told(tmp_path: Path) -> None:
    require = Require.model_validate({"document": "inspection_notice", "if": {"field": "task_source", "is": "投诉"}})
    profile: Profile = CHANGCHUN.model_copy(update={"dossier": DossierLaw(require=(require,))})
    made = make_dossiers(profile, rows_file(tmp_path / "rows.json", household()), tmp_path / "out")
    assert ["没有需要制作的文书" in trouble.what for trouble in made.troubles] == [True]


def test_a_code_whose_check_digit_does_not_fit_is_told_and_made(tmp_path: Path) -> None:
    rows = rows_file(tmp_path / "rows.json", household(credit_code="92000000MA00000155"))
    made = make_dossiers(CHANGCHUN, rows, tmp_path / "out")
    assert (len(made.paths), made.troubles) == (4, ())
    (notice,) = made.notices
    assert notice.startswith("rows.json 第1行“统一社会信用代码”：“92000000MA00000155”的校验位不符")


def test_what_was_changed_by_hand_is_left_alone_and_told_and_what_is_the_same_stays(tmp_path: Path) -> None:
    rows = rows_file(tmp_path / "rows.json", household())
    (first, second, *others) = make_dossiers(CHANGCHUN, rows, tmp_path / "out").paths
    pristine = first.read_bytes()
    first.write_bytes(b"edited by hand")
    os.utime(second, (1, 1))
    again = make_dossiers(CHANGCHUN, rows, tmp_path / "out")
    (trouble,) = again.troubles
    assert "已存在且内容不同，没有改动" in trouble.what
    assert "--overwrite" in trouble.remedy
    assert first.read_bytes() == b"edited by hand"
    assert again.paths == again.unchanged == (second, *others)
    assert second.stat().st_mtime == 1
    assert make_dossiers(CHANGCHUN, rows, tmp_path / "out", overwrite=True).troubles == ()
    assert first.read_bytes() == pristine


def test_rows_that_are_enough_for_no_paper_are_a_trouble_for_every_paper_once(tmp_path: Path) -> None:
    row = {"unit_name": "示例一食品店"}
    made = make_dossiers(CHANGCHUN, rows_file(tmp_path / "rows.json", row, row), tmp_path / "out")
    assert made.paths == ()
    assert [trouble.what.partition("》")[0][-6:] for trouble in made.troubles] == [
        "1个月告知书",
        "行政检查通知书"[-6:],
        "执法检查登记表"[-6:],
        "行政检查审批表"[-6:],
    ]


def test_a_paper_required_only_in_some_cases_is_made_only_in_those(tmp_path: Path) -> None:
    condition = {"field": "task_source", "is": "投诉举报"}
    require = Require.model_validate({"document": "inspection_notice", "if": condition})
    profile: Profile = CHANGCHUN.model_copy(
        update={"dossier": DossierLaw(require=(require, Require(document="registration_form")))}
    )
    rows = rows_file(tmp_path / "rows.json", household(), household(task_source="投诉举报"))
    made = make_dossiers(profile, rows, tmp_path / "out")
    assert [path.name for path in made.paths] == [
        "01_执法检查登记表.docx", "01_行政检查通知书.docx", "02_执法检查登记表.docx",
    ]  # fmt: skip


def test_a_file_open_elsewhere_is_named_and_the_others_are_made(tmp_path: Path) -> None:
    rows = rows_file(tmp_path / "rows.json", household())
    (first, *_) = make_dossiers(CHANGCHUN, rows, tmp_path / "out").paths
    first.write_bytes(b"open in WPS")
    first.with_name(f".~{first.name}").write_bytes(b"")
    made = make_dossiers(CHANGCHUN, rows, tmp_path / "out")
    assert len(made.paths) == 3
    assert [first.name in str(trouble) for trouble in made.troubles] == [True]
    assert first.read_bytes() == b"open in WPS"


def test_one_kind_of_paper_for_every_row_is_named_by_number_and_household(tmp_path: Path) -> None:
    rows = rows_file(tmp_path / "rows.json", *(household(unit_name=f"示例{mark}食品店") for mark in "一二"))
    made = make_papers(NOTICE, rows, tmp_path / "out")
    assert tree(tmp_path / "out") == ["01_行政检查通知书_示例一食品店.docx", "02_行政检查通知书_示例二食品店.docx"]
    assert made.rows == 2


def test_columns_nobody_asked_for_are_said_with_the_nearest_field(tmp_path: Path) -> None:
    rows = rows_file(tmp_path / "rows.json", household(监督电话号码="1"))
    assert make_papers(NOTICE, rows, tmp_path / "out").notices[-1] == (
        "“监督电话号码”不是文书的栏目，未用；最接近的栏目是“监督电话”"
    )


def test_progress_is_told_row_by_row(tmp_path: Path) -> None:
    told: list[str] = []
    make_dossiers(CHANGCHUN, rows_file(tmp_path / "rows.json", household()), tmp_path / "out", progress=told.append)
    assert told == [f"1/1 001_示例一食品店_{CODE}"]


def test_no_rows_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="没有数据"):
        make_dossiers(CHANGCHUN, rows_file(tmp_path / "rows.json"), tmp_path / "out")


def test_a_profile_without_a_dossier_asks_for_a_document(tmp_path: Path) -> None:
    bare: Profile = CHANGCHUN.model_copy(update={"dossier": DossierLaw()})
    with pytest.raises(UsageError):
        make_dossiers(bare, rows_file(tmp_path / "rows.json", household()), tmp_path / "out")


def test_a_template_that_cannot_be_used_stops_everything_before_anything_is_made(tmp_path: Path) -> None:
    shutil.copytree(NOTICE.folder, tmp_path / "notice")
    (tmp_path / "notice" / "template.docx").write_bytes(b"")
    spoiled: DocumentSpec = NOTICE.model_copy(update={"folder": tmp_path / "notice"})
    with pytest.raises(TemplateError):
        make_papers(spoiled, rows_file(tmp_path / "rows.json", household()), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_character_without_a_font_is_named_with_the_row_and_field_it_came_from() -> None:
    record = make_record(
        NOTICE, row_of(household(unit_name="示例𪚥店", items=["甲", "𪚥乙"]), NOTICE, source="台账.xlsx")
    )
    fault = FontMissing("有的字没有字体可印", "", [Problem("第1段", "", "没有一种字体能印出“𪚥”（U+2A6A5）")])
    said = [(problem.path, problem.key) for problem in with_fields(fault, NOTICE, record).problems]
    assert said == [("第1段", ""), ("台账.xlsx", "第1行“被检查单位”"), ("台账.xlsx", "第1行“检查事项”")]


def test_a_machine_that_cannot_print_says_so_once_and_makes_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_pango(*_: object, **__: object) -> bytes:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr("docgen.make.printer.make_pdf", without_pango)
    made = make_dossiers(CHANGCHUN, rows_file(tmp_path / "rows.json", household()), tmp_path / "out", pdf=True)
    assert (len(made.paths), len(made.troubles)) == (4, 1)
    assert "Pango" in made.troubles[0].remedy
