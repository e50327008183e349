"""Folders and zips of a submission: what is taken, what is passed over, what is refused, and whose it is."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from handed_in import laid_out, zipped

from docgen.errors import Unreadable
from docgen.limits import DEFAULT_LIMITS
from docgen.validators.submission.archive import Handed, PassedOver, is_archive, listed, unpacked, whole_file
from docgen.validators.submission.households import Households, households
from docgen.view import read_document


def taken(path: Path, **limits: int) -> dict[str, bytes | str]:
    """Every file of a folder or zip: its bytes, the code of its trouble, or why it is passed over."""
    bounds = replace(DEFAULT_LIMITS, **limits)
    found: dict[str, bytes | str] = {}
    with listed(path, bounds) as entries:
        for entry in entries:
            for file in unpacked(entry.name, entry, bounds):
                if isinstance(file, PassedOver):
                    found[file.path] = file.why
                else:
                    found[file.path] = file.content.code if isinstance(file.content, Unreadable) else file.content
    return found


def test_a_folder_is_taken_whole_in_name_order_with_slashes(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "户", {"乙/1.docx": b"1", "a.pdf": b"2"})
    assert list(taken(folder).items()) == [("a.pdf", b"2"), ("乙/1.docx", b"1")]


def test_what_the_system_left_behind_is_not_part_of_it(tmp_path: Path) -> None:
    dropped = ("Thumbs.db", ".DS_Store", "sub/desktop.ini", "__MACOSX/sub/._a.docx", "sub/._a.docx")
    folder = laid_out(tmp_path / "户", {"a.docx": b"1", **dict.fromkeys(dropped, b"x")})
    assert taken(folder) == {"a.docx": b"1"}
    packed = tmp_path / "户.zip"
    packed.write_bytes(zipped({"a.docx": b"1", **dict.fromkeys(dropped, b"x")}))
    assert taken(packed) == {"a.docx": b"1"}


@pytest.mark.parametrize("name", ["~$知书.docx", ".~通知书.docx", ".~lock.通知书.docx#"])
def test_a_lock_file_is_passed_over_by_name(tmp_path: Path, name: str) -> None:
    assert taken(laid_out(tmp_path / "户", {name: b"\x04test"})) == {name: "文书打开时留下的临时文件"}


def test_a_lock_file_under_another_name_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "copy of lock.docx"
    path.write_bytes(b"\x04test".ljust(162, b"\0"))
    assert isinstance(whole_file(path, DEFAULT_LIMITS), PassedOver)


def test_settings_inside_a_submission_are_not_adopted(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "户", {"docgen.toml": b"profile = 'x'", "sub/docgen.toml": b""})
    assert taken(folder) == dict.fromkeys(("docgen.toml", "sub/docgen.toml"), "提交材料中的设置文件，不采用")


def test_symbolic_links_are_named_and_not_followed(tmp_path: Path) -> None:
    laid_out(tmp_path, {"outside/secret.docx": b"secret", "户/a.docx": b"1"})
    (tmp_path / "户" / "b.docx").symlink_to(tmp_path / "outside" / "secret.docx")
    (tmp_path / "户" / "c").symlink_to(tmp_path / "outside", target_is_directory=True)
    assert taken(tmp_path / "户") == {"a.docx": b"1", "b.docx": "符号链接，未跟随", "c": "符号链接，未跟随"}


def test_a_link_inside_a_zip_is_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("b.docx")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "户.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert taken(tmp_path / "户.zip") == {"b.docx": "符号链接，未跟随"}


def test_what_is_no_ordinary_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "户").mkdir()
    os.mkfifo(tmp_path / "户" / "pipe.docx")
    assert taken(tmp_path / "户") == {"pipe.docx": "不是普通文件"}


@pytest.mark.parametrize("name", ["行政检查通知书", "小", "小型餐饮"])
@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_unflagged_names_are_read_as_gbk_or_utf8(tmp_path: Path, name: str, encoding: str) -> None:
    raw = name.encode(encoding)
    with zipfile.ZipFile(tmp_path / "户.zip", "w") as archive:
        archive.writestr(f"{'x' * len(raw)}.docx", b"1")
    packed = (tmp_path / "户.zip").read_bytes().replace(b"x" * len(raw), raw)
    (tmp_path / "户.zip").write_bytes(packed)
    assert taken(tmp_path / "户.zip") == {f"{name}.docx": b"1"}


def test_a_zip_within_a_zip_is_named_with_both(tmp_path: Path) -> None:
    (tmp_path / "外.zip").write_bytes(zipped({"内.zip": zipped({"a/b.docx": b"1"})}))
    assert taken(tmp_path / "外.zip") == {"内.zip!/a/b.docx": b"1"}


def test_zips_within_zips_end_at_the_limit(tmp_path: Path) -> None:
    data = b"1"
    for _ in range(6):
        data = zipped({"内.zip" if data != b"1" else "a.docx": data})
    (tmp_path / "外.zip").write_bytes(data)
    assert taken(tmp_path / "外.zip", nesting=3) == {"内.zip!/内.zip!/内.zip!/内.zip": "ARC104"}


def test_a_broken_zip_within_is_one_trouble_and_the_rest_is_taken(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "户", {"a.docx": b"1", "b.zip": zipped({"x": b"1"})[:-10]})
    assert taken(folder) == {"a.docx": b"1", "b.zip": "ARC101"}


@pytest.mark.parametrize("name", ["../out.docx", "/etc/out.docx", "C:/out.docx", "a/../../out.docx", "..\\out.docx"])
def test_a_zip_that_points_out_of_itself_is_refused_as_a_whole(tmp_path: Path, name: str) -> None:
    (tmp_path / "户.zip").write_bytes(zipped({name: b"1"}))
    with pytest.raises(Unreadable) as refused, listed(tmp_path / "户.zip", DEFAULT_LIMITS):
        pass
    assert refused.value.code == "ARC104"


def test_a_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    (tmp_path / "户.zip").write_bytes(zipped({"a.docx": bytes(30_000_000)}))
    assert taken(tmp_path / "户.zip") == {"a.docx": "ARC104"}


def test_an_oversized_file_is_refused_unread(tmp_path: Path) -> None:
    assert taken(laid_out(tmp_path / "户", {"a.docx": b"12345"}), file_bytes=4) == {"a.docx": "ARC104"}


def test_two_members_of_one_name_leave_the_second_in_doubt(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "户.zip", "w") as archive:
        archive.writestr("a.docx", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.docx", b"2")
    with listed(tmp_path / "户.zip", DEFAULT_LIMITS) as entries:
        files = [file for entry in entries for file in unpacked(entry.name, entry, DEFAULT_LIMITS)]
    codes = [file.content.code for file in files if isinstance(file, Handed) and isinstance(file.content, Unreadable)]
    assert codes == ["ARC104"]


def test_a_document_is_no_archive_though_it_is_a_zip() -> None:
    document = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"})
    assert not is_archive(document, "通知书.docx", DEFAULT_LIMITS)
    assert not is_archive(document, "改名.zip", DEFAULT_LIMITS)
    assert not is_archive(document[:-30], "损坏.docx", DEFAULT_LIMITS)
    assert is_archive(zipped({"a.docx": document}), "材料.dat", DEFAULT_LIMITS)
    assert is_archive(zipped({"a.docx": document})[:-30], "损坏.zip", DEFAULT_LIMITS)


def whose(root: Path, how: Households = "auto") -> dict[str | None, list[str]]:
    """The files of each household of a folder or zip."""
    with listed(root, DEFAULT_LIMITS) as entries:
        groups = households(root.name, entries, how)
        return {group.household: [entry.name for entry in group.entries if not entry.is_folder] for group in groups}


def test_a_folder_that_holds_a_document_is_one_household(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "某店", {"a.docx": b"1", "照片/1.jpg": b"2"})
    assert whose(folder) == {"某店": ["a.docx", "照片/1.jpg"]}


def test_otherwise_each_direct_child_is_one(tmp_path: Path) -> None:
    folder = laid_out(
        tmp_path / "全部", {"甲店/a.docx": b"1", "乙店/旧/b.docx": b"2", "丙店.zip": zipped({"c.docx": b"3"})}
    )
    assert whose(folder) == {"丙店": ["丙店.zip"], "乙店": ["乙店/旧/b.docx"], "甲店": ["甲店/a.docx"]}


def test_an_empty_folder_is_an_empty_household(tmp_path: Path) -> None:
    (tmp_path / "某店").mkdir()
    assert whose(tmp_path / "某店") == {"某店": []}


def test_an_empty_folder_beside_others_is_a_household_too(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "全部", {"甲店/a.docx": b"1"})
    (folder / "乙店").mkdir()
    assert whose(folder) == {"乙店": [], "甲店": ["甲店/a.docx"]}


def test_lists_beside_the_households_belong_to_none(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "全部", {"台账.xlsx": b"1", "甲店/a.docx": b"2"})
    assert whose(folder) == {"甲店": ["甲店/a.docx"], None: ["台账.xlsx"]}


def test_the_user_may_say_how_many_households_there_are(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "全部", {"说明.docx": b"1", "甲店/a.docx": b"2"})
    assert whose(folder) == {"全部": ["说明.docx", "甲店/a.docx"]}
    assert whose(folder, "many") == {"甲店": ["甲店/a.docx"], None: ["说明.docx"]}
    assert whose(laid_out(tmp_path / "二", {"甲店/a.docx": b"2"}), "one") == {"二": ["甲店/a.docx"]}


def test_a_zip_is_grouped_like_a_folder(tmp_path: Path) -> None:
    (tmp_path / "全部.zip").write_bytes(zipped({"甲店/a.docx": b"1", "乙店/b.docx": b"2"}))
    assert whose(tmp_path / "全部.zip") == {"乙店": ["乙店/b.docx"], "甲店": ["甲店/a.docx"]}
    (tmp_path / "某店.zip").write_bytes(zipped({"a.docx": b"1"}))
    assert whose(tmp_path / "某店.zip") == {"某店": ["a.docx"]}


def test_a_folder_and_a_zip_of_one_name_stay_two_households(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "全部", {"甲店/a.docx": b"1", "甲店.zip": zipped({"a.docx": b"1"})})
    assert whose(folder) == {"甲店": ["甲店/a.docx"], "甲店.zip": ["甲店.zip"]}


def stored(members: Mapping[str, bytes]) -> bytes:
    """A zip whose members are not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("pages", [1, 3000])
def test_an_archive_cut_off_behind_a_stored_document_is_not_that_document(tmp_path: Path, pages: int) -> None:
    document = stored({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<p/>" * pages})
    whole = stored({"甲店/通知书.docx": document, "甲店/登记表.docx": document, "甲店/照片.jpg": bytes(5000)})
    path = tmp_path / "甲店.zip"
    path.write_bytes(whole[: whole.index("甲店/登记表.docx".encode())])
    with pytest.raises(Unreadable) as refused, listed(path, DEFAULT_LIMITS):
        pass
    assert refused.value.code == "ARC101"
    path.write_bytes(whole)
    assert list(taken(path)) == ["甲店/照片.jpg", "甲店/登记表.docx", "甲店/通知书.docx"]


def test_an_archive_marked_as_unsplit_is_whole(tmp_path: Path) -> None:
    with (tmp_path / "户.zip").open("wb") as file:
        file.write(b"PK00")
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("a.docx", b"1")
    assert taken(tmp_path / "户.zip") == {"a.docx": b"1"}


def test_why_the_system_refuses_a_file_is_said_in_chinese(tmp_path: Path) -> None:
    handed = whole_file(tmp_path, DEFAULT_LIMITS)
    assert isinstance(handed, Handed)
    assert isinstance(handed.content, Unreadable)
    assert handed.content.what == "文件读不出（是文件夹，不是文件）"
    with pytest.raises(Unreadable, match="文件打不开（文件不存在）"):
        read_document(tmp_path / "没有.docx")
