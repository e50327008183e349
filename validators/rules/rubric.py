"""RUB: the points of an assessment sheet add up, whichever unit filled it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from docgen.reading import Outcome, Reading
from docgen.validators.catalogue import rule
from docgen.validators.content.joined_tables import JoinedTable, joined_tables
from docgen.validators.content.numerals import points
from docgen.validators.finding import Check
from docgen.validators.paper import Paper
from docgen.view.model import Cell, Place
from docgen.wording import squeezed

POINTS: Final = "分值"
STANDARDS: Final = ("评分标准", "扣分标准", "考核标准", "计分标准")
_TOTAL: Final = re.compile(r"合计|总计|总分|小计|总?得分|扣分合计")
_CONTINUED: Final = re.compile(r".*\(续表?\)|续.*")
_SCORE: Final = re.compile(r".*(?:得分|自评分|考评分|扣分)")
_WEIGHT: Final = re.compile(r"权重[:(]?(\d+(?:\.\d+)?)分")
_DEDUCTION: Final = re.compile(r"扣(?:除)?(\d+(?:\.\d+)?)(?:[-~—至到](\d+(?:\.\d+)?))?分")


@dataclass(frozen=True, slots=True)
class Item:
    """One 分值 cell and the table rows it is about; ``points`` None: blank or no number."""

    name: str
    cell: Cell
    points: Decimal | None
    rows: range


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of items with points, its columns by heading."""

    joined: JoinedTable
    columns: dict[str, int]

    @property
    def items(self) -> tuple[Item, ...]:
        column, table, top = self.columns[POINTS], self.joined.table, self.joined.heading
        cells: list[Cell] = []
        for cell in (cell for cell in table.cells if cell.column == column and cell.row > top):
            if self._counts(cell) and not (cells and self._says_again(cell, cells[-1])):
                cells.append(cell)
        ends = [cell.row for cell in cells[1:]] + [len(table.rows) + 1]
        return tuple(
            Item(self._name(cell), cell, points(cell.text), range(cell.row, end))
            for cell, end in zip(cells, ends, strict=True)
        )

    def _counts(self, cell: Cell) -> bool:
        """Neither a total nor a row that continues the item above."""
        name = self._name(cell)
        return not _TOTAL.fullmatch(name) and not _CONTINUED.fullmatch(name) and bool(name or squeezed(cell.text))

    def _says_again(self, cell: Cell, above: Cell) -> bool:
        """Whether a part of a split table begins with the number of the item it goes on with."""
        return self.joined.begins_a_part(cell.row) and self._name(cell) == self._name(above) != ""

    def _name(self, cell: Cell) -> str:
        first = self.joined.table.at(cell.row, 1)
        return squeezed(first.text) if first and first.row == cell.row and first.column < cell.column else ""

    def under(self, heading: str, item: Item) -> Iterator[Cell]:
        """The cells of one column that start in the item's rows."""
        column = self.columns[heading]
        return (cell for cell in self.joined.table.cells if cell.column == column and cell.row in item.rows)


def _sheets(paper: Paper) -> tuple[Sheet, ...]:
    """The tables that have a 分值 column, each with those that go on with it."""
    found = []
    for joined in joined_tables(paper.view, paper.spec):
        columns = {squeezed(cell.text): cell.column for cell in joined.table.row(joined.heading)}
        if POINTS in columns:
            found.append(Sheet(joined, columns))
    return tuple(found)


def _is_rubric(paper: Paper) -> bool:
    return any(POINTS in law.columns for law in paper.spec.table.values())


@rule("RUB101", on="paper", needs="rubric", severity="error", mendable="no")
def points_add_up(paper: Paper) -> Iterator[Check]:
    """各项分值之和等于权重。

    为何：分值之和与权重不等，按项扣分得不出总分。
    如何改：核对各项分值和“权重”一行，由制定考核细则的单位改正后重新印发。
    """
    if not _is_rubric(paper):
        return
    sheets = _sheets(paper)
    if not sheets:
        yield _untold("未见“分值”栏，无法核对分值之和")
        return
    weight, where = _weight(paper)
    items = [item for sheet in sheets for item in sheet.items]
    blank = [item for item in items if item.points is None]
    told = [item.points for item in items if item.points is not None]
    total = sum(told, Decimal(0))
    reading = Reading(total, None if blank else total)
    outcome = reading.equals(weight) if weight is not None else Outcome.UNDETERMINED
    if outcome is Outcome.UNDETERMINED:
        named = "、".join(f"“{squeezed(item.cell.text)}”" for item in blank)
        yield _untold(f"有的分值不是数字（{named}），无法求和" if blank else "未写明权重，无法核对分值之和")
        return
    yield Check(
        outcome,
        f"各项分值相加为{total}分（{'+'.join(map(str, told))}），应等于{where}{weight}分",
        Place(table=sheets[0].joined.number, column=sheets[0].columns[POINTS]),
        expected=f"{weight}分",
        actual=f"{total}分",
        margin=f"差{abs(total - (weight or 0))}分",
    )


def _weight(paper: Paper) -> tuple[Decimal | None, str]:
    """The weight the sheet itself states, else the one its law does, and what to call it."""
    for paragraph in paper.view.paragraphs():
        if match := _WEIGHT.search(squeezed(paragraph.full_text)):
            return Decimal(match[1]), "本表写明的权重"
    return (points(paper.spec.rubric.weight), "考核细则的权重") if paper.spec.rubric else (None, "")


def _untold(why: str) -> Check:
    return Check(Outcome.UNDETERMINED, reason="missing", why=why)


@rule("RUB102", on="paper", needs="rubric", severity="error", mendable="no")
def no_score_beyond_its_item(paper: Paper) -> Iterator[Check]:
    """扣分和得分不超出本项分值。

    为何：一次扣分超过本项分值，或得分在0分与本项分值之外，都无法照此计分。
    如何改：核对这一项的分值、评分标准和得分，由制定或评分的单位改正。
    """
    if not _is_rubric(paper):
        return
    sheets = _sheets(paper)
    beyond = [check for sheet in sheets for item in sheet.items for check in _beyond(sheet, item)]
    yield from beyond
    if sheets and not beyond:
        yield Check(Outcome.CONFORMS)
    if not sheets:
        yield _untold("未见“分值”栏，无法核对扣分和得分")


def _beyond(sheet: Sheet, item: Item) -> Iterator[Check]:
    if item.points is None:
        return
    for heading in sheet.columns:
        if heading in STANDARDS:
            for cell in sheet.under(heading, item):
                yield from _deductions(sheet, item, item.points, cell)
        elif _SCORE.fullmatch(heading):
            for cell in sheet.under(heading, item):
                yield from _scores(sheet, item, item.points, cell, heading)


def _deductions(sheet: Sheet, item: Item, most: Decimal, cell: Cell) -> Iterator[Check]:
    for match in _DEDUCTION.finditer(squeezed(cell.text)):
        if Decimal(match[2] or match[1]) > most:
            yield _exceeds(sheet, item, cell, match.group(), f"本项分值{most}分", match.group())


def _scores(sheet: Sheet, item: Item, most: Decimal, cell: Cell, heading: str) -> Iterator[Check]:
    """A deduction may be written with its minus sign; a score may not."""
    score = points(cell.text)
    if score is None:
        return
    if heading.endswith("扣分"):
        score = abs(score)
    if score > most:
        yield _exceeds(sheet, item, cell, f"{heading}为{score}分", f"本项分值{most}分", f"{score}分")
    elif score < 0:
        yield Check(
            Outcome.VIOLATES,
            f"{_said_item(item)}{heading}为{score}分，应不少于0分",
            sheet.joined.place(cell),
            expected=f"0分至{most}分",
            actual=f"{score}分",
        )


def _exceeds(sheet: Sheet, item: Item, cell: Cell, what: str, limit: str, actual: str) -> Check:
    return Check(
        Outcome.VIOLATES,
        f"{_said_item(item)}{what}，超过{limit}",
        sheet.joined.place(cell),
        expected=f"不超过{limit}",
        actual=actual,
    )


def _said_item(item: Item) -> str:
    return f"第{item.name}项" if item.name.isdecimal() else item.name
