"""The law of time, as values: intervals between events, periods an event lies in, last days of a paper."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from docgen.spec.law import Law
from docgen.spec.values import MonthDay, RuleCode, SpanText, Texts
from docgen.spec.written import parse_span


class About(Law):
    """Evidence of a paper that has this ``field`` counts only where the field says one of these words; of a list in
    rows only the rows that do."""

    field: str
    says: Texts


class Interval(Law):
    """Time between two events; ``from`` and ``to`` are evidence, best first, as ``document.field``, or as
    ``document.list.column``: this household's row of a list kept for many.

    ``else_from`` is used only where nothing of ``from`` is there. ``lower_bound`` names evidence that is only a lower
    bound of ``from`` (a foot date): it can show how late something was at least, never how early. ``planned`` is
    evidence of ``to`` that is only a plan: undetermined, the value as a hint. ``begins`` and ``ends`` name the two
    events in a sentence. ``about`` tells a receipt of the paper meant from the receipts of others. ``at_least`` so many
    hours, days or months lie between them, or ``at_most`` so many working days.

    ``of_household`` is when this household's own part was over. ``counted_from`` says what the time runs from: the end
    of the whole ``task`` (``from``; the household's end is its lower bound), or the ``household``'s own end. ``within``
    the year: never past the 31 December of the year it began in.
    """

    code: RuleCode
    begins: str
    ends: str
    from_: Texts = Field(alias="from")
    else_from: Texts = ()
    to: Texts
    lower_bound: Texts = ()
    planned: Texts = ()
    of_household: Texts = ()
    counted_from: Literal["task", "household"] = "task"
    about: About | None = None
    at_least: SpanText | None = None
    at_most: SpanText | None = None
    within: Literal["year"] | None = None
    clause: str | None = None

    @model_validator(mode="after")
    def _one_limit_that_is_judged(self) -> Interval:
        if bool(self.at_least) == bool(self.at_most):
            raise ValueError("应写 at_least 或 at_most 之一")
        if self.at_least and parse_span(self.at_least).unit == "working days":
            raise ValueError("at_least 应以 hours、days 或 months 计")
        if self.at_most and parse_span(self.at_most).unit != "working days":
            raise ValueError("at_most 应以 working days 计")
        return self


class Planned(Law):
    """An ``event``, for which ``shown_by`` is evidence, lies in the ``period`` it was planned for: evidence, best
    first, of which the first that is there counts."""

    code: RuleCode = "DAT306"
    event: str
    shown_by: Texts
    period: Texts
    clause: str | None = None


class Deadline(Law):
    """The last day of a paper's own ``field``, which dates an ``event``: ``by`` a day of the year that ``year`` names,
    or the day ``before`` which another field says that something begins."""

    code: RuleCode = "DAT307"
    event: str
    field: str
    by: MonthDay | None = None
    year: str | None = None
    before: str | None = None
    clause: str | None = None

    @model_validator(mode="after")
    def _one_limit(self) -> Deadline:
        if bool(self.by) == bool(self.before) or bool(self.by) != bool(self.year):
            raise ValueError("应写 by 和 year，或只写 before")
        return self
