"""STR: the parts a paper must have, the columns of its tables, the numbering of its items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from docgen.reading import Outcome
from docgen.spec.model import Clause, TableLaw
from docgen.spec.written import Find
from docgen.validators.catalogue import rule
from docgen.validators.content.joined_tables import JoinedTable, joined_tables
from docgen.validators.content.numerals import ordinal
from docgen.validators.content.page_numbers import PAGE_NUMBER
from docgen.validators.content.unread import opaque_content, said
from docgen.validators.finding import Check, Reason
from docgen.validators.paper import Paper
from docgen.view.model import Cell, Place
from docgen.wording import NUMBER_COLUMN, squeezed

_IN_TABLES: Final = ("heading_row", "other_rows", "cell")
_SAID: Final = {
    "first_text": "首段文字",
    "heading_row": "表格的标题行",
    "other_rows": "表格的内容行",
    "header": "页眉",
    "footer": "页脚",
    "rest": "正文",
}


@rule("STR101", on="paper", needs="role", mendable="no")
def every_part_is_there(paper: Paper) -> Iterator[Check]:
    """应有的标题、表格等各部分都在。

    为何：缺少标题或表格，就不成其为这种文书，其余各项也无从核对。
    如何改：尚未签发的，按模板补上所缺的部分；已经签发的不改，附情况说明。
    """
    tables = len(joined_tables(paper.view, paper.spec))
    for number, law in paper.spec.table.items():
        if number > tables:
            what = f"第{number}个表格" if number > 1 else "表格"
            clause = paper.spec.clause_of(law.clause)
            yield _absent(what, Place(table=number), clause, _unread(paper) or _unruled(paper))
    missing = [name for name in paper.roles.missing if name not in _judged_elsewhere(paper)]
    for name in missing:
        role = paper.spec.role[name]
        if tables or role.find.kind not in _IN_TABLES or not paper.spec.table:
            what = role.label or _said_find(role.find)
            yield _absent(what, Place(role=name), paper.spec.clause_of(role.clause), _unread(paper))
    if not missing and tables >= max(paper.spec.table, default=0):
        yield Check(Outcome.CONFORMS, clause=paper.spec.clause_of(None))


def _judged_elsewhere(paper: Paper) -> tuple[str, ...]:
    """The parts of an official document are STR105's, a page number is PAG104's."""
    return (*paper.spec.parts, PAGE_NUMBER) if paper.spec.page.page_number else paper.spec.parts


@rule("STR105", on="paper", needs="parts", mendable="no")
def parts_of_an_official_document(paper: Paper) -> Iterator[Check]:
    """公文的各要素齐全，次序与规定一致。

    为何：缺少发文字号、署名或成文日期，公文的效力无从确认；次序不一，不便识读和处理。
    如何改：尚未签发的，按规定补齐、调整；已经签发的不改，附情况说明。
    """
    spec, unread = paper.spec, _unread(paper)
    missing = [name for name in paper.roles.missing if name in spec.parts]
    for name in missing:
        place, clause = Place(role=name), spec.clause_of(spec.role[name].clause)
        yield _absent(_label(paper, name), place, clause, unread)
    misplaced = list(_misplaced(paper))
    yield from misplaced
    if not missing and not misplaced:
        yield Check(Outcome.CONFORMS, clause=spec.clause_of(None))


def _misplaced(paper: Paper) -> Iterator[Check]:
    """The fewest parts whose moving would set the order right."""
    where = {id(paragraph): index for index, paragraph in enumerate(paper.view.paragraphs())}
    firsts = {part: there[0] for part in paper.spec.parts if (there := paper.roles.found.get(part))}
    parts = [(name, where[id(first)]) for name, first in firsts.items() if id(first) in where]
    kept = _longest_rising(parts)
    for index, (name, position) in enumerate(parts):
        if name in kept:
            continue
        above = [other for other, at in parts[:index] if other in kept and at > position]
        below = [other for other, at in parts[index + 1 :] if other in kept and at < position]
        other, found, wanted = (above[-1], "前", "后") if above else (below[0], "后", "前")
        yield Check(
            Outcome.VIOLATES,
            f"“{_label(paper, name)}”在“{_label(paper, other)}”之{found}，应在其{wanted}",
            replace(firsts[name].place, role=name),
            expected="、".join(_label(paper, part) for part, _ in parts),
            actual="、".join(_label(paper, part) for part, _ in sorted(parts, key=lambda part: part[1])),
            clause=paper.spec.clause_of(paper.spec.role[name].clause),
        )


def _longest_rising(parts: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """The names of a longest run of parts that stand in their order."""
    best: list[tuple[str, ...]] = []
    for index, (name, position) in enumerate(parts):
        earlier = (best[i] for i, (_, at) in enumerate(parts[:index]) if at < position)
        best.append((*max(earlier, key=len, default=()), name))
    return max(best, key=len, default=())


def _label(paper: Paper, role: str) -> str:
    return paper.spec.role[role].label or role


def _absent(what: str, place: Place, clause: Clause, unread: tuple[Reason, str] | None) -> Check:
    if unread:
        reason, why = unread
        return Check(Outcome.UNDETERMINED, place=place, clause=clause, reason=reason, why=f"{why}，{what}可能在其中")
    return Check(Outcome.VIOLATES, f"未见{what}", place, expected=f"应有{what}", actual="未见", clause=clause)


def _unread(paper: Paper) -> tuple[Reason, str] | None:
    """What of the paper is not known as text, so that nothing can be said to be absent."""
    if paper.view.facts.scanned:
        return "scan", "有无文字的扫描页"
    if opaque := opaque_content(paper):
        return "unreadable", f"有读不出文字的内容（{said(opaque)}）"
    if paper.view.facts.words_only:
        return "format", "从这种文件只读出正文，没有读出页眉页脚"
    return None


def _unruled(paper: Paper) -> tuple[Reason, str] | None:
    """In print a table is known by its rules: one without any is text like other text."""
    printed = any(paragraph.place.page for paragraph in paper.view.paragraphs())
    return ("format", "打印件上没有框线的表格与文字分不开") if printed else None


def _said_find(find: Find) -> str:
    if find.kind in ("matching", "paragraphs"):
        return f"符合“{find.pattern}”的文字"
    if find.kind == "cell":
        return f"“{find.pattern}”栏"
    return _SAID.get(find.kind, "这一部分应有的文字")


@rule("STR102", on="paper", needs="table", mendable="no")
def column_headings(paper: Paper) -> Iterator[Check]:
    """表格的栏目名称和次序与规定一致。

    为何：栏目统一，各单位的表格才能汇总、对照。
    如何改：尚未签发的，按规定的栏目名称和次序改表格第一行；已经签发的不改，下次制发前在模板上改。
    """
    tables = joined_tables(paper.view, paper.spec)
    for number, law in paper.spec.table.items():
        if number <= len(tables):
            yield _headings(tables[number - 1], law, paper.spec.clause_of(law.clause))


def _headings(joined: JoinedTable, law: TableLaw, clause: Clause) -> Check:
    place, cells = Place(table=joined.number, row=joined.heading), joined.table.row(joined.heading)
    found = [squeezed(cell.text) for cell in cells]
    wanted = [squeezed(column) for column in law.columns]
    judged = [heading for heading in found if heading in wanted] if law.extra else found
    if judged == wanted:
        return Check(Outcome.CONFORMS, place=place, clause=clause)
    off = next((i for i, pair in enumerate(zip(judged, wanted, strict=False)) if pair[0] != pair[1]), None)
    column = cells[off].column if off is not None and not law.extra else None
    return Check(
        Outcome.VIOLATES,
        f"表格栏目{'；'.join(_faults(found, wanted, extra=law.extra))}",
        replace(place, column=column),
        expected="、".join(law.columns),
        actual="、".join(found),
        clause=clause,
    )


def _faults(found: Sequence[str], wanted: Sequence[str], *, extra: bool) -> Iterator[str]:
    """A missing column where another stands in its place is a renamed one."""
    missing = [heading for heading in wanted if heading not in found]
    surplus = [] if extra else [heading for heading in found if heading not in wanted]
    for heading in list(missing):
        index = wanted.index(heading)
        if len(found) == len(wanted) and found[index] in surplus:
            missing.remove(heading)
            surplus.remove(found[index])
            there = f"“{found[index]}”" if found[index] else "空白"
            yield f"第{index + 1}栏为{there}，应为“{heading}”"
    if missing:
        yield f"缺少{'、'.join(f'“{heading}”' for heading in missing)}栏"
    if surplus:
        named = [f"“{heading}”" for heading in surplus if heading]
        unnamed = len(surplus) - len(named)
        yield f"多出{'、'.join([*named, f'{unnamed}个无名称的'] if unnamed else named)}栏"
    if not missing and not surplus and sorted(found) == sorted(wanted):
        yield f"次序为{'、'.join(found)}，应为{'、'.join(wanted)}"


@rule("STR103", on="paper", needs="table", mendable="no")
def items_are_numbered(paper: Paper) -> Iterator[Check]:
    """表格的序号从1起连续编排。

    为何：序号重复或跳号，引用某一项时会指错地方。
    如何改：尚未签发的，按顺序重新编号；已经签发的不改，下次制发时改正。
    """
    tables = joined_tables(paper.view, paper.spec)
    for number, law in paper.spec.table.items():
        if number <= len(tables) and squeezed(law.columns[0]) == NUMBER_COLUMN:
            yield from _numbering(tables[number - 1], paper.spec.clause_of(law.clause))


def _numbering(joined: JoinedTable, clause: Clause) -> Iterator[Check]:
    """Rows without a number of their own (merged, blank, 合计 and the like) belong to the row above; so does the first
    row of a part that says the number of the item it goes on with again."""
    expected, wrong = 1, False
    below = (cell for cell in joined.table.cells if cell.column == 1 and cell.row > joined.heading)
    for cell in (cell for cell in below if cell.column_span == 1):
        found = ordinal(cell.text)
        if found is None or (found == expected - 1 and joined.begins_a_part(cell.row)):
            continue
        if found != expected:
            wrong = True
            yield _misnumbered(cell, joined.place(cell), found, expected, clause)
        expected = found + 1
    if not wrong:
        yield Check(Outcome.CONFORMS, place=Place(table=joined.number, column=1), clause=clause)


def _misnumbered(cell: Cell, place: Place, found: int, expected: int, clause: Clause) -> Check:
    return Check(
        Outcome.VIOLATES,
        f"序号为{found}，应为{expected}",
        place,
        expected=str(expected),
        actual=squeezed(cell.text),
        clause=clause,
    )
