"""``docgen specimen``: worked examples, written out to try things with."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from docgen.app.chinese import ChineseCommand
from docgen.app.options import FOLDER, document_named, profile_named
from docgen.errors import SpecError, UsageError

if TYPE_CHECKING:
    from docgen.make.dossiers import MakeReport

DOSSIERS: Final = "档案"


@dataclass(frozen=True, slots=True)
class Specimen:
    """A worked example: data rows and what they are made into (a document, or whole dossiers). ``rows`` None: the
    document's own sample."""

    name: str
    title: str
    profile: str
    document: str | None
    rows: Path | None


def specimens() -> dict[str, Specimen]:
    """Every specimen by name, read from the folders of ``docgen.specimens`` that hold a ``specimen.toml``."""
    return {specimen.name: specimen for specimen in _found()}


def _found() -> Iterator[Specimen]:
    root = Path(str(files("docgen.specimens")))
    for file in sorted(root.glob("*/specimen.toml")):
        law = tomllib.loads(file.read_text("utf-8"))
        rows = file.parent / law["rows"] if "rows" in law else None
        yield Specimen(file.parent.name, law["title"], law["profile"], law.get("document"), rows)


@click.command("specimen", cls=ChineseCommand)
@click.argument("name", required=False, metavar="[样例]")
@click.option("-o", "output", type=FOLDER, metavar="文件夹", help="写到哪里。")
@click.option("--pdf", is_flag=True, help="同时印成 PDF。")
def specimen_command(name: str | None, output: Path | None, pdf: bool) -> int:
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
    written = write_specimen(known[name], output, pdf=pdf)
    for path in written.paths:
        click.echo(f"已写出  {path}")
    return 2 if written.troubles else 0


def write_specimen(specimen: Specimen, output: Path, *, pdf: bool) -> MakeReport:
    """The data file of a specimen and what is made from it, the data first."""
    from docgen.make.dossiers import make_dossiers, make_papers
    from docgen.make.output import write_file

    profile = profile_named(specimen.profile, ())
    spec = document_named(specimen.document, profile) if specimen.document else None
    source = specimen.rows or (spec.sample if spec else None)
    if source is None:
        raise SpecError(f"样例“{specimen.name}”既没有数据，也没有写明文书")
    data = output / source.name
    write_file(data, source.read_bytes())
    if spec is None:
        made = make_dossiers(profile, data, output / DOSSIERS, pdf=pdf)
    else:
        made = make_papers(spec, data, output, pdf=pdf)
    return replace(made, paths=(data, *made.paths))
