"""Where the name of the issuing body and the date stand under an official document (GB/T 9704-2012 7.3.5).

The maker sets them so, the judge recomputes it: both from the widths of the texts alone. All lengths are in one unit of
the caller's choice; a *character* is the advance of one Chinese character. Standard library only.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

_SEALED: Final = 4
_UNSEALED: Final = 2
_STEP: Final = 2
"""Characters: the room right of the date under a seal (7.3.5.1), that right of the name without one, and how far the
date begins after the name (7.3.5.2)."""

_NARROW: Final = ("Na", "H", "N")
"""East Asian widths (UAX #11) set in half a character; ambiguous ones, quotes and dashes, are whole in Chinese text."""


@dataclass(frozen=True, slots=True)
class Stand:
    """The room left and right of a text between the ends of its line. Negative: the text is wider than its place."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Where the longest line of the name stands, and the date."""

    name: Stand
    date: Stand


def text_width(text: str, size: float, spacing: float = 0) -> float:
    """The width of the longest line of a text in type of ``size``, each character ``spacing`` further apart."""
    return max(
        (sum(size * (0.5 if _narrow(character) else 1) + spacing for character in line) for line in text.split("\n")),
        default=0,
    )


def _narrow(character: str) -> bool:
    return unicodedata.east_asian_width(character) in _NARROW


def sealed(name: float, date: float, line: float, character: float) -> SignatureBlock:
    """Under a seal (7.3.5.1): the date four characters from the right end, the name above it centred on it; for a name
    too wide to stand so, as far from the right end as the name needs, with half a character to spare.

    Args:
        name: the width of the name's longest line.
        date: the width of the date.
        line: the width of the text area.
        character: the advance of one character.
    """
    middle = max(_SEALED * character + date / 2, min(name + character, line) / 2)
    return SignatureBlock(
        name=Stand(line - middle - name / 2, middle - name / 2),
        date=Stand(line - middle - date / 2, middle - date / 2),
    )


def unsealed(name: float, date: float, line: float, character: float) -> SignatureBlock:
    """Without a seal (7.3.5.2): the name two characters from the right end, the date on the next line beginning two
    characters after the name does; a date longer than the name ends two characters from the right end instead and the
    name begins two characters before it. Arguments as for :func:`sealed`."""
    room, step = _UNSEALED * character, _STEP * character
    if date > name:
        begin = line - room - date
        return SignatureBlock(Stand(begin - step, line - begin + step - name), Stand(begin, room))
    begin = line - room - name
    return SignatureBlock(Stand(begin, room), Stand(begin + step, line - begin - step - date))
