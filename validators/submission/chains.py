"""Papers that no longer count: declared void, replaced by a later one. The last valid paper counts.

A paper is set aside for what somebody wrote, never for its date alone: 作废 over its title or in its file's name, a
correction notice that declares it void, a later paper of the kind that names its number or says that the day changed.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import permutations
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from docgen.spec.copies import Withdrawn
from docgen.spec.dossier import DossierLaw
from docgen.validators.field_names import AGENCY, TASK_NUMBER
from docgen.validators.paper import Paper, SetAside
from docgen.validators.submission.inspection import own_date
from docgen.validators.submission.titles import plain
from docgen.wording import squeezed

_HEAD: Final = 6
"""A stamp 作废 is looked for in so many of a paper's first lines."""
_LONGEST_STAMP: Final = 12
_SOON: Final = 90
"""Days within which a paper that names no other takes the place of an earlier one."""


class Counting(NamedTuple):
    """The papers of an inspection that count, and those that do not, each with the reason."""

    papers: tuple[Paper, ...]
    set_aside: tuple[SetAside, ...]


def counting(papers: Sequence[Paper], law: DossierLaw) -> Counting:
    """What counts of the papers of one inspection. A paper no other of its kind stands in for is set aside all the
    same where it was declared void: what is void proves nothing."""
    aside: dict[int, SetAside] = {}
    for one in _set_aside(papers, law):
        aside.setdefault(id(one.paper), one)
    for one in _served_in_vain(papers, tuple(aside.values()), law):
        aside.setdefault(id(one.paper), one)
    return Counting(tuple(paper for paper in papers if id(paper) not in aside), tuple(aside.values()))


def _set_aside(papers: Sequence[Paper], law: DossierLaw) -> Iterator[SetAside]:
    for withdrawn in law.withdrawn:
        for paper in papers:
            if why := _marked(paper, withdrawn):
                yield SetAside(paper, why)
        for notice in papers:
            yield from _declared(notice, papers, withdrawn)
        for earlier, later in permutations(papers, 2):
            if earlier.document == later.document and (why := _replaced(earlier, later, withdrawn)):
                yield SetAside(earlier, why, later)


def _marked(paper: Paper, law: Withdrawn) -> str:
    """Whether the paper itself, or its file's name, says that it is void."""
    word = next((word for word in law.says if word in PurePosixPath(paper.file).stem), None)
    if law.document in (paper.spec.name, paper.spec.key):
        return ""
    if word and paper.part == 1:
        return f"文件名标明“{word}”"
    head = [text for one in paper.view.paragraphs() if (text := squeezed(one.text))][:_HEAD]
    stamps = (line for line in head for word in law.says if word in line and len(line) <= _stamp(paper, word))
    stamp = next(stamps, None)
    return f"文书上标明“{stamp}”" if stamp else ""


def _stamp(paper: Paper, word: str) -> int:
    """How long a line may be that declares the paper void: a stamp, or its title with the word beside it."""
    return max(_LONGEST_STAMP, len(squeezed(paper.spec.title)) + len(word) + 4)


def _declared(notice: Paper, papers: Sequence[Paper], law: Withdrawn) -> Iterator[SetAside]:
    """The paper that a correction notice declares void: of its number, else the only one of its name."""
    if law.document not in (notice.spec.name, notice.spec.key):
        return
    if law.treatment and not any(word in notice.value(law.treatment) for word in law.says):
        return
    number, title = (plain(notice.value(name or "")) for name in (law.number, law.title))
    others = [paper for paper in papers if paper is not notice and paper.document != notice.document]
    meant = [paper for paper in others if number and number in _numbers(paper)]
    if not number:
        called = [paper for paper in others if title and title in map(plain, _titles(paper))]
        meant = called if len(called) == 1 else []
    for paper in meant:
        yield SetAside(paper, f"《{notice.spec.title}》（{notice.file}）已声明作废", notice)


def _titles(paper: Paper) -> tuple[str, ...]:
    return (paper.spec.title, *paper.spec.identify.title)


def _replaced(earlier: Paper, later: Paper, law: Withdrawn) -> str:
    """Whether a later paper of the kind says that it takes the place of this one."""
    tasks = {plain(one.value(TASK_NUMBER)) for one in (earlier, later)} - {""}
    if len(tasks) > 1:
        return ""
    said = f"后一份《{later.spec.title}》（{later.file}）"
    mine, others = _numbers(earlier), _numbers(later)
    if any(number in _text(later) for number in mine - others) and not any(
        one in _text(earlier) for one in others - mine
    ):
        return f"{said}写明了原文号，以后一份为准"
    word = next((word for word in law.instead if plain(word) in _text(later)), None)
    days = own_date(earlier), own_date(later)
    after = days[0] is not None and days[1] is not None and 0 < (days[1] - days[0]).days <= _SOON
    return f"{said}写明“{word}”，以后一份为准" if word and after else ""


def _served_in_vain(papers: Sequence[Paper], aside: Sequence[SetAside], law: DossierLaw) -> Iterator[SetAside]:
    """Receipts of nothing but papers that no longer count: they prove no service of those that do."""
    abouts = (*(one.about for one in law.interval), *(one.about for one in law.order))
    fields = {about.field for about in abouts if about}
    gone = {number: one for one in aside for number in _numbers(one.paper)}
    valid = numbers_of(paper for paper in papers if all(paper is not one.paper for one in aside))
    for paper in papers if gone else ():
        served = plain("".join(paper.value(field) for field in fields))
        named = [one for number, one in gone.items() if number in served and number not in valid]
        if named and not any(number in served for number in valid):
            of = named[0].paper
            yield SetAside(paper, f"送达的是不再计入的《{of.spec.title}》（{of.file}）", named[0].by)


def _text(paper: Paper) -> str:
    return plain("".join(one.text for one in paper.view.paragraphs()))


def _numbers(paper: Paper) -> set[str]:
    """The number the paper itself bears: its first field of a number that is not the task's."""
    own = next((name for name in paper.spec.field if name.endswith("_number") and name != TASK_NUMBER), None)
    return {plain(paper.value(own))} - {""} if own else set()


def numbers_of(papers: Iterable[Paper]) -> set[str]:
    """The numbers of some papers, as they are compared."""
    return {number for paper in papers for number in _numbers(paper)}


def contradiction(one: Paper, other: Paper, told_apart: Container[str] = ()) -> tuple[str, ...]:
    """The fields in which two papers of one kind say different things, as one inspection cannot have both: none for the
    papers of two agencies. What is written by hand, and what is ``told_apart`` elsewhere, is not looked at."""
    fields = {
        name: (squeezed(one.value(name)), squeezed(other.value(name)))
        for name, law in one.spec.field.items()
        if law.filled is None and name not in told_apart
    }
    agencies = fields.get(AGENCY, ("", ""))
    if all(agencies) and agencies[0] != agencies[1]:
        return ()
    return tuple(name for name, (here, there) in fields.items() if here and there and here != there)
