"""Papers of other word processors: made into .docx by a program of this machine, many at a time, before they are
read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePosixPath
from typing import Final, Protocol

from docgen.validators.submission.archive import Handed, PassedOver
from docgen.view.kinds import sniff

_AT_ONCE: Final = 20
"""How many files are held at a time to be converted together."""


class Converts(Protocol):
    """A program that makes papers of other word processors into .docx."""

    def takes(self, kind: str) -> bool:
        """Whether files of this kind are converted."""

    def convert(self, data: bytes, kind: str) -> bytes:
        """The .docx of one paper. Raises Unreadable."""

    def prepare(self, papers: Iterable[tuple[bytes, str]]) -> None:
        """Convert these ahead, in one start of the program; other kinds are passed over."""

    def forget(self) -> None:
        """Let go of what was converted."""


def converted_ahead(converter: Converts | None, files: Iterable[Handed | PassedOver]) -> Iterator[Handed | PassedOver]:
    """The same files, in order; those the converter takes are known to it when they come."""
    rest = iter(files)
    if converter is None:
        yield from rest
        return
    while window := list(islice(rest, _AT_ONCE)):
        converter.prepare(_with_kinds(window))
        yield from window
        converter.forget()


def _with_kinds(files: Iterable[Handed | PassedOver]) -> Iterator[tuple[bytes, str]]:
    """The bytes and the kind of every file that could be opened."""
    for file in files:
        if isinstance(file, Handed) and isinstance(file.content, bytes):
            yield file.content, sniff(file.content, PurePosixPath(file.path).name)
