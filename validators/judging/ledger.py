"""Checks as rules yield them → the entries of a report: sorted by outcome, given severity, clause and address.

Nothing is decided here that a rule decides; what is settled is what every rule shares: whether the law of a clause
applies at all, whose layout house format binds, how severe a finding is, and what folds into one entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from docgen.dates import format_date
from docgen.reading import Outcome
from docgen.spec.model import Clause, Override, Severity
from docgen.validators.catalogue import RELATIONS, Rule
from docgen.validators.finding import (
    NOWHERE,
    Address,
    Check,
    Exempt,
    Finding,
    NotDue,
    Reason,
    Relation,
    Undetermined,
)  # fmt: skip
from docgen.view.model import Place
from docgen.wording import said_together, squeezed

FORMAT_FAMILIES: Final = ("PAG", "TYP", "STR")
_DEDUCTING: Final = (*RELATIONS, "FLD101")
_CONVERTED: Final = "转换后核对：该文件由 LibreOffice 转换为 .docx 后读取，字体、行距、分页可能有变，以原文件的显示为准"
_SOME_CONVERTED: Final = "转换后核对：所引文书中，有由 LibreOffice 转换为 .docx 后读取的，以原文件的显示为准"
_HOUSE_ONLY: Final = "本单位模板，未作要求"
_WEIGHT: Final[tuple[Reason, ...]] = ("unreadable", "scan", "missing", "time", "calendar", "law", "format")
"""Which reason stands for an entry that folds several: the gravest first; ``format`` alone keeps a status clean."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What surrounds a check: the day whose law applies, the paper's category, whether house format binds it, and
    the files of which another program made the .docx that was judged.
    ``waived``: the rules that ask nothing of an inspection that ended otherwise, each with the reason."""

    law_day: date
    category: str = ""
    ours: bool = True
    converted: frozenset[str] = frozenset()
    waived: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A check with the rule that made it, the address of its subject and what surrounds it."""

    rule: Rule
    check: Check
    address: Address
    standing: Standing


@dataclass(frozen=True, slots=True)
class Entries:
    """The lists of a report that come of checks."""

    findings: tuple[Finding, ...] = ()
    undetermined: tuple[Undetermined, ...] = ()
    not_due: tuple[NotDue, ...] = ()
    exempt: tuple[Exempt, ...] = ()
    checks: tuple[Relation, ...] = ()


def judgements(rule: Rule, checks: Iterable[Check], address: Address, standing: Standing) -> Iterator[Judgement]:
    """The checks of one rule on one subject, each at its own address; what the law waives is exempt."""
    for check in checks:
        waived = _waiver(rule, check, standing)
        judged = check if waived is None else replace(check, outcome=Outcome.EXEMPT, why=waived, place=NOWHERE)
        if judged.outcome is not Outcome.CONFORMS or rule.family in RELATIONS:
            yield Judgement(rule, judged, _at(address, judged), standing)


def _at(address: Address, check: Check) -> Address:
    return replace(
        address,
        household=check.household or address.household,
        inspection=check.inspection or address.inspection,
        file=check.file or address.file,
        document=check.document or address.document,
        place=check.place,
    )


def _waiver(rule: Rule, check: Check, standing: Standing) -> str | None:
    """Why this check's clause does not bind here, or None when it does."""
    if check.outcome is not Outcome.CONFORMS and rule.code in standing.waived:
        return standing.waived[rule.code]
    clause = check.clause
    if clause is None:
        return None
    if clause.basis == "house" and rule.family in FORMAT_FAMILIES and not standing.ours:
        return _HOUSE_ONLY
    return _out_of_force(clause, standing.law_day) or _out_of_scope(clause, standing.category)


def _out_of_force(clause: Clause, day: date) -> str | None:
    period = clause.effective
    if period is not None and period.from_ is not None and day < period.from_:
        return f"该条自{format_date(period.from_)}起施行，此前的检查不适用"
    if period is not None and period.to is not None and day > period.to:
        return f"该条施行至{format_date(period.to)}，此后的检查不适用"
    return None


def _out_of_scope(clause: Clause, category: str) -> str | None:
    wanted = clause.applies.category if clause.applies else ()
    if not category or not wanted or any(squeezed(one) in squeezed(category) for one in wanted):
        return None
    return f"该条适用于{'、'.join(wanted)}，本次检查类别为{category}，请确认是否适用"


def entries(judged: Iterable[Judgement], overrides: tuple[Override, ...]) -> Entries:
    """The judgements of one household or paper as report entries, in no particular order yet."""
    every = tuple(judged)
    by_outcome: dict[Outcome, list[Judgement]] = {outcome: [] for outcome in Outcome}
    for judgement in every:
        by_outcome[judgement.check.outcome].append(judgement)
    severities = {override.code: override for override in overrides}
    return Entries(
        tuple(_finding(judgement, severities) for judgement in by_outcome[Outcome.VIOLATES]),
        tuple(_folded(by_outcome[Outcome.UNDETERMINED])),
        tuple(dict.fromkeys(_not_due(judgement) for judgement in by_outcome[Outcome.NOT_DUE])),
        tuple(dict.fromkeys(_exempt(judgement) for judgement in by_outcome[Outcome.EXEMPT])),
        tuple(_relation(judgement) for judgement in every if judgement.rule.family in RELATIONS),
    )


def _finding(judgement: Judgement, overrides: Mapping[str, Override]) -> Finding:
    rule, check = judgement.rule, judgement.check
    override = overrides.get(rule.code)
    parked = _parked(check.clause, judgement.standing.law_day)
    return Finding(
        rule.code,
        _severity(rule, check, override),
        judgement.address,
        check.message,
        check.expected,
        check.actual,
        check.clause,
        check.fix or rule.remedy,
        rule.mendable,
        None if parked or check.severity == "note" else _deduction(rule, check.clause),
        (*check.also, *_remarks(judgement, override), *parked),
    )


def _remarks(judgement: Judgement, override: Override | None) -> Iterator[str]:
    converted = judgement.standing.converted
    if judgement.address.file in converted:
        yield _CONVERTED
    elif not converted.isdisjoint(judgement.check.evidence):
        yield _SOME_CONVERTED
    if override:
        yield f"本地区另定轻重：{override.reason}"


def _severity(rule: Rule, check: Check, override: Override | None) -> Severity:
    """The rule's own word on this check, else the profile's, else the rule's fixed one, else the clause's basis."""
    stated = check.severity or (override.severity if override else None) or rule.severity
    return stated or ("error" if check.clause is not None and check.clause.basis == "authority" else "warning")


def _deduction(rule: Rule, clause: Clause | None) -> Mapping[str, object] | None:
    """A clue, never a score: only where the finding is what the clause deducts for, an event that was not as it must be
    or a paper's part that is not there. How something is written or set never deducts."""
    if clause is None or clause.deduct is None or not rule.code.startswith(_DEDUCTING):
        return None
    return {"points": clause.deduct.points, "per": clause.deduct.per, "count": 1}


def _parked(clause: Clause | None, day: date) -> tuple[str, ...]:
    """Why a clause counts nothing for now: a rule above it may forbid applying it."""
    if clause is None or clause.conflict is None or day < clause.conflict.from_:
        return ()
    since, rival = format_date(clause.conflict.from_), clause.conflict.with_
    return (f"该条可能与{rival}（{since}起）不一致，列出待考核机关决定，不作为扣分线索",)


def _folded(judged: Iterable[Judgement]) -> Iterator[Undetermined]:
    """One entry per code and file, with every reason in it; the place only where there is a single one."""
    groups: dict[tuple[str, Address], list[Judgement]] = {}
    for judgement in judged:
        address = replace(judgement.address, place=NOWHERE, document=None)
        groups.setdefault((judgement.rule.code, address), []).append(judgement)
    for (code, _), group in groups.items():
        places = {judgement.address.place for judgement in group}
        documents = {judgement.address.document for judgement in group}
        address = replace(
            group[0].address,
            place=group[0].address.place if len(places) == 1 else Place(),
            document=group[0].address.document if len(documents) == 1 else None,
        )
        reasons = {judgement.check.reason or "missing" for judgement in group}
        why = said_together(judgement.check.why for judgement in group)
        yield Undetermined(code, address, min(reasons, key=_WEIGHT.index), why)


def _not_due(judgement: Judgement) -> NotDue:
    check = judgement.check
    return NotDue(judgement.rule.code, judgement.address, check.due, check.why, check.working_days_left)


def _exempt(judgement: Judgement) -> Exempt:
    return Exempt(judgement.rule.code, judgement.address, judgement.check.why)


def _relation(judgement: Judgement) -> Relation:
    check = judgement.check
    return Relation(
        judgement.rule.code,
        judgement.address,
        check.outcome,
        check.inputs,
        check.limit,
        check.margin,
        check.evidence,
    )
