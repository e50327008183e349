"""Runs as HTML: one span for each change of format or face, page numbers as counters, tabs as measured gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise, takewhile
from types import MappingProxyType
from typing import Final, Literal

from docgen.make.css import Classes, character_style, keep_free, low, pt, role_style, text_size
from docgen.make.css_pages import counter_class
from docgen.make.faces import PrintFace
from docgen.make.ink import Ink, Slot, is_east_asian
from docgen.spec.model import Role
from docgen.units import Length
from docgen.view.look import CharacterFormat
from docgen.view.model import Paragraph, Run

_INHERITED: Final = ("font-family", "font-size", "font-weight", "font-style", "color", "letter-spacing")
_DEFAULTS: Final = (("text-decoration", "none"), ("background-color", "transparent"), ("vertical-align", "baseline"))

_DEFAULT_TAB: Final = Length.of_twips(720)
"""The distance of tab stops where a paragraph sets none (ECMA-376 Part 1 §17.15.1.25)."""


@dataclass(frozen=True, slots=True)
class RoleFaces:
    """What the law of a role says about its text: the CSS properties it fixes, its fonts and its size."""

    stated: frozenset[str] = frozenset()
    east_asian: str | None = None
    latin: str | None = None
    size: Length | None = None
    exact: bool = False

    @classmethod
    def of(cls, role: Role | None, ink: Ink) -> RoleFaces:
        if role is None:
            return cls()
        font = role.font[0] if len(role.font) == 1 else None
        stated = frozenset(role_style(role, {font: ink.slot(font).face.name} if font else {}))
        size = role.size.length if role.size is not None and "font-size" in stated else None
        return cls(stated, font, next(iter(role.latin), None), size, "line-height" in stated)


Kind = Literal["text", "tab", "line", "page", "picture"]
Placed = tuple[int, str]
"""A picture as HTML, and how many characters of its paragraph stand before it."""
_BREAKS: Final[Mapping[str, Kind]] = MappingProxyType({"\t": "tab", "\n": "line"})


@dataclass(frozen=True, slots=True)
class _Token:
    """A stretch of one run: text without breaks, one break, or a picture (``markup``) before the run."""

    kind: Kind
    run: Run
    text: str = ""
    markup: str = ""


@dataclass(frozen=True, slots=True)
class _Gap:
    """The room a tab leaves, in EMU, and what fills it."""

    width: float
    leader: str = "none"


@dataclass(frozen=True, slots=True)
class TextWriter:
    """Writes the inside of paragraphs. ``number_format`` is the section's form of page numbers."""

    ink: Ink
    classes: Classes
    number_format: str | None = None

    def size_of(self, paragraph: Paragraph, law: RoleFaces) -> Length:
        return law.size or text_size(_leading(paragraph))

    def base_style(self, paragraph: Paragraph, law: RoleFaces) -> dict[str, str]:
        """What the paragraph's letters have in common: the format of most of them, as far as the law leaves it free."""
        return keep_free(self._base(paragraph, law), law.stated)

    def parts(self, paragraph: Paragraph, law: RoleFaces, pictures: Sequence[Placed] = ()) -> list[str]:
        """The text of a paragraph and the pictures that stand in it as HTML, cut at page breaks."""
        exact = law.exact or (paragraph.format.line is not None and paragraph.format.line.rule == "exact")
        spans = _Spans(self, paragraph, law, self._base(paragraph, law), exact)
        parts: list[list[_Token]] = [[]]
        for token in _tokens(paragraph, self.number_format, pictures):
            if token.kind == "page":
                parts.append([])
            else:
                parts[-1].append(token)
        return [("" if number else spans.label()) + spans.write(part) for number, part in enumerate(parts)]

    def slots(self, look: CharacterFormat, law: RoleFaces) -> tuple[Slot, Slot]:
        """What prints the East Asian and of the Latin slot: the law's, else the view's. A paper whose Latin slot names
        its Chinese font sets both in one face."""
        named = look.east_asian.name if look.east_asian is not None else None
        latin = look.latin.name if look.latin is not None else None
        east_asian = self.ink.slot(law.east_asian or named or latin)
        if law.latin is not None:
            return east_asian, self.ink.slot(law.latin)
        return east_asian, east_asian if latin in (None, named) else self.ink.slot(latin)

    def _base(self, paragraph: Paragraph, law: RoleFaces) -> dict[str, str]:
        look = _leading(paragraph)
        style = {name: value for name, value in character_style(look).items() if name in _INHERITED}
        if law.size is not None:
            style["font-size"] = pt(law.size)
        return {"font-family": f'"{self.slots(look, law)[0].face.name}"', **style}


@dataclass(frozen=True, slots=True)
class _Spans:
    """One paragraph's tokens as spans that say only what differs from its base style."""

    writer: TextWriter
    paragraph: Paragraph
    law: RoleFaces
    base: dict[str, str]
    exact: bool

    def label(self) -> str:
        """The list number in a box as wide as the hanging indent, as a tab after it would make it."""
        if not self.paragraph.label:
            return ""
        shape = self.paragraph.format
        hanging = max(0, -low(shape.first_line), -(shape.first_line_characters or 0) * self._size())
        box = {"display": "inline-block", "min-width": pt(hanging), "text-indent": "0"}
        inside = self._text(self.paragraph.label, _leading(self.paragraph))
        return f'<span class="{self.writer.classes.name(box)}">{inside}</span>'

    def write(self, tokens: Sequence[_Token]) -> str:
        gaps = self._gaps(tokens)
        return "".join(self._token(token, gaps.get(number)) for number, token in enumerate(tokens))

    def _token(self, token: _Token, gap: _Gap | None) -> str:
        if token.kind == "line":
            return "<br>"
        if token.kind == "picture":
            return token.markup
        if gap is not None:
            return self._tab(gap, token.run.format)
        counter = counter_class(token.run.field, self.writer.number_format)
        if counter is not None:
            return self._text(counter.symbols, token.run.format, counter.name)
        return self._text(token.text, token.run.format)

    def _text(self, text: str, look: CharacterFormat, counter: str | None = None) -> str:
        """A text of one format, a span for each face; with ``counter`` the text only says what may be printed."""
        style = keep_free(character_style(look), self.law.stated)
        other = {
            name: value for name, value in style.items() if value != self.base.get(name, dict(_DEFAULTS).get(name))
        }
        east_asian, latin = self.writer.slots(look, self.law)
        pieces = self.writer.ink.draw(text, east_asian, latin, self.paragraph.place)
        written = [self._span(face, piece, other, face in (east_asian.face, latin.face)) for face, piece in pieces]
        if counter is None:
            return "".join(opened + escape(piece, quote=False) + closed for opened, piece, closed in written)
        opened, _, closed = written[0]
        return f'{opened}<span class="{counter}"></span>{closed}'

    def _span(self, face: PrintFace, piece: str, other: dict[str, str], main: bool) -> tuple[str, str, str]:
        family = f'"{face.name}"'
        style = other if family == self.base["font-family"] else {**other, "font-family": family}
        if not style:
            return "", piece, ""
        if self.exact or not main:
            style = {**style, "line-height": "0"}
        return f'<span class="{self.writer.classes.name(style)}">', piece, "</span>"

    def _gaps(self, tokens: Sequence[_Token]) -> dict[int, _Gap]:
        """Each tab as a gap to its stop, measured with the faces' own widths (true until a line is full)."""
        gaps: dict[int, _Gap] = {}
        if not any(token.kind == "tab" for token in tokens):
            return gaps
        reached = self._start()
        for number, token in enumerate(tokens):
            if token.kind == "tab":
                gaps[number] = self._gap(reached, self._width(_up_to_break(tokens[number + 1 :])))
                reached += gaps[number].width
            else:
                reached = self._start() if token.kind == "line" else reached + self._width([token])
        return gaps

    def _gap(self, reached: float, following: float) -> _Gap:
        stop = next((stop for stop in self.paragraph.format.tabs if stop.position > reached), None)
        if stop is None:
            return _Gap(_DEFAULT_TAB - reached % _DEFAULT_TAB)
        share = {"right": 1.0, "end": 1.0, "center": 0.5}.get(stop.align, 0.0)
        return _Gap(max(0.0, stop.position - reached - following * share), stop.leader)

    def _tab(self, gap: _Gap, look: CharacterFormat) -> str:
        box = {"display": "inline-block", "width": pt(gap.width), "text-indent": "0"}
        if gap.leader != "none" or look.underline not in (None, "none"):
            line = "dotted" if gap.leader in ("dot", "middleDot", "hyphen") else "solid"
            box["border-bottom"] = f"{pt(text_size(look) / 24)} {line}"
        return f'<span class="{self.writer.classes.name(box)}"></span>'

    def _start(self) -> float:
        shape = self.paragraph.format
        counted = (shape.indent_left_characters or 0) + (shape.first_line_characters or 0)
        return low(shape.indent_left) + low(shape.first_line) + counted * self._size()

    def _size(self) -> Length:
        return self.writer.size_of(self.paragraph, self.law)

    def _width(self, tokens: Iterable[_Token]) -> float:
        width = 0.0
        for token in tokens:
            east_asian, latin = self.writer.slots(token.run.format, self.law)
            size = self.law.size or text_size(token.run.format)
            for character in token.text:
                face = (east_asian if is_east_asian(character) else latin).drawing(character)
                width += (face.advance(character) if face else 1) * size + (token.run.format.spacing or 0)
        return width


def _leading(paragraph: Paragraph) -> CharacterFormat:
    """The format of most of the paragraph's characters; of its mark when it is empty."""
    lengths: dict[CharacterFormat, int] = {}
    for run in paragraph.runs:
        if not run.format.hidden and run.text:
            lengths[run.format] = lengths.get(run.format, 0) + len(run.text)
    return max(lengths, key=lambda look: lengths[look]) if lengths else paragraph.mark


def _tokens(paragraph: Paragraph, number_format: str | None, pictures: Sequence[Placed]) -> Iterator[_Token]:
    reached = 0
    waiting = list(pictures)
    for run in _cut_at(paragraph.runs, [at for at, _ in pictures]):
        while waiting and waiting[0][0] <= reached:
            yield _Token("picture", run, markup=waiting.pop(0)[1])
        reached += len(run.text)
        if run.format.hidden:
            continue
        if run.break_kind in ("page", "column"):
            yield _Token("page", run)
        elif counter_class(run.field, number_format):
            yield _Token("text", run, run.text)
        else:
            yield from _text_tokens(run)
    yield from (_Token("picture", Run("", paragraph.mark), markup=markup) for _, markup in waiting)


def _cut_at(runs: Iterable[Run], places: Sequence[int]) -> Iterator[Run]:
    """The runs, cut wherever a picture stands inside one."""
    reached = 0
    for run in runs:
        cuts = [at - reached for at in places if reached < at < reached + len(run.text)]
        for start, end in pairwise((0, *cuts, len(run.text))):
            if start < end or not run.text:
                yield replace(run, text=run.text[start:end])
        reached += len(run.text)


def _text_tokens(run: Run) -> Iterator[_Token]:
    text = run.text.upper() if run.format.caps else run.text
    for piece in re.split(r"([\t\n])", text):
        if piece in _BREAKS:
            yield _Token(_BREAKS[piece], run)
        elif piece:
            yield _Token("text", run, piece)


def _up_to_break(tokens: Sequence[_Token]) -> Iterator[_Token]:
    """The tokens up to the next tab or line end."""
    return takewhile(lambda token: token.kind not in ("tab", "line"), tokens)
