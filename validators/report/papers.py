"""Which papers count in which inspection, which do not and why; on request, why each was taken for what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from docgen.validators.finding import DocumentEntry, Report
from docgen.validators.places import place_said
from docgen.view.signatures import said as signature_said

_ASIDE: Final[Mapping[str, str]] = {
    "set_aside": "【不再计入】以下文书已作废、更正或被替代，以有效的一份为准",
    "counts": "【更正】以下文书按更正说明核对",
    "unfiled": "【未归入】以下文书看不出属于哪一次检查，未归入任何一次",
}


def filing_said(report: Report) -> Iterator[str]:
    """The inspections of households that have several, the papers that no longer count, and those left over."""
    several = list(_several(report.documents))
    if several:
        yield "\n".join(("【检查】以下各户有多次检查，分别核对", *several))
    for state, headline in _ASIDE.items():
        told = (entry for entry in report.documents if entry.state == state and entry.remark)
        lines = [_line(report, entry, entry.remark) for entry in told]
        if lines:
            yield "\n".join((headline, *lines))


def converted_said(report: Report) -> Iterator[str]:
    """The files of which another program's .docx was judged."""
    files = dict.fromkeys(entry.address.file or "" for entry in report.documents if entry.converted)
    if files:
        what = "以下文件由 LibreOffice 转换为 .docx 后核对，字体、行距、分页以原文件的显示为准"
        yield "\n".join((f"【转换后核对】{what}", *(f"　　{file}" for file in files)))


def signatures_said(report: Report) -> Iterator[str]:
    """The digital signatures of every file that has some: a fact, which settles no rule."""
    signed = {entry.address.file: entry.signatures for entry in report.documents if entry.signatures}
    lines = [
        f"　　{file}：{signature_said(signature)}" for file, signatures in signed.items() for signature in signatures
    ]
    if lines:
        yield "\n".join(("【数字签名】只说明文件的签名状况，不涉及结论", *lines))


def recognition_said(report: Report) -> Iterator[str]:
    """Every paper, in the order of the files: what it was taken for, by what, and which kind came next."""
    lines = [_line(report, entry, _because(entry)) for entry in report.documents]
    if lines:
        yield "\n".join(("【识别依据】", *lines))


def _several(documents: Iterable[DocumentEntry]) -> Iterator[str]:
    counted: dict[str, dict[str, int]] = {}
    for entry in documents:
        household, inspection = entry.address.household, entry.address.inspection
        if household is not None and inspection is not None and entry.state == "counts":
            tally = counted.setdefault(household, {})
            tally[inspection] = tally.get(inspection, 0) + 1
    for household, tally in counted.items():
        if len(tally) > 1:
            yield f"　　{household}：{'、'.join(f'{name}（文书{count}份）' for name, count in tally.items())}"


def _line(report: Report, entry: DocumentEntry, said: str) -> str:
    title = report.titles.get(entry.document or "", "")
    where = place_said(entry.address.place)
    part = f"（{where}起）" if where else ""
    return f"　　{entry.address.file}{part}{f'《{title}》' if title else ''}：{said}"


def _because(entry: DocumentEntry) -> str:
    why = entry.why or entry.remark or "没有可以识读的文字，未识别"
    missed = "" if entry.document or not entry.why else "未识别，"
    aside = f"；{entry.remark}" if entry.why and entry.remark else ""
    return f"{missed}{why}{f'；{entry.runner_up}' if entry.runner_up else ''}{aside}"
