"""Facts as papers write them, made comparable: what is the same fact, and what looks like a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from docgen.codes import check_digit, is_credit_code, is_registration_number, normalise_code
from docgen.dates import find_moments
from docgen.listing import listed
from docgen.spec.model import FieldLaw
from docgen.validators.paper import Paper
from docgen.wording import alike

_NOTE: Final = re.compile(r"\(.*?\)")
_CONFUSED: Final = frozenset({frozenset("0O"), frozenset("1I"), frozenset("2Z"), frozenset("5S")})
_CODED: Final = re.compile(r"[A-Z0-9][A-Z0-9.\-]{3,}")


def comparable(law: FieldLaw, text: str) -> str:
    """A value as it is compared with others of its field; empty where it is another kind of thing (an old 注册号 beside
    a credit code). Dates are compared by the day, for not every paper writes the hour."""
    if law.type == "credit_code":
        code = normalise_code(text)
        return "" if is_registration_number(code) else code
    if law.type in ("date", "datetime"):
        days = [moment.reading.low for moment in find_moments(text) if moment.reading and moment.reading.low]
        return days[0].date().isoformat() if days else ""
    return _NOTE.sub("", alike(text)) if law.type == "person" else alike(text)


def check_digit_said(code: str) -> str:
    """“（校验位正确）” beside a credit code, nothing beside anything else."""
    if not is_credit_code(code):
        return ""
    return "（校验位正确）" if check_digit(code) == code[-1] else "（校验位不符）"


def likely_slip(usual: str, odd: str) -> str:
    """How one value may have come of the other: neighbours exchanged, a character wrong, missing or too much. It is
    named, never mended."""
    if abs(len(usual) - len(odd)) == 1:
        longer, shorter = sorted((usual, odd), key=len, reverse=True)
        at = next((n for n in range(len(longer)) if longer[:n] + longer[n + 1 :] == shorter), None)
        return "" if at is None else f"第{at + 1}位{'少' if odd == shorter else '多'}一字，疑为笔误"
    if len(usual) != len(odd):
        return ""
    wrong = [number for number, (a, b) in enumerate(zip(usual, odd, strict=True)) if a != b]
    if len(wrong) == 1:
        pair = frozenset((usual[wrong[0]], odd[wrong[0]]))
        mixed = f"（{'、'.join(sorted(pair))}易混）" if pair in _CONFUSED else ""
        return f"第{wrong[0] + 1}位不同{mixed}，疑为笔误"
    if any([one, two] == wrong for one, two in pairwise(range(len(usual)))) and (
        usual[wrong[0]] == odd[wrong[1]] and usual[wrong[1]] == odd[wrong[0]]
    ):
        return f"第{wrong[0] + 1}、{wrong[1] + 1}位颠倒，疑为笔误"
    return ""


def entries_of(paper: Paper, name: str) -> Iterator[str]:
    """The entries of a list, row by row or as text; a row that was not checked is none."""
    reading, law = paper.fields.get(name), paper.spec.field.get(name)
    if reading is None or law is None:
        return
    if not reading.entries:
        yield from listed(reading.text)
        return
    first = next(iter(law.entry), "")
    for row in reading.entries:
        checked = row.get("checked")
        if first in row and not (checked and alike(checked.text) == "否"):
            yield row[first].text


def among(entry: str, others: Iterable[str]) -> bool:
    """Whether an entry is one of the others: the same words, a part of them, the same but for what stands in brackets,
    or the same code before them."""
    mine = alike(entry)
    code = _CODED.match(mine)
    for other in map(alike, others):
        if mine in other or _NOTE.sub("", mine) == _NOTE.sub("", other):
            return True
        if code and (theirs := _CODED.match(other)) and code.group() == theirs.group():
            return True
    return False
