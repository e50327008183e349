"""What a cell may hold for each type of field, and how it is printed.

Readers take the value as a file gave it (text, number, date, list, table) and return what the template prints: text,
a :class:`Person`, or a tuple. They raise :class:`Unfit` with a sentence saying what was expected. Nothing is ever
cut off or guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType, SimpleNamespace
from typing import Final, TypeVar

from docgen.codes import is_credit_code, is_registration_number, normalise_code
from docgen.dates import ImpossibleDate, format_date, format_moment, format_period, read_moment, read_period
from docgen.reading import Reading
from docgen.spec.datum import Datum, FieldType
from docgen.wording import UNSEEN, squeezed

T = TypeVar("T")

_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSEEN: Final = re.compile(f"[{UNSEEN}]")
_PERSON: Final = re.compile(r"(?P<name>[^（()）]+?)\s*(?:[（(]\s*(?P<number>[^（()）]*?)\s*[)）])?")
_ONE_OF_MANY: Final = re.compile(r"(?:[^；;、，,\n（(]|[（(][^）)\n]*[）)])+")
_DOCUMENT_NUMBER: Final = re.compile(r"(.*?\S)\s*[〔\[（(【［]\s*(\d{4})\s*[〕\])）】］]\s*(第?\d+)\s*号", re.DOTALL)
_DIGITS: Final = r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?"
_NUMBER: Final = re.compile(rf"{_DIGITS}%?")
_AMOUNT: Final = re.compile(rf"[¥￥]?\s*{_DIGITS}\s*(?:[百千万亿]*元)?")
_PHONE: Final = re.compile(r"[\d\s\-+()转/;、,]*\d[\d\s\-+()转/;、,]*")


class Unfit(ValueError):  # noqa: N818  # the value, not the program, is at fault
    """A value that does not fit its type; the sentence says what was expected, ``where`` the place inside a list."""

    def __init__(self, expected: str, found: object = None, where: str = "") -> None:
        self.expected = expected
        self.found = found
        self.where = where
        super().__init__(expected)


@dataclass(frozen=True, slots=True)
class Person:
    """Prints as ``姓名（证号）``, or as the name alone."""

    name: str = ""
    number: str = ""

    def __str__(self) -> str:
        return f"{self.name}（{self.number}）" if self.number else self.name


def is_blank(given: object) -> bool:
    """Nothing, only white space, or an empty list."""
    if isinstance(given, str):
        return not given.strip()
    return given is None or given == () or given == [] or given == {}


def blank(kind: FieldType) -> object:
    """What prints as blank space."""
    return Person() if kind == "person" else () if kind in ("persons", "items") else ""


def read_value(law: Datum, given: object) -> object:
    """The value as the template prints it. Raises Unfit."""
    value = _READERS[law.type](law, given)
    if law.pattern and isinstance(value, str) and not re.fullmatch(law.pattern, value):
        raise Unfit(f"应符合格式 {law.pattern}")
    return value


def as_text(given: object) -> str:
    """Text, or a number or date as text: outer white space trimmed, line ends as line feeds, nothing else changed.

    Raises:
        Unfit: a list, a truth value, a character no document can hold (XML 1.0 §2.2), or one that nobody can see.
    """
    if isinstance(given, str):
        text = re.sub(r"\r\n?", "\n", given).strip()
        if bad := _NOT_IN_XML.search(text):
            raise Unfit(f"含有文书中不能出现的控制字符 U+{ord(bad.group()):04X}，应删去", _visible(text))
        if bad := _UNSEEN.search(text):
            raise Unfit(f"含有看不见的字符 U+{ord(bad.group()):04X}（会打乱文字次序或断行），应删去", _visible(text))
        return text
    if isinstance(given, datetime):
        return format_moment(given) if given.time() != time() else format_date(given)
    if isinstance(given, date):
        return format_date(given)
    if isinstance(given, time):
        return f"{given.hour}时{given.minute:02}分"
    if isinstance(given, int | float | Decimal) and not isinstance(given, bool):
        return f"{given:f}" if isinstance(given, Decimal) else str(given)
    raise Unfit("应为文字")


def _visible(text: str) -> str:
    """The text with everything refused written out by its code point."""

    def written_out(match: re.Match[str]) -> str:
        return f"[U+{ord(match.group()):04X}]"

    return _UNSEEN.sub(written_out, _NOT_IN_XML.sub(written_out, text))


def _text(_law: Datum, given: object) -> str:
    return as_text(given)


def _moment(given: object) -> Reading[datetime]:
    expected = "应为日期，如 2021年9月15日、2021-09-15"
    if isinstance(given, datetime):
        plain = given.replace(tzinfo=None)
        return Reading(plain, plain)
    if isinstance(given, date):
        given = given.isoformat()
    try:
        reading = read_moment(as_text(given))
    except ImpossibleDate as fault:
        raise Unfit("应为真实存在的日期和时间") from fault
    if reading is None:
        raise Unfit(expected)
    return reading


def _date(_law: Datum, given: object) -> str:
    reading = _moment(given)
    if isinstance(given, datetime) and given.time() == time():
        return format_date(given)
    printed = format_moment(reading)
    if not printed.endswith("日"):
        raise Unfit("应只写日期，不写时刻，如 2021年9月15日")
    return printed


def _datetime(_law: Datum, given: object) -> str:
    return format_moment(_moment(given))


def _period(_law: Datum, given: object) -> str:
    if isinstance(given, list | tuple) and len(given) == 2:
        begin, end = (_moment(each) for each in given)
        return format_period(begin, end)
    try:
        period = read_period(as_text(given.isoformat() if isinstance(given, date) else given))
    except ImpossibleDate as fault:
        raise Unfit("应为真实存在的起止时间，先起后止") from fault
    if period is None:
        raise Unfit("应为起止时间，如 2021年9月15日至9月18日")
    return format_period(*period)


def _credit_code(_law: Datum, given: object) -> str:
    code = normalise_code(as_text(given))
    if not (is_credit_code(code) or is_registration_number(code)):
        raise Unfit("应为18位统一社会信用代码（数字和大写字母，不含I、O、S、V、Z），或15位注册号")
    return code


def _person(_law: Datum, given: object) -> Person:
    if isinstance(given, Mapping):
        unknown = set(given) - {"name", "number"}
        if unknown or is_blank(given.get("name")):
            raise Unfit("人员应写作 { name = 姓名, number = 证号 }")
        number = given.get("number")
        return Person(as_text(given["name"]), "" if is_blank(number) else as_text(number))
    match = _PERSON.fullmatch(as_text(given))
    if match is None:
        raise Unfit("应为“姓名（证号）”")
    return Person(match["name"].strip(), match["number"] or "")


def _persons(law: Datum, given: object) -> tuple[Person, ...]:
    if isinstance(given, Mapping):
        given = [given]
    if isinstance(given, list | tuple):
        return tuple(_each(index, each, lambda one: _person(law, one)) for index, each in enumerate(given, 1))
    text = as_text(given)
    if re.sub(r"[；;、，,\s]", "", _ONE_OF_MANY.sub("", text)):
        raise Unfit("应为“姓名（证号）”，多人用“；”或换行隔开")
    return tuple(_person(law, one) for one in _ONE_OF_MANY.findall(text) if one.strip())


def _items(_law: Datum, given: object) -> tuple[object, ...]:
    if isinstance(given, Mapping):
        given = [given]
    if isinstance(given, list | tuple):
        return tuple(_each(index, each, _plain) for index, each in enumerate(given, 1))
    text = as_text(given)
    parts = text.split("\n") if "\n" in text else re.split("[；;]", text)
    return tuple(part.strip() for part in parts if part.strip())


def _plain(given: object) -> object:
    """Data as a template can walk it: text, tuples, and objects with the table's keys as attributes."""
    if isinstance(given, Mapping):
        return SimpleNamespace(**{str(key): _plain(value) for key, value in given.items()})
    if isinstance(given, list | tuple):
        return tuple(_each(index, each, _plain) for index, each in enumerate(given, 1))
    if isinstance(given, bool):
        return given
    return "" if given is None else as_text(given)


def _each(index: int, given: object, read: Callable[[object], T]) -> T:
    try:
        return read(given)
    except Unfit as fault:
        raise Unfit(fault.expected, given if fault.found is None else fault.found, f"[{index}]{fault.where}") from fault


def _number(_law: Datum, given: object) -> str:
    text = as_text(given)
    if not _NUMBER.fullmatch(unicodedata.normalize("NFKC", text)):
        raise Unfit("应为数字")
    return text


def _amount(_law: Datum, given: object) -> str:
    text = as_text(given)
    if not _AMOUNT.fullmatch(unicodedata.normalize("NFKC", text)):
        raise Unfit("应为金额，如 1,234.50元")
    return text


def _choice(law: Datum, given: object) -> str:
    """The choices as the law writes them; one that holds a mark of enumeration is only split where it must be."""
    known = {_choice_key(choice): choice for choice in law.choices}
    if not known:
        return as_text(given)
    listed = given if isinstance(given, list | tuple) else re.split("[；;\n]", as_text(given))
    parts = [as_text(each) for each in listed if not is_blank(each)]
    words = [word for part in parts for word in ((part,) if _choice_key(part) in known else re.split("[、，,]", part))]
    chosen = [known.get(_choice_key(word), "") for word in words if word.strip()]
    if not (chosen and all(chosen)):
        raise Unfit(f"应为 {'、'.join(law.choices)} 之一")
    return "、".join(chosen)


def _choice_key(text: str) -> str:
    return squeezed(text).replace(",", "、")


def _document_number(_law: Datum, given: object) -> str:
    match = _DOCUMENT_NUMBER.fullmatch(as_text(given))
    if match is None:
        raise Unfit("应为“机关代字〔年份〕序号号”，如 舞双随机〔2021〕7号")
    return f"{match[1]}〔{match[2]}〕{match[3]}号"


def _phone(_law: Datum, given: object) -> str:
    text = as_text(given)
    plain = unicodedata.normalize("NFKC", text)
    if not _PHONE.fullmatch(plain) or sum(character.isdigit() for character in plain) < 3:
        raise Unfit("应为电话号码，如 0431-00000000")
    return text


def _picture(_law: Datum, _given: object) -> str:
    raise Unfit("图片栏请在做好的文书中插入，数据中留空")


_READERS: Final[Mapping[FieldType, Callable[[Datum, object], object]]] = MappingProxyType(
    {
        "text": _text,
        "date": _date,
        "datetime": _datetime,
        "period": _period,
        "credit_code": _credit_code,
        "person": _person,
        "persons": _persons,
        "items": _items,
        "number": _number,
        "amount": _amount,
        "choice": _choice,
        "document_number": _document_number,
        "phone": _phone,
        "picture": _picture,
    }
)
