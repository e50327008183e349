"""The entries of a list written as text. Standard library only."""

from __future__ import annotations

import re
from typing import Final

_HAN: Final = "一二三四五六七八九十"
_NUMBER: Final = rf"(?:[（(]\s*[{_HAN}\d]{{1,3}}\s*[）)]|\d{{1,3}}\s*[.．、）)](?!\d)|[①-⑳⑴-⒇]|[{_HAN}]{{1,3}}、)"
_BEGINS: Final = re.compile(rf"^\s*{_NUMBER}\s*")
_ONE_MORE: Final = re.compile(rf"(?:[；;\n]|(?<=[\s；;，,。、])(?={_NUMBER}))\s*")
_BROKEN: Final = re.compile(r"\s*\n\s*(?=[〔〕）)])|(?<=[〔（(])\s*\n\s*")
"""A line broken at a bracket: no entry begins or ends there."""
_ENDS: Final = " \u3000\t。；;，,、"


def listed(text: str) -> tuple[str, ...]:
    """The entries of a text: a line each, or set off by ；, by numbers (“1.甲 2.乙”, “①甲②乙”) or, where nothing else
    does, by 、; without their numbers and the marks at their ends."""
    numbered = re.sub(rf"(?<![\s\d（(])({_NUMBER})(?=\D)", r"\n\1", text) if _BEGINS.match(text) else text
    parts = _cleaned(_ONE_MORE.split(_BROKEN.sub("", numbered)))
    if len(parts) == 1 and "、" in parts[0] and not re.search(r"[《（(“]", parts[0]):
        parts = _cleaned(parts[0].split("、"))
    return parts


def _cleaned(parts: list[str]) -> tuple[str, ...]:
    bare = (_BEGINS.sub("", part).strip(_ENDS) for part in parts if part)
    return tuple(part for part in bare if part)
