"""``docgen make``: papers from rows of data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.app.chinese import ChineseCommand
from docgen.app.options import FILE, FOLDER, document_named, law_folders, profile_named, progress
from docgen.errors import UsageError

if TYPE_CHECKING:
    from docgen.make.making import MakeReport


@click.command("make", cls=ChineseCommand)
@click.argument("what", metavar="地区[/文书]")
@click.argument("rows", type=FILE, metavar="数据")
@click.option("-o", "output", type=FOLDER, required=True, metavar="文件夹", help="做好的文书放在哪里。")
@click.option("--pdf", is_flag=True, help="同时印成 PDF。")
@click.option("--xlsx", is_flag=True, help="清单、名录、登记表同时制成 .xlsx。")
@click.option("--overwrite", is_flag=True, help="覆盖内容不同的已有文件；不写则保留原文件。")
@click.option("--no-substitute", is_flag=True, help="缺少原字体时不用代用字体，而是拒绝印 PDF。")
@click.option("--profiles", "folders", type=FOLDER, multiple=True, metavar="文件夹", help="另加一个地区规定的文件夹。")
def make_command(
    what: str,
    rows: Path,
    output: Path,
    pdf: bool,
    xlsx: bool,
    overwrite: bool,
    no_substitute: bool,
    folders: tuple[Path, ...],
) -> int:
    """由数据制作文书。

    数据为 .xlsx、.csv、.json 或 .toml，一行一户，列名用栏目名。写明文书时每行制一份；只写地区时每行制一户的全套文书。
    清单、名录、登记表一张表制一份，表中每行是其中一条；只写一次的（如“制定部门：…”）写在表头上方。
    有误的行连同全部错误列出并跳过，其余照常制作（退出码 2）。
    """
    from docgen.make.dossiers import make_dossiers, make_papers

    key, _, name = what.partition("/")
    profile = profile_named(key, law_folders(folders))
    if name:
        spec = document_named(name, profile)
        made = make_papers(
            spec, rows, output,
            pdf=pdf, xlsx=xlsx, substitute=not no_substitute, overwrite=overwrite, progress=progress(),
        )  # fmt: skip
    elif xlsx:
        raise UsageError("一户一档的文书不是清单，不能制成 .xlsx", "请写明清单，如 地区/文书。")
    else:
        made = make_dossiers(
            profile, rows, output, pdf=pdf, substitute=not no_substitute, overwrite=overwrite, progress=progress()
        )
    return tell(made)


def tell(made: MakeReport) -> int:
    """Print what came of making, file by file. Returns the exit code: 0, or 2 when something was not made."""
    for path in made.paths:
        click.echo(f"{'未变　' if path in made.unchanged else '已制作'}  {path}")
    for notice in made.notices:
        click.echo(f"【说明】{notice}", err=True)
    for trouble in made.troubles:
        click.echo(str(trouble), err=True)
    written = len(made.paths) - len(made.unchanged)
    same = f"，{len(made.unchanged)}个未变" if made.unchanged else ""
    failed = f"，{len(made.troubles)}处未成" if made.troubles else ""
    click.echo(f"共{made.rows}行，制作{written}个文件{same}{failed}")
    return 2 if made.troubles else 0
