"""Click's help pages and usage errors in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from generator.cli.last_net import last_net, open_streams


class ChineseCommand(click.Command):
    """A command whose help page has Chinese headings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"options_metavar": "[选项]"} | kwargs))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """``用法：bulletin check [选项]``."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options with their help, under a Chinese heading."""
        records = [
            (names, text.replace("[required]", "（必填）").replace("[default: ", "[默认："))
            for param in self.get_params(ctx)
            if (record := param.get_help_record(ctx))
            for names, text in [record]
        ]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The ``--help`` option with Chinese help."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示本页。"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group of such commands."""

    command_class = ChineseCommand
    group_class = type

    def __init__(
        self,
        *args: Any,
        elsewhere: Mapping[str, str] | None = None,
        headings: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **({"subcommand_metavar": "命令 …"} | kwargs))
        self._headings = headings or {}
        """Name of the first command of a part of the list → the heading of the part."""
        self._elsewhere = elsewhere or {}
        """Name of a command → ``module:attribute``, imported when the command is asked for: pandas takes a while."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command of this group, imported where it lies elsewhere."""
        if cmd_name in self._elsewhere:
            module, _, attribute = self._elsewhere[cmd_name].partition(":")
            command: click.Command = getattr(import_module(module), attribute)
            return command
        return super().get_command(ctx, cmd_name)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then the commands with their first lines."""
        ChineseCommand.format_options(self, ctx, formatter)
        sections: dict[str, list[tuple[str, str]]] = {}
        heading = "命令"
        for name in self.list_commands(ctx):
            heading = self._headings.get(name, heading)
            command = self.get_command(ctx, name)
            if command and not command.hidden:
                sections.setdefault(heading, []).append((name, command.get_short_help_str(limit=80)))
        for heading, rows in sections.items():
            with formatter.section(heading):
                formatter.write_dl(rows, col_max=12)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are defined, which is the order of use."""
        return [*self._elsewhere, *self.commands]

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run; a usage error is told in Chinese and exits with 2."""
        open_streams()
        try:
            with last_net():
                return super().main(*args, **(kwargs | {"standalone_mode": False}))
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "bulletin"
            click.echo(f"用法有误：{usage_message(error)}\n请看：{command} --help", err=True)
            raise SystemExit(2) from None


def usage_message(error: click.UsageError) -> str:
    """What is wrong with the command line, in Chinese."""
    if isinstance(error, click.NoSuchOption):
        near = f"。是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有选项 {error.option_name}{near}"
    if isinstance(error, click.MissingParameter):
        param = error.param
        if isinstance(param, click.Option):
            return f"缺少选项 {param.opts[0]}"
        return f"缺少 {param.make_metavar(error.ctx) if param and error.ctx else ''}"
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name
        if isinstance(error.param.type, click.Choice):
            return f"{name} 只能是：{'、'.join(map(str, error.param.type.choices))}"
        if isinstance(error.param.type, click.Path):
            return f"{name}：没有这个文件或文件夹，或者不能读写，请核对"
        if isinstance(error.param.type, click.IntRange):
            return f"{name} 要写 {error.param.type.min} 到 {error.param.type.max} 的整数"
        if isinstance(error.param.type, click.types.IntParamType):
            return f"{name} 要写整数"
        return f"{name}：{error.message}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面要写一个值"
    if error.message.startswith("No such command"):
        return f"没有命令 {error.message.split(chr(39))[1]}"
    if error.message.startswith("Got unexpected extra argument"):
        return f"多余的内容 {error.message.split('(')[-1].rstrip(').')}"
    return error.message
