"""Ruling lines and grounds: what strokes and filled shapes of a page amount to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""

THICKEST: Final = 3.0
SHORTEST: Final = 4.0
SLANT: Final = 0.7
_NEAR: Final = 1.5
"""Points: the thickest line, the shortest, how far from its axis one may run, how near two lines meet or are one."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line: horizontal at height ``at`` from ``start`` to ``end``, or vertical at distance ``at``."""

    horizontal: bool
    at: float
    start: float
    end: float
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle or a picture, which text may stand on; ``colour`` None: not of one colour."""

    box: Box
    colour: str | None

    def under(self, x: float, y: float) -> bool:
        left, top, right, bottom = self.box
        return left <= x <= right and top <= y <= bottom


def line_of(box: Box, width: float) -> Rule | None:
    left, top, right, bottom = box
    if bottom - top <= SLANT and right - left >= SHORTEST:
        return Rule(True, (top + bottom) / 2, left, right, width)
    if right - left <= SLANT and bottom - top >= SHORTEST:
        return Rule(False, (left + right) / 2, top, bottom, width)
    return None


def thin_of(box: Box) -> Rule | None:
    """A filled shape as thin as a line."""
    left, top, right, bottom = box
    if bottom - top <= THICKEST and right - left >= SHORTEST:
        return Rule(True, (top + bottom) / 2, left, right, bottom - top)
    if right - left <= THICKEST and bottom - top >= SHORTEST:
        return Rule(False, (left + right) / 2, top, bottom, right - left)
    return None


def joined(strokes: Iterable[Rule]) -> tuple[Rule, ...]:
    """Strokes on one line that touch, drawn cell by cell, as one rule each."""
    found: list[Rule] = []
    tracks: list[list[Rule]] = []
    for rule in sorted(strokes, key=lambda rule: (rule.horizontal, rule.at)):
        track = tracks[-1] if tracks else None
        if track and track[0].horizontal == rule.horizontal and rule.at - track[0].at <= _NEAR:
            track.append(rule)
        else:
            tracks.append([rule])
    for track in tracks:
        at = sum(rule.at for rule in track) / len(track)
        for rule in sorted(track, key=lambda rule: rule.start):
            last = found[-1] if found else None
            if last and last.horizontal == rule.horizontal and last.at == at and rule.start <= last.end + _NEAR:
                found[-1] = Rule(last.horizontal, at, last.start, max(last.end, rule.end), max(last.width, rule.width))
            else:
                found.append(Rule(rule.horizontal, at, rule.start, rule.end, rule.width))
    return tuple(found)


def extent(points: Sequence[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)
