"""How two pieces of text are held to say the same, and several sentences are said as one. Standard library only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

NUMBER_COLUMN: Final = "序号"
"""The heading over the numbers of a table's rows, which count from 1."""

UNSEEN: Final = "\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters without width, marks of writing direction, and separators of lines (Unicode Cf, Zl, Zp), as the inside of
a regular expression's class: nobody sees them, and they reorder or cut what is printed."""


def squeezed(text: str) -> str:
    """Full and half width as one (NFKC), all white space removed: how labels, headings and marks are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


_ONE_FOR_ANOTHER: Final = str.maketrans({"、": ",", "〔": "(", "〕": ")", "[": "(", "]": ")", "【": "(", "】": ")"})
_QUOTES: Final = re.compile("[“”‘’\"'「」]")


def alike(text: str) -> str:
    """How two values are compared: width, white space, quotes, kinds of brackets and of commas, letter case and a full
    stop at the end make no difference."""
    return _QUOTES.sub("", squeezed(text)).translate(_ONE_FOR_ANOTHER).rstrip("。.;,").upper()


def said_together(sentences: Iterable[str]) -> str:
    """Several sentences as one: what they end with alike, from a comma on, is said once, behind the last."""
    every = list(dict.fromkeys(sentence for sentence in sentences if sentence))
    tail = min(map(_tails, every), key=len, default=[]) if len(every) > 1 else []
    alike = next((end for end in tail if all(sentence.endswith(end) for sentence in every)), "")
    return "；".join(sentence.removesuffix(alike) for sentence in every) + alike


def _tails(sentence: str) -> list[str]:
    """From each comma to the end, the longest first; none from within brackets."""
    tails = (sentence[at:] for at, mark in enumerate(sentence) if mark == "，")
    return [tail for tail in tails if tail.count("（") == tail.count("）")]
