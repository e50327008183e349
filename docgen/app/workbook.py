"""``docgen workbook``: the entry workbook of a campaign, empty or filled from a platform's export."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.app.chinese import ChineseCommand
from docgen.app.options import FILE, FOLDER, law_folders, profile_named
from docgen.errors import UsageError

_MOST_NAMED = 20


@click.command("workbook", cls=ChineseCommand)
@click.argument("area", metavar="地区")
@click.option("-o", "output", type=FILE, required=True, metavar="文件", help="写成哪个 .xlsx。")
@click.option("--from", "export", type=FILE, metavar="文件", help="平台导出的名单（.xls .xlsx .csv），填入检查对象。")
@click.option("--overwrite", is_flag=True, help="覆盖已有的文件；不写则保留原文件。")
@click.option("--profiles", "folders", type=FOLDER, multiple=True, metavar="文件夹", help="另加一个地区规定的文件夹。")
def workbook_command(area: str, output: Path, export: Path | None, overwrite: bool, folders: tuple[Path, ...]) -> int:
    """写出台账：一次填写，成套制作各户的文书。

    台账含说明、设置、抽查任务、检查事项、检查对象、检查人员、文书登记、检查结果、问题明细各表，每列批注写明用于哪些文书、怎样填写；
    以“（示例）”开头的行不读取、不制作。填好后用 docgen make 制作。
    """
    from docgen.make.campaign.entry_workbook import entry_workbook
    from docgen.make.campaign.exported import read_export
    from docgen.make.output import write_file, write_unless_changed

    profile = profile_named(area, law_folders(folders))
    if not profile.workbook.sheet:
        raise UsageError(f"“{profile.name}”没有规定台账", "有台账的地区在其 workbook.toml 中写明各表各列。")
    if output.suffix.lower() != ".xlsx":
        raise UsageError(f"台账应写成 .xlsx：{output.name}", "请把 -o 的文件名改为 .xlsx。")
    exported = read_export(export, profile.workbook) if export else None
    data = entry_workbook(profile, exported.rows if exported else None)
    if overwrite:
        write_file(output, data)
    else:
        write_unless_changed(output, data)
    click.echo(f"已写出  {output}")
    if exported is None:
        return 0
    titles = {key: sheet.title[0] for key, sheet in profile.workbook.sheet.items()}
    counted = "、".join(f"{titles[key]}{len(rows)}行" for key, rows in exported.rows.items() if rows)
    click.echo(f"由 {export} 填入{counted}")
    if exported.unmapped:
        click.echo(f"【说明】以下各列不是台账的栏目，没有填入：{'、'.join(exported.unmapped)}", err=True)
    for cell in exported.lost[:_MOST_NAMED]:
        click.echo(f"【提醒】{cell}，没有填入，请按原件补录", err=True)
    if len(exported.lost) > _MOST_NAMED:
        click.echo(f"【提醒】另有{len(exported.lost) - _MOST_NAMED}格同样损坏，没有填入", err=True)
    return 0
