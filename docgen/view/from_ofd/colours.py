"""Colours as red, green and blue (GB/T 33190-2016 §8.3): by their parts, in the space a resource names, or from its
palette."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from docgen.view.from_ofd.package import children, whole
from docgen.view.safe_xml import Element

BLACK: Final = "000000"
WHITE: Final = "FFFFFF"
OPAQUE: Final = 255
_USUAL_BITS: Final = 8
_MOST_BITS: Final = 16


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """``bits`` of each part; ``palette``: the colours that are named by their number."""

    bits: int = _USUAL_BITS
    palette: tuple[str, ...] = ()


USUAL: Final = ColourSpace()


def colour_space(element: Element) -> ColourSpace:
    """A colour space as a resource states it (§8.3.1)."""
    bits = whole(element.get("BitsPerComponent"))
    palette = tuple(each.text or "" for each in children(element, "Palette", "CV"))
    return ColourSpace(bits if bits and bits <= _MOST_BITS else _USUAL_BITS, palette)


def rgb(colour: Element | None, space: ColourSpace = USUAL) -> str | None:
    """``RRGGBB``; black where no colour is given, None for a pattern, a gradient or what cannot be told."""
    if colour is None:
        return BLACK
    value = colour.get("Value")
    index = whole(colour.get("Index"))
    if value is None and index is not None and index < len(space.palette):
        value = space.palette[index]
    if value is None:
        return None if len(colour) else BLACK
    most = 2**space.bits - 1
    return _of_parts([min(max(part, 0), most) / most for part in _parts(value)])


def alpha(element: Element | None) -> int:
    """How much an object or a colour covers what is under it: from 0, nothing, to 255, all (§8.3.1)."""
    stated = None if element is None else whole(element.get("Alpha"))
    return OPAQUE if stated is None else min(stated, OPAQUE)


def _parts(value: str) -> list[int]:
    """Numbers in decimal, or in hexadecimal behind a ``#``."""
    try:
        return [int(part[1:], 16) if part.startswith("#") else int(float(part)) for part in value.split()]
    except (ValueError, OverflowError):
        return []


def _of_parts(parts: list[float]) -> str | None:
    """One part is grey, three are light, four are inks."""
    if len(parts) == 1:
        parts = parts * 3
    elif len(parts) == 4:
        parts = [(1 - ink) * (1 - parts[3]) for ink in parts[:3]]
    return "".join(f"{round(part * 255):02X}" for part in parts) if len(parts) == 3 else None
