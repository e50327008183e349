"""``docgen catalogue``: a household's catalogue and cover, from what really lies in its folder."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from docgen.app.chinese import ChineseCommand
from docgen.app.options import FOLDER, profile_or_default, progress
from docgen.errors import DocgenError, OutputError, UsageError

if TYPE_CHECKING:
    from docgen.app.cataloguing import Entry
    from docgen.app.contents import Household, Piece
    from docgen.make.campaign.ledger import Ledger
    from docgen.spec.model import DocumentSpec, Profile

_CATALOGUE: Final = "dossier_catalogue"
_COVER: Final = "dossier_cover"
_OWN: Final = (_COVER, _CATALOGUE)
_BY: Final = "catalogue"
_ASKED: Final = re.compile(r"(“?){(\w+)}(”?)")


@click.command("catalogue", cls=ChineseCommand)
@click.argument("folder", type=FOLDER, metavar="文件夹")
@click.option("-o", "output", type=FOLDER, metavar="文件夹", help="写到哪里；不写则写入各户文件夹。")
@click.option("--profile", metavar="地区", help="按哪个地区的规定识别文书。")
@click.option("--overwrite", is_flag=True, help="覆盖改动过的卷内目录和封面。")
@click.option("--profiles", "folders", type=FOLDER, multiple=True, metavar="文件夹", help="另加一个地区规定的文件夹。")
def catalogue_command(
    folder: Path, output: Path | None, profile: str | None, overwrite: bool, folders: tuple[Path, ...]
) -> int:
    """按各户文件夹中实有的材料，重新编制卷内目录和案卷封面。

    列出文书（名称、文号、日期）、扫描件、照片及页号，不改动任何材料。文书与其签字扫描件算一件，按扫描件计页。
    页数无法得知的材料及其后的页号留空并说明。改动过的卷内目录、封面保留不动，除非 --overwrite。
    """
    from docgen.app.contents import households_of
    from docgen.make.campaign.ledger import Ledger

    law = profile_or_default(profile, folders)
    told = progress()
    with Ledger(output or _recorded(folder)) as record:
        work = _Work(law, folder, output, record, overwrite)
        for household in households_of(folder, leaving=output):
            if told:
                told(f"编目　{household.folder.name}")
            work.catalogue(household)
    return work.tell()


def _recorded(folder: Path) -> Path:
    """The nearest folder, upwards, that has a record of what was made in it; else this one."""
    from docgen.make.campaign.ledger import RECORD

    absolute = folder.resolve()
    return next((above for above in (absolute, *absolute.parents) if (above / RECORD).is_file()), absolute)


@dataclass(slots=True)
class _Work:
    """One run, and what has come of it."""

    law: Profile
    root: Path
    output: Path | None
    record: Ledger
    overwrite: bool
    households: int = 0
    made: list[Path] = field(default_factory=list)
    same: list[Path] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    troubles: list[DocgenError] = field(default_factory=list)

    def catalogue(self, household: Household) -> None:
        from docgen.app.cataloguing import entries_of
        from docgen.app.contents import piece_of

        pieces = [piece_of(path, self.law) for path in household.files]
        if _is_shared(self.law, pieces):
            return
        own = {piece.spec.name: piece for piece in pieces if piece.spec and piece.spec.name in _OWN}
        stems = tuple(str(piece.path.with_suffix("")) for piece in own.values())
        others = [piece for piece in pieces if not (stems and str(piece.path).startswith(stems))]
        entries = entries_of(others, self._pages)
        if not entries:
            return
        self.households += 1
        self._say_unknown(household, entries)
        values = _values(entries, own.get(_COVER))
        for name in _OWN:
            spec = self.law.document(name)
            if spec is None:
                raise UsageError(f"“{self.law.name}”没有《{name}》的模板")
            self._keep(household, spec, values, own.get(name))

    def _pages(self, piece: Piece) -> int | None:
        """The pages of a piece: a PDF's own, a picture's one, those of our print of a paper of ours."""
        from docgen.make.papers import make_pdf
        from docgen.make.printing.binding import page_count

        if piece.kind == "image":
            return 1
        if piece.kind == "video":
            return 0
        if piece.kind != "docx" or piece.spec is None or not piece.made:
            return piece.pages
        try:
            return page_count(make_pdf(piece.spec, piece.path.read_bytes()))
        except (DocgenError, OSError):  # a paper, or a machine, that cannot print: the pages are not known, and said so
            return None

    def _say_unknown(self, household: Household, entries: Sequence[Entry]) -> None:
        unknown = [entry.main.path.name for entry in entries if entry.pages is None]
        if unknown:
            self.notices.append(
                f"{household.folder.name}：{'、'.join(unknown)} 的页数无法得知，自该件起页号留空；请装订后填写"
            )

    def _keep(
        self, household: Household, spec: DocumentSpec, values: Mapping[str, object], there: Piece | None
    ) -> None:
        """Write one of the two, unless somebody's own stands there."""
        from docgen.make.papers import make_docx

        if there is not None and not there.made:
            self.notices.append(f"{there.path} 不是本软件制作的，保留不动，未另做；要重做的请先移走")
            return
        given, blank = _fitting(self.law, spec, values)
        if blank:
            self.notices.append(f"{household.folder.name}：《{spec.title}》的{'、'.join(blank)}未能得知，已留空")
        data = make_docx(spec, given, strict=False)
        path = self._target(household, spec, given, there)
        try:
            self._write(path, data)
            self._print_again(spec, path.with_suffix(".pdf"), data)
        except DocgenError as fault:
            self.troubles.append(fault)

    def _target(
        self, household: Household, spec: DocumentSpec, values: Mapping[str, object], there: Piece | None
    ) -> Path:
        from docgen.make.names import file_name
        from docgen.make.record import make_record
        from docgen.make.rows import row_of

        if there is not None:
            name = there.path.with_suffix(".docx").name
        else:
            name = f"{file_name(spec, make_record(spec, row_of(values, spec), strict=False), 0)}.docx"
        if self.output is None:
            return household.folder / name
        return self.output / household.folder.resolve().relative_to(self.root.resolve()) / name

    def _write(self, path: Path, data: bytes) -> None:
        """A paper of ours in place of an older one of ours, by the record of what was made, else by its own mark."""
        from docgen.make.printing.replacing import is_as_made

        name = path.resolve().relative_to(self.record.folder.resolve()).as_posix()
        state = self.record.state(name, data)
        if state == "same":
            self.same.append(path)
            return
        recorded = self.record.last(name) is not None
        if state == "edited" and not self.overwrite and (recorded or not is_as_made(path)):
            raise OutputError(f"{path} 制作后改动过，保留原样", "要按现有材料重新编制，请先另存，再加 --overwrite。")
        self.record.write(name, data, by=_BY)
        self.made.append(path)

    def _print_again(self, spec: DocumentSpec, path: Path, docx: bytes) -> None:
        """The print of ours beside the paper says the same as the paper."""
        from docgen.make.campaign.ledger import digest_of
        from docgen.make.papers import make_pdf

        name, source = path.resolve().relative_to(self.record.folder.resolve()).as_posix(), digest_of(docx)
        there, last = self.record.digest_there(name), self.record.last(name)
        if there is None or (last is not None and (last.digest, last.source) == (there, source)):
            return
        if not self.record.knows(name, there) and not self.overwrite:
            self.notices.append(f"{path} 不是记录中制作的，未随{path.with_suffix('.docx').name}更新，请核对")
            return
        self.record.write(name, make_pdf(spec, docx), source=source, by=_BY)
        self.made.append(path)

    def tell(self) -> int:
        for path in self.made:
            click.echo(f"已制作  {path}")
        for path in self.same:
            click.echo(f"未变　  {path}")
        for notice in self.notices:
            click.echo(f"【说明】{notice}", err=True)
        for trouble in self.troubles:
            click.echo(str(trouble), err=True)
        if not self.households:
            raise UsageError(f"{self.root} 中没有可编目的材料", "请写明户档案所在的文件夹。")
        failed = f"，{len(self.troubles)}个未成" if self.troubles else ""
        click.echo(f"共{self.households}户，制作{len(self.made)}个文件，{len(self.same)}个未变{failed}")
        return 2 if self.troubles else 0


def _is_shared(law: Profile, pieces: Sequence[Piece]) -> bool:
    """Whether a folder holds what is kept once for many households: papers of the task and nothing of a household's."""
    kinds = {piece.spec.name for piece in pieces if piece.spec is not None}
    shared = {name for each in law.dossier.shared for name in (*each.documents, each.register_)}
    return bool(kinds) and kinds <= shared | {each.document for each in law.workbook.paper if each.per == "task"}


def _values(entries: Sequence[Entry], cover: Piece | None) -> dict[str, object]:
    """What both papers say: of the household what its papers say, of the file what stood on its cover before."""
    from docgen.app.cataloguing import page_numbers

    values: dict[str, object] = {}
    papers = [entry.main for entry in entries if entry.main.spec is not None]
    for piece in (*papers, *([cover] if cover is not None else ())):
        for name, text in piece.values.items():
            values.setdefault(name, text)
    pages = [entry.pages for entry in entries]
    total = None if None in pages else sum(page or 0 for page in pages)
    rows = [
        {"name": entry.title, "date": entry.date, "pages": at, "remark": entry.remark}
        for entry, at in zip(entries, page_numbers(entries), strict=True)
    ]
    counted = f"共{len(entries)}件" + ("" if total is None else f"{total}页")
    return {**values, "entries": rows, "piece_count": len(entries), "page_count": total, "dossier_size": counted}


def _otherwise(law: Profile, name: str, values: Mapping[str, object]) -> str:
    """What the entry workbook's law writes where nobody said it; a name it asks for and nobody knows is left out."""
    settings = law.workbook.sheet.get("settings")
    column = settings.column.get(name) if settings else None
    written = column.otherwise if column else ""
    return _ASKED.sub(lambda asked: f"{asked[1]}{value}{asked[3]}" if (value := values.get(asked[2])) else "", written)


def _fitting(law: Profile, spec: DocumentSpec, values: Mapping[str, object]) -> tuple[dict[str, object], list[str]]:
    """The values a paper can be made with, and the labels of those it should have and are not known."""
    from docgen.listing import listed
    from docgen.make.values import Unfit, is_blank, read_value

    given: dict[str, object] = {}
    for name, datum in spec.field.items():
        value = values.get(name) or _otherwise(law, name, values)
        if datum.type == "items" and isinstance(value, str):
            value = listed(value)
        if is_blank(value):
            continue
        if not datum.columns:
            try:
                read_value(datum, value)
            except Unfit:
                continue
        given[name] = value
    return given, [datum.label[0] for name, datum in spec.field.items() if datum.required and name not in given]
