"""Papers brought to stand as their data says, and nothing of somebody's own work lost on the way.

A file that is not there is written; one that stands as made is left; one that stands as we last wrote it is written
anew; one that was edited since, or that we never wrote, is left alone and told, unless ``overwrite``. A paper and its
print never differ: where one of them may not be written, neither is, and a print that lies there follows its paper.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final, Literal

from docgen.errors import DocgenError, OutputError
from docgen.make.campaign.ledger import Ledger, digest_of
from docgen.make.package import Member, head_of, package
from docgen.make.papers import docx_of
from docgen.make.printer import Printer
from docgen.make.record import Record
from docgen.spec.model import DocumentSpec

Outcome = Literal["made", "updated", "same"]
_TAKE_OVER: Final = "改动过的请先另存；要用新做的换掉它，请加 --overwrite 覆盖。"


@dataclass(frozen=True, slots=True)
class Piece:
    """One paper about to be kept: ``stem`` is its file without the suffix, in the folder of its household."""

    spec: DocumentSpec
    record: Record
    stem: str


@dataclass(slots=True)
class Keeping:
    """One run: how files are kept, what came of each since it was last asked, and what went wrong."""

    ledger: Ledger
    pdf: bool = False
    substitute: bool = True
    overwrite: bool = False
    done: list[tuple[Outcome, str]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    troubles: list[DocgenError] = field(default_factory=list)
    printer: Printer = field(init=False)

    def __post_init__(self) -> None:
        self.printer = Printer(self.pdf, self.substitute, self.troubles)

    def keep_folder(self, folder: PurePosixPath, pieces: Sequence[Piece]) -> None:
        """Papers side by side in a folder, relative to the ledger's."""
        for piece in pieces:
            try:
                self._keep_paper(folder / piece.stem, piece)
            except OutputError as fault:
                self._tell(fault)

    def keep_zip(self, folder: PurePosixPath, pieces: Sequence[Piece]) -> None:
        """Papers in one archive, stored, that has the same bytes for the same papers."""
        name = f"{folder}.zip"
        self.seen.add(name)
        papers = [(piece, docx_of(piece.spec, piece.record)) for piece in pieces]
        source = digest_of("".join([str(self.pdf), *(digest_of(docx) for _, docx in papers)]).encode())
        try:
            if self._stands(name, source):
                self.done.append(("same", name))
                return
            members = [member for piece, docx in papers for member in self._members(piece, docx)]
            whole = len(members) == len(papers) * (2 if self.pdf else 1)
            self._write(name, package(head_of(()), members), source if whole else "")
        except OutputError as fault:
            self._tell(fault)

    def _members(self, piece: Piece, docx: bytes) -> list[Member]:
        members = [_stored(f"{piece.stem}.docx", docx)]
        if self.printer.wanted and (printed := self.printer.printed(piece.spec, piece.record, docx)) is not None:
            members.append(_stored(f"{piece.stem}.pdf", printed))
        return members

    def _tell(self, fault: OutputError) -> None:
        """A disk that is full, or a record that cannot be written, is the same trouble for every paper: told once."""
        if not any(str(fault) == str(told) for told in self.troubles[-1:]):
            self.troubles.append(fault)

    def _keep_paper(self, stem: PurePosixPath, piece: Piece) -> None:
        paper, print_ = f"{stem}.docx", f"{stem}.pdf"
        self.seen |= {paper, print_}
        if self._elsewhere(paper):
            self.done.append(("same", paper))
            return
        docx = docx_of(piece.spec, piece.record)
        state = self.ledger.state(paper, docx)
        if state == "edited" and not self.overwrite:
            raise self._edited(paper)
        there = self.ledger.digest_there(print_)
        if not self.printer.wanted and (there is None or state == "same"):
            self._write(paper, docx)
            return
        source = digest_of(docx)
        if self._stands(print_, source):
            self._write(paper, docx)
            self.done.append(("same", print_))
            return
        if there is not None and not self.ledger.knows(print_, there) and not self.overwrite:
            raise self._edited(print_, "" if state == "same" else f"，{PurePosixPath(paper).name} 也未更新")
        printed = self.printer.printed(piece.spec, piece.record, docx)
        if printed is not None or there is None:
            self._write(paper, docx)
        if printed is not None:
            self._write(print_, printed, source)

    def _elsewhere(self, name: str) -> bool:
        """Whether another of our commands wrote it since, as ``docgen catalogue`` does from what lies there."""
        last = self.ledger.last(name)
        if self.overwrite or last is None or not last.by:
            return False
        return self.ledger.digest_there(name) == last.digest

    def _stands(self, name: str, source: str) -> bool:
        """Whether a file stands as we wrote it, from the same source: then nothing needs printing again."""
        last = self.ledger.last(name)
        if self.overwrite or last is None or last.source != source:
            return False
        return self.ledger.digest_there(name) == last.digest

    def _write(self, name: str, data: bytes, source: str = "") -> None:
        state = self.ledger.state(name, data)
        if state == "edited" and not self.overwrite:
            raise self._edited(name)
        if state != "same":
            self.ledger.write(name, data, source=source)
        else:
            self.ledger.recognise(name, data, source=source)
        self.done.append(("made" if state == "absent" else "same" if state == "same" else "updated", name))

    def _edited(self, name: str, also: str = "") -> OutputError:
        known = "制作后改动过" if self.ledger.last(name) else "不是本次记录中制作的，内容又不同"
        return OutputError(f"{self.ledger.folder / name} {known}，保留原样{also}", _TAKE_OVER)


def _stored(name: str, data: bytes) -> Member:
    return Member(name, zipfile.ZIP_STORED, zlib.crc32(data), len(data), data)
