"""Titles as they stand in a text: which lines may be one, and whether one stands in a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from docgen.view.model import Block, Paragraph, Table
from docgen.wording import squeezed

AFTER_A_TITLE: Final = r"(?:[(（〔\[【].*)?$"
ENDS_ANY: Final = "的"
"""A title that begins so (“的通知”) ends the titles of many papers, and alone says little."""

_VARIED: Final = re.compile("[“”\"'‘’「」『』、,，·・]")
"""Quotes and pauses, which every office writes its own way inside 双随机、一公开."""
_BEFORE_A_TITLE: Final = "^[^:;。《]*"
"""What may stand before a title in its line: no label and no sentence that only names the paper."""
_LISTED: Final = re.compile(r"\s*(?:附件|\d{1,3}(?!\d)|[(（]|[一二三四五六七八九十]+[、.．])")
"""How a line begins that is an item of a list; a year is no number of one."""


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """How titles and marks are compared: width, white space, quotes and pauses do not count. Those of the law are asked
    for of every paper, and the labels of forms are the same in most."""
    return _VARIED.sub("", squeezed(text))


def headings(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines that may be a paper's title: those outside tables, and what stands alone in a table's first row."""
    for block in blocks:
        paragraphs: Iterable[Paragraph] = (block,) if isinstance(block, Paragraph) else ()
        if isinstance(block, Table) and len(first := block.row(1)) == 1:
            paragraphs = first[0].paragraphs()
        yield from (plain(one.full_text) for one in paragraphs if not _LISTED.match(one.full_text))


def heads(title: str, lacks: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether a title stands in a line of its own, in one of these lines; it may be broken over two."""
    if title not in "".join(lines):
        return False
    heading = re.compile(_BEFORE_A_TITLE + re.escape(title) + AFTER_A_TITLE)
    broken = (a + b for a, b in pairwise(lines) if title not in a and title not in b)
    return any(
        title in line and heading.match(line) and not any(plain(other) in line for other in lacks)
        for line in (*lines, *broken)
    )
