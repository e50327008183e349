"""``docgen print``: the papers of many households as print sets."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from docgen.app.chinese import ChineseCommand
from docgen.app.options import FOLDER, profile_or_default, progress
from docgen.errors import UsageError

if TYPE_CHECKING:
    from docgen.app.contents import Household, Piece
    from docgen.make.campaign.ledger import Ledger
    from docgen.make.printing.sets import PaperFile, PrintReport, PrintSet
    from docgen.spec.model import DocumentSpec, Profile

_LIST: Final = "print_list"
_LEADING: Final = re.compile(r"\d+")


@click.command("print", cls=ChineseCommand)
@click.argument("folder", type=FOLDER, metavar="文件夹")
@click.option("-o", "output", type=FOLDER, required=True, metavar="文件夹", help="打印文件放在哪里。")
@click.option(
    "--by", type=click.Choice(["kind", "household"]), default="kind", metavar="kind|household",
    help="按文书种类（一种一册，默认）或按户（一户一册）。",
)  # fmt: skip
@click.option("--copies", type=click.IntRange(1, 99), default=1, metavar="份数", help="每份文书连印几份。")
@click.option("--duplex", is_flag=True, help="双面打印：每份从单数页起，不足的补空白页。")
@click.option("--profile", metavar="地区", help="按哪个地区的规定识别文书。")
@click.option("--overwrite", is_flag=True, help="覆盖另存过的打印文件。")
@click.option("--profiles", "folders", type=FOLDER, multiple=True, metavar="文件夹", help="另加一个地区规定的文件夹。")
def print_command(
    folder: Path,
    output: Path,
    by: str,
    copies: int,
    duplex: bool,
    profile: str | None,
    overwrite: bool,
    folders: tuple[Path, ...],
) -> int:
    """把各户文件夹中的文书编成打印文件。

    按种类时一种文书一册 PDF（按户的顺序，前有清单），并合成一个 .docx 供在 WPS 中打印；按户时一户一册，另有总清单。
    印几份时逐份连印（甲、甲、乙、乙）。旁边的同名 PDF 与 .docx 一致的直接采用。扫描件、照片和未识别的文件
    不打印，逐一列出。
    """
    from docgen.app.contents import households_of
    from docgen.make.campaign.ledger import Ledger
    from docgen.make.printing.run import print_sets
    from docgen.make.printing.sets import Layout

    law = profile_or_default(profile, folders)
    told = progress()
    chosen = _Chosen(law, Ledger(folder))
    for household in households_of(folder, leaving=output):
        if told:
            told(f"识别文书　{household.folder.name}")
        chosen.take(household)
    if not chosen.papers:
        raise UsageError(f"{folder} 中没有可打印的文书", "文书应为 .docx；其种类按规定的标题和内容识别。")
    sets = chosen.by_kind() if by == "kind" else chosen.by_household()
    listing = law.document(_LIST)
    if listing is None:
        raise UsageError(f"“{law.name}”没有打印清单的模板（{_LIST}）")
    made = print_sets(sets, listing, output, Layout(copies, duplex), overwrite=overwrite, progress=told)
    return _tell(made, sets, chosen.passed_over)


@dataclass(slots=True)
class _Chosen:
    """The papers to print, household by household, and the files that are none."""

    profile: Profile
    record: Ledger
    papers: list[tuple[Household, PaperFile]] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)

    def take(self, household: Household) -> None:
        """Choose among a household's files: every .docx, and a PDF only where it is the paper itself."""
        from docgen.app.contents import piece_of

        written = {path.with_suffix("") for path in household.files if path.suffix.lower() == ".docx"}
        pieces = [
            piece_of(path, self.profile)
            for path in household.files
            if not (path.suffix.lower() == ".pdf" and path.with_suffix("") in written)
        ]
        kinds = {piece.spec.key for piece in pieces if piece.spec and piece.kind == "docx"}
        name = _name_of(pieces) or household.folder.name
        for piece in sorted(pieces, key=lambda piece: self._order(piece.path, piece.spec)):
            if why := _why_not(piece, kinds):
                self.passed_over.append(f"{piece.path}：{why}")
            else:
                self.papers.append((household, _paper(piece, name, self.record)))

    def _order(self, path: Path, spec: DocumentSpec | None) -> tuple[int, int]:
        """The place of a paper in its file: by the number its name begins with, then by the law's order."""
        number = _LEADING.match(path.name)
        order = [paper.document for paper in self.profile.workbook.paper]
        place = order.index(spec.name) if spec is not None and spec.name in order else len(order)
        return int(number[0]) if number else sys.maxsize, place

    def by_kind(self) -> list[PrintSet]:
        from docgen.make.headers import short_title
        from docgen.make.printing.sets import PrintSet

        kinds: dict[str, list[PaperFile]] = {}
        for _, paper in self.papers:
            kinds.setdefault(paper.spec.key, []).append(paper)
        ordered = sorted(kinds.values(), key=lambda papers: min(self._order(each.path, each.spec) for each in papers))
        return [
            PrintSet(_stem(number, short_title(papers[0].spec)), short_title(papers[0].spec), tuple(papers), True)
            for number, papers in enumerate(ordered, 1)
        ]

    def by_household(self) -> list[PrintSet]:
        from docgen.make.names import sanitised
        from docgen.make.printing.sets import PrintSet

        households: dict[Path, list[PaperFile]] = {}
        for household, paper in self.papers:
            households.setdefault(household.folder, []).append(paper)
        stems: dict[str, int] = {}
        sets = []
        for folder, papers in households.items():
            stem = sanitised(folder.resolve().name)
            stems[stem] = stems.get(stem, 0) + 1
            again = f"_{stems[stem]}" if stems[stem] > 1 else ""
            sets.append(PrintSet(f"{stem}{again}", papers[0].household, tuple(papers), False))
        return sets


def _stem(number: int, title: str) -> str:
    from docgen.make.names import sanitised

    return sanitised(f"{number:02}_{title}")


def _why_not(piece: Piece, written: set[str]) -> str:
    """Why a file is not printed, or nothing."""
    if piece.trouble:
        return piece.trouble
    if piece.kind not in ("docx", "pdf"):
        return "不是文书"
    if piece.scanned:
        return "扫描件"
    if piece.spec is None:
        return "未识别为规定的文书"
    return "同种文书另有 .docx" if piece.kind == "pdf" and piece.spec.key in written else ""


def _paper(piece: Piece, household: str, record: Ledger) -> PaperFile:
    from docgen.app.particulars import number_of
    from docgen.make.printing.sets import PaperFile

    spec = piece.spec
    if spec is None:
        raise ValueError("only a paper that was told is printed")
    number = number_of(piece)
    name = piece.values.get("unit_name", household)
    if piece.kind == "pdf":
        return PaperFile(name, number, spec, None, piece.path)
    return PaperFile(name, number, spec, piece.path, _print_beside(piece.path, record))


def _print_beside(docx: Path, record: Ledger) -> Path | None:
    """The PDF beside a .docx, where it shows what the .docx says: by the record of what was made, else by being no
    older and no scan."""
    from docgen.make.campaign.ledger import digest_of
    from docgen.make.printing.binding import is_text

    pdf = docx.with_suffix(".pdf")
    if not pdf.is_file():
        return None
    name = pdf.relative_to(record.folder).as_posix()
    last = record.last(name)
    if last is not None and last.source and last.digest == record.digest_there(name):
        return pdf if last.source == digest_of(docx.read_bytes()) else None
    return pdf if pdf.stat().st_mtime_ns >= docx.stat().st_mtime_ns and is_text(pdf) else None


def _name_of(pieces: Sequence[Piece]) -> str:
    return next((piece.values["unit_name"] for piece in pieces if "unit_name" in piece.values), "")


def _tell(made: PrintReport, sets: Sequence[PrintSet], passed_over: Sequence[str]) -> int:
    for path in made.paths:
        click.echo(f"{'未变　' if path in made.unchanged else '已制作'}  {path}")
    for line in _notices(made, passed_over):
        click.echo(f"【说明】{line}", err=True)
    for trouble in made.troubles:
        click.echo(str(trouble), err=True)
    failed = f"，{len(made.troubles)}处未成" if made.troubles else ""
    click.echo(f"共{len(sets)}册、{made.papers}份文书，PDF {made.pages}页（含清单和空白页）{failed}")
    return 2 if made.troubles else 0


def _notices(made: PrintReport, passed_over: Sequence[str]) -> Iterator[str]:
    yield from made.notices
    yield from (f"未打印 {line}" for line in passed_over)
