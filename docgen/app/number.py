"""``docgen number``: the next numbers for papers of the workbook that have none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from docgen.app.chinese import ChineseCommand
from docgen.app.config import find_settings
from docgen.app.options import FILE, FOLDER, law_folders, profile_named
from docgen.spec import profiles


@click.command("number", cls=ChineseCommand)
@click.argument("workbook", type=FILE, metavar="台账")
@click.option("--kind", required=True, metavar="文书", help="给哪种文书编号，如 行政检查通知书。")
@click.option("--year", type=int, default=None, metavar="年度", help="文号中的年度；不写则按“设置”，再按今年。")
@click.option("--profile", "key", default=None, metavar="地区", help="按哪个地区的规定。")
@click.option("--profiles", "folders", type=FOLDER, multiple=True, metavar="文件夹", help="另加一个地区规定的文件夹。")
def number_command(workbook: Path, kind: str, year: int | None, key: str | None, folders: tuple[Path, ...]) -> int:
    """给台账“文书登记”中没有文号的文书编号，接着登记中同年度的最后一个号。

    要制作而还没有登记的户，按序号在表末添加一行（状态为拟制）。已有的文号一律不动，作废的不重用。
    只写入这些单元格；原台账另存为同名的 .bak。docgen make 从不编号。
    """
    from docgen.make.campaign.numbering import number_papers
    from docgen.make.headers import short_title

    places = law_folders(folders)
    profile = profile_named(key or find_settings(Path.cwd()).profile or _only_one_with_workbooks(places), places)
    report = number_papers(workbook, profile, kind, year, date.today())
    for given in report.given:
        whom = f"序号{given.added.serial}，新添一行" if given.added else "已有的一行"
        click.echo(f"第{given.row}行  {given.number}（{whom}）")
    for notice in report.notices:
        click.echo(f"【说明】{notice}", err=True)
    title = short_title(report.spec)
    if report.backup is None:
        click.echo(f"《{title}》没有要编的文号，台账没有改动")
    else:
        click.echo(f"《{title}》编了{len(report.given)}个文号，已写入 {workbook}；原台账存为 {report.backup.name}")
    return 0


def _only_one_with_workbooks(places: tuple[Path, ...]) -> str | None:
    """The one jurisdiction that has a workbook of its own: then nobody need say which."""
    having = [key for key, folder in profiles(places).items() if (folder / "workbook.toml").is_file()]
    return having[0] if len(having) == 1 else None
