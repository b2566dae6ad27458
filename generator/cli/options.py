"""Options and arguments that several commands share."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.cli.last_net import CONTENT_PROBLEMS, last_net
from generator.model.inputs import CONTENT, UNITS_FILE
from generator.plain_files import NotPlain
from generator.problems import ArchiveError

__all__ = ["CONTENT_PROBLEMS", "month_argument", "root_option"]


def root_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option ``--root``, and turn an archive with errors into exit code 1."""

    @click.option(
        "--root",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        metavar="文件夹",
        help="资料库所在文件夹（里面有 units.yml、rules.yml、mkdocs.yml 和 content/）；不写就是当前文件夹。",
    )
    @functools.wraps(command)
    def with_root(root: Path, **options: Any) -> None:
        if not (root / CONTENT).is_dir() and not (root / UNITS_FILE).is_file():
            raise click.UsageError(f"{root} 不是资料库：里面没有 content/ 和 units.yml。请用 --root 指明文件夹")
        root = root.resolve()
        with last_net(root):
            try:
                command(root=root, **options)
            except ArchiveError as error:
                click.echo(str(error), err=True)
                sys.exit(CONTENT_PROBLEMS)
            except NotPlain as error:
                click.echo(f"{error.filename}：{error.strerror}", err=True)
                sys.exit(CONTENT_PROBLEMS)

    return with_root


def format_option(*forms: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option ``--format``; the first form is what one gets without it."""
    said = f"输出格式，默认 {forms[0]}。"
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], help=said)


def _month(_: click.Context, __: click.Parameter, value: str) -> str:
    from generator.model.months import is_month  # with it comes what a command that needs no month may do without

    if not is_month(value):
        raise click.UsageError(f"月份要写成 2023-06 的样子（现在是“{value}”）")
    return value


month_argument = click.argument("month", metavar="月份", callback=_month)


def _day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError:
        raise click.BadParameter(f"日期要写成 2023-07-31 的样子（现在是“{value}”）") from None


def day_option(default: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """``--date``; ``default``: what it is when it is not given, in words."""
    return click.option(
        "--date", "day", callback=_day, metavar="日期", help=f"日期，写成 2023-07-31；不写就是{default}。"
    )
