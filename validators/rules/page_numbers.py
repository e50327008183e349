"""PAG: the page numbers, where the law says how they are written and on which side they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from docgen.reading import Outcome
from docgen.spec.model import Across, Clause, PageNumber
from docgen.validators.catalogue import rule
from docgen.validators.content.page_numbers import PAGE_NUMBER, Numbering, PageKind, numbering_of, typed_number
from docgen.validators.finding import Check, Reason
from docgen.validators.paper import Paper
from docgen.view.facts import Facts
from docgen.view.model import Place, Section
from docgen.wording import squeezed

_PAGES: Final[dict[PageKind, str]] = {"odd": "单页", "even": "双页", "first": "首页"}
_SIDES: Final[dict[Across, str]] = {"left": "居左", "center": "居中", "right": "居右"}


@rule("PAG104", on="paper", needs="page.page_number")
def every_page_is_numbered(paper: Paper) -> Iterator[Check]:
    """每一页都标有页码。

    为何：没有页码，多页的文书散了就无法复原，引用时也无从指明。
    如何改：尚未签发的，在“插入”的“页码”中加；已经签发的不改，下次制发前在模板上改。
    """
    if law := paper.spec.page.page_number:
        clause = _clause(paper, law)
        yield from _once(_numbered(section, law, paper.view.facts, clause) for section in paper.view.sections)


def _numbered(section: Section, law: PageNumber, facts: Facts, clause: Clause) -> Check:
    """Whether every kind of page that is to bear a number does."""
    numbering = numbering_of(section, facts.pages)
    due = [kind for kind in numbering.own if kind != "first" or law.first]
    without = [kind for kind in due if numbering.numbers.get(kind) is None]
    if not without or (facts.pages == 1 and not law.first):
        return Check(Outcome.CONFORMS, place=section.place, clause=clause)
    if unclear := _left_open(section, law, facts):
        reason, why = unclear
        return Check(Outcome.UNDETERMINED, place=section.place, clause=clause, reason=reason, why=why)
    where = "" if len(without) == len(due) else "、".join(_PAGES[kind] for kind in without)
    typed = typed_number(section, law.form)
    found = f"页码“{typed}”是直接键入的，各页相同，应随页变化" if typed else f"{where}没有页码"
    return Check(
        Outcome.VIOLATES,
        found if typed else f"{found}，应标页码“{_example(law.form)}”",
        section.place,
        expected=law.form,
        actual=typed or "无页码",
        clause=clause,
    )


def _left_open(section: Section, law: PageNumber, facts: Facts) -> tuple[Reason, str] | None:
    """What may hold a number that was not seen, or need none."""
    if facts.scanned:
        return "scan", "有无文字的扫描页，页码可能在其中"
    if facts.words_only:
        return "format", "从这种文件只读出正文，看不出页码"
    if not law.first and facts.pages is None:
        return "format", "看不出共几页，只有一页的不标页码"
    if not law.first and facts.is_print and section.footers:
        return "format", "首页另有页脚，看不出其后各页的页码"
    return None


@rule("PAG105", on="paper", needs="page.page_number")
def page_numbers_stand_in_their_place(paper: Paper) -> Iterator[Check]:
    """页码的写法和位置与规定一致。

    为何：公文双面印刷，页码标在外侧才便于翻检；写法统一，各单位的文书才整齐划一。
    如何改：尚未签发的，在“插入”的“页码”中改，单、双页不同的先勾选“奇偶页不同”；已经签发的不改，下次制发前在模板上改。
    """
    if law := paper.spec.page.page_number:
        clause, pages = _clause(paper, law), paper.view.facts.pages
        yield from _once(check for section in paper.view.sections for check in _placed(section, law, pages, clause))


def _placed(section: Section, law: PageNumber, pages: int | None, clause: Clause) -> Iterator[Check]:
    """The form of a section's page numbers, the side they stand on, and the first page that is to bear none."""
    numbering = numbering_of(section, pages)
    first = numbering.numbers.get("first")
    if first is not None and not law.first:
        yield _fault("首页标有页码，应不标", "首页不标页码", "首页标有页码", first.place, clause)
    shown = [number for number in numbering.numbers.values() if number is not None]
    for written, place in {n.written: n.place for n in shown if squeezed(n.written) != squeezed(law.form)}.items():
        message = f"页码写作“{_example(written)}”，应写作“{_example(law.form)}”"
        yield _fault(message, law.form, written, place, clause)
    if shown:
        yield _sides(numbering, law, clause, shown[0].place)


def _sides(numbering: Numbering, law: PageNumber, clause: Clause, place: Place) -> Check:
    """Both kinds of page in one sentence."""
    laid: dict[PageKind, Across | None] = {"odd": law.odd, "even": law.even}
    stated = {kind: side for kind, side in laid.items() if side}
    faults = [fault for kind, side in stated.items() if (fault := _side_fault(numbering, kind, side))]
    if faults:
        wanted = "、".join(f"{_PAGES[kind]}{_SIDES[side]}" for kind, side in stated.items())
        return _fault(f"页码的位置：{'；'.join(faults)}", wanted, "；".join(faults), place, clause)
    known = [numbering.numbers.get(kind) for kind in stated]
    if any(number is not None and number.side is None for number in known):
        why = "从这种文件看不出页码的位置"
        return Check(Outcome.UNDETERMINED, place=place, clause=clause, reason="format", why=why)
    return Check(Outcome.CONFORMS, place=place, clause=clause)


def _side_fault(numbering: Numbering, kind: PageKind, side: Across) -> str | None:
    number = numbering.numbers.get(kind)
    if number is not None and not number.below:
        return f"{_PAGES[kind]}在页眉，应在页脚{_SIDES[side]}"
    if number is not None and number.side and number.side != side:
        return f"{_PAGES[kind]}{_SIDES[number.side]}，应{_SIDES[side]}"
    alike = next((other for other in numbering.numbers.values() if other is not None), None)
    if numbering.alike and kind not in numbering.numbers and alike and alike.side and alike.side != side:
        return f"{_PAGES[kind]}未见{_SIDES[side]}的页码"
    return None


def _fault(message: str, expected: str, actual: str, place: Place, clause: Clause) -> Check:
    return Check(Outcome.VIOLATES, message, place, expected=expected, actual=actual, clause=clause)


def _example(form: str) -> str:
    """“— 1 —”: the form as it looks on the first page."""
    return form.replace("{page}", "1").replace("{pages}", "3")


def _once(checks: Iterable[Check]) -> Iterator[Check]:
    """Sections inherit headers and footers: what holds for several is said of the first."""
    yield from {(check.outcome, check.message): check for check in reversed(list(checks))}.values()


def _clause(paper: Paper, law: PageNumber) -> Clause:
    role = paper.spec.role.get(PAGE_NUMBER)
    return paper.spec.clause_of(law.clause, role.clause if role else None, paper.spec.page.clause)
