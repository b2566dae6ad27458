"""The command that puts files into their proper form."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from generator.cli.chinese import ChineseCommand
from generator.cli.options import CONTENT_PROBLEMS, root_option
from generator.faults import in_words
from generator.fixing import Repaired, repair, repairs
from generator.loading.encodings import decoded
from generator.pipeline import read_archive
from generator.problems import as_text, errors, visible


@click.command(cls=ChineseCommand)
@click.argument("paths", metavar="[文件或文件夹…]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--write", "writing", is_flag=True, help="改写文件；不写这一项就只列出会怎样改。")
@root_option
def fix(root: Path, paths: tuple[Path, ...], writing: bool) -> None:
    """把意思清楚、写法不规范的文件改成规范的写法。

    \b
    bulletin fix                    看看哪些文件会改、怎样改（什么也不写）
    bulletin fix --write            改写
    bulletin fix content/2024/08    只看一个文件夹（或文件）

    \b
    会改的：编码（GBK、UTF-16、BOM）、行首的制表符、全角的冒号、括号、逗号、数字，冒号后漏掉的空格，
    中文项目名（标题、单位、作者……），日期、月份、期号的写法，写在一起的几个单位或人名，不规范的横线，
    标题漏掉的引号。只改开头两行 --- 之间的项目（和 units.yml、rules.yml 等），正文、注释一个字也不动。

    超过 2 MB 的图片缩小到长边 2000 像素以内，名称不变，去掉拍摄信息；原图移到 content/originals/，不发布。

    拿不准的不改。改了以后还有的错误列在最后，这时退出码为 1。改写以前请先提交，随时可以恢复。
    """
    is_meant = _meant(root, paths)
    try:
        found = repair(root, is_meant) if writing else repairs(root, is_meant)
    except OSError as error:
        click.echo(f"写不进去。{in_words(error)}", err=True)
        sys.exit(CONTENT_PROBLEMS)
    for one in found:
        click.echo(visible(f"{one.path}：{'、'.join(one.done)}"))
        for line in () if writing or one.original else _difference(one):
            click.echo(line)
    click.echo(_summary(len(found), writing))
    left = [problem for problem in errors(read_archive(root)[1]) if is_meant(problem.path)]
    if left:
        click.echo(f"这些要人来改：\n{as_text(left)}")
        sys.exit(CONTENT_PROBLEMS)


def _meant(root: Path, paths: tuple[Path, ...]) -> Callable[[str], bool]:
    """Whether a path of the archive is one of those, or below one; none at all mean everything."""
    inside = {_in_archive(root, path) for path in paths}
    if not paths or "." in inside:
        return lambda path: True
    return lambda path: path in inside or any(path.startswith(f"{folder}/") for folder in inside)


def _in_archive(root: Path, path: Path) -> str:
    """The path as the archive names it; it may be given from the current folder, or from the archive's."""
    place = next((one for one in (Path.cwd() / path, root / path) if one.exists()), None)
    if place is None:
        raise click.UsageError(f"没有“{path}”这个文件或文件夹")
    found = place.resolve()
    if not found.is_relative_to(root):
        raise click.UsageError(f"“{path}”不在资料库里（资料库是 {root}）")
    return found.relative_to(root).as_posix()


def _difference(one: Repaired) -> Iterator[str]:
    before, after = (decoded(data) for data in (one.before, one.after))
    if before is None or after is None:
        return
    old = before.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for line in difflib.unified_diff(old, after.text.split("\n"), one.path, f"{one.path}（改后）", lineterm=""):
        yield visible(line)


def _summary(count: int, writing: bool) -> str:
    if not count:
        return "没有要改的文件。"
    if writing:
        return f"已改写 {count} 个文件。"
    return f"有 {count} 个文件可以改，还没有写。看过没有问题，请加 --write 再运行一次。"
