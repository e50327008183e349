"""Copies of a paper and papers that no longer count, as values: parts of ``dossier.toml``."""

from __future__ import annotations

from docgen.spec.law import Law
from docgen.spec.values import RegularText, Texts


class Copies(Law):
    """Words that mark, in a file's name, the signed copy of the paper of that name: ``02_通知书_签收.pdf``."""

    signed: Texts = ()


class Withdrawn(Law):
    """How a paper is declared to count no longer.

    ``says``: words over its title, beside it or in its file's name. ``instead``: words by which a later paper of the
    kind says that it takes an earlier one's place. ``document`` is the paper that declares it of another: ``number``
    and ``title`` are its fields for that other's number and name, ``treatment`` the one that must say one of ``says``.
    Where it only corrects, ``changes`` is its field of what it puts right, and ``change`` finds one slip in it: groups
    ``place`` (a label of the other paper), ``was`` and ``now``.
    """

    says: Texts = ()
    instead: Texts = ()
    document: str | None = None
    number: str | None = None
    title: str | None = None
    treatment: str | None = None
    changes: str | None = None
    change: RegularText | None = None
