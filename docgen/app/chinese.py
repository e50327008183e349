"""click, speaking Chinese: help headings and the sentences of its errors."""

from __future__ import annotations

import difflib
from typing import Any, Final

import click
from typing_extensions import override

_WIDTH: Final = 96
_REQUIRED: Final = ("  [required]", "（必填）")
"""How click marks what must be given, and how we do."""


class _Formatter(click.HelpFormatter):
    @override
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix="用法：" if prefix is None else prefix)

    @override
    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}：\n")


class _Context(click.Context):
    formatter_class = _Formatter


class ChineseCommand(click.Command):
    """A command whose help fits a screen and reads Chinese."""

    context_class = _Context

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{"options_metavar": "[选项]", **named})

    @override
    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = (option.get_help_record(ctx) for option in self.get_params(ctx) if isinstance(option, click.Option))
        with formatter.section("选项"):
            formatter.write_dl([(name, text.replace(*_REQUIRED)) for name, text in filter(None, records)])

    @override
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        try:
            extra = super().parse_args(ctx, args)
        except click.UsageError as fault:
            fault.ctx = fault.ctx or ctx
            raise
        if extra and not self.allow_extra_args:
            raise click.UsageError(f"多余的参数 {' '.join(map(str, extra))}", ctx)
        return extra

    @override
    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明。"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group of such commands."""

    command_class = ChineseCommand
    group_class = type

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{"subcommand_metavar": "命令 …", **named})

    @override
    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, command.get_short_help_str(_WIDTH)) for name, command in self.commands.items()])

    @override
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None:
            nearest = difflib.get_close_matches(args[0], self.list_commands(ctx), 1)
            hint = f"，是否为 {nearest[0]}？" if nearest else ""
            raise click.UsageError(f"没有命令“{args[0]}”{hint}", ctx)
        return super().resolve_command(ctx, args)


def sentence_of(fault: click.ClickException) -> str:
    """A click error as a Chinese sentence that says what to do."""
    help_hint = ""
    if isinstance(fault, click.UsageError) and fault.ctx is not None:
        help_hint = f"\n用法见：{fault.ctx.command_path} --help"
    return _what(fault) + help_hint


def _what(fault: click.ClickException) -> str:
    match fault:
        case click.NoSuchOption():
            nearest = f"，是否为 {fault.possibilities[0]}？" if fault.possibilities else ""
            return f"没有选项 {fault.option_name}{nearest}"
        case click.MissingParameter():
            return f"缺少参数 {_named(fault.param)}"
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices))):
            return f"参数 {_named(fault.param)} 不对：应为 {'、'.join(map(str, choices))} 之一"
        case click.BadParameter():
            return f"参数 {_named(fault.param)} 不对：{fault.message}"
        case click.exceptions.BadOptionUsage():
            return f"选项 {fault.option_name} 后面{'不写' if _is_flag(fault) else '应有'}内容"
        case click.exceptions.NoArgsIsHelpError():
            return fault.message
        case click.FileError():
            return f"不能打开 {fault.ui_filename}：{fault.message}"
        case _:
            return fault.message


def _is_flag(fault: click.exceptions.BadOptionUsage) -> bool:
    options = fault.ctx.command.get_params(fault.ctx) if fault.ctx is not None else ()
    return any(
        isinstance(option, click.Option) and option.is_flag and fault.option_name in option.opts for option in options
    )


def _named(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return ""
    return parameter.opts[0] if isinstance(parameter, click.Option) else str(parameter.metavar or parameter.name)
