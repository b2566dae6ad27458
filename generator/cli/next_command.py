"""The command that says what a month still lacks."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from generator.cli.chinese import ChineseCommand
from generator.cli.options import CONTENT_PROBLEMS, format_option, root_option
from generator.model.months import is_month, month_after, month_label
from generator.pipeline import check_archive
from generator.problems import as_json, as_text
from generator.scaffolding.month_steps import MonthPlan, month_plan, month_to_do


def _month(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_month(value):
        raise click.UsageError(f"月份要写成 2024-05 的样子（现在是“{value}”）")
    return value


@click.command("next", cls=ChineseCommand)
@click.argument("month", metavar="[月份]", required=False, callback=_month)
@format_option("text", "json")
@root_option
def next_(root: Path, month: str | None, form: str) -> None:
    """这个月还要做什么：按先后次序列出缺的文件、没写完的稿件和通报，附上每一步的命令。

    不写月份，就是最近一个有内容、还没有存档的月份；都存档了，就是下一个月。
    有错误时先列出错误（这个月的文件和各项设置的）。
    json 格式有 month、errors、other_errors、warnings、steps，每一步有 code、text、command、paths。

    \b
    例：
      bulletin next
      bulletin next 2024-05
    """
    archive, problems = check_archive(root)
    if archive is None:
        click.echo(as_json(problems) if form == "json" else as_text(problems))
        sys.exit(CONTENT_PROBLEMS)
    plan = month_plan(archive, problems, month or month_to_do(archive), date.today())
    click.echo(_json(plan) if form == "json" else _text(plan))


def _text(plan: MonthPlan) -> str:
    lines = []
    if plan.errors:
        lines += ["先改正这些错误：", as_text(plan.errors), ""]
    if plan.other_errors:
        lines += [f"别处还有 {plan.other_errors} 处错误，存档以前也要改正：bulletin check", ""]
    if not plan.steps:
        after = month_after(plan.month)
        lines += [f"{month_label(plan.month)}的通报已经存档，没有要做的了。下个月：bulletin next {after}"]
        return "\n".join(lines)
    lines.append(f"{month_label(plan.month)}还要做：")
    for number, step in enumerate(plan.steps, start=1):
        lines.append(f"{number}. {step.text}")
        lines += [f"   {step.command}"] if step.command else [f"   改 {path}" for path in step.paths[:3]]
    if plan.warnings:
        lines.append(f"另有 {plan.warnings} 处提醒，请看 bulletin check")
    return "\n".join(lines)


def _json(plan: MonthPlan) -> str:
    said = asdict(plan) | {"errors": json.loads(as_json(plan.errors))}
    return json.dumps(said, ensure_ascii=False, indent=2)
