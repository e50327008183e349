"""What goes wrong in a household's file, planted on purpose, and what a judge must then say.

A :class:`Fault` changes the household (or refuses, where it does not fit) and tells afterwards, of the file as it then
lies with every other fault in it, what is to be found. What is expected is worked out from the values alone: nothing of
the judge is asked.
"""

from __future__ import annotations

from random import Random
from typing import Final

from fault import Expected, Fault
from faults_of_agreement import (
    not_notified,
    one_inspector,
    other_address,
    other_code,
    other_inspector,
    other_name,
    problem_of_none,
)
from faults_of_papers import (
    impossible_date,
    in_a_paper,
    look,
    missing,
    missing_feedback,
    missing_reinspection,
    missing_told,
    of_another_household,
)
from faults_of_time import (
    approved_afterwards,
    late_publication,
    looked_early,
    outside_the_plan,
    short_month,
    short_notice,
)
from generated_households import Household

FAULTS: Final = (
    missing_told(),
    missing("inspection_notice"),
    missing("registration_form"),
    missing_feedback(),
    missing("approval_form"),
    missing("rectification_order"),
    missing_reinspection(),
    missing("case_transfer", or_another=True),
    short_notice(),
    short_month(),
    other_code(),
    other_name(),
    other_address(),
    not_notified(),
    other_inspector(),
    one_inspector(),
    impossible_date(),
    in_a_paper("a leftover", "inspection_notice", "method", "XXX", "FLD103"),
    in_a_paper("a required field left empty", "registration_form", "basis", "", "FLD101", "basis"),
    late_publication(),
    approved_afterwards(),
    looked_early(),
    problem_of_none(),
    outside_the_plan(),
    of_another_household(),
    look("another margin", "PAG102", "inspection_notice", do="set margin", side="left", to="2cm"),
    look("another font", "TYP101", "registration_form", do="set font", of="执法检查登记表", to="宋体"),
)


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
