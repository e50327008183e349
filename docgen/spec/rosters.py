"""What a roster or list must hold and when it is revised, as values: ``[roster]`` of a spec.toml."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from docgen.spec.law import Law
from docgen.spec.values import Texts

Month = Annotated[int, Field(ge=1, le=12)]


class Revision(Law):
    """``on``: the field that holds the day of the last revision, zero changes too; ``months``: it is due within each of
    them; ``published`` and ``filed``: the fields that hold the days it became public and was put on file."""

    on: str
    months: tuple[Month, ...] = ()
    published: str | None = None
    filed: str | None = None
    clause: str | None = None


class Certificate(Law):
    """The columns of one kind of certificate: its number and the last day it is valid."""

    number: str
    until: str | None = None


class Away(Law):
    """The columns that say whether somebody cannot be drawn, and the words that say so; ``period``: columns of the days
    from when and until when, which say so by being filled. Where days are named, he is away on these days only."""

    columns: Texts
    says: Texts
    period: Texts = ()


class Ratio(Law):
    """Columns that state how many are drawn of each credit risk class. ``classes`` from the lowest risk to the highest,
    each with the words for it, one string a class (``"A类|A级|低风险"``); ``whole``: words for all of a class. Columns
    ``by`` name the class of an entry."""

    columns: Texts
    by: Texts = ()
    classes: Texts
    whole: Texts = ()


class RosterLaw(Law):
    """``columns`` that must be there; ``unique``: columns in which no two entries say the same.

    ``members`` is the clause by which whoever inspects stands in a roster of inspectors.
    """

    columns: Texts = ()
    unique: Texts = ()
    revision: Revision | None = None
    certificates: tuple[Certificate, ...] = ()
    away: Away | None = None
    ratio: Ratio | None = None
    members: str | None = None
    clause: str | None = None

    def named(self) -> tuple[str, ...]:
        """Every column it names."""
        numbers = (name for one in self.certificates for name in (one.number, one.until) if name)
        away = (*self.away.columns, *self.away.period) if self.away else ()
        ratio = (*self.ratio.columns, *self.ratio.by) if self.ratio else ()
        return (*self.columns, *self.unique, *numbers, *away, *ratio)

    def dated(self) -> tuple[str, ...]:
        """Every field of the paper it names."""
        revision = self.revision
        return tuple(name for name in (revision.on, revision.published, revision.filed) if name) if revision else ()
