"""``docgen make``: papers from rows of data."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from docgen.app.chinese import ChineseCommand
from docgen.app.options import FILE, FOLDER, document_named, profile_named


@click.command("make", cls=ChineseCommand)
@click.argument("what", metavar="地区[/文书]")
@click.argument("rows", type=FILE, metavar="数据")
@click.option("-o", "output", type=FOLDER, required=True, metavar="文件夹", help="做好的文书放在哪里。")
@click.option("--pdf", is_flag=True, help="同时印成 PDF。")
@click.option("--no-substitute", is_flag=True, help="缺少原字体时不用代用字体，而是拒绝印 PDF。")
@click.option("--profiles", "folders", type=FOLDER, multiple=True, metavar="文件夹", help="另加一个地区规定的文件夹。")
def make_command(what: str, rows: Path, output: Path, pdf: bool, no_substitute: bool, folders: tuple[Path, ...]) -> int:
    """由数据制作文书。

    数据为 .xlsx、.csv、.json 或 .toml，一行一户，列名用栏目名。写明文书时每行制一份；只写地区时每行制一户的全套文书。
    有误的行连同全部错误列出并跳过，其余照常制作（退出码 2）。
    """
    from docgen.make.dossiers import make_dossiers, make_papers

    key, _, name = what.partition("/")
    profile = profile_named(key, folders)
    progress = _progress if sys.stderr.isatty() else None
    if name:
        made = make_papers(
            document_named(name, profile), rows, output, pdf=pdf, substitute=not no_substitute, progress=progress
        )
    else:
        made = make_dossiers(profile, rows, output, pdf=pdf, substitute=not no_substitute, progress=progress)
    for path in made.paths:
        click.echo(f"已制作  {path}")
    for notice in made.notices:
        click.echo(notice, err=True)
    for notice in made.notices:
        click.echo(f"【说明】{notice}", err=True)
    for trouble in made.troubles:
        click.echo(str(trouble), err=True)
    click.echo(
        f"共{made.rows}行，制作{len(made.paths)}个文件" + (f"，{len(made.troubles)}处未成" if made.troubles else "")
    )
    return 2 if made.troubles else 0


def _progress(line: str) -> None:
    sys.stderr.write(f"\r\033[K{line}")
    sys.stderr.flush()
