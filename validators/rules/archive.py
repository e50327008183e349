"""ARC: files that cannot be opened, are of no kind a paper can be judged in, hold no text, or hold what acts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from docgen.reading import Outcome
from docgen.validators.catalogue import rule
from docgen.validators.content.scans import NOT_CHECKED, left_open, remedy, textless
from docgen.validators.finding import Check
from docgen.validators.paper import Member
from docgen.view.kinds import KINDS, claimed_kind


def _troubled(member: Member, code: str) -> Iterator[Check]:
    """The finding of a file whose trouble is this rule's."""
    trouble = member.trouble
    if trouble is None or trouble.code != code:
        yield Check(Outcome.CONFORMS)
    else:
        yield Check(Outcome.VIOLATES, trouble.what, fix=trouble.remedy or None, also=(f"该文件的{NOT_CHECKED}",))


@rule("ARC101", on="archive", severity="error", mendable="evidence")
def opens(member: Member) -> Iterator[Check]:
    """文件能够打开。

    为何：损坏或不完整的文件无法审查，其中的文书等于没有提交。
    如何改：从原处重新复制或下载，能正常打开后再提交。
    """
    yield from _troubled(member, "ARC101")


@rule("ARC102", on="archive", severity="error", mendable="evidence")
def is_a_supported_kind(member: Member) -> Iterator[Check]:
    """文件是可以审查的类型。

    为何：审查 .docx 和 PDF；其他格式读不出版式和内容。
    如何改：用 WPS 或 Word 打开后另存为 .docx，或导出为 PDF，再提交。
    """
    yield from _troubled(member, "ARC102")


@rule("ARC103", on="archive", severity="note", mendable="evidence")
def has_text(member: Member) -> Iterator[Check]:
    """文件有可以识读的文字。

    为何：扫描件和图片没有文字，内容只能由人查看。
    如何改：将带文字的电子稿与扫描件成对存放，或由人工查看原件。
    """
    message = textless(member)
    also = tuple(left_open(member)) if message else ()
    yield Check(Outcome.VIOLATES if message else Outcome.CONFORMS, message, fix=remedy(member), also=also)


@rule("ARC104", on="archive", severity="error", mendable="evidence")
def is_safe(member: Member) -> Iterator[Check]:
    """文件和压缩包安全，且不超过审查的限度。

    为何：指向包外的文件名、解开后异常庞大的压缩包可能损害审查用的计算机。
    如何改：核对文件来源，确为所需材料的，重新打包或分开提交。
    """
    yield from _troubled(member, "ARC104")


@rule("ARC105", on="archive", severity="error", mendable="evidence")
def is_not_encrypted(member: Member) -> Iterator[Check]:
    """文件没有加密。

    为何：没有密码就读不出内容，其中的文书等于没有提交。
    如何改：取消密码后重新提交。
    """
    yield from _troubled(member, "ARC105")


@rule("ARC106", on="archive", severity="note", mendable="edit")
def extension_tells_the_kind(member: Member) -> Iterator[Check]:
    """扩展名与内容相符。

    为何：扩展名不符，他人双击可能打不开。
    如何改：把文件名改为与内容相符的扩展名。
    """
    claimed = claimed_kind(member.path)
    if member.view is None or claimed == member.kind or claimed in KINDS[member.kind].called:
        yield Check(Outcome.CONFORMS)
        return
    suffix = PurePosixPath(member.path).suffix
    yield Check(
        Outcome.VIOLATES,
        f"{f'扩展名为“{suffix}”' if suffix else '没有扩展名'}，内容是{KINDS[member.kind].name}，已按内容审查",
        expected=f".{KINDS[member.kind].suffix or member.kind}",
        actual=suffix or "无",
    )


@rule("ARC107", on="archive", severity="warning", mendable="edit")
def holds_nothing_that_acts(member: Member) -> Iterator[Check]:
    """文件不含宏、控件和外部链接。

    为何：打开文件时可能运行程序或取用他处的内容，使人看到的与提交的不同；审查时一概不运行。
    如何改：尚未印发的，去除宏和链接后另存为 .docx；已经印发的，原件保留，另附不含宏的副本。
    """
    active = member.view.facts.active if member.view else ()
    if not active:
        yield Check(Outcome.CONFORMS)
        return
    yield Check(Outcome.VIOLATES, f"文件含有{'、'.join(active)}，审查时没有运行", actual="、".join(active))
