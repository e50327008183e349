"""Evidence of an interval: the best there is of when each of its two events was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from docgen.reading import Reading
from docgen.spec.times import Interval
from docgen.validators.content.moments import Moment, moments
from docgen.validators.paper import Inspection


@dataclass(frozen=True, slots=True)
class Pair:
    begin: Moment
    end: Moment


@dataclass(frozen=True, slots=True)
class Evidence:
    """The moments of the best kind there is. ``bound``: the beginning is only a lower bound, the latest there is;
    ``planned``: the ends are only plans."""

    begins: tuple[Moment, ...]
    ends: tuple[Moment, ...]
    bound: bool = False
    planned: bool = False

    @property
    def pairs(self) -> tuple[Pair, ...]:
        return tuple(Pair(begin, end) for begin in self.begins for end in self.ends)

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(moment.file for moment in (*self.begins, *self.ends)))

    def begun(self, moment: Moment) -> Reading[datetime]:
        """When it began by this moment: no earlier, where the evidence is only a lower bound."""
        return Reading(moment.reading.low, None) if self.bound else moment.reading

    def shown(self, law: Interval) -> dict[str, str]:
        """Both events with every time that was found, verbatim and with its place."""
        begins = f"{law.begins}不早于" if self.bound else law.begins
        named = ((begins, self.begins), (law.ends, self.ends))
        return {event: "；".join(moment.said for moment in found) for event, found in named if found}

    def missing(self, law: Interval) -> str:
        lacking = [name for name, there in ((law.begins, self.begins), (law.ends, self.ends)) if not there]
        return f"未见{'和'.join(lacking)}的时间，无法计算"


def evidence_of(inspection: Inspection, law: Interval) -> Evidence:
    """The best evidence of both events; a plan or a lower bound only where nothing better is there."""
    by_household = law.counted_from == "household"
    first, instead = (law.of_household, ()) if by_household else (law.from_, law.else_from)
    bounded = law.lower_bound if by_household else (*law.lower_bound, *law.of_household)
    begins = moments(inspection, first, law.about) or moments(inspection, instead, law.about)
    bounds = () if begins else _latest(moments(inspection, bounded, law.about))
    ends = moments(inspection, law.to, law.about)
    plans = () if ends else moments(inspection, law.planned, law.about)
    return Evidence(begins or bounds, ends or plans, bound=bool(bounds), planned=bool(plans))


def _latest(bounds: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """Of several lower bounds the latest one holds."""
    return (max(bounds, key=lambda moment: moment.reading.low or datetime.min),) if bounds else ()


def in_lines(shown: dict[str, str], *more: str) -> str:
    """What was found as a finding lists it: each event on a line of its own, and whatever follows from them."""
    return "\n".join((*(f"{event} {said}" for event, said in shown.items()), *more))


def in_one_line(shown: dict[str, str]) -> str:
    """“送达…（…），进入检查…（…）”."""
    return "，".join(f"{event}{said}" for event, said in shown.items())
