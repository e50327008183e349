"""What kind of paper a file is, by the marks its law names (``[identify]``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final, NamedTuple

from docgen.spec.model import DocumentSpec, Profile
from docgen.view.model import DocumentView
from docgen.wording import squeezed

_TITLE_WITHIN: Final = 12
"""A title stands within so many non-empty paragraphs, cells included: letterhead, number and form head come first."""

_VARIED: Final = re.compile("[“”\"'‘’「」『』、,，·・《》]")
"""Quotes and pauses, which every office writes its own way inside 双随机、一公开."""


class Classification(NamedTuple):
    """The kind a file was taken for, or None; ``why`` says by what, or what is missing of the nearest kind."""

    document: DocumentSpec | None
    why: str
    nearest: DocumentSpec | None


class _Likeness(NamedTuple):
    """One kind's marks in one text: those found, those missing, and what speaks against it. Ordered best last."""

    whole: bool
    found: int
    title_length: int
    named: bool
    spec: DocumentSpec
    why: str


def classify(view: DocumentView, profile: Profile, name: str = "") -> Classification:
    """The kind of paper with the most marks, all of them there; ``name`` (of the file) only breaks ties.

    Every mark of ``contains`` and one ``title`` must be there and nothing of ``lacks``; width, white space and quotes
    are ignored. Where no kind has all its marks, the template the file was made from decides.
    """
    paragraphs = [text for paragraph in view.paragraphs() if (text := _plain(paragraph.full_text))]
    head, text = _head(paragraphs), "".join(paragraphs)
    likenesses = [_likeness(spec, head, text, _plain(name)) for spec in profile.documents.values()]
    best = max(likenesses, key=lambda likeness: likeness[:4], default=None)
    if best is not None and best.whole:
        return Classification(best.spec, best.why, best.spec)
    made_from = profile.documents.get(view.facts.mark or "")
    if made_from is not None:
        return Classification(made_from, "由制作标记识别", made_from)
    if best is None or not best.found:
        return Classification(None, "不含任何规定文书的标志", None)
    return Classification(None, f"最接近《{best.spec.title}》，{best.why}", best.spec)


def _head(paragraphs: Iterable[str]) -> str:
    """The first paragraphs as one text: a title may be broken over two of them."""
    return "".join(islice(paragraphs, _TITLE_WITHIN))


def _likeness(spec: DocumentSpec, head: str, text: str, name: str) -> _Likeness:
    titles = [title for title in map(_plain, spec.identify.title) if title in head]
    title = max(titles, key=len, default="")
    here = [mark for mark in spec.identify.contains if _plain(mark) in text]
    missing = [mark for mark in spec.identify.contains if mark not in here]
    against = [mark for mark in spec.identify.lacks if _plain(mark) in text]
    untitled = bool(spec.identify.title) and not title
    whole = not (untitled or missing or against) and bool(title or here)
    found = len(here) + bool(title)
    named = any(_plain(word) in name for word in (spec.title, *spec.identify.title))
    why = _said(title, here) if whole else _said_lacking(untitled, missing, against)
    return _Likeness(whole, found, len(title), named, spec, why)


def _said(title: str, here: list[str]) -> str:
    marks = [f"标题“{title}”"] if title else []
    return f"由{'、'.join([*marks, *(f'“{mark}”' for mark in here)])}识别"


def _said_lacking(untitled: bool, missing: list[str], against: list[str]) -> str:
    said = ["首页未见其标题"] if untitled else []
    said += [f"缺少{'、'.join(f'“{mark}”' for mark in missing)}"] if missing else []
    said += [f"却含有{'、'.join(f'“{mark}”' for mark in against)}"] if against else []
    return "，".join(said)


def _plain(text: str) -> str:
    return _VARIED.sub("", squeezed(text))
