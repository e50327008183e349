"""What comes up while one household or paper is judged. Here, and only here, is a bug of ours recorded instead of
ending the run."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, TypeVar

from docgen.validators.catalogue import Rule, Subject
from docgen.validators.finding import Address, Check, Crash
from docgen.validators.judging.ledger import Judgement, Standing, judgements

T = TypeVar("T")
_OF_THE_DOSSIER: Final = "dossier."
_OR: Final = " or "


@dataclass(slots=True)
class Docket:
    """The judgements, crashes and counts of one household or paper. It grows while that is judged, and is then read."""

    judged: list[Judgement] = field(default_factory=list)
    crashes: list[Crash] = field(default_factory=list)
    ran: Counter[str] = field(default_factory=Counter)

    def done(self, file: str, work: Callable[[], T]) -> T | None:
        """What ``work`` gives, or None after a bug of ours: its traceback is recorded against ``file``, the run goes
        on and ends with exit 2. In a batch of two thousand dossiers one must not take the others down."""
        try:
            return work()
        except Exception:  # noqa: BLE001  # the only one: a bug of ours is a traceback, never an invented finding
            self.crashes.append(Crash(file, traceback.format_exc()))
            return None

    def apply(self, rules: Iterable[Rule], subject: object, address: Address, standing: Standing) -> None:
        """Run rules on one subject."""
        for rule in rules:
            checks = self.done(address.file or address.household or "", partial(_checks, rule, subject))
            if checks is not None:
                self.enter(rule, checks, address, standing)

    def enter(self, rule: Rule, checks: Iterable[Check], address: Address, standing: Standing) -> None:
        """Record the checks of one rule on one subject; a rule that had nothing to say has run all the same."""
        self.ran[rule.code] += 1
        self.judged.extend(judgements(rule, checks, address, standing))


def _checks(rule: Rule, subject: Any) -> list[Check]:
    return list(rule.function(subject))


def rules_on(rules: Mapping[str, Rule], subject: Subject, law: object) -> Iterator[Rule]:
    """The rules about such a subject for which ``law`` says something, in code order."""
    return (rule for rule in rules.values() if rule.on == subject and law_says(law, rule.needs))


def law_says(law: object, needs: str | None) -> bool:
    """Whether the law has something at a dotted key (``page.margin``), names of tables and roles included, or at one of
    several (``page.header or page.footer``)."""
    return needs is None or any(_says(law, key) for key in needs.split(_OR))


def _says(law: object, key: str) -> bool:
    value: Any = law
    for part in key.removeprefix(_OF_THE_DOSSIER).split("."):
        value = value.get(part) if isinstance(value, Mapping) else getattr(value, part)
        if value is None or value == () or value == {}:
            return False
    return True
