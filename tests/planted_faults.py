"""What goes wrong in a household's file, planted on purpose, and what a judge must then say.

A :class:`Fault` changes the household (or refuses, where it does not fit) and tells afterwards, of the file as it then
lies with every other fault in it, what is to be found. What is expected is worked out here from the values alone:
nothing of the judge is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from generated_households import Household, household, law

from docgen.codes import check_digit
from docgen.dates import format_date

ENTRY: Final = ("site_record", "registration_form")
SERVED: Final = ("inspection_notice", "delivery_receipt")
TOLD: Final = ("advance_notice", "inspection_notice")
STRANGER: Final = "a paper of another household"


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding: its code, the papers one of which it is filed under (none: under no paper), the field it points to."""

    code: str
    documents: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault. ``touches``: no second one that touches the same is planted in the household."""

    kind: str
    touches: tuple[str, ...]
    plant: Callable[[Household, Random], bool]
    expect: Callable[[Household], Iterator[Expected]]


def planted(one: Household, rng: Random) -> list[Expected]:
    """Plant up to three faults in a household; what is to be found, all of them being there."""
    touched: set[str] = set()
    faults: list[Fault] = []
    how_many = rng.randrange(4)
    for fault in rng.sample(FAULTS, len(FAULTS)):
        if len(faults) < how_many and not touched & set(fault.touches) and fault.plant(one, rng):
            touched |= set(fault.touches)
            faults.append(fault)
    one.planted = [fault.kind for fault in faults]
    return [finding for fault in faults for finding in fault.expect(one)]


def missing(document: str, *, or_another: bool = False) -> Fault:
    """A paper that the law asks for is not there: not told where an unread file may be it, or another household's.
    ``or_another``: a paper of another kind would do as well, so that it is filed under none."""

    def plant(one: Household, _: Random) -> bool:
        return one.papers.pop(document, None) is not None

    def expect(one: Household) -> Iterator[Expected]:
        if not (one.scan or (one.strange and document == "registration_form")):
            yield Expected("DOS101", () if or_another else (document,))

    return Fault(f"missing {document}", (f"paper {document}",), plant, expect)


def _missing_told() -> Fault:
    """Neither a notice of its own nor a row in the register of leaflets: no single paper is missing."""

    def plant(one: Household, _: Random) -> bool:
        one.handed_on = None
        return one.by_leaflet or one.papers.pop("advance_notice", None) is not None

    def expect(one: Household) -> Iterator[Expected]:
        if not one.scan:
            yield Expected("DOS101")

    return Fault("not told a month before", ("told", "paper advance_notice"), plant, expect)


def _missing_reinspection() -> Fault:
    """When the order is missing too nobody can tell whether it was time to look again."""
    usual = missing("reinspection_record")

    def expect(one: Household) -> Iterator[Expected]:
        if "rectification_order" in one.papers:
            yield from usual.expect(one)

    return Fault(usual.kind, usual.touches, usual.plant, expect)


def _short_notice() -> Fault:
    def plant(one: Household, rng: Random) -> bool:
        if not any(one.says(name, "started") for name in ENTRY):
            return False
        late = one.days.entered - timedelta(hours=rng.choice((40, 47)), minutes=rng.choice((0, 50)))
        for document, name in (("inspection_notice", "received_at"), ("delivery_receipt", "delivered")):
            if document in one.papers:
                one.papers[document][name] = late
        return True

    def expect(one: Household) -> Iterator[Expected]:
        entered = tuple(name for name in ENTRY if one.says(name, "started"))
        if entered and any(name in one.papers for name in SERVED):
            yield Expected("DAT302", entered)

    return Fault("less than 48 hours", ("delivery",), plant, expect)


def _short_month() -> Fault:
    def plant(one: Household, rng: Random) -> bool:
        day = one.days.entered.date() - timedelta(days=rng.choice((12, 25)))
        if one.by_leaflet and one.handed_on:
            one.handed_on = day
        elif "advance_notice" in one.papers:
            at = datetime.combine(day, datetime.min.time().replace(hour=9))
            one.papers["advance_notice"] |= {"notified_on": day, "acknowledged_at": at}
        else:
            return False
        return any(one.says(name, "started") for name in ENTRY)

    def expect(one: Household) -> Iterator[Expected]:
        entered = tuple(name for name in ENTRY if one.says(name, "started"))
        if entered:
            yield Expected("DAT301", entered)

    return Fault("less than a month", ("told",), plant, expect)


def _other_code() -> Fault:
    """Two digits exchanged: the check digit tells, and the other papers."""

    def slip(code: str) -> str:
        return f"{code[:15]}{code[16]}{code[15]}{code[17]}"

    def plant(one: Household, rng: Random) -> bool:
        code = one.facts["credit_code"]
        if slip(code) == code or check_digit(slip(code)) == code[17]:
            return False
        return _say_otherwise(one, rng, "credit_code", slip(code))

    def expect(one: Household) -> Iterator[Expected]:
        wrong = [
            name for name in one.saying("credit_code") if one.says(name, "credit_code") != one.facts["credit_code"]
        ]
        yield from (Expected("FLD106", (name,), "credit_code") for name in wrong)
        yield from _disagree(one, "credit_code")

    return Fault("slip in a code", ("credit_code",), plant, expect)


def _other_name() -> Fault:
    def plant(one: Household, rng: Random) -> bool:
        name = one.facts["unit_name"]
        return name.startswith("示例") and _say_otherwise(one, rng, "unit_name", name.replace("号", "号新"))

    return Fault("another name", ("unit_name",), plant, lambda one: _disagree(one, "unit_name"))


def _other_address() -> Fault:
    def plant(one: Household, rng: Random) -> bool:
        return _say_otherwise(one, rng, "address", "示例县示例胡同77号")

    return Fault("another address", ("address",), plant, lambda one: _disagree(one, "address"))


def _say_otherwise(one: Household, rng: Random, name: str, value: str) -> bool:
    """Let the notice or the form say something else. A paper with another name and another code is another household's:
    no paper is given both."""
    alike = [held for held in ("inspection_notice", "registration_form") if _says_whose(one, held)]
    if alike:
        one.papers[rng.choice(alike)][name] = value
    return bool(alike)


def _says_whose(one: Household, document: str) -> bool:
    return all(one.says(document, name) == one.facts[name] for name in ("unit_name", "credit_code"))


def _disagree(one: Household, name: str) -> Iterator[Expected]:
    """One finding for the fact, at the paper that stands alone; of two nobody knows which is right."""
    said = {document: one.says(document, name) for document in one.saying(name)}
    odd = tuple(document for document, value in said.items() if value != one.facts[name])
    if odd and len(said) > 1:
        yield Expected("AGR301", odd if len(said) > 2 else tuple(said), name)


def _not_notified() -> Fault:
    def plant(one: Household, _: Random) -> bool:
        document = next((name for name in ENTRY if name in one.papers), "")
        if document:
            one.papers[document]["items"] = [*one.facts["items"], "特种设备使用情况的检查"]
        return bool(document)

    def expect(one: Household) -> Iterator[Expected]:
        more = tuple(name for name in ENTRY if len(one.says(name, "items") or ()) > len(one.facts["items"]))
        if more and (any(name in one.papers for name in TOLD) or one.handed_on):
            yield Expected("AGR302", more, "items")

    return Fault("an item not notified", ("items",), plant, expect)


def _other_inspector() -> Fault:
    def plant(one: Household, _: Random) -> bool:
        if "registration_form" not in one.papers:
            return False
        one.papers["registration_form"]["inspectors"] = [one.facts["inspectors"][0], "检查员子（示例011）"]
        return True

    def expect(one: Household) -> Iterator[Expected]:
        if {"inspection_notice", "registration_form"} <= set(one.papers):
            yield Expected("AGR304", ("registration_form",), "inspectors")

    return Fault("another inspector", ("inspectors",), plant, expect)


def _one_inspector() -> Fault:
    def plant(one: Household, _: Random) -> bool:
        for document in one.saying("inspectors"):
            one.papers[document]["inspectors"] = one.facts["inspectors"][:1]
        return True

    def expect(one: Household) -> Iterator[Expected]:
        naming = tuple(name for name in one.saying("inspectors") if law(name).field["inspectors"].required)
        if naming:
            yield Expected("ROS104", naming, "inspectors")

    return Fault("a single inspector", ("inspectors",), plant, expect)


def _impossible_date() -> Fault:
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


def _in_a_paper(kind: str, document: str, name: str, value: str, code: str, field: str = "") -> Fault:
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


def _late_publication() -> Fault:
    def plant(one: Household, rng: Random) -> bool:
        if "result_publication" not in one.papers:
            return False
        one.papers["result_publication"]["published_on"] = one.days.finished + timedelta(days=rng.choice((45, 60)))
        return True

    def expect(one: Household) -> Iterator[Expected]:
        if "result_publication" in one.papers:
            yield Expected("DAT303", ("result_publication",), "published_on")

    return Fault("published late", ("publication",), plant, expect)


def _approved_afterwards() -> Fault:
    def plant(one: Household, _: Random) -> bool:
        if "approval_form" not in one.papers:
            return False
        one.papers["approval_form"]["approved_on"] = one.days.delivered.date() + timedelta(days=3)
        return True

    def expect(one: Household) -> Iterator[Expected]:
        served = tuple(name for name in SERVED if name in one.papers)
        if "approval_form" in one.papers and served:
            yield Expected("DAT305", served)

    return Fault("approved after the delivery", ("delivery",), plant, expect)


def _looked_early() -> Fault:
    def plant(one: Household, _: Random) -> bool:
        if "reinspection_record" not in one.papers:
            return False
        early = one.days.looked_again - timedelta(days=9)
        one.papers["reinspection_record"]["reinspection_started"] = early
        return True

    def expect(one: Household) -> Iterator[Expected]:
        if {"rectification_order", "reinspection_record"} <= set(one.papers):
            yield Expected("DAT305", ("reinspection_record",), "reinspection_started")

    return Fault("looked again before the time was up", ("reinspection",), plant, expect)


def _problem_of_none() -> Fault:
    """Nothing was found, and yet a problem is written down."""

    def plant(one: Household, _: Random) -> bool:
        if one.ending != "clean" or "registration_form" not in one.papers:
            return False
        one.papers["registration_form"]["problems"] = "3种食品超过保质期"
        return True

    def expect(one: Household) -> Iterator[Expected]:
        if "registration_form" in one.papers and any(one.says(name, "result") for name in one.papers):
            yield Expected("AGR303", ("registration_form",), "problems")

    return Fault("a result and its problems", ("problems",), plant, expect)


def _outside_the_plan() -> Fault:
    def plant(one: Household, _: Random) -> bool:
        day = one.days.entered.date()
        if "advance_notice" not in one.papers:
            return False
        one.papers["advance_notice"]["planned_period"] = [day + timedelta(days=5), day + timedelta(days=30)]
        return True

    def expect(one: Household) -> Iterator[Expected]:
        entered = tuple(name for name in ENTRY if one.says(name, "started"))
        if "advance_notice" in one.papers and entered:
            yield Expected("DAT306", entered)

    return Fault("outside the planned time", ("planned_period",), plant, expect)


def _of_another_household() -> Fault:
    """The registration form of somebody else lies in the folder."""

    def plant(one: Household, rng: Random) -> bool:
        other = household(Random(rng.random()), one.serial + 5000)
        strange = dict(other.papers["registration_form"])
        one.strange = {**strange, "task_number": one.facts["task_number"], "items": one.facts["items"]}
        return True

    def expect(_: Household) -> Iterator[Expected]:
        yield Expected("DOS105", (STRANGER,))

    return Fault("a paper of another household", (STRANGER,), plant, expect)


def _change(one: Household, document: str, **change: str) -> None:
    one.changes.setdefault(document, []).append(change)


def _look(kind: str, code: str, document: str, **change: str) -> Fault:
    """How a paper of ours looks."""

    def plant(one: Household, _: Random) -> bool:
        if document in one.papers:
            _change(one, document, **change)
        return document in one.papers

    def expect(one: Household) -> Iterator[Expected]:
        if document in one.papers:
            yield Expected(code, (document,))

    return Fault(kind, (f"look of {document}",), plant, expect)


FAULTS: Final = (
    _missing_told(),
    missing("inspection_notice"),
    missing("registration_form"),
    missing("result_feedback"),
    missing("approval_form"),
    missing("rectification_order"),
    _missing_reinspection(),
    missing("case_transfer", or_another=True),
    _short_notice(),
    _short_month(),
    _other_code(),
    _other_name(),
    _other_address(),
    _not_notified(),
    _other_inspector(),
    _one_inspector(),
    _impossible_date(),
    _in_a_paper("a leftover", "inspection_notice", "method", "XXX", "FLD103"),
    _in_a_paper("a required field left empty", "registration_form", "basis", "", "FLD101", "basis"),
    _late_publication(),
    _approved_afterwards(),
    _looked_early(),
    _problem_of_none(),
    _outside_the_plan(),
    _of_another_household(),
    _look("another margin", "PAG102", "inspection_notice", do="set margin", side="left", to="2cm"),
    _look("another font", "TYP101", "registration_form", do="set font", of="执法检查登记表", to="宋体"),
)
