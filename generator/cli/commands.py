"""The commands; each reads its arguments, calls one function and prints the result."""

from __future__ import annotations

import functools
import io
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from generator.cli.chinese import ChineseGroup
from generator.cli.score_text import scores_text
from generator.exports import scores_csv, scores_json
from generator.model.months import is_month, month_label
from generator.pipeline import read_archive, score_archive
from generator.problems import ArchiveError, as_json, as_text, errors

CONTENT_PROBLEMS, WRONG_USAGE = 1, 2


def _root(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option ``--root``, and turn an archive with errors into exit code 1."""

    @click.option(
        "--root",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        help="资料库所在文件夹（里面有 units.yml、rules.yml、mkdocs.yml 和 content/）；不写就是当前文件夹。",
    )
    @functools.wraps(command)
    def with_root(root: Path, **options: Any) -> None:
        if not (root / "content").is_dir() and not (root / "units.yml").is_file():
            raise click.UsageError(f"{root} 不是资料库：里面没有 content/ 和 units.yml。请用 --root 指明文件夹")
        try:
            command(root=root.resolve(), **options)
        except ArchiveError as error:
            click.echo(str(error), err=True)
            sys.exit(CONTENT_PROBLEMS)

    return with_root


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """《聊城自然资源和规划信息》资料库：检查稿件，计算分数和排名，生成网站。

    \b
    常用：
      bulletin check             检查全部稿件、台账和设置
      bulletin build             生成网站（site/）
      bulletin serve             在本机预览，边改边看
      bulletin scores 2023-06    在终端查看一个月的分数

    退出码：0 正常，1 内容有误，2 命令用法有误。
    """
    for stream in (sys.stdout, sys.stderr):  # a Chinese Windows console cannot show every character
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    logging.basicConfig(level=logging.WARNING, format="%(message)s")


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式，默认 text。")
@_root
def check(root: Path, form: str) -> None:
    """检查全部内容，一次列出所有问题。

    每个问题给出文件、行号和改法。有错误时退出码为 1；只有提醒时为 0。
    json 格式是一个数组，每项有 path、line、field、code、severity、message。
    """
    archive, problems = read_archive(root)
    if form == "json":
        click.echo(as_json(problems))
    elif problems:
        click.echo(as_text(problems))
    if errors(problems):
        sys.exit(CONTENT_PROBLEMS)
    if form == "text" and archive is not None:
        click.echo(f"检查通过：{len(archive.issues)} 期，{len(archive.articles)} 篇稿件，{len(archive.months)} 个月。")


@main.command()
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="网站放在哪个文件夹；不写就按 mkdocs.yml（一般是 site/）。",
)
@_root
def build(root: Path, site_dir: Path | None) -> None:
    """生成网站。

    先在旁边生成，全部成功后才替换原来的网站；内容有误或中途出错时，原来的网站保持不变。
    """
    from generator.mkdocs_adapter import BuildFailed, build_site

    if sys.stderr.isatty():
        click.echo("正在检查内容并生成网站……", err=True)
    try:
        folder = build_site(root, site_dir.resolve() if site_dir else None)
    except BuildFailed as error:
        click.echo(str(error), err=True)
        sys.exit(CONTENT_PROBLEMS)
    click.echo(f"网站已生成：{folder}")


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="本机地址和端口。")
@click.option("--open", "open_browser", is_flag=True, help="启动后打开浏览器。")
@_root
def serve(root: Path, address: str, open_browser: bool) -> None:
    """在本机预览网站，保存文件后自动刷新；按 Ctrl+C 结束。"""
    from generator.mkdocs_adapter import BuildFailed, serve_site

    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        serve_site(root, address, open_browser)
    except BuildFailed as error:
        click.echo(str(error), err=True)
        sys.exit(CONTENT_PROBLEMS)


@main.command()
@click.argument("month", metavar="月份")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="输出格式，默认 text。"
)
@_root
def scores(root: Path, month: str, form: str) -> None:
    """查看一个月各组的分数和排名。

    月份写成 2023-06。json、csv 与网站 data/scores/ 下的文件相同。
    """
    if not is_month(month):
        raise click.UsageError(f"月份要写成 2023-06 的样子（现在是“{month}”）")
    tables = score_archive(root).tables
    if month not in tables:
        known = "、".join(tables)
        raise click.UsageError(f"资料库里没有{month_label(month)}的内容。有内容的月份：{known}")
    writers = {"text": scores_text, "json": scores_json, "csv": scores_csv}
    click.echo(writers[form](tables[month]), nl=False)
