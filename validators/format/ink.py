"""How characters are inked: their size, colour and weight, and the space between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from docgen.reading import Outcome, Reading
from docgen.spec.measures import Tolerance
from docgen.spec.model import Format
from docgen.units import Length
from docgen.validators.format.characters import HEX, visible
from docgen.validators.format.compare import POINT, named_size, outcome_of
from docgen.validators.format.deviation import Deviation
from docgen.view.model import Run

T = TypeVar("T")

_BLACK: Final = "000000"
_NAMES: Final = {"FF0000": "红色", "000000": "黑色", "FFFFFF": "白色", "0000FF": "蓝色"}


def _texts(runs: tuple[Run, ...], of: Callable[[Run], T]) -> dict[T, str]:
    """The characters a reader sees, by what is asked of them."""
    texts: dict[T, str] = {}
    for run in runs:
        if visible(run.text) and not run.symbol:
            texts[of(run)] = texts.get(of(run), "") + run.text
    return texts


def sizes(runs: tuple[Run, ...], law: Format) -> Iterator[Deviation]:
    if law.size is None:
        return
    for size, text in _texts(runs, lambda run: run.format.size).items():
        outcome = outcome_of(size, law.size)
        if outcome is not Outcome.CONFORMS:
            yield Deviation(
                "size",
                outcome,
                "字号",
                found=named_size(size.low or size.high or 0) if size else "",
                wanted=named_size(law.size.length),
                actual=POINT.write(size.low or size.high or 0) if size else "",
                expected=law.size.written,
                text=text,
            )


def colours(runs: tuple[Run, ...], law: Format, tolerance: Tolerance) -> Iterator[Deviation]:
    """An automatic colour is black ink; inks are told apart as finely as this kind of file states them."""
    if law.colour is None:
        return
    for found, text in _texts(runs, lambda run: _colour(run.format.colour)).items():
        if found is None:
            yield Deviation("font", Outcome.UNDETERMINED, "颜色", text=text)
        elif _distance(found, law.colour) > tolerance.colour:
            names = _NAMES.get(found, found), _NAMES.get(law.colour, law.colour)
            yield Deviation("font", Outcome.VIOLATES, "颜色", *names, actual=found, expected=law.colour, text=text)


def _colour(written: str | None) -> str | None:
    if written is None:
        return None
    return written.upper() if HEX.fullmatch(written) else _BLACK


def _distance(one: str, other: str) -> int:
    """How far the red, green or blue of two colours differ at most, from 0 to 255."""
    return max(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) for i in (0, 2, 4))


def weights(runs: tuple[Run, ...], law: Format) -> Iterator[Deviation]:
    """Bold where the law has none, or none where it has."""
    if law.bold is None:
        return
    words = {True: "加粗", False: "不加粗"}
    for bold, text in _texts(runs, lambda run: run.format.bold).items():
        if bold is None:
            yield Deviation("weight", Outcome.UNDETERMINED, "字形", text=text)
        elif bold is not law.bold:
            found, wanted = words[bold], words[law.bold]
            yield Deviation("weight", Outcome.VIOLATES, "字形", found, wanted, actual=found, expected=wanted, text=text)


def between_characters(runs: tuple[Run, ...], law: Format, tolerance: Tolerance) -> Iterator[Deviation]:
    """The space added to every character, which a print does not show apart from the characters."""
    want = law.character_spacing
    if want is None:
        return
    for spacing, text in _texts(runs, lambda run: run.format.spacing).items():
        reading = None if spacing is None else Reading.exact(spacing, within=tolerance.spacing)
        outcome = outcome_of(reading, want)
        if outcome is not Outcome.CONFORMS:
            yield Deviation(
                "spacing",
                outcome,
                "字符间距",
                found="" if spacing is None else _said_space(spacing),
                wanted=_said_space(want.length),
                actual="" if spacing is None else POINT.write(spacing),
                expected=want.written,
                text=text,
            )


def _said_space(spacing: Length) -> str:
    """“加宽0.5磅”, “紧缩0.25磅”: as word processors call it."""
    if not spacing:
        return "标准"
    return f"{'加宽' if spacing > 0 else '紧缩'}{POINT.say(abs(spacing))}"
