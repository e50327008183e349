"""Bad input as a user meets it: `docgen check FILE` ends in one clear finding, exit 1, within the limits."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf_builder import bare_pdf, saved, shown
from pikepdf import Array, Encryption

from docgen.app.cli import main

SUFFIXES = (
    "pdf", "docx", "doc", "wps", "ofd", "xlsx", "xls", "et", "csv", "odt", "ods", "rtf", "txt", "html", "xml", "zip",
    "jpg", "png", "tif", "pptx", "",
)  # fmt: skip
PACKAGES: Mapping[str, Mapping[str, bytes]] = {
    "ofd": {"OFD.xml": b'<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>'},
    "docx": {"[Content_Types].xml": b"<Types/>"},
    "xlsx": {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"},
    "zip": {},
}


def checked(path: Path) -> tuple[int, dict[str, Any]]:
    """The exit code and the report of one file handed over."""
    report = path.with_name("report.json")
    code = main(["check", str(path), "--profile", "changchun", "--format", "json", "-o", str(report)])
    return code, json.loads(report.read_text(encoding="utf-8"))


def the_finding(path: Path) -> dict[str, Any]:
    """What is found in a file that cannot be read: one thing, at exit 1, with a remedy."""
    code, report = checked(path)
    (found,) = report["findings"]
    assert (code, found["severity"], report["summary"]["error"]) == (1, "error", 1)
    assert found["message"]
    assert found["fix"]
    assert found["file"] == path.name
    return dict(found)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_of_no_bytes_is_said_to_be_empty_whatever_it_is_called(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"文书.{suffix}".rstrip(".")
    path.write_bytes(b"")
    found = the_finding(path)
    assert (found["code"], "0字节" in found["message"]) == ("ARC101", True)


def test_a_folder_of_files_without_bytes_names_every_one(tmp_path: Path) -> None:
    household = tmp_path / "某户"
    household.mkdir()
    for number, suffix in enumerate(SUFFIXES):
        (household / f"{number}.{suffix}".rstrip(".")).write_bytes(b"")
    code, report = checked(household)
    found = [one["file"] for one in report["findings"] if one["code"] == "ARC101"]
    assert (code, len(set(found)), len(found)) == (1, len(SUFFIXES), len(SUFFIXES))


@pytest.mark.parametrize("suffix", PACKAGES)
def test_a_package_of_a_hundred_thousand_members_is_refused_unopened(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"文书.{suffix}"
    with zipfile.ZipFile(path, "w") as package:
        for name, content in PACKAGES[suffix].items():
            package.writestr(name, content)
    path.write_bytes(padded(path.read_bytes(), 100_000))
    assert the_finding(path)["code"] == "ARC104"


def padded(package: bytes, members: int) -> bytes:
    """A zip whose directory names so many more, one file over and over: what is there need not be written out."""
    end = package.rindex(b"PK\5\6")
    start = int.from_bytes(package[end + 16 : end + 20], "little")
    name = b"x" * 8
    local = b"PK\3\4" + b"\x14\0" + b"\0" * 20 + len(name).to_bytes(2, "little") + b"\0\0" + name
    entry = b"PK\1\2" + b"\x14\0\x14\0" + b"\0" * 20 + len(name).to_bytes(2, "little") + b"\0" * 12
    entry += start.to_bytes(4, "little")
    directory = package[start:end] + b"".join(entry + b"%08d" % number for number in range(members))
    before = package[:start] + local
    count = (members + int.from_bytes(package[end + 10 : end + 12], "little")).to_bytes(8, "little")
    size, at = len(directory).to_bytes(8, "little"), len(before).to_bytes(8, "little")
    wide = b"PK\6\6" + (44).to_bytes(8, "little") + b"\x2d\0\x2d\0" + b"\0" * 8 + count + count + size + at
    locator = b"PK\6\7" + b"\0" * 4 + (len(before) + len(directory)).to_bytes(8, "little") + b"\1\0\0\0"
    return before + directory + wide + locator + b"PK\5\6" + b"\0" * 4 + b"\xff" * 12 + b"\0\0"


def _of_many_pages(pdf: pikepdf.Pdf) -> bytes:
    pdf.Root.Pages.Kids = Array([pdf.pages[0].obj] * 10_000)
    return saved(pdf)


def _biting_its_tail(pdf: pikepdf.Pdf) -> bytes:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    return saved(pdf)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda pdf: saved(pdf, encryption=Encryption(user="secret", owner="boss")), "ARC105"),
        (lambda pdf: saved(pdf, encryption=Encryption(user="secret", owner="boss", R=3, aes=False, metadata=False)),
         "ARC105"),
        (_of_many_pages, "ARC104"),
        (_biting_its_tail, "ARC101"),
        (lambda pdf: saved(pdf)[:400], "ARC101"),
    ],
    ids=["encrypted", "encrypted long ago", "10,000 pages", "biting its tail", "cut short"],
)  # fmt: skip
def test_a_print_that_cannot_be_read_is_one_finding(spoil: Any, code: str, tmp_path: Path) -> None:
    path = tmp_path / "通知书.pdf"
    path.write_bytes(spoil(bare_pdf(shown("Notice", 100, 700))))
    assert the_finding(path)["code"] == code


@pytest.mark.parametrize("user", ["", "secret"])
def test_a_password_is_no_hindrance_where_none_is_asked_for(user: str, tmp_path: Path) -> None:
    path = tmp_path / "通知书.pdf"
    path.write_bytes(saved(bare_pdf(shown("Notice", 100, 700)), encryption=Encryption(user=user, owner="boss")))
    _, report = checked(path)
    assert [one["code"] for one in report["findings"] if one["code"] == "ARC105"] == ["ARC105"] * bool(user)


def test_a_page_five_metres_wide_is_judged_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "通知书.pdf"
    path.write_bytes(saved(bare_pdf(shown("Notice", 100, 700), size=(14_173, 14_173))))
    code, report = checked(path)
    assert code == 0
    assert [one["code"] for one in report["findings"] if one["code"].startswith("ARC")] == []
