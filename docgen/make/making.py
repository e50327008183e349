"""One run of making: papers written, tabulated and printed, and what has come of it so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docgen.errors import DocgenError, OutputError, RecordError
from docgen.make.output import write_file, write_unless_changed
from docgen.make.papers import docx_of
from docgen.make.printer import Printer
from docgen.make.record import Record
from docgen.make.rows import Row
from docgen.make.workbook import make_workbook
from docgen.spec.model import DocumentSpec


@dataclass(frozen=True, slots=True)
class MakeReport:
    """``paths`` are the files that now stand as made, in order, ``unchanged`` those of them that stood so before;
    ``troubles`` what was not made and why, row by row and file by file; ``notices`` what the data held and nobody
    asked for, or what of it looks wrong."""

    rows: int
    paths: tuple[Path, ...] = ()
    troubles: tuple[DocgenError, ...] = ()
    notices: tuple[str, ...] = ()
    unchanged: tuple[Path, ...] = ()


@dataclass(slots=True)
class Making:
    """One run: how to make, and what has come of it. Without ``overwrite`` a file with other content is left alone."""

    pdf: bool
    substitute: bool
    xlsx: bool = False
    overwrite: bool = False
    paths: list[Path] = field(default_factory=list)
    unchanged: list[Path] = field(default_factory=list)
    troubles: list[DocgenError] = field(default_factory=list)
    printer: Printer = field(init=False)

    def __post_init__(self) -> None:
        self.printer = Printer(self.pdf, self.substitute, self.troubles)

    def make(self, spec: DocumentSpec, record: Record, stem: Path) -> None:
        """One paper, its workbook and its print; what fails is noted and the rest goes on. Beside a paper that could
        not be written nothing is printed: the two would differ."""
        docx = docx_of(spec, record)
        if not self._write(stem.with_name(f"{stem.name}.docx"), docx):
            return
        if self.xlsx:
            self._tabulate(spec, record, stem)
        if self.printer.wanted and (printed := self.printer.printed(spec, record, docx)) is not None:
            self._write(stem.with_name(f"{stem.name}.pdf"), printed)

    def _tabulate(self, spec: DocumentSpec, record: Record, stem: Path) -> None:
        try:
            self._write(stem.with_name(f"{stem.name}.xlsx"), make_workbook(spec, record))
        except RecordError as fault:
            self.troubles.append(fault)

    def _write(self, path: Path, data: bytes) -> bool:
        """Whether the file now stands as made."""
        try:
            if self.overwrite:
                write_file(path, data)
            elif not write_unless_changed(path, data):
                self.unchanged.append(path)
        except OutputError as fault:
            self.troubles.append(fault)
            return False
        self.paths.append(path)
        return True

    def report(self, rows: Sequence[Row], notices: Iterable[str]) -> MakeReport:
        return MakeReport(
            len(rows), tuple(self.paths), tuple(self.troubles), tuple(dict.fromkeys(notices)), tuple(self.unchanged)
        )
