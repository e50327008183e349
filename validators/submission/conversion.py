"""Papers of other word processors: made into .docx by a program of this machine, many at a time, before they are
read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePosixPath
from typing import Final, Protocol

from docgen.errors import Unreadable
from docgen.validators.submission.archive import Handed, PassedOver
from docgen.view.kinds import CONVERTED, sniff

_AT_ONCE: Final = 20
"""How many files are held at a time to be converted together."""


class Converts(Protocol):
    """A program that makes papers of other word processors into .docx."""

    def convert(self, data: bytes, kind: str) -> bytes:
        """The .docx of one paper. Raises Unreadable."""

    def prepare(self, papers: Iterable[tuple[bytes, str]]) -> None:
        """Convert these ahead, in one start of the program."""

    def forget(self) -> None:
        """Let go of what was converted."""


def converted_ahead(converter: Converts | None, files: Iterable[Handed | PassedOver]) -> Iterator[Handed | PassedOver]:
    """The same files, in order; those the converter takes are known to it when they come."""
    rest = iter(files)
    if converter is None:
        yield from rest
        return
    while window := list(islice(rest, _AT_ONCE)):
        converter.prepare(filter(None, map(_convertible, window)))
        yield from window
        converter.forget()


def _convertible(file: Handed | PassedOver) -> tuple[bytes, str] | None:
    """A file's bytes and kind, where another program makes a .docx of it."""
    if isinstance(file, PassedOver) or isinstance(file.content, Unreadable):
        return None
    kind = sniff(file.content, PurePosixPath(file.path).name)
    return (file.content, kind) if kind in CONVERTED else None
