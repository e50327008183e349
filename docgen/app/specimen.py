"""``docgen specimen``: worked examples, written out to try things with.

A specimen is a folder of ``docgen.specimens`` with a ``specimen.toml``: its title, the jurisdiction, and what is made
from which data: one ``document``, several ``[[paper]]``, or whole dossiers (``rows`` alone).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from docgen.app.chinese import ChineseCommand
from docgen.app.options import FOLDER, document_named, profile_named
from docgen.errors import OutputError, UsageError

if TYPE_CHECKING:
    from docgen.make.making import MakeReport
    from docgen.spec.model import Profile

DOSSIERS: Final = "档案"


@dataclass(frozen=True, slots=True)
class SpecimenPaper:
    """One kind of paper and the data it is made from (``rows`` None: the document's own sample).

    ``expected`` are the codes of the faults it truly has, one for each finding; ``defects`` the numbers by which its
    law lists them.
    """

    document: str
    rows: Path | None
    expected: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Specimen:
    """A worked example: the papers made, in order; without any, ``rows`` are made into whole dossiers."""

    name: str
    title: str
    profile: str
    papers: tuple[SpecimenPaper, ...]
    rows: Path | None


def specimens() -> dict[str, Specimen]:
    """Every specimen by name, read from the folders of ``docgen.specimens`` that hold a ``specimen.toml``."""
    return {specimen.name: specimen for specimen in _found()}


def _found() -> Iterator[Specimen]:
    root = Path(str(files("docgen.specimens")))
    for file in sorted(root.glob("*/specimen.toml")):
        law = tomllib.loads(file.read_text("utf-8"))
        listed = law.get("paper", [law] if "document" in law else [])
        papers = tuple(_paper(entry, file.parent) for entry in listed)
        rows = file.parent / law["rows"] if "rows" in law and not papers else None
        yield Specimen(file.parent.name, law["title"], law["profile"], papers, rows)


def _paper(entry: Mapping[str, Any], folder: Path) -> SpecimenPaper:
    rows = folder / entry["rows"] if "rows" in entry else None
    expected = entry.get("expected", ())
    return SpecimenPaper(
        entry["document"],
        rows,
        tuple(fault["code"] for fault in expected),
        tuple(fault["defect"] for fault in expected),
    )


@click.command("specimen", cls=ChineseCommand)
@click.argument("name", required=False, metavar="[样例]")
@click.option("-o", "output", type=FOLDER, metavar="文件夹", help="写到哪里。")
@click.option("--pdf", is_flag=True, help="同时印成 PDF。")
@click.option("--overwrite", is_flag=True, help="覆盖内容不同的已有文件；不写则保留原文件。")
def specimen_command(name: str | None, output: Path | None, pdf: bool, overwrite: bool) -> int:
    """取出一份样例：数据文件和由它制成的文书，供试用和修改。不写名称则列出全部样例。"""
    known = specimens()
    if name is None:
        for specimen in known.values():
            click.echo(f"{specimen.name:<18}{specimen.title}")
        return 0
    if name not in known:
        raise UsageError(f"没有样例“{name}”", f"可用的有：{'、'.join(known)}")
    if output is None:
        raise UsageError("没有写明放在哪里", f"例如：docgen specimen {name} -o 样例")
    written = write_specimen(known[name], output, pdf=pdf, overwrite=overwrite)
    for path in written.paths:
        click.echo(f"{'未变　' if path in written.unchanged else '已写出'}  {path}")
    for trouble in written.troubles:
        click.echo(str(trouble), err=True)
    return 2 if written.troubles else 0


def write_specimen(specimen: Specimen, output: Path, *, pdf: bool, overwrite: bool = False) -> MakeReport:
    """The data files of a specimen, each with what is made from it, the data first. What is there with other content
    is left alone, unless ``overwrite``."""
    from docgen.make.dossiers import make_dossiers
    from docgen.make.making import MakeReport

    profile = profile_named(specimen.profile, ())
    if specimen.rows is not None:
        made = make_dossiers(profile, specimen.rows, output / DOSSIERS, pdf=pdf, overwrite=overwrite)
        return _with_data(specimen.rows, output, made, overwrite=overwrite)
    parts = [_write_paper(paper, profile, output, pdf=pdf, overwrite=overwrite) for paper in specimen.papers]
    return MakeReport(
        sum(part.rows for part in parts),
        tuple(path for part in parts for path in part.paths),
        tuple(trouble for part in parts for trouble in part.troubles),
        tuple(notice for part in parts for notice in part.notices),
        tuple(path for part in parts for path in part.unchanged),
    )


def _write_paper(paper: SpecimenPaper, profile: Profile, output: Path, *, pdf: bool, overwrite: bool) -> MakeReport:
    from docgen.make.dossiers import make_papers

    spec = document_named(paper.document, profile)
    rows = paper.rows or spec.sample
    return _with_data(rows, output, make_papers(spec, rows, output, pdf=pdf, overwrite=overwrite), overwrite=overwrite)


def _with_data(rows: Path, output: Path, made: MakeReport, *, overwrite: bool) -> MakeReport:
    """The data file copied beside what was made from it."""
    from docgen.make.output import write_file, write_unless_changed

    copy, data = output / rows.name, rows.read_bytes()
    try:
        if overwrite:
            write_file(copy, data)
        elif not write_unless_changed(copy, data):
            made = replace(made, unchanged=(copy, *made.unchanged))
    except OutputError as fault:
        return replace(made, troubles=(fault, *made.troubles))
    return replace(made, paths=(copy, *made.paths))
