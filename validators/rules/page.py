"""PAG: the page every section is laid on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docgen.reading import Outcome, Reading
from docgen.spec.model import SIDES, Clause, Page, Side
from docgen.spec.words import SIDE_WORDS
from docgen.units import Length
from docgen.validators.catalogue import rule
from docgen.validators.finding import Check
from docgen.validators.format.compare import CENTIMETRE, POINT, compare
from docgen.validators.format.grid import Count, characters_a_line, lines_a_page
from docgen.validators.format.sheet_size import sheet_size
from docgen.validators.paper import Paper
from docgen.view.look import PageSetup
from docgen.view.model import Paragraph, Section

BODY: Final = "body"


@rule("PAG101", on="paper", needs="page.paper or page.orientation", of_pictures=True)
def paper_size(paper: Paper) -> Iterator[Check]:
    """纸张大小和方向与规定一致。

    为何：同一档案的文书大小、方向一致，才便于装订和翻阅；考核细则注明“纸张大小为A4纸，方向为横向”。
    如何改：尚未签发的，在“页面布局”的“纸张大小”“纸张方向”中改；已经签发的不改，下次制发前在模板上改。
    """
    for section in paper.view.sections:
        yield sheet_size(section, paper.spec.page, _clause(paper))


@rule("PAG102", on="paper", needs="page.margin or page.gutter")
def margins(paper: Paper) -> Iterator[Check]:
    """页边距和装订线与规定一致。

    为何：页边距一致，装订时才不压字，各单位的文书才整齐划一；考核细则注明“页边距均为2.7cm”。
    如何改：尚未签发的，在“页面布局”的“页边距”中选“自定义”改；已经签发的不改，下次制发前在模板上改。
    """
    for section in paper.view.sections:
        for side in SIDES:
            if want := paper.spec.page.margin.get(side):
                name, reading = _margin(section.page, side, paper.spec.page)
                yield compare(name, reading, want, clause=_clause(paper), place=section.place)
        if gutter := paper.spec.page.gutter:
            yield compare("装订线", section.page.gutter, gutter, clause=_clause(paper), place=section.place)


def _margin(page: PageSetup, side: Side, law: Page) -> tuple[str, Reading[Length] | None]:
    """A margin as the page shows it, and what to call it: a gutter the law says nothing of widens it."""
    name, margin, gutter = f"{SIDE_WORDS[side]}边距", page.margin.get(side), page.gutter.value if page.gutter else None
    if law.gutter or not gutter or margin is None or margin.value is None or side != _bound(page):
        return name, margin
    return f"{name}（含装订线{CENTIMETRE.say(gutter)}）", Reading.exact(
        margin.value + gutter, margin.seen_in, margin.within
    )


def _bound(page: PageSetup) -> Side:
    return "top" if page.gutter_at_top else "left"


@rule("PAG103", on="paper", needs="page.header or page.footer")
def header_and_footer(paper: Paper) -> Iterator[Check]:
    """页眉和页脚到纸边的距离与规定一致。

    为何：页眉页脚位置一致，装订成册后页码才对得齐；考核细则注明“页眉页脚均为1.5cm”。
    如何改：尚未签发的，双击页眉，在“页眉顶端距离”“页脚底端距离”中改；已经签发的不改，下次制发前在模板上改。
    """
    law = paper.spec.page
    for section in paper.view.sections:
        for name, want, reading in (
            ("页眉距纸边", law.header, section.page.header),
            ("页脚距纸边", law.footer, section.page.footer),
        ):
            if want:
                yield compare(name, reading, want, clause=_clause(paper), place=section.place)


@rule("PAG106", on="paper", needs="page.grid")
def lines_and_characters(paper: Paper) -> Iterator[Check]:
    """每页的行数和每行的字数与规定一致。

    为何：公文一般每面排22行、每行排28个字并撑满版心，行距、字距或页边距稍有出入就会少一行、少一字。
    如何改：尚未签发的，改页边距、固定行距和字符间距；已经签发的不改，下次制发前在模板上改。
    """
    law = paper.spec.page.grid
    if law is None:
        return
    clause = paper.spec.clause_of(law.clause, paper.spec.page.clause)
    outside_tables = (block for block in paper.view.blocks if isinstance(block, Paragraph))
    text = paper.roles.found.get(BODY) or tuple(outside_tables)
    for section in paper.view.sections:
        for want, count, name, step, unit in (
            (law.lines, lines_a_page(text, section), "每页", "行距", "行"),
            (law.characters, characters_a_line(text, section), "每行", "字距", "字"),
        ):
            if want is not None and count is not None:
                yield _fit(count, want, (name, step, unit), section, clause)


def _fit(count: Count, want: int, words: tuple[str, str, str], section: Section, clause: Clause) -> Check:
    name, step, unit = words
    outcome = count.number.equals(want) if count.number else Outcome.UNDETERMINED
    if outcome is not Outcome.VIOLATES or count.number is None or count.step is None:
        why = f"从这种文件看不出{name}的{unit}数"
        return Check(outcome, place=section.place, clause=clause, reason="format", why=why)
    least, most = count.number.low, count.number.high
    found = f"{most}" if least == most else f"至多{most}" if most is not None and most < want else f"至少{least}"
    return Check(
        outcome,
        f"按{step}{POINT.say(count.step[0] or 0)}，{name}排{found}{unit}，应为{want}{unit}",
        section.place,
        expected=f"{want}{unit}",
        actual=f"{found}{unit}",
        clause=clause,
    )


def _clause(paper: Paper) -> Clause:
    return paper.spec.clause_of(paper.spec.page.clause)
