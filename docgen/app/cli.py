"""The command ``docgen``. Each subcommand lives in its own module and is imported when it is called, so that
``docgen --help`` starts without the readers and writers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Final

import click
from typing_extensions import override

from docgen import __version__
from docgen.app.chinese import ChineseGroup, sentence_of
from docgen.errors import DocgenError

_COMMANDS: Final = MappingProxyType(
    {
        "workbook": ("workbook", "写出台账，供一次填写、成套制作；可由平台导出填入"),
        "make": ("make", "由数据制作文书（.docx，可选 PDF）"),
        "number": ("number", "给台账中没有文号的文书编号"),
        "check": ("check", "核对文书和一户一档档案"),
        "print": ("print", "把各户的文书编成打印文件"),
        "catalogue": ("catalogue", "按实有材料编制卷内目录和封面"),
        "launch": ("launch", "供启动文件调用：拖来的文件制作或核对后打开结果"),
        "doctor": ("doctor", "自检：字体、PDF、LibreOffice、规定、日历"),
        "template": ("template", "模板：核对、套用格式、起草"),
        "rules": ("law", "列出核对规则，或说明一条规则"),
        "documents": ("law", "列出各地区的文书"),
        "specimen": ("specimen", "取出一份样例资料并制成文书"),
        "view": ("look", "按读者所见列出一份文书的内容和格式"),
    }
)


class LazyGroup(ChineseGroup):
    """A group that knows its commands by name and one-line help, and imports one only to run it."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"docgen.app.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    epilog="各命令的用法：docgen 命令 --help。退出码：0 无问题，1 有问题，2 无法进行，3 有未能核对（--strict）。",
)
@click.version_option(__version__, "--version", message="docgen %(version)s", help="显示版本。")
def docgen() -> None:
    """双随机、一公开文书工具：由数据制作文书，核对文书和一户一档档案，核对模板。"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1, 2 or 3 (README, “Exit codes”)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = docgen.main(arguments, prog_name="docgen", standalone_mode=False)
    except click.Abort:
        return _refused("已中止")
    except click.ClickException as fault:
        return _refused(sentence_of(fault))
    except DocgenError as fault:
        return _refused(str(fault))
    return code if isinstance(code, int) else 0


def _refused(sentence: str) -> int:
    click.echo(sentence, err=True)
    return 2


if __name__ == "__main__":
    sys.exit(main())
