"""``docgen doctor``: what this machine has, and what to do about what it lacks."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.app.chinese import ChineseCommand
from docgen.app.options import FILE, FOLDER, law_folders


@click.command("doctor", cls=ChineseCommand)
@click.argument("files", type=FILE, nargs=-1, metavar="[台账或文书]…")
@click.option("--launchers", type=FOLDER, metavar="文件夹", help="把“制作”“核对”两个启动文件写到这里（如桌面）。")
@click.option("--profiles", "folders", type=FOLDER, multiple=True, metavar="文件夹", help="另加一个地区规定的文件夹。")
def doctor_command(files: tuple[Path, ...], launchers: Path | None, folders: tuple[Path, ...]) -> int:
    """自检：字体及其所在、代用字体、Pango、LibreOffice、控制台、磁盘、规定的版本和校验值、工作日历。

    写明台账或文书时，还列出其中没有字体能印的字符及所在单元格。每行标明有或缺，缺的写明办法。
    制作 .docx 所需俱全时退出码 0，缺少时 2；印 PDF、转换旧格式所需的，缺少也不影响退出码。
    """
    from docgen.app.diagnosis import diagnosis

    if launchers is not None:
        from docgen.app.launch import write_launchers

        for path in write_launchers(launchers):
            click.echo(f"已写入  {path}")
    lacking = 0
    for heading, lines in diagnosis(law_folders(folders), files):
        click.echo(f"【{heading}】")
        for line in lines:
            click.echo(f"  {'有' if line.there else '缺'}  {line.what}")
            if line.remedy:
                click.echo(f"      {line.remedy}")
        lacking += sum(line.needed and not line.there for line in lines)
    click.echo(f"缺少{lacking}项，不能制作文书，请先解决。" if lacking else "制作 .docx、核对所需俱全。")
    return 2 if lacking else 0
