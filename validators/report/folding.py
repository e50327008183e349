"""Entries of one kind are shown together and said once. They fold in view, never in data."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Final, TypeVar

from docgen.validators.finding import Address, Exempt, Finding, NotDue, Undetermined
from docgen.validators.judging.ledger import FORMAT_FAMILIES
from docgen.validators.places import place_said

_SHOWN: Final = 5
_QUOTED: Final = re.compile(r"“.*”(?:（共\d+字）)?", re.DOTALL)
"""The words a finding of format quotes, and their number."""
_OF_ENTRIES: Final = ("ROS105",)
_ASIDE: Final = re.compile(r"（[^（）]*）")
_OWN: Final = re.compile(r"[^：；、]*/[^：；、]*|\d+")
"""What is each household's own in a sentence: names of files, dates and other numbers."""

Entry = TypeVar("Entry", bound=Finding | Undetermined | NotDue | Exempt)


def folded(entries: Iterable[Entry], key: Callable[[Entry], Hashable]) -> Iterator[list[Entry]]:
    """The entries of one kind together, in the order in which each kind first comes."""
    groups: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    yield from groups.values()


def kind_of(finding: Finding) -> Hashable:
    """Findings that say the same on the same ground. Of format, and of the entries of a roster, it does not matter
    which words they quote."""
    clause = finding.clause.key if finding.clause else ""
    of_entries = finding.code in _OF_ENTRIES
    quoted = of_entries or finding.code[:3] in FORMAT_FAMILIES
    message = _QUOTED.sub("“”", finding.message) if quoted else finding.message
    actual = None if of_entries else finding.actual
    return finding.code, message, finding.expected, actual, clause, finding.fix, finding.also


def situation_of(entry: Undetermined) -> Hashable:
    """What could not be told for the same cause, whatever the dates and the files of each household."""
    return entry.code, entry.reason, _OWN.sub("", _without_asides(entry.why))


def _without_asides(text: str) -> str:
    """A sentence without what stands in brackets, also in brackets within brackets."""
    shorter = _ASIDE.sub("", text)
    return shorter if shorter == text else _without_asides(shorter)


def household_said(name: str, codes: Mapping[str, str]) -> str:
    """A household with its code, where its name does not hold it."""
    code = codes.get(name, "")
    return f"{name}（{code}）" if code and code not in name else name


def whose_all(group: list[Entry], codes: Mapping[str, str], alike: str, of_the_first: str = "") -> Iterator[str]:
    """“同类问题，涉及287户”, or the places within one file; ``of_the_first``: that the sentence above speaks of the
    first one only."""
    addresses = [entry.address for entry in group]
    households = list(dict.fromkeys(one.household for one in addresses if one.household is not None))
    files = list(dict.fromkeys(one.file for one in addresses if one.file is not None))
    if len(households) > 1:
        detail = "，名单见明细" if len(households) > _SHOWN else ""
        yield f"{alike}，涉及{len(households)}户{of_the_first}{detail}：{listed(households, '户')}"
    elif households:
        several = _of_several_inspections(addresses, alike, of_the_first)
        yield f"户　　名：{household_said(households[0], codes)}{several}"
    if len(files) > 1:
        yield f"文　　书：{_of_each(files, len(households))}{_at_one_place(addresses)}"
    elif files:
        places = list(dict.fromkeys(said for address in addresses if (said := place_said(address.place))))
        each = f"，{alike}共{len(places)}处：{listed(places, '处')}"
        at = each if len(places) > 1 else "".join(f"　{place}" for place in places)
        yield f"文　　书：{files[0]}{at}"


def _of_several_inspections(addresses: list[Address], alike: str, of_the_first: str) -> str:
    """Which inspections of one household it is about, where they are several."""
    inspections = list(dict.fromkeys(one.inspection for one in addresses if one.inspection is not None))
    if len(inspections) < 2:
        return ""
    return f"　{alike}，涉及{len(inspections)}次检查{of_the_first}：{listed(inspections, '次')}"


def _of_each(files: list[str], households: int) -> str:
    """One file of every household, where all are called the same; else each."""
    names = {file.rpartition("/")[2] for file in files}
    return f"各户的{names.pop()}" if len(names) == 1 and len(files) == households else listed(files, "份")


def _at_one_place(addresses: list[Address]) -> str:
    places = {place_said(address.place) for address in addresses}
    return f"　{said}" if len(places) == 1 and (said := places.pop()) else ""


def listed(names: Iterable[str], measure: str) -> str:
    every = list(names)
    rest = f"……共{len(every)}{measure}" if len(every) > _SHOWN else ""
    return "；".join(every[:_SHOWN]) + rest
