"""Which papers count in which inspection, which do not and why; why each was taken for what it is."""

from __future__ import annotations

from collections import Counter
from typing import Any

from paper_builder import AS_OF

from docgen.validators.finding import Address, DocumentEntry, Report
from docgen.validators.judging.assembly import Judged, report
from docgen.validators.judging.ledger import Entries
from docgen.validators.report.text import render_text
from docgen.view.model import Place


def entry(file: str, inspection: str | None = "第一批", page: int | None = None, **said: Any) -> DocumentEntry:
    address = Address(None, "某店", inspection, f"某店/{file}", "test/notice", Place(page=page))
    return DocumentEntry(address, None, said.pop("document", "test/notice"), **said)


def told(*entries: DocumentEntry) -> Report:
    judged = Judged("某店", "某店", Entries(), entries, Counter({"ARC101": len(entries)}), ())
    return report([judged], AS_OF, profile="test", titles={"test/notice": "通知书"})


def text(*entries: DocumentEntry, explain: bool = False) -> list[str]:
    return render_text(told(*entries), explain=explain).splitlines()


def test_a_household_with_one_inspection_is_not_told_of() -> None:
    said = text(entry("a.docx"), entry("b.docx"))
    assert not any(
        line.startswith(("【检查】", "【不再计入】", "【未归入】", "【更正】", "【识别依据】")) for line in said
    )


def test_several_inspections_are_named_with_how_many_papers_each_has() -> None:
    said = text(entry("a.docx"), entry("b.docx"), entry("c.docx", "第二批"))
    assert (
        said[said.index("【检查】以下各户有多次检查，分别核对") + 1] == "　　某店：第一批（文书2份）、第二批（文书1份）"
    )


def test_a_paper_that_no_longer_counts_is_named_with_the_reason() -> None:
    said = text(entry("a.docx"), entry("旧.docx", state="set_aside", remark="文件名标明“作废”"))
    assert "　　某店/旧.docx《通知书》：文件名标明“作废”" in said
    assert "【不再计入】以下文书已作废、更正或被替代，以有效的一份为准" in said


def test_what_belongs_to_no_inspection_is_listed() -> None:
    said = text(entry("a.docx"), entry("散.docx", None, state="unfiled", remark="看不出属于哪一次检查"))
    assert "　　某店/散.docx《通知书》：看不出属于哪一次检查" in said


def test_on_request_every_paper_says_by_what_it_was_recognised_and_what_came_next() -> None:
    part = entry("全部.pdf", page=3, why="由标题“通知书”识别", runner_up="其次像《登记表》：有“检查时间”，未见其标题")
    unknown = entry("信.docx", document=None, why="不含任何规定文书的标志")
    said = text(part, unknown, entry("扫描.pdf", document=None), explain=True)
    assert (
        "　　某店/全部.pdf（第3页起）《通知书》：由标题“通知书”识别；其次像《登记表》：有“检查时间”，未见其标题" in said
    )
    assert any(line.endswith("：未识别，不含任何规定文书的标志") for line in said)
    assert any(line.endswith("：没有可以识读的文字，未识别") for line in said)
