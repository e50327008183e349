"""Sizes of paper, and how finely each kind of file states a measure (``templates/measures.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator

from docgen.errors import Problem, SpecError
from docgen.spec.folders import templates
from docgen.spec.law import Law
from docgen.spec.load import checked, read_toml
from docgen.units import Length


def _length(value: Any) -> Any:
    if isinstance(value, Length):
        return value
    try:
        return Length.parse(value)
    except (ValueError, TypeError):
        raise ValueError("应为长度，数字连着单位写（cm、mm、pt、twips）") from None


LengthText = Annotated[Length, BeforeValidator(_length)]


class PaperSize(Law):
    """An upright sheet."""

    width: LengthText
    height: LengthText


class Tolerance(Law):
    """How far a value of one kind of file may be off and still be the value.

    ``margin`` also holds for the distance of header and footer. An indent may be off by ``indent_characters`` of the
    text's own size, by ``indent`` where that size is not known. ``colour``: each of red, green and blue, from 0 to 255.
    """

    page: LengthText
    margin: LengthText
    size: LengthText
    pitch: LengthText
    spacing: LengthText
    indent: LengthText
    indent_characters: float
    colour: int


class Disguise(Law):
    """The bounds below which text is there for programs and not for readers: its size, its scale in per cent, its
    contrast with its ground (the ratio of WCAG 2.1, from 1 to 21)."""

    size: LengthText
    scale: int
    contrast: float


class ScanLaw(Law):
    """How large a scanned page may be beside the paper that was scanned (``page``), and the dots to the inch programs
    write where they know none (``unscaled``): a page so large says nothing of the paper."""

    page: LengthText
    unscaled: tuple[float, ...]


class _MeasuresFile(Law):
    paper: dict[str, PaperSize]
    tolerance: dict[str, Tolerance]
    disguise: Disguise
    scan: ScanLaw


class Measures(Law):
    """The measures of the house, by name of the paper and by kind of file."""

    sizes: Mapping[str, PaperSize]
    tolerances: Mapping[str, Tolerance]
    disguise: Disguise
    scan: ScanLaw

    @property
    def papers(self) -> tuple[str, ...]:
        return tuple(self.sizes)

    def paper(self, name: str) -> tuple[Length, Length]:
        """Width and height of an upright sheet. Raises KeyError for a paper the law does not know."""
        size = self.sizes[name]
        return size.width, size.height

    def tolerance(self, kind: str) -> Tolerance:
        """Of a kind of file; one the law names none for states its values as a .docx does, if it states any."""
        return self.tolerances.get(kind, self.tolerances["docx"])


@lru_cache(maxsize=1)
def load_measures() -> Measures:
    """The packaged measures, read once a process. Raises SpecError with every fault of the file."""
    problems: list[Problem] = []
    data = read_toml(templates() / "measures.toml", "measures.toml", problems)
    written = None if data is None else checked(_MeasuresFile, data, "measures.toml", problems)
    if written is None:
        raise SpecError("计量数据有误：", "请按 templates/README.md 所列写法改正。", problems)
    return Measures(sizes=written.paper, tolerances=written.tolerance, disguise=written.disguise, scan=written.scan)
