"""A household's papers filled: the records of those that can be made, what is lacking for the others, and every fault.

A value that does not fit is a fault of the row, which then gives no paper at all: half a file would look like a whole
one. A value that was not given leaves out the paper that needs it, and only that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docgen.errors import Problem, RecordError
from docgen.make.campaign.calling import Call, own_fields, with_values, without_by_hand
from docgen.make.campaign.layout import name_of
from docgen.make.campaign.model import Household
from docgen.make.record import Record, label_of, make_record, needed
from docgen.make.rows import Row
from docgen.make.values import is_blank
from docgen.spec.model import DocumentSpec


@dataclass(frozen=True, slots=True)
class Filled:
    """A paper ready to be made."""

    call: Call
    record: Record

    @property
    def number(self) -> str:
        return first_text(self.record, own_fields(self.call.paper.number, self.call.spec))

    @property
    def dated(self) -> str:
        return first_text(self.record, own_fields(self.call.paper.dated, self.call.spec))

    @property
    def called(self) -> str:
        """How other papers list it: its title, with the body that made it or its number behind."""
        behind = [text for text in (self.call.beside, self.number) if text]
        return self.call.spec.title + "".join(f"（{text}）" for text in behind)


@dataclass(frozen=True, slots=True)
class Lacking:
    """A paper that cannot be made yet: the places that are blank, or that its number is."""

    spec: DocumentSpec
    household: Household
    problems: tuple[Problem, ...] = ()
    number: bool = False


def filled(household: Household, calls: Sequence[Call], numbered: frozenset[str]) -> tuple[list[Filled], list[Lacking]]:
    """Fill a household's papers; those that list others come after them, whatever their place in the file.

    Args:
        household: whose papers they are.
        calls: the papers, in the order of the file.
        numbered: the documents this office numbers, that are not made without.

    Raises:
        RecordError: every value of the row that fits no paper it is for, all at once.
    """
    made: dict[int, Filled] = {}
    lacking: list[Lacking] = []
    problems: dict[Problem, None] = {}
    for at, call in sorted(enumerate(calls), key=lambda placed: _turn(placed[1])):
        listed = _in_order(other for other in made.values() if _lists(call, other))
        if call.paper.about and not listed:  # what it is about is not made: neither is it
            continue
        row = without_by_hand(_with_lists(call, listed), call.spec)
        if (missing := _missing(call, row, household, call.spec.name in numbered)) is not None:
            lacking.append(missing)
            continue
        try:
            made[at] = Filled(call, make_record(call.spec, row))
        except RecordError as fault:
            problems |= dict.fromkeys(fault.problems)
    if problems:
        what = (
            f"{household.row.source} 序号{household.serial}（{name_of(household)}）有{len(problems)}处错误，该户未制作"
        )
        raise RecordError(what, "请改正后重新制作，其余各户已照常制作。", problems)
    return _in_order(made.values()), lacking


def first_text(record: Record, names: Sequence[str]) -> str:
    """The first of these fields that has something, as it prints."""
    return next((text for name in names if (text := record.text(name))), "")


def _in_order(papers: Iterable[Filled]) -> list[Filled]:
    """As they lie in the file, those of one kind by the body that makes them or one after the other."""
    return sorted(papers, key=lambda each: each.call.paper.seq)


def _turn(call: Call) -> int:
    """First what lists nothing, then what is about others, then what lists them all."""
    return 0 if not call.paper.made else 1 if call.paper.about else 2


def _lists(call: Call, other: Filled) -> bool:
    """Whether a paper lists another: one it is about, or, being about none, any that is no mere envelope."""
    about = call.paper.about
    return other.call.spec.name in about if about else bool(other.call.paper.seq)


def _with_lists(call: Call, about: Sequence[Filled]) -> Row:
    """The row with the lists the program itself makes."""
    values: dict[str, object] = {}
    for name in call.paper.made:
        law = call.spec.field[name]
        if law.type == "number":
            values[name] = len(about)
        elif law.columns:
            values[name] = tuple({"name": each.called, "date": each.dated or None} for each in about)
        else:
            values[name] = tuple(each.called for each in about)
    return with_values(call.row, call.spec, values) if values else call.row


def _missing(call: Call, row: Row, household: Household, numbered: bool) -> Lacking | None:
    """What a paper needs and the row does not give."""
    spec = call.spec
    numbers = own_fields(call.paper.number, spec)
    blank = [name for name in needed(spec, row) if is_blank(row.given(spec, name))]
    others = [name for name in blank if name not in numbers]
    if others:
        places = (
            Problem(row.source, row.place(row.key(spec, name), label_of(spec, name)), "不能为空") for name in others
        )
        return Lacking(spec, household, tuple(places))
    if any(name in numbers for name in blank) or (numbered and all(is_blank(row.given(spec, n)) for n in numbers)):
        return Lacking(spec, household, number=True)
    return None
