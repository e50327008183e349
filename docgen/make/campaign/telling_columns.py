"""What is told of a column of the entry workbook: the papers it is for, and how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from docgen.make.campaign.feeding import Feed, feeding_of
from docgen.make.headers import short_title
from docgen.spec.model import DocumentSpec, Profile
from docgen.spec.workbook import ColumnLaw, SheetKey, WorkbookLaw
from docgen.spec.workbook_references import PAPER

_FORMS: Final = {
    "date": "日期，如 2026-05-20",
    "datetime": "时间到分，如 2026-05-20 09:10",
    "phone": "电话，按文本填写",
}


@dataclass(frozen=True, slots=True)
class Told:
    """``used``: the papers, by their short names; ``written``: how the column is filled, in sentences."""

    key: SheetKey
    sheet: str
    column: str
    label: str
    required: bool
    used: str
    written: str

    @property
    def note(self) -> str:
        """The comment over the column."""
        head = "必填。" if self.required else "选填。"
        used = f"用于：{self.used}。" if self.used else "不印到文书上。"
        return "\n".join(part for part in (head + used, self.written) if part)


def told_columns(profile: Profile) -> list[Told]:
    """Every column of every sheet, in order."""
    law = profile.workbook
    specs = {spec.name: spec for paper in law.paper if (spec := profile.document(paper.document))}
    feeding = feeding_of(law, specs)
    handing = "、".join(short_title(specs[each.document]) for each in law.paper if each.per == "task" and each.about)
    numbered = {"number": _papers(law, specs, "number"), "made_on": _papers(law, specs, "dated")}
    numbered |= dict.fromkeys(("delivered", "method", "file"), handing)
    return [
        Told(
            key, sheet.title[0], name, column.label[0], column.required,
            numbered[name] if key == "register" and name in numbered else _used(feeding.of[key][name], specs),
            "".join(_sentences(column, law)),
        )
        for key, sheet in law.sheet.items()
        for name, column in sheet.column.items()
    ]  # fmt: skip


def _used(feeds: tuple[Feed, ...], specs: Mapping[str, DocumentSpec]) -> str:
    """The papers a column is for; of a field they share, all that have it and print it."""
    named = {feed.document for feed in feeds if feed.document}
    shared = {feed.key for feed in feeds if not feed.document}
    return "、".join(
        short_title(spec)
        for spec in specs.values()
        if spec.name in named or any(key in spec.field and not spec.field[key].filled for key in shared)
    )


def _papers(law: WorkbookLaw, specs: Mapping[str, DocumentSpec], part: str) -> str:
    return "、".join(short_title(specs[paper.document]) for paper in law.paper if getattr(paper, part))


def _sentences(column: ColumnLaw, law: WorkbookLaw) -> Iterator[str]:
    if column.type in _FORMS and not column.several:
        yield f"{_FORMS[column.type]}。"
    if column.comment:
        yield column.comment
    if column.choices or column.refers == PAPER:
        yield "从下拉列表中选取。"
    elif column.refers:
        sheet, _, name = column.refers.partition(".")
        there = next(one for key, one in law.sheet.items() if key == sheet)
        yield f"与“{there.title[0]}”表的“{there.column[name].label[0]}”一致。"
    if column.otherwise and "不填" not in column.comment:
        yield f"不填即：{_in_words(column.otherwise, law) if column.feeds != () else column.otherwise}。"


def _in_words(text: str, law: WorkbookLaw) -> str:
    """``{field}`` by what the column that feeds it is called, where one is."""
    labels = {
        target: column.label[0]
        for sheet in law.sheet.values()
        for name, column in sheet.column.items()
        for target in (column.feeds or (name,))
    }
    for target, label in labels.items():
        text = text.replace(f"{{{target}}}", f"〔{label}〕")
    return text
