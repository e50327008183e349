"""The catalogue of rules, which refuses mistakes at import.

A rule is one pure function with a docstring in three parts: the sentence, ``为何`` (why) and ``如何改`` (the
default remedy). ``docgen rules CODE`` prints exactly that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, Literal, get_args

from docgen.spec.model import Severity
from docgen.validators.finding import Check, Mendable

Subject = Literal["archive", "paper", "inspection", "household", "unit", "template"]
FAMILIES: Final = ("ARC", "DOS", "PAG", "TYP", "STR", "FLD", "AGR", "DAT", "RUB", "ROS", "SEA", "TPL")
RELATIONS: Final = ("DOS", "DAT", "AGR", "ROS", "SEA")
NEVER_ALTER: Final = "不得更改、补签、倒签"
_SAYS_IT: Final = ("DOS", "DAT", "AGR", "SEA")
_MODULES: Final = (
    "archive", "presence", "filing", "page", "page_numbers", "typography", "structure", "official", "fields",
    "dates", "intervals", "publication", "plan_dates", "agreement", "rosters", "ratios", "inspectors",
    "registers", "rubric", "template", "lists", "order", "seals", "bodies", "repeats",
)  # fmt: skip

RuleFunction = Callable[[Any], Iterator[Check]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue. ``needs`` is the law key it is about (``page.header or page.footer``: one of them):
    where the law says nothing there the rule is not run, and its clause is the one nearest to that key. ``severity`` is
    for rules without a clause, or fixed. ``of_pictures``: it looks at no text, and judges pages without any too."""

    code: str
    on: Subject
    sentence: str
    why: str
    remedy: str
    function: RuleFunction
    needs: str | None
    severity: Severity | None
    mendable: Mendable
    of_pictures: bool = False

    @property
    def family(self) -> str:
        return self.code[:3]


class CatalogueError(Exception):
    """A rule that may not enter the catalogue; raised at import."""


_entered: Final[dict[str, Rule]] = {}


def rule(
    code: str,
    *,
    on: Subject,
    needs: str | None = None,
    severity: Severity | None = None,
    mendable: Mendable = "edit",
    of_pictures: bool = False,
) -> Callable[[RuleFunction], RuleFunction]:
    """Enter a function as the rule ``code``. Raises CatalogueError for whatever is wrong with it."""

    def enter(function: RuleFunction) -> RuleFunction:
        sentence, why, remedy = _parts(code, function.__doc__ or "")
        _refuse(code, on, needs, severity, remedy)
        _entered[code] = Rule(code, on, sentence, why, remedy, function, needs, severity, mendable, of_pictures)
        return function

    return enter


def _parts(code: str, docstring: str) -> tuple[str, str, str]:
    text = re.sub(r"\s*\n\s*", "\n", docstring.strip())
    match = re.fullmatch(r"(.+?。)\n+为何：(.+?)\n+如何改：(.+)", text, re.DOTALL)
    if match is None:
        raise CatalogueError(f"{code}: the docstring needs a sentence ending in 。, then 为何：… and 如何改：…")
    sentence, why, remedy = (part.replace("\n", "") for part in match.groups())
    return sentence, why, remedy


def _refuse(code: str, on: str, needs: str | None, severity: str | None, remedy: str) -> None:
    family = code[:3]
    if family not in FAMILIES or not re.fullmatch(r"[A-Z]{3}\d{3}", code):
        raise CatalogueError(f"{code}: not a code: three letters of a family, then a number")
    if code in _entered:
        raise CatalogueError(f"{code}: entered twice")
    if on not in get_args(Subject):
        raise CatalogueError(f"{code}: unknown subject {on!r}")
    if needs is None and severity is None:
        raise CatalogueError(f"{code}: needs a law key that carries a clause, or a severity of its own")
    if severity is not None and severity not in get_args(Severity):
        raise CatalogueError(f"{code}: unknown severity {severity!r}")
    if family in _SAYS_IT and not remedy.rstrip("。").endswith(NEVER_ALTER):
        raise CatalogueError(f"{code}: the remedy must end with “{NEVER_ALTER}”")


def catalogue() -> Mapping[str, Rule]:
    """Every rule by code, in code order. A rule module that fails to import fails here, loudly."""
    for module in _MODULES:
        import_module(f"docgen.validators.rules.{module}")
    return dict(sorted(_entered.items()))
