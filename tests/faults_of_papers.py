"""Papers that are not there, are somebody else's, are not filled in or look otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from fault import Expected, Fault, entered
from generated_households import Household, household

from docgen.dates import format_date

STRANGER: Final = "a paper of another household"


def missing(document: str, *, or_another: bool = False) -> Fault:
    """A paper that the law asks for is not there: not told where an unread file may be it, or another household's.
    ``or_another``: a paper of another kind would do as well, so that it is filed under none."""

    def plant(one: Household, _: Random) -> bool:
        return one.papers.pop(document, None) is not None

    def expect(one: Household) -> Iterator[Expected]:
        if not (one.scan or (one.strange and document == "registration_form")):
            yield Expected("DOS101", () if or_another else (document,))

    return Fault(f"missing {document}", (f"paper {document}",), plant, expect)


def missing_told() -> Fault:
    """Neither a notice of its own nor a row in the register of leaflets: no single paper is missing."""

    def plant(one: Household, _: Random) -> bool:
        one.handed_on = None
        return one.by_leaflet or one.papers.pop("advance_notice", None) is not None

    def expect(one: Household) -> Iterator[Expected]:
        if not one.scan:
            yield Expected("DOS101")

    return Fault("not told a month before", ("told", "paper advance_notice"), plant, expect)


def missing_reinspection() -> Fault:
    """When the order is missing too nobody can tell whether it was time to look again."""
    usual = missing("reinspection_record")

    def expect(one: Household) -> Iterator[Expected]:
        if "rectification_order" in one.papers:
            yield from usual.expect(one)

    return Fault(usual.kind, usual.touches, usual.plant, expect)


def missing_feedback() -> Fault:
    """How long to wait for it is counted from the entry: not due where nothing shows that, nor anything later."""
    usual = missing("result_feedback")

    def expect(one: Household) -> Iterator[Expected]:
        if entered(one) or {"result_publication", "reinspection_record"} & set(one.papers):
            yield from usual.expect(one)

    return Fault(usual.kind, usual.touches, usual.plant, expect)


def of_another_household() -> Fault:
    """The registration form of somebody else lies in the folder."""

    def plant(one: Household, rng: Random) -> bool:
        other = household(Random(rng.random()), one.serial + 5000)
        if other.facts["unit_name"] == one.facts["unit_name"]:  # neither has a name: the code alone may be a slip
            return False
        strange = dict(other.papers["registration_form"])
        one.strange = {**strange, "task_number": one.facts["task_number"], "items": one.facts["items"]}
        return True

    def expect(_: Household) -> Iterator[Expected]:
        yield Expected("DOS105", (STRANGER,))

    return Fault("a paper of another household", (STRANGER,), plant, expect)


def in_a_paper(kind: str, document: str, name: str, value: str, code: str, field: str = "") -> Fault:
    """One field of one paper says what it should not; gone with its paper."""

    def plant(one: Household, _: Random) -> bool:
        if document not in one.papers:
            return False
        one.papers[document][name] = value
        return True

    def expect(one: Household) -> Iterator[Expected]:
        if document in one.papers:
            yield Expected(code, (document,), field)

    return Fault(kind, (f"{document}.{name}",), plant, expect)


def impossible_date() -> Fault:
    def plant(one: Household, _: Random) -> bool:
        if "result_feedback" not in one.papers:
            return False
        to = f"{one.year}年2月30日"
        _change(one, "result_feedback", do="retype", of=format_date(one.days.fed_back), to=to)
        return True

    def expect(one: Household) -> Iterator[Expected]:
        if "result_feedback" in one.papers:
            yield Expected("DAT101", ("result_feedback",), "fed_back_on")

    return Fault("a day that is none", ("fed_back_on",), plant, expect)


def look(kind: str, code: str, document: str, **change: str) -> Fault:
    """How a paper of ours looks."""

    def plant(one: Household, _: Random) -> bool:
        if document in one.papers:
            _change(one, document, **change)
        return document in one.papers

    def expect(one: Household) -> Iterator[Expected]:
        if document in one.papers:
            yield Expected(code, (document,))

    return Fault(kind, (f"look of {document}",), plant, expect)


def _change(one: Household, document: str, **change: str) -> None:
    one.changes.setdefault(document, []).append(change)
