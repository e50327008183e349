"""The name of the issuing body over its date (GB/T 9704-2012 7.3.5): recomputed from the texts' own widths, by the rule
it is made by (:mod:`docgen.signature_block`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from docgen.reading import Outcome
from docgen.signature_block import SignatureBlock, Stand, sealed, text_width, unsealed
from docgen.spec.model import Role
from docgen.validators.finding import Check
from docgen.validators.format.standing import Measured, measured
from docgen.validators.paper import Paper
from docgen.view.model import Paragraph

_OVER: Final = re.compile(r"signature over (\w+)")
_WITHIN: Final = 0.5
_GAPS: Final = 1.5
"""Characters a place may be off; the room all the gaps take at most that a program leaves between digits and Chinese
(ECMA-376 Part 1 §17.3.1.3 ``autoSpaceDN``: a quarter of a character each, whatever the file says)."""


def signatures(paper: Paper) -> Iterator[Check]:
    """A check of every name its law sets over a date that is there. A template has no names yet."""
    for name, role in paper.spec.role.items():
        found, over = paper.roles.found.get(name, ()), _OVER.fullmatch(role.align or "")
        if found and over and over[1] not in paper.roles.absent and not paper.is_template:
            yield _signature(paper, name, role, found)


def _signature(paper: Paper, name: str, role: Role, found: tuple[Paragraph, ...]) -> Check:
    clause, place = paper.spec.clause_of(role.clause), replace(found[0].place, role=name)
    date = _after(paper, found[-1])
    places = [measured(one, paper.view, paper.spec.page) for one in found]
    names = [one for one in places if one is not None]
    under = measured(date, paper.view, paper.spec.page) if date else None
    if len(names) < len(found) or under is None:
        why = "从这种文件看不出署名和成文日期的位置"
        return Check(Outcome.UNDETERMINED, place=place, clause=clause, reason="format", why=why)
    over = max(names, key=lambda one: one.width)
    misfit = _misfit(over, under, _closed_up(under, date.text) if date else under)
    if misfit is None:
        return Check(Outcome.CONFORMS, place=place, clause=clause)
    return Check(
        Outcome.VIOLATES,
        f"署名“{found[0].text.strip()}”与成文日期的位置：{misfit}；{_WANTED}",
        place,
        expected=_WANTED,
        actual=misfit,
        clause=clause,
    )


_WANTED: Final = (
    "加盖印章的，应日期右空4字、署名以日期为准居中；"
    "不加盖印章的，应署名右空2字、日期首字比署名首字右移2字（日期比署名长的，日期右空2字）"
)


def _after(paper: Paper, last: Paragraph) -> Paragraph | None:
    """What stands on the next line with text."""
    paragraphs = iter(paper.view.paragraphs())
    for paragraph in paragraphs:
        if paragraph is last:
            return next((one for one in paragraphs if one.text.strip()), None)
    return None


def _closed_up(date: Measured, text: str) -> Measured:
    """A date that ends where it does and is only as wide as its characters."""
    gaps = date.width - text_width(text.strip(), date.character)
    if not 0 < gaps <= _GAPS * date.character:
        return date
    return replace(date, width=date.width - gaps, stand=Stand(date.stand.left + gaps, date.stand.right))


def _misfit(name: Measured, *dates: Measured) -> str | None:
    """How they stand, where that is neither the place under a seal nor that without one; ``dates`` are the ways to
    measure the one date."""
    for date in dates:
        block = (name.width, date.width, name.line, name.character)
        if any(_stands(name, date, wanted) for wanted in (sealed(*block), unsealed(*block))):
            return None
    date = dates[0]
    right, under = (one.stand.right / name.character for one in (name, date))
    ahead = (date.stand.left - name.stand.left) / name.character
    moved = f"日期首字比署名首字{'右移' if ahead >= 0 else '左移'}{abs(ahead):.1f}字"
    return f"署名右空{right:.1f}字，日期右空{under:.1f}字，{moved}"


def _stands(name: Measured, date: Measured, wanted: SignatureBlock) -> bool:
    pairs = ((name.stand.left, wanted.name.left), (date.stand.left, wanted.date.left))
    return all(abs(found - want) <= _WITHIN * name.character for found, want in pairs)
