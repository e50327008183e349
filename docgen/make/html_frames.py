"""Paragraphs in a frame and floating tables: where the print puts what stands apart from the text.

Every frame stands in the text with its own height, so that nothing is ever printed over it, and no page break cuts it.
A frame at the foot of the text area (版记) keeps its room below the text and is drawn at the foot of that page; one
that stands at a height of the page and opens a section (the head of a letter) is drawn at that height.
"""

from __future__ import annotations

from collections.abc import Sequence

from docgen.make.css import Classes, low, pt
from docgen.view.look import Frame, PageSetup
from docgen.view.model import Block, Paragraph, Table


def frame_of(block: Block) -> Frame | None:
    if isinstance(block, Table):
        return block.frame
    return block.format.frame if isinstance(block, Paragraph) else None


def frame_html(frame: Frame, inside: str, page: PageSetup, classes: Classes, *, opens: bool) -> str:
    """The paragraphs ``inside`` one frame. ``opens``: they are the first of their section."""
    if stands_at_foot(frame):
        foot = {"position": "absolute", "bottom": "0", "left": "0", "right": "0"}
        return _box(_box(inside, "room") + _box(inside, classes.name(foot)), "framed")
    moved = _moved(frame, page) if opens else {}
    return _box(inside, f"framed {classes.name(moved)}" if moved else "framed")


def _box(inside: str, name: str) -> str:
    return f'<div class="{name}">{inside}</div>'


def stands_at_foot(frame: Frame) -> bool:
    return frame.down == "margin" and frame.down_align == "bottom"


def without_anchor(blocks: Sequence[Block]) -> Sequence[Block]:
    """Without the empty paragraph that ends a section after a frame at its foot: it only carries the frame's anchor."""
    if len(blocks) < 2:
        return blocks
    frame, last = frame_of(blocks[-2]), blocks[-1]
    carries = frame is not None and stands_at_foot(frame) and isinstance(last, Paragraph) and not last.full_text.strip()
    return blocks[:-1] if carries else blocks


def _moved(frame: Frame, page: PageSetup) -> dict[str, str]:
    """From the text area to the place on the page."""
    style = {}
    if frame.down == "page" and frame.top is not None:
        style["margin-top"] = pt(frame.top - low(page.margin.get("top")))
    if frame.across == "page" and frame.left is not None:
        left = frame.left - low(page.margin.get("left"))
        style["margin-left"] = pt(left)
        if frame.width is not None:
            text = low(page.width) - low(page.margin.get("left")) - low(page.margin.get("right"))
            style["margin-right"] = pt(text - left - frame.width)
    return style
