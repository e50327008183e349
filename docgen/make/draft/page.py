"""The page of a drafted template: size, margins, distances, and the width that tables share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docgen.errors import SpecError
from docgen.make.draft.furniture import Furniture
from docgen.make.wordml import Element, element
from docgen.spec.measures import load_measures
from docgen.spec.model import SIDES, DocumentSpec, Side
from docgen.units import Length

_PAPER: Final = "A4"


def shares(spec: DocumentSpec, parts: list[int]) -> list[int]:
    """The width between the margins in twips, shared out in these proportions.

    Raises:
        SpecError: the margins leave no width.
    """
    room = (_size(spec)[0] - _margin(spec, "left") - _margin(spec, "right")).twips
    if room <= 0:
        raise SpecError(f"{spec.key} 的左右页边距之和超过纸宽", "请改正 spec.toml 中 [page] 的 margin。")
    return [room * part // sum(parts) for part in parts]


def section(spec: DocumentSpec, furniture: Iterable[Furniture]) -> Element:
    """The one section of a draft, referring to its headers and footers by their ids."""
    made = element(
        "sectPr", *(element(f"{f.kind}Reference", type=f.pages, r_id=f.relationship) for f in furniture), _paper(spec)
    )
    made.append(_margins(spec))
    if spec.page.different_first or any(f.pages == "first" for f in furniture):
        made.append(element("titlePg"))
    if spec.page.grid and spec.page.grid.lines:
        room = (_size(spec)[1] - _margin(spec, "top") - _margin(spec, "bottom")).twips
        made.append(element("docGrid", type="lines", linePitch=str(room // spec.page.grid.lines)))
    return made


def _paper(spec: DocumentSpec) -> Element:
    width, height = _size(spec)
    turned = {"orient": "landscape"} if spec.page.orientation == "landscape" else {}
    return element("pgSz", w=str(width.twips), h=str(height.twips), **turned)


def _margins(spec: DocumentSpec) -> Element:
    """The law's margins and distances; a distance it does not state is half the upper margin."""
    margins = {side: str(_margin(spec, side).twips) for side in SIDES}
    half = Length(_margin(spec, "top") // 2)
    stated = {"header": spec.page.header, "footer": spec.page.footer}
    distances = {name: str((amount.length if amount else half).twips) for name, amount in stated.items()}
    gutter = spec.page.gutter.length.twips if spec.page.gutter else 0
    return element("pgMar", **margins, **distances, gutter=str(gutter))


def _size(spec: DocumentSpec) -> tuple[Length, Length]:
    upright = load_measures().paper(spec.page.paper or _PAPER)
    return upright[::-1] if spec.page.orientation == "landscape" else upright


def _margin(spec: DocumentSpec, side: Side) -> Length:
    """The law's margin; where it states none, an eighth of the width."""
    stated = spec.page.margin.get(side)
    return stated.length if stated else Length(_size(spec)[0] // 8)
