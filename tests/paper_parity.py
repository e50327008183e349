"""Whether a print of a paper at fault is judged like the .docx, or says that a print does not show it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from planted_paper_faults import PaperFault, judged
from spoilt_papers import left_open, verdict

SET_BY_THE_LAW: Final = ("TYP",)
"""What our print never shows of a .docx: it sets the law's type. There a fault of type is a fault of the law it is set
by."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a print cannot show, or shows as it is not: of which faults (``document: fault``), what is found in one form
    only, both as regular expressions, and why."""

    faults: str
    found: str
    why: str

    def covers(self, fault: PaperFault, found: str) -> bool:
        return bool(re.fullmatch(self.faults, f"{fault.document}: {fault.name}") and re.match(self.found, found))


MOST: Final = 56
"""How many faults of each paper are tried: some are not taken over by our print, of some a print shows too little."""
FEWEST: Final = 40
"""How many of them are at least judged alike in either print, or left open for its format."""

_SIDES: Final = "(left|right) margin (wider|narrower)"
_RESIZED: Final = f"larger paper|paper turned|{_SIDES}"
_OFFICIAL: Final = "national/(letter|notice)|changchun/(case_transfer|circular_letter)|wugang/issuing_notice"

_HIGHER_THAN_THE_PAGE: Final = Limit(
    "changchun/rubric_sheet: columns .* swapped",
    "PAG102 下边距|STR102",
    "a row of long text in a narrow column is higher than the page",
)
ONLY_WRITTEN: Final = (
    _HIGHER_THAN_THE_PAGE,
    Limit(
        ".*: page number typed",
        "PAG104",
        "on a print of one page “1 of 1” is right, whether it was counted or typed",
    ),
    Limit(
        "(national/letter|changchun/.*): page number set to the left",
        "PAG105 页码的位置",
        "the one page of a letter that bears a number is its second, where the number stands at the left",
    ),
    Limit(
        f"({_OFFICIAL}): (.*: (size larger|characters apart)|{_SIDES}|a (leftover|placeholder) in .*)",
        "TYP104 署名",
        "programs leave room between digits and Chinese characters: a date is wider in print than the .docx tells, and "
        "the name over it may stand within half a character of its place by one of them only",
    ),
    Limit(
        f"({_OFFICIAL}): issued_on with dots",
        "FLD105 “印发日期”",
        "the line of the printer, no longer known by its date, is set as text in our print, and too long for one line",
    ),
)
ONLY_PRINTED: Final = (
    Limit(
        f".*: {_SIDES}",
        "PAG102 [左右]边距",
        "a table keeps its width, and what one margin has more the other has less",
    ),
    Limit(
        f".*: {_SIDES}",
        "TYP10[12] .* (line|lead|note|body)$|TYP104 对齐方式|FLD101",
        "where a table is wider than the text, no line shows how far the text runs: one that wraps seems to end, and "
        "one in the middle to stand beside it",
    ),
    Limit(
        "(changchun|wugang)/.*: paper turned",
        "",
        "a table as wide as the broad side is cut off at the edge of the narrow one",
    ),
    Limit(
        f"({_OFFICIAL}): ({_RESIZED})",
        "TYP104 对齐方式 mark|TYP10[24] (字号|首行缩进) body",
        "the mark and the foot stand in frames, which do not move or grow with the page",
    ),
    Limit(
        f"({_OFFICIAL}): (.*: (size larger|characters apart)|{_SIDES}|a (leftover|placeholder) in .*)",
        "TYP104 署名",
        "as above, the other way round",
    ),
    Limit(
        f"({_OFFICIAL}): a (leftover|placeholder) in (mark|agency|issued_by)",
        "PAG102|PAG106 每行",
        "a mark too long for its line runs into the margins",
    ),
    Limit(
        "wugang/issuing_notice: mark: as small as a dot",
        "STR105|TYP105 字号 title",
        "lines as far apart as always are not known for one text in type of a dot's size",
    ),
    Limit(
        "changchun/issue_feedback: checked_until is a leftover",
        "FLD101 未见“考核单位”栏",
        "what stands in the date's place is centred under a name that fills its line, as the end of the name would be",
    ),
    _HIGHER_THAN_THE_PAGE,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """A fault in two forms: what only the .docx was found to have, what only the print, what the print's format leaves
    open, and what is a known limit of prints."""

    fault: PaperFault
    lost: frozenset[str]
    surplus: frozenset[str]
    open: frozenset[str]
    limited: frozenset[str]

    @property
    def alike(self) -> bool:
        return not self.lost and not self.surplus


def compared(fault: PaperFault, print_: bytes, *, ours: bool) -> Compared | None:
    """None for a fault that our print does not take over."""
    report = judged(fault.document, "pdf", print_)
    set_anew = SET_BY_THE_LAW if ours and not fault.law else ()
    written, seen = (_without(set_anew, found) for found in (fault.found, verdict(report)))
    if not written:
        return None
    gone, new = written - seen, seen - written
    unseen = {one for one in gone if left_open(one, report)}
    limited = _known(ONLY_WRITTEN, fault, gone - unseen) | _known(ONLY_PRINTED, fault, new)
    return Compared(
        fault,
        lost=frozenset(gone - unseen - limited),
        surplus=frozenset(new - limited),
        open=frozenset(unseen),
        limited=frozenset(limited),
    )


def told(every: Iterable[Compared]) -> tuple[int, int]:
    """How many faults are judged alike or left open for the print's format, and how many of these are seen in it."""
    within = [one for one in every if one.alike and not one.limited]
    return len(within), sum(not one.open for one in within)


def _known(limits: Iterable[Limit], fault: PaperFault, found: Iterable[str]) -> set[str]:
    return {one for one in found if any(limit.covers(fault, one) for limit in limits)}


def _without(families: Collection[str], found: Iterable[str]) -> set[str]:
    return {one for one in found if not one.startswith(tuple(families))}
