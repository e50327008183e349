"""Whose paper it is: the household a paper names, and the papers that name another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from docgen.codes import normalise_code
from docgen.validators.field_names import CREDIT_CODE, UNIT_NAME
from docgen.validators.paper import Paper
from docgen.wording import squeezed


class Identity(NamedTuple):
    """The inspected unit as one paper writes it, as it is compared."""

    code: str
    name: str


def identity_of(paper: Paper) -> Identity:
    return Identity(normalise_code(paper.value(CREDIT_CODE)), squeezed(paper.value(UNIT_NAME)))


def usual_identity(papers: Iterable[Paper]) -> Identity | None:
    """The unit that most papers name, or None when no majority of at least two names one."""
    named = [identity for paper in papers if all(identity := identity_of(paper))]
    if not named:
        return None
    identity, votes = Counter(named).most_common(1)[0]
    return identity if votes > 1 and 2 * votes > len(named) else None


def strangers(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """The papers of another household: code and name both differ from the usual ones. A single difference is a slip
    of the pen until shown otherwise."""
    every = tuple(papers)
    usual = usual_identity(every)
    if usual is None:
        return ()
    return tuple(paper for paper in every if _is_another(identity_of(paper), usual))


def _is_another(identity: Identity, usual: Identity) -> bool:
    return all(identity) and identity.code != usual.code and identity.name != usual.name


def mixed(papers: Iterable[Paper]) -> tuple[Identity, ...]:
    """The units of which each has papers of its own here, where none has most of them: two households in one folder."""
    every = tuple(papers)
    if usual_identity(every) is not None:
        return ()
    counted = Counter(identity for paper in every if all(identity := identity_of(paper)))
    found: list[Identity] = []
    for identity, votes in counted.most_common():
        if votes > 1 and all(_is_another(identity, other) for other in found):
            found.append(identity)
    return tuple(found) if len(found) > 1 else ()


def is_of(paper: Paper, identity: Identity) -> bool:
    """Whether a paper is this unit's: by its code, else by its name."""
    own = identity_of(paper)
    return own.code == identity.code if own.code else own.name == identity.name
