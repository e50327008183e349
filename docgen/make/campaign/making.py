"""From the entry workbook to a campaign's papers: a folder for each household, and what a task shares once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from docgen.dates import ImpossibleDate, read_moment
from docgen.errors import DocgenError, RecordError
from docgen.make.campaign.calling import Call, Calls, asked_elsewhere, calls_of, without_by_hand
from docgen.make.campaign.choosing import EVERYTHING, Choice, chosen_documents, chosen_households
from docgen.make.campaign.filling import Filled, Lacking, filled
from docgen.make.campaign.keeping import Keeping, Outcome, Piece
from docgen.make.campaign.layout import Layout, layout_of, too_long
from docgen.make.campaign.ledger import Ledger
from docgen.make.campaign.model import Campaign, Household, Task
from docgen.make.campaign.numbering import numbered_documents, refused_numbers
from docgen.make.campaign.patterns import alike
from docgen.make.campaign.reading import read_campaign
from docgen.make.campaign.shared import left_out, shared_calls
from docgen.make.campaign.telling import lacking_told, left_over, serials, told_once
from docgen.make.compile import compile_template
from docgen.make.names import file_name, sanitised
from docgen.make.notices import notices_of
from docgen.make.record import make_record
from docgen.spec.model import DocumentSpec, Profile

Tell = Callable[[str, Sequence[tuple[Outcome, str]]], None]
"""Takes a folder and what came of each of its files."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How papers are made: printed as PDF too, in one zip a household, over files that were edited. ``today`` is the
    day of making: a paper dated before it is noted."""

    today: date
    pdf: bool = False
    zipped: bool = False
    substitute: bool = True
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class CampaignReport:
    """``households`` were made, whole or in part; ``files`` counts what came of each file; ``troubles`` is what was not
    made and why, ``notices`` what should be known and is no fault."""

    households: int
    files: Mapping[Outcome, int]
    troubles: tuple[DocgenError, ...] = ()
    notices: tuple[str, ...] = ()


def make_campaign(
    profile: Profile,
    workbook: Path,
    output: Path,
    manner: Manner,
    choice: Choice = EVERYTHING,
    tell: Tell | None = None,
) -> CampaignReport:
    """Make the papers of a campaign, or of those of its households and papers that are chosen.

    What stands as made is not written again; what was edited since is left alone; what is called for no longer is
    named and never deleted. ``tell`` is called after each folder.

    Raises:
        RecordError: the workbook cannot be read at all, its settings are wrong, or the record of what was made is.
        UsageError: a choice of nothing there is.
        TemplateError: a template cannot be filled at all.
        OutputError: nothing can be written there.
    """
    campaign = read_campaign(workbook, profile, manner.today)
    documents = [spec for paper in profile.workbook.paper if (spec := profile.document(paper.document))]
    only = chosen_documents(choice, documents)
    for spec in documents:
        if spec.name in only:
            compile_template(spec.template)
    households, layout = chosen_households(choice, campaign), layout_of(campaign, profile)
    with Ledger(output) as ledger:
        keeping = Keeping(ledger, manner.pdf, manner.substitute, manner.overwrite)
        run = _Run(profile, campaign, manner, layout, only, keeping, tell)
        for household in households:
            run.household(household)
        for task in () if choice.households or choice.rows else campaign.tasks:
            run.shared(task)
        return run.report(choice)


@dataclass(slots=True)
class _Run:
    """One run, and what it has met so far."""

    profile: Profile
    campaign: Campaign
    manner: Manner
    layout: Layout
    only: frozenset[str]
    keeping: Keeping
    tell: Tell | None
    numbered: frozenset[str] = frozenset()
    refused: Mapping[tuple[str, str], RecordError] = field(default_factory=dict)
    households: int = 0
    files: Counter[Outcome] = field(default_factory=Counter)
    lacking: list[Lacking] = field(default_factory=list)
    said: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)
    long: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        law = self.profile.workbook
        self.numbered = numbered_documents(self.campaign, law)
        self.refused = refused_numbers(self.campaign, law)
        self.keeping.troubles += [*self.campaign.troubles, *dict.fromkeys(self.refused.values())]

    def household(self, household: Household) -> None:
        """One household's papers."""
        folder = self.layout.household_folder(household)
        if (other := self.folders.setdefault(str(folder), household.serial)) != household.serial:
            what = f"序号{household.serial}与序号{other}的文件夹同名（{folder}），序号{household.serial}未制作"
            self.keeping.troubles.append(RecordError(what, "请在“设置”的文件夹名中写上 {serial:03}。"))
            return
        plain = replace(household.row, values=dict(household.row.values))  # a joined row is looked up many times
        calls = calls_of(replace(household, row=plain), self.profile.workbook, self.profile)
        try:
            papers, lacking = filled(household, [call for call in calls.papers if self._stands(call)], self.numbered)
        except RecordError as fault:
            self.keeping.troubles.append(fault)
            return
        self.lacking += [each for each in lacking if each.spec.name in self.only]
        self.households += 1
        papers = [each for each in papers if each.call.spec.name in self.only]
        self._remark(household, calls, papers)
        self._keep(folder, [_piece(each) for each in papers], self.manner.zipped)

    def shared(self, task: Task) -> None:
        """What all households of a task have together."""
        folder = self.layout.task_folder(task.number) / self.layout.shared
        pieces = []
        for call in shared_calls(task, self.campaign, self.profile.workbook, self.profile):
            if call.spec.name not in self.only:
                continue
            try:
                record = make_record(call.spec, without_by_hand(call.row, call.spec))
            except RecordError as fault:
                self.keeping.troubles.append(fault)
            else:
                pieces.append(_piece(Filled(call, record)))
                for household, lacking in left_out(call, task, self.campaign, self.profile.workbook):
                    self._note(call.spec, f"没有列入缺少{lacking}的户", household)
        self._keep(folder, pieces, zipped=False)

    def report(self, choice: Choice) -> CampaignReport:
        """What came of it all."""
        self.keeping.troubles += lacking_told(self.lacking, self.campaign.source.name)
        notices = [*self.campaign.notices, *self.doubts]
        notices += [f"{what}（{serials(who)}）" for (_, what), who in self.said.items()]
        if self.long:
            remedy = "Windows 中超过259个字符的路径打不开，请缩短文件夹命名，或换一个层级较浅的文件夹"
            notices.append(f"有{len(self.long)}个文件的路径过长，如 {self.long[0]}；{remedy}")
        notices += left_over(list(self._left_over(choice)))
        troubles = tuple(told_once(self.keeping.troubles))
        return CampaignReport(self.households, dict(self.files), troubles, tuple(dict.fromkeys(notices)))

    def _stands(self, call: Call) -> bool:
        """Whether a paper's number is its own."""
        return call.entry is None or (call.entry.document, alike(call.entry.number)) not in self.refused

    def _keep(self, folder: PurePosixPath, pieces: Sequence[Piece], zipped: bool) -> None:
        if not pieces:
            return
        if zipped:
            self.keeping.keep_zip(folder, pieces)
        else:
            self.keeping.keep_folder(folder, pieces)
        done, self.keeping.done = self.keeping.done, []
        self.files.update(outcome for outcome, _ in done)
        self.long += too_long(self.keeping.ledger.folder, [name for _, name in done])
        if self.tell:
            self.tell(str(folder), done)

    def _remark(self, household: Household, calls: Calls, papers: Sequence[Filled]) -> None:
        """Note what should be known of a household's papers, to be said once for all it is true of."""
        self.doubts += notices_of([household.row], _with_a_code(calls.papers))
        for spec in calls.voided:
            self._note(spec, "登记中只有作废的文号，未制作", household)
        for spec in asked_elsewhere(household, self.profile.workbook, self.profile):
            self._note(spec, f"按规定应有，台账不制作，请用 docgen make {spec.key} 另行制作", household)
        for each in papers:
            if each.call.paper.pattern and not each.number:
                self._note(each.call.spec, "没有文号，已照常制作；要编号的请先运行 docgen number", household)
            if _is_before(each, self.manner.today):
                self._note(each.call.spec, f"所署日期早于今天（{self.manner.today}），已照常制作", household)

    def _note(self, spec: DocumentSpec, what: str, household: Household) -> None:
        self.said.setdefault((spec.name, f"《{spec.title}》{what}"), []).append(household.serial)

    def _left_over(self, choice: Choice) -> Iterator[str]:
        """Files in the record that this run should have met, had they been called for, and that are still there."""
        if choice.only:
            return
        homes = {str(self.layout.household_folder(each)) for each in self.campaign.households if each.wanted}
        homes |= {str(self.layout.task_folder(task.number) / self.layout.shared) for task in self.campaign.tasks}
        for name in self.keeping.ledger:
            home = name.removesuffix(".zip") if name.endswith(".zip") else name.rpartition("/")[0]
            gone = home not in homes and not self.campaign.troubles
            if name in self.keeping.seen or not (gone or home in self.folders):
                continue
            if (self.keeping.ledger.folder / name).is_file():
                yield name


def _is_before(paper: Filled, today: date) -> bool:
    """Whether a paper bears a date that is past."""
    try:
        moment = read_moment(paper.dated) if paper.dated else None
    except ImpossibleDate:
        return False
    return moment is not None and moment.high is not None and moment.high.date() < today


def _piece(paper: Filled) -> Piece:
    stem = file_name(paper.call.spec, paper.record, paper.call.paper.seq)
    return Piece(paper.call.spec, paper.record, sanitised(f"{stem}_{paper.call.beside}") if paper.call.beside else stem)


def _with_a_code(calls: Sequence[Call]) -> list[DocumentSpec]:
    """The first paper that states the household's code, which is looked at once."""
    having = (call.spec for call in calls if any(law.type == "credit_code" for law in call.spec.field.values()))
    return list(having)[:1]
