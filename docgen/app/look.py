"""``docgen view``: a paper as a reader sees it, block by block, with the effective formats."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from docgen.app.chinese import ChineseCommand
from docgen.app.options import FILE, converter, document_named, law_folders, profile_named


@click.command("view", cls=ChineseCommand)
@click.argument("file", type=FILE, metavar="文件")
@click.option("--profile", metavar="地区", help="用哪个地区的规定标出各部分。")
@click.option("--as", "document", metavar="文书", help="指明这是哪种文书，如 rubric_sheet。")
def view_command(file: Path, profile: str | None, document: str | None) -> None:
    """按读者所见列出一份文书：各节的页面，各段落、表格的文字和实际生效的格式。

    〈一、〉是自动编号；〔…〕是域、图片、分页和隐藏文字；→是制表符，↵是段内换行；“2.10～2.70”是只知道范围的尺寸。
    """
    from docgen.validators.submission.members import view_of
    from docgen.view import read_bytes
    from docgen.view.kinds import sniff
    from docgen.view.outline import outline
    from docgen.view.roles import assign

    data = read_bytes(file)
    view, converted = view_of(data, file.name, sniff(data, file.name), converter=converter())
    if converted:
        click.echo("以下为 LibreOffice 转换后的内容。")
    roles = None
    if document:
        key = profile or (document.partition("/")[0] if "/" in document else None)
        roles = assign(view, document_named(document, profile_named(key, law_folders(()))))
    click.echo(outline(view, roles, whole=not sys.stdout.isatty()), nl=False)
