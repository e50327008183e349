"""The annexes of an official document as it names them: in the note below its text (附件说明), over each annex, and
where the text issues them (GB/T 9704-2012 7.3.4, 7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from docgen.validators.content.numerals import ordinal
from docgen.validators.paper import Paper
from docgen.view.model import Paragraph
from docgen.wording import squeezed

NOTE: Final = ("annex_note", "annex_list")
LABEL: Final = "annex_label"
TITLE: Final = "annex_title"
_TEXT: Final = ("title", "body", "heading_1", "heading_2", "heading_3", "heading_4")

_OPENING: Final = re.compile(r"\s*附\s*件\s*(?P<colon>[:：]?)\s*")
_NUMBERED: Final = re.compile(r"(?P<mark>(?P<number>\d{1,2})\s*(?P<stop>[.．、,，)）]))\s*(?P<name>.+)")
_ISSUED: Final = re.compile(r"(?P<name>《[^《》]+》(?:[（(][^（()）]{1,4}[）)])?)")
_TRIAL: Final = re.compile(r"\([^()]{1,4}\)$")
_NUMBER: Final = re.compile(r"附件(\d+|[一二三四五六七八九十]+)")


@dataclass(frozen=True, slots=True)
class Annex:
    """An entry of the note. ``mark`` is the number as written (``1.``), ``number`` None where it has none."""

    name: str
    paragraph: Paragraph
    mark: str = ""
    number: int | None = None

    @property
    def core(self) -> str:
        return core(self.name)


@dataclass(frozen=True, slots=True)
class Note:
    """The whole note; ``colon`` is what stands after 附件."""

    annexes: tuple[Annex, ...]
    colon: str
    opening: Paragraph


def bare(name: str) -> str:
    """A name without the brackets of titles, width and white space ignored."""
    return re.sub("[《》]", "", squeezed(name))


def core(name: str) -> str:
    """A name without what is said of it at its end: 《办法》（试行） is 办法."""
    return _TRIAL.sub("", bare(name))


def noted(paper: Paper) -> Note | None:
    """The note of a paper, None where there is none. A line without a number of its own continues the one before."""
    lines = [(paragraph, line) for paragraph in _note(paper) for line in paragraph.full_text.split("\n")]
    if not lines or not (opening := _OPENING.match(lines[0][1])):
        return None
    annexes: list[Annex] = []
    for number, (paragraph, line) in enumerate(lines):
        text = (line[opening.end() :] if number == 0 else line).strip()
        if match := _NUMBERED.fullmatch(text):
            annexes.append(Annex(match["name"].strip(), paragraph, match["mark"], int(match["number"])))
        elif annexes:
            annexes[-1] = replace(annexes[-1], name=annexes[-1].name + text)
        elif text:
            annexes.append(Annex(text, paragraph))
    return Note(tuple(annexes), opening["colon"], lines[0][0]) if annexes else None


def _note(paper: Paper) -> Iterator[Paragraph]:
    """What may stand after the note's own paragraph counts only where that is there."""
    if paper.roles.found.get(NOTE[0]):
        yield from (paragraph for role in NOTE for paragraph in paper.roles.found.get(role, ()))


@dataclass(frozen=True, slots=True)
class Attached:
    """An annex that follows in the same file: the number its label gives it, and the title below the label."""

    label: Paragraph
    number: int | None
    title: str


def attached(paper: Paper) -> tuple[Attached, ...]:
    """The annexes that follow the paper's text, in order."""
    roles = [(paragraph, paper.roles.role_of(paragraph)) for paragraph in paper.view.paragraphs()]
    starts = [index for index, (_, role) in enumerate(roles) if role == LABEL]
    return tuple(_attached(roles[start:end]) for start, end in pairwise([*starts, len(roles)]))


def _attached(roles: Sequence[tuple[Paragraph, str | None]]) -> Attached:
    """The title is what has that role, which only one annex's has, else the first text below the label."""
    label, *below = (paragraph for paragraph, _ in roles)
    match = _NUMBER.match(squeezed(label.full_text))
    title = "".join(paragraph.text for paragraph, role in roles if role == TITLE)
    title = title or next((paragraph.text for paragraph in below if paragraph.text.strip()), "")
    return Attached(label, ordinal(match[1]) if match else None, title)


def issued(paper: Paper) -> tuple[str, ...]:
    """The names of what the text says it issues (“制定了《…》，现印发”); a title may be broken over lines."""
    paragraphs = [paragraph for role in _TEXT for paragraph in paper.roles.found.get(role, ())]
    names = ("".join(name.split()) for one in paragraphs if "印发" in one.text for name in _ISSUED.findall(one.text))
    return tuple(dict.fromkeys(names))
