"""One kind of fault: how it is planted in a household, and what a judge must then say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from generated_households import Household

ENTRY: Final = ("site_record", "registration_form")
SERVED: Final = ("inspection_notice", "delivery_receipt")
"""The papers that tell when the household was entered, and those that tell when its notice was delivered."""


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


def entered(one: Household) -> tuple[str, ...]:
    """Its papers that tell when it was entered."""
    return tuple(name for name in ENTRY if one.says(name, "started"))
