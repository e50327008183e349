"""How a paragraph is set: line pitch, the space before and after, alignment, indents, borders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docgen.reading import Outcome, Reading
from docgen.spec.measures import Tolerance
from docgen.spec.model import Format, Role
from docgen.spec.words import ALIGNMENT_WORDS
from docgen.spec.written import Amount, LinePitch
from docgen.units import Length
from docgen.validators.format.compare import POINT, Unit, outcome_of, said, said_want
from docgen.validators.format.deviation import Aspect, Deviation
from docgen.view.look import LineSpacing, ParagraphFormat
from docgen.view.model import Paragraph

SINGLE: Final = 240
"""Multiple line spacing is counted in 240ths of a line (ECMA-376 Part 1 §17.3.1.33)."""

BEFORE: Final = "段前间距"
AFTER: Final = "段后间距"
_NO_LINE: Final = frozenset(("none", "nil"))
_DOUBLE: Final = frozenset(
    ("double", "triple", "thinThickSmallGap", "thickThinSmallGap", "thinThickMediumGap", "thickThinMediumGap",
     "thinThickLargeGap", "thickThinLargeGap")
)  # fmt: skip
_SAME: Final = {"left": ("left", "justify")}
_LIKE: Final = {"justify": ("left",), "distribute": ("left",)}
"""Alignments that begin every line where the wanted one does, and are it; those a print does not tell from it."""
_LINES: Final = {"none": "无", "single": "单线", "double": "双线"}


def spacing(paragraph: Paragraph, law: Format) -> Iterator[Deviation]:
    """The deviations of line pitch and of the space before and after, as far as the law states them."""
    look = paragraph.format
    if law.line is not None:
        outcome = _line_outcome(look.line, law.line, measured=paragraph.place.page is not None)
        if outcome is not Outcome.CONFORMS:
            readings = _said_readings(law) if look.line and look.line.rule == "multiple" else ()
            yield _of_line(outcome, look, law.line, tuple(readings))
    for name, want, reading, unclear in (
        (BEFORE, law.before, look.before, look.auto_before),
        (AFTER, law.after, look.after, look.auto_after),
    ):
        if want is not None:
            yield from _length("spacing", name, None if unclear else reading, want)


def _line_outcome(line: LineSpacing | None, want: LinePitch, *, measured: bool) -> Outcome:
    """``measured``: a pitch seen in print, which shows its amount and not the rule it came from."""
    if line is None or (measured and want.rule == "multiple"):
        return Outcome.UNDETERMINED
    slack = line.amount.within if want.within is None else want.within
    if want.rule == "at_least" and line.rule != "multiple":
        return line.amount.at_least(Length(round(want.low - slack)))
    if line.rule != want.rule:
        return Outcome.VIOLATES
    if want.rule == "multiple":
        return line.amount.between(Length(round(want.low * SINGLE)), Length(round(want.high * SINGLE)))
    return line.amount.between(Length(round(want.low - slack)), Length(round(want.high + slack)))


def _of_line(outcome: Outcome, look: ParagraphFormat, want: LinePitch, otherwise: tuple[str, ...]) -> Deviation:
    """Where the paragraph may be set by the spaces around it (``otherwise``), both sides of the sentence say so."""
    found, wanted = _said_line(look.line) if look.line else "", _said_pitch(want)
    spaces = [
        f"{name}{POINT.say(reading.value)}"
        for name, reading in ((BEFORE, look.before), (AFTER, look.after))
        if otherwise and reading is not None and reading.value is not None
    ]
    return Deviation(
        "spacing",
        outcome,
        "行距",
        found=f"{found}（{'、'.join(spaces)}）" if spaces else found,
        wanted=wanted,
        actual=found,
        expected=wanted,
        remark=f"（或{'，或'.join(otherwise)}）" if otherwise else "",
    )


def _said_readings(law: Format) -> Iterator[str]:
    """The other readings of the law that speak of spacing: “段后间距22磅”."""
    for part in law.also if isinstance(law, Role) else ():
        said = [f"行距{_said_pitch(part.line)}"] if part.line else []
        amounts = ((BEFORE, part.before), (AFTER, part.after))
        said += [f"{name}{POINT.say(want.length)}" for name, want in amounts if want]
        if said:
            yield "、".join(said)


def _said_line(line: LineSpacing) -> str:
    amount = line.amount.low or line.amount.high or 0
    if line.rule == "multiple":
        return _times(amount / SINGLE)
    return f"最小值{POINT.say(amount)}" if line.rule == "at_least" else POINT.say(amount)


def _said_pitch(want: LinePitch) -> str:
    if want.rule == "multiple":
        return _times(want.low)
    span = "" if want.low == want.high else f"至{POINT.say(want.high)}"
    return f"{'最小值' if want.rule == 'at_least' else '固定值'}{POINT.say(want.low)}{span}"


def _times(lines: float) -> str:
    return "单倍行距" if lines == 1 else f"{lines:.2f}".rstrip("0").rstrip(".") + "倍行距"


def setting(paragraph: Paragraph, law: Format, size: Length | None, tolerance: Tolerance) -> Iterator[Deviation]:
    """The deviations of alignment, indents and borders; ``size`` is that of the text, the measure of “characters”.
    Where a signature stands (``signature over …``) is no matter of one paragraph, and not of this function."""
    look = paragraph.format
    yield from _borders(paragraph, law)
    if law.align and law.align in ALIGNMENT_WORDS and look.align not in _SAME.get(law.align, (law.align,)):
        unseen = paragraph.place.page is not None and look.align in _LIKE.get(law.align, ())
        outcome = Outcome.VIOLATES if look.align and not unseen else Outcome.UNDETERMINED
        found, wanted = ALIGNMENT_WORDS.get(look.align or "", ""), ALIGNMENT_WORDS[law.align]
        yield Deviation("setting", outcome, "对齐方式", found, wanted, actual=found, expected=wanted)
    if size is None:
        stated = (law.indent or law.first_line) is not None
        yield from (Deviation("setting", Outcome.UNDETERMINED, "缩进"),) if stated else ()
        return
    step = Length(size + _shown_spacing(paragraph))
    for name, want, reading, characters in (
        ("左缩进", law.indent, look.indent_left, look.indent_left_characters),
        ("首行缩进", law.first_line, look.first_line, look.first_line_characters),
    ):
        if want is not None:
            yield from _indent(name, _in_emu(reading, characters, step), want, step, tolerance)


def _shown_spacing(paragraph: Paragraph) -> Length:
    """By how much the characters of a print stand apart: its characters are so much wider, whatever the reason is."""
    if paragraph.place.page is None:
        return Length(0)
    return next((run.format.spacing for run in paragraph.runs if run.format.spacing is not None), Length(0))


def _borders(paragraph: Paragraph, law: Format) -> Iterator[Deviation]:
    """In print a border is a line like any other; in a .docx the line may be drawn, and then it is no border either."""
    if law.border is None:
        return
    styles = {border.style for _, border in paragraph.format.borders} - _NO_LINE
    found = "none" if not styles else "double" if styles & _DOUBLE else "single"
    if found == law.border:
        return
    seen = bool(styles) or (law.border == "none" and paragraph.place.page is None)
    outcome = Outcome.VIOLATES if seen else Outcome.UNDETERMINED
    yield Deviation("setting", outcome, "边框线", _LINES[found], _LINES[law.border], actual=found, expected=law.border)


def _in_emu(reading: Reading[Length] | None, characters: float | None, size: Length) -> Reading[Length] | None:
    """An indent given in characters wins over a length (ECMA-376 Part 1 §17.3.1.12)."""
    return reading if characters is None else Reading.exact(Length(round(size * characters)))


def _indent(
    name: str, reading: Reading[Length] | None, want: Amount, size: Length, tolerance: Tolerance
) -> Iterator[Deviation]:
    """Indents are held against the law in characters of the text's own size, and to a part of one."""
    slack = Length(round(size * tolerance.indent_characters)) if want.within is None else want.within
    scale = size if want.unit == "characters" else 1
    wanted = Amount(
        None if want.low is None else want.low * scale,
        None if want.high is None else want.high * scale,
        within=slack,
        written=want.written,
    )
    unit = Unit("字", " characters", size) if want.unit == "characters" else POINT
    yield from _length("setting", name, reading, wanted, unit)


def _length(
    aspect: Aspect, name: str, reading: Reading[Length] | None, want: Amount, unit: Unit = POINT
) -> Iterator[Deviation]:
    outcome = outcome_of(reading, want)
    if outcome is Outcome.UNDETERMINED or reading is None:
        yield Deviation(aspect, Outcome.UNDETERMINED, name)
    elif outcome is Outcome.VIOLATES:
        yield Deviation(
            aspect,
            outcome,
            name,
            found=said(reading, unit).removeprefix("为"),
            wanted=said_want(want, unit).removeprefix("为"),
            actual=unit.write(reading.low or reading.high or 0),
            expected=want.written,
        )
