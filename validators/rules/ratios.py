"""ROS106: who bears more risk is not drawn less often."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from docgen.reading import Outcome
from docgen.spec.rosters import Ratio
from docgen.validators.catalogue import rule
from docgen.validators.content.rosters import Entry, classes_named, entries_of, percent_in, ratios_stated, text_of
from docgen.validators.finding import Check
from docgen.validators.paper import Paper
from docgen.view.model import Place
from docgen.wording import squeezed


@rule("ROS106", on="paper", needs="roster.ratio", severity="warning")
def ratios_rise_with_risk(paper: Paper) -> Iterator[Check]:
    """信用风险越高，抽查比例不越低。

    为何：按信用风险分类抽查，是对守信的少打扰、对失信的多检查；比例随风险升高而降低就失去了分类的作用。
    如何改：核对各类的抽查比例；确有理由的，在计划中说明；尚未印发的，改正后再印发。
    """
    roster = paper.spec.roster
    law = roster.ratio if roster else None
    assert roster is not None and law is not None, "the rule needs it"  # noqa: PT018  # one thing
    first, entries = roster.columns[0], entries_of(paper)
    for entry in entries:
        for column in law.columns:
            stated = ratios_stated(text_of(entry, column), law)
            if len(stated.ratios) + len(stated.unread) > 1:
                yield _rising(law, stated.ratios, stated.unread, entry[column].place)
    for group in _by_class(entries, law, first):
        yield _rising(law, {number: ratio for number, (ratio, _) in group.items()}, (), _last_place(group))


Classes = dict[int, tuple[float, Place]]


def _by_class(entries: tuple[Entry, ...], law: Ratio, first: str) -> Iterator[Classes]:
    """Entries that differ only in their class, an entry for each."""
    groups: dict[str, Classes] = {}
    words = re.compile("|".join(re.escape(word) for names in law.classes for word in names.split("|")))
    for entry in entries:
        named = {number for column in law.by for number in classes_named(text_of(entry, column), law)}
        told = [(column, ratio) for column in law.columns if (ratio := percent_in(text_of(entry, column))) is not None]
        if len(named) == 1 and len(told) == 1:
            column, ratio = told[0]
            what = words.sub("", squeezed(text_of(entry, first)))
            groups.setdefault(what, {})[named.pop()] = (ratio, entry[column].place)
    return (group for group in groups.values() if len(group) > 1)


def _last_place(group: Classes) -> Place:
    return group[max(group)][1]


def _rising(law: Ratio, ratios: Mapping[int, float], unread: tuple[int, ...], place: Place) -> Check:
    ordered = sorted(ratios)
    shown = "，".join(f"{_called(law, number)}{ratios[number]:g}%" for number in ordered)
    falls = [(low, high) for low, high in pairwise(ordered) if ratios[low] > ratios[high]]
    inputs = {"抽查比例": shown}
    if falls:
        low, high = falls[0]
        return Check(
            Outcome.VIOLATES,
            f"抽查比例随风险升高而降低：{_called(law, low)}{ratios[low]:g}%，{_called(law, high)}{ratios[high]:g}%",
            place,
            expected="风险越高，比例不越低",
            actual=shown,
            inputs=inputs,
        )
    if unread:
        why = f"{'、'.join(_called(law, number) for number in unread)}的抽查比例没有写明，无法比较"
        return Check(Outcome.UNDETERMINED, place=place, reason="missing", why=why, inputs=inputs)
    return Check(Outcome.CONFORMS, place=place, inputs=inputs, limit="风险越高，比例不越低")


def _called(law: Ratio, number: int) -> str:
    return law.classes[number].partition("|")[0]
