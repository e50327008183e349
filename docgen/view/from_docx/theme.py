"""The theme's fonts and colours (ECMA-376 Part 1 §20.1.4, §17.3.2.26, §17.15.1.90)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from docgen.view.from_docx.xml import A, local_name
from docgen.view.safe_xml import Element

_SCRIPTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "zh": "Hans", "zh-cn": "Hans", "zh-sg": "Hans", "zh-hans": "Hans",
        "zh-tw": "Hant", "zh-hk": "Hant", "zh-mo": "Hant", "zh-hant": "Hant",
        "ja": "Jpan", "ja-jp": "Jpan", "ko": "Hang", "ko-kr": "Hang",
    }
)  # fmt: skip
_COLOUR_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "background1": "lt1", "light1": "lt1", "bg1": "lt1", "text1": "dk1", "dark1": "dk1", "tx1": "dk1",
        "background2": "lt2", "light2": "lt2", "bg2": "lt2", "text2": "dk2", "dark2": "dk2", "tx2": "dk2",
        "hyperlink": "hlink", "followedHyperlink": "folHlink",
    }
)  # fmt: skip


_WITHOUT_A_THEME: Final[Mapping[str, str]] = MappingProxyType({"lt1": "FFFFFF", "dk1": "000000"})


@dataclass(frozen=True, slots=True)
class Theme:
    """``fonts`` by (``major`` or ``minor``, slot or script) and ``colours`` by scheme name, six hexadecimal digits."""

    fonts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    script: str = "Hans"

    def face(self, reference: str) -> str:
        """The face a theme font stands for (``minorEastAsia``); empty when the theme names none.

        An empty East Asian face falls to the theme's entry for the script of the document's East Asian language.
        """
        collection = "major" if reference.startswith("major") else "minor"
        if reference.endswith("EastAsia"):
            return self.fonts.get((collection, "ea")) or self.fonts.get((collection, self.script), "")
        slot = "cs" if reference.endswith("Bidi") else "latin"
        return self.fonts.get((collection, slot), "")

    def colour(self, name: str) -> str | None:
        """The colour of a scheme name, or None when there is none; without a theme ink is black and paper white."""
        known = _COLOUR_NAMES.get(name, name)
        return self.colours.get(known) or _WITHOUT_A_THEME.get(known)


def read_theme(root: Element | None, east_asian_language: str = "") -> Theme:
    """The theme part; without one, a theme that names nothing."""
    script = _SCRIPTS.get(east_asian_language.lower(), "Hans")
    if root is None:
        return Theme(script=script)
    fonts: dict[tuple[str, str], str] = {}
    for collection in ("major", "minor"):
        for element in root.iterfind(f".//{A}fontScheme/{A}{collection}Font/*"):
            slot = element.get("script") or local_name(element)
            fonts[collection, slot] = element.get("typeface", "").strip()
    return Theme(fonts, dict(_colours(root)), script)


def _colours(root: Element) -> list[tuple[str, str]]:
    found = []
    for entry in root.iterfind(f".//{A}clrScheme/*"):
        for colour in entry:
            stated = colour.get("lastClr") or colour.get("val")
            if stated:
                found.append((local_name(entry), stated.upper()))
    return found
