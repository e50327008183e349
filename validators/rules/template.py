"""TPL: a template conforms to its own law and its sample makes a clean paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from docgen.reading import Outcome
from docgen.validators.catalogue import rule
from docgen.validators.finding import NOWHERE, Check
from docgen.validators.paper import TemplateSubject
from docgen.view.model import DocumentView, Paragraph, Place, Table
from docgen.wording import squeezed

_LOOP: Final = re.compile(r"\{%tr\s+for\b")
_LOOP_END: Final = re.compile(r"\{%tr\s+endfor\b")


def _all_or_each(faults: Iterable[tuple[str, Place]], expected: str) -> Iterator[Check]:
    """One violation per fault, at its place; one conforming check when there is none."""
    every = list(faults)
    if not every:
        yield Check(Outcome.CONFORMS, expected=expected)
    for fault, place in every:
        yield Check(Outcome.VIOLATES, fault, place, expected=expected)


def _nowhere(faults: Iterable[str]) -> Iterator[tuple[str, Place]]:
    return ((fault, NOWHERE) for fault in faults)


@rule("TPL101", on="template", severity="error")
def placeholders_are_fields(template: TemplateSubject) -> Iterator[Check]:
    """模板的占位符与规定的栏目一一对应。

    为何：没有栏目的占位符无从填写，没有占位符的栏目填了也不见于文书。
    如何改：在 spec.toml 增补栏目，或在模板中增删占位符；占位符写栏目的英文名或中文名，如“{{ 被检查单位 }}”。
    """
    asked, fields = set(template.facts.placeholders), template.spec.field
    unknown = ((f"占位符“{name}”没有对应的栏目", _place_of(template, name)) for name in sorted(asked - set(fields)))
    missing = (
        f"栏目“{law.label[0]}”（{name}）在模板中没有占位符"
        for name, law in fields.items()
        if name not in asked and law.filled != "by hand"
    )
    yield from _all_or_each([*unknown, *_nowhere(missing)], "占位符与栏目一一对应")


def _place_of(template: TemplateSubject, name: str) -> Place:
    """Where a template asks for a name first, its cell included."""
    asks = re.compile(rf"\{{[{{%][^}}]*\b{re.escape(name)}\b")
    return next((place for place, text in _texts(template.view) if asks.search(text)), NOWHERE)


def _texts(view: DocumentView) -> Iterator[tuple[Place, str]]:
    for block in view.blocks:
        if isinstance(block, Table):
            for cell in block.cells:
                yield replace(block.place, row=cell.row, column=cell.column), cell.text
        elif isinstance(block, Paragraph):
            yield block.place, block.full_text


@rule("TPL102", on="template", severity="error")
def roles_are_found(template: TemplateSubject) -> Iterator[Check]:
    """规定的各部分在模板中都找得到。

    为何：找不到的部分既不会按规定制作，也不会受到核对。
    如何改：补上该部分，或修改 spec.toml 中该部分的定位语（find）。
    """
    faults = [f"模板中找不到“{name}”部分（{template.spec.role[name].find.written}）" for name in template.roles.missing]
    yield from _all_or_each(_nowhere(faults), "各部分都在")


@rule("TPL103", on="template", severity="error")
def stamp_changes_nothing(template: TemplateSubject) -> Iterator[Check]:
    """模板的格式与规定一致，重新套用不改变任何内容。

    为何：模板被手工改动后，格式会与规定不符。
    如何改：运行 docgen template stamp，按规定恢复格式；文字不受影响。
    """
    changes = (f"重新套用将改变：{change}" for change in template.facts.stamp_changes)
    yield from _all_or_each(_nowhere(changes), "不改变")


@rule("TPL104", on="template", severity="error")
def sample_makes_a_clean_paper(template: TemplateSubject) -> Iterator[Check]:
    """样例能制成文书，制成的 .docx 和 PDF 读回无误，文字与法规文件相同。

    为何：样例制不成文书，办公室的数据也制不成。
    如何改：按所列情况修改 sample.toml、template.docx 或 spec.toml。
    """
    told = [*template.facts.sample_troubles, *_differences_from_the_rubric(template)]
    yield from _all_or_each([*_nowhere(told), *_merged_loops(template.view)], "样例制成的文书没有问题")


def _merged_loops(view: DocumentView) -> Iterator[tuple[str, Place]]:
    """Rows that repeat and hold a cell merged downwards: the merge would swallow every repetition."""
    for table in view.tables():
        depth = 0
        for number in range(1, len(table.rows) + 1):
            cells = table.row(number)
            text = "".join(cell.text for cell in cells)
            depth += len(_LOOP.findall(text))
            for cell in cells if depth else ():
                if cell.row == number and cell.row_span > 1:
                    yield "循环的行中有上下合并的单元格", replace(table.place, row=number, column=cell.column)
            depth -= len(_LOOP_END.findall(text))


def _differences_from_the_rubric(template: TemplateSubject) -> Iterator[str]:
    """Clauses of the rubric (``rubric.toml``) that the paper made from the sample does not say word for word."""
    made = template.facts.sample_view
    if template.spec.rubric is None or made is None:
        return
    text = squeezed("".join(paragraph.full_text for paragraph in made.paragraphs()))
    for item in template.spec.rubric.items:
        for clause in item.clauses:
            if squeezed(clause.text) not in text:
                yield f"样例中没有考核细则第{clause.id}条的原文：{clause.text}"
