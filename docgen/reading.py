"""A measured value with bounds, and the outcome of holding it against the law.

A .docx declares 2.7 cm: the reading is [2.7, 2.7]. A PDF whose ink starts at 3.07 cm has a margin of *at most*
3.07: [0, 3.07]. A notice dated without an hour was delivered some time in [00:00, 23:59] of that day.
Standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Outcome(Enum):
    """What comes of comparing a reading with the law. Only ``VIOLATES`` makes a finding; the rest are counted."""

    CONFORMS = "conforms"
    VIOLATES = "violates"
    UNDETERMINED = "undetermined"
    NOT_DUE = "not_due"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A value known to lie between ``low`` and ``high`` (None: unbounded on that side).

    ``seen_in`` says where it was seen (“w:pgMar”, “ink on page 1”, “人工认定（…）”). ``within`` is how finely this
    kind of file states such a value, in the value's own unit: the tolerance of a comparison that names none.
    """

    low: T | None
    high: T | None
    seen_in: str = ""
    within: Any = 0

    @classmethod
    def exact(cls, value: T, seen_in: str = "", within: Any = 0) -> Reading[T]:
        return cls(value, value, seen_in, within)

    @property
    def value(self) -> T | None:
        """The value itself when the reading is a single point, else None."""
        return self.low if self.low is not None and self.low == self.high else None

    def equals(self, want: T, within: Any = None) -> Outcome:
        slack = self.within if within is None else within
        return self.between(want - slack, want + slack)

    def at_least(self, want: T) -> Outcome:
        return self.between(want, None)

    def at_most(self, want: T) -> Outcome:
        return self.between(None, want)

    def between(self, least: T | None, most: T | None) -> Outcome:
        """Conforms when every possible value lies in [least, most], violates when none does."""
        low: Any = self.low
        high: Any = self.high
        if (least is not None and high is not None and high < least) or (
            most is not None and low is not None and low > most
        ):
            return Outcome.VIOLATES
        above = least is None or (low is not None and low >= least)
        below = most is None or (high is not None and high <= most)
        return Outcome.CONFORMS if above and below else Outcome.UNDETERMINED
