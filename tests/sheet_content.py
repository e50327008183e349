"""A rubric sheet of some county bureau: what it says, and how each of its parts looks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

TITLE, HEADING, BODY = "方正小标宋简体", "黑体", "仿宋_GB2312"

Part = Literal["title", "heading_row", "body"]
Spot = tuple[int, int]
"""A cell by its row (from 0, the heading row) and column (from 0)."""


@dataclass(frozen=True)
class Look:
    """A font for East Asian text (None: only the Latin slot is set), a size and a line pitch in points."""

    font: str | None
    size: float
    pitch: float | None = None
    latin: str | None = None


@dataclass(frozen=True)
class Odd:
    """A run that looks otherwise: its text, and what is different about it."""

    text: str
    font: str | None = None
    size: float | None = None
    hidden: bool = False
    colour: str | None = None


@dataclass(frozen=True)
class Sheet:
    """What a sheet says and how it looks. ``odd_cell`` has another font, ``odd_runs`` are added to a cell's text."""

    title: str = "示例县市场监督管理局“双随机、一公开”考核细则"
    weight: str = "权重：10分　　　　考核单位：示例县“双随机、一公开”监管工作领导小组办公室"
    note: str = "注：考核细则以word形式填写。"
    columns: tuple[str, ...] = ("序号", "考核内容", "分值", "评分标准")
    rows: tuple[tuple[str | None, ...], ...] = (
        ("1", "工作机制建立情况", "4.0分", "1.未建立组织领导机构的扣0.2分；\n2.没有专职工作人员的扣0.1分；"),
        (None, None, None, "3.未对辖区部门进行督导检查的扣0.1分；"),
        ("2", "抽查计划编制情况", "3分", "1. 未按时制定“部门联合抽查计划”的发现一起扣0.4分；"),
        ("3", "抽查结果公示情况", "3.0分", "1.抽查结果未在20个工作日内公示的发现一起扣0.1分。"),
    )
    looks: dict[Part, Look] = field(
        default_factory=lambda: {
            "title": Look(TITLE, 16, 22),
            "heading_row": Look(HEADING, 12),
            "body": Look(BODY, 12, 14),
        }
    )
    odd_cell: tuple[Spot, str] | None = None
    odd_run: tuple[Spot, Odd] | None = None
    page: tuple[int, int] = (16838, 11906)
    margins: tuple[int, ...] = (1531, 1531)
    """The top margin of each section in twips."""

    def with_look(self, part: Part, look: Look) -> Sheet:
        return replace(self, looks={**self.looks, part: look})

    def without_column(self, index: int) -> Sheet:
        cut = [(*row[:index], *row[index + 1 :]) for row in self.rows]
        return replace(self, columns=(*self.columns[:index], *self.columns[index + 1 :]), rows=tuple(cut))
