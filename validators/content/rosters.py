"""What a roster says: its entries, the days of its revisions, the ratios it states for each credit risk class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from docgen.codes import normalise_code
from docgen.dates import find_moments
from docgen.spec.datum import Datum
from docgen.spec.rosters import Ratio
from docgen.validators.paper import Paper
from docgen.view.fields import FieldReading
from docgen.wording import squeezed

Entry = Mapping[str, FieldReading]

_PERCENT: Final = r"(\d+(?:\.\d+)?)\s*[%％]"
_LASTING: Final = re.compile(r"长期|永久|无固定期限|9999")


def entries_of(paper: Paper) -> tuple[Entry, ...]:
    """The entries of the list a paper is, a row each; none where no heading row was found."""
    reading = paper.fields.get(paper.spec.register_ or "")
    return reading.entries if reading else ()


def columns_of(paper: Paper) -> Mapping[str, Datum]:
    """The law of the list's columns."""
    return paper.spec.field[paper.spec.register_].columns if paper.spec.register_ else {}


def label_of(paper: Paper, column: str) -> str:
    return columns_of(paper)[column].label[0]


def text_of(entry: Entry, column: str) -> str:
    """What stands in a column of an entry, or nothing."""
    return entry[column].text if column in entry else ""


def compared(law: Datum, text: str) -> str:
    """A value as two entries are compared in it."""
    return normalise_code(text) if law.type == "credit_code" else squeezed(text).upper()


def days_in(text: str) -> tuple[date, ...]:
    """Every day a text names to the day, in order of time."""
    readings = (found.reading for found in find_moments(text))
    days = {reading.low.date() for reading in readings if reading and reading.low and reading.high}
    return tuple(sorted(days))


def never_ends(text: str) -> bool:
    """Whether a last valid day says that there is none: 长期, or 9999-09-09 as platforms write it."""
    return _LASTING.search(text) is not None


class Stated(NamedTuple):
    """The ratios (per cent) a text states for risk classes, by their number from the lowest; ``unread``: classes that
    are named without a ratio, or with several."""

    ratios: Mapping[int, float]
    unread: tuple[int, ...]


def ratios_stated(text: str, law: Ratio) -> Stated:
    """“A类1%，B类3%”, “高风险10%，较高风险5%”, “5%（C类）、10%（D类）”, “A类、B类3%”: the ratio of every class."""
    tokens = list(_tokens(text, law))
    ahead = bool(tokens) and isinstance(tokens[0], float)
    found: dict[int, set[float]] = {}
    waiting: list[int] = []
    ratio: float | None = None
    for token in tokens:
        if isinstance(token, float):
            ratio = token
            for named in () if ahead else waiting:
                found.setdefault(named, set()).add(token)
            waiting = waiting if ahead else []
        elif ahead and ratio is not None:
            found.setdefault(token, set()).add(ratio)
        else:
            waiting.append(token)
            found.setdefault(token, set())
    told = {named: next(iter(ratios)) for named, ratios in found.items() if len(ratios) == 1}
    return Stated(told, tuple(sorted(set(found) - set(told))))


def _tokens(text: str, law: Ratio) -> Iterator[int | float]:
    """Classes by number and ratios, as they follow each other; the longer word goes first (较高风险 holds 高风险)."""
    words = {squeezed(word): number for number, names in enumerate(law.classes) for word in names.split("|")}
    whole = {squeezed(word): 100.0 for word in law.whole}
    any_word = "|".join(map(re.escape, sorted((*words, *whole), key=len, reverse=True)))
    for match in re.finditer(rf"(?P<word>{any_word})|{_PERCENT}", squeezed(text)):
        word = match["word"]
        yield float(match[2]) if word is None else whole[word] if word in whole else words[word]


def classes_named(text: str, law: Ratio) -> tuple[int, ...]:
    return tuple(dict.fromkeys(token for token in _tokens(text, law) if isinstance(token, int)))


def percent_in(text: str) -> float | None:
    """The one ratio a text states, in per cent; None for none or several."""
    found = re.findall(_PERCENT, squeezed(text))
    return float(found[0]) if len(found) == 1 else None


def said_rows(entries: Sequence[Entry], column: str) -> str:
    """“第3行、第9行”: where entries stand."""
    rows = (entry[column].place.row for entry in entries if column in entry)
    return "、".join(f"第{row}行" for row in rows if row)
