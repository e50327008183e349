"""Pictures as HTML: those in the text as tall characters, those that float at their anchor.

A floating picture takes no room, unless it says that no text may stand beside it. Its place is counted from where its
paragraph begins, or from the page and its margins, which the printer counts from the box the picture is laid out in.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from docgen.make.css import Classes, low, pt
from docgen.spec.model import Side
from docgen.units import Length
from docgen.view.look import PageSetup
from docgen.view.model import Picture

_SHARE: Final = MappingProxyType({"center": 0.5, "right": 1.0, "bottom": 1.0, "outside": 1.0})
"""The part of the free room that stands before a picture aligned so; none before any other."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a region stands: the text area of its page, and ``left`` and ``top`` of the box that the printer counts
    from, in EMU from the page's corner. A footer's top is None: it hangs from how much stands in it."""

    page: PageSetup
    left: int
    top: int | None

    @classmethod
    def of_body(cls, page: PageSetup) -> Ground:
        return cls(page, _side(page, "left"), _side(page, "top"))

    @classmethod
    def of_furniture(cls, place: str, page: PageSetup) -> Ground:
        """The margin box of ``header`` or ``footer``, as wide as the text; a header's begins at its distance."""
        return cls(page, _side(page, "left"), low(page.header) if place == "header" else None)

    def fault(self, picture: Picture) -> str | None:
        """Why a picture has no place here."""
        lost = self.top is None and picture.anchor == "floating" and picture.down != "text"
        return "它在页脚中按页面定位，请改为相对于段落定位" if lost else None


def _side(page: PageSetup, side: Side) -> int:
    return low(page.margin.get(side)) + (low(page.gutter) if side == "left" else 0)


def inline_html(picture: Picture, address: str, classes: Classes) -> str:
    """A picture that stands in a line."""
    return _image(picture, address, classes, {"vertical-align": "baseline"})


def floating_html(picture: Picture, address: str, classes: Classes, ground: Ground) -> str:
    """A picture anchored to the paragraph it is written before."""
    image = _image(picture, address, classes, {"display": "block"})
    if picture.apart and picture.down == "text":
        room = {"padding-top": pt(max(0, picture.top or 0)), "padding-left": pt(_across(picture, ground, "text"))}
        return f'<div class="{classes.name({**room, "break-after": "avoid"})}">{image}</div>'
    place = {"position": "absolute", **_horizontal(picture, ground), **_vertical(picture, ground)}
    if picture.behind:
        place["z-index"] = "-1"
    return f'<div class="{classes.name(place)}">{image}</div>'


def _image(picture: Picture, address: str, classes: Classes, style: dict[str, str]) -> str:
    size = {"width": pt(picture.width or 0), "height": pt(picture.height or 0)}
    return f'<img class="{classes.name({**size, **style})}" src="{address}" alt="">'


def _horizontal(picture: Picture, ground: Ground) -> dict[str, str]:
    """From where its paragraph begins as it flows, or from the box's left side."""
    if picture.across == "text" and picture.across_align is None:
        return {"margin-left": pt(picture.left or 0)}
    left = _across(picture, ground, picture.across)
    start = 0 if picture.across == "page" else _side(ground.page, "left")
    return {"left": pt(start + left - ground.left)}


def _across(picture: Picture, ground: Ground, anchor: str) -> float:
    """From the left of the page or of the text area to the picture."""
    page = ground.page
    width = low(page.width) - (0 if anchor == "page" else _side(page, "left") + _side(page, "right"))
    return _offset(picture.across_align, picture.left, width - (picture.width or 0))


def _vertical(picture: Picture, ground: Ground) -> dict[str, str]:
    page = ground.page
    if picture.down == "text":
        return {"margin-top": pt(picture.top or 0)}
    height, start = low(page.height), 0
    if picture.down == "margin":
        start = _side(page, "top")
        height -= start + _side(page, "bottom")
    top = start + _offset(picture.down_align, picture.top, height - (picture.height or 0))
    return {"top": pt(top - (ground.top or 0))}


def _offset(align: str | None, given: Length | None, free: float) -> float:
    if align is None:
        return given or 0
    return free * _SHARE.get(align, 0.0)
