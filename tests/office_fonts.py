"""The fonts of official papers for LibreOffice in tests: our stand-ins, under the official names.

A machine of an office has the fonts themselves; ours has faces that look alike. So that a print tells which font a
character was set in, and its letters and digits are as wide as the official ones', copies of the stand-ins bear the
official names and set Western characters half as wide as Chinese ones.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

from docgen.make.faces import cabinet
from docgen.spec import load_fonts

_FAMILY, _STYLE, _FULL, _POSTSCRIPT = (1, 16, 21), (2, 17, 22), 4, 6
_NAMED = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体")
_WESTERN = range(0x20, 0x7F)


def official_fonts(folder: Path) -> Path:
    """Writes the copies into ``folder``; the font configuration that knows them, for ``FONTCONFIG_FILE``."""
    fonts = folder / "fonts"
    fonts.mkdir(parents=True)
    for number, name in enumerate(_NAMED):
        (fonts / f"{number}.otf").write_bytes(_renamed(name))
    settings = folder / "fonts.conf"
    system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    settings.write_text(f"<fontconfig>{system}<dir>{fonts}</dir></fontconfig>", "utf-8")
    return settings


@cache
def _renamed(name: str) -> bytes:
    face = cabinet().face(name)
    postscript = next(iter(load_fonts().aliases(name)), name)
    with TTFont(face.file, fontNumber=face.number or 0, lazy=True, recalcBBoxes=False) as font:
        for record in font["name"].names:
            if record.nameID in (*_FAMILY, _FULL):
                record.string = name
                record.platformID, record.platEncID = 3, 1
            elif record.nameID in _STYLE:
                record.string = "Regular"
            elif record.nameID == _POSTSCRIPT:
                record.string = postscript if postscript.isascii() else record.string
        half = font["head"].unitsPerEm // 2
        advances, characters = font["hmtx"], font.getBestCmap()
        for code in _WESTERN:
            if code in characters:
                advances[characters[code]] = (half, advances[characters[code]][1])
        font["OS/2"].usWeightClass = 400
        font["OS/2"].fsSelection = 0x40
        font["head"].macStyle = 0
        out = BytesIO()
        font.save(out)
    return out.getvalue()
