"""Which characters of a paragraph are judged, and by which slot of the font.

Characters, not runs: a font is the East Asian slot of East Asian characters, and of Latin letters and digits only
where the law has ``latin``. White space says nothing; the quotes and dashes “”‘’…—·, whose slot depends on a hint no
reader sees (ECMA-376 Part 1 §17.3.2.26), never make a finding alone. Field codes and deleted text are no runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from docgen.spec import load_measures
from docgen.view.model import Block, DocumentView, Paragraph, Run, Table

_EAST_ASIAN: Final = re.compile(
    "[\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u3105-\u312f\u31a0-\u31bf\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)
_LATIN: Final = re.compile(r"[0-9A-Za-z]")
_SILENT: Final = re.compile(r"[\s\u200b-\u200f\ufeff\u3000“”‘’…—·]")
HEX: Final = re.compile(r"[0-9A-Fa-f]{6}")
_PAPER: Final = "FFFFFF"
_NO_COLOUR: Final = "auto"
_HIGHLIGHTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
        "red": "FF0000", "yellow": "FFFF00", "white": "FFFFFF", "darkblue": "000080", "darkcyan": "008080",
        "darkgreen": "008000", "darkmagenta": "800080", "darkred": "800000", "darkyellow": "808000",
        "darkgray": "808080", "lightgray": "C0C0C0",
    }
)  # fmt: skip
"""The colours of a highlighter by their names (ECMA-376 Part 1 §17.18.40)."""


def east_asian(text: str) -> str:
    """The ideographs, their punctuation and full-width forms."""
    return "".join(_EAST_ASIAN.findall(text))


def latin(text: str) -> str:
    """The Latin letters and digits."""
    return "".join(_LATIN.findall(text))


def visible(text: str) -> str:
    """What has a size a reader can see, quotes and dashes left out."""
    return _SILENT.sub("", text)


def in_common_fonts(text: str) -> str:
    """The characters of GB 2312, the repertoire every official Chinese font has. What lies outside it is printed in
    another face by every program, and a print cannot be blamed for it."""
    return text.encode("gb2312", "ignore").decode("gb2312")


@dataclass(frozen=True, slots=True)
class Ground:
    """What the paragraphs of a view stand on, by identity: the colour of their cell (None: the paper). ``printed``:
    what lies under text is what was filled there, and something else may have been drawn between."""

    shading: Mapping[int, str | None]
    printed: bool = False

    @classmethod
    def of(cls, view: DocumentView) -> Ground:
        return cls(dict(_shadings(view.blocks, None)), view.facts.is_print)

    def disguise(self, paragraph: Paragraph, run: Run) -> str | None:
        """How this run keeps its text from a reader's eye, or None: hidden, in the colour of its ground, or too small
        or too narrow to read (limits: ``templates/measures.toml``)."""
        if not visible(run.text):
            return None
        limits, look = load_measures().disguise, run.format
        if look.hidden:
            return "设为隐藏"
        if look.size is not None and look.size.high is not None and look.size.high <= limits.size:
            return "字号小到无法辨认"
        if look.scale is not None and look.scale < limits.scale:
            return "字符缩放到无法辨认"
        if not self._melts(paragraph, run) or (self.printed and _contrast(look.colour, None) >= limits.contrast):
            return None
        return "颜色与底色相同或相近"

    def doubtful(self, paragraph: Paragraph, run: Run) -> bool:
        """Whether a print leaves open if this run can be told from what lies under it: that is not of one colour, or of
        the run's own, while other things may lie between."""
        look, limit = run.format, load_measures().disguise.contrast
        if not self.printed or look.hidden or look.shading is None or not visible(run.text):
            return False
        on_paper = _contrast(look.colour, None) >= limit
        return not on_paper if look.shading == _NO_COLOUR else on_paper and self._melts(paragraph, run)

    def _melts(self, paragraph: Paragraph, run: Run) -> bool:
        """Whether a run has the colour of the nearest ground: its highlight, its shading, its paragraph, its cell."""
        look = run.format
        if look.shading == _NO_COLOUR and self.printed:
            return False
        highlight = _HIGHLIGHTS.get((look.highlight or "").lower())
        ground = highlight or look.shading or paragraph.format.shading or self.shading.get(id(paragraph))
        return _contrast(look.colour, ground) < load_measures().disguise.contrast

    def shown(self, paragraph: Paragraph) -> Iterator[Run]:
        """The runs a reader sees."""
        return (run for run in paragraph.runs if not run.format.hidden and not self.disguise(paragraph, run))


def _shadings(blocks: tuple[Block, ...], shading: str | None) -> Iterator[tuple[int, str | None]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield id(block), shading
        elif isinstance(block, Table):
            for cell in block.cells:
                yield from _shadings(cell.blocks, cell.shading or shading)


def _contrast(colour: str | None, ground: str | None) -> float:
    """The contrast ratio of WCAG 2.1 (1 to 21). An automatic colour always contrasts: programs choose it so."""
    if colour is None or not HEX.fullmatch(colour):
        return 21
    ground = ground if ground and HEX.fullmatch(ground) else _PAPER
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
