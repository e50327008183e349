"""Print sets made: one PDF for each, and one .docx for papers of one kind. One bad paper never stops the others."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docgen.errors import DocgenError, OutputError, TemplateError, UsageError
from docgen.make.papers import make_pdf
from docgen.make.printing.binding import Binder, Leaves
from docgen.make.printing.joined import join, joinable
from docgen.make.printing.listing import Line, list_docx, list_pdf
from docgen.make.printing.replacing import write_anew
from docgen.make.printing.sets import Layout, PaperFile, PrintReport, PrintSet
from docgen.spec.model import DocumentSpec

Progress = Callable[[str], None]


def print_sets(
    sets: Sequence[PrintSet],
    listing: DocumentSpec,
    output: Path,
    layout: Layout,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> PrintReport:
    """Write every set into the folder ``output``: ``STEM.pdf``, of one kind also ``STEM.docx``.

    A paper that cannot be printed is left out and told as a trouble; so is a file that is there and was not made here,
    unless ``overwrite``. ``listing`` is the law of the list in front.
    """
    run = _Run(listing, output, layout, overwrite, progress)
    for each in sets:
        run.make(each)
    if run.prints and not all(each.one_kind for each in sets):
        run.overview()
    return PrintReport(
        sum(len(each.papers) for each in sets),
        run.pages,
        tuple(run.paths),
        tuple(run.unchanged),
        tuple(run.troubles),
        tuple(run.notices),
    )


@dataclass(slots=True)
class _Run:
    listing: DocumentSpec
    output: Path
    layout: Layout
    overwrite: bool
    progress: Progress | None
    prints: bool = True
    pages: int = 0
    paths: list[Path] = field(default_factory=list)
    unchanged: list[Path] = field(default_factory=list)
    troubles: list[DocgenError] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    books: list[Line] = field(default_factory=list)

    def make(self, printed: PrintSet) -> None:
        counted: dict[Path, int] = {}
        if self.prints:
            with tempfile.TemporaryDirectory(prefix="docgen-") as folder:
                counted = self._bind(printed, Path(folder) / "book.pdf")
        if printed.one_kind:
            self._join(printed, counted)

    def _bind(self, printed: PrintSet, book: Path) -> dict[Path, int]:
        """One PDF of a set, written to ``book`` first. Returns the pages of each paper that is in it."""
        with book.open("wb") as file:
            binder = Binder(self.layout, file)
            bound = list(self._bound(printed, binder))
            if not bound or not self.prints:
                return {}
            lines = [Line(paper.household, paper.number, at.pages, at.first) for paper, at in bound]
            pages = binder.finish(self._front(printed, lines, binder.pages), printed.title)
        self.pages += pages
        self.books.append(Line(printed.title, f"{len(lines)}件", pages))
        self._write(self.output / f"{printed.stem}.pdf", book)
        return {paper.path: at.pages for paper, at in bound}

    def _bound(self, printed: PrintSet, binder: Binder) -> Iterator[tuple[PaperFile, Leaves]]:
        """The papers of a set that can be printed, bound in their order."""
        for number, paper in enumerate(printed.papers, 1):
            if self.progress:
                self.progress(f"{printed.title}　{number}/{len(printed.papers)}　{paper.household}")
            source = self._source(paper)
            if not self.prints:
                return
            if source is None:
                continue
            try:
                leaves = binder.add(source)
            except DocgenError as fault:
                self._trouble(paper, fault)
            else:
                yield paper, leaves

    def _front(self, printed: PrintSet, lines: list[Line], pages: int) -> bytes:
        """The list in front of papers of one kind; a name that cannot be printed leaves it out, and is told."""
        if not printed.one_kind:
            return b""
        try:
            return list_pdf(self.listing, printed.title, lines, self.layout, pages=pages)
        except DocgenError as fault:
            what = f"{printed.stem} 的清单未印：{fault.what}"
            self.troubles.append(TemplateError(what, fault.remedy, fault.problems))
            return b""

    def _source(self, paper: PaperFile) -> bytes | Path | None:
        """The print of a paper: what is there already, else made now; None where it cannot be."""
        if paper.pdf is not None or paper.docx is None:
            return paper.pdf
        try:
            return make_pdf(paper.spec, paper.docx.read_bytes())
        except DocgenError as fault:
            self._trouble(paper, fault)
        except OSError as fault:  # the printer's own libraries are not on this machine: said once
            self.prints = False
            remedy = "各类文书的 .docx 照常合并，可用 WPS 打印；印 PDF 须先安装 Pango（见 docgen doctor）。"
            self.troubles.append(UsageError(f"本机不能印 PDF（{fault}）", remedy))
        return None

    def overview(self) -> None:
        """The list of all sets, where each is one household's."""
        listed = list_docx(self.listing, "一户一册", self.books, self.layout, pages=self.pages)
        self._write(self.output / "00_打印清单.pdf", make_pdf(self.listing, listed))

    def _join(self, printed: PrintSet, counted: dict[Path, int]) -> None:
        """One .docx of a set, without the papers that cannot be joined."""
        own = [paper.docx for paper in printed.papers if paper.docx is not None]
        alike, refused = joinable(own)
        self.notices += [f"{unjoined.path} 未合并进 .docx：{unjoined.why}；PDF 中照常打印" for unjoined in refused]
        if not alike:
            return
        try:
            joined = join([(path, counted.get(path)) for path in alike], duplex=self.layout.duplex)
        except TemplateError as fault:
            self.troubles.append(fault)
            return
        self._write(self.output / f"{printed.stem}.docx", joined)
        if not self.prints:
            lines = [Line(paper.household, paper.number) for paper in printed.papers]
            listed = list_docx(self.listing, printed.title, lines, self.layout)
            self._write(self.output / f"{printed.stem}_清单.docx", listed)

    def _write(self, path: Path, made: bytes | Path) -> None:
        try:
            if not write_anew(path, made, overwrite=self.overwrite):
                self.unchanged.append(path)
        except OutputError as fault:
            self.troubles.append(fault)
        else:
            self.paths.append(path)

    def _trouble(self, paper: PaperFile, fault: DocgenError) -> None:
        what = f"{paper.path} 未打印：{fault.what}"
        self.troubles.append(TemplateError(what, fault.remedy, fault.problems))
