"""PAG: the page every section is laid on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docgen.reading import Outcome, Reading
from docgen.spec import load_measures
from docgen.spec.model import SIDES, Clause, Page, Side
from docgen.spec.words import ORIENTATION_WORDS, SIDE_WORDS
from docgen.units import Length
from docgen.validators.catalogue import rule
from docgen.validators.finding import Check
from docgen.validators.format.compare import CENTIMETRE, POINT, compare
from docgen.validators.format.grid import Count, characters_a_line, lines_a_page
from docgen.validators.paper import Paper
from docgen.view.model import PageSetup, Paragraph, Section

BODY: Final = "body"


@rule("PAG101", on="paper", needs="page.paper or page.orientation")
def paper_size(paper: Paper) -> Iterator[Check]:
    """纸张大小和方向与规定一致。

    为何：同一档案的文书大小、方向一致，才便于装订和翻阅；考核细则注明“纸张大小为A4纸，方向为横向”。
    如何改：尚未签发的，在“页面布局”的“纸张大小”“纸张方向”中改；已经签发的不改，下次制发前在模板上改。
    """
    for section in paper.view.sections:
        yield _sheet(section, paper.spec.page, _clause(paper))


def _sheet(section: Section, law: Page, clause: Clause) -> Check:
    """By the numbers, whatever the file says of its orientation."""
    if law.paper is None:
        return _direction(section, law, clause)
    short, long = load_measures().paper(law.paper)
    wide = law.orientation == "landscape"
    upright, lying = _lies_on(section.page, short, long), _lies_on(section.page, long, short)
    wanted = [fit for fit, name in ((upright, "portrait"), (lying, "landscape")) if law.orientation in (None, name)]
    if Outcome.CONFORMS in wanted:
        return Check(Outcome.CONFORMS, place=section.place, clause=clause)
    if Outcome.UNDETERMINED in wanted:
        return _size_untold(section, clause)
    turned = Outcome.CONFORMS in (upright, lying)
    found = ORIENTATION_WORDS["portrait" if wide else "landscape"] if turned else _size_of(section.page)
    direction = ORIENTATION_WORDS.get(law.orientation or "", "")
    size = _dimensions(*((long, short) if wide else (short, long)))
    return Check(
        Outcome.VIOLATES,
        f"纸张方向为{found}，应为{direction}" if turned else f"纸张为{found}，应为{law.paper}{direction}（{size}）",
        section.place,
        expected=f"{law.paper}{direction}",
        actual=_known_name(section.page) or _size_of(section.page),
        clause=clause,
    )


def _direction(section: Section, law: Page, clause: Clause) -> Check:
    """The law states no size: the longer side says how the sheet lies."""
    page, wanted = section.page, law.orientation or "portrait"
    width, height = page.width.value, page.height.value
    if width is None or height is None:
        return _size_untold(section, clause)
    found = "landscape" if width > height else "portrait"
    if found == wanted:
        return Check(Outcome.CONFORMS, place=section.place, clause=clause)
    return Check(
        Outcome.VIOLATES,
        f"纸张方向为{ORIENTATION_WORDS[found]}，应为{ORIENTATION_WORDS[wanted]}",
        section.place,
        expected=ORIENTATION_WORDS[wanted],
        actual=ORIENTATION_WORDS[found],
        clause=clause,
    )


def _size_untold(section: Section, clause: Clause) -> Check:
    return Check(Outcome.UNDETERMINED, place=section.place, clause=clause, reason="format", why="看不出纸张大小")


def _lies_on(page: PageSetup, width: Length, height: Length) -> Outcome:
    fits = (page.width.equals(width), page.height.equals(height))
    if Outcome.VIOLATES in fits:
        return Outcome.VIOLATES
    return Outcome.CONFORMS if fits == (Outcome.CONFORMS,) * 2 else Outcome.UNDETERMINED


def _size_of(page: PageSetup) -> str:
    """The name of a known sheet and its direction with its size, or the size alone."""
    size = _dimensions(page.width.low or Length(0), page.height.low or Length(0))
    name = _known_name(page)
    return f"{name}（{size}）" if name else size


def _known_name(page: PageSetup) -> str | None:
    for name in load_measures().papers:
        short, long = load_measures().paper(name)
        if _lies_on(page, short, long) is Outcome.CONFORMS:
            return f"{name}{ORIENTATION_WORDS['portrait']}"
        if _lies_on(page, long, short) is Outcome.CONFORMS:
            return f"{name}{ORIENTATION_WORDS['landscape']}"
    return None


def _dimensions(width: Length, height: Length) -> str:
    return f"宽{CENTIMETRE.say(width)}、高{CENTIMETRE.say(height)}"


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
