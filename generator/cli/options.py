"""Options and arguments that several commands share."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from generator.files import NotPlain
from generator.model.inputs import CONTENT, UNITS_FILE
from generator.problems import ArchiveError

CONTENT_PROBLEMS = 1
"""Exit code when the content has errors; click itself gives 2 for wrong usage."""


def root_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option ``--root``, and turn an archive with errors into exit code 1."""

    @click.option(
        "--root",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        help="资料库所在文件夹（里面有 units.yml、rules.yml、mkdocs.yml 和 content/）；不写就是当前文件夹。",
    )
    @functools.wraps(command)
    def with_root(root: Path, **options: Any) -> None:
        if not (root / CONTENT).is_dir() and not (root / UNITS_FILE).is_file():
            raise click.UsageError(f"{root} 不是资料库：里面没有 content/ 和 units.yml。请用 --root 指明文件夹")
        try:
            command(root=root.resolve(), **options)
        except ArchiveError as error:
            click.echo(str(error), err=True)
            sys.exit(CONTENT_PROBLEMS)
        except NotPlain as error:
            click.echo(f"{error.filename}：{error.strerror}", err=True)
            sys.exit(CONTENT_PROBLEMS)

    return with_root


def _month(_: click.Context, __: click.Parameter, value: str) -> str:
    from generator.model.months import is_month  # with it comes what a command that needs no month may do without

    if not is_month(value):
        raise click.UsageError(f"月份要写成 2023-06 的样子（现在是“{value}”）")
    return value


month_argument = click.argument("month", metavar="月份", callback=_month)
