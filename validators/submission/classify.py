"""What kind of paper a file is, by the marks its law names (``[identify]``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from docgen.spec.model import DocumentSpec, Profile
from docgen.view.model import DocumentView, Paragraph, Table
from docgen.wording import squeezed

_TITLE_WITHIN: Final = 12
"""A title stands within so many non-empty paragraphs, cells included: letterhead, number and form head come first."""

_VARIED: Final = re.compile("[“”\"'‘’「」『』、,，·・]")
"""Quotes and pauses, which every office writes its own way inside 双随机、一公开."""
_AFTER_A_TITLE: Final = r"(?:[(（〔\[【].*)?$"
_BEFORE_A_TITLE: Final = "^[^:;。《]*"
"""What may stand before a title in its line: no label and no sentence that only names the paper."""
_LISTED: Final = re.compile(r"\s*(?:附件|\d|[(（]|[一二三四五六七八九十]+[、.．])")
"""How a line begins that is an item of a list."""
_ENDS_ANY: Final = "的"
"""A title that begins so (“的通知”) ends the titles of many papers, and alone says little."""


class Classification(NamedTuple):
    """The kind a file was taken for, or None; ``why`` says by what, or what is missing of the nearest kind.

    ``resembles``: the kinds it may be after all, for it bears their title or half of their marks; where its kind is
    known, the others it may hold beside it, for it bears their title in a line of its own or most of their marks.
    """

    document: DocumentSpec | None
    why: str
    nearest: DocumentSpec | None
    resembles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Likeness:
    """One kind's marks in one text: those found, those missing, and what speaks against it.

    ``title_at`` is where the title stands (0 first), None when it does not; ``apart``: in a line of its own.
    """

    spec: DocumentSpec
    title: str
    title_at: int | None
    apart: bool
    here: tuple[str, ...]
    missing: tuple[str, ...]
    against: tuple[str, ...]
    named: bool

    @property
    def found(self) -> int:
        return len(self.here) + (self.title_at is not None)

    @property
    def untitled(self) -> bool:
        return bool(self.spec.identify.title) and self.title_at is None

    @property
    def whole(self) -> bool:
        cited = self.title.startswith(_ENDS_ANY) and not self.apart
        return self.found > 0 and not (self.untitled or self.missing or self.against or cited)

    @property
    def near(self) -> bool:
        """Its title in a line of its own and half of the other marks: this kind of paper, not as it should be."""
        marks, own = len(self.spec.identify.contains), not self.title.startswith(_ENDS_ANY)
        return own and self.apart and not self.against and 0 < marks <= 2 * len(self.here)

    @property
    def rank(self) -> tuple[bool, bool, int, int, bool]:
        """The greater the likelier. A title in its own line outdoes one that is only mentioned; of two, the upper."""
        return self.whole, self.apart, self.found, -(self.title_at or 0), self.named

    @property
    def partial(self) -> bool:
        marks = len(self.spec.identify.contains) + bool(self.spec.identify.title)
        return self.title_at is not None or (self.found > 0 and 2 * self.found >= marks)


def classify(view: DocumentView, profile: Profile, name: str = "") -> Classification:
    """The kind of paper with the most marks, all of them there; ``name`` (of the file) only breaks ties.

    One ``title`` and every mark of ``contains`` must be there and nothing of ``lacks``; width, white space and quotes
    are ignored. Where no kind has all its marks, the template the file was made from decides; else the only kind whose
    title stands in a line of its own with half of its marks, so that what is missing of it can be judged.
    """
    paragraphs = [text for paragraph in view.paragraphs() if (text := _plain(paragraph.full_text))]
    likenesses = [_likeness(spec, paragraphs, _plain(name)) for spec in profile.documents.values()]
    best = max(likenesses, key=lambda likeness: likeness.rank, default=None)
    known = _known(best, likenesses, profile.documents.get(view.facts.mark or ""))
    if known is not None:
        spec, why = known
        return Classification(spec, why, spec, tuple(_held_beside(spec, view, likenesses)))
    resembles = tuple(likeness.spec.key for likeness in likenesses if likeness.partial)
    if best is None or not best.found:
        return Classification(None, "不含任何规定文书的标志", None, resembles)
    return Classification(None, f"最接近《{best.spec.title}》，{_said_lacking(best)}", best.spec, resembles)


def _known(
    best: _Likeness | None, likenesses: Sequence[_Likeness], made_from: DocumentSpec | None
) -> tuple[DocumentSpec, str] | None:
    """The kind a text is taken for and by what, or None."""
    if best is not None and best.whole:
        return best.spec, _said(best)
    if made_from is not None:
        return made_from, "由制作标记识别"
    near = [likeness for likeness in likenesses if likeness.near]
    return (near[0].spec, f"{_said(near[0])}，但{_said_lacking(near[0])}") if len(near) == 1 else None


def _held_beside(taken: DocumentSpec, view: DocumentView, likenesses: Sequence[_Likeness]) -> Iterator[str]:
    """The other kinds whose papers the same file may hold: several are often scanned or bound into one."""
    lines = list(_headings(view))
    for likeness in likenesses:
        identify = likeness.spec.identify
        headed = any(_heads(_plain(title), identify.lacks, lines) for title in identify.title)
        marks = len(identify.contains) + bool(identify.title)
        most = 2 * (len(likeness.here) + headed) > marks and not likeness.against
        if likeness.spec.key != taken.key and (headed or most):
            yield likeness.spec.key


def _headings(view: DocumentView) -> Iterator[str]:
    """The lines that may be a paper's title: those outside tables, and what stands alone in a table's first row."""
    for block in view.blocks:
        paragraphs: Iterable[Paragraph] = (block,) if isinstance(block, Paragraph) else ()
        if isinstance(block, Table) and len(first := block.row(1)) == 1:
            paragraphs = first[0].paragraphs()
        yield from (_plain(one.full_text) for one in paragraphs if not _LISTED.match(one.full_text))


def _heads(title: str, lacks: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether a title stands in a line of its own, wherever in the file; it may be broken over two lines."""
    if title not in "".join(lines):
        return False
    heading = re.compile(_BEFORE_A_TITLE + re.escape(title) + _AFTER_A_TITLE)
    broken = (a + b for a, b in pairwise(lines) if title not in a and title not in b)
    return any(
        title in line and heading.match(line) and not any(_plain(other) in line for other in lacks)
        for line in (*lines, *broken)
    )


def _likeness(spec: DocumentSpec, paragraphs: Sequence[str], name: str) -> _Likeness:
    text, identify = "".join(paragraphs), spec.identify
    found = [(at, title, apart) for title in identify.title for at, apart in _titled(_plain(title), paragraphs)]
    at, title, apart = min(found, key=lambda one: (not one[2], one[0]), default=(None, "", False))
    return _Likeness(
        spec,
        title,
        at,
        apart,
        tuple(mark for mark in identify.contains if _plain(mark) in text),
        tuple(mark for mark in identify.contains if _plain(mark) not in text),
        tuple(mark for mark in identify.lacks if _plain(mark) in text),
        any(_plain(word) in name for word in (spec.title, *identify.title)),
    )


def _titled(title: str, paragraphs: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """Where a title stands among the first paragraphs, alone at a line's end or not; it may be broken over two."""
    head = paragraphs[:_TITLE_WITHIN]
    ends_with_it = re.compile(re.escape(title) + _AFTER_A_TITLE)
    for index, line in enumerate(head):
        if title in line:
            yield index, ends_with_it.search(line) is not None
    for index, (first, second) in enumerate(pairwise(head)):
        if title in first + second and title not in first and title not in second:
            yield index, ends_with_it.search(first + second) is not None


def _said(likeness: _Likeness) -> str:
    marks = ([f"标题“{likeness.title}”"] if likeness.title else []) + [f"“{mark}”" for mark in likeness.here]
    return f"由{'、'.join(marks)}识别"


def _said_lacking(likeness: _Likeness) -> str:
    said = ["未见其标题"] if likeness.untitled else []
    for verb, marks in (("缺少", likeness.missing), ("却含有", likeness.against)):
        said += [f"{verb}{'、'.join(f'“{mark}”' for mark in marks)}"] if marks else []
    return "，".join(said)


def _plain(text: str) -> str:
    return _VARIED.sub("", squeezed(text))
