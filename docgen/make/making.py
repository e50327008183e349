"""One run of making: papers written, tabulated and printed, and what has come of it so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docgen.errors import DocgenError, FontMissing, OutputError, RecordError, TemplateError, UsageError
from docgen.make.output import write_file, write_unless_changed
from docgen.make.papers import docx_of, make_pdf, with_fields
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

    def make(self, spec: DocumentSpec, record: Record, stem: Path) -> None:
        """One paper, its workbook and its print; what fails is noted and the rest goes on. Beside a paper that could
        not be written nothing is printed: the two would differ."""
        docx = docx_of(spec, record)
        if not self._write(stem.with_name(f"{stem.name}.docx"), docx):
            return
        if self.xlsx:
            self._tabulate(spec, record, stem)
        if self.pdf:
            self._print(spec, record, docx, stem)

    def _tabulate(self, spec: DocumentSpec, record: Record, stem: Path) -> None:
        try:
            self._write(stem.with_name(f"{stem.name}.xlsx"), make_workbook(spec, record))
        except RecordError as fault:
            self.troubles.append(fault)

    def _print(self, spec: DocumentSpec, record: Record, docx: bytes, stem: Path) -> None:
        try:
            printed = make_pdf(spec, docx, substitute=self.substitute)
        except FontMissing as fault:
            self.troubles.append(with_fields(fault, spec, record))
        except TemplateError as fault:
            self.troubles.append(fault)
        except OSError as fault:  # the printer's own libraries are not on this machine: said once
            self.pdf = False
            remedy = "文书的 .docx 照常制作；印 PDF 须先安装 Pango（见 README）。"
            self.troubles.append(UsageError(f"本机不能印 PDF（{fault}）", remedy))
        else:
            self._write(stem.with_name(f"{stem.name}.pdf"), printed)

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
