"""Lengths in one integer base unit, the English Metric Unit of ECMA-376 (1 pt = 12 700 EMU, 1 twip = 635).

Standard library only.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

_EMU_PER: Final = MappingProxyType(
    {
        "cm": 360_000.0,
        "厘米": 360_000.0,
        "mm": 36_000.0,
        "毫米": 36_000.0,
        "in": 914_400.0,
        "pt": 12_700.0,
        "磅": 12_700.0,
        "twips": 635.0,
        "px": 9_525.0,
    }
)

NAMED_SIZES: Final = MappingProxyType(
    {
        "初号": 42.0, "小初": 36.0, "一号": 26.0, "小一": 24.0, "二号": 22.0, "小二": 18.0, "三号": 16.0, "小三": 15.0,
        "四号": 14.0, "小四": 12.0, "五号": 10.5, "小五": 9.0, "六号": 7.5, "小六": 6.5, "七号": 5.5, "八号": 5.0,
    }
)  # fmt: skip
"""The Chinese type sizes in points. There is no 9号 or above: “16号字” in an office note means 16 pt."""

_WRITTEN: Final = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*([a-z]+|[厘毫]米|磅)\s*")


class Length(int):
    """A length in EMU. Made from ``"2.7cm"``, ``"16pt"``, ``"三号"``; read as ``.cm .mm .pt .twips``."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Length:
        """Read a written length. Raises ValueError when the text is not one."""
        if text in NAMED_SIZES:
            return cls.of_pt(NAMED_SIZES[text])
        match = _WRITTEN.fullmatch(text)
        if match is None or match[2] not in _EMU_PER:
            raise ValueError(f"not a length: {text!r}")
        return cls(round(float(match[1]) * _EMU_PER[match[2]]))

    @classmethod
    def of_cm(cls, value: float) -> Length:
        return cls(round(value * _EMU_PER["cm"]))

    @classmethod
    def of_mm(cls, value: float) -> Length:
        return cls(round(value * _EMU_PER["mm"]))

    @classmethod
    def of_pt(cls, value: float) -> Length:
        return cls(round(value * _EMU_PER["pt"]))

    @classmethod
    def of_twips(cls, value: float) -> Length:
        return cls(round(value * _EMU_PER["twips"]))

    @property
    def cm(self) -> float:
        return self / _EMU_PER["cm"]

    @property
    def mm(self) -> float:
        return self / _EMU_PER["mm"]

    @property
    def pt(self) -> float:
        return self / _EMU_PER["pt"]

    @property
    def twips(self) -> int:
        return round(self / _EMU_PER["twips"])

    @property
    def half_points(self) -> int:
        return round(self * 2 / _EMU_PER["pt"])

    def __add__(self, other: int) -> Length:
        return Length(int(self) + int(other))

    def __sub__(self, other: int) -> Length:
        return Length(int(self) - int(other))

    def __neg__(self) -> Length:
        return Length(-int(self))

    def __repr__(self) -> str:
        return f"Length({self.pt:g}pt)"
