"""The command that takes a published piece off the site, and its way back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import click

from generator.cli.chinese import ChineseCommand
from generator.cli.options import day_option, root_option
from generator.loading import kind_of
from generator.model.articles import Withdrawal
from generator.model.months import month_label
from generator.pipeline import restore, withdraw


@click.command("withdraw", cls=ChineseCommand)
@click.argument("path", metavar="文件")
@click.option("--reason", default="", help="为什么撤下，会登在网页上。")
@day_option("今天")
@click.option(
    "--score",
    type=click.Choice(["keep", "drop"]),
    help="它的分数：keep 照记，drop 不记。不写时，已经印发的月份照印发的记，没有印发的不记。",
)
@click.option("--undo", is_flag=True, help="恢复：删去撤下的记载，重新发布。")
@root_option
def withdraw_command(
    root: Path, path: str, reason: str, day: str | None, score: Literal["keep", "drop"] | None, undo: bool
) -> None:
    """撤下已经发布的一篇稿件（或一期，写它的 index.md）。

    \b
      bulletin withdraw content/2024/07/03.md --reason 涉及个人信息
      bulletin withdraw content/2024/07/03.md --undo

    在文件开头写上 withdrawn（日期和原因），别的一字不动。标题、正文、作者、图片和附件从此不在网站上的任何地方；
    原来的网址显示“已撤下”、日期和原因，其余各条的编号不变。文件还在资料库和 Git 历史里：要彻底删去的，另行处理。
    """
    path = _path(root, path)
    kind = kind_of(path)
    if kind is None or kind.name not in ("article", "commissioned", "issue"):
        raise click.UsageError(f"只能撤下稿件、约稿或一期的 index.md，如 content/2024/07/03.md（现在是“{path}”）")
    if undo:
        if reason or day or score:
            raise click.UsageError("--undo 不与 --reason、--date、--score 一起写")
        restore(root, path)
        click.echo(f"已恢复：{path}。再生成网站后重新发布。")
        return
    if not reason.strip():
        raise click.UsageError("请写 --reason 原因：撤下的网页上要登")
    withdrawal = Withdrawal(date.fromisoformat(day) if day else date.today(), reason.strip(), score)
    kept = withdraw(root, path, withdrawal)
    click.echo(f"已撤下：{path}（{withdrawal.date}，{withdrawal.reason}）。再生成网站后生效。")
    for month, counts in kept.items():
        said = "照记（要不记，写 --score drop）" if counts else "不再记（要照记，写 --score keep）"
        click.echo(f"{month_label(month)}的分数{said if score is None else said[: said.index('（')]}。")


def _path(root: Path, written: str) -> str:
    """The path of the file below the archive; it may be written as an address too."""
    text = written.strip().replace("\\", "/")
    below = Path(text)
    if below.is_absolute() and below.is_relative_to(root.absolute()):
        text = below.relative_to(root.absolute()).as_posix()
    text = text.strip("/").removeprefix("./")
    text = text if text.startswith("content/") else f"content/{text}"
    return text if text.endswith(".md") else f"{text}.md"
