"""Numbers of papers: what the workbook's register already says is kept, and only what is empty is given, once.

Making papers never gives a number. A number that is 作废 stays in the register and is never given again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final

from docgen.errors import Problem, RecordError, UsageError, system_cause
from docgen.make.campaign.calling import calls_of
from docgen.make.campaign.cells import Address, with_values
from docgen.make.campaign.choosing import document_called
from docgen.make.campaign.model import STATUSES, Campaign, Household, RegisterRow
from docgen.make.campaign.patterns import NumberPattern, alike, pattern_of
from docgen.make.campaign.reading import read_campaign
from docgen.make.campaign.register_sheet import RegisterSheet, register_sheet
from docgen.make.headers import short_title
from docgen.make.output import write_file
from docgen.spec.model import DocumentSpec, Profile
from docgen.spec.workbook import CampaignPaper, WorkbookLaw

_EDITABLE: Final = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Given:
    """One number given, to a row of 文书登记; ``added``: the household the row was added for."""

    row: int
    number: str
    added: Household | None = None


@dataclass(frozen=True, slots=True)
class NumberReport:
    """``backup`` is the workbook as it was; None where nothing was to be given and nothing was written."""

    spec: DocumentSpec
    given: tuple[Given, ...]
    backup: Path | None = None
    notices: tuple[str, ...] = ()


def number_papers(workbook: Path, profile: Profile, kind: str, year: int | None, today: date) -> NumberReport:
    """Give every paper of a kind that has no number yet the next one, and write them into the workbook.

    Households that are to have the paper and no row in the register get one, in the order of their serial numbers. The
    workbook as it was is kept beside it as ``….bak``; nothing but these cells is changed. Without a year it is that of
    the settings, else of ``today``.

    Raises:
        UsageError: no such paper, one this office does not number, or a workbook that is no .xlsx.
        RecordError: the workbook or a row of its register has faults, a number stands twice, the pattern is wrong: then
            nothing is written, for the next number would not be certain.
        OutputError: the workbook is open in another program, or cannot be written.
    """
    if workbook.suffix.lower() not in _EDITABLE:
        raise UsageError(f"不能在 {workbook.name} 中编号", "请在 Excel 或 WPS 中另存为 .xlsx 后重试。")
    campaign, law = read_campaign(workbook, profile, today), profile.workbook
    paper, spec = _numbered(kind, law, profile)
    _refuse_uncertain(campaign, law)
    pattern = _pattern(paper, campaign, law, year or int(campaign.settings.get("year") or today.year))
    family = [each.document for each in law.paper if each.pattern == paper.pattern]
    last = max((pattern.counted(row.number) or 0 for row in campaign.register if row.document in family), default=0)
    data = _bytes(workbook)
    sheet = register_sheet(data, workbook.name, law.sheet["register"])
    given = list(_gifts(_waiting(campaign, spec), _unregistered(campaign, spec, law, profile), sheet, last, pattern))
    notices = (*_foreign(campaign, family, pattern), *(f"未编号：{trouble.what}" for trouble in campaign.troubles))
    if not given:
        return NumberReport(spec, (), None, notices)
    values = {cell: value for each in given for cell, value in _cells(each, spec, sheet).items()}
    edited = with_values(data, workbook.name, sheet.name, values)
    backup = workbook.with_name(f"{workbook.name}.bak")
    write_file(backup, data)
    write_file(workbook, edited)
    return NumberReport(spec, tuple(given), backup, notices)


def _gifts(
    waiting: Sequence[RegisterRow],
    unregistered: Iterable[Household],
    sheet: RegisterSheet,
    last: int,
    pattern: NumberPattern,
) -> Iterator[Given]:
    """The next numbers: first to the rows that wait for one, then to rows added below."""
    counter = count(last + 1)
    for entry in waiting:
        yield Given(entry.row.number, pattern.number(next(counter)))
    for below, household in enumerate(unregistered, 1):
        yield Given(sheet.last + below, pattern.number(next(counter)), household)


def _cells(given: Given, spec: DocumentSpec, sheet: RegisterSheet) -> dict[Address, str | int]:
    """What is written for one number; a row that was there gets nothing but its number."""
    values: dict[str, str | int] = {"number": given.number}
    if given.added is not None:
        values |= {"serial": given.added.serial, "task": given.added.task}
        values |= {"document": short_title(spec), "status": STATUSES[0]}
    return {(given.row, sheet.columns[name]): value for name, value in values.items() if name in sheet.columns}


def numbered_documents(campaign: Campaign, law: WorkbookLaw) -> frozenset[str]:
    """The papers this office numbers: those a number of which stands in the register."""
    patterned = {paper.document for paper in law.paper if paper.pattern}
    return frozenset(row.document for row in campaign.register if row.number and row.document in patterned)


def refused_numbers(campaign: Campaign, law: WorkbookLaw) -> dict[tuple[str, str], RecordError]:
    """What is wrong with numbers that stand twice, by document and number; a number that is 作废 counts, too."""
    families = {paper.document: paper.pattern or paper.document for paper in law.paper}
    seen: dict[tuple[str, str], list[RegisterRow]] = {}
    for row in campaign.register:
        if row.number:
            seen.setdefault((families.get(row.document, row.document), alike(row.number)), []).append(row)
    refused: dict[tuple[str, str], RecordError] = {}
    for rows in seen.values():
        if len(rows) > 1 and any(row.valid for row in rows):
            fault = _twice(rows)
            refused |= {(row.document, alike(row.number)): fault for row in rows}
    return refused


def _twice(rows: Sequence[RegisterRow]) -> RecordError:
    problems = [Problem(row.row.source, _cell(row), "文号重复", row.number) for row in rows]
    remedy = "文号不得重用，作废的也不得重用；请改正后重试，所涉文书没有制作。"
    return RecordError(f"文号“{rows[0].number}”用了{len(rows)}次", remedy, problems)


def _cell(row: RegisterRow) -> str:
    return row.row.place("number", "文号")


def _numbered(kind: str, law: WorkbookLaw, profile: Profile) -> tuple[CampaignPaper, DocumentSpec]:
    """The paper of that name. Raises UsageError for one that has no pattern."""
    papers = {spec.name: paper for paper in law.paper if paper.pattern and (spec := profile.document(paper.document))}
    if not papers:
        raise UsageError(f"“{profile.name}”没有规定文号格式", "请先在 workbook.toml 中规定。")
    spec = document_called(kind, [spec for name in papers if (spec := profile.document(name))])
    return papers[spec.name], spec


def _pattern(paper: CampaignPaper, campaign: Campaign, law: WorkbookLaw, year: int) -> NumberPattern:
    column = law.sheet["settings"].column[paper.pattern]
    written = campaign.settings.get(paper.pattern) or column.otherwise
    return pattern_of(written, column.label[0], campaign.settings, year, campaign.source.name)


def _refuse_uncertain(campaign: Campaign, law: WorkbookLaw) -> None:
    """A row that could not be read may hold the last number, and of a number that stands twice one is wrong."""
    titles = law.sheet["register"].title
    problems = [
        problem
        for trouble in campaign.troubles
        for problem in trouble.problems
        if any(f"“{title}”" in problem.key or title in problem.path for title in titles)
    ]
    for fault in dict.fromkeys(refused_numbers(campaign, law).values()):
        problems += fault.problems
    if problems:
        remedy = "请先改正这些行，再编号；没有编任何文号。"
        raise RecordError(f"“{titles[0]}”有{len(problems)}处错误，下一个文号无法确定", remedy, problems)


def _waiting(campaign: Campaign, spec: DocumentSpec) -> list[RegisterRow]:
    rows = [row for row in campaign.register if row.document == spec.name and row.valid and not row.number]
    return sorted(rows, key=lambda row: row.row.number)


def _unregistered(campaign: Campaign, spec: DocumentSpec, law: WorkbookLaw, profile: Profile) -> Iterator[Household]:
    """The wanted households that are to have the paper and of which the register says nothing."""
    for household in sorted(campaign.households, key=lambda each: each.serial):
        registered = any(row.document == spec.name for row in household.register)
        calls = calls_of(household, law, profile).papers if household.wanted and not registered else ()
        if any(call.spec.name == spec.name for call in calls):
            yield household


def _foreign(campaign: Campaign, family: Sequence[str], pattern: NumberPattern) -> Iterator[str]:
    """Numbers of this kind that are not of this sequence: of another year, or written otherwise."""
    others = [row for row in campaign.register if row.document in family and row.number]
    others = [row for row in others if pattern.counted(row.number) is None]
    if others:
        first = f"{_cell(others[0])}“{others[0].number}”"
        yield f"有{len(others)}个文号不属于“{pattern.number(1)}”这一顺序（如{first}），续号时未计入"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise RecordError(
            f"读不到 {path}（{system_cause(fault)}）", "请核对路径；文件若已打开，请保存并关闭。"
        ) from fault
