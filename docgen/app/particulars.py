"""A paper's own number and date, among the fields that name other papers and other events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docgen.app.contents import Piece
from docgen.dates import ImpossibleDate, read_moment
from docgen.spec.model import DocumentSpec, FieldLaw

_NUMBERS: Final = ("编号", "文号", "发文字号")
_LONGEST: Final = 40
_DATES: Final = ("落款日期", "成文日期", "公示日期")
"""Labels that, without another word, speak of the paper they stand on."""


def number_of(piece: Piece) -> str:
    """The number (文号) of a paper; empty where it has none. What has no digit in it, or is as long as a sentence, is
    no number, whatever it was read from."""
    if piece.spec is None:
        return ""
    number = _value(piece, _labelled(piece.spec, _NUMBERS))
    return number if len(number) <= _LONGEST and any(map(str.isdigit, number)) else ""


def date_of(piece: Piece) -> str:
    """The day of a paper, ``2026-05-20``: the one under it, else the first that was to be printed on it, else the first
    written by hand, as records have it; empty where there is none that can be read."""
    if piece.spec is None:
        return ""
    days = {name: law for name, law in piece.spec.field.items() if law.type in ("date", "datetime")}
    printed = (name for name, law in days.items() if law.type == "date" and law.filled is None and law.required)
    by_hand = (name for name, law in days.items() if law.filled is not None)
    named = list(_labelled(piece.spec, _DATES))
    return _day(_value(piece, named or [*printed][:1] or by_hand))


def _labelled(spec: DocumentSpec, words: Iterable[str]) -> Iterable[str]:
    return [name for name, law in spec.field.items() if _is_called(law, words)]


def _is_called(law: FieldLaw, words: Iterable[str]) -> bool:
    return any(word in law.label for word in words)


def _value(piece: Piece, names: Iterable[str]) -> str:
    return next((piece.values[name] for name in names if name in piece.values), "")


def _day(text: str) -> str:
    try:
        moment = read_moment(text) if text else None
    except ImpossibleDate:
        return ""
    return moment.low.date().isoformat() if moment is not None and moment.low is not None else ""
