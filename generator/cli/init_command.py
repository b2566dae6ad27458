"""The command that begins another office's archive."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import click

from generator.cli.asking import asked
from generator.cli.chinese import ChineseCommand
from generator.cli.options import CONTENT_PROBLEMS
from generator.model.months import is_month, month_before, month_label, number_of
from generator.problems import ArchiveError
from generator.scaffolding.beginning import begin_archive
from generator.scaffolding.first_files import PRESETS, Office, balance_path
from generator.scaffolding.refused import Refused
from generator.scaffolding.unit_table import read_units

_RULES_HELP = "；".join(f"{name}：{what}" for name, (what, _) in PRESETS.items())


@click.command(cls=ChineseCommand)
@click.argument("folder", metavar="[文件夹]", type=click.Path(path_type=Path), required=False)
@click.option("--root", type=click.Path(path_type=Path), metavar="文件夹", help="同“文件夹”；都不写就是当前文件夹。")
@click.option("--name", metavar="刊名", help="刊名，如 东山水务信息。")
@click.option("--office", metavar="单位", help="主办单位，如 东山水务局。")
@click.option(
    "--units",
    "table",
    type=click.Path(path_type=Path),
    metavar="表格",
    help="单位表，.csv（UTF-8 或 GBK）或 .xlsx，每个单位一行。",
)
@click.option("--first-month", metavar="月份", help="从哪个月起用，如 2024-05。")
@click.option(
    "--rules", "preset", type=click.Choice(list(PRESETS)), default="standard", help=f"开头用哪套规则。{_RULES_HELP}。"
)
@click.option(
    "--points",
    "levels",
    multiple=True,
    callback=lambda _, __, value: _levels(value),
    metavar="级别=分值",
    help="上级采用一篇记几分，如 --points 市级=3 --points 省级=8；也可以写刊物。不知道就不写，以后填进 rules.yml。",
)
def init(
    folder: Path | None,
    root: Path | None,
    name: str | None,
    office: str | None,
    table: Path | None,
    first_month: str | None,
    preset: str,
    levels: dict[str, str],
) -> None:
    """建立另一个单位的资料库：在新的或空的文件夹里写好设置，马上就能检查和生成网站。

    \b
    单位表第一行是各列的名称，次序不限，只有“单位”非有不可：
      单位       标准名称，与通报表格一致
      分组       在哪个组里排名；空着的只署名、不排名
      全称、简称、别名   都能用来署名；几个别名用“、”隔开
      代号       网址里的英文代号；没有这一列就按组编号
      累计分数   年中启用时，当年到上个月的累计分数；没有就记 0

    \b
    例：
      bulletin init 东山 --name 东山水务信息 --office 东山水务局 --units 单位表.csv --first-month 2024-05
      cd 东山
      bulletin next            还要做什么，逐条列出

    文件夹里已有别的文件时什么也不写。在终端里运行时，没有写的选项会逐个问。
    """
    if folder and root:
        raise click.UsageError("“文件夹”和 --root 只写一个")
    target = folder or root or Path()
    name = asked(name, "--name", "刊名", _empty)
    office = asked(office, "--office", "主办单位", _empty)
    listed = Path(asked(str(table) if table else None, "--units", "单位表的文件名", _empty))
    month = asked(first_month, "--first-month", "从哪个月起用（如 2024-05）", _month_fault)
    try:
        units = read_units(listed)
        written = begin_archive(target, Office(name.strip(), office.strip(), units, month, preset, levels))
    except Refused as refused:
        raise click.UsageError(str(refused)) from None
    except ArchiveError as error:
        click.echo(f"这样建立的资料库有错误，什么也没有写。请改正选项或单位表：\n{error}", err=True)
        sys.exit(CONTENT_PROBLEMS)
    ranked = sum(1 for unit in units if unit.group)
    groups = dict.fromkeys(unit.group for unit in units if unit.group)
    click.echo(
        f"已建立 {target}：{len(units)} 个单位（{ranked} 个分 {len(groups)} 组排名），写了 {len(written)} 个文件："
    )
    click.echo("".join(f"  {path}\n" for path in written), nl=False)
    if not ranked:
        click.echo(
            "单位表里没有“分组”，现在没有单位参加排名。要排名的，请在 units.yml 里写上 sections、groups 和 group。"
        )
    if number_of(month) > 1 and ranked:
        said = "按单位表" if any(unit.points != "0" for unit in units) else "都是 0"
        until = month_label(month_before(month))
        click.echo(f"结转：各单位到{until}的累计分数{said}，在 {balance_path(month)}；不对就在那里改。")
    click.echo("接着做：bulletin next（在这个文件夹里运行，列出还要做什么）")


def _levels(values: tuple[str, ...]) -> dict[str, str]:
    """``市级=3`` each, or several of them with commas."""
    found: dict[str, str] = {}
    for text in (one for value in values for one in re.split("[,，、]", unicodedata.normalize("NFKC", value))):
        name, _, points = (part.strip() for part in text.partition("="))
        if not name or name in ("本刊", "约稿") or not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,2})?", points):
            raise click.BadParameter(f"要写成 市级=3 的样子（现在是“{text.strip()}”）")
        found[name] = points
    return found


def _empty(value: str) -> str:
    return "" if value.strip() else "不能为空"


def _month_fault(value: str) -> str:
    return "" if is_month(value) else f"月份要写成 2024-05 的样子（现在是“{value}”）"
