"""The commands; each reads its arguments, calls one function and prints the result."""

from __future__ import annotations

import io
import logging
import sys
from pathlib import Path

import click

from generator.cli.chinese import ChineseGroup
from generator.cli.importing import import_
from generator.cli.numbers import correct, explain, freeze, simulate
from generator.cli.options import CONTENT_PROBLEMS, month_argument, root_option
from generator.cli.progress import progress
from generator.cli.score_text import scores_text
from generator.exports import scores_csv, scores_json
from generator.loading import SCHEMA_NAMES, json_schema
from generator.model.months import month_label
from generator.pipeline import check_archive, score_archive
from generator.problems import as_json, as_text, errors


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """《聊城自然资源和规划信息》资料库：检查稿件，计算分数和排名，生成网站。

    \b
    常用：
      bulletin check             检查全部稿件、台账和设置
      bulletin build             生成网站（site/）
      bulletin serve             在本机预览，边改边看
      bulletin scores 2023-06    在终端查看一个月的分数
      bulletin explain 阳谷局 2023-06   说明这些分数从哪里来
      bulletin notice freeze 2023-06   通报印发时把数字存档
      bulletin import notice 通报.docx --month 2023-06   导入旧的通报或期刊

    退出码：0 正常，1 内容有误，2 命令用法有误。
    """
    for stream in (sys.stdout, sys.stderr):  # a Chinese Windows console cannot show every character
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    logging.basicConfig(level=logging.WARNING, format="%(message)s")


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式，默认 text。")
@root_option
def check(root: Path, form: str) -> None:
    """检查全部内容，一次列出所有问题。

    每个问题给出文件、行号和改法。有错误时退出码为 1；只有提醒时为 0。
    json 格式是一个数组，每项有 path、line、field、code、severity、message。
    """
    archive, problems = check_archive(root)
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
@click.option("--clean", is_flag=True, help="不用以前的结果，全部重新生成。")
@root_option
def build(root: Path, site_dir: Path | None, clean: bool) -> None:
    """生成网站。

    只重新生成有变化的页面，其余沿用上一次的结果；两种做法得到的网站逐字节相同。
    先在旁边生成，全部成功后才替换原来的网站；内容有误或中途出错时，原来的网站保持不变。
    """
    from generator.building import BuildFailed, build_site, site_settings

    name, folder = site_settings(root)
    try:
        built = build_site(root, name, site_dir.resolve() if site_dir else folder, clean=clean, progress=progress)
    except BuildFailed as error:
        click.echo(str(error), err=True)
        sys.exit(CONTENT_PROBLEMS)
    if built.warnings:
        click.echo(as_text(built.warnings), err=True)
    news = f"（新做 {built.made} 个文件，共 {built.total} 个）" if built.made else "（没有变化）"
    click.echo(f"网站已生成：{built.site}{news}")


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="本机地址和端口。")
@click.option("--open", "open_browser", is_flag=True, help="启动后打开浏览器。")
@root_option
def serve(root: Path, address: str, open_browser: bool) -> None:
    """在本机预览网站，保存文件后自动刷新；按 Ctrl+C 结束。

    网站另外生成在 .cache/ 里，不动 site/。内容有误时列出问题，页面保持原样，改正后自动更新。
    """
    from generator.building import BuildFailed, serve_site

    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        serve_site(root, address, open_browser, say=lambda text: click.echo(text, err=True))
    except BuildFailed as error:
        click.echo(str(error), err=True)
        sys.exit(CONTENT_PROBLEMS)


@main.command()
@month_argument
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="输出格式，默认 text。"
)
@root_option
def scores(root: Path, month: str, form: str) -> None:
    """查看一个月各组的分数和排名。

    月份写成 2023-06。json、csv 与网站 data/scores/ 下的文件相同。
    """
    scores_of_all, warnings = score_archive(root)
    tables = scores_of_all.tables
    if month not in tables:
        known = "、".join(tables)
        raise click.UsageError(f"资料库里没有{month_label(month)}的内容。有内容的月份：{known}")
    writers = {"text": scores_text, "json": scores_json, "csv": scores_csv}
    click.echo(writers[form](tables[month]), nl=False)
    changed = [one for one in warnings if one.code == "frozen-difference" and month in one.path]
    if changed and form == "text":
        click.echo(
            f"\n注意：这里有 {len(changed)} 个数字与印发的通报不同，运行 bulletin check 可以逐个查看。", err=True
        )


@main.group()
def notice() -> None:
    """通报：印发时存档数字，更正已印发的数字。"""


notice.add_command(freeze)
notice.add_command(correct)
main.add_command(explain)
main.add_command(simulate)
main.add_command(import_)


@main.command()
@click.argument("name", metavar="文件种类", type=click.Choice(SCHEMA_NAMES))
def schema(name: str) -> None:
    """输出一种文件的 JSON Schema（schemas/ 里的文件由此生成）。

    种类：units、rules、issue、article、notice、adjustments。编辑器用它提示和检查项目名。
    """
    click.echo(json_schema(name), nl=False)
