"""ARC: what a file is, why it could not be read, and how much of it has no text."""

from __future__ import annotations

import pytest
from paper_builder import view

from docgen.errors import Unreadable
from docgen.reading import Outcome
from docgen.validators.catalogue import catalogue
from docgen.validators.finding import Check
from docgen.validators.paper import Member
from docgen.validators.rules.archive import extension_tells_the_kind, has_text
from docgen.validators.submission.archive import Handed
from docgen.validators.submission.members import member_of

TROUBLES = ("ARC101", "ARC102", "ARC104", "ARC105")


def found(rule: str, member: Member) -> Check:
    (check,) = catalogue()[rule].function(member)
    return check


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "ARC101"),
        (b"PK\x03\x04" + bytes(40), "ARC101"),
        (b"Rar!\x1a\x07\x00" + bytes(40), "ARC102"),
        ("纯文本".encode(), "ARC102"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "ARC105"),
    ],
)
def test_a_file_that_cannot_be_read_answers_to_one_rule_and_may_be_any_paper(data: bytes, code: str) -> None:
    member = member_of(Handed("户/a.docx", data))
    assert member.could_be_paper
    outcomes = {rule: found(rule, member).outcome for rule in TROUBLES}
    assert outcomes == {rule: Outcome.VIOLATES if rule == code else Outcome.CONFORMS for rule in TROUBLES}


def test_trouble_met_before_reading_is_kept() -> None:
    member = member_of(Handed("a.docx", Unreadable("ARC104", "解开后过大", "重新打包")))
    check = found("ARC104", member)
    assert (check.message, check.fix) == ("解开后过大", "重新打包")
    assert "未能核对" in check.also[0]


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0" + bytes(40), b"\x00\x00\x00\x18ftypmp42" + bytes(40)])
def test_photos_and_recordings_are_evidence(data: bytes) -> None:
    member = member_of(Handed("现场.dat", data))
    assert (member.evidence, member.could_be_paper, member.trouble) == (True, False, None)


def seen(*lines: str, could_be_paper: bool = True, **facts: object) -> Member:
    shown = view(*lines, **facts)
    return Member("a.pdf", 1, shown.facts.kind, shown, could_be_paper=could_be_paper)


@pytest.mark.parametrize(
    ("member", "message"),
    [
        (seen(kind="pdf", pages=12, scanned=tuple(range(1, 13))), "扫描件或图片（12页），没有可以识读的文字，"),
        (seen("第一页", kind="pdf", pages=4, scanned=(3, 4)), "第3、4页是图片（全文共4页），没有可以识读的文字，"),
        (seen("扫描件见下页", page_pictures=2), "有2幅整页大小的图片，没有可以识读的文字，其中的内容未能核对"),
        (seen(pictures=1), "扫描件或图片，没有可以识读的文字，"),
        (seen(could_be_paper=False), "文件没有任何文字"),
        (Member("a.jpg", 1, "image", evidence=True, could_be_paper=True), "图片像是一页文书，没有可以识读的文字，"),
    ],
)
def test_what_has_no_text_is_noted_with_what_it_leaves_unchecked(member: Member, message: str) -> None:
    (check,) = has_text(member)
    assert check.outcome is Outcome.VIOLATES
    assert check.message.startswith(message)


def test_pages_are_counted_only_where_the_file_says_how_many() -> None:
    found = [
        next(has_text(seen(kind=kind, pages=pages, scanned=(1,)))).also for kind, pages in (("docx", None), ("pdf", 1))
    ]
    assert found == [("纸张大小不靠文字，照常核对",), ("页数（1页）和纸张大小不靠文字，照常核对",)]


@pytest.mark.parametrize(
    "member",
    [
        seen("文字", could_be_paper=False),
        Member("a.jpg", 1, "image", evidence=True),
        Member("a.docx", 1, "docx", trouble=Unreadable("ARC101", "损坏"), could_be_paper=True),
    ],
)
def test_texts_photos_and_unreadable_files_are_not_scans(member: Member) -> None:
    assert [check.outcome for check in has_text(member)] == [Outcome.CONFORMS]


@pytest.mark.parametrize(
    ("name", "kind", "actual"),
    [("a.docx", "docx", None), ("a.DOCM", "docx", None), ("a.pdf", "docx", ".pdf"), ("a", "pdf", "无")],
)
def test_the_extension_should_tell_what_was_read(name: str, kind: str, actual: str | None) -> None:
    shown = view("文字")
    member = Member(name, 1, kind, shown)
    (check,) = extension_tells_the_kind(member)
    assert check.actual == actual
    assert check.expected == (f".{kind}" if actual else None)


@pytest.mark.parametrize(("name", "code"), [("a.docx", "ARC101"), ("a.pdf", "ARC101"), ("a.doc", "ARC101")])
def test_bytes_that_are_nothing_are_a_damaged_file_of_the_kind_the_name_claims(name: str, code: str) -> None:
    noise = bytes((index * 151 + 97) % 251 for index in range(3000))
    trouble = member_of(Handed(name, noise)).trouble
    assert trouble is not None
    assert trouble.code == code
