"""What a clerk is told of pages nobody could read: which they are, and what therefore could not be checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Final

from docgen.spec.model import DocumentSpec
from docgen.validators.paper import Member
from docgen.view.facts import Elsewhere, Facts

_BY_HAND: Final = "手写内容、签字盖章未能核对"
_NO_TEXT: Final = "没有可以识读的文字"
NOT_CHECKED: Final = "文书种类、所填内容、日期、签字盖章均未能核对"
_COVERS: Final[dict[Elsewhere, str]] = {
    "form": f"是由专用软件显示的动态表单（XFA），页面上没有表单的内容，{NOT_CHECKED}",
    "package": f"是PDF文件包，页面只是封面，包内的{{many}}个文件没有读，{NOT_CHECKED}",
}
_UNCOVERED: Final[dict[Elsewhere, str]] = {
    "form": "用填写该表单的软件打开，打印为 PDF 后提交。",
    "package": "把包内的文件逐个另存后提交。",
}
_NAMED: Final = 8
"""So many fields are named; the others are counted."""


def textless(member: Member) -> str:
    """What of the file has no text, and what that leaves unchecked; empty when all of it was read."""
    if member.twin_of:
        scan = f"签字盖章件{_NO_TEXT}（按文件名是“{PurePosixPath(member.twin_of).name}”的扫描件{_length(member)}）"
        return f"{scan}，{_BY_HAND}"
    if member.evidence:
        return f"图片像是一页文书，{_NO_TEXT}，{NOT_CHECKED}" if member.could_be_paper else ""
    if member.view is None:
        return ""
    if member.view.facts.elsewhere:
        return _COVERS[member.view.facts.elsewhere].format(many=len(member.view.facts.attached))
    return _beside_text(member.view.facts) if member.view.has_text else _nothing_else(member)


def remedy(member: Member) -> str | None:
    """What to do about it, where it is something particular."""
    if member.twin_of:
        return "由人工查看该扫描件，核对手写的内容和签字盖章。"
    cover = member.view.facts.elsewhere if member.view else None
    return _UNCOVERED[cover] if cover else None


def _beside_text(facts: Facts) -> str:
    if facts.page_pictures:
        return f"有{facts.page_pictures}幅整页大小的图片，{_NO_TEXT}，其中的内容未能核对"
    if not facts.scanned:
        return _attached(facts).removeprefix("；")
    whole = f"（全文共{facts.pages}页）" if facts.pages else ""
    return f"{'、'.join(_causes(facts))}{whole}，{_NO_TEXT}，其中的内容未能核对"


def _nothing_else(member: Member) -> str:
    facts = member.view.facts if member.view else Facts("pdf")
    if facts.pages and len(facts.blank) == facts.pages:
        return f"{facts.pages}页全是空白，没有文字，也没有图片{_attached(facts)}"
    if not member.could_be_paper:
        return "文件没有任何文字"
    if 0 < len(facts.uncoded) < len(facts.scanned):
        what = f"{'、'.join(_causes(facts))}（全文共{facts.pages}页）"
    else:
        drawn = "只有线条、图形" if facts.is_print and not facts.scanned else "扫描件或图片"
        what = f"{'字体没有文字编码' if facts.uncoded else drawn}{f'（{facts.pages}页）' if facts.pages else ''}"
    empty = f"，其中第{pages(facts.blank)}页空白" if facts.blank else ""
    return f"{what}{empty}，{_NO_TEXT}，{NOT_CHECKED}"


def _attached(facts: Facts) -> str:
    return f"；文件内另附有{len(facts.attached)}个文件，没有读，其中的内容未能核对" if facts.attached else ""


def _causes(facts: Facts) -> Iterator[str]:
    if pictures := [page for page in facts.scanned if page not in facts.uncoded]:
        yield f"第{pages(pictures)}页是图片"
    if facts.uncoded:
        yield f"第{pages(facts.uncoded)}页字体没有文字编码"


def _length(member: Member) -> str:
    return f"，{member.view.facts.pages}页" if member.view and member.view.facts.pages else ""


def pages(numbers: Iterable[int]) -> str:
    """“1、2、4至7”."""
    every = sorted(numbers)
    starts = [every[0], *(after for before, after in pairwise(every) if after != before + 1)]
    ends = [*(before for before, after in pairwise(every) if after != before + 1), every[-1]]
    return "、".join(
        f"{a}至{b}" if b > a + 1 else "、".join(map(str, range(a, b + 1))) for a, b in zip(starts, ends, strict=True)
    )


def left_open(member: Member) -> Iterator[str]:
    """What was judged all the same, and, of a file that is named as a paper, what of it could not be."""
    silent = member.view is not None and not member.view.has_text
    if member.law is not None:
        how = "作为" if member.taken_for else "按名称应为"
        yield f"{how}《{member.law.title}》，未能核对的：{_unchecked(member.law, signed_copy=bool(member.twin_of))}"
    if silent and member.view is not None and member.view.facts.scanned:
        length = member.view.facts.pages
        yield f"{f'页数（{length}页）和' if length else ''}纸张大小不靠文字，照常核对"


def _unchecked(law: DocumentSpec, *, signed_copy: bool) -> str:
    """Fields by their labels, signatures, the look; of the signed copy of a paper that was read, what was added."""
    labels = [f"“{one.label[0]}”" for one in law.field.values() if one.label and (one.filled or not signed_copy)]
    fields = f"{'、'.join(labels[:_NAMED])}{f'等{len(labels)}栏' if len(labels) > _NAMED else ''}"
    return "；".join(part for part in (fields, _signatures(law), "" if signed_copy else "字体字号和版式") if part)


def _signatures(law: DocumentSpec) -> str:
    return "、".join(dict.fromkeys(f"{one.who}{one.kind}" for one in law.signature))
