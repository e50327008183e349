"""``w:rPr`` as slots: what one level says of a run's format, and nothing it does not say (ECMA-376 Part 1 §17.3.2).

The slots are named like the fields of :class:`~docgen.view.look.CharacterFormat`. What each level leaves open the
levels below it decide (:mod:`docgen.view.from_docx.cascade`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from docgen.units import Length
from docgen.view.from_docx.borders import read_shading
from docgen.view.from_docx.theme import Theme
from docgen.view.from_docx.xml import VAL, W14, W, half_points, integer, is_on, tag_of, twips
from docgen.view.safe_xml import Element

Slots = dict[str, Any]

TOGGLES: Final = ("bold", "italic", "strike", "caps", "hidden")
"""The properties that styles turn over instead of setting (§17.7.3)."""


def read_run_slots(properties: Element | None, theme: Theme) -> Slots:
    """The slots one ``w:rPr`` speaks of."""
    slots: Slots = {}
    if properties is not None:
        for element in properties:
            read = _READERS.get(tag_of(element))
            if read is not None:
                read(element, slots, theme)
    return slots


def _fonts(element: Element, slots: Slots, theme: Theme) -> None:
    """Within one ``w:rFonts`` a theme reference beats the name beside it (§17.3.2.26)."""
    for slot, name in (("east_asian", "eastAsia"), ("latin", "ascii")):
        reference = element.get(f"{W}{name}Theme")
        if reference is not None:
            slots[slot] = theme.face(reference)
        elif stated := element.get(f"{W}{name}", "").strip():
            slots[slot] = stated


def _toggle(slot: str) -> Callable[[Element, Slots, Theme], None]:
    def read(element: Element, slots: Slots, _: Theme) -> None:
        slots[slot] = is_on(element)

    return read


def _text(slot: str) -> Callable[[Element, Slots, Theme], None]:
    def read(element: Element, slots: Slots, _: Theme) -> None:
        slots[slot] = element.get(VAL, "none")

    return read


def _size(element: Element, slots: Slots, _: Theme) -> None:
    size = half_points(element.get(VAL))
    if size is not None:
        slots["size"] = size


def _colour(element: Element, slots: Slots, theme: Theme) -> None:
    """A theme colour without tint or shade is looked up: the value beside it is only a copy, and may be a lie."""
    stated = element.get(VAL, "auto")
    reference = element.get(f"{W}themeColor")
    altered = element.get(f"{W}themeTint") or element.get(f"{W}themeShade")
    if reference and not altered:
        stated = theme.colour(reference) or stated
    slots["colour"] = stated if stated == "auto" else stated.upper()


def _text_fill(element: Element, slots: Slots, theme: Theme) -> None:
    """``w14:textFill`` is what Word 2010 and later paint with; a fill of nothing is said as ``none``."""
    if element.find(f"{W14}noFill") is not None:
        slots["fill"] = "none"
    fill = element.find(f"{W14}solidFill")
    for colour in () if fill is None else fill:
        if len(colour) == 0 and (name := colour.get(f"{W14}val")):
            slots["fill"] = (theme.colour(name) or "auto") if colour.tag == f"{W14}schemeClr" else name.upper()


def _spacing(element: Element, slots: Slots, _: Theme) -> None:
    slots["spacing"] = twips(element.get(VAL)) or Length(0)


def _scale(element: Element, slots: Slots, _: Theme) -> None:
    scale = integer(element.get(VAL))
    if scale is not None:
        slots["scale"] = scale


def _position(element: Element, slots: Slots, _: Theme) -> None:
    slots["position"] = half_points(element.get(VAL)) or Length(0)


def _vertical(element: Element, slots: Slots, _: Theme) -> None:
    value = element.get(VAL)
    slots["vertical"] = value if value in ("superscript", "subscript") else None


def _double_strike(element: Element, slots: Slots, _: Theme) -> None:
    slots["double_strike"] = is_on(element)


def _shading(element: Element, slots: Slots, _: Theme) -> None:
    slots["shading"] = read_shading(element)


_READERS: Final[Mapping[str, Callable[[Element, Slots, Theme], None]]] = MappingProxyType(
    {
        f"{W}rFonts": _fonts,
        f"{W}b": _toggle("bold"),
        f"{W}i": _toggle("italic"),
        f"{W}strike": _toggle("strike"),
        f"{W}caps": _toggle("caps"),
        f"{W}vanish": _toggle("hidden"),
        f"{W}dstrike": _double_strike,
        f"{W}sz": _size,
        f"{W}u": _text("underline"),
        f"{W}highlight": _text("highlight"),
        f"{W}shd": _shading,
        f"{W}color": _colour,
        f"{W14}textFill": _text_fill,
        f"{W}spacing": _spacing,
        f"{W}w": _scale,
        f"{W}position": _position,
        f"{W}vertAlign": _vertical,
    }
)
