"""``docgen make``: papers from rows of data, or a whole campaign's from its entry workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.app.chinese import ChineseCommand
from docgen.app.options import FILE, FOLDER, document_named, law_folders, profile_named, progress
from docgen.errors import UsageError

if TYPE_CHECKING:
    from docgen.make.campaign.keeping import Outcome
    from docgen.make.campaign.making import CampaignReport
    from docgen.make.making import MakeReport
    from docgen.spec.model import Profile

_ONLY_OF_A_CAMPAIGN = {"zipped": "--zip", "households": "--household", "lines": "--rows", "only": "--only"}


@click.command("make", cls=ChineseCommand)
@click.argument("what", metavar="地区[/文书]")
@click.argument("rows", type=FILE, metavar="数据")
@click.option("-o", "output", type=FOLDER, required=True, metavar="文件夹", help="做好的文书放在哪里。")
@click.option("--pdf", is_flag=True, help="同时印成 PDF。")
@click.option("--xlsx", is_flag=True, help="清单、名录、登记表同时制成 .xlsx。")
@click.option("--zip", "zipped", is_flag=True, help="台账：每户一个压缩包，不用文件夹。")
@click.option("--household", "households", multiple=True, metavar="户", help="台账：只做这户（名称、代码或序号）。")
@click.option("--rows", "lines", default="", metavar="行号", help="台账：只做“检查对象”的这些行，如 3-10,15。")
@click.option("--only", multiple=True, metavar="文书", help="台账：只做这种文书，如 行政检查通知书。")
@click.option("--overwrite", is_flag=True, help="覆盖内容不同的已有文件；不写则保留原文件。")
@click.option("--no-substitute", is_flag=True, help="缺少原字体时不用代用字体，而是拒绝印 PDF。")
@click.option("--profiles", "folders", type=FOLDER, multiple=True, metavar="文件夹", help="另加一个地区规定的文件夹。")
def make_command(what: str, rows: Path, output: Path, folders: tuple[Path, ...], **options: Any) -> int:
    """由数据制作文书。

    数据为台账（docgen workbook 生成的 .xlsx）时制作整个任务的文书，每户一个文件夹，共用的文书一份；可反复制作：
    没有变化的不动，做好后改动过的不覆盖。其他 .xlsx、.csv、.json、.toml 一行一户，列名用栏目名；写明文书时每行制一份。
    清单、名录、登记表一张表制一份，只写一次的（如“制定部门：…”）写在表头上方。
    有误的行连同全部错误列出并跳过，其余照常制作（退出码 2）。
    """
    key, _, name = what.partition("/")
    profile = profile_named(key, law_folders(folders))
    if not name and _is_campaign(rows, profile):
        return _campaign(profile, rows, output, options)
    _refuse_campaign_options(options)
    return tell(_from_rows(profile, name, rows, output, options))


def _from_rows(profile: Profile, name: str, rows: Path, output: Path, options: dict[str, Any]) -> MakeReport:
    from docgen.make.dossiers import make_dossiers, make_papers

    pdf, overwrite, substitute = options["pdf"], options["overwrite"], not options["no_substitute"]
    if name:
        spec = document_named(name, profile)
        return make_papers(
            spec, rows, output,
            pdf=pdf, xlsx=options["xlsx"], substitute=substitute, overwrite=overwrite, progress=progress(),
        )  # fmt: skip
    if options["xlsx"]:
        raise UsageError("一户一档的文书不是清单，不能制成 .xlsx", "请写明清单，如 地区/文书。")
    return make_dossiers(
        profile, rows, output, pdf=pdf, substitute=substitute, overwrite=overwrite, progress=progress()
    )


def _is_campaign(rows: Path, profile: Profile) -> bool:
    from docgen.make.campaign.reading import is_campaign

    return is_campaign(rows, profile)


def _refuse_campaign_options(options: dict[str, Any]) -> None:
    given = [word for name, word in _ONLY_OF_A_CAMPAIGN.items() if options[name]]
    if given:
        raise UsageError(f"{'、'.join(given)} 只用于台账", "台账由 docgen workbook 生成；其他数据请去掉这些选项。")


def _campaign(profile: Profile, workbook: Path, output: Path, options: dict[str, Any]) -> int:
    from docgen.make.campaign.choosing import Choice
    from docgen.make.campaign.making import Manner, make_campaign

    if options["xlsx"]:
        raise UsageError("台账制作的文书不能制成 .xlsx", "清单类文书请写明，如 地区/文书。")
    manner = Manner(date.today(), options["pdf"], options["zipped"], not options["no_substitute"], options["overwrite"])
    choice = Choice(options["households"], options["lines"], options["only"])
    return tell_campaign(make_campaign(profile, workbook, output, manner, choice, _teller(progress())))


def _teller(over: Callable[[str], None] | None) -> Callable[[str, Sequence[tuple[Outcome, str]]], None]:
    """Prints a line for each folder in which something changed; of the others only the progress."""

    def tell_folder(folder: str, done: Sequence[tuple[Outcome, str]]) -> None:
        counted = Counter(outcome for outcome, _ in done)
        if over:
            over(folder)
        if counted["made"]:
            click.echo(f"已制作  {folder}（{counted['made']}个文件）")
        if counted["updated"]:
            names = "、".join(name.rpartition("/")[2] for outcome, name in done if outcome == "updated")
            click.echo(f"已更新  {folder}：{names}")

    return tell_folder


def tell_campaign(made: CampaignReport) -> int:
    """Print what came of a campaign, in the end one sentence. Returns the exit code: 0, or 2 when something was not
    made."""
    _tell_beside(made.notices, made.troubles)
    files = made.files
    failed = f"；{len(made.troubles)}处未成，见上" if made.troubles else ""
    click.echo(
        f"共{made.households}户：已制作{files.get('made', 0)}个文件，已更新{files.get('updated', 0)}个，"
        f"未变{files.get('same', 0)}个{failed}"
    )
    return 2 if made.troubles else 0


def _tell_beside(notices: Sequence[str], troubles: Sequence[Exception]) -> None:
    for notice in notices:
        click.echo(f"【说明】{notice}", err=True)
    for trouble in troubles:
        click.echo(str(trouble), err=True)


def tell(made: MakeReport) -> int:
    """Print what came of making, file by file. Returns the exit code: 0, or 2 when something was not made."""
    for path in made.paths:
        click.echo(f"{'未变　' if path in made.unchanged else '已制作'}  {path}")
    _tell_beside(made.notices, made.troubles)
    written = len(made.paths) - len(made.unchanged)
    same = f"，{len(made.unchanged)}个未变" if made.unchanged else ""
    failed = f"，{len(made.troubles)}处未成" if made.troubles else ""
    click.echo(f"共{made.rows}行，制作{written}个文件{same}{failed}")
    return 2 if made.troubles else 0
