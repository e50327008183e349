"""What kind of paper a file is, by the marks its law names (``[identify]``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from docgen.spec.model import DocumentSpec, Profile
from docgen.view.model import DocumentView
from docgen.wording import squeezed

_TITLE_WITHIN: Final = 12
"""A title stands within so many non-empty paragraphs, cells included: letterhead, number and form head come first."""

_VARIED: Final = re.compile("[“”\"'‘’「」『』、,，·・]")
"""Quotes and pauses, which every office writes its own way inside 双随机、一公开."""
_AFTER_A_TITLE: Final = r"(?:[(（〔\[【].*)?$"


class Classification(NamedTuple):
    """The kind a file was taken for, or None; ``why`` says by what, or what is missing of the nearest kind.

    ``resembles``: the kinds it may be after all: it bears their title, or half of their marks.
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
        return self.found > 0 and not (self.untitled or self.missing or self.against)

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
    are ignored. Where no kind has all its marks, the template the file was made from decides.
    """
    paragraphs = [text for paragraph in view.paragraphs() if (text := _plain(paragraph.full_text))]
    likenesses = [_likeness(spec, paragraphs, _plain(name)) for spec in profile.documents.values()]
    best = max(likenesses, key=lambda likeness: likeness.rank, default=None)
    if best is not None and best.whole:
        return Classification(best.spec, _said(best), best.spec)
    made_from = profile.documents.get(view.facts.mark or "")
    if made_from is not None:
        return Classification(made_from, "由制作标记识别", made_from)
    resembles = tuple(likeness.spec.key for likeness in likenesses if likeness.partial)
    if best is None or not best.found:
        return Classification(None, "不含任何规定文书的标志", None, resembles)
    return Classification(None, f"最接近《{best.spec.title}》，{_said_lacking(best)}", best.spec, resembles)


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
