"""Names that every system holds, and files that are whole or not there at all."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import OutputError, TemplateError
from docgen.make.names import LONGEST, file_name, folder_name, sanitised
from docgen.make.output import write_file, write_unless_changed
from docgen.make.record import Record
from docgen.make.rows import row_of
from docgen.spec import load_profile
from docgen.spec.model import DocumentSpec

NOTICE = load_profile("changchun").document("inspection_notice")
assert NOTICE is not None
CODE = "92000000MA00000154"


def named(pattern: str | None, seq: int = 1, last: int = 0, **values: object) -> str:
    assert NOTICE is not None
    spec: DocumentSpec = NOTICE.model_copy(update={"file": pattern})
    return file_name(spec, Record(values, row_of({}, spec)), seq, last=last)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{seq:02}_行政检查通知书", "07_行政检查通知书"),
        ("{seq}_{unit_name}", "7_示例一食品店"),
        (None, "7_长春市人民政府“双随机一公开”行政检查通知书"),
    ],
)
def test_a_file_is_named_by_the_pattern_of_its_law(pattern: str | None, name: str) -> None:
    assert named(pattern, 7, unit_name="示例一食品店") == name


def test_numbers_beside_each_other_have_as_many_digits() -> None:
    assert named("{seq:02}_甲", 7, last=300) == "007_甲"


def test_a_pattern_with_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(TemplateError, match="unit_name"):
        named("{seq}_{unit_nmae}")


def test_a_pattern_reaches_nothing_but_names() -> None:
    assert named("{seq.__class__}_甲") == "{seq.__class__}_甲"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ('a\\b/c:d*e?f"g<h>i|j', "a＼b／c：d＊e？f＂g＜h＞i｜j"),
        ("../../etc/passwd", "／..／etc／passwd"),
        ("甲\n乙\t丙\x00", "甲 乙 丙"),
        ("名称. . ", "名称"),
        (".hidden", "hidden"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM1", "_COM1"),
        ("CONTRACT", "CONTRACT"),
        ("甲\u202e乙\u200b丙", "甲 乙 丙"),
        ("...", "_"),
        ("", "_"),
    ],
)
def test_a_name_is_made_safe_and_stays_readable(name: str, safe: str) -> None:
    assert sanitised(name) == safe


def test_a_long_name_keeps_its_number_and_its_code() -> None:
    name = sanitised(f"001_{'很' * 300}_{CODE}")
    assert len(name) == LONGEST
    assert name.startswith("001_很")
    assert name.endswith(f"_{CODE}")


@given(st.text(max_size=200))
def test_every_name_is_one_that_every_system_holds(text: str) -> None:
    name = sanitised(text)
    assert 0 < len(name) <= LONGEST + 1
    assert len(f"{name}.docx".encode()) <= 255
    assert not set(name) & set('\\/:*?"<>|\0\n')
    assert name == name.strip(" .")
    assert unicodedata.normalize("NFC", name) == name


def test_a_household_is_named_by_number_name_and_code() -> None:
    assert folder_name({"unit_name": "示例一食品店", "credit_code": CODE}, 3) == f"003_示例一食品店_{CODE}"
    assert folder_name({"unit_name": "", "representative": "经营者甲"}, 3, last=2460) == "0003_经营者甲"


def test_a_file_is_written_with_its_folders_and_replaces_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "一" / "二" / "a.docx"
    write_file(path, b"1")
    write_file(path, b"2")
    assert path.read_bytes() == b"2"
    assert [found.name for found in path.parent.iterdir()] == ["a.docx"]


def test_what_cannot_be_written_is_named_and_nothing_half_written_stays(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "a.docx", tmp_path / "file" / "b.docx", tmp_path / ("长" * 120 + ".docx")):
        with pytest.raises(OutputError, match=path.name) as refused:
            write_file(path, b"x")
        assert refused.value.remedy
    assert sorted(found.name for found in tmp_path.iterdir()) == ["a.docx", "file"]


def test_why_a_file_cannot_be_written_is_said_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "a.docx", tmp_path / "file" / "b.docx", tmp_path / ("长" * 120 + ".docx")):
        with pytest.raises(OutputError) as refused:
            write_file(path, b"x")
        assert re.search("[a-z]{2}", str(refused.value).replace(str(path), "")) is None


def test_a_file_is_written_once_and_only_over_nothing(tmp_path: Path) -> None:
    path = tmp_path / "一" / "a.docx"
    assert write_unless_changed(path, b"1")
    assert not write_unless_changed(path, b"1")
    with pytest.raises(OutputError, match="已存在且内容不同，没有改动"):
        write_unless_changed(path, b"2")
    assert path.read_bytes() == b"1"


def test_a_failure_midway_leaves_the_older_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"older")

    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="磁盘已满"):
        write_file(path, b"newer")
    assert path.read_bytes() == b"older"
    assert [found.name for found in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("01_行政检查通知书.docx", "~$_行政检查通知书.docx"),
        ("甲.docx", "~$甲.docx"),
        ("01_行政检查通知书.docx", ".~01_行政检查通知书.docx"),
        ("甲.docx", ".~lock.甲.docx#"),
    ],
)
def test_a_file_open_in_an_office_program_is_left_alone_and_named(tmp_path: Path, name: str, lock: str) -> None:
    (tmp_path / name).write_bytes(b"open")
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(OutputError, match="WPS") as refused:
        write_file(tmp_path / name, b"new")
    assert lock in refused.value.remedy
    assert (tmp_path / name).read_bytes() == b"open"


def test_a_lock_whose_file_is_gone_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / ".~甲.docx").write_bytes(b"")
    write_file(tmp_path / "甲.docx", b"new")
    assert (tmp_path / "甲.docx").read_bytes() == b"new"
