"""Bold for faces that have no bold of their own: their outlines are stroked, as word processors do.

The official Chinese fonts come in one weight. WeasyPrint marks such text as bold and draws it as it is; here its text
operators are given a stroke (ISO 32000-1 §9.3.6: render mode 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

_BOLD: Final = 600
_STROKE: Final = 30
"""The weight CSS calls bold begins here; the stroke is the type size divided by this."""
_SET_FONT: Final = re.compile(rb"/(\S+) (\S+) Tf")
_BLACK: Final = b"0 0 0 RG"


def embolden(document: Any, pdf: Any) -> None:
    """A finisher for WeasyPrint: strokes what the pages set in a bold that their fonts do not have."""
    bold = frozenset(font.hash.encode() for font in document.fonts.values() if font.weight >= _BOLD)
    for element in pdf.objects if bold else ():
        operators = getattr(element, "stream", None)
        if isinstance(operators, list) and b"BT" in operators:
            operators[:] = stroked(operators, bold)


def stroked(operators: Sequence[bytes], bold: frozenset[bytes]) -> Iterator[bytes]:
    """The operators of a page, each text object that uses a bold font in a graphics state of its own."""
    colour = _BLACK
    start: int | None = None
    for number, operator in enumerate(operators):
        if operator == b"BT":
            start = number
        if start is None:
            colour = operator[:-2] + b"RG" if operator.endswith(b" rg") else colour
            yield operator
        elif operator == b"ET":
            text = operators[start : number + 1]
            start = None
            yield from _text_object(text, bold, colour) if _uses(text, bold) else text


def _uses(text: Sequence[bytes], bold: frozenset[bytes]) -> bool:
    return any(match[1] in bold for operator in text if (match := _SET_FONT.fullmatch(operator)))


def _text_object(text: Sequence[bytes], bold: frozenset[bytes], colour: bytes) -> Iterator[bytes]:
    yield from (b"q", colour)
    for operator in text:
        yield operator
        match = _SET_FONT.fullmatch(operator)
        if match is not None and match[1] in bold:
            yield from (b"2 Tr", b"%.3f w" % (float(match[2]) / _STROKE))
        elif match is not None:
            yield b"0 Tr"
    yield b"Q"
