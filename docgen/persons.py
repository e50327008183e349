"""Persons with the numbers of their certificates, in every way papers write them. Standard library only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_CERTIFICATE: Final = r"(?:(?:行政|部门|省政府)?执法)?证(?:件)?(?:编号|号码|号)?|证件编号|编号"
_NOTE: Final = re.compile(r"\([^()\d]*\)")
"""What stands in brackets and holds no number: a rank, an agency."""
_CALLED: Final = re.compile(rf"(?:姓\s*名|{_CERTIFICATE}|[\u4e00-\u9fff]{{2,40}}(?=\s*:))\s*[:为]?\s*")
"""What a value is called within a cell: 姓名, 执法证号, 组长:."""
_DAY: Final = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)|年\s*月\s*日")
"""When they signed: no number of anybody."""
_TOKEN: Final = re.compile(r"(?P<number>[^\s,;:()、/]*\d[^\s,;:()、/]*)|(?P<name>[^\s\d,;:()、/_]+)")


_LISTED: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff·]{2,})[ \t]*(?:\(\s*(?P<bracket>[^()]*?)\s*\))?(?P<after>\s*[,;、]|\s*\Z)?"
)
"""One of a list: a name, what stands in brackets behind it, and what parts it from the next."""
_LONGEST_NAME: Final = 4
"""Characters of a Chinese name; one that is put into characters from another language has a dot."""
_UNFILLED: Final = re.compile(rf"(?:{_CERTIFICATE})?\s*:?[\s_]*")


@dataclass(frozen=True, slots=True)
class CertifiedPerson:
    """A name and the numbers of the certificates that stand with it: none, one, or two (省政府 and 部门)."""

    name: str
    numbers: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}（{'、'.join(self.numbers)}）" if self.numbers else self.name


def read_persons(text: str) -> tuple[CertifiedPerson, ...]:
    """The persons of a text, in order, each name once.

    “甲（001）、乙（002）”, “甲 001；乙 002”, “姓名：甲 执法证号：001” a line each, “甲、乙（001、002）” (as many
    numbers as names, in their order) are the same two persons; “甲（001、部门002）” is one with two certificates. A
    number holds a digit, a name holds none.
    """
    persons: dict[str, tuple[str, ...]] = {}
    for names, numbers in _groups(text):
        shared = [(number,) for number in numbers] if len(numbers) == len(names) else _to_the_last(names, numbers)
        for name, own in zip(names, shared, strict=True):
            persons[name] = (*persons.get(name, ()), *(number for number in own if number not in persons.get(name, ())))
    return tuple(CertifiedPerson(name, numbers) for name, numbers in persons.items())


def without_number(text: str) -> tuple[str, ...]:
    """The names of a list beside which a number was left out: brackets that hold nothing (“乙（）”), or none where
    others have theirs (“甲（001）、乙”).

    Numbers that stand apart from the names (“甲、乙（001、002）”) are in order; where a line ends within a name nothing
    is said.
    """
    plain = _CALLED.sub(" ", unicodedata.normalize("NFKC", text))
    listed = [each for each in _LISTED.finditer(plain) if each["name"] not in ("等", "等人")]
    lacking = [each["name"] for each in listed if each["bracket"] is not None and _UNFILLED.fullmatch(each["bracket"])]
    numbers = re.findall(r"\(([^()]*\d[^()]*)\)", plain)
    if numbers and not any(re.search(r"[,;、/\s]", number) for number in numbers):
        lacking += [each["name"] for each in listed if each["bracket"] is None and _stands_alone(each, plain)]
    return tuple(dict.fromkeys(lacking))


def _stands_alone(listed: re.Match[str], text: str) -> bool:
    """Whether an entry without brackets is a person's name, parted from both its neighbours: no agency, no verb."""
    parted = text[: listed.start()].rstrip(" \t")[-1:] in ("", ",", ";", "、", "\n") and listed["after"] is not None
    return parted and (len(listed["name"]) <= _LONGEST_NAME or "·" in listed["name"])


def _to_the_last(names: list[str], numbers: list[str]) -> list[tuple[str, ...]]:
    return [*((),) * (len(names) - 1), tuple(numbers)]


def _groups(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Names that follow each other with the numbers that follow them; a name spaced out (“张　三”) is one."""
    plain = _DAY.sub(" ", _NOTE.sub(" ", unicodedata.normalize("NFKC", text)))
    plain = re.sub(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) +([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", plain)
    names: list[str] = []
    numbers: list[str] = []
    for token in _TOKEN.finditer(_CALLED.sub(" ", plain)):
        if token["number"]:
            numbers.append(token["number"])
            continue
        if numbers and names:
            yield names, numbers
            names, numbers = [], []
        names.append(token["name"])
    if names:
        yield names, numbers
