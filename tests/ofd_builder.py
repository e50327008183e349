"""OFD packages for tests (GB/T 33190-2016): written from what a page of a PDF draws, or from given parts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import groupby, pairwise
from xml.sax.saxutils import escape, quoteattr

from handed_in import zipped

from docgen.limits import DEFAULT_LIMITS
from docgen.units import Length
from docgen.view.from_pdf.page import PageReader, open_pdf
from docgen.view.pages.sheet import Glyph, Sheet

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MILLIMETRES_A_POINT = 25.4 / 72


def ofd(
    *pages: str, fonts: Iterable[str] = ("仿宋_GB2312",), more: Mapping[str, str] | None = None, size: str = "210 297"
) -> bytes:
    """A package of pages, each the XML of one layer."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(1, len(pages) + 1))
    named = "".join(f'<ofd:Font ID="{n}" FontName={quoteattr(name)}/>' for n, name in enumerate(fonts, 100))
    annotations = (
        "<ofd:Annotations>Annotations.xml</ofd:Annotations>" if more and "Doc_0/Annotations.xml" in more else ""
    )
    return zipped(
        {
            "OFD.xml": f'<ofd:OFD {SPACE} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo><ofd:Creator>甲'
            "</ofd:Creator></ofd:DocInfo><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 {size}"
            "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages>{annotations}</ofd:Document>",
            "Doc_0/PublicRes.xml": f"<ofd:Res {SPACE}><ofd:Fonts>{named}</ofd:Fonts></ofd:Res>",
            **{
                f"Doc_0/Pages/Page_{number}/Content.xml": f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{content}"
                "</ofd:Layer></ofd:Content></ofd:Page>"
                for number, content in enumerate(pages, 1)
            },
            **(more or {}),
        }
    )


def repacked(data: bytes, **changes: str | bytes | None) -> bytes:
    """The package with parts changed, added or (None) left out; ``__`` stands for ``/`` in their names."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    for name, content in changes.items():
        path = name.replace("__", "/") + ".xml"
        if content is None:
            parts.pop(path)
        else:
            parts[path] = content
    return zipped(parts)


def text(words: str, x: float, y: float, size: float = 5.64, font: int = 100, **attributes: str) -> str:
    """A line of text at ``x``, ``y`` (its baseline) in millimetres, each character as wide as it is high."""
    more = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    steps = f' DeltaX="g {len(words) - 1} {size}"' if len(words) > 1 else ""
    box = f"0 0 {len(words) * size + x:.2f} {y + size:.2f}"
    return (
        f'<ofd:TextObject Boundary="{box}" Font="{font}" Size="{size}"{more}>'
        f'<ofd:TextCode X="{x}" Y="{y}"{steps}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    """A ruling line in millimetres."""
    return (
        f'<ofd:PathObject Boundary="0 0 400 400" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M {x1} {y1} L {x2} {y2}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def as_ofd(pdf: bytes) -> bytes:
    """A PDF's text and lines as an OFD: what a document system that prints to OFD writes."""
    document = open_pdf(pdf)
    reader = PageReader(Length(0), DEFAULT_LIMITS.characters)
    sheets = [reader.read(document, number + 1) for number in range(len(document))]
    glyphs = [glyph for sheet in sheets for glyph in sheet.glyphs]
    names = list(dict.fromkeys(_font(glyph) for glyph in glyphs))
    size = f"{sheets[0].width * MILLIMETRES_A_POINT:.4f} {sheets[0].height * MILLIMETRES_A_POINT:.4f}"
    return ofd(*("".join(_drawn(sheet, names)) for sheet in sheets), fonts=names, size=size)


def _drawn(sheet: Sheet, names: list[str]) -> Iterator[str]:
    for _, group in groupby(
        sheet.glyphs, lambda glyph: (_font(glyph), glyph.size, round(glyph.baseline, 1), glyph.look.colour)
    ):
        run = list(group)
        steps = " ".join(f"{(after.left - before.left) * MILLIMETRES_A_POINT:.4f}" for before, after in pairwise(run))
        first = run[0]
        x, y, size = (value * MILLIMETRES_A_POINT for value in (first.left, first.baseline, first.size))
        yield (
            f'<ofd:TextObject Boundary="0 0 400 400" Font="{100 + names.index(_font(first))}" Size="{size:.4f}">'
            f'<ofd:TextCode X="{x:.4f}" Y="{y:.4f}" DeltaX="{steps}">{escape("".join(g.text for g in run))}'
            "</ofd:TextCode></ofd:TextObject>"
        )
    for rule in sheet.rules:
        at, start, end = (value * MILLIMETRES_A_POINT for value in (rule.at, rule.start, rule.end))
        yield line(start, at, end, at) if rule.horizontal else line(at, start, at, end)


def _font(glyph: Glyph) -> str:
    return glyph.look.east_asian.name if glyph.look.east_asian else ""
