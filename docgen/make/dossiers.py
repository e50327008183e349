"""Many rows to many papers: one folder per household, or one paper per row. A bad row never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from docgen.errors import Problem, RecordError, UsageError
from docgen.make.compile import compile_template
from docgen.make.making import MakeReport, Making
from docgen.make.names import file_name, folder_name, sanitised
from docgen.make.notices import notices_of
from docgen.make.record import Record, label_of, make_record, misspelt, needed
from docgen.make.rows import Row, read_rows
from docgen.make.values import is_blank
from docgen.make.workbook import no_list
from docgen.spec.dossier import STAGES, Require
from docgen.spec.model import DocumentSpec, Profile

_MOST_NAMED: Final = 10

Progress = Callable[[str], None]


def make_papers(
    spec: DocumentSpec,
    rows: Path,
    output: Path,
    *,
    pdf: bool = False,
    xlsx: bool = False,
    substitute: bool = True,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> MakeReport:
    """One paper for every row of a file; a list for all rows of a sheet, with ``xlsx`` as a workbook too. A file that
    is there with other content is left alone and told as a trouble, unless ``overwrite``.

    Raises:
        UsageError: ``xlsx`` for a paper that is no list.
        RecordError: the file cannot be read as rows (a row that is wrong is one of the report's troubles).
        TemplateError: the template cannot be filled at all.
    """
    if xlsx and spec.register_ is None:
        raise no_list(spec)
    compile_template(spec.template)
    given = _rows(rows, (spec,))
    work = Making(pdf, substitute, xlsx, overwrite)
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
    return work.report(given, notices_of(given, (spec,)))


def make_dossiers(
    profile: Profile,
    rows: Path,
    output: Path,
    *,
    pdf: bool = False,
    substitute: bool = True,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> MakeReport:
    """One folder for every row of a file, with the papers of the household's file that the row has the columns for.

    A row with a fault in any of its papers gives no folder: half a file would look like a whole one. A file that is
    there with other content is left alone and told as a trouble, unless ``overwrite``; so is a paper the law asks for
    whose columns are not there.

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
    work = Making(pdf, substitute, overwrite=overwrite)
    for serial, row in enumerate(given, 1):
        _household(profile, row, serial, work, output, last=len(given), progress=progress)
    work.troubles += _unmade(profile, given)
    return work.report(given, notices_of(given, documents))


def dossier_documents(profile: Profile) -> tuple[DocumentSpec, ...]:
    """The papers of a household's file that have a law of their own, in the order the dossier's law names them."""
    named = (spec for require in profile.dossier.require for spec in _named(profile, require))
    return tuple({spec.key: spec for spec in named}.values())


def _household(
    profile: Profile, row: Row, serial: int, work: Making, output: Path, *, last: int, progress: Progress | None
) -> None:
    wanted = papers_of(profile, row)
    if not wanted:
        work.troubles += _asked_for_nothing(profile, row)
        return
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


def papers_of(profile: Profile, row: Row) -> list[DocumentSpec]:
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
    named = [(spec, name) for spec in dossier_documents(profile) for name in require.if_.field if name in spec.field]
    values = (row.given(spec, name) for spec, name in named)
    return any(require.if_.met_by(str(value)) for value in values if not is_blank(value))


def _columns_lacking(spec: DocumentSpec, row: Row) -> list[str]:
    return [name for name in needed(spec, row) if not row.has(spec, name)]


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


def _unmade(profile: Profile, rows: Sequence[Row]) -> Iterator[RecordError]:
    """One fault for every paper the law asks for and some rows have not the columns of; of several that any one will
    do, for the first where there are the columns of none. What is due only after the inspection may be made later."""
    for require in profile.dossier.require:
        if STAGES.index(require.due) > STAGES.index("inspected"):
            continue
        choice = tuple(_named(profile, require))
        lacking = {row.number: names for row in rows if (names := _lacking_of_all(choice, profile, require, row))}
        if lacking:
            names = list(dict.fromkeys(name for each in lacking.values() for name in each))
            yield _columns_missing(choice[0], names, rows, [row for row in rows if row.number in lacking])


def _asked_for_nothing(profile: Profile, row: Row) -> Iterator[RecordError]:
    """A row no requirement's condition is met by; what columns others lack is said once for all rows."""
    if not any(_asked(profile, require, row) and any(_named(profile, require)) for require in profile.dossier.require):
        what = f"{row.source} 第{row.number}行没有需要制作的文书，该户未制作"
        yield RecordError(what, "请核对该行各栏，文书只在规定的情形下制作。")


def _columns_missing(
    spec: DocumentSpec, names: Sequence[str], rows: Sequence[Row], without: Sequence[Row]
) -> RecordError:
    source = rows[0].source
    which = "" if len(without) == len(rows) else f"（{_numbers(without)}）"
    problems = [
        Problem(source, f"“{label_of(spec, name)}”栏", f"必填，数据中没有这一栏{misspelt(spec, without[0], name)}")
        for name in names
    ]
    what = f"《{spec.title}》未制作：{source} 缺少{len(names)}个栏目{which}"
    return RecordError(what, "请补上这些栏目后重新制作，其余文书已照常制作。", problems)


def _numbers(rows: Sequence[Row]) -> str:
    """``第2、5行``; of many the first, and how many they are."""
    named = "、".join(str(row.number) for row in rows[:_MOST_NAMED])
    return f"第{named}行" + (f"等{len(rows)}行" if len(rows) > _MOST_NAMED else "")


def _lacking_of_all(choice: Sequence[DocumentSpec], profile: Profile, require: Require, row: Row) -> list[str]:
    """The columns that the first of these papers lacks in a row, where the row can give none of them."""
    lacking = [_columns_lacking(spec, row) for spec in choice] if _asked(profile, require, row) else []
    return lacking[0] if lacking and all(lacking) else []
