"""Commands about the content as written: is it right, and what may stand in a file."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator.building import check_content
from generator.cli.chinese import ChineseCommand
from generator.cli.options import CONTENT_PROBLEMS, format_option, root_option
from generator.loading import SCHEMA_NAMES, file_table, json_schema
from generator.problems import as_json, as_text, errors


@click.command(cls=ChineseCommand)
@format_option("text", "json")
@root_option
def check(root: Path, form: str) -> None:
    """检查全部内容，一次列出所有问题。

    每个问题给出文件、行号和改法。有错误时退出码为 1；只有提醒时为 0。
    json 格式是一个数组，每项有 path、line、field、code、severity、message。
    """
    archive, problems = check_content(root, date.today())
    if form == "json":
        click.echo(as_json(problems))
    elif problems:
        click.echo(as_text(problems))
    if errors(problems):
        sys.exit(CONTENT_PROBLEMS)
    if form == "text" and archive is not None:
        click.echo(f"检查通过：{len(archive.issues)} 期，{len(archive.articles)} 篇稿件，{len(archive.months)} 个月。")


@click.command(cls=ChineseCommand)
@click.argument("name", metavar="[文件种类]", type=click.Choice(SCHEMA_NAMES), required=False)
def schema(name: str | None) -> None:
    """输出一种文件的 JSON Schema（schemas/ 里的文件由此生成），编辑器用它提示和检查项目名。

    不写种类时，列出资料库里可以有的各种文件：放在哪里、做什么用、种类叫什么（docs/files.md 由此生成）。
    """
    click.echo(json_schema(name) if name else file_table(), nl=False)
