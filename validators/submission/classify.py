"""What kind of paper a file is, by the marks its law names (``[identify]``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from docgen.spec.model import DocumentSpec, Profile
from docgen.validators.submission.titles import AFTER_A_TITLE, ENDS_ANY, headings, heads, plain
from docgen.view.model import DocumentView

TITLE_WITHIN: Final = 12
"""A title stands within so many non-empty paragraphs, cells included: letterhead, number and form head come first."""
_NUMBERED: Final = 3
"""So many characters may number a label: “（一）”."""


class Classification(NamedTuple):
    """The kind a text was taken for, or None; ``why`` says by what, or what is missing of the nearest kinds.

    ``resembles``: the kinds it may be after all, for it bears their title or half of their marks; where its kind is
    known, the others it may hold beside it, for it bears their title in a line of its own or most of their marks.
    ``runner_up`` is the next likely kind with what of it is there and what is not, in words.
    """

    document: DocumentSpec | None
    why: str
    nearest: DocumentSpec | None
    resembles: tuple[str, ...] = ()
    runner_up: str = ""


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
        cited = self.title.startswith(ENDS_ANY) and not self.apart
        return self.found > 0 and not (self.untitled or self.missing or self.against or cited)

    @property
    def near(self) -> bool:
        """Its title in a line of its own and half of the other marks: this kind of paper, not as it should be."""
        marks, own = len(self.spec.identify.contains), not self.title.startswith(ENDS_ANY)
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
    paragraphs = [text for paragraph in view.paragraphs() if (text := plain(paragraph.full_text))]
    likenesses = [_likeness(spec, paragraphs, plain(name)) for spec in profile.documents.values()]
    ranked = sorted(likenesses, key=lambda likeness: likeness.rank, reverse=True)
    best = ranked[0] if ranked else None
    known = _known(best, likenesses, profile.documents.get(view.facts.mark or ""))
    if known is not None:
        spec, why = known
        beside = tuple(_held_beside(spec, view, likenesses))
        return Classification(spec, why, spec, beside, _said_next(ranked, spec))
    resembles = tuple(likeness.spec.key for likeness in likenesses if likeness.partial)
    if best is None or not best.found:
        return Classification(None, "不含任何规定文书的标志", None, resembles)
    near = f"最接近《{best.spec.title}》，{_said_lacking(best)}"
    return Classification(None, near, best.spec, resembles, _said_next(ranked, best.spec))


def named_kinds(name: str, profile: Profile) -> tuple[DocumentSpec, ...]:
    """The kinds a file's name names: those whose title stands in it, but not within the longer title of another. A
    title that ends many papers' titles (“通知”) names none."""
    called = plain(name)
    found: dict[str, str] = {}
    for spec in profile.documents.values():
        titles = [plain(title) for title in spec.identify.title if plain(title) in called]
        if titles and not any(title.startswith(ENDS_ANY) for title in spec.identify.title):
            found[spec.key] = max(titles, key=len)
    whole = {key for key, title in found.items() if not any(title in other != title for other in found.values())}
    return tuple(spec for spec in profile.documents.values() if spec.key in whole)


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
    """The other kinds whose papers the same file may hold: several are often scanned or bound into one. A mark tells
    where it begins a line or cell, as a label does; one that the paper's own law knows, or a single character, tells
    nothing."""
    lines = list(headings(view.blocks))
    texts = [plain(paragraph.full_text) for paragraph in view.paragraphs()]
    own = {plain(word) for law in taken.field.values() for word in law.label} | set(map(plain, taken.identify.contains))
    for likeness in likenesses:
        identify = likeness.spec.identify
        headed = any(heads(plain(title), identify.lacks, lines) for title in identify.title)
        marks_here = [mark for each in likeness.here if len(mark := plain(each)) > 1 and mark not in own]
        telling = [mark for mark in marks_here if any(0 <= text.find(mark) <= _NUMBERED for text in texts)]
        marks = len(identify.contains) + bool(identify.title)
        most = 2 * (len(telling) + headed) > marks and not likeness.against
        if likeness.spec.key != taken.key and (headed or most):
            yield likeness.spec.key


def _likeness(spec: DocumentSpec, paragraphs: Sequence[str], name: str) -> _Likeness:
    text, identify = "".join(paragraphs), spec.identify
    found = [(at, title, apart) for title in identify.title for at, apart in _titled(plain(title), paragraphs)]
    at, title, apart = min(found, key=lambda one: (not one[2], one[0]), default=(None, "", False))
    return _Likeness(
        spec,
        title,
        at,
        apart,
        tuple(mark for mark in identify.contains if plain(mark) in text),
        tuple(mark for mark in identify.contains if plain(mark) not in text),
        tuple(mark for mark in identify.lacks if plain(mark) in text),
        any(plain(word) in name for word in (spec.title, *identify.title)),
    )


def _titled(title: str, paragraphs: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """Where a title stands among the first paragraphs, alone at a line's end or not; it may be broken over two."""
    head = paragraphs[:TITLE_WITHIN]
    ends_with_it = re.compile(re.escape(title) + AFTER_A_TITLE)
    for index, line in enumerate(head):
        if title in line:
            yield index, ends_with_it.search(line) is not None
    for index, (first, second) in enumerate(pairwise(head)):
        if title in first + second and title not in first and title not in second:
            yield index, ends_with_it.search(first + second) is not None


def _said(likeness: _Likeness) -> str:
    marks = ([f"标题“{likeness.title}”"] if likeness.title else []) + [f"“{mark}”" for mark in likeness.here]
    return f"由{'、'.join(marks)}识别"


def _said_next(ranked: Sequence[_Likeness], first: DocumentSpec) -> str:
    """“其次像《…》：有…，缺少…”, of the likeliest kind after the first that has any mark; else nothing."""
    rival = next((one for one in ranked if one.spec.key != first.key and one.found), None)
    if rival is None:
        return ""
    marks = ([f"标题“{rival.title}”"] if rival.title else []) + [f"“{mark}”" for mark in rival.here]
    lacking = _said_lacking(rival)
    return f"其次像《{rival.spec.title}》：有{'、'.join(marks)}{f'，{lacking}' if lacking else ''}"


def _said_lacking(likeness: _Likeness) -> str:
    said = ["未见其标题"] if likeness.untitled else []
    for verb, marks in (("缺少", likeness.missing), ("却含有", likeness.against)):
        said += [f"{verb}{'、'.join(f'“{mark}”' for mark in marks)}"] if marks else []
    return "，".join(said)
