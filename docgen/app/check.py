"""``docgen check``: papers and dossiers held against the law."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from docgen.app.chinese import ChineseCommand
from docgen.app.config import Settings, find_settings
from docgen.app.options import FILE, FOLDER, Day, Days, converter, document_named, profile_named, progress
from docgen.errors import OutputError, UsageError
from docgen.validators.finding import Report


@click.command("check", cls=ChineseCommand)
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="PATH…")
@click.option("--profile", metavar="地区", help="用哪个地区的规定，如 changchun。")
@click.option("--as", "document", metavar="文书", help="指明这是哪种文书，如 rubric_sheet。")
@click.option("--as-of", type=Day(), metavar="日期", help="核对截至日，默认今天。")
@click.option("--within", type=Days(), metavar="天数", help="先列出今后若干日内到期的事项。")
@click.option("--household", "household", flag_value="one", help="每个 PATH 就是一户的档案。")
@click.option("--households", "household", flag_value="many", help="PATH 的每个子文件夹或压缩包是一户。")
@click.option("--rosters", type=FILE, metavar="文件夹", help="检查人员名录库：核对人员在库、证件有效、在岗。")
@click.option("--register", type=FILE, metavar="文件", help="抽查名单：核对名单与档案的户是否一致。")
@click.option("--strict", is_flag=True, help="有未能核对的内容时退出码为 3。")
@click.option("--fail-on", type=click.Choice(["error", "warning", "note"]), default="error", help="到哪一级算有问题。")
@click.option("--explain", is_flag=True, help="说明每份文书由什么识别、其次像什么。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="报告的格式。")
@click.option("-o", "output", type=FILE, metavar="文件", help="报告写入文件。")
@click.option("--unmask", is_flag=True, help="个人信息（电话、住址等）不打码。")
@click.option("--profiles", "folders", type=FOLDER, multiple=True, metavar="文件夹", help="另加一个地区规定的文件夹。")
@click.option("--config", type=FILE, metavar="文件", help="设置文件 docgen.toml。")
def check_command(**given: Any) -> int:
    """核对文书和档案。

    PATH 可为一份文书（.docx、.doc、.wps、.pdf、.ofd、电子表格等）、一户的文件夹或压缩包，或各户的上级文件夹。

    提交的文件只读，不作任何改动。
    """
    from docgen.validators.run import exit_code

    settings = find_settings(Path.cwd(), given["paths"], given["config"])
    report = _judged(given, settings)
    _print(report, given)
    for crash in report.crashes:
        click.echo(f"程序有误（{crash.file}）：\n{crash.traceback}", err=True)
    return exit_code(report, fail_on=given["fail_on"], strict=given["strict"])


def _judged(given: dict[str, Any], settings: Settings) -> Report:
    from dataclasses import replace

    from docgen.validators.run import check_paths

    absent = [str(path) for path in given["paths"] if not path.exists()]
    if absent:
        raise UsageError(f"找不到 {'、'.join(absent)}", "请核对路径。")
    profile = profile_named(given["profile"] or settings.profile, (*settings.profiles, *given["folders"]))
    report = check_paths(
        given["paths"],
        profile,
        as_document=document_named(given["document"], profile) if given["document"] else None,
        as_of=given["as_of"] or settings.as_of or date.today(),
        household=given["household"] or "auto",
        progress=progress(),
        converter=converter(),
        rosters=given["rosters"] or settings.rosters,
        register=given["register"],
    )
    return replace(report, ignored=(*report.ignored, *settings.ignored))


def _print(report: Report, given: dict[str, Any]) -> None:
    from docgen.validators.report.json import render_json
    from docgen.validators.report.text import render_text

    if given["form"] == "json":
        text = render_json(report, unmask=given["unmask"], within=given["within"])
    else:
        text = render_text(
            report,
            fail_on=given["fail_on"],
            unmask=given["unmask"],
            within=given["within"],
            explain=given["explain"],
        )
    if given["output"] is None:
        _say(text, given["form"])
        return
    from docgen.make.output import write_file

    try:
        write_file(given["output"], text.rstrip("\n").encode("utf-8") + b"\n")
    except OutputError:
        _say(text, given["form"])
        raise


def _say(text: str, form: str) -> None:
    """Print a report: what people read in the console's own code page, what machines read in UTF-8 always."""
    click.echo(text.encode("utf-8") if form == "json" else text.rstrip("\n"))
