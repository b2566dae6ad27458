"""The command about addresses that must stay."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.chinese import ChineseCommand, ChineseGroup
from generator.cli.options import root_option
from generator.loading import ADDRESSES
from generator.pipeline import freeze_addresses


@click.command(cls=ChineseCommand)
@root_option
def freeze(root: Path) -> None:
    """把网站现有的全部网址记入 content/addresses.txt。

    此后 check 和 build 都会核对：记下的网址如果没有了页面，就是错误。文件改了名或移了位置，
    请在它开头的 aliases 里写上旧网址；确实不再提供的，请从 addresses.txt 里删去那一行。
    通报印发（bulletin notice freeze）时会自动运行。作者页可以整个关闭，不记。
    """
    count, new = freeze_addresses(root)
    click.echo(f"{ADDRESSES} 里现有 {count} 个网址，" + (f"这次新记 {new} 个。" if new else "没有新的。"))


@click.group(cls=ChineseGroup)
def addresses() -> None:
    """网址：记下已经公布的，以后不许丢失。"""


addresses.add_command(freeze)
