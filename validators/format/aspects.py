"""A paragraph held against one statement of how text looks, aspect by aspect.

Five aspects, one code each: font (with its colour), size, weight (bold or not), spacing (line pitch, the space before
and after, and between characters), setting (alignment, indents and borders). Where the law accepts other readings
(``also``), a paragraph is judged by the reading it fits best; where it tolerates a form (``tolerated``), a paragraph
that fits the form is noted, not blamed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from docgen.reading import Outcome
from docgen.spec import load_fonts, load_measures
from docgen.spec.fonts import FontBook, Likeness
from docgen.spec.measures import Tolerance
from docgen.spec.model import Format, Role
from docgen.units import Length
from docgen.validators.format.characters import Ground, east_asian, in_common_fonts, latin, visible
from docgen.validators.format.deviation import ASPECTS, Aspect, Deviation, overlaid, spoken_of
from docgen.validators.format.ink import between_characters, colours, sizes, weights
from docgen.validators.format.setting import setting, spacing
from docgen.view.look import Face
from docgen.view.model import DocumentView, Paragraph, Run


@dataclass(frozen=True, slots=True)
class Eye:
    """What it takes to look at a paragraph: the names of fonts, what the text stands on, how finely it is measured."""

    fonts: FontBook
    ground: Ground
    tolerance: Tolerance

    @classmethod
    def on(cls, view: DocumentView) -> Eye:
        return cls(load_fonts(), Ground.of(view), load_measures().tolerance(view.facts.kind))

    def deviations(self, paragraph: Paragraph, law: Format, aspects: Collection[Aspect] = ASPECTS) -> list[Deviation]:
        """Every deviation of one paragraph from one statement of the law, in these aspects; none when it conforms."""
        runs = tuple(self.ground.shown(paragraph))
        found: list[Deviation] = []
        if "font" in aspects:
            found += (*self._fonts(runs, law), *colours(runs, law, self.tolerance))
        if "size" in aspects:
            found += sizes(runs, law)
        if "weight" in aspects:
            found += weights(runs, law)
        if "spacing" in aspects:
            found += (*spacing(paragraph, law), *between_characters(runs, law, self.tolerance))
        if "setting" in aspects:
            found += setting(paragraph, law, _size_of(runs), self.tolerance)
        return found

    def judged(self, paragraph: Paragraph, role: Role, aspect: Aspect) -> list[Deviation]:
        """The deviations in one aspect from the accepted reading the paragraph fits best; notes where it is tolerated.

        A reading is fitted as a whole: in every aspect that some other reading speaks of.
        """
        together = {one for part in (*role.also, *role.tolerated) for one in spoken_of(part)}
        if aspect not in together:
            return self.deviations(paragraph, role, {aspect})
        best = self.deviations(paragraph, role, together)
        if _violations(best):
            others = (self.deviations(paragraph, overlaid(role, part), together) for part in role.also)
            best = min((best, *others), key=_misfit)
        tolerated = (self.deviations(paragraph, overlaid(role, part), together) for part in role.tolerated)
        if _violations(best) and not all(map(_violations, tolerated)):
            best = [replace(deviation, severity="note") for deviation in best]
        return [deviation for deviation in best if deviation.aspect == aspect]

    def _fonts(self, runs: tuple[Run, ...], law: Format) -> Iterator[Deviation]:
        for wanted, name, slot, part in (
            (law.font, "字体", "east_asian", east_asian),
            (law.latin, "西文字体", "latin", latin),
        ):
            if wanted:
                texts: dict[Face | None, str] = {}
                for run in runs:
                    face: Face | None = getattr(run.format, slot)
                    told = "" if run.symbol else part(run.text)
                    if in_common_fonts(told) if face and face.printed else told:
                        texts[face] = texts.get(face, "") + run.text
                for face, text in texts.items():
                    if deviation := self._font(name, face, wanted, text):
                        yield deviation

    def _font(self, name: str, face: Face | None, wanted: tuple[str, ...], text: str) -> Deviation | None:
        if face is None:
            return Deviation("font", Outcome.UNDETERMINED, name, text=text)
        likeness = self.likeness(face, wanted)
        if likeness in (Likeness.ORIGINAL, Likeness.STAND_IN):
            return None
        alike = likeness is Likeness.SAME_DESIGN
        return Deviation(
            "font",
            Outcome.VIOLATES,
            name,
            found=self.fonts.canonical(face.name) or face.name or "（未指定）",
            wanted="或".join(wanted),
            expected="或".join(wanted),
            text=text,
            remark="（同一字形，字库不同）" if alike else "",
            severity="warning" if alike else None,
            alike=alike,
        )

    def likeness(self, face: Face, wanted: tuple[str, ...]) -> Likeness:
        """The closest a face comes to one of the wanted fonts."""
        found = {self.fonts.compare(face.name, face.printed, font) for font in wanted}
        order = (Likeness.ORIGINAL, Likeness.STAND_IN, Likeness.SAME_DESIGN)
        return next((likeness for likeness in order if likeness in found), Likeness.OTHER)


def _misfit(deviations: list[Deviation]) -> tuple[int, int]:
    """How badly a reading fits: what violates it first, then what cannot be told."""
    return _violations(deviations), len(deviations)


def _violations(deviations: Iterable[Deviation]) -> int:
    return sum(deviation.outcome is Outcome.VIOLATES for deviation in deviations)


def _size_of(runs: tuple[Run, ...]) -> Length | None:
    """The size of the paragraph's own text: that of its first visible characters."""
    sizes = (run.format.size for run in runs if visible(run.text))
    first = next(sizes, None)
    return first.value if first else None
