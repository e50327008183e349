"""Signs drawn by symbol fonts as the characters they look like.

A symbol font puts its pictures on the codes of letters, or on the private codes U+F020–U+F0FF; what a reader sees is a
ticked box, whatever the file's character is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

_WINGDINGS: Final[Mapping[int, str]] = MappingProxyType(
    {
        0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x73: "◆", 0x74: "◆", 0x75: "◆",
        0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨",
        0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    }
)  # fmt: skip
_WINGDINGS_2: Final[Mapping[int, str]] = MappingProxyType(
    {
        0x2A: "☐", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x30: "☐", 0x35: "☐", 0x97: "●",
        0x98: "●", 0x99: "○", 0xA2: "■", 0xA3: "□",
    }
)  # fmt: skip
_SYMBOL: Final[Mapping[int, str]] = MappingProxyType(
    {0xB7: "•", 0xD6: "√", 0xB4: "×", 0xB0: "°", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xAE: "→", 0xA8: "◆", 0xA0: "€"}
)
_FONTS: Final[Mapping[str, Mapping[int, str]]] = MappingProxyType(
    {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
)
_PRIVATE: Final = 0xF000
_UNKNOWN: Final = "•"


@lru_cache(maxsize=256)
def is_symbol_font(name: str) -> bool:
    """Whether a font draws pictures on the codes of letters."""
    return name.lower() in _FONTS


def symbol_text(text: str, font: str) -> str:
    """Text of a symbol font as what it looks like; letters and private codes without an entry become a bullet."""
    table = _FONTS.get(font.lower(), MappingProxyType({}))
    return "".join(_sign(ord(character), table) for character in text)


def _sign(code: int, table: Mapping[int, str]) -> str:
    low = code & 0xFF if _PRIVATE <= code <= _PRIVATE | 0xFF else code
    if low in table:
        return table[low]
    return _UNKNOWN if code >= _PRIVATE and low != code else chr(code)
