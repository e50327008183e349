"""What was handed in is only read: after a check every file has the bytes, the times and the neighbours it had."""

from __future__ import annotations

import importlib.util
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx_builder import docx, docx_parts, p, packed, r
from handed_in import zipped
from ofd_builder import as_ofd
from sample_papers import CHANGCHUN, paper
from workbook_builder import delimited, web_page, xlsx, xml2003
from xls_sample import xls

from docgen.validators.finding import Report
from docgen.validators.report.json import render_json
from docgen.validators.report.text import render_text
from docgen.validators.run import check_paths
from docgen.view import read_document
from docgen.view.outline import outline

DAY = date(2026, 12, 8)
ROWS = [["名称", "代码"], ["示例一食品店", "1"]]


def submission(folder: Path) -> Path:
    """A household's folder with a file of every kind, sound and otherwise."""
    household = folder / "档案" / "示例一食品店"
    household.mkdir(parents=True)
    notice = paper("inspection_notice", "docx")
    signed = {**docx_parts(p(r("甲"))), "_xmlsignatures/sig1.xml": "<Signature/>"}
    page = "<html><body><p>通知书</p></body></html>".encode()
    files = {
        "01_通知书.docx": notice, "02_通知书.pdf": paper("inspection_notice", "pdf"),
        "03_通知书.ofd": as_ofd(paper("inspection_notice", "pdf")), "04_签名.docx": packed(signed),
        "05_旧版.doc": notice, "06_网页.doc": page, "07_说明.rtf": b"{\\rtf1 a\\par}", "08_损坏.doc": bytes(900),
        "09_台账.xlsx": xlsx(ROWS), "10_台账.xls": xls(), "11_台账.csv": delimited(ROWS), "12_台账.xml": xml2003(ROWS),
        "13_台账.xls": web_page(ROWS), "14_空.docx": b"", "15_照片.jpg": b"\xff\xd8\xff\xe0" + bytes(99),
        "16_材料.zip": zipped({"内.docx": docx(p(r("乙")))}), "17_加密.zip": b"PK\x03\x04" + bytes(40),
    }  # fmt: skip
    for name, data in files.items():
        (household / name).write_bytes(data)
        os.utime(household / name, ns=(10**18, 10**18))
    return household.parent


def state_of(folder: Path) -> dict[str, tuple[bytes, int, int, int]]:
    """Every file below a folder: its bytes, its time, its rights, its number."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    stats = {path: path.stat() for path in found}
    return {
        str(path.relative_to(folder)): (path.read_bytes(), stat.st_mtime_ns, stat.st_mode, stat.st_ino)
        for path, stat in stats.items()
    }


def test_a_check_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    handed = submission(tmp_path)
    before = state_of(tmp_path)
    report = check_paths([handed], CHANGCHUN, as_of=DAY)
    assert report.crashes == ()
    assert len(before) == 17
    assert state_of(tmp_path) == before


def test_a_view_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "通知书.ofd"
    path.write_bytes(as_ofd(paper("inspection_notice", "pdf")))
    before = state_of(tmp_path)
    assert read_document(path).has_text
    assert state_of(tmp_path) == before


def test_a_folder_nobody_may_write_is_checked_all_the_same(tmp_path: Path) -> None:
    handed = submission(tmp_path)
    folders = [handed, *(path for path in handed.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        assert check_paths([handed], CHANGCHUN, as_of=DAY).files == 17
    finally:
        for folder in folders:
            folder.chmod(0o755)


def signed_files(folder: Path) -> dict[str, Path]:
    from signed_papers import national_message, signed, with_contents

    made = {
        "签名.pdf": signed(paper("inspection_notice", "pdf")),
        "国密.pdf": with_contents(national_message(), "adbe.pkcs7.detached"),
        "签名.docx": packed({**docx_parts(p(r("甲"))), "_xmlsignatures/sig1.xml": "<Signature/>"}),
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in made}


def documents(report: Report) -> dict[str, Any]:
    return {entry["file"]: entry for entry in json.loads(render_json(report))["documents"]}


@pytest.mark.skipif(importlib.util.find_spec("pyhanko") is None, reason='pip install "yihu[signatures]"')
@pytest.mark.parametrize(
    ("name", "state", "words"),
    [
        ("签名.pdf", "untrusted", "示例机关"),
        ("国密.pdf", "unsupported", "国密"),
        ("签名.docx", "unverified", "不在本机验证"),
    ],
)
def test_signatures_stand_in_the_report_in_its_json_and_in_the_view(
    tmp_path: Path, name: str, state: str, words: str
) -> None:
    path = signed_files(tmp_path)[name]
    report = check_paths([path], CHANGCHUN, as_of=DAY)
    (signature,) = documents(report)[name]["signatures"]
    assert signature["state"] == state
    text = render_text(report)
    assert words in text[text.index("【数字签名】") :]
    assert words in outline(read_document(path))
    assert not any("签名" in finding.message for finding in report.findings), "it settles no rule"
