"""Boxes to tick, whatever sign stands for them, and what is chosen by them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from docgen.view.model import Box

_STATES: Final[Mapping[str, Box]] = MappingProxyType(
    {
        **dict.fromkeys("☐□▢◻", "empty"),
        **dict.fromkeys("☑√✓✔■", "ticked"),
        **dict.fromkeys("☒✗✘", "crossed"),
    }
)
_ROUND: Final = MappingProxyType({"○": "empty", "●": "ticked"})
"""Round ones are bullets as often, so they are boxes only where a choice is expected."""

_CHOSEN: Final = frozenset(sign for sign, state in {**_STATES, **_ROUND}.items() if state != "empty")
_CHOICES: Final = re.compile(f"([{''.join((*_STATES, *_ROUND))}])\\s*([^{''.join((*_STATES, *_ROUND))}]*)")
_BOXES: Final = re.compile(f"[{''.join(_STATES)}]")
_BOX_SIGNS: Final = frozenset(_STATES)
SIGN_OF: Final[Mapping[Box, str]] = MappingProxyType({"empty": "☐", "ticked": "☑", "crossed": "☒"})
"""The character a box is read as when the file holds none."""


def box_of(text: str) -> Box | None:
    """The state of a box that is the whole text, or None."""
    return _STATES.get(text)


def split_boxes(text: str) -> Iterator[tuple[str, Box | None]]:
    """Text cut so that every box stands alone."""
    start = 0
    for match in _BOXES.finditer(text):
        if match.start() > start:
            yield text[start : match.start()], None
        yield match[0], _STATES[match[0]]
        start = match.end()
    if start < len(text) or not text:
        yield text[start:], None


def has_box(text: str) -> bool:
    """Whether there is any box in the text."""
    return not _BOX_SIGNS.isdisjoint(text)


def chosen(text: str) -> tuple[str, ...] | None:
    """The labels behind ticked and crossed boxes, round ones included; None where the text has no box."""
    boxes = _CHOICES.findall(text)
    if not boxes:
        return None
    return tuple(label.strip(" \u3000；;，,、") for sign, label in boxes if sign in _CHOSEN)
