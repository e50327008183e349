"""One row of a sheet held against the law's columns: every value as it may be used, and everything that is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final

from docgen.codes import check_digit, is_credit_code, normalise_code
from docgen.dates import ImpossibleDate, read_moment, read_period, read_serial
from docgen.errors import Problem
from docgen.make.campaign.model import words_of
from docgen.make.rows import Row
from docgen.make.values import Unfit, as_text, is_blank, read_value
from docgen.spec.faults import as_toml
from docgen.spec.workbook import ColumnLaw, SheetLaw
from docgen.view.from_sheet.grid import damage
from docgen.wording import squeezed

_YEARS: Final = range(2000, 2100)  # another number in a column of dates is none
_LOST: Final = "000"  # what the last digits of a code become when a program takes it for a number
_RETYPE: Final = "应为文本；请把该列设为“文本”格式，按原件重新录入"


@dataclass(frozen=True, slots=True)
class Checked:
    """``row`` has the values as they may be used; ``problems`` every fault, each with its cell."""

    row: Row
    problems: tuple[Problem, ...]


def check_row(row: Row, law: SheetLaw, today: date) -> Checked:
    """Hold a row against its sheet's law. ``today`` is the day of making: what has happened is not later."""
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for key, column in law.column.items():
        given = row.values.get(key)
        if is_blank(given):
            if column.required and not column.otherwise:
                problems.append(Problem(row.source, row.place(key, column.label[0]), "必填，不能为空"))
            continue
        try:
            values[key] = _usable(column, given, today)
        except Unfit as fault:
            found = as_toml(given if fault.found is None else fault.found)
            problems.append(Problem(row.source, row.place(key, column.label[0]) + fault.where, fault.expected, found))
    return Checked(replace(row, values=values), tuple(problems))


def moment_of(value: object) -> datetime | None:
    """The (earliest) moment a checked value of a date or time says."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    reading = read_moment(str(value)) if value is not None else None
    return reading.low if reading else None


def _usable(column: ColumnLaw, given: object, today: date) -> object:
    """A cell's value as rows of data have it. Raises Unfit."""
    if lost := damage(given):
        raise Unfit(lost)
    if column.type in ("date", "datetime"):
        return _moments(column, given, today)
    if column.type == "choice":
        return "；".join(_chosen(column, as_text(given)))
    if column.type == "credit_code":
        _refuse_rounded(given)
    text = as_text(given)
    if column.pattern:
        text = unicodedata.normalize("NFKC", text)
        if not re.fullmatch(column.pattern, text):
            raise Unfit(f"与要求的写法不符：{column.comment}")
    if column.type not in ("items", "text"):
        read_value(column, text)
    return text


def _moments(column: ColumnLaw, given: object, today: date) -> object:
    """A date or time, or several on lines of their own, none of them to come where it must have happened."""
    if isinstance(given, int | float) and not isinstance(given, bool):
        given = _moment_counted(given)
    for each in words_of(given) if column.several and isinstance(given, str) else (given,):
        _refuse_month_alone(each)
        read_value(column, each)
        moment = moment_of(each)
        if column.past and moment is not None and moment.date() > today:
            said = f"今天是{today.year}年{today.month}月{today.day}日"
            raise Unfit(f"是将来的日期或时间（{said}），发生之后再照实填写", each)
    return given.date() if isinstance(given, datetime) and given.time() == time() else given


def _moment_counted(number: float) -> object:
    """A date that lies in its cell as a number: the days of a spreadsheet, or its eight digits."""
    reading = read_serial(number)
    if reading is None or reading.low is None or reading.low.year not in _YEARS:
        return str(number)
    return reading.low


def _refuse_month_alone(given: object) -> None:
    if not isinstance(given, str):
        return
    try:
        month = read_moment(given) is None and read_period(given)
    except ImpossibleDate:  # told as what it is by the reader of dates
        return
    if month and month[0] == month[1]:
        raise Unfit("只写到月，应写到日，如 2021年4月23日")


def _chosen(column: ColumnLaw, text: str) -> Iterator[str]:
    """The law's own words for what was chosen; marks of enumeration split only what is no choice as it stands."""
    known = {squeezed(choice): choice for choice in column.choices}
    words = [
        word
        for part in words_of(text)
        for word in ((part,) if squeezed(part) in known else re.split("[、，,]", part))
        if word.strip()
    ]
    chosen = [known.get(squeezed(word)) for word in words]
    if None in chosen or (len(chosen) > 1 and not column.several):
        raise Unfit(f"应为 {'、'.join(column.choices)} 之一")
    yield from (choice for choice in chosen if choice is not None)


def _refuse_rounded(given: object) -> None:
    """A code that was a number once: of more than fifteen digits the last are zeros now (“…000”, 2.2E+14)."""
    code = normalise_code(str(given))
    if not isinstance(given, str) and code.endswith(_LOST * 2):
        raise Unfit(f"号码存成了数值，末几位已变为0，{_RETYPE}")
    if code.isdigit() and is_credit_code(code) and code.endswith(_LOST) and check_digit(code) != code[-1]:
        raise Unfit(f"末几位都是0且校验位不符，疑为存成数值后丢失，{_RETYPE}")
