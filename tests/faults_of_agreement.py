"""Papers of one household that do not say the same."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from fault import ENTRY, Expected, Fault
from generated_households import Household, law

from docgen.codes import check_digit

TOLD: Final = ("advance_notice", "inspection_notice")


def other_code() -> Fault:
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


def other_name() -> Fault:
    def plant(one: Household, rng: Random) -> bool:
        name = one.facts["unit_name"]
        return name.startswith("示例") and _say_otherwise(one, rng, "unit_name", name.replace("号", "号新"))

    return Fault("another name", ("unit_name",), plant, lambda one: _disagree(one, "unit_name"))


def other_address() -> Fault:
    def plant(one: Household, rng: Random) -> bool:
        return _say_otherwise(one, rng, "address", "示例县示例胡同77号")

    return Fault("another address", ("address",), plant, lambda one: _disagree(one, "address"))


def not_notified() -> Fault:
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


def other_inspector() -> Fault:
    def plant(one: Household, _: Random) -> bool:
        if "registration_form" not in one.papers:
            return False
        one.papers["registration_form"]["inspectors"] = [one.facts["inspectors"][0], "检查员子（示例011）"]
        return True

    def expect(one: Household) -> Iterator[Expected]:
        if {"inspection_notice", "registration_form"} <= set(one.papers):
            yield Expected("AGR304", ("registration_form",), "inspectors")

    return Fault("another inspector", ("inspectors",), plant, expect)


def one_inspector() -> Fault:
    def plant(one: Household, _: Random) -> bool:
        for document in one.saying("inspectors"):
            one.papers[document]["inspectors"] = one.facts["inspectors"][:1]
        return True

    def expect(one: Household) -> Iterator[Expected]:
        naming = tuple(name for name in one.saying("inspectors") if law(name).field["inspectors"].required)
        if naming:
            yield Expected("ROS104", naming, "inspectors")

    return Fault("a single inspector", ("inspectors",), plant, expect)


def problem_of_none() -> Fault:
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
