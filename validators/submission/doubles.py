"""Content that was filed as two papers: under the names of two kinds, or in the folders of two households."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from docgen.validators.paper import Doubled, Paper
from docgen.validators.submission.identity import identity_of
from docgen.view.text import normalised_text


@dataclass(slots=True)
class Contents:
    """The papers of a run that name their household, each by what it says: whose file it was first seen in."""

    seen: dict[bytes, tuple[str, str]] = field(default_factory=dict)

    def doubled(self, household: str, papers: tuple[Paper, ...]) -> Iterator[Doubled]:
        """Those that say, word for word, what a paper in another household's file said."""
        for paper in papers:
            if not identity_of(paper).code:
                continue
            key = sha256(f"{paper.document}\n{normalised_text(paper.view)}".encode()).digest()
            where, file = self.seen.setdefault(key, (household, paper.file))
            if where != household:
                yield Doubled(paper, file, f"另一户“{where}”的档案中")


def doubled_within(papers: tuple[Paper, ...], copies: tuple[Paper, ...]) -> Iterator[Doubled]:
    """The copies of a paper whose file's name names another kind than what they hold."""
    for copy in copies:
        first = next((one for one in papers if any(twin.path == copy.file for twin in one.twins)), None)
        odd = next((one for one in (copy, first) if one is not None and one.member.misnamed), None)
        if first is not None and odd is not None and copy.member.misnamed != first.member.misnamed:
            yield Doubled(odd, first.file if odd is copy else copy.file, "同一户的档案中")
