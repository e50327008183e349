"""Readings held against the law: the outcome, and the sentence that says it.

A reading that conforms needs no words; one that violates says what was found, what it should be and by how much;
one that cannot be told says what it leaves open. Nothing here knows which kind of file the reading came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from docgen.reading import Outcome, Reading
from docgen.spec.model import Clause
from docgen.spec.written import Amount
from docgen.units import NAMED_SIZES, Length
from docgen.validators.finding import NOWHERE, Check
from docgen.view.model import Place


@dataclass(frozen=True, slots=True)
class Unit:
    """How a length is said aloud and written: ``per`` EMU make one, shown with ``least`` to two decimals."""

    spoken: str
    written: str
    per: int
    least: int = 0

    def number(self, emu: float) -> str:
        whole, _, decimals = f"{emu / self.per:.2f}".partition(".")
        kept = decimals.rstrip("0").ljust(self.least, "0")
        return f"{whole}.{kept}" if kept else whole

    def say(self, emu: float) -> str:
        return f"{self.number(emu)}{self.spoken}"

    def write(self, emu: float) -> str:
        return f"{self.number(emu)}{self.written}"


CENTIMETRE: Final = Unit("厘米", "cm", Length.of_cm(1), least=1)
POINT: Final = Unit("磅", "pt", Length.of_pt(1))


def outcome_of(reading: Reading[Length] | None, want: Amount) -> Outcome:
    """Hold a length against a wanted one; None (this kind of file cannot show it) is undetermined.

    ``want`` must be in EMU: characters and lines are relative to text and are resolved by whoever knows the text.
    """
    if reading is None:
        return Outcome.UNDETERMINED
    slack = reading.within if want.within is None else want.within
    least = None if want.low is None else Length(round(want.low - slack))
    most = None if want.high is None else Length(round(want.high + slack))
    return reading.between(least, most)


def compare(
    name: str,
    reading: Reading[Length] | None,
    want: Amount,
    *,
    clause: Clause,
    place: Place = NOWHERE,
    unit: Unit = CENTIMETRE,
) -> Check:
    """The check of one length: “上边距为2.0厘米，应为2.7厘米”, with the difference as its margin."""
    outcome = outcome_of(reading, want)
    if outcome is Outcome.CONFORMS:
        return Check(outcome, place=place, clause=clause)
    if reading is None or outcome is Outcome.UNDETERMINED:
        return undetermined(name, reading, want, clause=clause, place=place, unit=unit)
    return Check(
        Outcome.VIOLATES,
        f"{name}{said(reading, unit)}，应{said_want(want, unit)}",
        place,
        expected=want.written or unit.write(want.length),
        actual=_written(reading, unit),
        clause=clause,
        margin=_difference(reading, want, unit),
    )


def undetermined(
    name: str, reading: Reading[Length] | None, want: Amount, *, clause: Clause, place: Place, unit: Unit
) -> Check:
    """What this kind of file leaves open about one length."""
    known = f"只能看出{name}{said(reading, unit)}，" if reading is not None and _bounded(reading) else ""
    why = f"{known}不能确定是否{said_want(want, unit)}" if known else f"从这种文件看不出{name}"
    return Check(Outcome.UNDETERMINED, place=place, clause=clause, reason="format", why=why)


def said(reading: Reading[Length], unit: Unit) -> str:
    """“为2.0厘米”, “至多3.1厘米”, “至少2.0厘米”, “在2.0厘米至3.1厘米之间”."""
    low, high = reading.low, reading.high
    if low is not None and high is not None and unit.say(low) == unit.say(high):
        return f"为{unit.say(low)}"
    if low is not None and low > 0:
        return f"在{unit.say(low)}至{unit.say(high)}之间" if high is not None else f"至少{unit.say(low)}"
    return f"至多{unit.say(high)}" if high is not None else "不详"


def said_want(want: Amount, unit: Unit) -> str:
    """“为2.7厘米”, “不少于0.8厘米”, “为3.4厘米至4.0厘米”."""
    if want.low is not None and want.high is not None:
        span = "" if want.low == want.high else f"至{unit.say(want.high)}"
        return f"为{unit.say(want.low)}{span}"
    if want.low is not None:
        return f"不少于{unit.say(want.low)}"
    return f"不多于{unit.say(want.high or 0)}"


def named_size(emu: float) -> str:
    """A type size as offices say it: “16磅（三号）”, or “11磅” where it has no name."""
    name = next((name for name, points in NAMED_SIZES.items() if Length.of_pt(points) == round(emu)), None)
    return f"{POINT.say(emu)}（{name}）" if name else POINT.say(emu)


def _bounded(reading: Reading[Length]) -> bool:
    return bool(reading.low) or reading.high is not None


def _written(reading: Reading[Length], unit: Unit) -> str:
    if reading.value is not None:
        return unit.write(reading.value)
    if reading.high is not None:
        return f"≤{unit.write(reading.high)}"
    return f"≥{unit.write(reading.low or 0)}"


def _difference(reading: Reading[Length], want: Amount, unit: Unit) -> str:
    """How far the nearest possible value lies outside the wanted ones."""
    if want.low is not None and reading.high is not None and reading.high < want.low:
        return f"少{unit.say(want.low - reading.high)}"
    return f"多{unit.say((reading.low or 0) - (want.high or 0))}"
