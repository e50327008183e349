"""What can be wrong with how any paper looks: its own law, changed in one key.

A paper stamped by such a law has one fault under its own, and so has a print set by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from docgen.spec.model import DocumentSpec, Format, Page, Role
from docgen.spec.written import Amount, LinePitch

Law = Mapping[str, Any]
Named = tuple[str, Law]

_OTHER_PAPER: Final = "A3"
"""Larger: what is laid out for the law's paper is not cut off."""
_OTHER_FONTS: Final = ("宋体", "黑体")
_OTHER_ALIGNMENT: Final = {"center": "left"}
_MARGINS: Final = {"top": 0.8, "bottom": 0.8, "left": 1.5, "right": 1.5}
"""By how many centimetres a margin is wrong, either way: what a print's ink shows differs in the two directions."""
_TURNED: Final = {"portrait": "landscape", "landscape": "portrait"}
_RED, _BLACK = "FF0000", "000000"


def laws_otherwise(spec: DocumentSpec, roles: tuple[str, ...]) -> tuple[list[Named], list[Named]]:
    """What is changed, and the keys that are: of the page, and of these roles."""
    # The lines a page holds are not reckoned anew.
    pages: list[Named] = [(what, {"page": {**page, "grid": {"lines": 0}}}) for what, page in _pages(spec.page)]
    looks: list[Named] = [
        (f"{name}: {what}", {"role": {name: look}}) for name in roles for what, look in _looks(spec.role[name])
    ]
    return pages, looks


def _pages(page: Page) -> Iterator[tuple[str, Law]]:
    if page.paper:
        yield "larger paper", {"paper": _OTHER_PAPER}
    if page.orientation:
        yield "paper turned", {"orientation": _TURNED[page.orientation]}
    for side, margin in page.margin.items():
        yield f"{side} margin wider", {"margin": {side: _moved(margin, _MARGINS[side])}}
        yield f"{side} margin narrower", {"margin": {side: _moved(margin, -_MARGINS[side])}}
    for edge in ("header", "footer"):
        if distance := getattr(page, edge):
            yield f"{edge} nearer the text", {edge: _moved(distance, 0.5)}


def _moved(amount: Amount, centimetres: float) -> str:
    return f"{amount.length.cm + centimetres:.2f}cm"


def _looks(role: Role) -> Iterator[tuple[str, Law]]:
    if role.font:
        yield "font", {"font": next(font for font in _OTHER_FONTS if font not in role.font)}
    if role.size:
        yield "size larger", {"size": _points(_highest(role.size), 2)}
        yield "size smaller", {"size": _points(_lowest(role.size), -2)}
        yield "as small as a dot", {"size": "1pt"}
    if role.bold is not None:
        yield "bold", {"bold": not role.bold}
    if role.colour:
        yield "colour", {"colour": _BLACK if role.colour == _RED else _RED}
    if role.line and role.line.rule == "exact":
        yield "lines apart", {"line": _pitch(role, 6)}
        yield "lines close", {"line": _pitch(role, -3)}
    yield from _settings(role)


def _settings(role: Format) -> Iterator[tuple[str, Law]]:
    if role.align and not role.align.startswith("signature"):
        yield "alignment", {"align": _OTHER_ALIGNMENT.get(role.align, "center")}
    if role.first_line:
        yield "first line", {"first_line": "0pt"}
        yield "first line further in", {"first_line": "4 characters"}
    for key in ("before", "after"):
        if space := getattr(role, key):
            yield f"space {key}", {key: _points(_highest(space), 6)}
    if role.character_spacing:
        yield "characters apart", {"character_spacing": "2pt"}


def _highest(amount: Amount) -> float:
    return (amount.high or amount.low or 0) / 12700


def _lowest(amount: Amount) -> float:
    return (amount.low or amount.high or 0) / 12700


def _points(points: float, more: float) -> str:
    return f"{points + more:g}pt"


def _pitch(role: Role, more: float) -> str:
    assert isinstance(role.line, LinePitch)
    return f"exactly {role.line.high / 12700 + more:g}pt"
