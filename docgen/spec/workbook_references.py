"""What a workbook.toml says of papers and of itself: every sheet, column, paper and field it names must be there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.errors import Problem
from docgen.spec.faults import as_toml, nearest
from docgen.spec.model import DocumentLaw, FieldLaw
from docgen.spec.workbook import SHEETS, CampaignPaper, ColumnLaw, SheetLaw, WorkbookLaw
from docgen.wording import squeezed

Documents = Mapping[str, DocumentLaw | None]
PAPER = "paper"
"""``refers = "paper"``: the names of the papers the workbook makes."""


def workbook_problems(path: str, law: WorkbookLaw, documents: Documents) -> Iterator[Problem]:
    """The faults of one workbook.toml beside the documents of its chain."""
    yield from (Problem(path, f"sheet.{name}", "缺少这一表") for name in SHEETS if name not in law.sheet)
    for number, paper in enumerate(law.paper, 1):
        yield from _paper_problems(path, f"paper[{number}]", paper, law, documents)
    for name, sheet in law.sheet.items():
        yield from _label_problems(path, f"sheet.{name}", sheet)
        for key, column in sheet.column.items():
            yield from _column_problems(path, f"sheet.{name}.column.{key}", column, law, documents)


def _paper_problems(
    path: str, key: str, paper: CampaignPaper, law: WorkbookLaw, documents: Documents
) -> Iterator[Problem]:
    if paper.document not in documents:
        best = nearest(paper.document, documents)
        yield Problem(path, f"{key}.document", f"本辖区及上级没有这种文书{best}", as_toml(paper.document))
        return
    spec = documents[paper.document]
    for name in paper.made if spec else ():
        if spec and name not in spec.field:
            yield Problem(path, f"{key}.made", f"没有这个字段{nearest(name, spec.field)}", as_toml(name))
    for part, targets in (("number", paper.number), ("dated", paper.dated)):
        for target in targets:
            yield from _target_problem(path, f"{key}.{part}", target, law, documents)
    for call in paper.when:
        yield from _column_named(path, f"{key}.when", call.column, law)
    made = [each.document for each in law.paper]
    for name in paper.about:
        if name not in made:
            yield Problem(path, f"{key}.about", f"本台账不制作这种文书{nearest(name, made)}", as_toml(name))
    beside = [each for each in law.paper if each is not paper and (each.per == "task") == (paper.per == "task")]
    if paper.seq and any(each.seq == paper.seq for each in beside):
        yield Problem(path, f"{key}.seq", "另一种文书也用这个序号", as_toml(paper.seq))
    if paper.pattern:
        yield from _column_named(path, f"{key}.pattern", f"settings.{paper.pattern}", law)


def _label_problems(path: str, key: str, sheet: SheetLaw) -> Iterator[Problem]:
    """One word over two columns of a sheet could mean either."""
    seen: dict[str, str] = {}
    for name, column in sheet.column.items():
        for label in column.label:
            other = seen.setdefault(squeezed(label), name)
            if other != name:
                yield Problem(path, f"{key}.column.{name}.label", f"{other} 一列也叫这个名称", as_toml(label))


def _column_problems(
    path: str, key: str, column: ColumnLaw, law: WorkbookLaw, documents: Documents
) -> Iterator[Problem]:
    for target in column.feeds or ():
        yield from _target_problem(path, f"{key}.feeds", target, law, documents)
    for part, field in (("begins", column.begins), ("ends", column.ends)):
        if field is not None:
            yield from _target_problem(path, f"{key}.{part}", field, law, documents)
    if column.refers is not None and column.refers != PAPER:
        yield from _column_named(path, f"{key}.refers", column.refers, law)
    for document in column.says:
        if document not in documents:
            best = nearest(document, documents)
            yield Problem(path, f"{key}.says", f"本辖区及上级没有这种文书{best}", as_toml(document))
    if column.type == "choice" and not column.choices:
        yield Problem(path, f"{key}.choices", "type 为 choice 的列应列出选项")


def _column_named(path: str, key: str, named: str, law: WorkbookLaw) -> Iterator[Problem]:
    """``sheet.column``."""
    sheet, _, column = named.partition(".")
    there = next((one.column for name, one in law.sheet.items() if name == sheet), None)
    if there is None:
        yield Problem(path, key, f"没有这个表{nearest(sheet, law.sheet)}", as_toml(named))
    elif column not in there:
        yield Problem(path, key, f"该表没有这一列{nearest(column, there)}", as_toml(named))


def _target_problem(path: str, key: str, target: str, law: WorkbookLaw, documents: Documents) -> Iterator[Problem]:
    """``field``, ``document.field`` or ``document.field.column`` of a paper the workbook makes."""
    made = {paper.document: documents.get(paper.document) for paper in law.paper}
    document, _, rest = target.partition(".")
    name, _, column = rest.partition(".")
    if not rest:
        fields = {field for spec in made.values() if spec for field in spec.field}
        if None not in made.values() and document not in fields:
            yield Problem(path, key, f"各文书中没有这个字段{nearest(document, fields)}", as_toml(target))
    elif document not in made:
        yield Problem(path, key, f"本台账不制作这种文书{nearest(document, made)}", as_toml(target))
    elif (spec := made[document]) is None:
        return
    elif name not in spec.field:
        yield Problem(path, key, f"{document} 中没有字段 {name}{nearest(name, spec.field)}", as_toml(target))
    elif column and not _has_column(spec.field[name], column):
        best = nearest(column, spec.field[name].columns)
        yield Problem(path, key, f"{document}.{name} 没有这一栏{best}", as_toml(target))


def _has_column(field: FieldLaw, column: str) -> bool:
    """Entries whose columns the law does not name take what the template asks for."""
    return field.type == "items" and (not field.columns or column in field.columns)
