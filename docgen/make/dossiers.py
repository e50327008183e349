"""Many rows to many papers: one folder per household, or one paper per row. A bad row never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docgen.errors import DocgenError, FontMissing, OutputError, Problem, RecordError, TemplateError, UsageError
from docgen.make.compile import compile_template
from docgen.make.headers import vocabulary
from docgen.make.names import file_name, folder_name, sanitised
from docgen.make.output import write_file
from docgen.make.papers import docx_of, make_pdf, with_fields
from docgen.make.record import Record, label_of, make_record, needed
from docgen.make.rows import Row, read_rows
from docgen.make.values import is_blank
from docgen.make.workbook import make_workbook, no_list
from docgen.spec.model import DocumentSpec, Profile, Require

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class MakeReport:
    """``paths`` are the files made, in order; ``troubles`` what was not made and why, row by row and file by file;
    ``notices`` what the data held and nobody asked for, or a paper no row has the columns for."""

    rows: int
    paths: tuple[Path, ...] = ()
    troubles: tuple[DocgenError, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(slots=True)
class _Work:
    """One run: how to make, and what has come of it so far."""

    pdf: bool
    substitute: bool
    xlsx: bool = False
    paths: list[Path] = field(default_factory=list)
    troubles: list[DocgenError] = field(default_factory=list)

    def make(self, spec: DocumentSpec, record: Record, stem: Path) -> None:
        """One paper, its workbook and its print; what fails is noted and the rest goes on."""
        docx = docx_of(spec, record)
        self._write(stem.with_name(f"{stem.name}.docx"), docx)
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

    def _write(self, path: Path, data: bytes) -> None:
        try:
            write_file(path, data)
        except OutputError as fault:
            self.troubles.append(fault)
        else:
            self.paths.append(path)

    def report(self, rows: Sequence[Row], notices: Iterator[str]) -> MakeReport:
        return MakeReport(len(rows), tuple(self.paths), tuple(self.troubles), tuple(dict.fromkeys(notices)))


def make_papers(
    spec: DocumentSpec,
    rows: Path,
    output: Path,
    *,
    pdf: bool = False,
    xlsx: bool = False,
    substitute: bool = True,
    progress: Progress | None = None,
) -> MakeReport:
    """One paper for every row of a file; a list for all rows of a sheet, with ``xlsx`` as a workbook too.

    Raises:
        UsageError: ``xlsx`` for a paper that is no list.
        RecordError: the file cannot be read as rows (a row that is wrong is one of the report's troubles).
        TemplateError: the template cannot be filled at all.
    """
    if xlsx and spec.register_ is None:
        raise no_list(spec)
    compile_template(spec.template)
    given = _rows(rows, (spec,))
    work = _Work(pdf, substitute, xlsx)
    for serial, row in enumerate(given, 1):
        try:
            record = make_record(spec, row)
        except RecordError as fault:
            work.troubles.append(fault)
            continue
        stem = file_name(spec, record, serial, last=len(given))
        if len(given) > 1 and (name := record.text("unit_name")):
            stem = sanitised(f"{stem}_{name}")
        _tell(progress, serial, given, stem)
        work.make(spec, record, output / stem)
    return work.report(given, _unasked(given, (spec,)))


def make_dossiers(
    profile: Profile,
    rows: Path,
    output: Path,
    *,
    pdf: bool = False,
    substitute: bool = True,
    progress: Progress | None = None,
) -> MakeReport:
    """One folder for every row of a file, with the papers of the household's file that the row has the columns for.

    A row with a fault in any of its papers gives no folder: half a file would look like a whole one.

    Raises:
        RecordError: the file cannot be read as rows (a row that is wrong is one of the report's troubles).
        TemplateError: a template cannot be filled at all.
        UsageError: the profile asks for no paper that it has.
    """
    documents = dossier_documents(profile)
    if not documents:
        raise UsageError(f"“{profile.name}”没有规定一户一档的文书", "请写明要制作的文书，如 地区/文书。")
    for spec in documents:
        compile_template(spec.template)
    given = _rows(rows, documents)
    work = _Work(pdf, substitute)
    for serial, row in enumerate(given, 1):
        _household(profile, row, serial, work, output, last=len(given), progress=progress)
    return work.report(given, _all_notices(profile, given))


def dossier_documents(profile: Profile) -> tuple[DocumentSpec, ...]:
    """The papers of a household's file that have a law of their own, in the order the dossier's law names them."""
    named = (spec for require in profile.dossier.require for spec in _named(profile, require))
    return tuple({spec.key: spec for spec in named}.values())


def _household(
    profile: Profile, row: Row, serial: int, work: _Work, output: Path, *, last: int, progress: Progress | None
) -> None:
    wanted = _wanted(profile, row)
    try:
        records = _records(wanted, row)
    except RecordError as fault:
        work.troubles.append(fault)
        return
    folder = folder_name(_identity(records), serial, last=last)
    if progress:
        progress(f"{serial}/{last} {folder}")
    for number, (spec, record) in enumerate(zip(wanted, records, strict=True), 1):
        work.make(spec, record, output / folder / file_name(spec, record, number, last=len(wanted)))


def _wanted(profile: Profile, row: Row) -> list[DocumentSpec]:
    """The papers this row is to give: those the law asks for here and the row has the columns of; of several that any
    one will do, the first."""
    chosen = (
        next((spec for spec in _named(profile, require) if not _columns_lacking(spec, row)), None)
        for require in profile.dossier.require
        if _asked(profile, require, row)
    )
    return list({spec.key: spec for spec in chosen if spec is not None}.values())


def _named(profile: Profile, require: Require) -> Iterator[DocumentSpec]:
    return (spec for name in require.documents if (spec := profile.document(name)) is not None)


def _asked(profile: Profile, require: Require, row: Row) -> bool:
    """Whether the condition of a requirement, if it has one, is met by the row."""
    if require.if_ is None:
        return True
    name = require.if_.field
    values = (row.given(spec, name) for spec in dossier_documents(profile) if name in spec.field)
    value = next((value for value in values if not is_blank(value)), None)
    return value is not None and (not require.if_.is_ or str(value).strip() in require.if_.is_)


def _columns_lacking(spec: DocumentSpec, row: Row) -> list[str]:
    return [label_of(spec, name) for name in needed(spec, row) if not row.has(spec, name)]


def _records(wanted: Sequence[DocumentSpec], row: Row) -> list[Record]:
    """The records of all a row's papers, or every problem of all of them, each once."""
    records: list[Record] = []
    problems: dict[Problem, None] = {}
    for spec in wanted:
        try:
            records.append(make_record(spec, row))
        except RecordError as fault:
            problems |= dict.fromkeys(fault.problems)
    if problems:
        what = f"{row.source} 第{row.number}行有{len(problems)}处错误，该户未制作"
        raise RecordError(what, "请改正后重新制作该行。", problems)
    if not records:
        what = f"{row.source} 第{row.number}行没有一种文书的栏目是齐全的，该户未制作"
        raise RecordError(what, "请按说明补上缺少的栏目。")
    return records


def _identity(records: Sequence[Record]) -> dict[str, str]:
    """A household's name and code, from the first of its papers that says them."""
    names = ("unit_name", "credit_code", "representative")
    return {name: next((text for record in records if (text := record.text(name))), "") for name in names}


def _rows(path: Path, specs: Sequence[DocumentSpec]) -> list[Row]:
    rows = read_rows(path, *specs)
    if not rows:
        raise RecordError(f"{path.name} 中没有数据", "表头之下应至少有一行。")
    return rows


def _tell(progress: Progress | None, serial: int, rows: Sequence[Row], name: str) -> None:
    if progress:
        progress(f"{serial}/{len(rows)} {name}")


def _all_notices(profile: Profile, rows: Sequence[Row]) -> Iterator[str]:
    yield from _unasked(rows, dossier_documents(profile))
    for require in profile.dossier.require:
        choice = tuple(_named(profile, require))
        if lacking := {name for row in rows for name in _lacking_of_all(choice, row)}:
            labels = "、".join(f"“{name}”" for name in sorted(lacking))
            yield f"数据中没有{labels}栏，缺少这些栏的户未制作《{choice[0].title}》"


def _lacking_of_all(choice: Sequence[DocumentSpec], row: Row) -> list[str]:
    """The columns that the first of these papers lacks in a row, where the row can give none of them."""
    lacking = [_columns_lacking(spec, row) for spec in choice]
    return lacking[0] if lacking and all(lacking) else []


def _unasked(rows: Sequence[Row], specs: Sequence[DocumentSpec]) -> Iterator[str]:
    words = vocabulary(specs)
    for name in dict.fromkeys(name for row in rows for name in row.unknown):
        near = words.nearest(name)
        yield f"“{name}”不是文书的栏目，未用" + (f"；最接近的栏目是“{near}”" if near else "")
