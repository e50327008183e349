"""The types of a law file's values: each is read, or refused, by a parser of :mod:`docgen.spec.written`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from docgen.spec.written import (
    Amount,
    Find,
    LinePitch,
    colour,
    decimal,
    month_day,
    page_pattern,
    parse_amount,
    parse_find,
    parse_line,
    regular,
    rule_code,
    sentence,
    span,
)


def _listed(value: Any) -> Any:
    """One value or a list of them: the law may write either."""
    return (value,) if isinstance(value, str) else value


def _at_least_one(names: tuple[str, ...]) -> tuple[str, ...]:
    if not any(name.strip() for name in names):
        raise ValueError("至少应写一个名称")
    return names


def _counted(value: Any) -> Any:
    """``[table.1]``: the keys of TOML are text."""
    if not isinstance(value, int) and not (isinstance(value, str) and value.isdecimal() and int(value)):
        raise ValueError("应为表格的序号，从1数起")
    return int(value)


AmountText = Annotated[Amount, BeforeValidator(parse_amount)]
LineText = Annotated[LinePitch, BeforeValidator(parse_line)]
FindText = Annotated[Find, BeforeValidator(parse_find)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Names = Annotated[Texts, AfterValidator(_at_least_one)]
TableNumber = Annotated[int, BeforeValidator(_counted)]
ColourText = Annotated[str, AfterValidator(colour)]
MonthDay = Annotated[str, AfterValidator(month_day)]
DecimalText = Annotated[str, AfterValidator(decimal)]
PageForm = Annotated[str, AfterValidator(page_pattern)]
RegularText = Annotated[str, AfterValidator(regular)]
Sentences = Annotated[tuple[Annotated[str, AfterValidator(sentence)], ...], BeforeValidator(_listed)]
RuleCode = Annotated[str, AfterValidator(rule_code)]
SpanText = Annotated[str, AfterValidator(span)]
