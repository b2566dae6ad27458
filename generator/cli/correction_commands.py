"""Commands about notices that were issued: correcting a figure and all that follows from it, and taking that back."""

from __future__ import annotations

import re
import shlex
import sys
from datetime import date
from pathlib import Path

import click

from generator.cli.chinese import ChineseCommand
from generator.cli.options import CONTENT_PROBLEMS, day_option, month_argument, root_option
from generator.cli.score_text import aligned
from generator.model.frozen import CORRECTABLE, Cell, cell_said
from generator.model.months import month_label
from generator.model.points import to_points
from generator.pipeline import Corrected, Extent, correct_notice, plan_correction, revert_notice
from generator.scoring import Change

_PLAIN = re.compile(r"[\w.=/-]+")
_SPECIAL = {'"', "\\", "$", "`", "!", "%"}


@click.command(cls=ChineseCommand)
@month_argument
@click.option("--unit", required=True, help="单位，名称、简称或别名。")
@click.option("--column", required=True, help=f"项目，可写：{'、'.join(CORRECTABLE.values())}（或英文栏名）。")
@click.option("--new", required=True, help="更正后的数字；取消名次写 -。")
@click.option("--reason", required=True, help="更正的原因，会登在通报页和审计页上。")
@day_option("今天")
@click.option("--kind", type=click.Choice(["信息", "简讯"]), help="更正“市局简报采用篇数”时，增减的是信息还是简讯。")
@click.option("--later", is_flag=True, help="同一年以后各月已存档的累计分数和名次一并更正。")
@click.option("--only", is_flag=True, help="只更正这一格，不管连带的变化。")
@click.option("--dry-run", is_flag=True, help="只列出会改哪些数字，什么也不写。")
@click.option("--yes", is_flag=True, help="在终端里不再询问。")
@root_option
def correct(
    root: Path,
    month: str,
    unit: str,
    column: str,
    new: str,
    reason: str,
    day: str | None,
    kind: str | None,
    later: bool,
    only: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """更正已印发通报的一个数字和由它算出的数字，并记下原数、新数、原因和日期。

    只能更正已经存档（freeze）的月份。更正篇数、报送数，记分、基础分、本月分数、累计分数和本组名次按当月的规则随着改；
    只加减差数，印发时就与规则不同的数字不会被“改对”。看不出怎样改的项目不动，并说明。
    以后各月已存档的累计分数，不加 --later 时只列出要运行的命令。在终端里先列表，问过才写；在脚本里直接写。
    """
    names = {title: name for name, title in CORRECTABLE.items()} | {name: name for name in CORRECTABLE}
    if column not in names:
        raise click.UsageError(f"没有项目“{column}”。可写：{'、'.join(CORRECTABLE.values())}")
    if not reason.strip():
        raise click.UsageError("--reason 不能为空：更正必须写明原因")
    if only and later:
        raise click.UsageError("--only 和 --later 只能写一个")
    if kind and names[column] != "adopted":
        raise click.UsageError("--kind 只在更正“市局简报采用篇数”时写")
    cell, on, extent = _cell(names[column], new), day or date.today().isoformat(), Extent(only, later, kind or "")
    shown = None
    if dry_run or (not yes and _on_a_terminal()):
        shown = plan_correction(root, month, unit, names[column], cell, on, extent)
        click.echo(_table(shown), nl=False)
        _tell_what_is_left(shown, reason.strip())
        if dry_run:
            click.echo("没有写入任何文件。")
            return
        if not click.confirm("照这样更正吗？"):
            sys.exit(CONTENT_PROBLEMS)
    done = correct_notice(root, month, unit, names[column], cell, reason.strip(), on, extent, shown)
    for change in done.changes:
        click.echo(f"已更正：{_said(change, month)}（{reason.strip()}）")
    if shown is None:
        _tell_what_is_left(done, reason.strip())


@click.command(cls=ChineseCommand)
@month_argument
@click.option("--reason", required=True, help="为什么撤回，会登在通报页和审计页上。")
@click.option("--last", "acts", type=click.IntRange(min=1), default=1, help="撤回最后几次更正，不写就是一次。")
@day_option("今天")
@root_option
def revert(root: Path, month: str, reason: str, acts: int, day: str | None) -> None:
    """撤回更正错了的数字：最后一次更正（连同随着改的数字）恢复原数，并作为新的一次记下来。

    原来的更正不会消失：通报页和审计页上两次都列出，印发摘要接着往下算。已撤回的不再撤回，要再改就再更正。
    """
    if not reason.strip():
        raise click.UsageError("--reason 不能为空：撤回必须写明原因")
    done = revert_notice(root, month, reason.strip(), day or date.today().isoformat(), acts)
    for change in done.changes:
        click.echo(f"已撤回：{_said(change, month)}（{reason.strip()}）")
    for one in done.open_totals:
        click.echo(f"同一次更正还改了{month_label(one.month)}的通报，也要撤回的请运行：", err=True)
        click.echo(f"  {_command('revert', one.month, '--reason', reason.strip())}", err=True)


def _command(*words: str) -> str:
    """A command to copy into any shell, that of Windows too, which knows no single quotes."""
    return f"bulletin notice {' '.join(map(_quoted, words))}"


def _quoted(word: str) -> str:
    if _PLAIN.fullmatch(word):
        return word
    return shlex.quote(word) if _SPECIAL & set(word) else f'"{word}"'


def _on_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _said(change: Change, month: str) -> str:
    when = "" if change.month == month else month_label(change.month)
    return f"{when}{change.unit}“{CORRECTABLE[change.column]}”{cell_said(change.old)} → {cell_said(change.new)}"


def _table(planned: Corrected) -> str:
    rows = [("月份", "单位", "项目", "原数", "新数")]
    rows += [
        (month_label(one.month), one.unit, CORRECTABLE[one.column], cell_said(one.old), cell_said(one.new))
        for one in planned.changes
    ]
    return "\n".join(aligned(rows, left=2)) + "\n"


def _tell_what_is_left(planned: Corrected, reason: str) -> None:
    for one in planned.left:
        click.echo(f"注意：{one}", err=True)
    for total in planned.open_totals:
        said = f"{total.unit}累计分数还是 {cell_said(total.old)}，应为 {cell_said(total.new)}"
        click.echo(f"注意：{month_label(total.month)}的通报也已存档，{said}。一并更正请运行：", err=True)
        options = ["--unit", total.unit, "--column", CORRECTABLE["total_points"], f"--new={total.new}"]
        click.echo(f"  {_command('correct', total.month, *options, '--reason', reason)}", err=True)


def _cell(column: str, text: str) -> Cell:
    if column == "rank" and text.strip() in ("-", "—"):
        return None
    try:
        cell = to_points(text)
    except ValueError:
        raise click.UsageError(f"--new 要写数字（现在是“{text}”）") from None
    if not column.endswith("_points") and cell.denominator != 1:
        raise click.UsageError(f"{CORRECTABLE[column]}要写整数（现在是“{text}”）")
    if cell < (1 if column == "rank" else 0) and column not in ("other_points", "month_points", "total_points"):
        raise click.UsageError(f"{CORRECTABLE[column]}不能小于 {1 if column == 'rank' else 0}（现在是“{text}”）")
    return cell
